"""Forecasts of resolved questions in ForecastBench's flat form, each made from what had resolved before it was asked.

    python -m benchmarks.forecast_questions QUESTIONS.jsonl

ACLED questions: Brier score of the level model against a Poisson count at the trailing mean, sound levels only (a set
whose values are all 0 is an outage). Market questions of the closed cohort (deadline passed by the last resolution in
the file): the crowd, the mix of crowd and base rate (0.7 to 0.3 in log-odds), and the base rate alone. Rows asked from
HELD_OUT on were not looked at while the models were made.
"""

from __future__ import annotations

import datetime
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

from dragoman.forecast.forecastbench import BenchQuestion, level_question, read_questions
from dragoman.forecast.levels import fit_levels
from dragoman.forecast.mixing import mix
from dragoman.forecast.scores import Closing, Scorecard, in_closed_cohort, scorecard
from dragoman.forecast.templates import Answered, template_rate

HELD_OUT = datetime.date(2026, 3, 1)


def main(path: Path) -> None:
    questions = list(read_questions(path.read_text(encoding="utf-8")))
    _series([q for q in questions if q.is_series])
    _markets([q for q in questions if not q.is_series])


def _series(questions: list[BenchQuestion]) -> None:
    from scipy.stats import poisson

    by_day = defaultdict(list)
    for question in questions:
        by_day[question.due].append(question)
    outages = {day for day, asked in by_day.items() if not any(q.value and _is_level(q) for q in asked)}
    sound = [q for q in questions if q.due not in outages and level_question(q) is not None]
    levels = [level for q in sound if (level := level_question(q)) is not None]
    outcomes = np.array([q.outcome for q in sound], dtype=float)
    plain = poisson.sf(np.floor([q.threshold + 1e-9 for q in levels]), [q.level for q in levels])
    made = np.zeros(len(sound))
    for day in sorted(by_day.keys() - outages):
        known = [k for k, q in enumerate(sound) if q.due < day and q.resolved is not None and q.resolved <= day]
        asked = [k for k, q in enumerate(sound) if q.due == day]
        model = fit_levels([levels[k] for k in known], [outcomes[k] for k in known])
        made[asked] = model.probability([levels[k] for k in asked])
    late = np.array([q.due >= HELD_OUT for q in sound])
    for name, rows in (("all", late | True), ("before", ~late), ("held out", late)):
        _show(f"ACLED, level model, {name}", scorecard(made[rows], outcomes[rows]))
        _show(f"ACLED, Poisson, {name}", scorecard(plain[rows], outcomes[rows]))


def _is_level(question: BenchQuestion) -> bool:
    level = level_question(question)
    return level is not None and level.level > 0


def _markets(questions: list[BenchQuestion]) -> None:
    today = max(q.resolved for q in questions if q.resolved is not None)
    cohort = [q for q in questions if in_closed_cohort(Closing(q.closes, q.resolved), today)]
    outcomes = np.array([q.outcome for q in cohort], dtype=float)
    base = [template_rate(q.text, (q.closes - q.due).days, _answered(questions, q.due)).probability for q in cohort]
    known = [k for k, q in enumerate(cohort) if q.crowd is not None]
    names = [cohort[k].text for k in known]
    crowd = np.array([cohort[k].crowd for k in known], dtype=float)
    mixed = np.array([mix(cohort[k].crowd, [base[k]]) for k in known], dtype=float)
    texts = [q.text for q in cohort]
    _show("market, crowd", scorecard(crowd, outcomes[known], clusters=names))
    _show("market, mix", scorecard(mixed, outcomes[known], clusters=names))
    _show("market, no crowd: base rate", scorecard(base, outcomes, clusters=texts))
    _show("market, no crowd: always 0", scorecard(np.zeros(len(cohort)), outcomes, clusters=texts))


def _answered(questions: list[BenchQuestion], day: datetime.date) -> list[Answered]:
    """The closed questions whose answer was known that day, each with the days it had when first asked."""
    first: dict[str, BenchQuestion] = {}
    for q in questions:
        if in_closed_cohort(Closing(q.closes, q.resolved), day) and q.resolved is not None and q.resolved <= day:
            held = first.get(q.text)
            first[q.text] = q if held is None or q.due < held.due else held
    return [Answered(q.text, (q.closes - q.due).days, q.outcome == 1) for q in first.values()]


def _show(name: str, card: Scorecard) -> None:
    brier, ece = card.brier, card.ece
    print(f"{name:32s} n {card.n:4d}  Brier {brier.value:.4f} [{brier.low:.4f}, {brier.high:.4f}]  ECE {ece.value:.4f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
