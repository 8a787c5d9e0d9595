"""Statements of a reading: cues, then source and content for each, then what kind of statement it is."""

from __future__ import annotations

from dragoman.actors.cast import Cast
from dragoman.codes import Status
from dragoman.reading.reading import Reading
from dragoman.records import Actor, Evidence, Span, Statement, When, extent_of, make_id
from dragoman.statements.cues import Kind, find_cues
from dragoman.statements.decode import Attribution, find_attributions
from dragoman.statements.fields import act_of, addressee_of, form_of, hedge_of, modality_of
from dragoman.statements.learned.model import Model, Scene, likeliest
from dragoman.statements.learned.weights import shipped_model
from dragoman.statements.nesting import outer_indexes
from dragoman.statements.quotations import Quotations
from dragoman.statements.retraction import retracted
from dragoman.statements.speakers import FIRST_PERSON, grade_of, speakers_of
from dragoman.statements.standing import is_taken_as_given, standing_of
from dragoman.times.attach import when_of

# Shorter quotations are titles, terms and scare quotes more often than speech.
LONG_QUOTE = 10
WHY = {
    "clause-after": "the clause after “{cue}” is what is said",
    "clause-before": "the clause before “{cue}” is what is said",
    "clause-around": "the clause around “{cue}” is what is said",
    "quote-before": "the quotation that ends at “{cue}” is what is said",
    "quote-after": "the quotation that begins after “{cue}” is what is said",
    "infinitive": "the infinitive after “{cue}” is what is wanted",
    "gerund": "the -ing form after “{cue}” is its content",
    "object": "the object of “{cue}” is what it is about",
    "passive-subject": "the subject of passive “{cue}” is what it is about",
    "prepositional": "the phrase that “{cue}” governs is what it is about",
    "seeming": "“{cue}” gives how it looks to the author",
    "noun-that": "the clause that “{cue}” announces is what is said",
    "noun-infinitive": "the infinitive that “{cue}” announces is its content",
    "noun-preposition": "the phrase that “{cue}” governs is what it is about",
    "clause-of-adverb": "“{cue}” says that the clause is hearsay",
    "after-colon": "a name and a colon open the line",
}


def find_statements(reading: Reading, whens: list[When], cast: Cast, model: Model | None = None) -> list[Statement]:
    """Every attributed statement, in text order of the cues; nested ones name the one they stand in.

    An opinion of the author's own ("I think", outside quotation marks) has a source and no speaker. The rules propose,
    learned weights decide: those of ``model``, else those shipped with the program, else the rules alone.
    """
    quotations = Quotations(reading)
    found = _attributions(reading, quotations, cast, model if model is not None else shipped_model())
    attributions = _with_known_voice(reading, quotations, found)
    outers = _without_given(reading, attributions, outer_indexes(attributions))
    _doubt_unclaimed(reading, quotations, attributions)
    maker = _Maker(reading, whens, cast, quotations, attributions, outers)
    statements = [maker.statement(k) for k in range(len(attributions))]
    return retracted(reading, cast, attributions, statements)


def _attributions(reading: Reading, quotations: Quotations, cast: Cast, model: Model | None) -> list[Attribution]:
    cues = find_cues(reading)
    ruled = find_attributions(reading, quotations, cast, cues)
    found = ruled if model is None else likeliest(model, Scene(reading, quotations, cues, ruled))
    return [a for a in found if not _is_mere_time(reading, a)]


def _is_mere_time(reading: Reading, found: Attribution) -> bool:
    """ "Spoke on Monday": when it was said, not what."""
    marked = [reading.mention_of[i] for first, last in found.runs for i in range(first, last + 1)]
    return all(mention is not None and mention.label in ("DATE", "TIME") for mention in marked)


def _with_known_voice(reading: Reading, quotations: Quotations, found: list[Attribution]) -> list[Attribution]:
    """Without the "I think" of quotations that nobody is said to speak."""
    outers = outer_indexes(found)
    return [
        a
        for a, outer in zip(found, outers, strict=True)
        if outer is not None
        or a.source is None
        or reading.lower[a.source.who] not in FIRST_PERSON
        or quotations.at[a.cue.head] < 0
    ]


def _without_given(reading: Reading, found: list[Attribution], outers: list[int | None]) -> list[int | None]:
    """What a question about somebody's words takes as given ("would Oslo suggest what Bern has called …?") is told by
    whoever asks, not by whom the question is about."""
    return [
        outers[outer]
        if outer is not None
        and is_taken_as_given(reading, a.cue.head)
        and reading.is_question(found[outer].cue.head)
        and standing_of(reading, found[outer]).status is Status.HYPOTHETICAL
        else outer
        for a, outer in zip(found, outers, strict=True)
    ]


