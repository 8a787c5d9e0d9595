"""What was learned, applied to a reading: which words are cues, then whose words they announce, then which words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import exp

from dragoman.codes import Act, Hedge
from dragoman.reading.reading import Reading
from dragoman.statements.candidates import Content, Source, is_infinitive
from dragoman.statements.cues import LONGEST_SENTENCE, Cue, Kind, is_wordless, verb_group
from dragoman.statements.decode import Attribution, without_rivals
from dragoman.statements.learned import features
from dragoman.statements.learned.features import CueView
from dragoman.statements.learned.loglinear import Chooser
from dragoman.statements.learned.proposals import Runs, Stretch, Stretches, sources_about
from dragoman.statements.lexicon import Row, load_lexicon
from dragoman.statements.quotations import Quotations

# No word less likely to be a cue than this is looked at further, whatever the threshold.
UNLIKELY = 0.1
# Verbs that mean little without their complement: "make clear", "be aware", "take issue".
LIGHT = frozenset(
    ["be", "have", "make", "take", "give", "get", "do", "remain", "become", "go", "come", "put", "hold", "keep", "let"]
)
BEARS_SENSE = frozenset(("acomp", "attr", "dobj", "prt", "xcomp", "ccomp", "advmod"))
# A cue outside the lexicon: what it takes is learned, not looked up.
ANYTHING = frozenset(("clause", "quote"))
# What a row must take to be the sense that is meant, by the rule of the content.
TAKEN = {
    **dict.fromkeys(("clause-before", "clause-around", "clause-after"), ("clause", "quote")),
    **dict.fromkeys(("quote-before", "quote-after"), ("quote",)),
    "infinitive": ("infinitive", "raising"),
    "gerund": ("gerund",),
    "object": ("object", "label", "as", "issue"),
}
# What rules and weights both take for a cue is believed at this share of the threshold.
SECONDED = 0.5
# A word that only training knows must be surer, by this share of what is left to certainty.
UNLISTED = 0.3
QUOTE_ONLY = frozenset(("quote",))
# The place of a stretch that no rule offers.
UNRANKED = 9


@dataclass(frozen=True, slots=True)
class Model:
    """The three choosers, the expressions that may be cues, and the least probability that is believed."""

    cue: Chooser
    source: Chooser
    content: Chooser
    words: frozenset[str]
    threshold: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model makes of a cue: source, content, how likely it is right; and whether the rules found it too."""

    cue: Cue
    source: Source | None
    runs: Runs
    stretch: Stretch
    probability: float
    seconded: bool

    def covers(self, i: int) -> bool:
        return any(first <= i <= last for first, last in self.runs)


class Scene:
    """What is looked at for each cue of a reading: its quotations, and what the rules make of the cues they know."""

    def __init__(
        self, reading: Reading, quotations: Quotations, cues: Sequence[Cue], ruled: Sequence[Attribution]
    ) -> None:
        self.reading = reading
        self.quotations = quotations
        self.cues = {cue.head: cue for cue in cues}
        self.ruled = {found.cue.head: found for found in ruled}

    def views(self, words: frozenset[str]) -> Iterator[CueView]:
        """The rules' cues, and the expressions that were seen as cues, in text order."""
        reading = self.reading
        for i, tag in enumerate(reading.tags):
            if i in self.cues:
                yield self.view(self.cues[i])
            elif (
                tag[0] in "VNJRI"
                and expression(reading, i) in words
                and not is_wordless(reading, i)
                and len(reading.sentence_of(i)) <= LONGEST_SENTENCE
            ):
                yield self.view(cue_at(reading, i))

    def view(self, cue: Cue) -> CueView:
        return CueView(self.reading, self.quotations, cue, self.ruled.get(cue.head))


def expression(reading: Reading, i: int) -> str:
    """The word at ``i``, with the one that gives it its sense where it is a light verb ("make clear")."""
    lemma = reading.lemma(i)
    if lemma not in LIGHT or reading.tags[i][0] != "V":
        return lemma
    for c in reading.children[i]:
        if c > i and reading.deps[c] in BEARS_SENSE:
            return f"{lemma} {reading.lemma(c)}"
    return lemma


def cue_at(reading: Reading, i: int) -> Cue:
    """The cue that a token outside the lexicon heads."""
    initial = reading.tags[i][0]
    first, last = verb_group(reading, i) if initial == "V" else (i, i)
    act = load_lexicon().unlisted.get(expression(reading, i), Act.BELIEVE if initial == "J" else Act.SAY)
    row = Row("", act, ANYTHING, False, Hedge.NONE, False)
    return Cue(i, Kind.NOUN if initial == "N" else Kind.VERB, (row,), first, last)


def likeliest(model: Model, scene: Scene) -> list[Attribution]:
    """The attributions that the model believes, in text order of their cues."""
    kept = believed(model.threshold, scene, answers(model, scene))
    return without_rivals(scene.reading, [attribution_of(scene, a, model.threshold) for a in kept])


def needed(threshold: float, cue: Cue, seconded: bool) -> float:
    """The least probability that is believed: less where the rules agree, more for words outside the lexicon."""
    if seconded:
        return threshold * SECONDED
    return threshold if cue.rows[0].lemma else threshold + (1 - threshold) * UNLISTED


