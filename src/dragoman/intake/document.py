"""The document: paragraphs and claims of any kind of source, made into the one record that is read."""

from __future__ import annotations

import hashlib

from dragoman.errors import SourceError
from dragoman.intake.boilerplate import cut_boilerplate, cut_labels
from dragoman.intake.characters import clean_characters
from dragoman.intake.dateline import read_dateline
from dragoman.intake.dates import date_in_address
from dragoman.intake.footnotes import lift_footnotes
from dragoman.intake.head import lift_head, lift_name
from dragoman.intake.language import language_of
from dragoman.intake.metadata import Claims, Origin, outlet_of, settle
from dragoman.records import Document, Note, make_id

# The parser needs about a kilobyte of memory a word; a report of a million characters is a book.
LONGEST_TEXT = 1_000_000


def make_document(
    raw: bytes,
    paragraphs: list[str],
    claims: Claims,
    name: str,
    *,
    url: str | None = None,
    notes: tuple[Note, ...] = (),
) -> Document:
    """The clean document: head lifted, page furniture and footnotes taken out, all of it kept as notes."""
    refuse_unreadable(paragraphs, name)
    cleaned = [text for text in map(clean_characters, paragraphs) if text]
    body, footnotes = lift_footnotes(cleaned)
    body, labels = cut_labels(body)
    body, head_notes = lift_head(body, claims)
    body, cut_notes = cut_boilerplate(body, claims)
    body = lift_name(body, claims) or cleaned
    read_dateline(body, claims)
    if url:
        claims.date(date_in_address(url), Origin.ADDRESS, "the address of the page")
        claims.outlet(outlet_of(url), Origin.ADDRESS, "the address of the page")
    settled = settle(claims)
    text = "\n\n".join(body)
    language, language_notes = language_of(text)
    sha256 = hashlib.sha256(raw).hexdigest()
    return Document(
        id=make_id("doc", sha256),
        text=text,
        title=settled.title,
        byline=settled.byline,
        outlet=settled.outlet,
        published=settled.published,
        url=url,
        language=language,
        sha256=sha256,
        notes=(*settled.notes, *notes, *head_notes, *language_notes, *footnotes, *labels, *cut_notes),
    )


def refuse_unreadable(paragraphs: list[str], name: str) -> None:
    """Raises where there are no words, or more than can be read at once."""
    length = sum(len(text) + 2 for text in paragraphs)
    if length > LONGEST_TEXT:
        raise SourceError(
            f"{name} holds {length:,} characters of text and at most {LONGEST_TEXT:,} are read at once: "
            "split it into its reports or chapters."
        )
    if not any(any(map(str.isalpha, text)) for text in paragraphs):
        raise SourceError(f"{name} has no words in it: give a file with the text of a report.")
