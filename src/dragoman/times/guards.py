"""Guards: what looks like a time expression and is a plain number, a name or an age."""

from __future__ import annotations

from functools import cache

from dragoman.times.grammar import Found
from dragoman.times.lexicon import read_table

CURRENCY = frozenset("$€£¥#")
FIRST_BARE_YEAR, LAST_BARE_YEAR = 1900, 2050


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(read_table("guards.toml")[kind])


def is_plain(found: Found) -> bool:
    """Whether an expression that the grammar allows is no time at all in this place."""
    check = CHECKS.get(found.rule.name)
    return check is not None and check(found)


def _before(found: Found) -> str:
    return found.scan.words[found.first - 1].lower() if found.first else ""


def _after(found: Found, count: int = 1) -> str:
    index = found.stop + count - 1
    return found.scan.words[index] if index < len(found.scan.words) else ""


def _touches(found: Found) -> bool:
    """Whether a letter or figure stands right against the expression ("A330-1990", "1990km")."""
    start, end = found.scan.spans[found.first][0], found.scan.spans[found.stop - 1][1]
    text = found.scan.text
    return (start > 0 and text[start - 1].isalnum()) or (end < len(text) and text[end].isalnum())


def _is_number(found: Found) -> bool:
    """ "2000 soldiers", "$1990", "No. 1990", "1990%"."""
    if found.first + 1 != found.stop:
        return False
    year = found.value("year") or 0
    before, after = _before(found), _after(found)
    if before == "than" and found.first > 1 and found.scan.words[found.first - 2].lower() in ("later", "earlier"):
        return False
    if before in CURRENCY or before in _words("numbered") or _touches(found) or after in ("%", "percent", "per"):
        return True
    if before in (".", "-", "/") and found.first > 1 and found.scan.words[found.first - 2].isdigit():
        return found.scan.classes[found.first - 2] != found.scan.classes[found.first]
    if not FIRST_BARE_YEAR <= year <= LAST_BARE_YEAR:
        between_years = found.first > 1 and found.scan.words[found.first - 2].isdigit()
        return before not in _words("year_prepositions") and not (between_years and before in _words("year_links"))
    counted = after[:1].islower() and after.endswith("s") and after not in _words("uncounted")
    return year % 100 == 0 and counted


def _numbers_something(found: Found) -> bool:
    """ "Resolution 2014-15", "$2014-15"."""
    return _before(found) in CURRENCY or _before(found) in _words("numbered") or _touches(found)


def _is_rate(found: Found) -> bool:
    """ "seven flights a day", "$5 a year": "a day" after a plural or a figure is a rate, not a length."""
    words = found.scan.words[found.first : found.stop]
    return len(words) == 2 and words[0].lower() in ("a", "an") and _before(found)[-1:].isdigit()


def _is_age(found: Found) -> bool:
    """ "52 years old", "aged 24 years", "6-year-old"."""
    after = [_after(found).lower(), _after(found, 2).lower()]
    aged = after[0] in ("old", "olds") or after in (["-", "old"], ["of", "age"])
    return aged or _before(found) in ("aged", "age") or _is_rate(found)


def _is_name(found: Found) -> bool:
    """ "Mrs May", "the May government"."""
    return _before(found) in _words("titles") or (found.text == "May" and _before(found) in ("the", "a"))


def _is_vague_day(found: Found) -> bool:
    """ "one day he will …" is no length, "this day" no date."""
    return found.text.lower() in ("one day", "this day") and _before(found) not in _words("length_prepositions")


def _is_no_length(found: Found) -> bool:
    if found.text.lower() == "days" and _before(found) in ("old", "early", "glory", "salad", "school"):
        return True
    return _is_age(found) or _is_vague_day(found) or _is_title(found) or _is_fraction(found)


def _is_fraction(found: Found) -> bool:
    """ "a quarter of the dealers", "three quarters"."""
    last = found.scan.words[found.stop - 1].lower()
    return last in ("quarter", "quarters") and (
        _after(found).lower() == "of" or found.words("count")[:1] in (["a"], ["one"], ["three"], ["another"])
    )


def _is_title(found: Found) -> bool:
    """ "60 Minutes", "48 Hours": a programme."""
    last = found.scan.words[found.stop - 1]
    named = last[0].isupper() and not last.isupper()
    return named and found.stop - found.first == 2 and found.scan.words[found.first].isdigit()


def _is_score(found: Found) -> bool:
    """ "the mid-30s", "low-50s": an age or a share; a decade without its century is "the '30s" or "the 70s"."""
    decade = found.words("decade")[0]
    return decade[0].isdecimal() and len(decade) == 3 and (decade[0] < "6" or _before(found) in ("her", "his", "-"))


def _is_programme(found: Found) -> bool:
    """ "USA Today", "Trending Today"."""
    before = found.scan.words[found.first - 1] if found.first else ""
    return found.scan.words[found.first] in ("Today", "Tonight") and before[:1].isupper()


def _is_award(found: Found) -> bool:
    """ "athlete of the year": only a part of the year may stand before "of the year"."""
    if _before(found) != "of":
        return False
    return found.first > 1 and found.scan.words[found.first - 2].lower() not in _words("parts")


CHECKS = {
    "the-unit": _is_award,
    "decade": _is_score,
    "today": _is_programme,
    "tonight": _is_programme,
    "year": _is_number,
    "year-pair": _numbers_something,
    "duration": _is_no_length,
    "relative-unit": _is_vague_day,
    "month": _is_name,
}
