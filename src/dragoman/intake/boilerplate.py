"""Boilerplate: what stands around an article and is no part of it, cut by ``data/intake/boilerplate.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.codes import NoteKind
from dragoman.intake.biography import find_biographies
from dragoman.intake.metadata import Claims
from dragoman.intake.notes import cut_notes, warning
from dragoman.intake.paragraphs import ends_sentence
from dragoman.records import Note

# Where the tail of a text begins, as a share of its characters: notes about the author stand in the last 40 %.
TAIL = 0.6
# More than this share of the words cut is worth a look by the reader.
MOST_CUT = 0.4
# How many paragraphs after a heading are looked at for what confirms it.
_CONFIRM_WITHIN = 6
# Longer lines are sentences of a report even without a full stop.
_LONGEST_LINK = 30
_BULLETS = re.compile(r"(?:^|\n)[-–•*] ")


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table: what it matches, where, how far it reaches, and why it is no part of the article."""

    name: str
    why: str
    pattern: re.Pattern[str]
    longest: int = 200
    where: str = "anywhere"
    until: str = ""
    confirm: re.Pattern[str] | None = None
    tail_is_enough: bool = False

    def matches(self, text: str) -> bool:
        return len(text) <= self.longest and self.pattern.fullmatch(text) is not None


@cache
def load_rules(kind: str) -> tuple[Rule, ...]:
    """The rules of one kind: "line", "section" or "ending"."""
    table = tomllib.loads((files("dragoman") / "data/intake/boilerplate.toml").read_text("utf-8"))
    return tuple(_rule(row) for row in table[kind])


def _rule(row: dict[str, Any]) -> Rule:
    fields = dict(row)
    for key in ("pattern", "confirm"):
        if key in row:
            fields[key] = re.compile(row[key], re.I)
    return Rule(**fields)


class _Cutting:
    """The paragraphs of one text, and for each the rule's name and reason if it is cut."""

    def __init__(self, paragraphs: list[str]) -> None:
        self.paragraphs = paragraphs
        self.plain = [_BULLETS.sub(" ", text).strip().replace("\n", " ") for text in paragraphs]
        self.cut: list[tuple[str, str] | None] = [None] * len(paragraphs)
        self.head = next((i for i, text in enumerate(paragraphs) if _is_prose(text)), 0)

    def tail(self) -> int:
        """The index of the first paragraph of the tail, measured on what is not cut so far."""
        left = sum(len(text) for text, cut in zip(self.paragraphs, self.cut, strict=True) if not cut)
        seen = 0
        for index, text in enumerate(self.paragraphs):
            if seen >= TAIL * left and index > self.head:
                return index
            seen += 0 if self.cut[index] else len(text)
        return len(self.paragraphs)

    def mark(self, indices: Iterable[int], name: str, why: str) -> None:
        for index in indices:
            self.cut[index] = self.cut[index] or (name, why)


def cut_labels(paragraphs: list[str]) -> tuple[list[str], list[Note]]:
    """The paragraphs without menu links and section labels above the title."""
    rules = [rule for rule in load_rules("line") if rule.where == "head"]
    head = next((index for index, text in enumerate(paragraphs) if len(text.split()) > 3 and ends_sentence(text)), 0)
    kept: list[str] = []
    notes: list[Note] = []
    for index, text in enumerate(paragraphs):
        rule = next((rule for rule in rules if rule.matches(text)), None) if index < head else None
        if rule:
            notes.append(Note(NoteKind.CUT, text, rule.why))
        else:
            kept.append(text)
    return kept, notes


def cut_boilerplate(paragraphs: list[str], claims: Claims) -> tuple[list[str], list[Note]]:
    """The article, and a note for every part that was cut; names in biographies go into the claims."""
    cutting = _Cutting(paragraphs)
    _cut_to_the_end(cutting)
    _cut_sections(cutting)
    _cut_lines(cutting)
    for indices, why, name in find_biographies(cutting.paragraphs, cutting.cut, cutting.tail(), claims):
        cutting.mark(indices, f"biography {name}", why)
    _cut_endings(cutting, claims)
    return _outcome(cutting)


