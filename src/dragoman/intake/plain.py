"""Plain text: pasted or saved by hand, with its title, date and author's note above and below the body."""

from __future__ import annotations

import datetime
import hashlib

from dragoman.codes import Basis
from dragoman.errors import SourceError
from dragoman.intake.characters import clean_characters
from dragoman.intake.document import LONGEST_TEXT, make_document
from dragoman.intake.encoding import decode
from dragoman.intake.language import language_of
from dragoman.intake.metadata import Claims
from dragoman.intake.notes import warning
from dragoman.intake.paragraphs import paragraphs_of
from dragoman.records import Document, Evidence, Note, day_when, make_id


def read_plain(raw: bytes, name: str, *, url: str | None = None, charset: str | None = None) -> Document:
    """The document of a plain text in any common encoding."""
    decoded = decode(raw, name, charset)
    if not decoded.text.strip("\ufeff \t\r\n\0"):
        raise SourceError(f"{name} holds nothing but white space: give a file with the text of a report.")
    refuse_too_long(decoded.text, name)
    paragraphs = paragraphs_of(clean_characters(decoded.text))
    return make_document(raw, paragraphs, Claims(), name, url=url, notes=encoding_notes(name, decoded.warning))


def refuse_too_long(text: str, name: str) -> None:
    """Raises before any work is spent on a text that is too long to be read at once."""
    if len(text) > LONGEST_TEXT:
        raise SourceError(
            f"{name} holds {len(text):,} characters and at most {LONGEST_TEXT:,} are read at once: "
            "split it into its reports or chapters."
        )


def encoding_notes(name: str, problem: str | None) -> tuple[Note, ...]:
    return (warning(name, problem),) if problem else ()


def as_written(text: str, *, name: str = "", published: datetime.date | None = None) -> Document:
    """The document of a text taken as it is: nothing is cut and no offset moves."""
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    language, notes = language_of(text)
    when = None
    if published:
        when = day_when(published, Basis.STATED, Evidence(None, "published-given", "Given together with the text."))
    return Document(
        id=make_id("doc", sha256), text=text, title=name or None, byline=None, outlet=None, published=when,
        url=None, language=language, sha256=sha256, notes=tuple(notes))  # fmt: skip
