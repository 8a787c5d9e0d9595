from __future__ import annotations

import warnings

import numpy as np
import pytest

from dragoman.forecast.survival import conditional_survival, kaplan_meier, log_rank


def cases(seed: int, n: int) -> tuple[np.ndarray, np.ndarray]:  # type: ignore[type-arg]
    generator = np.random.default_rng(seed)
    return generator.integers(1, 50, n), generator.random(n) < 0.7


def test_kaplan_meier_and_log_rank_agree_with_lifelines() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from lifelines import KaplanMeierFitter
        from lifelines.statistics import logrank_test

        (a, over_a), (b, over_b) = cases(1, 300), cases(2, 180)
        theirs = KaplanMeierFitter(alpha=0.2).fit(a, over_a)
        tested = logrank_test(a, b, over_a, over_b)
        low, high = theirs.confidence_interval_.loc[20].values
    curve = kaplan_meier(a, over_a)
    assert np.abs(theirs.survival_function_.values[1:, 0] - curve.survival).max() < 1e-12
    assert curve.median() == theirs.median_survival_time_
    share = conditional_survival(curve, 0, 20)
    assert share is not None and (share.low, share.high) == pytest.approx((low, high))
    assert log_rank(a, over_a, b, over_b) == pytest.approx((tested.test_statistic, tested.p_value))


def test_survival_given_that_it_has_lasted_so_long() -> None:
    curve = kaplan_meier([1, 2, 3, 4], [True] * 4)
    share = conditional_survival(curve, 2, 1)
    assert share is not None and share.value == pytest.approx(0.5)
    assert conditional_survival(curve, 9, 1) is None


def test_a_share_of_all_or_none_still_has_a_range() -> None:
    share = conditional_survival(kaplan_meier([5, 6, 7, 8], [True] * 4), 0, 2)
    assert share is not None and share.value == 1 and share.low < 1


def test_nothing_to_tell_from() -> None:
    with pytest.raises(ValueError):
        kaplan_meier([], [])
    assert log_rank([1, 2], [False, False], [3], [False]) == (0.0, 1.0)
