"""Attaching: the place where the deed of a clause happens."""

from __future__ import annotations

from functools import lru_cache

from dragoman.codes import Sense
from dragoman.places.senses import LONGEST_LIST, head_of, load_words
from dragoman.reading.clauses import meanwhile_of
from dragoman.reading.reading import Reading
from dragoman.records import Place

# Stronger ones win where a clause has several.
RANK = {"in": 0, "at": 0, "near": 0, "outside": 0, "inside": 0, "within": 0, "across": 1, "around": 1, "along": 1}
WEAK_RANK = 3
# Clauses of their own: what stands under these belongs to another verb.
OTHER_CLAUSE = frozenset(("ccomp", "advcl", "relcl", "parataxis", "csubj", "csubjpass"))
# Weak prepositions count only under nouns and verbs of deeds done to a place ("the attack on Kharkiv").
LOOSE = frozenset(("of", "against", "for", "by"))
# A clause longer than this is a list or no sentence at all.
MOST_TOKENS = 300
DIRECT = frozenset(("dobj", "nsubjpass"))


def where_of(reading: Reading, places: list[Place], i: int) -> Place | None:
    """The literal place of the clause of verb or event noun ``i``; ``None`` where the clause names none.

    A place under the token itself or its objects comes first, then one of the verbs it is coordinated or chained
    with, then of its "when" clause. A place in another clause is never taken, nor is the dateline: that is where the
    report was filed.
    """
    heads = _literal_heads(reading, places)
    if heads:
        for token in (i, *_governors(reading, i), *meanwhile_of(reading, i)):
            found = _under(reading, heads, token)
            if found is not None:
                return found
    return None


def _literal_heads(reading: Reading, places: list[Place]) -> dict[int, Place]:
    """Literal places by their head token, kept for the last reading asked about."""
    return _heads_of(_Key(reading, places))


class _Key:
    """One reading with its places: equal while both lists are the same objects."""

    def __init__(self, reading: Reading, places: list[Place]) -> None:
        self.reading = reading
        self.places = places

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.reading is other.reading and self.places is other.places

    def __hash__(self) -> int:
        return hash((id(self.reading), id(self.places)))


@lru_cache(maxsize=2)
def _heads_of(key: _Key) -> dict[int, Place]:
    reading = key.reading
    heads = {}
    for place in key.places:
        if place.sense not in (Sense.LITERAL, Sense.MODIFIER) or place.span is None:
            continue
        tokens = reading.tokens_in(place.span)
        if len(tokens):
            heads[head_of(reading, tokens[0], tokens[-1])] = place
    return heads


def _governors(reading: Reading, i: int) -> list[int]:
    """The verbs whose clause ``i`` shares: those it is an object, a complement or a conjunct of."""
    found: list[int] = []
    while reading.heads[i] != i and len(found) < 4:
        label = reading.deps[i]
        if label in OTHER_CLAUSE or label == "relcl":
            break
        i = reading.heads[i]
        if reading.is_verb(i) or reading.is_nominal(i):
            found.append(i)
    return found


def _under(reading: Reading, heads: dict[int, Place], i: int) -> Place | None:
    """The best place below a token: through prepositions, objects and modifiers, not through other clauses."""
    best: tuple[int, int, Place] | None = None
    stack = [(child, 0) for child in reading.children[i]]
    for _ in range(MOST_TOKENS):
        if not stack:
            break
        token, depth = stack.pop()
        label = reading.deps[token]
        if label in OTHER_CLAUSE or depth > 4:
            continue
        place = heads.get(token)
        if place is not None:
            rank = _rank(reading, token, i, place)
            if rank is not None and (best is None or (rank + depth, token) < best[:2]):
                best = (rank + depth, token, place)
        if reading.is_verb(token) and label not in ("acl", "xcomp", "pcomp", "prep"):
            continue
        stack.extend((child, depth + 1) for child in reading.children[token])
    return best[2] if best else None


def _rank(reading: Reading, token: int, verb: int, place: Place) -> int | None:
    """How well the way the name is attached says that the deed happened there; ``None`` where it does not."""
    first = token
    for _ in range(LONGEST_LIST):
        if reading.deps[first] not in ("conj", "appos") or reading.heads[first] == first:
            break
        first = reading.heads[first]
    label, parent = reading.deps[first], reading.heads[first]
    if label == "pobj":
        word = reading.lower[parent]
        if word not in load_words().locating:
            return None
        if word in LOOSE and not (word in ("of", "against") and place.kind != "country"):
            return None
        return RANK.get(word, WEAK_RANK)
    if label in DIRECT and parent == verb:
        return 1
    if label == "poss" or place.sense is Sense.MODIFIER:
        return WEAK_RANK + 1 if place.kind != "country" else None
    return 2 if label in ("npadvmod", "advmod") else None
