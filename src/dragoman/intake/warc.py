"""Web archives (WARC): each page that was answered with success is a report of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import IO, Any

from dragoman.intake.piece import Piece
from dragoman.records import Failure

# What a crawler keeps of an answer; requests, metadata and revisits hold no page.
_TYPES = ("response", "resource", "conversion")
# Kinds of answer that may hold a report; pictures, styles and scripts are passed over without a word.
_READABLE = re.compile(r"text/(?!css|javascript)|application/(?:xhtml|pdf|xml|rss|atom)|^$", re.I)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.I)


def pieces_of_warc(stream: IO[bytes], name: str, limit: int, spent: Callable[[], int]) -> Iterator[Piece | Failure]:
    """A piece for each page of an archive, packed or not; where the archive breaks off, a failure says so."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    address = "its start"
    try:
        for record in ArchiveIterator(stream):
            address = record.rec_headers.get_header("WARC-Target-URI") or f"record {record.rec_headers}"
            if record.rec_type in _TYPES and _is_page(record):
                yield _piece_of(record, name, address.strip("<>"), limit, spent)
    # A border: whatever a damaged archive makes its reader raise, what came before the break is read.
    except (ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
        yield Failure(name, f"is damaged after {address} ({error}): what came before is read.")


def _is_page(record: Any) -> bool:
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    return status == "200" and _READABLE.search(_content_type(record)) is not None


def _piece_of(record: Any, name: str, address: str, limit: int, spent: Callable[[], int]) -> Piece | Failure:
    raw = record.content_stream().read(limit + 1)
    place = f"{name} {address}"
    if len(raw) > limit:
        return Failure(place, f"is larger than {limit:,} bytes: raise DRAGOMAN_MAX_BYTES to read it.")
    if getattr(record.raw_stream, "limit", 0) > 0:
        return Failure(place, "is cut short: the archive ends in the middle of the page.")
    if not raw:
        return Failure(place, "is empty: the server sent no page.")
    charset = _CHARSET.search(_content_type(record))
    url = address if address.startswith(("http://", "https://")) else None
    return Piece.of(place, raw, url=url, charset=charset[1] if charset else None, size=spent())


def _content_type(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    return str(headers.get_header("Content-Type") or "")
