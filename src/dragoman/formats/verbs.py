"""The verbs with which somebody's words are told, in the forms a sentence of ours needs."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.statements.lexicon import load_lexicon
from dragoman.statements.sources import FELT

VOWELS = "aeiou"
# What may stand before a verb of saying without changing it for our sentence, whose mood comes from the record …
HELPING = frozenset(
    """am are be been being can cannot can't can’t could did didn't didn’t do does doesn't doesn’t don't don’t had has
    have having is may might must never not n't n’t only shall should to was were will wo won't won’t would also again
    already later still now once since then yet""".split()  # noqa: SIM905
)
# … and behind it as part of it: "described as", "pointed out", "called for".
PARTICLES = frozenset(
    ("about", "against", "as", "away", "back", "down", "for", "of", "off", "on", "out", "over", "to", "up", "upon")
)
LONGEST = 3


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of saying: "deny", "denied"."""

    base: str
    past: str


def verb_of(word: str) -> Verb | None:
    """The verb of which one word is a form; ``None`` for words that announce nothing."""
    return _by_form().get(word.lower())


def verb_in(words: str) -> Verb | None:
    """The verb of a cue of a few words, with its particle: "has described as" is "describe as", "described as"."""
    plain = [word for word in words.lower().split() if word not in HELPING]
    verb = verb_of(plain[0]) if plain and len(plain) <= LONGEST else None
    if verb is None or any(word not in PARTICLES for word in plain[1:]):
        return None
    return Verb(" ".join((verb.base, *plain[1:])), " ".join((verb.past, *plain[1:])))


@cache
def _by_form() -> dict[str, Verb]:
    uneven = _uneven()
    found: dict[str, Verb] = {}
    lexicon = load_lexicon()
    # Whoever "is convinced" does not convince: of those only the passive is met.
    unlisted = (words for words in lexicon.unlisted if " " not in words and words not in FELT)
    for base in (*lexicon.verbs, *unlisted):
        past = uneven.get(base) or _with(base, "ed")
        for form in (past, _with(base, "ing"), past.removesuffix("ed") + "ing", _third(base), base):
            found[form] = Verb(base, past)
    return found


@cache
def _uneven() -> dict[str, str]:
    """Pasts that are not the base with "-ed": those of strong verbs, and those that double a letter."""
    table: dict[str, str] = tomllib.loads((files("dragoman") / "data/formats/words.toml").read_text("utf-8"))["past"]
    return table


def _with(base: str, ending: str) -> str:
    if base[-1] == "e":
        return base[:-1] + ending
    if base[-1] == "y" and base[-2] not in VOWELS and ending == "ed":
        return f"{base[:-1]}ied"
    return base + ending


def _third(base: str) -> str:
    if base[-1] == "y" and base[-2] not in VOWELS:
        return f"{base[:-1]}ies"
    return base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
