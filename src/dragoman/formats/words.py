"""Records in words, the same in the terminal and in HTML.

A statement reads "X said" only where it was said and the reporter stands behind it; everything else carries its
status, its hedge, who passes it on and how well the source is known inside the sentence.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from dragoman.codes import Act, ConditionKind, EventType, Form, Hedge, Modality, SourceGrade, Status
from dragoman.dossier import chain_of
from dragoman.formats.dates import when_in_words
from dragoman.formats.verbs import verb_in
from dragoman.records import Actor, Condition, Doubt, Event, Position, Question, Span, Statement

HEDGES = {Hedge.REPORTED: "reportedly", Hedge.RUMOURED: "by rumour", Hedge.INFERRED: "by inference"}
UNCONFIRMED = {
    Hedge.REPORTED: "reported, not confirmed",
    Hedge.RUMOURED: "rumoured, not confirmed",
    Hedge.INFERRED: "inferred, not witnessed",
}
GRADES = {
    SourceGrade.OFFICE: "known by office only",
    SourceGrade.ANONYMOUS_DESCRIBED: "source not named",
    SourceGrade.ANONYMOUS_BARE: "source not named, not described",
    SourceGrade.NONE: "no source given",
}
MODALITIES = {
    Modality.POSSIBLE: "put as possible",
    Modality.NECESSARY: "put as necessary",
    Modality.CONDITIONAL: "on a condition",
    Modality.ASKED: "asked",
}
FORMS = {Form.VERBATIM: "verbatim", Form.MIXED: "partly verbatim", Form.PARAPHRASE: "paraphrase"}
CONDITIONS = {
    ConditionKind.PRECONDITION: "on the precondition",
    ConditionKind.UNTIL: "until",
    ConditionKind.UNLESS: "unless",
    ConditionKind.ONLY_IF: "if",
    ConditionKind.DEADLINE: "by the deadline",
    ConditionKind.EXCHANGE: "in exchange for",
}
VERB_MOODS = {Status.NEGATED: "did not", Status.HYPOTHETICAL: "might", Status.FUTURE: "will, it is expected,"}
NOUN_MOODS = {Status.NEGATED: "no", Status.HYPOTHETICAL: "possible", Status.FUTURE: "expected"}
# Without a target these would read as if they were done to the source.
NEEDS_TARGET = frozenset(
    (EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.ACCUSE, EventType.THREATEN, EventType.AID)
)
# As much of somebody's words as one can take in at a glance; the full text is one click away.
EXCERPT = 420
# Terminal escapes, bidirectional overrides and invisible characters would lie about what stands there.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
# Verbs that say no more than "said", or that need more words behind them.
PLAIN = frozenset(("say", "tell", "speak", "state", "go", "put", "see", "find", "ask", "be", "cast", "term"))
DECLINING = frozenset(("decline", "refuse"))
NEGATORS = frozenset(("not", "never", "no", "nor", "neither", "hardly", "cannot"))
# One verb of the past, as it can stand after whoever speaks.
OWN_VERB = re.compile(r"(?:(?:has|have|had) (?:also )?)?([a-z]{3,}ed)")
NOBODY = re.compile(r"(?:no|nobody|none|neither)\b", re.I)
SPACES = re.compile(r"\s+")
QUOTES = "“”\"„‟«»‘’'"


def visible(text: str) -> str:
    """The text with every control and invisible character written out as ‹U+202E›."""
    return UNSEEN.sub(lambda match: f"‹U+{ord(match[0]):04X}›", text)


def clipped(text: str, limit: int = EXCERPT) -> str:
    """One line of visible text, cut at a word with an ellipsis where it is longer than the limit."""
    line = SPACES.sub(" ", visible(text[: 4 * limit])).strip()
    if len(line) <= limit:
        return line
    head = line[:limit]
    return (head.rsplit(" ", 1)[0] if " " in head[limit // 2 :] else head).rstrip(" ,;:") + " …"


def words_at(text: str, spans: Iterable[Span], limit: int = EXCERPT) -> str:
    """The words of a record: its fragments in order, joined by an ellipsis."""
    return clipped(" … ".join(span.text_of(text)[: 2 * limit].strip() for span in spans), limit)


def names_of(actors: Sequence[Actor]) -> str:
    """ "Russia, Ukraine and 2 others"."""
    names = list(dict.fromkeys(clipped(actor.name, 80) for actor in actors))
    if len(names) > 4:
        names = [*names[:3], f"{len(names) - 3} others"]
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


@cache
def _phrases() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads((files("dragoman") / "data/formats/words.toml").read_text("utf-8"))


class Wording:
    """Puts the records of one document into words. It needs the text and all its statements, to tell who passes
    on what."""

    def __init__(self, text: str, statements: Iterable[Statement]) -> None:
        self.text = text
        self.statements: Mapping[str, Statement] = {statement.id: statement for statement in statements}

    # -- statements --------------------------------------------------------------------------------------------

    def statement(self, statement: Statement) -> str:
        """The whole sentence: who passes it on, who speaks, how, what, and what must be kept in mind."""
        notes = statement_notes(statement)
        tail = f" ({'; '.join(notes)})" if notes else ""
        return f"{self.lead(statement)} {self.content(statement)}".rstrip() + tail

    def lead(self, statement: Statement) -> str:
        """The part before the words themselves: "author, reportedly: Washington demanded:"."""
        return f"{self.chain(statement)}{self._does(statement)}"

    def content(self, statement: Statement) -> str:
        """What was said: between quotation marks only where every word is the speaker's."""
        words = words_at(self.text, statement.content)
        if not words:
            return ""
        if statement.form is Form.VERBATIM:
            pieces = (piece.text_of(self.text)[: 2 * EXCERPT].strip(QUOTES + " ,\n") for piece in statement.content)
            return f"“{clipped(' … '.join(pieces))}”"
        asks = statement.modality is Modality.ASKED and not words.endswith("?")
        return f"{words.rstrip(' .,')}?" if asks else words

    def chain(self, statement: Statement) -> str:
        """Who passes it on, outermost first, each with the hedge put on what follows; empty for the author's own
        plain report."""
        told = ""
        reported = statement
        for passer in self.outers(statement):
            name = f"{self.speaker(passer)}{self._standing(passer)}{_hedged(reported)}: "
            # Somebody who goes on speaking is told once, unless something new must be said of it.
            if name != f"{self.speaker(reported)}: ":
                told = name + told
            reported = passer
        return f"author{_hedged(reported)}: {told}" if reported.reporting_hedge is not Hedge.NONE else told

    def outers(self, statement: Statement) -> list[Statement]:
        """The statements around this one, innermost first (a chain that bites its tail is cut)."""
        return chain_of(statement, self.statements)[1:]

    def speaker(self, statement: Statement) -> str:
        if statement.speaker is not None:
            return clipped(statement.speaker.name, 120)
        return words_at(self.text, statement.source, 120) or "somebody not named"

    def is_plainly_said(self, statement: Statement) -> bool:
        """Whether "X said" is true: said, not asked, unhedged, and so is every statement around it."""
        return all(
            s.status is Status.ASSERTED and s.reporting_hedge is Hedge.NONE and s.modality is not Modality.ASKED
            for s in (statement, *self.outers(statement))
        )

    def _does(self, statement: Statement) -> str:
        name = self.speaker(statement)
        verb = self._own_verb(statement) or _phrases()["act"][statement.act.value]
        to = f" {verb.get('to', 'to')} {clipped(statement.addressee.name, 80)}" if statement.addressee else ""
        plain = self.is_plainly_said(statement)
        match statement.status:
            case Status.ASSERTED | Status.HISTORICAL if statement.modality is Modality.ASKED:
                return f"{name} asked{to}:"
            case Status.ASSERTED | Status.HISTORICAL if statement.act is Act.SAY and not plain:
                return f"{name}{to}:"
            case Status.ASSERTED | Status.HISTORICAL:
                return f"{name} {verb['past']}{to}:"
            case Status.RETRACTED if statement.act is Act.SAY and statement.reporting_hedge is not Hedge.NONE:
                return f"{name} — later retracted —{to}:"
            case Status.RETRACTED:
                return f"{name} {verb['past']} — later retracted —{to}:"
            case Status.NEGATED if self._declines(statement) or NOBODY.match(name):
                return f"{name} {verb['past']}{to}:"
            case Status.NEGATED:
                return f"{name} did not {verb['base']}{to}:"
            case Status.FUTURE:
                return f"{name} is expected to {verb['base']}{to}:"
            case Status.HYPOTHETICAL if statement.modality is Modality.ASKED and name.lower() == "who":
                return f"who would {verb['base']}{to}:"
            case Status.HYPOTHETICAL if statement.modality is Modality.ASKED:
                return f"would {name} {verb['base']}{to}:"
            case Status.HYPOTHETICAL:
                return f"{name} might {verb['base']}{to}:"

    def _own_verb(self, statement: Statement) -> dict[str, str] | None:
        """The report's own verb where it tells more than ours ("condemned: the attack") and needs no word before
        somebody addressed."""
        word = words_at(self.text, statement.cue, 40)
        verb = verb_in(word)
        if statement.addressee or (verb and verb.base in PLAIN):
            return None
        if verb:
            return {"past": verb.past, "base": verb.base}
        unknown = statement.act is Act.SAY and statement.status is Status.ASSERTED and OWN_VERB.fullmatch(word)
        return {"past": unknown[1]} if unknown else None

    def _declines(self, statement: Statement) -> bool:
        """Whether the verb says by itself that nothing was said: "declined to comment" is no "did not decline"."""
        words = words_at(self.text, statement.cue, 60).lower().split()
        verb = verb_in(" ".join(words))
        negated = any(word in NEGATORS or word.endswith(("n't", "n’t")) for word in words)
        return verb is not None and verb.base in DECLINING and not negated

    def _standing(self, passer: Statement) -> str:
        """What a reader must know of somebody in the middle of the chain."""
        notes = [*_status_notes(passer)]
        if passer.act is Act.DENY:
            notes.append("denied it")
        if passer.source_grade in (SourceGrade.ANONYMOUS_DESCRIBED, SourceGrade.ANONYMOUS_BARE):
            notes.append(GRADES[passer.source_grade])
        return f" ({'; '.join(notes)})" if notes else ""

    # -- events ------------------------------------------------------------------------------------------------

    def event(self, event: Event) -> str:
        """Type, status, who to whom, when, where, and by whose account."""
        time = f", {when_in_words(event.when)}" if event.when else ""
        return f"{self.account(event)}{event_deed(event)}{time}{_noted(event_notes(event, self.hedge(event)))}"

    def account(self, event: Event) -> str:
        """Whose account it is, for an event told inside a statement; the author's own hedge otherwise."""
        statement = self.statements.get(event.reported_in or "")
        if statement is None:
            return f"author{_hedged(event)}: " if event.reporting_hedge is not Hedge.NONE else ""
        name = self.speaker(statement) + self._standing(statement)
        told = _hedged(event) if statement.reporting_hedge is Hedge.NONE else ""
        chain = self.chain(statement)
        return f"{chain}{name}{told}: " if chain.startswith("author") else f"according to {chain}{name}{told}: "

    # -- positions, questions, doubts --------------------------------------------------------------------------

    def position(self, position: Position) -> str:
        """Who wants what of whom, on which conditions."""
        conditions = "".join(f" — {condition_in_words(condition)}" for condition in position.conditions)
        return self.stance(position) + conditions + _noted(position_notes(position, self.position_hedge(position)))

    def stance(self, position: Position) -> str:
        """Who wants what of whom: "author, reportedly: Ukraine rejected: talks (towards Russia)"."""
        hedge = self.position_hedge(position)
        prefix = f"author, {HEDGES[hedge]}: " if hedge is not Hedge.NONE else ""
        towards = f" (towards {clipped(position.counterpart.name, 80)})" if position.counterpart else ""
        does = position_stance(position)
        return f"{prefix}{clipped(position.actor.name, 120)} {does}: {clipped(position.object)}{towards}"

    def position_hedge(self, position: Position) -> Hedge:
        """The hedge on every statement a position rests on; none where one of them is plain."""
        hedges = [self.hedge(self.statements[s]) for s in position.statements if s in self.statements]
        return hedges[0] if hedges and Hedge.NONE not in hedges else Hedge.NONE

    def hedge(self, record: Statement | Event) -> Hedge:
        """The hedge on a record: its own, else the nearest one of those who pass it on."""
        if record.reporting_hedge is not Hedge.NONE:
            return record.reporting_hedge
        around = self._around(record)
        return next((s.reporting_hedge for s in around if s.reporting_hedge is not Hedge.NONE), Hedge.NONE)

    def is_unsaid(self, record: Statement | Event) -> bool:
        """Whether a record stands inside something that was not said, or was taken back."""
        return any(s.status is not Status.ASSERTED for s in self._around(record))

    def _around(self, record: Statement | Event) -> list[Statement]:
        if isinstance(record, Statement):
            return self.outers(record)
        statement = self.statements.get(record.reported_in or "")
        return [statement, *self.outers(statement)] if statement else []

    def question(self, question: Question) -> str:
        """The question, who asks it, until when it is open."""
        asker = f"{clipped(question.asker.name, 120)} asks: " if question.asker else ""
        horizon = f" (horizon: {when_in_words(question.horizon)})" if question.horizon else ""
        return f"{asker}{clipped(question.text)}{horizon}"

    def doubt(self, doubt: Doubt) -> str:
        """What was left out, and why."""
        words = words_at(self.text, [doubt.span], 160) if doubt.span else ""
        return f"“{words}”: {visible(doubt.evidence.why)}" if words else visible(doubt.evidence.why)