def believed(threshold: float, scene: Scene, found: Iterable[Answer]) -> list[Answer]:
    """The answers that are likely enough and at odds with no likelier one; words that have a speaker have no other."""
    likely = [a for a in found if a.probability >= needed(threshold, a.cue, a.seconded)]
    voiced = [a for a in likely if _has_voice(scene, a, likely) and _is_taken(scene, a)]
    sourced = {a.runs for a in voiced if a.source is not None}
    return [
        a
        for a in voiced
        if (a.source is not None or a.runs not in sourced) and (a.seconded or not _is_crossed(a, voiced))
    ]


def _is_taken(scene: Scene, answer: Answer) -> bool:
    """Whether the cue can take such a content: "continued" and "put" tell of speech beside a quotation only."""
    if any(row.takes != QUOTE_ONLY for row in answer.cue.rows):
        return True
    return any(scene.quotations.at[t] >= 0 for run in answer.runs for t in run)


def _is_crossed(answer: Answer, others: Sequence[Answer]) -> bool:
    """Whether a likelier cue has the same content, or has this cue in its content and this content outside it."""
    first = answer.runs[0][0]
    return any(
        o.runs == answer.runs or (o.covers(answer.cue.head) and not o.covers(first))
        for o in others
        if o.probability > answer.probability
    )


def _has_voice(scene: Scene, answer: Answer, others: Sequence[Answer]) -> bool:
    """Whether somebody is told to have said so, and not only the reader ("you know")."""
    if answer.source is None or scene.reading.lower[answer.source.head] != "you":
        return True
    return any(o.covers(answer.cue.head) for o in others if o is not answer)


def answers(model: Model, scene: Scene) -> Iterator[Answer]:
    """Every cue that may be believed, with its likeliest source and content."""
    usual = model.cue.score(features.NO_CUE)
    for view in scene.views(model.words):
        likely = 1 / (1 + exp(usual - model.cue.score(features.of_cue(view))))
        # What follows can only make it less likely, and takes most of the time.
        if likely < max(UNLIKELY, needed(model.threshold, view.cue, view.ruled is not None)):
            continue
        source = source_of(model.source, view)
        found = Stretches(view.reading, view.quotations, view.cue, source).found
        if not found:
            continue
        chances = model.content.probabilities(content_names(view, source, found))
        best = chances.index(max(chances[:-1]))
        runs = list(found)[best]
        yield Answer(view.cue, source, runs, found[runs], likely * (1 - chances[-1]), view.ruled is not None)


def source_of(chooser: Chooser, view: CueView) -> Source | None:
    """The likeliest source; the subject of its own that a verb has speaks, without weighing others."""
    if view.ruled is not None and view.ruled.source is not None and view.ruled.source.rule == "subject":
        return view.ruled.source
    found = sources_about(view.reading, view.cue)
    scores = [chooser.score(names) for names in source_names(view, found)]
    best = scores.index(max(scores))
    return None if best == len(found) else found[best][0]


def source_names(view: CueView, found: list[tuple[Source, int]]) -> list[list[str]]:
    """The features of each candidate for the source, and last those of there being none."""
    return [*(features.of_source(view, source, rank) for source, rank in found), features.of_no_source(view)]


def content_names(view: CueView, source: Source | None, found: dict[Runs, Stretch]) -> list[list[str]]:
    """The features of each candidate for the content, and last those of there being none."""
    names = [
        features.of_content(view, source, runs, stretch, rank if stretch.ruled is not None else UNRANKED)
        for rank, (runs, stretch) in enumerate(found.items())
    ]
    return [*names, features.of_no_content(view)]


# -- answers as attributions -------------------------------------------------------------------------------------


def attribution_of(scene: Scene, answer: Answer, threshold: float) -> Attribution:
    """The answer as an attribution, with the row and the rule that name its kind."""
    reading, cue, content = scene.reading, answer.cue, answer.stretch.ruled
    home = scene.quotations.at[cue.head]
    runs = tuple(scene.quotations.with_marks(run, home) for run in answer.runs)
    if content is None:
        rule, cue_last = _rule_of(reading, cue, answer.runs)
        content = Content(answer.runs, _row_of(reading, cue, rule, cue_last), answer.probability, rule, cue_last)
    enough = needed(threshold, cue, answer.seconded)
    why = f"the learned weights hold it likely ({answer.probability:.2f}, where {enough:.2f} is enough)"
    return Attribution(cue, content.row, answer.source, content, runs, answer.probability, why)


def _rule_of(reading: Reading, cue: Cue, runs: Runs) -> tuple[str, int]:
    """What a stretch is to its cue, and the last token of the cue."""
    first, last = runs[0][0], runs[-1][1]
    if last < cue.first:
        return "clause-before", cue.last
    if first < cue.first:
        return "clause-around", cue.last
    for c in reading.children[cue.head]:
        if c > cue.last and reading.deps[c] == "prep" and first == c + 1:
            return "prepositional", c if c == cue.last + 1 else cue.last
    top = next((c for c in reading.children[cue.head] if first <= c <= last and c > cue.last), None)
    if top is not None and reading.deps[top] in ("dobj", "oprd", "attr", "dative"):
        return "object", cue.last
    if top is not None and reading.deps[top] == "xcomp":
        return ("infinitive" if is_infinitive(reading, top) else "gerund"), cue.last
    return "clause-after", cue.last


def _row_of(reading: Reading, cue: Cue, rule: str, cue_last: int) -> Row:
    """The sense of a cue that takes such a content: "called for a truce", "called it a truce"."""
    wanted = TAKEN.get(rule) or (reading.lower[cue_last],)
    return next((row for row in cue.rows if not row.takes.isdisjoint(wanted)), cue.rows[0])
