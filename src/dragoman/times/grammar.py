"""The local grammar: finds time expressions as patterns over the word classes of a scan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dragoman.times.lexicon import codes, read_table, value_of
from dragoman.times.scan import Scan

TERM = re.compile(r"(?P<open>[a-z]\w*):\(\?:|(?:(?P<label>[a-z]\w*):)?(?P<name>[A-Z][A-Z0-9]*)|\s+")
MULTIPLIERS = frozenset(("hundred", "thousand", "dozen"))
FRACTIONS = {"1/2": 0.5, "1/4": 0.25, "3/4": 0.75, "1/3": 1 / 3}


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the grammar."""

    name: str
    make: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Found:
    """An expression: tokens ``first`` to ``stop`` (exclusive) of a scan, and the tokens each label holds."""

    rule: Rule
    scan: Scan
    first: int
    stop: int
    groups: dict[str, tuple[int, int]]

    @property
    def text(self) -> str:
        return self.scan.text[self.scan.spans[self.first][0] : self.scan.spans[self.stop - 1][1]]

    def words(self, label: str) -> list[str]:
        """The words a label holds, lower case; none where the expression lacks it."""
        first, stop = self.groups.get(label, (0, 0))
        return [word.lower() for word in self.scan.words[first:stop]]

    def has(self, label: str) -> bool:
        return label in self.groups

    def value(self, label: str) -> int | None:
        """The number of a month, weekday or year, of figures or of words ("twenty-first")."""
        number = number_in(self.words(label))
        return None if number is None else int(number)

    def symbol(self, label: str) -> str | None:
        """The unit, part of day or season a label stands for: the first word that stands for one."""
        return next((value for word in self.words(label) if isinstance(value := value_of(word), str)), None)


@cache
def rules() -> tuple[Rule, ...]:
    """The rows of the grammar, compiled."""
    table = read_table("grammar.toml")
    return tuple(
        Rule(row["name"], row["make"], re.compile(_expand(row["pattern"], table["macros"], True)))
        for row in table["rule"]
    )


@cache
def _start() -> re.Pattern[str]:
    """Finds the next place where any rule matches; unlabelled, so that it may hold all of them."""
    table = read_table("grammar.toml")
    quiet = codes()
    plain = "".join(quiet[name] for name in ("OTHER", "BREAK", "TAIL", "COMMA", "DOT", "POSS"))
    rows = "|".join(_expand(row["pattern"], table["macros"], False) for row in table["rule"])
    return re.compile(f"(?=[^{plain}])(?:{rows})")


def _expand(pattern: str, macros: dict[str, str], labelled: bool) -> str:
    def term(match: re.Match[str]) -> str:
        if match["open"]:
            return f"(?P<{match['open']}>" if labelled else "(?:"
        if not match["name"]:
            return ""
        name = match["name"]
        body = f"(?:{_expand(macros[name], macros, labelled)})" if name in macros else codes()[name]
        return f"(?P<{match['label']}>{body})" if match["label"] and labelled else body

    return TERM.sub(term, pattern)


def expressions(scan: Scan) -> Iterator[Found]:
    """The expressions of a scan, left to right: at each place the longest, of equally long ones the first row."""
    classes, start = scan.classes, _start()
    match = start.search(classes)
    while match is not None:
        longest = _longest(scan, match.start())
        if longest is not None:
            yield longest
        position = longest.stop if longest is not None else match.start() + 1
        match = start.search(classes, position)


def _longest(scan: Scan, position: int) -> Found | None:
    best: tuple[Rule, re.Match[str]] | None = None
    for rule in rules():
        match = rule.pattern.match(scan.classes, position)
        if match is not None and match.end() > position and (best is None or match.end() > best[1].end()):
            best = rule, match
    if best is None:
        return None
    rule, match = best
    groups = {label: match.span(label) for label, held in match.groupdict().items() if held is not None}
    return Found(rule, scan, position, match.end(), groups)


def number_in(words: list[str]) -> float | None:
    """The number that words spell ("two hundred", "2 1/2", "nineteen ninety-four"); ``None`` where it is left open."""
    numbers = [(word, FRACTIONS.get(word, value_of(word))) for word in words]
    counted = [(word, value) for word, value in numbers if isinstance(value, (int, float))]
    if not counted or any(value == 0 for _, value in counted):
        return None
    if len(counted) > 1 and words[0] in ("a", "an"):
        counted = counted[1:]  # "a dozen", "a couple"
    total: float = 0
    previous: float = 0
    for word, value in counted:
        if word in MULTIPLIERS:
            total = max(total, 1) * value
        elif 10 <= previous <= 20 <= value < 100:
            total = total * 100 + value  # a year: "nineteen ninety"
        else:
            total += value
        previous = value
    return total
