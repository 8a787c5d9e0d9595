"""The closed sets of codes that the records use, in the terms of the field (PLOVER, TIMEX3)."""

from __future__ import annotations

from enum import StrEnum


class TimexKind(StrEnum):
    """TIMEX3 types (ISO 24617-1)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Basis(StrEnum):
    """What a time expression was resolved against."""

    STATED = "stated"
    PUBLICATION = "publication"
    TEXT = "text"
    EVENT = "event"


class Sense(StrEnum):
    """How a place name is used: the spot itself, the actor seated there, an attribute, a people."""

    LITERAL = "literal"
    METONYM = "metonym"
    MODIFIER = "modifier"
    DEMONYM = "demonym"


class Form(StrEnum):
    """How much of a statement is in the speaker's own words."""

    VERBATIM = "verbatim"
    MIXED = "mixed"
    PARAPHRASE = "paraphrase"


class Act(StrEnum):
    """What the speaker does by saying it."""

    SAY = "say"
    BELIEVE = "believe"
    DEMAND = "demand"
    PROMISE = "promise"
    THREATEN = "threaten"
    REFUSE = "refuse"
    DENY = "deny"
    DECREE = "decree"
    FORECAST = "forecast"


class Hedge(StrEnum):
    """How far the reporter stands behind the report."""

    NONE = "none"
    REPORTED = "reported"
    RUMOURED = "rumoured"
    INFERRED = "inferred"


class SourceGrade(StrEnum):
    """How well the source is identified."""

    NAMED = "named"
    OFFICE = "office"
    ANONYMOUS_DESCRIBED = "anonymous-described"
    ANONYMOUS_BARE = "anonymous-bare"
    NONE = "none"


class Status(StrEnum):
    """Whether the text says that it happened (events) or was said (statements).

    Only ``ASSERTED`` may be shown as a fact or "X said". ``HISTORICAL`` is of events, ``RETRACTED`` of statements.
    """

    ASSERTED = "asserted"
    NEGATED = "negated"
    HYPOTHETICAL = "hypothetical"
    FUTURE = "future"
    HISTORICAL = "historical"
    RETRACTED = "retracted"


class Modality(StrEnum):
    """How the content of a statement is put forward."""

    STATED = "stated"
    POSSIBLE = "possible"
    NECESSARY = "necessary"
    CONDITIONAL = "conditional"
    ASKED = "asked"


class EventType(StrEnum):
    """The sixteen PLOVER event types (Open Event Data Alliance, 2021 table)."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Stance(StrEnum):
    """What an actor holds towards the object of a position."""

    DEMAND = "demand"
    OFFER = "offer"
    ACCEPT = "accept"
    REJECT = "reject"
    RULE_OUT = "rule_out"
    THREATEN = "threaten"


class ConditionKind(StrEnum):
    """How a condition binds a position."""

    PRECONDITION = "precondition"
    UNTIL = "until"
    UNLESS = "unless"
    ONLY_IF = "only_if"
    DEADLINE = "deadline"
    EXCHANGE = "exchange"


class QuestionKind(StrEnum):
    """Whether a question asks what will happen or why something did."""

    PREDICTIVE = "predictive"
    EXPLANATORY = "explanatory"


class QuestionState(StrEnum):
    """Where a question stands between being read and being scored."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    RESOLVED = "resolved"
    ANNULLED = "annulled"


class NoteKind(StrEnum):
    """What a note on a document is about."""

    CUT = "cut"
    FOOTNOTE = "footnote"
    TITLE = "title"
    BYLINE = "byline"
    OUTLET = "outlet"
    PUBLISHED = "published"
    WARNING = "warning"
