"""Forecasts of resolved questions in ForecastBench's flat form, each made from what had resolved before it was asked.

    python -m benchmarks.forecast_questions QUESTIONS.jsonl

ACLED questions: Brier score of the level model against a Poisson count at the trailing mean, sound levels only (a set
whose values are all 0 is an outage). Market questions of the closed cohort (deadline passed by the last resolution in
the file): the crowd, the mix of crowd and base rate (0.7 to 0.3 in log-odds), and the base rate alone. Each also by the
day it was asked: what was chosen was chosen on rows before HELD_OUT, and the later ones say whether it holds.
"""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.forecast.forecastbench import BenchQuestion, level_question, outages, read_questions
from dragoman.forecast.levels import fit_levels
from dragoman.forecast.mixing import mix
from dragoman.forecast.scores import Closing, Scorecard, in_closed_cohort, scorecard
from dragoman.forecast.templates import Answered, experience_of, template_rate

HELD_OUT = datetime.date(2026, 3, 1)


def main(path: Path) -> None:
    read = read_questions(path.read_text(encoding="utf-8"))
    questions = [q for q in read if q.outcome in (0, 1)]
    _series([q for q in questions if q.is_series])
    _markets([q for q in questions if not q.is_series])


def _series(questions: list[BenchQuestion]) -> None:
    from scipy.stats import poisson

    out = outages(questions)
    sound = [q for q in questions if q.due not in out and level_question(q) is not None]
    levels = [level for q in sound if (level := level_question(q)) is not None]
    outcomes = np.array([q.outcome for q in sound], dtype=float)
    plain = poisson.sf(np.floor([q.threshold + 1e-9 for q in levels]), [q.level for q in levels])
    made = np.zeros(len(sound))
    for day in sorted({q.due for q in sound}):
        known = [k for k, q in enumerate(sound) if q.due < day and q.resolved is not None and q.resolved <= day]
        asked = [k for k, q in enumerate(sound) if q.due == day]
        model = fit_levels([levels[k] for k in known], [outcomes[k] for k in known])
        made[asked] = model.probability([levels[k] for k in asked])
    late = np.array([q.due >= HELD_OUT for q in sound])
    for name, rows in (("all", late | True), ("before", ~late), ("held out", late)):
        # One series asked by several deadlines is right or wrong together.
        series = [(q.id, q.due) for q, keep in zip(sound, rows, strict=True) if keep]
        _show(f"ACLED, level model, {name}", scorecard(made[rows], outcomes[rows], clusters=series))
        _show(f"ACLED, Poisson, {name}", scorecard(plain[rows], outcomes[rows], clusters=series))


def _markets(questions: list[BenchQuestion]) -> None:
    today = max(q.resolved for q in questions if q.resolved is not None)
    cohort = [q for q in questions if in_closed_cohort(Closing(q.closes, q.resolved), today)]
    outcomes = np.array([q.outcome for q in cohort], dtype=float)
    known_by = {day: experience_of(_answered(questions, day)) for day in {q.due for q in cohort}}
    base = np.array([template_rate(q.text, (q.closes - q.due).days, known_by[q.due]).probability for q in cohort])
    crowd = np.array([np.nan if q.crowd is None else q.crowd for q in cohort])
    mixed = np.array([mix(q.crowd, [p]) for q, p in zip(cohort, base, strict=True)], dtype=float)
    told = {"crowd": crowd, "mix": mixed, "no crowd: base rate": base, "no crowd: always 0": np.zeros(len(cohort))}
    days = np.array([q.due.toordinal() for q in cohort])
    for third, rows in {"": days > 0, **_thirds(days)}.items():
        for name, made in told.items():
            kept = rows if name.startswith("no crowd") else rows & ~np.isnan(crowd)
            texts = [q.text for q, keep in zip(cohort, kept, strict=True) if keep]
            _show(f"market, {name}{third}", scorecard(made[kept], outcomes[kept], clusters=texts))


def _thirds(days: NDArray[np.intp]) -> dict[str, NDArray[np.bool_]]:
    """The rows asked early, in the middle and late."""
    early, late = np.quantile(days, (1 / 3, 2 / 3))
    return {", early": days <= early, ", middle": (days > early) & (days <= late), ", late": days > late}


def _answered(questions: list[BenchQuestion], day: datetime.date) -> list[Answered]:
    """The closed questions whose answer was known that day."""
    return [
        Answered(q.text, (q.closes - q.due).days, q.outcome == 1)
        for q in questions
        if in_closed_cohort(Closing(q.closes, q.resolved), day) and q.resolved is not None and q.resolved <= day
    ]


def _show(name: str, card: Scorecard) -> None:
    brier, ece = card.brier, card.ece
    print(f"{name:38s} n {card.n:4d}  Brier {brier.value:.4f} [{brier.low:.4f}, {brier.high:.4f}]  ECE {ece.value:.4f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
