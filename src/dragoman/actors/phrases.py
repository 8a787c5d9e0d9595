"""An actor given by a phrase alone: "two Chinese warplanes", "the defence minister of Chad"."""

from __future__ import annotations

from dragoman.actors.cast import Cast
from dragoman.actors.nationality import Nationality, nationalities_in
from dragoman.reading.reading import Reading

ARTICLES = frozenset(("a", "an", "the", "this", "that", "these", "those", "its", "their"))
EDGES = frozenset(("'s", "’s", "'", "’", ",", "-", "–"))


def head_of_phrase(reading: Reading, cast: Cast) -> int | None:
    """The token that tells most: a person's name, a listed name, else the noun that the rest hangs on."""
    tokens = sorted(range(len(reading)), key=lambda i: len(reading.ancestors(i)))
    nominal = [i for i in tokens if reading.is_nominal(i) or reading.tags[i] in ("JJ", "VBN", "VBG", "FW")]
    answered = [(i, actor) for i in nominal if (actor := cast.one(i)) is not None]
    if not answered:
        # A name alone is easily taken for a verb ("ISIL").
        return next((i for i in tokens if (named := cast.one(i)) and named.evidence.rule == "listed-name"), None)

    def telling(pair: tuple[int, object]) -> int:
        actor = cast.one(pair[0])
        assert actor is not None
        return (
            4 * actor.person * (actor.country is not None or actor.sector is not None)
            + 2 * (actor.sector is not None)
            + (actor.country is not None)
        )

    return max(answered, key=telling)[0]


def nationality_of(text: str) -> tuple[Nationality | None, str]:
    """The country a phrase names and the words that are left when it is taken out."""
    words = text.replace("’s", " 's").replace("'s", " 's").split()
    found = nationalities_in(words)
    if not found:
        return None, text
    first = found[0]
    rest = [word for i, word in enumerate(words) if not first.start <= i < first.end]
    while rest and (rest[0].lower() in ARTICLES or rest[0] in EDGES):
        rest.pop(0)
    return first, " ".join(rest).replace(" 's", "'s")
