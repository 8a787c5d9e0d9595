from __future__ import annotations

import pytest

from dragoman.forecast.mixing import from_log_odds, log_odds, median, mix, pool, recency_weighted, trimmed


def test_pool_is_the_geometric_mean_of_odds() -> None:
    assert pool([0.2, 0.8]) == pytest.approx(0.5)
    odds = ((0.5 / 0.5) * (0.9 / 0.1)) ** 0.5
    assert pool([0.5, 0.9]) == pytest.approx(odds / (1 + odds))
    assert from_log_odds(log_odds(0.37)) == pytest.approx(0.37)


def test_mix_gives_people_seven_tenths() -> None:
    assert mix(0.9, [0.5]) == pytest.approx(from_log_odds(0.7 * log_odds(0.9)))
    assert mix(None, [0.2]) == pytest.approx(0.2)
    assert mix(0.4, []) == 0.4
    assert mix(None, []) is None


def test_no_voice_makes_certainty() -> None:
    assert 0 < pool([0.0, 0.5]) < 0.5 < pool([1.0, 0.5]) < 1


def test_extremising_is_off_unless_asked_for() -> None:
    assert pool([0.8]) == pytest.approx(0.8)
    assert pool([0.8], extremise=2) > 0.9


def test_trimmed_median_and_recency() -> None:
    assert trimmed([0.01, 0.5, 0.99]) == pytest.approx(0.5)
    assert trimmed([0.2, 0.8]) == pytest.approx(0.5)
    assert median([0.1, 0.2, 0.9]) == 0.2
    assert recency_weighted([0.9, 0.1], [0, 28]) == pytest.approx(pool([0.9, 0.1], [1, 0.25]))


def test_nothing_to_mix() -> None:
    with pytest.raises(ValueError):
        pool([])
    with pytest.raises(ValueError):
        median([1.5])
    with pytest.raises(ValueError):
        pool([0.5], [0.0])
