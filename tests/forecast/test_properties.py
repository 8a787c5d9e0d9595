"""What must hold of every score, curve and pool, whatever the numbers."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from dragoman.forecast.crps import crps_empirical, crps_negative_binomial, crps_normal, crps_poisson
from dragoman.forecast.mixing import log_odds, mix, pool, trimmed
from dragoman.forecast.scores import BINS, brier, log_score, scorecard, skill
from dragoman.forecast.survival import conditional_survival, kaplan_meier, log_rank

CHANCE = st.floats(0, 1)
COHORT = st.lists(st.tuples(CHANCE, st.booleans()), min_size=1, max_size=60)
CASES = st.lists(st.tuples(st.integers(1, 30), st.booleans()), min_size=1, max_size=40)
AMOUNT = st.floats(-1e4, 1e4)
MEAN = st.floats(1e-3, 1e4)
COUNT = st.integers(0, 10_000)
Cases = list[tuple[int, bool]]


def columns(rows: list[tuple[float, bool]]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([p for p, _ in rows]), np.array([float(o) for _, o in rows])


# -- scores ------------------------------------------------------------------------------------------------------------


@given(COHORT)
@settings(deadline=None)
def test_the_parts_of_the_brier_score_add_up_with_the_spread_inside_bins(rows: list[tuple[float, bool]]) -> None:
    """Murphy's identity with the two terms that bins of more than one probability need (Stephenson et al. 2008)."""
    p, o = columns(rows)
    card = scorecard(p, o, draws=0)
    bins = np.minimum((p * BINS + 1e-9).astype(int), BINS - 1)
    spread = together = 0.0
    for k in set(bins.tolist()):
        mine, came = p[bins == k], o[bins == k]
        spread += float(((mine - mine.mean()) ** 2).sum())
        together += float(((mine - mine.mean()) * (came - came.mean())).sum())
    within = (spread - 2 * together) / len(p)
    parts = card.reliability - card.resolution + card.uncertainty
    assert card.brier.value == pytest.approx(parts + within, abs=1e-9)
    assert 0 <= card.reliability <= card.ece.value + 1e-12 and 0 <= card.resolution <= card.uncertainty + 1e-12


