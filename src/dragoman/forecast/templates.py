"""One-off questions: what kind of question it is, and how often such questions have been answered yes.

The chance of the change within 90 days is a Beta distribution: a prior from data/forecast/templates.toml, quickened or
slowed by how often questions of every kind have come about, and the own resolved questions of that kind. A longer
deadline gives the change more time, a shorter one less.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

from dragoman.forecast.base_rates import KIND_OF_QUESTION, BaseRate

WINDOW_DAYS = 90.0
# What is asked about is near when it is asked, or far: of such a mixture the early days bring most, and what has not
# come yet becomes ever less likely (a Weibull waiting time of shape ½; 1 would make every day as good as another).
WAITING = 0.5
# How many changes the priors of all kinds are worth together against the own count of them.
PACE_WEIGHT = 4.0
# The prior of a kind may be wrong by about a factor of two, which says nothing of other kinds: the variance of its
# ratio, by which the changes of one kind count for less the more of them there are.
KIND_VARIANCE = 1.0
# The kind of every question that is of no other.
OPEN_ENDED = "other-change"
# A "…" in a cue stands for at most so many words, within the sentence.
_GAP = r"(?:\s+[^\s?!;]+){0,4}?\s+"
_FIRST = r"^\s*(?:[^\s?!;]+\s+){0,5}?"


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of question: its cues, the prior chance of the change in 90 days and what that is worth.

    ``types`` are the types of event it is taken to ask about where a question's words tell no kind; words of ``unless``
    only look like its cues. A ``timeless`` kind is decided on its day: more time makes nothing more likely.
    """

    name: str
    cues: re.Pattern[str] | None
    chance: float
    weight: float
    stays: bool
    source: str
    types: tuple[str, ...] = ()
    timeless: bool = False
    unless: re.Pattern[str] | None = None

    def fits(self, lowered: str) -> bool:
        """Whether a question, in small letters, has its words; the last kind fits every question."""
        if self.cues is None:
            return True
        return self.cues.search(lowered) is not None and not (self.unless and self.unless.search(lowered))

    def exposure(self, days: float) -> float:
        """What so many days are worth against 90."""
        return 1.0 if self.timeless else float((max(days, 0.0) / WINDOW_DAYS) ** WAITING)


@dataclass(frozen=True, slots=True)
class Answered:
    """A resolved question: its text, how many days it was given, whether the answer was yes, the types of event asked
    about, and the value known when it was asked, where it came with one."""

    text: str
    days: float
    yes: bool
    types: tuple[str, ...] = ()
    value: float | None = None


@dataclass(slots=True)
class Tally:
    """Of one kind of question: how many have been answered, how many saw the change, how many were expected to by the
    prior, and what the others waited."""

    n: int = 0
    changed: int = 0
    expected: float = 0.0
    waited: float = 0.0


@dataclass(frozen=True, slots=True)
class Experience:
    """What answered questions teach: a tally of each kind."""

    kinds: dict[str, Tally] = field(default_factory=dict)

    @property
    def pace(self) -> float:
        """How much oftener than by the priors things change: a gamma–Poisson rate around one."""
        shares = [(tally, 1 / (1 + KIND_VARIANCE * tally.expected)) for tally in self.kinds.values()]
        came = sum(share * tally.changed for tally, share in shares if tally.expected)
        expected = sum(share * tally.expected for tally, share in shares)
        return (PACE_WEIGHT + came) / (PACE_WEIGHT + expected)


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
            row.get("timeless", False),
            _pattern(row.get("unless", [])),
        )
        for row in table["template"]
    )


# A cohort is asked for its kinds again and again, once for each question that opens after it.
@lru_cache(maxsize=20_000)
def template_of(question: str) -> Template:
    """The first template whose words the question has; the last one fits every question."""
    lowered = question.lower()
    return next(t for t in templates() if t.fits(lowered))