def statement_notes(statement: Statement) -> list[str]:
    """What must be kept in mind of a statement: status, modality, how well the source is known."""
    notes = _status_notes(statement)
    modality = MODALITIES.get(statement.modality)
    if modality and statement.modality is not Modality.ASKED:
        notes.append(modality)
    if grade := GRADES.get(statement.source_grade):
        notes.append(grade)
    return notes


def _status_notes(statement: Statement) -> list[str]:
    asked = statement.modality is Modality.ASKED
    match statement.status:
        case Status.NEGATED:
            return ["not said"]
        case Status.HYPOTHETICAL:
            return ["asked, not said" if asked else "supposed, not said"]
        case Status.FUTURE:
            return ["not yet said"]
        case Status.RETRACTED:
            return ["later retracted"]
        case _:
            return ["asked"] if asked else []


def event_deed(event: Event) -> str:
    """Who did what to whom and where, in the mood its status allows."""
    table = _phrases()["event"]
    phrase = table.get(f"{event.type.value}-{event.mode}") or table[event.type.value]
    source, target = names_of(event.source), names_of(event.target)
    where = clipped(event.where.name, 80) if event.where else ""
    if where and where.lower() in target.lower():
        where = ""
    place = " ".join(filter(None, ("in" if target else phrase.get("place", "in"), where))) if where else ""
    if not source:
        told = f"{phrase['noun']} {target}" if target else _bare(phrase["noun"])
        mood = NOUN_MOODS.get(event.status, "")
        who = "by whom" if target else phrase.get("who", "by whom")
        return " ".join(filter(None, (mood, told, place))) + f", {who} is not stated"
    past, base = (phrase["past"], phrase["base"]) if target else (_bare(phrase["past"]), _bare(phrase["base"]))
    # "No group asked": the one who acts says already that it was not done.
    denied = event.status is Status.NEGATED and NOBODY.match(source)
    verb = f"{VERB_MOODS[event.status]} {base}" if event.status in VERB_MOODS and not denied else past
    untold = ", target not stated" if not target and event.type in NEEDS_TARGET else ""
    return " ".join(filter(None, (source, verb, target, place))) + untold