@given(COHORT, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_scores_ask_neither_for_the_order_nor_for_the_side(rows: list[tuple[float, bool]], order: object) -> None:
    p, o = columns(rows)
    order.shuffle(rows)  # type: ignore[attr-defined]
    card, again, other = scorecard(p, o, draws=0), scorecard(*columns(rows), draws=0), scorecard(1 - p, 1 - o, draws=0)
    assert card.brier.value == pytest.approx(again.brier.value) == pytest.approx(other.brier.value)
    assert card.log.value == pytest.approx(again.log.value) == pytest.approx(other.log.value)
    assert card.ece.value == pytest.approx(again.ece.value)
    assert sum(b.n for b in card.bins) == len(rows)
    assert brier(p, o) == pytest.approx(card.brier.value) and log_score(p, o) == pytest.approx(card.log.value)


@given(st.integers(1, 9), st.integers(10, 40))
@settings(deadline=None)
def test_nobody_gains_by_saying_what_he_does_not_hold(tenths: int, n: int) -> None:
    o = np.repeat([1.0, 0.0], [tenths * n, (10 - tenths) * n])
    honest = tenths / 10
    for said in np.linspace(0, 1, 21):
        assert brier(np.full(len(o), honest), o) <= brier(np.full(len(o), said), o) + 1e-12
        assert log_score(np.full(len(o), honest), o) <= log_score(np.full(len(o), said), o) + 1e-12


@given(COHORT, CHANCE)
@settings(deadline=None)
def test_skill_is_none_against_oneself_and_all_for_a_seer(rows: list[tuple[float, bool]], said: float) -> None:
    p, o = columns(rows)
    assume(brier(p, o) > 1e-6)
    assert skill(p, o, p) == pytest.approx(0)
    assert skill(o, o, p) == pytest.approx(1)


def test_the_range_of_the_bootstrap_holds_the_truth_nine_times_in_ten() -> None:
    generator = np.random.default_rng(8)
    p = generator.beta(1, 3, 400)
    expected = float((p * (1 - p)).mean())
    held = 0
    for seed in range(300):
        came = (generator.random(400) < p).astype(float)
        found = scorecard(p, came, draws=200, seed=seed).brier
        held += found.low <= expected <= found.high
    # Forecasts are drawn with their probabilities, so the ranges may be a little wide, not narrow.
    assert 0.87 <= held / 300 <= 0.99


# -- CRPS --------------------------------------------------------------------------------------------------------------


@given(AMOUNT, st.floats(1e-3, 1e3), AMOUNT, st.floats(-100, 100), st.floats(0.1, 10))
@settings(deadline=None)
def test_crps_of_a_normal_moves_and_grows_with_its_unit(m: float, s: float, y: float, by: float, unit: float) -> None:
    here = float(crps_normal(m, s, y))
    assert here >= 0
    assert float(crps_normal(m + by, s, y + by)) == pytest.approx(here, rel=1e-6, abs=1e-6)
    assert float(crps_normal(m * unit, s * unit, y * unit)) == pytest.approx(here * unit, rel=1e-6, abs=1e-6)
    # Far off, it is the distance less the spread the forecast admits.
    assert here <= abs(y - m) + s


@given(MEAN, st.floats(0.01, 1e6), COUNT)
@settings(deadline=None)
def test_crps_of_counts_is_never_negative_and_no_more_than_the_distance_to_a_draw(m: float, k: float, y: int) -> None:
    negative, poisson = float(crps_negative_binomial(m, k, y)), float(crps_poisson(m, y))
    assert math.isfinite(negative) and math.isfinite(poisson)
    assert -1e-6 * (m + y) <= negative <= m + y and -1e-6 * (m + y) <= poisson <= m + y


@given(st.floats(0.1, 200), st.integers(0, 300))
@settings(deadline=None)
def test_without_bursts_a_negative_binomial_is_poisson(m: float, y: int) -> None:
    assert float(crps_negative_binomial(m, 1e7, y)) == pytest.approx(float(crps_poisson(m, y)), rel=1e-3, abs=1e-3)


@pytest.mark.parametrize(
    ("m", "k"),
    [(0.3, 0.05), (5, 2), (500, 300), (5000, 90), (40, 149.9), (40, 150.1), (5, 170.5), (3000, 308.5), (3000, 1e5)],
)
def test_crps_of_counts_is_its_definition(m: float, k: float) -> None:
    from scipy.stats import nbinom

    counts = np.arange(max(int(nbinom.ppf(1 - 1e-12, k, k / (k + m))), 2 * int(m)) + 10)
    below = nbinom.cdf(counts, k, k / (k + m))
    for y in (0, int(m), 2 * int(m)):
        told = float(((below - (counts >= y)) ** 2).sum())
        assert float(crps_negative_binomial(m, k, y)) == pytest.approx(told, rel=1e-3)


def test_a_forecast_of_nothing_is_the_distance() -> None:
    for crps in (crps_poisson, lambda m, y: crps_negative_binomial(m, 2, y)):
        assert float(crps(0, 0)) == 0 and float(crps(0, 3)) == 3


@example(1.0, 3.9999999999999964)
@given(st.floats(0.5, 30), st.floats(0.5, 20))
@settings(max_examples=20, deadline=None)
def test_crps_is_proper(m: float, k: float) -> None:
    """Of the forecasts around it the true law has the least expected score."""
    from scipy.stats import nbinom

    counts = np.arange(2000)
    share = nbinom.pmf(counts, k, k / (k + m))
    best = float(share @ crps_negative_binomial(m, k, counts))
    for mean, size in ((m * 1.3, k), (m / 1.3, k), (m, k * 2), (m, k / 2)):
        assert best <= float(share @ crps_negative_binomial(mean, size, counts)) + 1e-9


@given(st.lists(AMOUNT, min_size=1, max_size=30), AMOUNT)
@settings(deadline=None)
def test_crps_of_a_sample_is_its_definition(sample: list[float], y: float) -> None:
    x = np.array(sample)
    told = np.abs(x - y).mean() - np.abs(x[:, None] - x).mean() / 2
    assert crps_empirical(sample, y) == pytest.approx(told, rel=1e-9, abs=1e-6)


# -- survival ----------------------------------------------------------------------------------------------------------


@given(CASES)
@settings(deadline=None)
def test_a_curve_falls_from_one_and_without_losses_counts_heads(cases: Cases) -> None:
    lasted, over = np.array([d for d, _ in cases]), np.array([o for _, o in cases])
    curve = kaplan_meier(lasted, over)
    assert (np.diff(np.concatenate(([1.0], curve.survival))) <= 0).all() and (curve.survival >= 0).all()
    seen = kaplan_meier(lasted, np.ones(len(cases), dtype=bool))
    for time in range(32):
        assert seen.at(time) == pytest.approx((lasted > time).mean())
        # Who was lost from sight may have lasted longer, never shorter.
        assert curve.at(time) >= seen.at(time) - 1e-12


@given(CASES, st.integers(0, 20), st.integers(1, 10), st.integers(1, 10))
@settings(deadline=None)
def test_to_last_two_stretches_is_to_last_one_and_then_the_other(cases: Cases, at: int, one: int, two: int) -> None:
    curve = kaplan_meier([d for d, _ in cases], [o for _, o in cases])
    whole, first, then = (conditional_survival(curve, *t) for t in ((at, one + two), (at, one), (at + one, two)))
    if whole is None or first is None or then is None:
        return
    assert whole.value == pytest.approx(first.value * then.value)
    for share in (whole, first, then):
        assert 0 <= share.low <= share.value <= share.high <= 1


@given(CASES, CASES)
@settings(deadline=None)
def test_log_rank_asks_neither_which_group_is_first_nor_by_which_clock(a: Cases, b: Cases) -> None:
    (ta, oa), (tb, ob) = (tuple(zip(*cases, strict=True)) for cases in (a, b))
    square, p = log_rank(ta, oa, tb, ob)
    assert square >= 0 and 0 <= p <= 1
    assert log_rank(tb, ob, ta, oa) == pytest.approx((square, p))
    assert log_rank(np.square(ta), oa, np.square(tb), ob) == pytest.approx((square, p))
    assert log_rank(ta, oa, ta, oa)[0] == pytest.approx(0, abs=1e-9)


@given(CASES, CASES)
@settings(max_examples=15, deadline=None)
def test_curves_and_tests_of_any_cases_agree_with_lifelines(a: Cases, b: Cases) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from lifelines import KaplanMeierFitter
        from lifelines.statistics import logrank_test

        (ta, oa), (tb, ob) = (tuple(map(np.array, zip(*cases, strict=True))) for cases in (a, b))
        theirs = KaplanMeierFitter().fit(ta, oa).survival_function_.iloc[1:, 0]
        tested = logrank_test(ta, tb, oa, ob)
    curve = kaplan_meier(ta, oa)
    assert curve.survival == pytest.approx(np.array([curve.at(t) for t in curve.times]))
    assert theirs.values == pytest.approx(np.array([curve.at(t) for t in theirs.index]))
    if math.isfinite(tested.test_statistic):
        assert log_rank(ta, oa, tb, ob)[0] == pytest.approx(tested.test_statistic, abs=1e-9)


# -- pools -------------------------------------------------------------------------------------------------------------


@given(st.lists(CHANCE, min_size=1, max_size=12), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_a_pool_lies_among_its_voices_and_asks_not_who_spoke_first(voices: list[float], order: object) -> None:
    pooled, held = pool(voices), [min(max(v, 0.001), 0.999) for v in voices]
    assert min(held) - 1e-9 <= pooled <= max(held) + 1e-9
    assert min(held) - 1e-9 <= trimmed(voices) <= max(held) + 1e-9
    order.shuffle(voices)  # type: ignore[attr-defined]
    assert pool(voices) == pytest.approx(pooled)
    assert pool([1 - v for v in voices]) == pytest.approx(1 - pooled)


@given(CHANCE, CHANCE, CHANCE)
@settings(deadline=None)
def test_a_mix_lies_between_and_nearer_to_people(people: float, surer: float, base: float) -> None:
    low, high = sorted((people, surer))
    first, second = mix(low, [base]), mix(high, [base])
    assert first is not None and second is not None and first <= second + 1e-12
    assert abs(log_odds(first) - log_odds(low)) <= abs(log_odds(first) - log_odds(base)) + 1e-9
