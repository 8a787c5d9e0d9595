"""The local grammar: finds time expressions as patterns over the word classes of a scan."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dragoman.times.lexicon import codes, read_table, value_of
from dragoman.times.scan import Scan

TERM = re.compile(r"(?P<open>[a-z]\w*):\(\?:|(?:(?P<label>[a-z]\w*):)?(?P<name>[A-Z][A-Z0-9]*)|\s+")
GROUP = re.compile(r"\(\?(?:P<\w+>|<[=!]|[=!]|:)")
MULTIPLIERS = frozenset(("hundred", "thousand", "dozen"))
FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "1/2": 0.5, "1/4": 0.25, "3/4": 0.75, "1/3": 1 / 3}


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
def _by_first() -> dict[str, tuple[re.Pattern[str], tuple[Rule, ...]]]:
    """By the class that an expression begins with: whether any rule matches there, and the rules that can."""
    table = read_table("grammar.toml")
    rows: dict[str, list[tuple[str, Rule]]] = {}
    for row, rule in zip(table["rule"], rules(), strict=True):
        quiet = _expand(row["pattern"], table["macros"], False)
        for first in first_classes(quiet):
            rows.setdefault(first, []).append((quiet, rule))
    return {
        first: (re.compile("|".join(quiet for quiet, _ in held)), tuple(rule for _, rule in held))
        for first, held in rows.items()
    }


@cache
def _start() -> re.Pattern[str]:
    """Finds the next token that an expression can begin with."""
    return re.compile(f"[{''.join(_by_first())}]")


def first_classes(pattern: str) -> set[str]:
    """The characters a pattern can begin with."""
    return _firsts(pattern, 0)[0]


def _firsts(pattern: str, i: int) -> tuple[set[str], bool, int]:
    """First characters of the alternatives from ``i`` to their end, whether they can be empty, and where they end."""
    found: set[str] = set()
    any_empty, empty = False, True
    while i < len(pattern) and pattern[i] != ")":
        if pattern[i] == "|":
            any_empty, empty, i = any_empty or empty, True, i + 1
            continue
        chars, nothing, i = _atom(pattern, i)
        if i < len(pattern) and pattern[i] in "?*":
            nothing, i = True, i + 1
        if empty:
            found |= chars
            empty = nothing
    return found, any_empty or empty, i


def _atom(pattern: str, i: int) -> tuple[set[str], bool, int]:
    if pattern[i] == "[":
        close = pattern.index("]", i)
        return set(re.sub(r"\(\?:|[()|?]", "", pattern[i + 1 : close])), False, close + 1
    if pattern[i] == "(":
        head = GROUP.match(pattern, i)
        start = head.end() if head else i + 1
        chars, nothing, end = _firsts(pattern, start)
        around = head is not None and head.group()[2] in "=!<"
        return (set(), True, end + 1) if around else (chars, nothing, end + 1)
    return (set(), True, i + 1) if pattern[i] in "^$" else ({pattern[i]}, False, i + 1)


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
    quick, candidates = _by_first()[scan.classes[position]]
    if quick.match(scan.classes, position) is None:
        return None
    best: tuple[Rule, re.Match[str]] | None = None
    for rule in candidates:
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
