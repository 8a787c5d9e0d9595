from __future__ import annotations

import numpy as np
import pytest

from dragoman.forecast.crps import crps_empirical, crps_negative_binomial, crps_normal, crps_poisson


def test_closed_forms() -> None:
    assert float(crps_normal(0, 1, 0)) == pytest.approx(0.233695, abs=1e-6)
    assert float(crps_poisson(5, 3)) == pytest.approx(1.098155, abs=1e-6)
    assert float(crps_negative_binomial(5, 2, 3)) == pytest.approx(0.998409, abs=1e-6)


@pytest.mark.parametrize("observed", [0, 1, 7, 40])
def test_closed_forms_agree_with_samples(observed: int) -> None:
    generator = np.random.default_rng(observed)
    drawn = generator.negative_binomial(1.5, 1.5 / (1.5 + 8), 60_000)
    assert float(crps_negative_binomial(8, 1.5, observed)) == pytest.approx(crps_empirical(drawn, observed), rel=0.03)
    poisson = generator.poisson(8, 60_000)
    assert float(crps_poisson(8, observed)) == pytest.approx(crps_empirical(poisson, observed), rel=0.03)


def test_empirical_of_one_value_is_the_distance() -> None:
    assert crps_empirical([4], 7) == 3
    with pytest.raises(ValueError):
        crps_empirical([], 1)


def test_large_means_stay_finite() -> None:
    assert np.isfinite(crps_poisson(5000.0, 4900)) and np.isfinite(crps_negative_binomial(5000.0, 0.3, 0))
