"""Titles before names: "Foreign Minister Lavrov", "Gen. Mark A. Milley", "Mr. Biden"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.actors.agents import agent_of
from dragoman.actors.tables import rows_of

LONGEST = 6


@dataclass(frozen=True, slots=True)
class Title:
    """A title: sector, the office in plain words, the country where the title alone tells it, and m or f."""

    sector: str | None
    office: str | None
    country: str | None
    gender: str | None
    length: int


def title_of(words: Sequence[str]) -> Title | None:
    """The title that ends at the last of these words: a row of the table, else an agent phrase ("army chief")."""
    table = _titles()
    bare = [_bare(word) for word in words[-LONGEST:]]
    for length in range(len(bare), 0, -1):
        phrase = " ".join(bare[-length:])
        # A title of several words also in the plural ("House Democrats").
        row = table.get(phrase) or (table.get(phrase[:-1]) if length > 1 and phrase.endswith("s") else None)
        if row:
            return Title(row.sector, row.office, row.country, row.gender, length)
        agent = agent_of(words[-length:])
        if agent and agent.length == length and agent.kind in ("person", "bare", "group"):
            return Title(agent.sector, agent.phrase, None, None, length)
    return None


def is_title_word(word: str) -> bool:
    """Whether one word is a title by itself."""
    return _bare(word) in _titles()


def is_office_word(word: str) -> bool:
    """Whether one word is a title that tells a sector ("PM", not "Mr.")."""
    title = _titles().get(_bare(word))
    return title is not None and title.sector is not None


def _bare(word: str) -> str:
    return word.lower().rstrip(".")


@cache
def _titles() -> dict[str, Title]:
    return {
        row["title"]: Title(
            row["sector"] or None, row["office"] or None, row["country"] or None, row["gender"] or None, 0
        )
        for row in rows_of("titles.csv")
    }
