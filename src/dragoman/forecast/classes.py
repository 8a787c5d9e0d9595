"""The reference classes of a question: at least two where two apply, none where none does."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dragoman.archive.store import Archive
from dragoman.archive.where import code_of
from dragoman.forecast.base_rates import BaseRate
from dragoman.forecast.durations import Episode, breaks_out, goes_on, running_since
from dragoman.forecast.history import own_history
from dragoman.forecast.level_rates import from_level
from dragoman.forecast.mixing import pool
from dragoman.forecast.question import ForecastQuestion, Pattern
from dragoman.forecast.step_ups import asks_for_more, steps_up
from dragoman.forecast.templates import OPEN_ENDED, Answered, kind_of, template_of, template_rate
from dragoman.forecast.weekly import like_weeks

# Resolved questions after which even the open-ended kind makes a class.
ENOUGH_ANSWERED = 10


def base_rates(
    question: ForecastQuestion,
    archive: Archive | None = None,
    answered: Iterable[Answered] = (),
    today: datetime.date | None = None,
) -> list[BaseRate]:
    """Every reference class that fits, the nearest first; an empty list says that there is none.

    Only what happened before the question is looked at (``seen_from``) is counted, for the time it has left then.
    """
    now = seen_from(question, today or question.opens)
    horizon = max((question.closes - max(now, question.opens)).days, 1)
    known = list(answered)
    found: list[BaseRate] = list(from_level(question, known))
    if archive is not None and question.pattern is not None:
        found += own_history(archive, question.pattern, now, horizon)
        found += _from_weeks(archive, question.pattern, now, horizon)
    found += _from_conflicts(question, now, horizon)
    rate = template_rate(question.text, horizon, known, question.types)
    if kind_of(question.text, question.types).name != OPEN_ENDED or rate.n >= ENOUGH_ANSWERED:
        found.append(rate)
    return found


def seen_from(question: ForecastQuestion, today: datetime.date) -> datetime.date:
    """The day a question is looked at from: today, but the day it opened where it is answered or its deadline past.

    A base rate of a past question that knew what came later would be no forecast.
    """
    return today if today < question.closes and question.outcome is None else question.opens


def combined(rates: Sequence[BaseRate]) -> float | None:
    """One base rate: the pool of the nearest kind of class in log-odds; the wider ones are shown, not mixed in.

    The dyad's own history is nearer than that of conflicts at large, and that nearer than a kind of question.
    """
    nearest = min((rate.distance for rate in rates), default=None)
    chosen = [rate.probability for rate in rates if rate.distance == nearest]
    return pool(chosen) if chosen else None


def _from_weeks(archive: Archive, pattern: Pattern, now: datetime.date, horizon: int) -> Iterator[BaseRate]:
    """The dyad-week model, where the question is of two countries, one kind of event and about a week."""
    source, target = _country(pattern.source), _country(pattern.target)
    narrowed = pattern.modes or pattern.place or pattern.country or pattern.at_least > 1
    if source and target and pattern.types and not narrowed:
        rate = like_weeks(archive, pattern.types, source, target, now, horizon)
        if rate is not None:
            yield rate


def _from_conflicts(question: ForecastQuestion, now: datetime.date, horizon: int) -> Iterator[BaseRate]:
    """Durations where the question is whether fighting goes on or ends, onsets where it is whether war breaks out."""
    kind = template_of(question.text).name
    pattern = question.pattern or Pattern()
    countries = [c for c in (_country(pattern.source), _country(pattern.target), pattern.country) if c]
    if kind in ("fighting-goes-on", "peace-made"):
        running = next((e for c in countries if (e := running_since(c, now)) is not None), None)
        if running is not None:
            already = (now - running.start).days
            rate = goes_on(already, horizon, running.kind, now) or goes_on(already, horizon, None, now)
            if rate is not None:
                yield rate if kind == "fighting-goes-on" else _turned(rate)
    elif (running := _war_of(countries, now)) is not None and "ASSAULT" in pattern.types:
        # The sides of a war go on attacking each other as long as it goes on; that they do so more is another matter.
        rate = (
            steps_up(horizon, now)
            if asks_for_more(question.text)
            else goes_on((now - running.start).days, horizon, running.kind, now)
        )
        if rate is not None:
            yield rate
    elif kind == "invasion-or-war" and countries:
        rate = breaks_out(countries[-1], horizon)
        if rate is not None:
            yield rate


def _war_of(countries: list[str], now: datetime.date) -> Episode | None:
    """The running conflict in which the two first countries are the two sides."""
    if len(countries) < 2:
        return None
    running = running_since(countries[0], now)
    return running if running is not None and {running.country, running.other} == set(countries[:2]) else None


def _turned(rate: BaseRate) -> BaseRate:
    """The same class asked the other way round."""
    return replace(
        rate,
        probability=1 - rate.probability,
        low=1 - rate.high,
        high=1 - rate.low,
        why=rate.why.replace("this share was active", "the others were no longer active"),
    )


def _country(actor: str | None) -> str | None:
    code = code_of(actor) if actor else None
    return code[:3] if code and not code.startswith("ac-") else None
