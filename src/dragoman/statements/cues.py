"""Cues: the words of a reading that announce a statement."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from dragoman.codes import Act, Hedge
from dragoman.reading.reading import Reading
from dragoman.records import Span
from dragoman.statements.lexicon import Lexicon, Row, load_lexicon

AUXILIARIES = frozenset(("aux", "auxpass", "neg"))
# Adverbs that stand within a verb group ("also said", "has repeatedly denied") are read as part of the cue.
WITHIN_GROUP = AUXILIARIES | {"advmod"}
COLONS = frozenset((":", "：", ": "))
# A name before a colon that opens a line speaks what follows: a headline or a transcript.
LABEL_WORDS = 7
OPENING = frozenset(("“", '"', "‘", "«", "„", "「", "``"))
SPEAKING_LABELS = frozenset(("PERSON", "ORG"))
# What is longer is a list or noise, not a sentence; its parse tells nothing and walking it is slow.
LONGEST_SENTENCE = 600
ACCORDING = Row("according to", Act.SAY, frozenset(("clause",)), False, Hedge.NONE, False)
COLON = Row(":", Act.SAY, frozenset(("clause", "quote")), False, Hedge.NONE, False)
# A verb that no list names, beside words somebody speaks: "“Never again,” he thundered".
BESIDE_QUOTE = Row("", Act.SAY, frozenset(("quote",)), True, Hedge.NONE, False)
VIEW = Row("in … view", Act.BELIEVE, frozenset(("clause",)), False, Hedge.NONE, False)
# Quotations shorter than this are titles and terms more often than speech.
SPEECH = 4
# How far from its quotation a verb of speaking may stand: titles and appositions come between.
REACH = 14
SPOKEN_TAGS = frozenset(("VBD", "VBZ", "VBP", "VBG"))
CAPITAL = re.compile(r"[A-Z][\w.'’-]*")


class Kind(StrEnum):
    """What sort of word a cue is; each sort has its own walk."""

    VERB = "verb"
    NOUN = "noun"
    ACCORDING = "according"
    ADVERB = "adverb"
    COLON = "colon"
    VIEW = "view"


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue: its head token, the rows it may mean, and the tokens it spans (both included)."""

    head: int
    kind: Kind
    rows: tuple[Row, ...]
    first: int
    last: int

    def span(self, reading: Reading) -> Span:
        return reading.span(self.first, self.last)


def find_cues(reading: Reading) -> list[Cue]:
    """Every word that may announce a statement, in text order."""
    lexicon = load_lexicon()
    found = []
    seen: dict[tuple[str, str], tuple[Row, ...]] = {}
    beside = _verbs_beside_quotes(reading)
    for i, tag in enumerate(reading.tags):
        initial = tag[0]
        if initial == "V" or initial == "N":
            key = (reading.lower[i], tag)
            rows = seen.get(key)
            if rows is None:
                rows = seen[key] = _rows_of(reading, lexicon, i)
            if not rows and i in beside:
                rows = (BESIDE_QUOTE,)
            if rows and len(reading.sentence_of(i)) <= LONGEST_SENTENCE and (cue := _worded(reading, i, rows)):
                found.append(cue)
        elif tag == "RB":
            hedge = lexicon.adverbs.get(reading.lower[i])
            if hedge is not None and len(reading.sentence_of(i)) <= LONGEST_SENTENCE:
                row = Row(reading.lower[i], Act.SAY, frozenset(("clause",)), False, hedge, True)
                found.append(Cue(i, Kind.ADVERB, (row,), i, i))
        elif tag == "IN":
            if (
                reading.lower[i] == "in"
                and len(reading.sentence_of(i)) <= LONGEST_SENTENCE
                and (view := _view(reading, lexicon, i))
            ):
                found.append(view)
        elif reading.words[i] in COLONS and (label := _label(reading, i)):
            found.append(label)
    return found


def _verbs_beside_quotes(reading: Reading) -> set[int]:
    """The nearest verb on either side of each quotation that may be speech."""
    found = set()
    for quote in reading.quotes:
        tokens = reading.tokens_in(quote.span) if not quote.depth else range(0)
        if len(tokens) < SPEECH:
            continue
        before, after = tokens.start - 1, tokens.stop
        led = before >= 0 and reading.words[before] in (",", ":", "—", "–", "-")
        if led:
            found.add(_nearest_verb(reading, range(before - 1, max(-1, before - REACH), -1)))
        if led or reading.words[tokens.stop - 2][-1] in ",.?!…":
            found.add(_nearest_verb(reading, range(after, min(len(reading), after + REACH))))
    return found - {-1}