def kind_of(question: str, types: Sequence[str] = ()) -> Template:
    """The kind of a question by its words; where these tell none, by the one type of event it asks about."""
    template = template_of(question)
    if template.name != OPEN_ENDED or len(types) != 1:
        return template
    return next((t for t in templates() if types[0] in t.types), template)


def experience_of(answered: Iterable[Answered]) -> Experience:
    """What these questions teach. One question counts once, with the longest time it was given."""
    longest: dict[str, Answered] = {}
    for past in answered:
        held = longest.get(past.text)
        longest[past.text] = past if held is None or past.days > held.days else held
    kinds: dict[str, Tally] = {}
    for past in longest.values():
        template = kind_of(past.text, past.types)
        changed, waited = past.yes is not template.stays, template.exposure(past.days)
        tally = kinds.setdefault(template.name, Tally())
        tally.n += 1
        tally.changed += changed
        tally.waited += 0.0 if changed else waited
        # What is decided on its day says nothing of how lively the times are.
        tally.expected += 0.0 if template.timeless else _within(template.chance, waited)
    return Experience(kinds)


def template_rate(
    question: str, days: float, answered: Iterable[Answered] | Experience = (), types: Sequence[str] = ()
) -> BaseRate:
    """How often such a question is answered yes within ``days``, by the template's prior and those already answered.

    ``types`` are those of the event asked about. Where many questions are asked, tally those answered once
    (``experience_of``).
    """
    known = answered if isinstance(answered, Experience) else experience_of(answered)
    template = kind_of(question, types)
    mine = known.kinds.get(template.name, Tally())
    chance = template.chance if template.timeless else _within(template.chance, known.pace)
    yes = chance * template.weight + mine.changed
    no = (1 - chance) * template.weight + mine.waited
    share = template.exposure(days)
    low, middle, high = (
        _within(p, share) for p in (_quantile(yes, no, 0.1), yes / (yes + no), _quantile(yes, no, 0.9))
    )
    if template.stays:
        low, middle, high = 1 - high, 1 - middle, 1 - low
    return BaseRate(
        reference_class=f"questions of the kind “{template.name}”",
        probability=middle,
        low=low,
        high=high,
        n=mine.n,
        window="own resolved questions" if mine.n else "prior alone",
        method="beta-binomial",
        why=_why(template, mine, known),
        distance=KIND_OF_QUESTION,
    )


def _why(template: Template, mine: Tally, known: Experience) -> str:
    counted = f"{mine.n} resolved questions of this kind" if mine.n else "no resolved question of this kind yet"
    prior = f"a prior worth {template.weight:g} questions: {template.source}"
    lively = [tally for tally in known.kinds.values() if tally.expected]
    if template.timeless or not lively:
        return f"{counted}; {prior}"
    came, expected = sum(tally.changed for tally in lively), sum(tally.expected for tally in lively)
    paced = (
        f"{came} changes of any kind came where {expected:.1f} were expected: taken as {known.pace:.2g} times as many"
    )
    return f"{counted}; {prior}; {paced}"


def _within(chance: float, share: float) -> float:
    """The chance in a longer or shorter time, or at a quicker or slower pace."""
    return float(1 - (1 - chance) ** share)


def _quantile(yes: float, no: float, level: float) -> float:
    from scipy.special import betaincinv

    return float(betaincinv(yes, no, level))


def _pattern(cues: list[str]) -> re.Pattern[str] | None:
    """Any of the cues, as whole words that may bear an ending; “…” stands for words between, “^” for the start."""
    if not cues:
        return None
    ordered = [re.escape(cue) for cue in sorted(cues, key=len, reverse=True)]
    told = (cue.replace("\\ …\\ ", _GAP).replace("\\^…\\ ", _FIRST) for cue in ordered)
    return re.compile(r"(?<!\w)(?:" + "|".join(told) + r")(?:s|es|d|ed|ing)?\b")
