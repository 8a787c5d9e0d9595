"""Noun phrases that name actors by what they are: "senior US officials", "Russian troops"."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from dragoman.actors.agents import agent_of, agent_word, is_former
from dragoman.actors.names import NamedActor, chosen, names_in
from dragoman.actors.nationality import government_of, nationalities_in
from dragoman.actors.titles import Title, is_office_word, title_of
from dragoman.reading.reading import Reading

# How far a phrase may run to the left and right of its head.
LEFT = 8
RIGHT = 7
OPEN = frozenset(
    ("JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "POS", "VBN", "VBG", "CD", "HYPH", "AFX", "RB", "FW", "SYM")
)
BELONGING = frozenset(("of", "for", "in", "from", "at"))
# Their country is the one that sent them; the place they sit in is another's.
SENT = (
    "embassy",
    "ambassador",
    "mission",
    "consul",
    "consulate",
    "diplomat",
    "delegation",
    "envoy",
    "attaché",
    "troop",
    "force",
    "soldier",
)
# "Anti-Syrian", "pro-Russian": whom they are against or for, not whose they are.
SIDES = frozenset(("anti", "pro"))
INSIDE = OPEN | {"DT", "IN", "CC", "TO", "PRP$"}
# Forces and offices of these are not a state's ("Hamas fighters", "the FDLR force").
ARMED = frozenset(("REB", "PRM", "CRM", "UAF"))
# Agents of these kinds take the sector of the body they belong to ("CIA officials" SPY, "Hamas spokesman" REB).
SERVING = frozenset(("bare", "person"))


@dataclass(frozen=True, slots=True)
class Nominal:
    """What a noun phrase says of an actor: tokens ``first`` to ``last``, sector, country, the office in plain words."""

    first: int
    last: int
    phrase: str
    kind: str
    sector: str | None
    country: str | None
    former: bool
    body: NamedActor | None
    why: str


def nominal_at(reading: Reading, j: int, day: datetime.date | None) -> Nominal | None:
    """The actor that the noun at token ``j`` names, with the words around it that say whose."""
    word = reading.words[j]
    if reading.tags[j][:2] != "NN" or not (agent_word(word) or is_office_word(word)):
        return None
    first = _left_edge(reading, j)
    left = reading.words[first : j + 1]
    right_edge = _right_edge(reading, j)
    right = reading.words[j + 1 : right_edge]
    title, last = _longest_title(left, right)
    agent = agent_of(left)
    if title is None and agent is None:
        return None
    last += j
    if title is not None and (agent is None or title.length > agent.length or title.country):
        return _nominal(reading, first, j, max(last, j), title.office or "", "person", title, left, right, day)
    if agent is None:
        return None
    held = Title(agent.sector, agent.phrase, None, None, agent.length)
    return _nominal(reading, first, j, j, agent.phrase, agent.kind, held, left, right, day)


def _nominal(
    reading: Reading,
    first: int,
    j: int,
    last: int,
    phrase: str,
    kind: str,
    title: Title,
    left: list[str],
    right: list[str],
    day: datetime.date | None,
) -> Nominal:
    before = left[: len(left) - min(title.length, len(left))] or left[:-1]
    after = right if right and right[0].lower() in BELONGING else []
    if after and after[0].lower() in ("in", "at", "for", "to") and phrase.endswith(SENT):
        after = []
    if after and after[0].lower() in ("in", "at") and title.sector == "JRN":
        # "Told reporters in Tbilisi": where they stood, not where they are from.
        after = []
    body = _body(before, day) or _body(after, day)
    country = (
        title.country or _country(before) or _country(left[:-1]) or (body.country if body else None) or _country(after)
    )
    sector = title.sector
    why = f"“{phrase}” is {sector}" if sector else f"“{phrase}” tells no sector"
    if (body and body.sector and (phrase in PLAIN or (kind in SERVING and sector is None))) or (
        body and body.sector in ARMED and sector in ("MIL", "GOV")
    ):
        sector, why = body.sector, f"“{phrase}” of {body.name} ({body.source})"
    if kind == "relation" or any(word.lower() == "ethnic" for word in left):
        country = None
    former = any(is_former(word) for word in left[:-1]) or is_former(left[-1])
    return Nominal(first, last, phrase, kind, sector, country, former, body, why)


# Words for people who serve some body, whose own sector is only a default.
PLAIN = frozenset(
    (
        "official",
        "senior official",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "leader",
        "chief",
        "head",
        "director",
        "member",
        "source",
        "chairman",
        "chairwoman",
        "secretary",
        "representative",
        "adviser",
        "advisor",
        "aide",
        "envoy",
        "commissioner",
        "negotiator",
        "president",
        "commander",
        "fighter",
        "employee",
        "staff",
        "worker",
        "agent",
        "minister of state",
        "manager",
        "executive",
        "officer",
        "deputy",
        "delegate",
        "general secretary",
    )
)


def _longest_title(left: list[str], right: list[str]) -> tuple[Title | None, int]:
    """The longest title that ends at the head or runs on after it ("chairman of the joint chiefs of staff")."""
    best, extra = title_of(left), 0
    if right and right[0].lower() in ("of", "for", "to"):
        for end in range(min(len(right), RIGHT), 1, -1):
            words = [w for w in right[:end] if w.lower() != "the"]
            found = title_of([*left, *right[:end]]) or title_of([*left, *words])
            if found and found.length > end - (len(right[:end]) - len(words)):
                return found, end
    return best, extra


def _left_edge(reading: Reading, j: int) -> int:
    start = reading.sentence_of(j).start
    i = j
    while i - 1 >= start and j - i < LEFT and (reading.tags[i - 1] in OPEN or reading.words[i - 1] == "’s"):
        if reading.deps[i - 1] in ("ROOT", "nsubj") and reading.heads[i - 1] != j and reading.tags[i - 1] != "POS":
            break
        i -= 1
    return i


def _right_edge(reading: Reading, j: int) -> int:
    stop = reading.sentence_of(j).stop
    i = j + 1
    while i < stop and i - j <= RIGHT and reading.tags[i] in INSIDE:
        i += 1
    return i


def _country(words: list[str]) -> str | None:
    words = [w for k, w in enumerate(words) if k < 2 or words[k - 1] != "-" or words[k - 2].lower() not in SIDES]
    found = nationalities_in(words)
    countries = dict.fromkeys(n.country for n in found)
    if len(countries) == 1:
        return next(iter(countries))
    if countries:
        return None
    for size in (3, 2, 1):
        for i in range(len(words) - size + 1):
            if words[i][:1].isupper() and (seat := government_of(" ".join(words[i : i + size]))):
                return seat[0]
    return None


def _body(words: list[str], day: datetime.date | None) -> NamedActor | None:
    """The organisation named in the words around the head."""
    for found in names_in(words):
        actor = chosen(found.actors, day, frozenset(n.country for n in nationalities_in(words)))
        if actor is not None:
            return actor
    for size in (3, 2, 1):
        for i in range(len(words) - size + 1):
            if words[i][:1].isupper() and (seat := government_of(" ".join(words[i : i + size]))):
                return NamedActor(seat[2], seat[0], seat[1], None, None, None, "seat", "seats.csv", False)
    return None
