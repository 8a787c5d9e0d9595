"""Agent nouns and phrases: "riot police", "student leaders", "warplanes" → PLOVER sector."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.actors.tables import cells_of, fold, plural_of, rows_of

LONGEST = 6
# "former", "retired": who held office and holds none (PLOVER ELI). "late" and "then" change no sector.
FORMER = frozenset(
    [
        "former",
        "ex",
        "retired",
        "ousted",
        "deposed",
        "exiled",
        "onetime",
        "erstwhile",
        "disgraced",
        "outgone",
        "toppled",
        "overthrown",
        "fugitive",
        "jailed",
    ]
) | {"one-time", "now-retired"}
OFFICIAL = frozenset(("GOV", "MIL", "LEG", "JUD", "SPY", "COP"))


@dataclass(frozen=True, slots=True)
class Agent:
    """An agent phrase with its sector (``None``: somebody, one cannot tell who) and how many words matched."""

    phrase: str
    sector: str | None
    second: str | None
    kind: str
    length: int


def agent_of(words: Sequence[str]) -> Agent | None:
    """The agent named by the longest phrase of the table that ends at the last of these words (any case)."""
    table = _agents()
    last = words[-1].lower() if words else ""
    if last not in _last_words():
        return None
    for length in range(min(LONGEST, len(words)), 0, -1):
        phrase = " ".join(words[-length:]).lower().replace("’", "'").replace(" 's ", "'s ").replace(" - ", "-")
        found = table.get(phrase)
        if found and (found.kind != "proper" or words[-1][0].isupper()):
            return Agent(found.phrase, found.sector, found.second, found.kind, length)
    return None


def is_former(word: str) -> bool:
    """Whether an adjective or prefix takes the office away ("former", "ex-")."""
    return word.lower() in FORMER or word.lower().startswith(("ex-", "former"))


def without_office(sector: str | None) -> str | None:
    """The sector of one who held office in ``sector`` and no longer does."""
    return "ELI" if sector in OFFICIAL or sector is None else sector


@cache
def _agents() -> dict[str, Agent]:
    found: dict[str, Agent] = {}
    for row in rows_of("agents.csv"):
        for phrase in cells_of(row["phrases"]):
            agent = Agent(phrase, row["sector"] or None, row["second"] or None, row["kind"], 0)
            for form in (phrase, plural_of(phrase), *_inner_plural(phrase)):
                found.setdefault(form, agent)
    return found


def _inner_plural(phrase: str) -> list[str]:
    """ "members of parliament": the plural stands before the first preposition."""
    head, of, rest = phrase.partition(" of ")
    return [f"{plural_of(head)} of {rest}"] if of else []


@cache
def _last_words() -> frozenset[str]:
    return frozenset(phrase.rpartition(" ")[2] for phrase in _agents())


def agent_word(word: str) -> bool:
    """Whether some agent phrase ends with this word."""
    return word.lower() in _last_words() or fold(word) in _last_words()
