"""The brief in seven sections, as plain rows: what the terminal prints and the page draws."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from dragoman.codes import Basis, NoteKind, QuestionKind
from dragoman.desk.marks import doubt_id, marks_of, tone_of
from dragoman.dossier import Dossier
from dragoman.formats.dates import when_in_words
from dragoman.formats.verbs import PARTICLES, verb_of
from dragoman.formats.words import (
    CONDITIONS,
    FORMS,
    GRADES,
    HEDGES,
    Wording,
    clipped,
    condition_state,
    event_deed,
    event_notes,
    position_notes,
    statement_notes,
    visible,
    words_at,
)
from dragoman.records import (
    Argument,
    Document,
    Doubt,
    Event,
    Evidence,
    Explanation,
    Hypothesis,
    Position,
    Question,
    Span,
    Statement,
)

R = TypeVar("R", Statement, Event, Position, Question, Explanation)

# How much of the text around a trigger shows what it is about.
AROUND = 110
SENTENCE_END = re.compile(r"(?<=[.!?])[”\"’)]*\s+(?=[“\"‘(A-Z])|\n")
# What follows a verb of saying without a pause.
RUNNING_ON = frozenset(("that", "to", "whether", "for", "about", "against", "on", "upon", "of"))
# What leads a verb of saying on to its content: "called for", "described as".
LEADING_ON = frozenset(("for", "as", "about", "against", "of"))
NOTE_LABELS = {NoteKind.CUT: "Cut off", NoteKind.FOOTNOTE: "Footnote", NoteKind.WARNING: "Beware"}


@dataclass(frozen=True, slots=True)
class Badge:
    """A word or two of caution. ``tone`` names how it is drawn: asserted, hedged, negated, hypothetical, future,
    historical, retracted, open, or plain for a bare fact."""

    text: str
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the brief. ``text`` is complete in itself; ``quote`` gives the document's own words beside it.

    ``lead`` is how the text begins where the rest are somebody's words ("Tamar Beridze said:").
    ``record`` is the id of the record it shows, ``mark`` its label in the text (S1), ``why`` the rule that made it,
    ``links`` the ids of records it rests on.
    """

    label: str
    text: str
    badges: tuple[Badge, ...] = ()
    record: str | None = None
    span: Span | None = None
    mark: str = ""
    tone: str = ""
    lead: str = ""
    quote: str = ""
    why: str = ""
    links: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the brief. ``empty`` is the sentence to show where there are no rows."""

    key: str
    title: str
    rows: tuple[Row, ...]
    empty: str


def sections_of(dossier: Dossier, labels: Mapping[str, str] | None = None) -> list[Section]:
    """The seven sections, always all of them and in this order."""
    brief = Brief(dossier, labels)
    parts: list[tuple[str, str, Callable[[], list[Row]], str]] = [
        ("what", "What it is", brief.what_it_is, "Nothing is known about this text."),
        ("happened", "What happened", brief.what_happened, "The text tells of no event the reader could make out."),
        ("said", "Who said what", brief.who_said_what, "Nobody is quoted or reported."),
        ("wants", "Who wants what", brief.who_wants_what, "No demand, offer or refusal was found."),
        ("why", "Why", brief.why, "No competing explanations are put forward."),
        ("open", "What is open", brief.what_is_open, "The text leaves no question open in so many words."),
        ("unsure", "Unsure", brief.unsure, "Nothing was seen and left out."),
    ]
    return [Section(key, title, tuple(rows()), empty) for key, title, rows, empty in parts]


class Brief:
    """The rows of one dossier, section by section, and of single records of it.

    ``labels`` are those of the marks by the ids of their records, for who knows them already.
    """

    def __init__(self, dossier: Dossier, labels: Mapping[str, str] | None = None) -> None:
        self.dossier = dossier
        self.text = dossier.document.text
        self.wording = Wording(self.text, dossier.statements)
        self.labels = {mark.id: mark.label for mark in marks_of(dossier)} if labels is None else labels

    # -- what it is --------------------------------------------------------------------------------------------

    def what_it_is(self) -> list[Row]:
        document = self.dossier.document
        rows = [
            self._fact("Title", document.title, "no title found", NoteKind.TITLE),
            self._fact("Author", document.byline, "not named", NoteKind.BYLINE),
            self._fact("Outlet", document.outlet, "not named", NoteKind.OUTLET),
            self._date(document),
        ]
        if document.url:
            rows.append(Row("Source", clipped(document.url, 300)))
        return rows + self._notes(document)

    def _fact(self, label: str, value: str | None, missing: str, kind: NoteKind) -> Row:
        found = [note.why for note in self.dossier.document.notes if note.kind is kind]
        return Row(label, clipped(value, 300) if value else missing, why=visible("; ".join(found)))

    def _date(self, document: Document) -> Row:
        row = self._fact("Date", when_in_words(document.published) if document.published else None, "not dated",
                         NoteKind.PUBLISHED)  # fmt: skip
        if document.published and not row.why:
            return Row(row.label, row.text, row.badges, why=visible(document.published.evidence.why))
        return row

    def _notes(self, document: Document) -> list[Row]:
        shown = [note for note in document.notes if note.kind in NOTE_LABELS]
        shown.sort(key=lambda note: list(NOTE_LABELS).index(note.kind))
        return [
            Row(NOTE_LABELS[note.kind], visible(note.why), quote=clipped(note.text, 240) if note.text else "")
            for note in shown
        ]

    # -- what happened -----------------------------------------------------------------------------------------

    def what_happened(self) -> list[Row]:
        """Dated events first, in the order of time; then the undated, in the order of the text."""
        return [self.event(event) for event in sorted(_once(self.dossier.events), key=_time_then_text)]

    def event(self, event: Event) -> Row:
        tone = tone_of(event, self.wording)
        fact = "asserted by a source" if event.reported_in else "asserted"
        badges = [Badge(note, tone) for note in event_notes(event, self.wording.hedge(event))] or [
            Badge(fact, "asserted")
        ]
        badges.append(Badge(" · ".join(filter(None, (event.type.value, event.mode)))))
        if event.when and event.when.basis is Basis.EVENT:
            badges.append(Badge("date counted from another event"))
        return Row(
            when_in_words(event.when) if event.when else "no date",
            _capital(self.wording.account(event) + event_deed(event)),
            tuple(badges),
            *self._anchor(event.id, event.trigger),
            tone=tone,
            quote=_around(self.text, event.trigger),
            why=_why(event.evidence),
            links=tuple(filter(None, (event.reported_in,))),
        )

    # -- who said what -----------------------------------------------------------------------------------------

    def who_said_what(self) -> list[Row]:
        """Statements in text order, each with the statements nested in it inside."""
        statements = _once(self.dossier.statements)
        inner: dict[str | None, list[Statement]] = {}
        for statement in sorted(statements, key=lambda s: s.span or Span(0, 0)):
            outers = self.wording.outers(statement)
            # In a ring of statements nobody is outermost: then each stands for itself.
            ring = bool(outers) and outers[-1].outer in self.wording.statements
            inner.setdefault(statement.outer if outers and not ring else None, []).append(statement)
        return [self.statement(statement, inner) for statement in inner.get(None, [])]

    def statement(self, statement: Statement, inner: dict[str | None, list[Statement]]) -> Row:
        content = self.wording.content(statement)
        lead = _capital(running_on(self.wording.lead(statement), content))
        return Row(
            clipped(self.wording.speaker(statement), 120),
            f"{lead} {content}".rstrip(),
            tuple(self._statement_badges(statement)),
            *self._anchor(statement.id, statement.span),
            tone=tone_of(statement, self.wording),
            lead=lead,
            why=_why(statement.evidence),
            rows=tuple(self.statement(s, inner) for s in inner.get(statement.id, [])),
        )

    def _statement_badges(self, statement: Statement) -> Iterable[Badge]:
        tone = tone_of(statement, self.wording)
        if hedge := HEDGES.get(self.wording.hedge(statement)):
            yield Badge(hedge, "hedged")
        elif tone == "asserted":
            yield Badge("asserted", "asserted")
        if self.wording.is_unsaid(statement):
            yield Badge("inside what was not said, or taken back", "hypothetical")
        for note in statement_notes(statement):
            yield Badge(note, "hedged" if note in GRADES.values() else tone)
        if statement.source_grade not in GRADES:
            yield Badge("named source")
        yield Badge(FORMS[statement.form])
        if statement.when:
            yield Badge(when_in_words(statement.when))

    # -- who wants what ----------------------------------------------------------------------------------------

    def who_wants_what(self) -> list[Row]:
        positions = sorted(_once(self.dossier.positions), key=lambda p: p.span or p.object_span)
        return [self.position(position) for position in positions]

    def position(self, position: Position) -> Row:
        hedge = self.wording.position_hedge(position)
        tone = tone_of(position, self.wording)
        notes = position_notes(position, hedge)
        valid = [f"{word} {day:%Y-%m-%d}" for word, day in
                 (("from", position.valid_from), ("to", position.valid_to)) if day]  # fmt: skip
        badges = [Badge(note, tone) for note in notes] or [Badge("asserted", "asserted")]
        return Row(
            clipped(position.actor.name, 120),
            _capital(self.wording.stance(position)),
            (*badges, *(Badge(" ".join(valid)) for _ in valid[:1])),
            *self._anchor(position.id, position.span),
            tone=tone,
            why=_why(position.evidence),
            links=position.statements,
            rows=tuple(
                Row(CONDITIONS[condition.kind], condition_state(condition), span=condition.span)
                for condition in position.conditions
            ),
        )

    # -- why, and what is open ---------------------------------------------------------------------------------

    def why(self) -> list[Row]:
        """Explanatory questions with their candidate answers; then answers whose question was not kept."""
        explanations = _once(self.dossier.explanations)
        asked = [q for q in _once(self.dossier.questions) if q.kind is QuestionKind.EXPLANATORY]
        known = {question.id for question in asked}
        rows = [self.question(q, tuple(self.explanation(x) for x in explanations if x.question == q.id)) for q in asked]
        return rows + [self.explanation(x) for x in explanations if x.question not in known]

    def what_is_open(self) -> list[Row]:
        asked = [q for q in _once(self.dossier.questions) if q.kind is QuestionKind.PREDICTIVE]
        return [self.question(question, ()) for question in asked]

    def question(self, question: Question, rows: tuple[Row, ...]) -> Row:
        criterion = clipped(question.criterion, 300)
        return Row(
            clipped(question.asker.name, 120) if question.asker else "the author asks",
            self.wording.question(question),
            (Badge(question.state.value, "open"),),
            *self._anchor(question.id, question.span),
            tone="open",
            quote=criterion,
            why=_why(question.evidence),
            rows=rows,
        )

    def explanation(self, explanation: Explanation) -> Row:
        exclusive = "the text says that only one can hold" if explanation.exclusive else "more than one may hold"
        return Row(
            "Candidate answers",
            exclusive,
            (),
            *self._anchor(explanation.id, explanation.span),
            tone="open",
            # Without a question on record the text's own words tell what is to be explained.
            quote="" if explanation.question.startswith("qu-") else clipped(explanation.question, 300),
            why=_why(explanation.evidence),
            rows=tuple(self._hypothesis(number, h) for number, h in enumerate(explanation.hypotheses, 1)),
        )

    def _hypothesis(self, number: int, hypothesis: Hypothesis) -> Row:
        rows = tuple(self._argument(argument) for argument in hypothesis.arguments)
        badges = () if rows else (Badge("no evidence given", "hypothetical"),)
        return Row(f"Answer {number}", clipped(hypothesis.text), badges, span=hypothesis.span, rows=rows)

    def _argument(self, argument: Argument) -> Row:
        badges = [Badge(clipped(argument.strength, 60), "hedged")] if argument.strength else []
        unnamed = "by a source not named" if argument.statement else "by the author"
        badges.append(Badge(f"by {clipped(argument.origin.name, 80)}" if argument.origin else unnamed))
        return Row(
            "for" if argument.supports else "against",
            words_at(self.text, [argument.span], 240),
            tuple(badges),
            span=argument.span,
            why=visible(argument.why),
            links=(argument.statement,) if argument.statement else (),
        )

    # -- unsure ------------------------------------------------------------------------------------------------

    def unsure(self) -> list[Row]:
        return [self._doubt(doubt) for doubt in {doubt_id(doubt): doubt for doubt in self.dossier.unsure}.values()]

    def _doubt(self, doubt: Doubt) -> Row:
        words = words_at(self.text, [doubt.span], 160) if doubt.span else ""
        return Row(
            visible(doubt.room),
            f"“{words}”" if words else visible(doubt.evidence.why),
            (),
            *self._anchor(doubt_id(doubt), doubt.span),
            tone="open",
            quote=visible(doubt.evidence.why) if words else "",
            why=_why(doubt.evidence),
        )

    def _anchor(self, record: str, span: Span | None) -> tuple[str, Span | None, str]:
        return record, span, self.labels.get(record, "")


def _once(records: Iterable[R]) -> list[R]:
    """Each record once, the last one of an id, as the marks do."""
    return list({record.id: record for record in records}.values())


def _time_then_text(event: Event) -> tuple[datetime.date, datetime.date, int]:
    first = event.when and (event.when.first or event.when.last)
    last = event.when and (event.when.last or event.when.first)
    return first or datetime.date.max, last or datetime.date.max, event.trigger.start


def _why(evidence: Evidence) -> str:
    return visible(f"{evidence.rule}: {evidence.why}")


def running_on(lead: str, content: str) -> str:
    """The lead without its colon where the sentence goes on after its verb: "X said" before "that …"."""
    opening, words = content.partition(" ")[0], lead.removesuffix(":").split(" ")
    verb = words[-2] if words[-1] in PARTICLES and len(words) > 1 else words[-1]
    is_verb = verb == "view" or verb_of(verb) is not None
    return lead.removesuffix(":") if is_verb and (opening in RUNNING_ON or words[-1] in LEADING_ON) else lead


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _around(text: str, span: Span) -> str:
    """The sentence around a trigger, or as much of it as shows what it is about."""
    before = SENTENCE_END.split(text[max(0, span.start - AROUND) : span.start])[-1]
    after = text[span.end : span.end + AROUND]
    end = SENTENCE_END.search(after)
    cut_before = len(before) == AROUND and " " in before
    cut_after = end is None and len(after) == AROUND and " " in after
    before = "… " + before.split(" ", 1)[1] if cut_before else before
    after = after[: end.start() + 1] if end else after.rsplit(" ", 1)[0] + " …" if cut_after else after
    return clipped(before + span.text_of(text) + after, 3 * AROUND)
