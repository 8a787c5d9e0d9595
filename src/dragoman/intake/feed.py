"""Feeds: RSS and Atom, each entry a report."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import Any

from dragoman.errors import SourceError
from dragoman.intake.encoding import decode
from dragoman.intake.html import read_html
from dragoman.intake.metadata import Claims, Origin
from dragoman.intake.notes import warning
from dragoman.records import Document, Failure, Note

# A summary shorter than this is the teaser of an article, not the article.
_TEASER_WORDS = 120


def read_feed(raw: bytes, name: str, charset: str | None = None) -> Iterator[Document | Failure]:
    """The document of each entry; an entry without text is a failure and the rest go on."""
    feed = _parsed(decode(raw, name, charset).text)
    entries = feed.get("entries") or []
    if not entries:
        problem = feed.get("bozo_exception")
        reason = f" (it is damaged: {problem})" if problem else ""
        raise SourceError(f"{name} is a feed without entries{reason}: give another feed, or the address of an article.")
    outlet = (feed.get("feed") or {}).get("title")
    for number, entry in enumerate(entries, start=1):
        place = f"{name} entry {number}"
        try:
            yield _read_entry(entry, place, outlet if isinstance(outlet, str) else None)
        except SourceError as error:
            yield Failure(place, str(error).removeprefix(place).strip())


def _parsed(text: str) -> Any:
    import feedparser

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        # As a stream of its own: a bare string could be taken for a path or an address and opened.
        stream = io.BytesIO(text.encode("utf-8", "replace"))
        return feedparser.parse(stream, response_headers={"content-type": "application/xml; charset=utf-8"})


def _read_entry(entry: Any, place: str, outlet: str | None) -> Document:
    contents = [part.get("value") or "" for part in entry.get("content") or []]
    content = max(contents, key=len, default="")
    text = content or entry.get("summary") or ""
    if not text.strip():
        raise SourceError(f"{place} has no text: read the page it points to ({entry.get('link') or 'it names none'}).")
    link = entry.get("link")
    url = link if isinstance(link, str) and link.startswith(("http://", "https://")) else None
    written = entry.get("published") or entry.get("updated") or ""
    raw = "\x1f".join(str(part) for part in (entry.get("id"), link, entry.get("title"), written, text))
    notes: tuple[Note, ...] = ()
    if not content and len(text.split()) < _TEASER_WORDS:
        notes = (warning(place, f"The feed gives a summary only: read the page itself ({url or 'no address given'})."),)
    return read_html(
        raw.encode("utf-8", "surrogatepass"), place, text=text, claims=_claims_of(entry, written, outlet), url=url,
        whole=True, notes=notes)  # fmt: skip


def _claims_of(entry: Any, written: str, outlet: str | None) -> Claims:
    claims = Claims()
    source = (entry.get("source") or {}).get("title")
    claims.title(_plain(entry.get("title")), Origin.FIELD, "the title of the feed's entry")
    claims.byline(entry.get("author"), Origin.FIELD, "the author of the feed's entry")
    claims.outlet(source, Origin.FIELD, "the source of the feed's entry")
    claims.outlet(outlet, Origin.FIELD, "the title of the feed")
    label = "published" if entry.get("published") else "updated"
    claims.date(written, Origin.FIELD, f"the date “{label}” of the feed's entry")
    return claims


def _plain(title: Any) -> str | None:
    if not isinstance(title, str) or "<" not in title:
        return title if isinstance(title, str) else None
    import lxml.html

    try:
        return str(lxml.html.fromstring(f"<p>{title}</p>").text_content())
    except (ValueError, lxml.etree.ParserError):
        return title
