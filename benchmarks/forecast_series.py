"""Deaths per governorate of Syria in each of the next four weeks: CRPS, refitted every four weeks on weeks then over.

    python -m benchmarks.forecast_series UCDP_GED_SYRIA.csv

Every week from the 53rd on is an origin; each governorate and each of the four weeks ahead is one forecast. The anchor
takes the last thirteen weeks as they are. The half-life was chosen on origins of 2017 and 2018; 2019 was kept apart.
"""

from __future__ import annotations

import csv
import datetime
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.forecast.crps import crps_empirical, crps_negative_binomial
from dragoman.forecast.series import HORIZON, WARM_UP, Outlook, fit_series, following, forecast_series

FIRST_ORIGIN, HELD_OUT, REFIT = 52, 156, 4
FIRST_DAY = datetime.date(2016, 1, 1)


def main(path: Path) -> None:
    counts = weekly(path)
    origins = np.arange(FIRST_ORIGIN, len(counts) - HORIZON + 1)
    seen = following(counts, origins)
    outlooks = []
    for start in range(0, len(origins), REFIT):
        block = origins[start : start + REFIT]
        outlooks.append(forecast_series(fit_series(counts, int(block[0])), counts, block))
    made = Outlook(np.concatenate([o.mean for o in outlooks]), np.concatenate([o.k for o in outlooks]))
    scores = crps_negative_binomial(made.mean, made.k, seen)
    late = origins >= HELD_OUT
    last = np.array(
        [
            [crps_empirical(counts[t - WARM_UP : t, g], counts[t + ahead, g]) for g in range(counts.shape[1])]
            for t in origins
            for ahead in range(HORIZON)
        ]
    ).reshape(seen.shape)
    for name, found in (("last 13 weeks", last), ("series model", scores)):
        print(f"{name:14s} CRPS {found.mean():.2f}  2017-2018 {found[~late].mean():.2f}  2019 {found[late].mean():.2f}")


def weekly(path: Path) -> NDArray[Any]:
    """Deaths (best estimate) by week and governorate; events without a governorate are left out."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["adm_1"]]
    places = sorted({row["adm_1"] for row in rows})
    last = max(datetime.date.fromisoformat(row["date_end"]) for row in rows)
    counts = np.zeros(((last - FIRST_DAY).days // 7 + 1, len(places)))
    for row in rows:
        week = (datetime.date.fromisoformat(row["date_start"]) - FIRST_DAY).days // 7
        counts[week, places.index(row["adm_1"])] += float(row["best"])
    return counts


if __name__ == "__main__":
    main(Path(sys.argv[1]))
