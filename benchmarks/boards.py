"""The Bayesian board in a simulated world, against the count of inconsistencies and the best that can be done.

    python -m benchmarks.boards [WORLDS]

The world: one of four hypotheses is true. Nine reports come from nine origins, each about something that is the case
with probability .1, .3, .5, .7 or .9 under each hypothesis (drawn at random). A report is right with its source's
reliability, drawn from .7 to .9 and unknown to the board, and says the opposite otherwise. Eight copies of each report
reach the desk; the board is told which are copies. Ratings are those of the five probabilities, 1 to 5.

"Clustered, true reliability" is the posterior of somebody who knows each source's reliability: no board can do better.
"""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.codes import SourceGrade
from dragoman.explanations.ach import ranked
from dragoman.explanations.rivals import Board, Item, Proposition, Rating
from dragoman.explanations.weighing import weigh
from dragoman.forecast.scores import multi_class_brier

WORLDS, HYPOTHESES, REPORTS, COPIES = 4000, 4, 9, 8
LEVELS = np.array([0.1, 0.3, 0.5, 0.7, 0.9])
RELIABILITY = (0.7, 0.9)


def main(worlds: int = WORLDS, seed: int = 1) -> None:
    generator = np.random.default_rng(seed)
    truths: list[int] = []
    counted, weighed, unclustered, best = [], [], [], []
    for _ in range(worlds):
        levels = generator.integers(0, 5, (HYPOTHESES, REPORTS))
        truth = int(generator.integers(HYPOTHESES))
        reliability = generator.uniform(*RELIABILITY, REPORTS)
        is_so = generator.random(REPORTS) < LEVELS[levels[truth]]
        said = np.where(generator.random(REPORTS) < reliability, is_so, ~is_so)
        truths.append(truth)
        # A report that the thing is not so is as consistent with a hypothesis as the thing is not.
        ratings = np.where(said, levels + 1, 5 - levels)
        board = _board(ratings)
        counted.append(_first(board, generator))
        weighed.append([p.probability for p in weigh(board, draws=0)])
        unclustered.append([p.probability for p in weigh(_board(ratings, clustered=False), draws=0)])
        likelihood = np.where(said, LEVELS[levels], 1 - LEVELS[levels])
        right = np.prod(reliability * likelihood + (1 - reliability) * (1 - likelihood), axis=1)
        best.append(right / right.sum())
    for name, found in (
        ("inconsistency count", counted),
        ("board, copies counted", unclustered),
        ("board", weighed),
        ("clustered, true reliability", best),
    ):
        p = np.array(found)
        print(f"{name:30s} top-1 {np.mean(p.argmax(axis=1) == truths):.3f}  Brier {multi_class_brier(p, truths):.3f}")


def _board(ratings: NDArray[Any], clustered: bool = True) -> Board:
    rows = tuple(Proposition(f"h{h}", f"answer {h}") for h in range(HYPOTHESES))
    items, cells = [], []
    for r in range(REPORTS):
        for copy in range(COPIES):
            origin = f"o{r}" if clustered else f"o{r}-{copy}"
            items.append(Item(f"e{r}-{copy}", "", None, origin, SourceGrade.NAMED, f"c{r}"))
            cells += [Rating(f"h{h}", f"e{r}-{copy}", float(ratings[h, r]), "somebody") for h in range(HYPOTHESES)]
    return Board("b", "which?", rows, tuple(items), tuple(cells), exclusive=True)


def _first(board: Board, generator: np.random.Generator) -> NDArray[Any]:
    """The whole probability on the least inconsistent hypothesis; ties by lot."""
    order = ranked(board.matrix())
    least = [row for row, score in order if score <= order[0][1] + 1e-9]
    return np.asarray(np.eye(HYPOTHESES)[generator.choice(least)])


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
