"""Credit: the news agency whose story a text is, where the text says so."""

from __future__ import annotations

import re
from functools import cache

from dragoman.intake.dateline import agencies
from dragoman.records import Document

# A dateline stands at the head, a line of credit at the foot.
HEAD, FOOT = 400, 300
_CREDIT = r"(?:source|via|from|with (?:reporting|material|files) (?:by|from)|reporting by|©|copyright)"


def agency_of(document: Document) -> str | None:
    """The agency a text is credited to: in its outlet, its byline, its dateline or a line at its foot."""
    known = agencies()
    for field in (document.outlet, document.byline):
        if field and (found := known.get(field.strip())):
            return found
    in_brackets, credited = _patterns()
    named = in_brackets.search(document.text, 0, HEAD) or credited.search(
        document.text, max(0, len(document.text) - FOOT)
    )
    return known[named["agency"]] if named else None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = "|".join(re.escape(name) for name in sorted(agencies(), key=len, reverse=True))
    return (
        re.compile(rf"\((?P<agency>{names})\)"),
        re.compile(rf"\b(?i:{_CREDIT})[\s:]{{1,3}}(?:the )?(?P<agency>{names})\b"),
    )
