"""Will s do something of kind R to o within seven days? Fitted on one month of ICEWS, tested on the next.

    python -m benchmarks.forecast_dyads ICEWS18_FOLDER ICEWS_SAMPLE.tab

Kinds are the eight commonest CAMEO root codes (the names of the relations are looked up in the sample). A dyad is asked
about on every day before which it had two events in 28 days. The template rate is that of each kind in the month of the
fit. The first fortnight of history is not forecast, so that every decayed count has something to rest on.
"""

from __future__ import annotations

import csv
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.forecast.dyads import WEEK, DyadWeeks, fit_dyad_weeks

KINDS = 8
HISTORY = 14


def main(folder: Path, sample: Path) -> None:
    began = time.process_time()
    fitted, tested = (
        np.loadtxt(folder / f"{name}.txt", dtype=np.int64, usecols=range(4)) for name in ("valid", "test")
    )
    events = np.concatenate((fitted, tested))
    days = events[:, 3] // 24
    border, end = int(tested[:, 3].min() // 24), int(days.max())
    history = DyadWeeks(days, events[:, 0], events[:, 2], _kinds(events[:, 1], folder, sample), KINDS)
    weeks = list(history.weeks(range(int(days.min()) + HISTORY, border - WEEK + 1)))
    models = fit_dyad_weeks(weeks)
    template = np.concatenate([week.happened for week in weeks if week.happened is not None]).mean(axis=0)
    errors, against, asked = np.zeros(KINDS), np.zeros(KINDS), 0
    for week in history.weeks(range(border, end - WEEK + 2)):
        assert week.happened is not None
        made = np.stack([models[k].probability(week.features[:, k]) for k in range(KINDS)], axis=1)
        errors += ((made - week.happened) ** 2).sum(axis=0)
        against += ((template - week.happened) ** 2).sum(axis=0)
        asked += week.happened.size
    spent = time.process_time() - began
    print(f"{asked} questions, Brier {errors.sum() / asked:.5f}, template {against.sum() / asked:.5f}")
    print(
        f"skill {1 - errors.sum() / against.sum():+.3f}, by kind {np.round(1 - errors / against, 3)}, CPU {spent:.1f} s"
    )


def _kinds(relations: NDArray[Any], folder: Path, sample: Path) -> NDArray[Any]:
    """The kind of each event: 0 to 7 for the commonest roots, -1 for all others."""
    codes: dict[str, Counter[str]] = defaultdict(Counter)
    with sample.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            codes[row["Event Text"]][row["CAMEO Code"].zfill(3)[:2]] += 1
    roots: dict[int, str] = {}
    for line in (folder / "relation2id.txt").read_text(encoding="utf-8").splitlines():
        name, number = line.split("\t")[:2]
        if name in codes:
            roots[int(number)] = codes[name].most_common(1)[0][0]
    found = Counter(roots[r] for r in relations.tolist() if r in roots)
    common = {root: k for k, (root, _) in enumerate(found.most_common(KINDS))}
    return np.array([common.get(roots.get(r, ""), -1) for r in relations.tolist()])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