def _bare(phrase: str) -> str:
    """The phrase without the preposition that waits for an object."""
    for ending in (
        " what belongs to",
        " with",
        " from",
        " to",
        " on",
        " of",
        " for",
        " against",
        " towards",
        " before",
    ):
        if phrase.endswith(ending):
            return phrase.removesuffix(ending)
    return phrase


def event_notes(event: Event, hedge: Hedge) -> list[str]:
    """Why an event is not simply a fact: status first, then the hedge, its own or of whoever tells it."""
    status = {
        Status.NEGATED: "did not happen",
        Status.HYPOTHETICAL: "supposed, not a fact",
        Status.FUTURE: "not yet happened",
        Status.HISTORICAL: "background",
        Status.RETRACTED: "later retracted",
    }.get(event.status)
    return [note for note in (status, UNCONFIRMED.get(hedge)) if note]


def position_stance(position: Position) -> str:
    """The stance in the mood its status allows: "did not reject", "might offer"."""
    verb = _phrases()["stance"][position.stance.value]
    mood = VERB_MOODS.get(position.status)
    return f"{mood} {verb['base']}" if mood else verb["past"]


def position_notes(position: Position, hedge: Hedge) -> list[str]:
    status = {
        Status.NEGATED: "not held",
        Status.HYPOTHETICAL: "supposed, not held",
        Status.FUTURE: "not yet held",
        Status.HISTORICAL: "held in the past",
        Status.RETRACTED: "later retracted",
    }.get(position.status)
    return [note for note in (status, UNCONFIRMED.get(hedge)) if note]


def condition_in_words(condition: Condition) -> str:
    """ "only if: Russia withdraws (for Russia to meet)"."""
    kind = CONDITIONS[condition.kind]
    state = condition_state(condition)
    opened = state.lower().startswith(
        (kind, "if ", "unless ", "until ", "only ", "provided ", "in exchange", "before ")
    )
    return state if opened else f"{kind}: {state}"


def condition_state(condition: Condition) -> str:
    """What must hold, and who must bring it about."""
    who = f" (for {clipped(condition.actor.name, 80)} to meet)" if condition.actor else ""
    return clipped(condition.state, 240) + who


def _hedged(record: Statement | Event) -> str:
    """The hedge as it follows the name of whoever passes the record on."""
    hedge = HEDGES.get(record.reporting_hedge)
    return f", {hedge}" if hedge else ""


def _noted(notes: Sequence[str]) -> str:
    return f" ({'; '.join(notes)})" if notes else ""