def _doubt_unclaimed(reading: Reading, quotations: Quotations, found: list[Attribution]) -> None:
    """Notes long quotations to which no speaker was found; a reader would miss those."""
    claimed = {
        index
        for a in found
        for first, last in a.runs
        for index in quotations.at[first : last + 1]
        if index != quotations.at[a.cue.head]
    }
    for index, (quote, run) in enumerate(quotations.quotes):
        if index not in claimed and run[1] - run[0] >= LONG_QUOTE:
            reading.doubt("statements", quote.span, "quotation-without-speaker", "no speaker was found for these words")


class _Maker:
    """Makes the statements of one reading, an enclosing one before those inside it."""

    def __init__(
        self,
        reading: Reading,
        whens: list[When],
        cast: Cast,
        quotations: Quotations,
        attributions: list[Attribution],
        outers: list[int | None],
    ) -> None:
        self.reading = reading
        self.whens = whens
        self.cast = cast
        self.attributions = attributions
        self.outers = outers
        self.quotations = quotations
        self.voices: dict[int, tuple[Actor, ...]] = {}

    def statement(self, k: int) -> Statement:
        reading, found = self.reading, self.attributions[k]
        outer = self.outers[k]
        speaker = self.speaker(k)
        standing = standing_of(reading, found)
        source = self._source(found)
        cue = (reading.span(found.cue.first, max(found.cue.last, found.content.cue_last)),)
        content = tuple(reading.span(first, last) for first, last in found.runs)
        return Statement(
            id=self.id_of(k),
            document=reading.document.id,
            speaker=speaker,
            source=source,
            cue=cue,
            content=content,
            form=form_of(reading, self.quotations, found),
            act=act_of(reading, found),
            reporting_hedge=hedge_of(reading, found),
            source_grade=grade_of(reading, found.source, speaker),
            status=standing.status,
            modality=modality_of(reading, found),
            addressee=addressee_of(reading, self.cast, found, self._enclosing(k), self._in_quote(k)),
            when=self._said_when(found),
            outer=self.id_of(outer) if outer is not None else None,
            evidence=self._evidence(found, standing.why, (*source, *cue, *content)),
            co_speakers=self.voices[k][1:],
        )

    def speaker(self, k: int) -> Actor | None:
        """The speaker, found once; first person looks to the speaker of the enclosing statement."""
        if k not in self.voices:
            self.voices[k] = ()
            found = self.attributions[k]
            enclosing, in_quote = self._enclosing(k), self._in_quote(k)
            self.voices[k] = speakers_of(self.reading, self.cast, found.source, enclosing, in_quote)
        return next(iter(self.voices[k]), None)

    def _said_when(self, found: Attribution) -> When | None:
        """The time of the saying; one that stands in what was said is not it."""
        when = when_of(self.reading, self.whens, found.cue.head)
        tokens = self.reading.tokens_in(when.span) if when is not None and when.span is not None else ()
        return None if tokens and found.covers(tokens[0]) else when

    def _enclosing(self, k: int) -> Actor | None:
        """The speaker of the statement around."""
        outer = self.outers[k]
        return self.speaker(outer) if outer is not None else None

    def _in_quote(self, k: int) -> bool:
        """Whether the cue is somebody's own word: in a quotation, or in a turn of a transcript ("N: …")."""
        outer = self.outers[k]
        turn = outer is not None and self.attributions[outer].cue.kind is Kind.COLON
        return turn or self.quotations.at[self.attributions[k].cue.head] >= 0

    def id_of(self, k: int) -> str:
        found = self.attributions[k]
        return make_id("st", self.reading.document.id, self.reading.starts[found.cue.head], found.cue.kind)

    def _source(self, found: Attribution) -> tuple[Span, ...]:
        return (self.reading.span(found.source.first, found.source.last),) if found.source is not None else ()

    def _evidence(self, found: Attribution, why: str, spans: tuple[Span, ...]) -> Evidence:
        reading = self.reading
        cue = reading.span(found.cue.first, max(found.cue.last, found.content.cue_last)).text_of(reading.text)
        told = WHY[found.content.rule].format(cue=cue)
        if found.source is not None:
            told += f", by its {found.source.rule.replace('-', ' ')}"
        elif found.cue.kind is not Kind.ADVERB:
            told += ", and no source is given"
        told = "; ".join(part for part in (told, found.why, why) if part)
        rule = found.content.rule
        if not rule.startswith(found.cue.kind.value):
            rule = f"{found.cue.kind}-{rule}"
        return Evidence(extent_of(spans), rule, told)