def _is_prose(text: str) -> bool:
    return len(text.split()) >= 12 and ends_sentence(text)


def _cut_to_the_end(cutting: _Cutting) -> None:
    """Comment forms and comments: all that follows them goes."""
    for rule in (rule for rule in load_rules("section") if rule.until == "end"):
        tail = cutting.tail()
        for index, text in enumerate(cutting.plain):
            if index <= cutting.head or cutting.cut[index] or not rule.matches(text):
                continue
            if (rule.tail_is_enough and index >= tail) or _confirmed(cutting, index, rule):
                cutting.mark(range(index, len(cutting.paragraphs)), rule.name, rule.why)
                break


def _confirmed(cutting: _Cutting, index: int, rule: Rule) -> bool:
    following = cutting.plain[index + 1 : index + 1 + _CONFIRM_WITHIN]
    return rule.confirm is not None and any(rule.confirm.match(text[:600]) for text in following)


def _cut_sections(cutting: _Cutting) -> None:
    tail = cutting.tail()
    for rule in (rule for rule in load_rules("section") if rule.until != "end"):
        for index, text in enumerate(cutting.plain):
            if cutting.cut[index] or not rule.matches(text) or (rule.where == "tail" and index < tail):
                continue
            end = _section_end(cutting, index, rule)
            if rule.until == "sentence" or end > index + 1:
                cutting.mark(range(index, end), rule.name, rule.why)


def _section_end(cutting: _Cutting, index: int, rule: Rule) -> int:
    end = index + 1
    while end < len(cutting.plain) and not cutting.cut[end]:
        text = cutting.plain[end]
        if rule.until == "contact":
            belongs = len(text) <= 400 and rule.confirm is not None and rule.confirm.match(text) is not None
        else:
            belongs = len(text.split()) <= _LONGEST_LINK and not ends_sentence(text)
        if not belongs or any(other.matches(text) for other in load_rules("section")):
            break
        end += 1
    return end


def _cut_lines(cutting: _Cutting) -> None:
    tail = cutting.tail()
    for index, text in enumerate(cutting.plain):
        if cutting.cut[index]:
            continue
        for rule in load_rules("line"):
            in_place = rule.where == "anywhere" or (index >= tail and rule.where == "tail")
            if in_place and rule.matches(text):
                cutting.mark([index], rule.name, rule.why)
                break


def _cut_endings(cutting: _Cutting, claims: Claims) -> None:
    """From the last paragraph up, as long as each is boilerplate that only an end of a text can be."""
    tail = cutting.tail()
    for index in range(len(cutting.paragraphs) - 1, max(tail, 1) - 1, -1):
        if cutting.cut[index]:
            continue
        rule = next((rule for rule in load_rules("ending") if rule.matches(cutting.plain[index])), None)
        if rule is None:
            break
        cutting.mark([index], rule.name, rule.why)
        # Under the disclaimer or the credit the note about the author may stand.
        for indices, why, name in find_biographies(cutting.paragraphs, cutting.cut, tail, claims):
            cutting.mark(indices, f"biography {name}", why)


def _outcome(cutting: _Cutting) -> tuple[list[str], list[Note]]:
    kept = [text for text, cut in zip(cutting.paragraphs, cutting.cut, strict=True) if not cut]
    if not any(any(map(str.isalpha, text)) for text in kept):
        text = "\n\n".join(cutting.paragraphs)
        note = warning(text[:200], "All of this text looks like page furniture, so nothing was cut.")
        return cutting.paragraphs, [note] if any(cutting.cut) else []
    cuts = [(text, cut[1]) for text, cut in zip(cutting.paragraphs, cutting.cut, strict=True) if cut]
    return kept, cut_notes(cuts) + _share_warning(cutting, kept)


def _share_warning(cutting: _Cutting, kept: list[str]) -> list[Note]:
    total, left = (sum(len(text.split()) for text in texts) for texts in (cutting.paragraphs, kept))
    if total - left <= MOST_CUT * total:
        return []
    why = f"{100 * (total - left) // total} % of the words were cut as page furniture: look whether that is right."
    return [warning(f"{total - left} of {total} words", why)]
