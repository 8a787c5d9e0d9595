"""Biography: the note about the author at the end of an article, by the cues of ``data/intake/biography.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.intake.metadata import Claims, Origin
from dragoman.intake.names import is_name

WHY = "A note about the author, not the article."
WHY_ORGANISATION = "A note about the organisation that publishes, not the article."
# Paragraphs longer than this are no note about an author.
_LONGEST = 3000
_SPEAKS = re.compile(r"[\"“”]|\b(?:said|says|told|added|warned|according)\b")
# Headings are short.
_LONGEST_HEADING = 80


@dataclass(frozen=True, slots=True)
class _Cues:
    headings: tuple[re.Pattern[str], ...]
    plain: tuple[re.Pattern[str], ...]
    name_verbs: re.Pattern[str]
    cues: re.Pattern[str]
    continues: re.Pattern[str]


@cache
def _cues() -> _Cues:
    table = tomllib.loads((files("dragoman") / "data/intake/biography.toml").read_text("utf-8"))
    return _Cues(
        tuple(re.compile(pattern, re.I) for pattern in table["headings"]),
        tuple(re.compile(pattern, re.I) for pattern in table["plain"]),
        re.compile(table["name_verbs"]),
        re.compile(table["cues"], re.I),
        re.compile(table["continues"], re.I),
    )


def find_biographies(
    paragraphs: list[str], cut: Sequence[object], tail: int, claims: Claims
) -> Iterator[tuple[list[int], str, str]]:
    """The paragraphs of each note about an author in the tail: their indices, the reason, and the name.

    Under a heading ("About A Example") such paragraphs are taken until one of another kind follows; without a
    heading only at the very end, and only when the text speaks nowhere else of that person.
    """
    under_heading: set[int] = set()
    for index in range(tail, len(paragraphs)):
        if cut[index] or index in under_heading:
            continue
        found = _under_heading(paragraphs, cut, index, claims)
        if found:
            under_heading.update(found[0])
            yield found
    for index in range(len(paragraphs) - 1, max(tail, 1) - 1, -1):
        if cut[index] or index in under_heading:
            continue
        name = _without_heading(paragraphs, index, claims)
        if name is None:
            return
        if name:
            claims.byline(name, Origin.TEXT, f"the note about the author at the end (“{paragraphs[index][:60]}…”)")
        yield [index], WHY, name


def _under_heading(
    paragraphs: list[str], cut: Sequence[object], index: int, claims: Claims
) -> tuple[list[int], str, str] | None:
    heading = paragraphs[index]
    found = (
        next(filter(None, (p.fullmatch(heading) for p in _cues().headings)), None)
        if len(heading) <= _LONGEST_HEADING
        else None
    )
    if not found:
        return None
    name = (found.groupdict().get("name") or "").strip()
    if name and not is_name(name):
        return _organisation(paragraphs, cut, index, name)
    taken = [index]
    for following in range(index + 1, len(paragraphs)):
        if cut[following] or not _is_about(paragraphs[following], name, first=len(taken) == 1):
            break
        taken.append(following)
    if len(taken) == 1:
        return None
    if name:
        claims.byline(name, Origin.TEXT, f"the heading “{heading}” of the note about the author")
    return taken, WHY, name


def _is_about(text: str, name: str, *, first: bool) -> bool:
    if len(text) > _LONGEST:
        return False
    surname = name.split()[-1] if name else ""
    if _cues().continues.match(text) or (surname and surname in text):
        return True
    started = _leading_name(text)
    if started and _cues().name_verbs.match(text[len(started) :]):
        return _cues().cues.search(text) is not None
    return first and any(pattern.fullmatch(text) for pattern in _cues().plain)


def _organisation(
    paragraphs: list[str], cut: Sequence[object], index: int, name: str
) -> tuple[list[int], str, str] | None:
    """The closing paragraph of a press release: it begins with the name in its heading and nothing else follows."""
    left = [i for i in range(index + 1, len(paragraphs)) if not cut[i]]
    subject = name.removeprefix("the ").removeprefix("The ")
    if not 1 <= len(left) <= 2 or not re.match(rf"(?:The )?{re.escape(subject)}\b|We\b|Our\b", paragraphs[left[0]]):
        return None
    return [index, *left], WHY_ORGANISATION, name


def _without_heading(paragraphs: list[str], index: int, claims: Claims) -> str | None:
    """The author's name if this paragraph is about the author, "" if it does not name him, ``None`` if it is not."""
    text = paragraphs[index]
    if len(text) > _LONGEST:
        return None
    name = _leading_name(text.lstrip("*—–- ("))
    if name and _cues().name_verbs.match(text.lstrip("*—–- (")[len(name) :]) and _cues().cues.search(text):
        surname = name.split()[-1]
        is_author = any(surname in claim.value for claim in claims.bylines)
        if is_author:
            return name
        # A person of the report is named before, or is told about at some length.
        told_about = any(surname in other for other in paragraphs[:index]) or text.count(surname) > 1
        if not told_about and not _SPEAKS.search(text):
            return name
    return "" if any(pattern.fullmatch(text) for pattern in _cues().plain) else None


def _leading_name(text: str) -> str:
    """The name of a person with which the text begins."""
    words = text[:120].split(" ")
    for length in range(min(6, len(words)), 1, -1):
        candidate = " ".join(words[:length]).rstrip(",")
        if is_name(candidate) and words[length - 1][0].isupper():
            return candidate
    return ""
