"""The words of causes, purposes and strengths: tables read from data/explanations."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Connective:
    """A row of causes.toml that opens a cause."""

    words: tuple[str, ...]
    takes: str
    needs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Causes:
    """Every table of causes.toml, looked up by word."""

    connectives: dict[str, tuple[Connective, ...]]
    verbs: dict[str, frozenset[str]]
    presenting: frozenset[str]
    resulting: frozenset[str]


@dataclass(frozen=True, slots=True)
class Strengths:
    """Every table of strengths.toml."""

    words: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    against: frozenset[str]
    against_phrases: tuple[tuple[str, ...], ...]
    fields: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Wordings:
    """Every list of wordings.toml."""

    leading: frozenset[str]
    empty: frozenset[str]
    answers: frozenset[str]
    announcing: frozenset[str]
    hedges: frozenset[str]
    exclusive: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Views:
    """Every list of views.toml; ``governing`` gives the verb of "hint at" by each of its forms."""

    naming: frozenset[str]
    seeing: frozenset[str]
    governed: frozenset[str]
    governing: dict[str, str]
    ascribing: frozenset[str]
    holding_that: frozenset[str]
    holding: frozenset[str]
    outlook: frozenset[str]
    no_view: frozenset[str]
    backing: frozenset[str]
    denying: frozenset[str]
    ordinals: dict[str, int]
    nouns: frozenset[str]
    numbers: dict[str, int]
    saying_nothing: frozenset[str]
    opening: frozenset[str]
    weighing: frozenset[str]
    within: frozenset[tuple[str, ...]]
    closing: frozenset[tuple[str, ...]]
    leaning: frozenset[tuple[str, ...]]
    unknown: frozenset[str]
    predicates: frozenset[str]
    denied: frozenset[str]
    signs: frozenset[str]
    blaming: frozenset[str]
    citing: frozenset[str]
    cited: frozenset[str]
    expecting: frozenset[str]
    arguing: frozenset[str]
    explaining: frozenset[str]
    rivals: frozenset[str]
    rivals_seen: frozenset[str]
    some: frozenset[str]
    reason_nouns: frozenset[str]
    further: frozenset[str]
    weighed: frozenset[tuple[str, ...]]
    setting: dict[str, str]
    differing: frozenset[tuple[str, ...]]
    offering: frozenset[str]
    asking_how: frozenset[str]
    passing: frozenset[str]
    ending: frozenset[str]


@cache
def views() -> Views:
    table = _table("views.toml")
    naming, holding, counting, turning, unknown, rivals = (
        table[name] for name in ("naming", "holding", "counting", "turning", "unknown", "rivals")
    )
    heads = {words.split()[0] for words in naming["governed"]}
    return Views(
        naming=frozenset(naming["verbs"]),
        seeing=frozenset(("see", "sees", "saw")),
        governed=frozenset(naming["governed"]),
        governing={form: head for head in heads for form in _forms(head)},
        ascribing=frozenset(naming["ascribing"]),
        holding_that=frozenset(holding["that"]),
        holding=frozenset(holding["clause"]),
        outlook=frozenset(holding["outlook"]),
        no_view=frozenset(table["no_view"]["verbs"]),
        backing=frozenset(table["no_view"]["backing"]),
        denying=frozenset(table["no_view"]["denying"]),
        ordinals=counting["ordinals"],
        nouns=frozenset(counting["nouns"]),
        numbers=counting["numbers"],
        saying_nothing=frozenset(counting["saying_nothing"]),
        opening=frozenset(turning["opening"]),
        weighing=frozenset(turning["weighing"]),
        within=frozenset(tuple(phrase.split()) for phrase in turning["within"]),
        leaning=frozenset(tuple(phrase.split()) for phrase in table["closing"]["leaning"]),
        closing=frozenset(tuple(phrase.split()) for phrase in table["closing"]["within"]),
        unknown=frozenset(unknown["nouns"]),
        predicates=frozenset(unknown["predicates"]),
        denied=frozenset(unknown["denied"]),
        arguing=frozenset(table["no_view"]["arguing"]),
        explaining=frozenset(table["no_view"]["explaining"]),
        expecting=frozenset(table["no_view"]["expecting"]),
        blaming=frozenset(("blame", "blames", "blamed")),
        citing=frozenset(table["no_view"]["citing"]),
        cited=frozenset(("cites", "cited", "adduces", "adduced")),
        rivals=frozenset(rivals["forms"]),
        rivals_seen=frozenset(rivals["seeing"]),
        reason_nouns=frozenset(table["reasons"]["nouns"]),
        further=frozenset(table["reasons"]["further"]),
        some=frozenset(rivals["some"]),
        weighed=frozenset(tuple(words.split()) for words in rivals["weighed"]),
        setting=naming["setting"],
        differing=frozenset(tuple(phrase.split()) for phrase in table["passing"]["differing"]),
        offering=frozenset(table["passing"]["offering"]),
        asking_how=frozenset(table["passing"]["explaining"]),
        passing=frozenset(table["passing"]["what"]),
        ending=frozenset(table["passing"]["ending"]),
        signs=frozenset(
            (
                *unknown["predicates"],
                *unknown["denied"],
                *counting["numbers"],
                *rivals["forms"],
                *rivals["seeing"],
                *(words.split()[0] for words in (*rivals["weighed"], *table["passing"]["differing"])),
            )
        )
        - {"the"},
    )


def _forms(verb: str) -> tuple[str, ...]:
    """The forms of a regular verb: the parse often takes "hints" for a noun, so lemmas do not help."""
    stem = verb.removesuffix("e")
    return verb, f"{verb}s", f"{stem}ed", *(("spoke",) if verb == "speak" else ("put",) if verb == "put" else ())


@cache
def wordings() -> Wordings:
    table = _table("wordings.toml")
    names = ("leading", "empty", "answers", "announcing", "hedges")
    lists = {name: frozenset(table[name]) for name in names}
    return Wordings(**lists, exclusive=tuple(table["exclusive"]))


@cache
def causes() -> Causes:
    table = _table("causes.toml")
    connectives: dict[str, list[Connective]] = {}
    for row in table["connective"]:
        words = tuple(row["words"].split())
        connective = Connective(words, row["takes"], frozenset(row.get("needs", ())))
        connectives.setdefault(words[0], []).append(connective)
    return Causes(
        {word: tuple(sorted(rows, key=lambda row: -len(row.words))) for word, rows in connectives.items()},
        {name: frozenset(words) for name, words in table["verbs"].items()},
        frozenset(table["nouns"]["presenting"]),
        frozenset(table["nouns"]["resulting"]),
    )


@cache
def strengths() -> Strengths:
    table = _table("strengths.toml")
    return Strengths(
        frozenset(table["strength"]["words"]),
        tuple(tuple(phrase.split()) for phrase in table["strength"]["phrases"]),
        frozenset(table["against"]["words"]),
        tuple(tuple(phrase.split()) for phrase in table["against"]["phrases"]),
        {name: frozenset(words) for name, words in table["fields"].items()},
    )


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((files("dragoman") / "data" / "explanations" / name).read_text(encoding="utf-8"))
