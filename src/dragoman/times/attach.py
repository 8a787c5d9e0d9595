"""Which time belongs to which clause.

The walk: an expression belongs to the verb it hangs under, by itself or by a preposition, or through the verb's own
subject or object ("held talks on Friday"). A verb that has none takes that of the verb it is bound to: the one before
"to" ("began to withdraw"), the first of a series when the time comes before it ("On Friday they came and left"), the
main verb of a bare "-ing". An event noun takes what hangs on it, then, under a verb that carries it, the verb's time.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache

from dragoman.codes import Basis, TimexKind
from dragoman.reading.clauses import meanwhile_of
from dragoman.reading.reading import Reading
from dragoman.records import When
from dragoman.times.lexicon import read_table

BY_TIME = frozenset(
    ("npadvmod", "advmod", "tmod", "nummod", "prep", "pobj", "pcomp", "det", "amod", "punct", "dep", "intj")
)
ARGUMENTS = frozenset(("nsubj", "nsubjpass", "dobj", "attr", "oprd", "pobj", "prep", "agent", "dative"))
OWN = frozenset(("poss", "compound", "nmod", "amod", "npadvmod", "prep", "pobj", "appos", "nummod"))
# How a time may hang on a noun and still date the verb above it.
THROUGH_NOUN = frozenset(("prep", "npadvmod", "pobj", "poss"))
# What opens a clause that tells when another one holds: a time before it dates that other one.
SINCE_OR_UNTIL = frozenset(("after", "before", "since", "until", "as", "when", "once", "while"))
# A parse deeper than this is not a sentence; walks end here.
DEEPEST = 40
# How far up the chain of bound verbs a time is looked for.
BOUND = 3


@cache
def _table(name: str) -> frozenset[str]:
    return frozenset(read_table("attach.toml")[name])


def when_of(reading: Reading, whens: list[When], i: int) -> When | None:
    """The time of the clause of token ``i``, a verb or an event noun; ``None`` where the text gives it none."""
    if not 0 <= i < len(reading):
        return None
    around = [(when, head) for when in _in_sentence(reading, whens, i) if (head := _head(reading, when, i)) is not None]
    if not around:
        return None
    if reading.tags[i][0] == "V":
        return _of_verb(reading, around, i)
    own = _best(reading, i, [(when, 1) for when, head in around if _hangs_on(reading, head, i)])
    if own is not None:
        return own
    verb, label = _verb_above(reading, i)
    if verb is None or (label not in ("nsubj", "nsubjpass") and reading.lemma(verb) not in _table("carriers")):
        return None
    return _of_verb(reading, around, verb)


def _in_sentence(reading: Reading, whens: list[When], i: int) -> list[When]:
    span = reading.sentence_span(i)
    found = []
    for index in range(bisect_left(whens, span.start, key=_start), len(whens)):
        if _start(whens[index]) >= span.end:
            break
        if _dates(whens[index]):
            found.append(whens[index])
    return found


def _start(when: When) -> int:
    return when.span.start if when.span else -1


def _dates(when: When) -> bool:
    """Whether it can date an event: a length alone and a repeated time cannot."""
    if when.kind is TimexKind.DURATION:
        return when.basis is Basis.EVENT or when.first is not None or when.last is not None
    return when.kind is not TimexKind.SET


def _head(reading: Reading, when: When, i: int) -> int | None:
    """The token by which an expression hangs in the sentence; ``None`` inside a quotation that ``i`` is outside of."""
    if when.span is None:
        return None
    tokens = reading.tokens_in(when.span)
    if not len(tokens) or not reading.sentence_of(i).start <= tokens.start < reading.sentence_of(i).stop:
        return None
    quote = reading.quote_of[tokens.start]
    if quote >= 0 and not reading.quotes[quote].span.start <= reading.starts[i] < reading.quotes[quote].span.end:
        return None
    head = next((t for t in tokens if reading.heads[t] not in tokens or reading.heads[t] == t), tokens.start)
    return _past_mark(reading, head)


def _past_mark(reading: Reading, head: int) -> int:
    """ "On Monday, weeks after he declared it, …" dates the clause that "after …" hangs under, not the declaring."""
    above = reading.heads[head]
    if reading.deps[above] == "prep" or reading.tags[above] == "IN":
        above = reading.heads[above]
    mark = reading.child(above, "mark")
    if mark is None or head > mark or reading.lower[mark] not in SINCE_OR_UNTIL:
        return head
    return reading.heads[above] if reading.deps[above] in ("advcl", "ccomp") else head


def _hangs_on(reading: Reading, head: int, i: int) -> bool:
    """Whether an expression is part of the phrase of noun ``i`` ("Friday's attack", "the attack on Friday")."""
    for _ in range(4):
        if head == i:
            return True
        if reading.deps[head] not in OWN or reading.heads[head] == head:
            return False
        head = reading.heads[head]
        if head != i and reading.tags[head][0] == "N" and reading.deps[head] not in ("pobj", "npadvmod"):
            return False
    return head == i


def _verb_above(reading: Reading, i: int) -> tuple[int | None, str]:
    """The verb a noun is an argument of, and as what ("nsubj", "dobj", …)."""
    for _ in range(DEEPEST):
        label, above = reading.deps[i], reading.heads[i]
        if above == i or label not in ARGUMENTS | {"conj", "acl", "amod"}:
            return None, ""
        if reading.tags[above][0] == "V":
            return above, label
        i = above
    return None, ""


def _of_verb(reading: Reading, around: list[tuple[When, int]], verb: int) -> When | None:
    first, everywhere = verb, around
    for _ in range(BOUND):
        ranked = [(when, _rank(reading, head, verb)) for when, head in around]
        best = _best(reading, verb, [(when, rank) for when, rank in ranked if rank])
        if best is not None:
            return best
        above = _bound_to(reading, verb)
        if above is None:
            break
        if reading.deps[verb] in ("conj", "ccomp"):
            around = [(when, head) for when, head in around if head < min(above, verb)]
        verb = above
    return _meanwhile(reading, everywhere, first) or _fronted(reading, around, first)


def _meanwhile(reading: Reading, around: list[tuple[When, int]], verb: int) -> When | None:
    """The time of a clause that tells how it came about: "killed when shells struck the market on Tuesday"."""
    for c in meanwhile_of(reading, verb):
        found = _best(reading, c, [(when, rank) for when, head in around if (rank := _rank(reading, head, c))])
        if found is not None:
            return found
    return None


def _fronted(reading: Reading, around: list[tuple[When, int]], verb: int) -> When | None:
    """ "Last Friday, only days ahead of it the leaders called …", where the parse takes the day for the root."""
    sentence = reading.sentence_of(verb)
    root = next((t for t in sentence if reading.heads[t] == t), sentence.start)
    leading = [when for when, head in around if head == root and head < verb and when.first is not None]
    if not leading or reading.child(verb, "mark") is not None or reading.tags[verb] not in ("VBD", "VBZ", "VBP"):
        return None
    earlier = any(reading.tags[t] in ("VBD", "VBZ", "VBP", "MD") for t in range(root, verb))
    return None if earlier else leading[0]


def _rank(reading: Reading, head: int, verb: int) -> int:
    """3 where an expression hangs right under a verb, 2 by its "to" verb, 1 through its argument, 0 elsewhere."""
    rank = 3
    for _ in range(DEEPEST):
        above = reading.heads[head]
        if above == head or head == verb:
            return rank if head == verb else 0
        label = reading.deps[head]
        if label == "xcomp" and reading.tags[head][0] == "V":
            if reading.lemma(above) not in _table("phases"):
                return 0
            rank = 2
        elif label in ARGUMENTS and _is_noun(reading, head) and not _names_time(reading, head):
            rank = min(rank, 1)
        elif label == "poss" and _is_gone_to(reading, above):
            rank = 1
        elif label not in BY_TIME:
            return 0
        if _is_noun(reading, above) and not _names_time(reading, above) and label not in THROUGH_NOUN:
            return 0
        head = above
        if reading.tags[head][0] == "V" and head != verb and reading.deps[head] != "xcomp":
            return 0
    return 0


def _is_gone_to(reading: Reading, i: int) -> bool:
    """Whether noun ``i`` is a gathering at which what its verb tells takes place: "spoke at this week's summit"."""
    if reading.lemma(i) not in _table("gatherings"):
        return False
    above, label = reading.heads[i], reading.deps[i]
    if label == "dobj":
        return reading.lemma(above) in _table("attending")
    if label != "pobj":
        return False
    verb = reading.heads[above]
    return reading.lower[above] in ("at", "during") or (
        reading.lower[above] == "to" and reading.lemma(verb) in _table("travelling")
    )


def _is_noun(reading: Reading, i: int) -> bool:
    return reading.tags[i][0] == "N"


def _names_time(reading: Reading, i: int) -> bool:
    mention = reading.mention_of[i]
    return mention is not None and mention.label in ("DATE", "TIME")


def _bound_to(reading: Reading, verb: int) -> int | None:
    """The verb whose time a verb without one shares."""
    above, label = reading.heads[verb], reading.deps[verb]
    if label == "acl" and reading.tags[verb] == "VBG" and reading.lemma(above) in _table("papers"):
        # "On Monday they sent a letter calling for …": it speaks when it is sent.
        sender, part = _verb_above(reading, above)
        return sender if part in ("dobj", "nsubjpass") else _sent_before(reading, above)
    if above == verb or reading.tags[above][0] != "V":
        return None
    if label in ("xcomp", "conj"):
        return above
    if label == "ccomp" and verb < above:  # "On Friday troops withdrew, officials said."
        apart = reading.quote_of[verb] != reading.quote_of[above] or reading.child(verb, "mark") is not None
        return None if apart else above
    opened = any(
        reading.deps[c] in ("mark", "nsubj") or (reading.deps[c] == "prep" and c < verb) for c in reading.children[verb]
    )
    return above if label == "advcl" and reading.tags[verb] == "VBG" and not opened else None


def _sent_before(reading: Reading, paper: int) -> int | None:
    """ "They sent — then withdrew — a letter": the verb of sending before a paper that the parse cuts off from it."""
    sentence = reading.sentence_of(paper)
    sent = [
        t for t in range(sentence.start, paper) if reading.tags[t] == "VBD" and reading.lemma(t) in _table("sending")
    ]
    return sent[-1] if sent else None


def _best(reading: Reading, i: int, ranked: list[tuple[When, int]]) -> When | None:
    """The one most firmly attached, dated before undated, nearest first."""
    return min(
        ranked,
        key=lambda pair: (-pair[1], pair[0].first is None and pair[0].last is None, _distance(reading, i, pair[0])),
        default=(None, 0),
    )[0]


def _distance(reading: Reading, i: int, when: When) -> int:
    return abs(_start(when) - reading.starts[i])
