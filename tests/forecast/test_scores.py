from __future__ import annotations

import datetime

import numpy as np
import pytest

from dragoman.forecast.scores import (
    Closing,
    brier,
    calibration_table,
    expected_calibration_error,
    in_closed_cohort,
    log_score,
    multi_class_brier,
    scorecard,
    skill,
)


def test_brier_and_log_of_a_forecast() -> None:
    assert brier([0.7, 0.2], [1, 0]) == pytest.approx((0.09 + 0.04) / 2)
    assert log_score([0.5], [1]) == pytest.approx(np.log(2))
    assert np.isfinite(log_score([0.0], [1]))
    assert multi_class_brier([[0.0, 1.0]], [0]) == 2


def test_skill_is_against_the_reference() -> None:
    assert skill([1.0, 0.0], [1, 0], [0.5, 0.5]) == 1
    assert skill([0.5, 0.5], [1, 0], [0.5, 0.5]) == 0


def test_murphy_adds_up_where_bins_hold_one_probability() -> None:
    generator = np.random.default_rng(3)
    p = generator.choice([0.05, 0.35, 0.65, 0.95], 4000)
    o = (generator.random(4000) < p).astype(float)
    card = scorecard(p, o, draws=0)
    assert card.brier.value == pytest.approx(card.reliability - card.resolution + card.uncertainty)


def test_calibration_table_counts_its_bins() -> None:
    bins = calibration_table([0.3, 0.35, 0.9, 1.0], [0, 1, 1, 1])
    assert [b.n for b in bins] == [0, 0, 0, 2, 0, 0, 0, 0, 0, 2]
    assert bins[3].observed == 0.5 and bins[0].forecast is None
    assert expected_calibration_error([0.25, 0.25, 0.25, 0.25], [1, 0, 0, 0]) == pytest.approx(0)


def test_bootstrap_agrees_with_plain_resampling() -> None:
    generator = np.random.default_rng(1)
    p = generator.beta(1, 3, 3000)
    o = (generator.random(3000) < p).astype(float)
    card = scorecard(p, o, reference=np.full(3000, 0.25), draws=1000)
    plain = np.quantile(generator.choice((p - o) ** 2, (1000, 3000)).mean(axis=1), (0.05, 0.95))
    assert (card.brier.low, card.brier.high) == pytest.approx(tuple(plain), abs=0.002)
    assert card.skill is not None and card.skill.low < card.skill.value < card.skill.high


def test_forecasts_of_one_question_are_drawn_together() -> None:
    p, o = [0.9] * 50 + [0.1] * 50, [1] * 50 + [1] * 50
    alone = scorecard(p, o).brier
    together = scorecard(p, o, clusters=["a"] * 50 + ["b"] * 50).brier
    assert together.high - together.low > 3 * (alone.high - alone.low)


def test_scores_refuse_what_is_no_forecast() -> None:
    for p, o in (([], []), ([1.2], [1]), ([0.5], [0.5]), ([0.5, 0.5], [1])):
        with pytest.raises(ValueError):
            scorecard(p, o)


def test_closed_cohort_goes_by_the_deadline_not_by_the_resolution() -> None:
    today, day = datetime.date(2031, 6, 1), datetime.date
    assert in_closed_cohort(Closing(day(2031, 5, 30), day(2031, 3, 1)), today)
    assert not in_closed_cohort(Closing(day(2031, 12, 30), day(2031, 3, 1)), today)
    assert not in_closed_cohort(Closing(day(2031, 5, 30), None), today)
