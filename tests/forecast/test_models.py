from __future__ import annotations

import numpy as np
import pytest

from dragoman.forecast.counts import Rate, pooled_prior
from dragoman.forecast.crps import crps_negative_binomial
from dragoman.forecast.dyads import FEATURES, DyadWeeks, fit_dyad_weeks
from dragoman.forecast.levels import LevelQuestion, fit_levels
from dragoman.forecast.logistic import fit_logistic
from dragoman.forecast.series import decayed_means, fit_series, following, forecast_series


def test_a_rate_with_more_events_is_surer() -> None:
    few, many = Rate(0.5, 1e-9).given(2, 100), Rate(0.5, 1e-9).given(200, 10_000)
    assert few.interval()[1] - few.interval()[0] > many.interval()[1] - many.interval()[0]
    probability, low, high = few.at_least_once(30)
    assert low < probability < high


def test_the_predictive_count_is_negative_binomial() -> None:
    drawn = np.random.default_rng(0)
    counts = drawn.poisson(drawn.gamma(3, 1 / 20, 200_000) * 10)
    assert Rate(3, 20).probability_of_more_than(2, 10) == pytest.approx((counts > 2).mean(), abs=0.005)
    assert Rate(3, 20).probability_of_more_than(-1) == 1


def test_pooling_draws_a_short_history_towards_its_fellows() -> None:
    drawn = np.random.default_rng(1)
    exposures = np.full(80, 50.0)
    counts = drawn.poisson(drawn.gamma(2, 1 / 20, 80) * exposures)
    prior = pooled_prior(counts, exposures)
    assert prior.mean == pytest.approx(0.1, rel=0.25)
    assert 0.5 < prior.shape < 6
    silent = prior.given(0, 5)
    assert 0 < silent.mean < prior.mean
    assert pooled_prior([3], [10]).shape == 0.5


def test_logistic_finds_the_weights() -> None:
    drawn = np.random.default_rng(2)
    x = drawn.normal(size=(5000, 2))
    y = drawn.random(5000) < 1 / (1 + np.exp(-(1.5 * x[:, 0] - 1)))
    model = fit_logistic(x, y)
    assert model.weights[0] == pytest.approx(1.5, abs=0.15) and abs(model.weights[1]) < 0.1
    assert fit_logistic(x, np.zeros(5000)).probability(x).max() < 0.01


def test_dyad_weeks_know_only_earlier_days() -> None:
    drawn = np.random.default_rng(3)
    days = np.sort(drawn.integers(0, 60, 4000))
    sources, targets = drawn.integers(0, 12, 4000), drawn.integers(0, 12, 4000)
    kinds = drawn.integers(-1, 3, 4000)
    whole = next(DyadWeeks(days, sources, targets, kinds, 3).weeks([40]))
    early = days < 40
    cut = next(DyadWeeks(days[early], sources[early], targets[early], kinds[early], 3).weeks([40]))
    assert whole.features.shape[1:] == (3, len(FEATURES))
    assert sorted(map(tuple, whole.features.reshape(-1, 24).tolist())) == sorted(
        map(tuple, cut.features.reshape(-1, 24).tolist())
    )
    assert whole.happened is not None and cut.happened is None


def test_a_busy_dyad_is_forecast_to_go_on() -> None:
    days = np.repeat(np.arange(60), 2)
    sources = np.tile([0, 1], 60)
    targets = np.tile([2, 3], 60)
    kinds = np.where(sources == 0, 0, 1)
    history = DyadWeeks(days, sources, targets, kinds, 2)
    weeks = list(history.weeks(range(15, 54)))
    models = fit_dyad_weeks(weeks)
    p = models[0].probability(weeks[-1].features[:, 0])
    assert p.max() > 0.9 and p.min() < 0.1
    with pytest.raises(ValueError):
        fit_dyad_weeks([])


def test_series_are_told_from_weeks_before_the_origin() -> None:
    drawn = np.random.default_rng(4)
    counts = drawn.negative_binomial(1, 1 / 11, (60, 5)).astype(float)
    parameters = fit_series(counts, 40)
    changed = counts.copy()
    changed[40:] = 999
    assert np.array_equal(fit_series(changed, 40), parameters)
    origins = np.array([40, 50])
    outlook = forecast_series(parameters, counts, origins)
    assert outlook.mean.shape == (2, 4, 5)
    assert crps_negative_binomial(outlook.mean, outlook.k, following(counts, origins)).mean() < 12
    assert (outlook.quantile(0.9) >= outlook.quantile(0.1)).all()
    assert decayed_means(np.array([[4.0], [4.0]]))[-1, 0] == pytest.approx(4)


def test_levels_rest_on_priors_until_questions_resolve() -> None:
    fresh = fit_levels([], [])
    asked = [LevelQuestion("Protests", 10, 10), LevelQuestion("Protests", 10, 110), LevelQuestion("fatalities", 10, 10)]
    more, ten_times, deaths = fresh.probability(asked)
    assert 0.35 < more < 0.5 and ten_times < 0.001 and deaths < more
    assert 0 < fresh.probability([LevelQuestion("Battles", 0, 0)])[0] < 0.1
    soon, late = fresh.probability([LevelQuestion("Battles", 10, 110, days) for days in (7.0, 365.0)])
    assert soon < late
    learned = fit_levels([asked[0]] * 60, [1.0] * 60)
    assert learned.probability([asked[0]])[0] > more
