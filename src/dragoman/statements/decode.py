"""Decoding: for each cue the source and content that go best together, and the tree they nest in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.actors.cast import Cast
from dragoman.reading.reading import Reading
from dragoman.statements.candidates import Content, Run, Source
from dragoman.statements.contents import contents_of
from dragoman.statements.cues import Cue, Kind
from dragoman.statements.lexicon import Row
from dragoman.statements.quotations import Quotations, trimmed
from dragoman.statements.sources import is_passive, sources_of
from dragoman.statements.wording import load_wording

# A pair of source and content must reach this sum; a clause without a source (0.0 + 1.0) does not.
THRESHOLD = 1.4
# What a cue without a source must bring along: its row says that it may stand alone.
ALONE = 0.7
TRIED = 3
SPEAKING_PRONOUNS = frozenset(("he", "she", "they", "i", "we", "who", "you", "some", "others", "many", "most", "both"))
# A verb in a relative clause ("an aide who asked not to be named") does not announce what stands before it.
BEFORE = frozenset(("quote-before", "clause-before"))
CLAUSAL = frozenset(("clause-after", "clause-before", "clause-around", "quote-before", "quote-after"))
# The author's own "I think" is no report of anybody's words; "you" addresses the reader.
AUTHOR = frozenset(("i", "we", "you", "us", "my", "our", "your"))
MUTE = frozenset(("it", "this", "that", "these", "those", "there", "which", "what", "something", "nothing", "anyone"))


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue with the source and content that were chosen for it, and why where the rules alone did not choose."""

    cue: Cue
    row: Row
    source: Source | None
    content: Content
    runs: tuple[Run, ...]
    score: float
    why: str = ""

    def covers(self, i: int) -> bool:
        return any(first <= i <= last for first, last in self.runs)

    @property
    def size(self) -> int:
        return sum(last - first + 1 for first, last in self.runs)


def find_attributions(reading: Reading, quotations: Quotations, cast: Cast, cues: Sequence[Cue]) -> list[Attribution]:
    """What the rules make of the cues of a reading, in text order."""
    found = []
    for cue in cues:
        best = max(_pairs(reading, quotations, cast, cue), key=lambda pair: pair.score, default=None)
        if best is not None and best.score >= THRESHOLD:
            found.append(best)
    return without_rivals(reading, found)


def _pairs(reading: Reading, quotations: Quotations, cast: Cast, cue: Cue) -> list[Attribution]:
    pairs = []
    sources: list[Source | None] = [*sources_of(reading, cue)[:TRIED]]
    for source in sources or [None]:
        contents = [*contents_of(reading, cue, source), *quotations.contents_beside(cue, source)]
        for content in contents:
            score = _score(reading, cast, cue, source, content)
            if score < THRESHOLD:
                continue
            widened = quotations.widened(cue, content, source)
            runs = tuple(run for r in widened for run in [trimmed(reading, r)] if run is not None)
            if "clause" not in content.row.takes and content.rule in CLAUSAL and not quotations.fill(runs):
                continue
            if runs and not (source is not None and _overlap(runs, source)):
                pairs.append(Attribution(cue, content.row, source, content, runs, score))
    return pairs


def _overlap(runs: tuple[Run, ...], source: Source) -> bool:
    return any(first <= source.head <= last for first, last in runs)


def _score(reading: Reading, cast: Cast, cue: Cue, source: Source | None, content: Content) -> float:
    if source is None:
        return content.score + (ALONE if _may_stand_alone(reading, cue, content) else 0.0)
    if is_authors_own(reading, cue, source):
        return 0.0
    if reading.deps[cue.head] == "relcl" and content.rule in BEFORE:
        return 0.0
    if content.row.weak and not (can_speak(reading, cast, source.who) and _is_finite(reading, cue)):
        return 0.0
    if content.rule in ("object", "gerund", "prepositional", "infinitive") and not can_speak(reading, cast, source.who):
        return 0.0
    return content.score + source.score


def is_authors_own(reading: Reading, cue: Cue, source: Source | None) -> bool:
    """Whether the author speaks in person ("I think", outside quotation marks) or to the reader ("you know")."""
    if source is None:
        return False
    word = reading.lower[source.head]
    return word == "you" or (word in AUTHOR and reading.quote_of[cue.head] < 0)


def _may_stand_alone(reading: Reading, cue: Cue, content: Content) -> bool:
    if cue.kind is Kind.ADVERB or content.rule == "seeming":
        return True
    if cue.kind is Kind.NOUN:
        return content.rule == "noun-that" or content.row.hedge != "none"
    return cue.kind is Kind.VERB and content.row.sourceless and is_passive(reading, cue.head)


def can_speak(reading: Reading, cast: Cast, head: int) -> bool:
    """Whether a noun or pronoun stands for somebody, or a document, rather than a thing or an abstraction."""
    if reading.lower[head] in MUTE:
        return False
    if reading.lower[head] in SPEAKING_PRONOUNS or reading.tags[head] in ("NNP", "NNPS"):
        return True
    wording = load_wording()
    if reading.lemma(head) in wording.offices | wording.documents or reading.lower[head] in wording.bare:
        return True
    return cast.one(head) is not None


def _is_finite(reading: Reading, cue: Cue) -> bool:
    """Whether the verb tells what is or was: "supports", "a poll showing", but not "to support"."""
    if reading.tags[cue.head] in ("VBD", "VBZ", "VBP"):
        return True
    if reading.tags[cue.head] == "VBG" and reading.deps[cue.head] in ("acl", "advcl"):
        return True
    return any(reading.deps[c] == "aux" and reading.lower[c] != "to" for c in reading.children[cue.head])


def without_rivals(reading: Reading, found: list[Attribution]) -> list[Attribution]:
    """An adverb such as "reportedly" that hangs on a verb of saying only hedges what is said there."""
    spoken = {v for a in found if a.cue.kind is Kind.VERB for v in governing_verbs(reading, a.cue.head)}
    return [a for a in found if a.cue.kind is not Kind.ADVERB or reading.heads[a.cue.head] not in spoken]


def governing_verbs(reading: Reading, i: int) -> list[int]:
    """A verb and those whose adverbs reach down to it ("reportedly refused to say", "asked and demanded")."""
    found = [i]
    while reading.deps[i] in ("xcomp", "conj") and reading.heads[i] != i:
        i = reading.heads[i]
        found.append(i)
    return found
