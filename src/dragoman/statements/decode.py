"""Decoding: for each cue the source and content that go best together, and the tree they nest in."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.actors.cast import Cast
from dragoman.reading.reading import Reading
from dragoman.statements.contents import Content, Run, contents_of
from dragoman.statements.cues import Cue, Kind, find_cues
from dragoman.statements.lexicon import Row
from dragoman.statements.quotations import Quotations, trimmed
from dragoman.statements.sources import Source, is_passive, sources_of

# A pair of source and content must reach this sum; a clause without a source (0.0 + 1.0) does not.
THRESHOLD = 1.4
# What a cue without a source must bring along: its row says that it may stand alone.
ALONE = 0.7
TRIED = 3
SPEAKING_PRONOUNS = frozenset(("he", "she", "they", "i", "we", "who", "you", "some", "others", "many", "most", "both"))
MUTE = frozenset(("it", "this", "that", "these", "those", "there", "which", "what", "something", "nothing", "everything"))


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue with the source and content that were chosen for it."""

    cue: Cue
    row: Row
    source: Source | None
    content: Content
    runs: tuple[Run, ...]
    score: float

    def covers(self, i: int) -> bool:
        return any(first <= i <= last for first, last in self.runs)

    @property
    def size(self) -> int:
        return sum(last - first + 1 for first, last in self.runs)


def find_attributions(reading: Reading, cast: Cast) -> list[Attribution]:
    """The attributions of a reading in text order of their cues."""
    quotations = Quotations(reading)
    found = []
    for cue in find_cues(reading):
        best = max(_pairs(reading, quotations, cast, cue), key=lambda pair: pair.score, default=None)
        if best is not None and best.score >= THRESHOLD:
            found.append(best)
    return _without_rivals(found)


def _pairs(reading: Reading, quotations: Quotations, cast: Cast, cue: Cue) -> list[Attribution]:
    pairs = []
    for source in sources_of(reading, cue)[:TRIED] or [None]:
        contents = [*contents_of(reading, cue, source), *quotations.contents_beside(cue, source)]
        for content in contents:
            score = _score(reading, cast, cue, source, content)
            if score < THRESHOLD:
                continue
            widened = quotations.widened(cue, content, source)
            runs = tuple(run for r in widened for run in [trimmed(reading, r)] if run is not None)
            if runs and not (source is not None and _overlap(runs, source)):
                pairs.append(Attribution(cue, content.row, source, content, runs, score))
    return pairs


def _overlap(runs: tuple[Run, ...], source: Source) -> bool:
    return any(first <= source.head <= last for first, last in runs)


def _score(reading: Reading, cast: Cast, cue: Cue, source: Source | None, content: Content) -> float:
    if source is None:
        return content.score + (ALONE if _may_stand_alone(reading, cue, content) else 0.0)
    if content.row.weak and not (_can_speak(reading, cast, source) and _is_finite(reading, cue)):
        return 0.0
    if content.rule in ("object", "gerund", "prepositional") and reading.lower[source.head] in MUTE:
        return 0.0
    return content.score + source.score


def _may_stand_alone(reading: Reading, cue: Cue, content: Content) -> bool:
    if cue.kind is Kind.ADVERB or content.rule == "seeming":
        return True
    if cue.kind is Kind.NOUN:
        return content.rule == "noun-that" or content.row.hedge != "none"
    return cue.kind is Kind.VERB and content.row.sourceless and is_passive(reading, cue.head)


def _can_speak(reading: Reading, cast: Cast, source: Source) -> bool:
    head = source.who
    if reading.lower[head] in MUTE:
        return False
    if reading.lower[head] in SPEAKING_PRONOUNS or reading.tags[head] in ("NNP", "NNPS"):
        return True
    return cast.one(head) is not None


def _is_finite(reading: Reading, cue: Cue) -> bool:
    """Whether the verb tells what is or was: not "to support", not "supporting"."""
    if reading.tags[cue.head] in ("VBD", "VBZ", "VBP"):
        return True
    return any(reading.deps[c] == "aux" and reading.lower[c] != "to" for c in reading.children[cue.head])


def _without_rivals(found: list[Attribution]) -> list[Attribution]:
    """Of attributions that share content without one lying inside the other, the better; an adverb gives way to a verb."""
    cues = {a.cue.head: a for a in found}
    kept = []
    for a in found:
        if a.cue.kind is Kind.ADVERB and any(
            first <= head <= last for first, last in a.runs for head in _main_cues(a, cues)
        ):
            continue
        kept.append(a)
    return kept


def _main_cues(adverb: Attribution, cues: dict[int, Attribution]) -> list[int]:
    return [h for h, a in cues.items() if a.cue.kind is Kind.VERB and abs(h - adverb.cue.head) <= 4]