def _nearest_verb(reading: Reading, tokens: range) -> int:
    for i in tokens:
        if reading.quote_of[i] >= 0 or reading.words[i] in (".", "?", "!", ";"):
            return -1
        if reading.tags[i] in SPOKEN_TAGS and reading.deps[i] not in AUXILIARIES:
            return i
    return -1


def _rows_of(reading: Reading, lexicon: Lexicon, i: int) -> tuple[Row, ...]:
    if reading.lower[i] == "according":
        return (ACCORDING,)
    if reading.tags[i][0] == "V":
        return lexicon.verbs.get(reading.lemma(i), ())
    if reading.tags[i] in ("NN", "NNS"):
        row = lexicon.nouns.get(reading.lemma(i))
        return (row,) if row else ()
    return ()


def _worded(reading: Reading, i: int, rows: tuple[Row, ...]) -> Cue | None:
    if rows[0] is ACCORDING:
        to = next((j for j in (i + 1,) if j < len(reading) and reading.lower[j] == "to"), None)
        return Cue(i, Kind.ACCORDING, rows, i, to) if to else None
    if reading.tags[i][0] == "N":
        return Cue(i, Kind.NOUN, rows, i, i)
    if reading.deps[i] in AUXILIARIES or is_wordless(reading, i):
        return None
    first, last = verb_group(reading, i)
    return Cue(i, Kind.VERB, rows, first, last)


def is_wordless(reading: Reading, i: int) -> bool:
    """Whether the object of verb ``i`` shows that nothing is said: "claimed forty lives"."""
    objects = load_lexicon().wordless.get(reading.lemma(i))
    if objects is None:
        return False
    phrases = (p for c in reading.children_by(i, "prep") for p in reading.children_by(c, "pobj"))
    return any(reading.lemma(c) in objects for c in (*reading.children_by(i, "dobj", "nsubjpass"), *phrases))


def verb_group(reading: Reading, i: int) -> tuple[int, int]:
    """The tokens of a verb with the auxiliaries, negation and adverbs right before it and its particle after."""
    first = last = i
    for c in reversed(reading.children[i]):
        if c < i and c == first - 1 and reading.deps[c] in WITHIN_GROUP and not reading.children[c]:
            first = c
    for c in reading.children[i]:
        if c == last + 1 and reading.deps[c] == "prt":
            last = c
    return first, last


def _view(reading: Reading, lexicon: Lexicon, i: int) -> Cue | None:
    """ "In the minister's view": the cue is the preposition and its noun."""
    noun = reading.child(i, "pobj")
    if (
        noun is None
        or len(reading.sentence_of(i)) > LONGEST_SENTENCE
        or reading.lower[noun] not in lexicon.views
        or reading.child(noun, "poss") is None
    ):
        return None
    return Cue(noun, Kind.VIEW, (VIEW,), noun, noun)


def _label(reading: Reading, i: int) -> Cue | None:
    """A name and a colon at the start of a line, as in headlines and transcripts."""
    line = reading.text.rfind("\n", 0, reading.starts[i]) + 1
    first = i
    while first > 0 and reading.starts[first - 1] >= line and i - first <= LABEL_WORDS:
        first -= 1
    name = reading.text[line : reading.starts[i]].strip()
    if not name or i - first > LABEL_WORDS or i + 1 >= len(reading) or not CAPITAL.match(name):
        return None
    if any(reading.tags[j][0] == "V" or reading.words[j] in ",;.?!" for j in range(first, i)):
        return None
    opens_quote = reading.words[i + 1] in OPENING
    if not opens_quote and not any(_names_someone(reading, j) for j in range(first, i)):
        return None
    return Cue(i, Kind.COLON, (COLON,), i, i)


def _names_someone(reading: Reading, i: int) -> bool:
    mention = reading.mention_of[i]
    return reading.tags[i] == "NNP" or (mention is not None and mention.label in SPEAKING_LABELS)
