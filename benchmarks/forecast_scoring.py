"""How long it takes to score 100,000 forecasts with 1,000 bootstrap draws.

python -m benchmarks.forecast_scoring
"""

from __future__ import annotations

import time

import numpy as np

from dragoman.forecast.scores import scorecard

FORECASTS, DRAWS = 100_000, 1000


def main() -> None:
    generator = np.random.default_rng(0)
    made = generator.beta(0.5, 2, FORECASTS)
    outcomes = (generator.random(FORECASTS) < made).astype(float)
    times = []
    for _ in range(3):
        began = time.process_time()
        card = scorecard(made, outcomes, reference=np.full(FORECASTS, outcomes.mean()), draws=DRAWS)
        times.append(time.process_time() - began)
    print(f"{min(times):.2f} s of CPU; Brier {card.brier.value:.4f} [{card.brier.low:.4f}, {card.brier.high:.4f}]")


if __name__ == "__main__":
    main()
