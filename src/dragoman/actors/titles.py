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
    for length in range(min(LONGEST, len(words)), 0, -1):
        row = table.get(" ".join(_bare(word) for word in words[-length:])) or table.get(_singular(words[-length:]))
        if row:
            return Title(row.sector, row.office, row.country, row.gender, length)
        agent = agent_of(words[-length:])
        if agent and agent.length == length and agent.kind in ("person", "bare", "group"):
            return Title(agent.sector, agent.phrase, None, None, length)
    return None


def is_title_word(word: str) -> bool:
    """Whether one word is a title by itself."""
    return _bare(word) in _titles()


def _singular(words: Sequence[str]) -> str:
    """A title of several words with its plural -s off ("House Democrats")."""
    phrase = " ".join(_bare(word) for word in words)
    return phrase[:-1] if len(words) > 1 and phrase.endswith("s") else ""


def _bare(word: str) -> str:
    return word.lower().rstrip(".")


@cache
def _titles() -> dict[str, Title]:
    return {
        row["title"]: Title(row["sector"] or None, row["office"] or None, row["country"] or None, row["gender"] or None, 0)
        for row in rows_of("titles.csv")
    }
