"""One-off questions: what kind of question it is, and how often such questions have been answered yes.

The chance of the change within 90 days is a Beta distribution: a prior from data/forecast/templates.toml, and the own
resolved questions of that kind. A longer deadline gives the change more time, a shorter one less.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from dragoman.forecast.base_rates import KIND_OF_QUESTION, BaseRate

WINDOW_DAYS = 90.0
# The kind of every question that is of no other.
OPEN_ENDED = "other-change"


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of question: its cues, the prior chance of the change in 90 days and what that is worth.

    ``types`` are the types of event it is taken to ask about where a question's words tell no kind.
    """

    name: str
    cues: re.Pattern[str] | None
    chance: float
    weight: float
    stays: bool
    source: str
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """A resolved question: its text, how many days it was given, and whether the answer was yes."""

    text: str
    days: float
    yes: bool


@cache
def templates() -> tuple[Template, ...]:
    table = tomllib.loads((files("dragoman") / "data" / "forecast" / "templates.toml").read_text(encoding="utf-8"))
    return tuple(
        Template(
            row["name"],
            _pattern(row["cues"]),
            row["chance"],
            row["weight"],
            row.get("stays", False),
            row["from"],
            tuple(row.get("types", ())),
        )
        for row in table["template"]
    )


# A cohort is asked for its kinds again and again, once for each question that opens after it.
@lru_cache(maxsize=20_000)
def template_of(question: str) -> Template:
    """The first template whose words the question has; the last one fits every question."""
    lowered = question.lower()
    return next(t for t in templates() if t.cues is None or t.cues.search(lowered))


def kind_of(question: str, types: Sequence[str] = ()) -> Template:
    """The kind of a question by its words; where these tell none, by the one type of event it asks about."""
    template = template_of(question)
    if template.name != OPEN_ENDED or len(types) != 1:
        return template
    return next((t for t in templates() if types[0] in t.types), template)


def template_rate(question: str, days: float, answered: Iterable[Answered] = (), types: Sequence[str] = ()) -> BaseRate:
    """How often such a question is answered yes within ``days``, by the template's prior and those already answered.

    ``types`` are those of the event asked about. One question counts once, however often it was asked: give each with
    the days it had from its first forecast on.
    """
    template = kind_of(question, types)
    mine = {a.text: a for a in answered if template_of(a.text).name == template.name}
    yes = template.chance * template.weight
    no = (1 - template.chance) * template.weight
    for past in mine.values():
        if past.yes is not template.stays:
            yes += 1
        else:
            no += past.days / WINDOW_DAYS
    share = max(days, 0.0) / WINDOW_DAYS
    low, middle, high = (
        _within(p, share) for p in (_quantile(yes, no, 0.1), yes / (yes + no), _quantile(yes, no, 0.9))
    )
    if template.stays:
        low, middle, high = 1 - high, 1 - middle, 1 - low
    counted = f"{len(mine)} resolved questions of this kind" if mine else "no resolved question of this kind yet"
    return BaseRate(
        reference_class=f"questions of the kind “{template.name}”",
        probability=middle,
        low=low,
        high=high,
        n=len(mine),
        window="own resolved questions" if mine else "prior alone",
        method="beta-binomial",
        why=f"{counted}; a prior worth {template.weight:g} questions: {template.source}",
        distance=KIND_OF_QUESTION,
    )


def _within(chance: float, share: float) -> float:
    """The chance in a longer or shorter time, where every day is as good as another."""
    return float(1 - (1 - chance) ** share)


def _quantile(yes: float, no: float, level: float) -> float:
    from scipy.special import betaincinv

    return float(betaincinv(yes, no, level))


def _pattern(cues: list[str]) -> re.Pattern[str] | None:
    if not cues:
        return None
    ordered = sorted(cues, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(cue) for cue in ordered) + r")\w{0,3}\b")
