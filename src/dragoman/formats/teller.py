"""The records of one dossier as entries: with sentence, chain of voices, words and what stands around."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dragoman.codes import Hedge, Modality, Status
from dragoman.dossier import Dossier, chain_of
from dragoman.errors import NotFoundError
from dragoman.formats.dates import when_in_words
from dragoman.formats.entry import Entry, Party, Voice
from dragoman.formats.words import Wording, clipped, condition_in_words
from dragoman.records import Actor, Document, Event, Position, Question, Span, Statement

# As much of the text around a record as lets one find it again.
AROUND = 40


class Teller:
    """Tells the records of one dossier."""

    def __init__(self, dossier: Dossier) -> None:
        self.document = dossier.document
        self.text = dossier.document.text
        self.wording = Wording(self.text, dossier.statements)
        told: tuple[Any, ...] = (*dossier.statements, *dossier.events, *dossier.positions, *dossier.questions)
        self.records: dict[str, Any] = {record.id: record for record in (dossier.document, *told)}

    def all(self) -> Iterator[Entry]:
        """The document, then its statements, events, positions and questions, each in the order of the text."""
        return map(self.entry, self.records)

    def entry(self, id: str) -> Entry:
        """The entry of one record. Raises NotFoundError where the document has none by that id."""
        match self.records.get(id):
            case Document() as document:
                return self._document(document)
            case Statement() as statement:
                return self._statement(statement)
            case Event() as event:
                return self._event(event)
            case Position() as position:
                return self._position(position)
            case Question() as question:
                return self._question(question)
            case _:
                raise NotFoundError(f"No record {id} in document {self.document.id}.")

    def _document(self, document: Document) -> Entry:
        title = clipped(document.title or document.text, 160)
        traits = {"byline": document.byline, "language": document.language, "text": document.text}
        return Entry(kind="document", id=document.id, told=title, traits=traits, **self._source(), **self._published())

    def _statement(self, statement: Statement) -> Entry:
        traits = {
            "act": statement.act.value,
            "form": statement.form.value,
            "modality": statement.modality.value,
            "speaker_words": self._joined(statement.source),
            "cue": self._joined(statement.cue),
        }
        return Entry(
            kind="statement",
            id=statement.id,
            told=self.wording.statement(statement),
            status=statement.status.value,
            reporting_hedge=self.wording.hedge(statement).value,
            reported_in=statement.outer,
            chain=self._voices(self.wording.outers(statement)),
            source_grade=statement.source_grade.value,
            plain=self.wording.is_plainly_said(statement) and not self.wording.outers(statement),
            parties=(
                *_parties("speaker", (statement.speaker,)),
                *_parties("co-speaker", statement.co_speakers),
                *_parties("addressee", (statement.addressee,)),
            ),
            traits=traits,
            **self._when(statement),
            **self._words(statement.content or statement.cue or statement.source, statement),
            **self._source(),
        )

    def _event(self, event: Event) -> Entry:
        chain = self._chain(event.reported_in)
        hedge = self.wording.hedge(event)
        return Entry(
            kind="event",
            id=event.id,
            told=self.wording.event(event),
            status=event.status.value,
            reporting_hedge=hedge.value,
            reported_in=event.reported_in,
            chain=self._voices(chain),
            source_grade=chain[0].source_grade.value if chain else None,
            plain=event.status is Status.ASSERTED and hedge is Hedge.NONE and not chain,
            parties=(*_parties("source", event.source), *_parties("target", event.target)),
            type=event.type.value,
            mode=event.mode,
            contexts=event.contexts,
            cameo=cameo_of(event),
            intensity=event.intensity,
            place=event.where,
            dead=event.dead,
            injured=event.injured,
            size=event.size,
            **self._when(event),
            **self._words(event.mentions or (event.trigger,), event),
            **self._source(),
        )

    def _position(self, position: Position) -> Entry:
        chain = self._chain(position.statements[0] if position.statements else None)
        hedge = self.wording.position_hedge(position)
        traits = {
            "stance": position.stance.value,
            "object": position.object,
            "conditions": [condition_in_words(condition) for condition in position.conditions],
            "statements": list(position.statements),
        }
        return Entry(
            kind="position",
            id=position.id,
            told=self.wording.position(position),
            status=position.status.value,
            reporting_hedge=hedge.value,
            reported_in=chain[0].id if chain else None,
            chain=self._voices(chain),
            source_grade=chain[0].source_grade.value if chain else None,
            plain=position.status is Status.ASSERTED and hedge is Hedge.NONE,
            parties=(*_parties("holder", (position.actor,)), *_parties("counterpart", (position.counterpart,))),
            first=position.valid_from,
            last=position.valid_to,
            traits=traits,
            **self._words((position.object_span,), position),
            **self._source(),
        )

    def _question(self, question: Question) -> Entry:
        horizon = question.horizon
        traits: dict[str, Any] = {
            "question_kind": question.kind.value,
            "text": question.text,
            "state": question.state.value,
            "criterion": question.criterion,
            "horizon": when_in_words(horizon) if horizon else None,
            "deadline": horizon.last if horizon else None,
        }
        pattern = question.pattern
        parties = _parties("asker", (question.asker,))
        if pattern is not None:
            parties = (*parties, *_parties("source", pattern.source), *_parties("target", pattern.target))
        return Entry(
            kind="question",
            id=question.id,
            told=self.wording.question(question),
            parties=parties,
            type=pattern.type.value if pattern and pattern.type else None,
            place=pattern.place if pattern else None,
            traits=traits,
            **self._words((), question),
            **self._source(),
        )

    # -- parts of several kinds --------------------------------------------------------------------------------

    def _chain(self, statement: str | None) -> list[Statement]:
        return chain_of(self.wording.statements.get(statement or ""), self.wording.statements)

    def _voices(self, chain: Iterable[Statement]) -> tuple[Voice, ...]:
        return tuple(
            Voice(
                s.id,
                self.wording.speaker(s),
                s.act.value,
                s.reporting_hedge.value,
                s.source_grade.value,
                "asked" if s.modality is Modality.ASKED else s.status.value,
            )
            for s in chain
        )

    def _when(self, record: Statement | Event) -> dict[str, Any]:
        when = record.when
        return {"first": when.first, "last": when.last, "when": when_in_words(when)} if when else {}

    def _words(self, pieces: tuple[Span, ...], record: Statement | Event | Position | Question) -> dict[str, Any]:
        around = pieces or ((record.evidence.span,) if record.evidence.span else ())
        told: dict[str, Any] = {"rule": record.evidence.rule, "why": record.evidence.why, "pieces": around}
        if around:
            told["exact"] = tuple(piece.text_of(self.text) for piece in around)
            told["words"] = self._joined(around)
            told["prefix"] = self.text[max(0, around[0].start - AROUND) : around[0].start]
            told["suffix"] = self.text[around[-1].end : around[-1].end + AROUND]
        return told

    def _joined(self, pieces: Iterable[Span]) -> str:
        return " … ".join(piece.text_of(self.text) for piece in pieces)

    def _source(self) -> dict[str, Any]:
        document = self.document
        published = document.published.first if document.published else None
        return {
            "document": document.id,
            "title": document.title,
            "outlet": document.outlet,
            "published": published,
            "url": document.url,
        }

    def _published(self) -> dict[str, Any]:
        when = self.document.published
        return {"first": when.first, "last": when.last, "when": when_in_words(when)} if when else {}


def _parties(role: str, actors: Iterable[Actor | None]) -> tuple[Party, ...]:
    return tuple(
        Party(role, actor.id, actor.name, actor.country, actor.sector, actor.office, actor.person)
        for actor in actors
        if actor
    )


def cameo_of(event: Event) -> str:
    """The CAMEO code of an event in three digits ("190")."""
    from dragoman.events.cameo import cameo_code

    code = cameo_code(event)
    return code if len(code) > 2 else f"{code}0"
