"""The lexicon of cues: which words announce a statement, what act they name and where its content may stand."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.codes import Act, Hedge

# Places of a content that are not prepositions; every other word of a row's ``takes`` is one.
PLACES = frozenset(("clause", "quote", "infinitive", "object", "gerund", "issue", "as", "label", "raising", "seeming"))


@dataclass(frozen=True, slots=True)
class Row:
    """One sense of a cue word: what the speaker does, and where the content may stand."""

    lemma: str
    act: Act
    takes: frozenset[str]
    weak: bool
    hedge: Hedge
    sourceless: bool

    @property
    def prepositions(self) -> frozenset[str]:
        return self.takes - PLACES


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Cue words by lemma. A verb may have several rows; the first whose complement is there is meant."""

    verbs: dict[str, tuple[Row, ...]]
    nouns: dict[str, Row]
    adverbs: dict[str, Hedge]
    views: frozenset[str]
    makes: frozenset[str]
    wordless: dict[str, frozenset[str]]
    unlisted: dict[str, Act]


@cache
def load_lexicon() -> Lexicon:
    """The lexicon of ``data/statements/cues.toml``, read on first use."""
    table = tomllib.loads(files("dragoman").joinpath("data/statements/cues.toml").read_text(encoding="utf-8"))
    verbs: dict[str, tuple[Row, ...]] = {}
    for row in _rows(table["verbs"]):
        verbs[row.lemma] = (*verbs.get(row.lemma, ()), row)
    return Lexicon(
        verbs=verbs,
        nouns={row.lemma: row for row in _rows(table["nouns"])},
        adverbs={word: Hedge(hedge) for word, hedge in table["adverbs"].items()},
        views=frozenset(table["views"]["in"].split()),
        makes=frozenset(table["makes"]["lemmas"].split()),
        unlisted={words: Act(act) for act, expressions in table["unlisted"].items() for words in expressions},
        wordless={verb: frozenset(objects.split()) for verb, objects in table["wordless"].items()},
    )


def _rows(groups: list[dict[str, Any]]) -> list[Row]:
    return [
        Row(
            lemma=lemma,
            act=Act(group["act"]),
            takes=frozenset(group["takes"].split()),
            weak=group.get("weak", False),
            hedge=Hedge(group.get("hedge", "none")),
            sourceless=group.get("sourceless", False),
        )
        for group in groups
        for lemma in dict.fromkeys(group["lemmas"].split())
    ]
