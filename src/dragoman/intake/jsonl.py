"""JSON Lines: one report a line, with the fields ``text``, ``title``, ``author``, ``date``, ``outlet`` and ``url``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from dragoman.errors import SourceError
from dragoman.intake.characters import clean_characters
from dragoman.intake.document import make_document
from dragoman.intake.encoding import decode
from dragoman.intake.html import looks_like_html, read_html
from dragoman.intake.metadata import Claims, Origin
from dragoman.intake.paragraphs import paragraphs_of
from dragoman.intake.plain import refuse_too_long
from dragoman.records import Document, Failure

_TEXT_FIELDS = ("text", "body", "content")


def read_jsonl(raw: bytes, name: str, charset: str | None = None) -> Iterator[Document | Failure]:
    """The document of each line; a line that is broken or has no text is a failure and the rest go on."""
    # Only real line ends part rows: JSON may hold other separators inside a string.
    for number, line in enumerate(decode(raw, name, charset).text.split("\n"), start=1):
        row = line.strip("\ufeff \t\r")
        if row:
            place = f"{name} line {number}"
            try:
                yield read_row(row, place)
            except SourceError as error:
                yield Failure(place, str(error).removeprefix(place).strip())


def is_row(line: str) -> bool:
    """Whether a line is a JSON object."""
    try:
        return line.startswith("{") and isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def read_row(row: str, place: str) -> Document:
    """The document of one line. Raises SourceError where it is broken or has no text."""
    try:
        fields = json.loads(row)
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "it is nested too deeply"
        raise SourceError(f"{place} is broken JSON ({reason}): mend the line or leave it out.") from None
    if not isinstance(fields, dict):
        raise SourceError(f'{place} is no JSON object: each line must be like {{"title": …, "text": …}}.')
    text = next((fields[key] for key in _TEXT_FIELDS if isinstance(fields.get(key), str)), "")
    if not text.strip():
        raise SourceError(f"{place} has no text: each line needs a field “text” with words in it.")
    refuse_too_long(text, place)
    raw = row.encode("utf-8", "surrogatepass")
    claims = _claims_of(fields)
    url = (
        fields["url"]
        if isinstance(fields.get("url"), str) and fields["url"].startswith(("http://", "https://"))
        else None
    )
    if looks_like_html(text):
        return read_html(raw, place, text=text, claims=claims, url=url, whole=True)
    return make_document(raw, paragraphs_of(clean_characters(text)), claims, place, url=url)


def _claims_of(fields: dict[str, Any]) -> Claims:
    claims = Claims()
    author = fields.get("author") or fields.get("authors") or fields.get("byline")
    if isinstance(author, list):
        author = ", ".join(part for part in author if isinstance(part, str))
    claims.title(fields.get("title"), Origin.FIELD, "the field “title” of the row")
    claims.byline(author if isinstance(author, str) else None, Origin.FIELD, "the field “author” of the row")
    claims.outlet(fields.get("outlet"), Origin.FIELD, "the field “outlet” of the row")
    date = fields.get("date") or fields.get("published")
    claims.date(str(date) if isinstance(date, (str, int)) else None, Origin.FIELD, "the field “date” of the row")
    return claims
