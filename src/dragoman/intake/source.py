"""Sources: a path, an address or the standard input, to the documents it holds."""

from __future__ import annotations

import re
import stat
import sys
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import BinaryIO
from urllib.parse import urlsplit

from dragoman.errors import SourceError
from dragoman.intake.encoding import decode, refuse_binary
from dragoman.intake.fetch import fetch, is_address
from dragoman.records import Document, Failure
from dragoman.settings import Settings, load_settings

_FEED = re.compile(
    r"(?:<\?xml[^>]*\?>|<\?[^>]*\?>|<!--.*?-->|<!DOCTYPE[^>]*>|\s)*<(?:rss|(?:\w+:)?feed|rdf:RDF)\b", re.I | re.S
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{1,20}://", re.I)
_SAMPLE = 65_536


def read_source(
    source: str, *, stdin: BinaryIO | None = None, settings: Settings | None = None
) -> Iterator[Document | Failure]:
    """The documents of a file, an http(s) address or ``-`` (the standard input).

    Raises ``SourceError`` where the whole source cannot be read; a broken part of it is a ``Failure`` among the rest.
    """
    settings = settings or load_settings()
    if is_address(source):
        fetched = fetch(source, settings)
        yield from read_bytes(fetched.raw, fetched.url, url=fetched.url, charset=fetched.charset)
    elif source == "-":
        raw = (stdin or sys.stdin.buffer).read(settings.max_bytes + 1)
        refuse_too_large("The standard input", len(raw), settings)
        yield from read_bytes(raw, "The standard input")
    else:
        yield from read_bytes(bytes_of_file(source, settings), PurePath(source).name)


def read_bytes(
    raw: bytes, name: str, *, url: str | None = None, charset: str | None = None
) -> Iterator[Document | Failure]:
    """The documents in these bytes; their kind is told by what they hold first and by the name's ending second."""
    if not raw:
        raise SourceError(f"{name} is empty: give a file with the text of a report.")
    kind = kind_of(raw, urlsplit(url).path if url else name, name, charset)
    if kind == "pdf":
        from dragoman.intake.pdf import read_pdf

        yield read_pdf(raw, name, url=url)
    elif kind == "html":
        from dragoman.intake.html import read_html

        yield read_html(raw, name, url=url, charset=charset)
    elif kind == "feed":
        from dragoman.intake.feed import read_feed

        yield from read_feed(raw, name, charset)
    elif kind == "jsonl":
        from dragoman.intake.jsonl import read_jsonl

        yield from read_jsonl(raw, name, charset)
    else:
        from dragoman.intake.plain import read_plain

        yield read_plain(raw, name, url=url, charset=charset)


def is_feed(raw: bytes, name: str, charset: str | None = None) -> bool:
    """Whether these bytes are a feed of reports."""
    return b"<" in raw[:256] and b"%PDF-" not in raw[:1024] and kind_of(raw, name, name, charset) == "feed"


def kind_of(raw: bytes, path: str, name: str, charset: str | None = None) -> str:
    """ "pdf", "html", "feed", "jsonl" or "plain"; raises for bytes that are no text."""
    from dragoman.intake.html import looks_like_html
    from dragoman.intake.jsonl import is_row

    if b"%PDF-" in raw[:1024]:
        return "pdf"
    refuse_binary(raw, name)
    sample = decode(raw[:_SAMPLE], name, charset).text.lstrip("\ufeff \t\r\n")
    ending = PurePath(path).suffix.lower()
    if _FEED.match(sample[:4096]):
        return "feed"
    if looks_like_html(sample) or (ending in (".html", ".htm", ".xhtml") and "<" in sample):
        return "html"
    first_line = sample.split("\n", 1)[0].strip()
    if is_row(first_line) or ending in (".jsonl", ".ndjson"):
        return "jsonl"
    if ending == ".json" or (sample.startswith(("[{", "{\n", "{\r")) and '":' in sample[:400]):
        raise SourceError(
            f"{name} is JSON but not JSON Lines: write one object on each line, with the fields title, date, "
            "author, text."
        )
    return "plain"


def bytes_of_file(source: str, settings: Settings) -> bytes:
    """The bytes of a file. Raises SourceError where there is none, it may not be read or it is too large."""
    if _SCHEME.match(source):
        scheme = source.split(":", 1)[0]
        raise SourceError(
            f"{source} has the scheme “{scheme}”, which is not read: give an http or https address, or a file."
        )
    path = Path(source)
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise SourceError(f"{source} is a directory: name the files in it, such as {PurePath(source) / '*.txt'}.")
        if stat.S_ISREG(found.st_mode):
            refuse_too_large(source, found.st_size, settings)
        with path.open("rb") as file:
            raw = file.read(settings.max_bytes + 1)
    except FileNotFoundError:
        raise SourceError(f"There is no file {source}: check the path.") from None
    except PermissionError:
        raise SourceError(f"{source} may not be read by you: change its permissions.") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise SourceError(f"{source[:200]!r} cannot be read ({reason}): check the path.") from None
    refuse_too_large(source, len(raw), settings)
    return raw


def refuse_too_large(name: str, size: int, settings: Settings) -> None:
    """Raises where so many bytes are more than are read at once."""
    if size > settings.max_bytes:
        raise SourceError(f"{name} is larger than {settings.max_bytes:,} bytes: split it, or raise DRAGOMAN_MAX_BYTES.")
