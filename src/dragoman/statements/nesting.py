"""Nesting: which statement stands inside the content of which."""

from __future__ import annotations

from dragoman.statements.decode import Attribution


def outer_indexes(attributions: list[Attribution]) -> list[int | None]:
    """For each attribution, the index of the smallest one in whose content its cue stands."""
    order = sorted(range(len(attributions)), key=lambda k: attributions[k].runs[0][0])
    found: list[int | None] = [None] * len(attributions)
    by_cue = sorted(range(len(attributions)), key=lambda k: attributions[k].cue.head)
    open_ones: list[int] = []
    waiting = 0
    for k in by_cue:
        head = attributions[k].cue.head
        while waiting < len(order) and attributions[order[waiting]].runs[0][0] <= head:
            open_ones.append(order[waiting])
            waiting += 1
        open_ones = [o for o in open_ones if attributions[o].runs[-1][1] >= head]
        around = [o for o in open_ones if o != k and _encloses(attributions[o], attributions[k])]
        found[k] = min(around, key=lambda o: attributions[o].size, default=None)
    return found


def _encloses(outer: Attribution, inner: Attribution) -> bool:
    return outer.covers(inner.cue.head) and not inner.covers(outer.cue.head)
