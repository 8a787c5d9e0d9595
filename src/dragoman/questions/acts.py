"""The act a question asks about, where the words are too general to name an event in a report."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.places.attach import where_of
from dragoman.questions.asked import SUBJECTS
from dragoman.questions.lexicon import Act, acts, things
from dragoman.reading.reading import Reading
from dragoman.records import Place

Told = Callable[[int, tuple[str, ...]], bool]
ADVERBIAL = ("prep", "prt", "advmod", "acomp", "dobj", "attr", "pobj", "oprd", "xcomp", "ccomp", "dative", "agent")
ARGUMENTS = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "attr"))
THINGS = frozenset(("it", "they", "them"))
# So a verb hangs on another whose subject is its own.
HANGING = frozenset(("xcomp", "conj", "acomp", "advcl", "pcomp", "prep", "advmod", "acl"))
# With a noun behind them these open a place or a time: "come in November" is not "come in".
PARTICLES = frozenset(("in", "on", "out", "up", "down", "off", "back", "away", "over", "through"))
TURNING = frozenset(("back", "again", "out"))
# What stands before an act besides its subject and its object.
BESIDE = frozenset(("aux", "auxpass", "mark", "neg", "punct", "cc"))
CARRIERS = frozenset(
    ("campaign", "effort", "operation", "programme", "program", "process", "drive", "movement", "motion")
)
SPOTS = frozenset(("GPE", "LOC", "FAC"))
MEASURES = frozenset(
    (
        "round",
        "wave",
        "series",
        "tranche",
        "package",
        "batch",
        "string",
        "spate",
        "kind",
        "number",
        "lorry",
        "truck",
        "convoy",
        "shipment",
        "load",
        "sack",
    )
)


def act_of(reading: Reading, places: list[Place], verb: int, told: Told, *, over: int | None = None) -> Act | None:
    """The row of acts.csv that the act of ``verb`` fits; the longest that fits wins.

    ``told`` answers whether the text has told of one of those types or things before. ``over``: so many words of a
    frame fit it too, which only rows that are preferred to frames or longer outdo.
    """
    for row in acts().get(reading.lemma(verb), ()):
        if over is not None and not row.is_first and len(row.rest) <= over:
            continue
        fits = _continues(reading, verb, row) and (not row.after or told(verb, row.after))
        if fits and _is_done_by(reading, verb, row) and _is_done_to(reading, places, verb, row):
            return row
    return None


def is_kind(reading: Reading, token: int, kinds: tuple[str, ...]) -> bool:
    """Whether a noun is of one of those kinds of things.toml."""
    mention = reading.mention_of[token]
    if "peoples" in kinds and mention is not None and mention.label == "NORP":
        return True
    if "joint" in kinds and any(reading.lower[j] == "joint" for j in range(max(0, token - 3), token)):
        return True
    word, lemma = reading.lower[token], reading.lemma(token).lower()
    if lemma in CARRIERS:
        # "A bombing campaign", "the protest movement".
        before = reading.children_by(token, "compound", "amod")
        if any(is_kind(reading, c, kinds) for c in before if reading.lemma(c) not in CARRIERS):
            return True
    table = things()
    if word == "much" and "money" in kinds:
        # "How much is it ready to contribute?"
        return True
    return any({lemma, word, f"={word}"} & table[kind] for kind in kinds if kind in table)


def _continues(reading: Reading, verb: int, row: Act) -> bool:
    """Whether the particle, preposition or noun of a row hangs on the verb ("give in", "come to … table")."""
    at = [verb, *_turned(reading, verb)]
    for word in row.rest:
        below = [
            c for i in at for c in reading.children[i] if reading.deps[c] in ADVERBIAL and c > verb
            and word in (reading.lower[c], reading.lemma(c).lower())
            and not (word in PARTICLES and word == row.rest[-1] and not row.objects and _opens_more(reading, c, row))
        ]  # fmt: skip
        after = at[-1] + 1
        if not below and word not in PARTICLES and after < len(reading) and reading.lower[after] == word:
            below = [after]
        if not below:
            return False
        at = [*at, *below]
    return True


def _opens_more(reading: Reading, preposition: int, row: Act) -> bool:
    """Whether what looks like the particle of a row opens a phrase, or, behind an idiom, a date."""
    noun = reading.child(preposition, "pobj")
    return noun is not None and (len(row.rest) == 1 or not _is_thing(reading, noun))


def _turned(reading: Reading, verb: int) -> list[int]:
    """The "back" or "again" a particle may hang on: "be back on strike", "bring them back onto the streets"."""
    return [c for c in reading.children_by(verb, "advmod", "prt") if reading.lower[c] in TURNING]


def asked_for(reading: Reading, verb: int) -> list[int]:
    """The noun that a question puts first: "how many soldiers is it prepared to send", "what sanctions will …"."""
    if reading.child(verb, "dobj") is not None:
        return []
    at = verb
    for _ in range(4):
        asked = [c for c in reading.children[at] if c < verb and reading.deps[c] not in BESIDE]
        found = [c for c in asked if any(reading.tags[k][0] == "W" for k in reading.subtree(c)[:3])]
        if found:
            return [c for c in found if reading.tags[c][0] in "NJ" and reading.tags[c] != "NNP"]
        if reading.heads[at] == at or reading.deps[at] not in HANGING:
            return []
        at = reading.heads[at]
    return []


def _is_done_by(reading: Reading, verb: int, row: Act) -> bool:
    if not row.subjects:
        return True
    doers = reading.children_by(verb, *SUBJECTS) or _doers_above(reading, verb)
    if "named" in row.subjects and any(reading.tags[d] == "NNP" or reading.lower[d] in ("he", "she") for d in doers):
        return True
    return any(is_kind(reading, noun, row.subjects) for doer in doers for noun in _told(reading, doer))


def _doers_above(reading: Reading, verb: int) -> list[int]:
    """The subject that a verb shares with those over it: "are teachers about to walk out?"."""
    at = verb
    for _ in range(5):
        if reading.deps[at] not in HANGING or reading.heads[at] == at:
            return []
        if reading.deps[at] == "acl" and reading.tags[at] == "VBG":
            # "The chances of the miners downing tools".
            return [reading.heads[at]]
        at = reading.heads[at]
        found = reading.children_by(at, *SUBJECTS)
        if found:
            return found
    return []


def _told(reading: Reading, noun: int) -> list[int]:
    """A noun, what is joined to it, and what it only measures ("another round of talks"); what "it" may be."""
    found = reading.conjuncts(noun)
    if reading.lower[noun] in THINGS:
        return (
            _nouns_before(reading, noun) if reading.deps[noun] == "nsubj" else [*found, *_nouns_before(reading, noun)]
        )
    for n in tuple(found):
        if reading.lemma(n) in MEASURES or reading.tags[n] in ("DT", "CD"):
            found += [p for c in reading.children_by(n, "prep") for p in reading.children_by(c, "pobj")]
    return found


def _nouns_before(reading: Reading, pronoun: int) -> list[int]:
    """The nouns that "it" or "they" may stand for: those of the sentences before, of the same number; one that is acted
    on was named just before."""
    tags = ("NN", "NNP") if reading.lower[pronoun] == "it" else ("NNS", "NNPS")
    index = reading.sentence_index[pronoun]
    if index == 0:
        return []
    nouns: list[int] = []
    for k in range(index - 1, max(-1, index - 4), -1):
        nouns += [j for j in reading.sentences[k] if reading.tags[j] in tags and reading.deps[j] in ARGUMENTS]
        if nouns and reading.deps[pronoun] not in SUBJECTS:
            break
    return nouns


def _is_done_to(reading: Reading, places: list[Place], verb: int, row: Act) -> bool:
    if not row.objects:
        return True
    objects = reading.children_by(verb, "dobj", "nsubjpass", "dative", "attr")
    passive = reading.child(verb, "auxpass") is not None or (
        reading.tags[verb] == "VBN" and reading.lower[verb - 1] == "be"
    )
    if passive and reading.child(verb, "nsubjpass") is None:
        objects += _doers_above(reading, verb)
    objects += asked_for(reading, verb)
    # "Let the women go".
    let = [c for c in reading.children_by(verb, "ccomp") if reading.lemma(c) in row.rest]
    objects += [subject for c in let for subject in reading.children_by(c, "nsubj")]
    bare = not any(_is_thing(reading, o) for o in reading.children_by(verb, "dobj"))
    if "none" in row.objects and bare and (not passive or "be" in row.rest):
        return True
    under = [verb, *(c for c in reading.children[verb] if reading.lower[c] in row.rest)]
    around = [p for i in under for c in (i, *reading.children_by(i, "prep")) for p in reading.children_by(c, "pobj")]
    # "Hand power back to civilians": behind a mere particle its object alone says what is handed.
    moved = row.rest == ("back",) and bool(objects)
    if (row.rest and not moved) or "place" in row.objects:
        objects = objects + around
    if "place" in row.objects and _is_place(reading, places, verb, objects, row):
        return True
    if "named" in row.objects and any(reading.tags[o][:3] == "NNP" for o in objects):
        return True
    return any(is_kind(reading, n, row.objects) for o in objects for n in (*_told(reading, o), *_within(reading, o)))


def _is_thing(reading: Reading, noun: int) -> bool:
    """Whether an object is no stretch of time ("survive the weekend")."""
    mention = reading.mention_of[noun]
    return mention is None or mention.label not in ("DATE", "TIME")


def _within(reading: Reading, noun: int) -> list[int]:
    """ "Part of the instalment", "the ban on imports"."""
    of = [c for c in reading.children_by(noun, "prep") if reading.lower[c] in ("of", "on")]
    return [p for c in of for p in reading.children_by(c, "pobj")]


def _is_place(reading: Reading, places: list[Place], verb: int, objects: list[int], row: Act) -> bool:
    named = any((mention := reading.mention_of[o]) is not None and mention.label in SPOTS for o in objects)
    bare = not reading.children_by(verb, "dobj", "nsubjpass") and bool(row.rest)
    return named or (bare and where_of(reading, places, verb) is not None)
