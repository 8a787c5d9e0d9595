"""The lexicon: which event a verb, a verb with its object, or a noun names (rows of ``data/events``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.codes import EventType
from dragoman.events.tables import rows_of, table_of

COOPERATIVE = frozenset(
    EventType(name) for name in ("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT")
)
HOSTILE = frozenset(EventType) - COOPERATIVE
# The partners a role map names: s subject, o object, or a preposition.
Roles = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Frame:
    """One sense of a trigger: the event it names and where its source and target stand."""

    part: str
    rest: tuple[str, ...]
    objects: frozenset[str]
    type: EventType
    mode: str | None
    roles: Roles
    mutual: bool
    needs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Operator:
    """What a word makes of the event it governs."""

    rest: tuple[str, ...]
    on: str
    inner: frozenset[EventType] | None
    type: EventType
    mode: str | None
    targets: tuple[str, ...]

    def takes(self, inner: EventType | None) -> bool:
        """Whether the operator applies to an inner event of that type (None: none we know)."""
        return self.inner is None or inner in self.inner


@dataclass(frozen=True, slots=True)
class TypeFacts:
    """What holds for a type as a whole."""

    intensity: float
    targets: tuple[str, ...]
    modes: dict[str, float]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Frames and operators by the lemma they begin with, longest first."""

    verbs: dict[str, tuple[Frame, ...]]
    nouns: dict[str, tuple[Frame, ...]]
    operators: dict[str, tuple[Operator, ...]]
    types: dict[EventType, TypeFacts]
    contexts: dict[str, tuple[str, ...]]
    words: dict[str, frozenset[str]]
    content_modes: dict[tuple[EventType, EventType, str], str]

    def mode_of(self, type: EventType, inner: EventType | None, inner_mode: str | None) -> str | None:
        """The mode of a threat, a request or a refusal by what it is about."""
        if inner is None:
            return None
        exact = self.content_modes.get((type, inner, inner_mode or ""))
        return exact or self.content_modes.get((type, inner, ""))


@cache
def load_lexicon() -> Lexicon:
    """The lexicon, read once."""
    verbs: dict[str, list[Frame]] = {}
    nouns: dict[str, list[Frame]] = {}
    for row in rows_of("frames.csv"):
        for trigger in row["trigger"].split("/"):
            frame = _frame(row, trigger)
            if frame.part == "noun":
                nouns.setdefault(_pieces(trigger)[-1], []).append(frame)
            else:
                verbs.setdefault(trigger.split()[0], []).append(frame)
    operators: dict[str, list[Operator]] = {}
    for row in rows_of("operators.csv"):
        for trigger in row["trigger"].split("/"):
            operators.setdefault(trigger.split()[0], []).append(_operator(row, trigger))
    return Lexicon(
        {lemma: tuple(sorted(frames, key=_pairs_and_long_first)) for lemma, frames in verbs.items()},
        {lemma: tuple(sorted(frames, key=lambda frame: -len(frame.rest))) for lemma, frames in nouns.items()},
        {lemma: tuple(sorted(rows, key=lambda row: -len(row.rest))) for lemma, rows in operators.items()},
        {EventType(name): _type_facts(facts) for name, facts in table_of("types.toml").items()},
        _contexts_by_word(),
        {name: frozenset(words.split()) for name, words in table_of("words.toml").items()},
        {(EventType(r["type"]), EventType(r["inner"]), r["inner_mode"]): r["mode"] for r in rows_of("modes.csv")},
    )


def _pairs_and_long_first(frame: Frame) -> tuple[bool, int]:
    return not frame.objects, -len(frame.rest)


def _pieces(noun: str) -> list[str]:
    """The words of a noun as the tokenizer cuts them: "cease-fire" is two."""
    return noun.replace("-", " ").split()


def _frame(row: dict[str, str], trigger: str) -> Frame:
    part = row["part"]
    words = _pieces(trigger) if part == "noun" else trigger.split()
    rest = tuple(words[:-1]) if part == "noun" else tuple(words[1:])
    objects = frozenset(row["object"].split("/")) if row["object"] else frozenset()
    source, _, target = row["roles"].partition(">")
    roles = (_places(source), _places(target))
    kind = EventType(row["type"])
    needs = frozenset(row["needs"].split("/")) - {""}
    return Frame(part, rest, objects, kind, row["mode"] or None, roles, bool(row["mutual"]), needs)


def _operator(row: dict[str, str], trigger: str) -> Operator:
    rest = tuple(trigger.split()[1:])
    targets = _places(row["target"])
    return Operator(rest, row["on"], _inner(row["inner"]), EventType(row["type"]), row["mode"] or None, targets)


def _inner(words: str) -> frozenset[EventType] | None:
    groups = {"event": frozenset(EventType), "cooperative": COOPERATIVE, "hostile": HOSTILE}
    if words == "any":
        return None
    return groups[words] if words in groups else frozenset(EventType(word) for word in words.split("+"))


def _places(words: str) -> tuple[str, ...]:
    return tuple(word.removeprefix("p:") for word in words.split("|") if word)


def _type_facts(facts: dict[str, Any]) -> TypeFacts:
    return TypeFacts(float(facts["intensity"]), tuple(facts["targets"]), dict(facts.get("modes", {})))


def _contexts_by_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for context, words in table_of("contexts.toml").items():
        for word in words:
            found[word] = (*found.get(word, ()), context)
    return found
