"""The track record: how good the forecasts of a book were, by who made them, over closed cohorts only."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.codes import QuestionState
from dragoman.forecast.book import Book, Forecast
from dragoman.forecast.question import ForecastQuestion
from dragoman.forecast.scores import Closing, Scorecard, in_closed_cohort, scorecard
from dragoman.forecast.templates import Answered, experience_of, template_rate


@dataclass(frozen=True, slots=True)
class Record:
    """The scores of one forecaster: how many questions and, for each day a forecast stood, how good it was."""

    who: str
    kind: str
    questions: int
    card: Scorecard


def closed_cohort(book: Book) -> list[ForecastQuestion]:
    """The questions that may be scored today: resolved, undisputed, their deadline passed."""
    today = book.now().date()
    resolved = book.questions(QuestionState.RESOLVED)
    return [q for q in resolved if not q.disputed and in_closed_cohort(Closing(q.closes, q.resolved_on), today)]


def answered(book: Book, before: datetime.date | None = None) -> list[Answered]:
    """The closed cohort as cases for the base rates of later questions."""
    return _known_by(closed_cohort(book), before)


def _known_by(cohort: Iterable[ForecastQuestion], day: datetime.date | None) -> list[Answered]:
    return [
        Answered(q.text, q.days, bool(q.outcome), q.types, q.value)
        for q in cohort
        if day is None or (q.resolved_on is not None and q.resolved_on <= day and q.closes <= day)
    ]


def records(book: Book, *, draws: int = 1000) -> list[Record]:
    """The track record of each forecaster, the one with the most questions first.

    A forecast counts once for every day it stood, to the day before its question closed or resolved. Questions are
    drawn whole in the bootstrap. Skill is against the template rate as it was known when the question opened.
    """
    cohort = {q.id: q for q in closed_cohort(book)}
    by_forecaster: dict[tuple[str, str], dict[str, list[Forecast]]] = defaultdict(lambda: defaultdict(list))
    for forecast in book.forecasts():
        if forecast.question in cohort:
            by_forecaster[forecast.who, forecast.kind][forecast.question].append(forecast)
    scored = [cohort[id] for id in {id: None for made in by_forecaster.values() for id in made}]
    known_by = {day: experience_of(_known_by(cohort.values(), day)) for day in {q.opens for q in scored}}
    reference = {q.id: template_rate(q.text, q.days, known_by[q.opens], q.types).probability for q in scored}
    found = []
    for (who, kind), made in by_forecaster.items():
        rows = [
            (p, float(bool(cohort[id].outcome)), reference[id], id)
            for id, forecasts in made.items()
            for p in _standing(forecasts, cohort[id])
        ]
        if rows:
            p, o, r, names = (list(column) for column in zip(*rows, strict=True))
            found.append(Record(who, kind, len(set(names)), scorecard(p, o, reference=r, clusters=names, draws=draws)))
    return sorted(found, key=lambda record: (-record.questions, record.who, record.kind))


def _standing(forecasts: list[Forecast], question: ForecastQuestion) -> Iterator[float]:
    """The probability that stood on each day it was open, from the first forecast to the day before the answer.

    Nothing stood where the answer turned out to have been known before the first forecast.
    """
    last = min(question.closes, question.resolved_on or question.closes)
    ordered = sorted(forecasts, key=lambda f: (f.at, f.number))
    first = day = max(ordered[0].at.date(), question.opens)
    # A forecast made on the very day of the answer still counts for that day.
    while day < last or day == first == last:
        yield [f for f in ordered if f.at.date() <= day][-1].probability
        day += datetime.timedelta(days=1)
