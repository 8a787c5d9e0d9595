"""How many died, were hurt or took part, where the sentence of an event says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from dragoman.actors.agents import agent_word
from dragoman.codes import EventType, Status
from dragoman.events.arguments import is_passive, objects, subjects
from dragoman.events.coding import Coding
from dragoman.events.numbers import count_of, load_number_words
from dragoman.events.tables import table_of
from dragoman.reading.clauses import status_of
from dragoman.reading.reading import Reading
from dragoman.records import Count, extent_of

# Deeds in which people come to harm; of the others only those who take part or are taken are counted.
HARMFUL = frozenset((EventType.ASSAULT, EventType.PROTEST, EventType.COERCE, EventType.MOBILIZE))
# The size is that of those who do it, or else of those it is done to (arrested, freed, sent, fed).
CROWDS = frozenset((EventType.PROTEST,))
MOVED = frozenset((EventType.MOBILIZE, EventType.RETREAT, EventType.COERCE, EventType.AID, EventType.SANCTION))
TOLD = frozenset((Status.ASSERTED, Status.HISTORICAL))
Counts = tuple[Count | None, Count | None, Count | None]
NOBODY = frozenset(("one", "nobody", "none"))
DEAD, INJURED, BOTH = "dead", "injured", "both"


def counts_of(reading: Reading, coding: Coding, alone: bool) -> Counts:
    """The dead, the injured and the size of an event; ``alone``: whether it is the only harm told in its sentence."""
    dead = injured = size = None
    if coding.type in HARMFUL:
        for kind, token, count in _harm_in(reading, coding.head):
            if not alone and not _belongs(reading, token, coding.head):
                continue
            if kind in (DEAD, BOTH):
                dead = dead or count
            if kind in (INJURED, BOTH):
                injured = injured or count
            size = size or (count if kind == "casualties" else None)
    return dead, injured, size or _size_of(reading, coding)


def _belongs(reading: Reading, token: int, head: int) -> bool:
    """Whether one of the two words stands over the other."""
    return token == head or head in reading.ancestors(token) or token in reading.ancestors(head)


def _harm_in(reading: Reading, head: int) -> Iterator[tuple[str, int, Count]]:
    """What the sentence says of dead and injured: kind, token, count."""
    words = _harm_words()
    for i in reading.sentence_of(head):
        lemma = reading.lemma(i).lower() if reading.tags[i][0] in "VNJ" else ""
        kind = words.get(lemma)
        if kind is None:
            continue
        for what, count in _said_by(reading, i, kind):
            if count.most == 0 or status_of(reading, i).status in TOLD:
                yield what, i, count


def _said_by(reading: Reading, i: int, kind: str) -> Iterator[tuple[str, Count]]:
    verb = reading.tags[i][0] == "V"
    if kind in ("kill", "wound") and verb and reading.deps[i] != "amod":
        found = _sum(reading, objects(reading, i))
        if found is not None:
            yield (DEAD if kind == "kill" else INJURED), found
    elif kind == "die" and verb:
        found = _sum(reading, subjects(reading, i))
        if found is not None:
            yield DEAD, found
    elif kind in ("deaths", "injuries", "wound") and not verb:
        found = count_of(reading, i) or _left(reading, i)
        if found is not None:
            yield (DEAD if kind == "deaths" else INJURED), found
    elif kind == "casualties":
        found = count_of(reading, i)
        if found is not None:
            yield (BOTH if found.most == 0 else "casualties"), found
    elif kind == "toll":
        yield from ((DEAD, found) for found in _toll(reading, i))
    elif kind == "lives" and _is_taken(reading, i) and (found := count_of(reading, i)) is not None:
        yield DEAD, found


def _left(reading: Reading, i: int) -> Count | None:
    """ "Left 12 people dead", "12 people were dead"."""
    head = reading.heads[i]
    if reading.deps[i] not in ("oprd", "acomp", "ccomp", "xcomp", "advcl", "dobj", "conj"):
        return None
    own = reading.children_by(i, "nsubj")
    return _sum(reading, own or reading.children_by(head, "dobj", "nsubj") if reading.lower[head] != "be" else own)


def _toll(reading: Reading, i: int) -> Iterator[Count]:
    """ "A death toll of 12", "the toll rose to 12"."""
    if not any(reading.lower[c] == "death" for c in reading.children[i]):
        return
    above = reading.heads[i] if reading.deps[i] in ("nsubj", "dobj") else i
    for holder in dict.fromkeys((i, above)):
        for prep in reading.children_by(holder, "prep"):
            for pobj in reading.children_by(prep, "pobj"):
                if reading.lower[prep] in ("of", "to", "at", "past") and (found := count_of(reading, pobj)) is not None:
                    yield found


def _is_taken(reading: Reading, i: int) -> bool:
    """ "Claimed 12 lives", "the loss of 12 lives"."""
    above = reading.heads[i]
    if reading.lower[above] == "of":
        above = reading.heads[above]
    return reading.lemma(above).lower() in ("claim", "cost", "take", "lose", "loss")


def _sum(reading: Reading, heads: list[int]) -> Count | None:
    """The number of people of coordinated noun phrases together ("12 soldiers and three nurses")."""
    tokens = [t for head in heads for t in reading.conjuncts(head) if t == head or reading.tags[t][0] in "NC"]
    counts = [(t, count_of(reading, t)) for t in dict.fromkeys(tokens)]
    known = [count for t, count in counts if count is not None and _is_people(reading, t)]
    if not known or any(count is None for _, count in counts):
        return known[0] if known else None
    total = known[0]
    for count in known[1:]:
        least = (total.least or 0) + (count.least or 0)
        most = total.most + count.most if total.most is not None and count.most is not None else None
        span = extent_of([total.span, count.span])
        total = replace(total, least=least, most=most, words=span.text_of(reading.text), span=span)
    return total


def _size_of(reading: Reading, coding: Coding) -> Count | None:
    """How many marched, were sent, freed or arrested."""
    i = coding.head
    if reading.tags[i][0] != "V":
        held = [p for prep in reading.children_by(i, "prep") for p in reading.children_by(prep, "pobj")]
        return _sum(reading, [t for t in held if _is_people(reading, t)][:1]) if coding.type in CROWDS | MOVED else None
    if coding.type in CROWDS:
        return _sum(reading, objects(reading, i) if is_passive(reading, i) else subjects(reading, i))
    # "Pull back 10 (kilometres)": a bare number is a distance as soon as a force of people.
    held = [o for o in objects(reading, i) if reading.tags[o] != "CD" or coding.type is EventType.COERCE]
    return _sum(reading, held) if coding.type in MOVED else None


def _is_people(reading: Reading, i: int) -> bool:
    if reading.tags[i] == "CD" or reading.lower[i] in load_number_words().loose or reading.lower[i] in NOBODY:
        return True
    lemma = reading.lemma(i).lower()
    if lemma in _people() or agent_word(reading.words[i]) or reading.tags[i] in ("NNPS",):
        return True
    of = next((c for c in reading.children_by(i, "prep") if reading.lower[c] == "of"), None)
    inner = reading.child(of, "pobj") if of is not None else None
    return inner is not None and reading.lemma(i).lower() in COUNTED and _is_people(reading, inner)


COUNTED = frozenset(
    ("dozen", "score", "hundred", "thousand", "million", "number", "group", "crowd", "couple", "handful")
)


@cache
def _harm_words() -> dict[str, str]:
    rows = table_of("numbers.toml")["casualties"]
    return {word: kind for kind, words in rows.items() for word in words.split()}


@cache
def _people() -> frozenset[str]:
    return frozenset(table_of("numbers.toml")["people"]["words"].split())
