"""Alike: which of many sketches share how much, found with one sparse product instead of every pair one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.uint64]
Indices = npt.NDArray[np.int64]

# What so many texts share is furniture (a closing line, a slogan), and tells nothing of where they come from.
MOST_HOLDERS = 500


def shared(sketches: Sequence[Numbers], least: int) -> tuple[Indices, Indices, Indices]:
    """Every two sketches that share at least ``least`` numbers: the first, the second (greater), and how many."""
    from scipy.sparse import csr_array, triu

    none = np.zeros(0, dtype=np.int64)
    sizes = np.fromiter(map(len, sketches), dtype=np.int64, count=len(sketches))
    if not sizes.sum():
        return none, none, none
    owners = np.repeat(np.arange(len(sketches)), sizes)
    _, columns, holders = np.unique(np.concatenate(sketches), return_inverse=True, return_counts=True)
    telling = (holders[columns] > 1) & (holders[columns] <= MOST_HOLDERS)
    ones = np.ones(int(telling.sum()), dtype=np.int32)
    table = csr_array((ones, (owners[telling], columns[telling])), shape=(len(sketches), len(holders)))
    found = triu(table @ table.T, k=1).tocoo()
    enough = found.data >= least
    return (
        found.row[enough].astype(np.int64),
        found.col[enough].astype(np.int64),
        found.data[enough].astype(np.int64),
    )


class Groups:
    """Things put together two by two: whatever is together with one is together with all of its group."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def of(self, thing: int) -> int:
        """The number of the group of a thing: its least member."""
        parent = self._parent
        while parent[thing] != thing:
            parent[thing] = parent[parent[thing]]
            thing = parent[thing]
        return thing

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.of(one), self.of(other)))
        self._parent[second] = first

    def several(self) -> list[list[int]]:
        """The groups of more than one, each in order."""
        groups: dict[int, list[int]] = {}
        for thing in range(len(self._parent)):
            groups.setdefault(self.of(thing), []).append(thing)
        return [group for group in groups.values() if len(group) > 1]


class Clusters:
    """Reports put together, the surest pairs first, never two of one document."""

    def __init__(self, documents: Sequence[str]) -> None:
        self._of = list(range(len(documents)))
        self._members = [[i] for i in range(len(documents))]
        self._documents = [{document} for document in documents]
        self._why: dict[int, str] = {}

    def join(self, i: int, j: int, why: str) -> None:
        """Puts the clusters of two reports together, unless a document would be in it twice."""
        one, other = self._of[i], self._of[j]
        if one == other or not self._documents[one].isdisjoint(self._documents[other]):
            return
        if len(self._members[one]) < len(self._members[other]):
            one, other = other, one
        for member in self._members[other]:
            self._of[member] = one
        self._members[one] += self._members[other]
        self._documents[one] |= self._documents[other]
        self._members[other] = []
        for place in (i, j):
            self._why.setdefault(place, why)

    def several(self) -> Iterator[list[tuple[int, str]]]:
        """The clusters of more than one report: each report with why it was put there."""
        for members in self._members:
            if len(members) > 1:
                yield [(i, self._why[i]) for i in sorted(members)]
