"""A dossier made by hand: every status and hedge, a nested statement, positions, questions, explanations, places.

The people are invented; the countries, offices and places are real.
"""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from dragoman.codes import (
    Act,
    Basis,
    ConditionKind,
    EventType,
    Form,
    Hedge,
    Modality,
    NoteKind,
    QuestionKind,
    QuestionState,
    Sense,
    SourceGrade,
    Stance,
    Status,
    TimexKind,
)
from dragoman.dossier import Dossier
from dragoman.records import (
    Actor,
    Argument,
    Claim,
    Condition,
    Document,
    Doubt,
    Event,
    Evidence,
    Explanation,
    Hypothesis,
    Note,
    Place,
    Position,
    Question,
    Span,
    Statement,
    When,
    day_when,
    make_id,
)

TEXT = """Last Friday Georgian troops withdrew from the village of Ergneti, following an announcement by the ministry. \
In March the two sides had exchanged prisoners in Gori.

“We shall not sign before the last soldier has left,” said Foreign Minister Tamar Beridze in Tbilisi. \
“Then we can talk about everything.”

Reportedly, Moscow asked Abkhazia to reopen the Enguri bridge. Two senior officials said that, according to the \
border guard, drones crossed the line near Zugdidi on Sunday. Mrs. Beridze denied that any talks were held in Sochi. \
Deputy speaker Irakli Maisaia wrote — and the next day withdrew — a letter urging sanctions.

Georgia will only negotiate if observers return by 1 December, and it rejects a treaty on the use of force unless \
Russia signs it too.

Was the withdrawal simply a matter of supplies, or was it also a signal to the conference in Geneva? Fuel had run \
short for weeks. Would Brussels say that the mission stays? Will the talks resume this winter? The war of 2008 still \
divides the valley.
"""


def span_of(words: str, text: str = TEXT) -> Span:
    """Where those words stand in the text (they must)."""
    start = text.index(words)
    return Span(start, start + len(words))


def evidence(words: str, rule: str = "by-hand", why: str = "put there by the test") -> Evidence:
    return Evidence(span_of(words), rule, why)


def actor(name: str, words: str | None = None, **facts: Any) -> Actor:
    made = Actor(make_id("ac", name), name, None, None, None, None, None, False, evidence(words or name))
    return replace(made, **facts)


def day(iso: str, words: str) -> When:
    return day_when(datetime.date.fromisoformat(iso), Basis.PUBLICATION, evidence(words))


def when(value: str, first: str, last: str, precision: str, words: str) -> When:
    ends = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    return When(value, TimexKind.DATE, *ends, precision, Basis.PUBLICATION, evidence(words))


def place(name: str, words: str, lat: float, lon: float, radius: float = 3.0, **facts: Any) -> Place:
    made = Place(
        make_id("pl", name), name, "town", "GEO", lat, lon, radius, ("Georgia",), (), Sense.LITERAL, None,
        evidence(words),
    )  # fmt: skip
    return replace(made, **facts)


def statement(content: str | tuple[str, ...], **facts: Any) -> Statement:
    fragments = (content,) if isinstance(content, str) else content
    made = Statement(
        make_id("st", content, facts.get("outer")), "doc-1", None, (), (), tuple(span_of(f) for f in fragments),
        Form.PARAPHRASE, Act.SAY, Hedge.NONE, SourceGrade.NAMED, Status.ASSERTED, Modality.STATED, None, None, None,
        evidence(fragments[0], "cue-verb", "a verb of saying with its clause"),
    )  # fmt: skip
    return replace(made, **facts)


def event(kind: EventType, trigger: str, mention: str | None = None, **facts: Any) -> Event:
    made = Event(
        make_id("ev", trigger, kind), "doc-1", kind, None, (), (), (), None, None, Status.ASSERTED, Hedge.NONE, None,
        None, span_of(trigger), (span_of(mention or trigger),), evidence(trigger, "verb-frame", "in the table"),
    )  # fmt: skip
    return replace(made, **facts)


GEORGIA = actor("Georgia", country="GEO", sector="GOV")
BERIDZE = actor(
    "Tamar Beridze", country="GEO", sector="GOV", office="Foreign Minister", office_since="2021-03-01", person=True
)
MOSCOW = actor("Moscow", country="RUS", sector="GOV")
ABKHAZIA = actor("Abkhazia")
TROOPS = actor("Georgian troops", country="GEO", sector="MIL")
OFFICIALS = actor("two senior officials", "Two senior officials")
GUARD = actor("the border guard")
MAISAIA = actor("Irakli Maisaia", country="GEO", sector="LEG", person=True)
BRUSSELS = actor("Brussels", country="IGO")

FRIDAY = day("2022-11-11", "Last Friday")
MARCH = when("2022-03", "2022-03-01", "2022-03-31", "month", "In March")
SUNDAY = day("2022-11-13", "on Sunday")
WINTER = when("2022-WI", "2022-12-01", "2023-02-28", "season", "this winter")
WAR = when("2008", "2008-01-01", "2008-12-31", "year", "2008")

ERGNETI = place("Ergneti", "Ergneti", 42.18, 43.99, 2)
GORI = place("Gori", "Gori", 41.98, 44.11)
TBILISI = place("Tbilisi", "Tbilisi", 41.69, 44.83, 10)
ZUGDIDI = place("Zugdidi", "Zugdidi", 42.51, 41.87, 15)
ENGURI = place("Enguri bridge", "Enguri bridge", 42.51, 41.80, 1)
SOCHI = place("Sochi", "Sochi", 43.6, 39.73, 12, country="RUS", chain=("Krasnodar Krai", "Russia"))
GENEVA = place("Geneva", "Geneva", 46.2, 6.15, 8, country="CHE", chain=("Switzerland",))
BREAKAWAY = place(
    "Abkhazia", "Abkhazia", 43.0, 41.0, 80, kind="region", sense=Sense.METONYM,
    claims=(Claim("GEO", "de jure", "1991", None, "UN membership"), Claim("IMG", "held", "1993", None, "own source")),
)  # fmt: skip

SIGN = statement(
    ("“We shall not sign before the last soldier has left,”", "“Then we can talk about everything.”"),
    speaker=BERIDZE,
    source=(span_of("Foreign Minister Tamar Beridze"),),
    cue=(span_of("said"),),
    form=Form.VERBATIM,
)
BRIDGE = statement(
    "to reopen the Enguri bridge",
    speaker=MOSCOW,
    source=(span_of("Moscow"),),
    cue=(span_of("asked"),),
    act=Act.DEMAND,
    reporting_hedge=Hedge.REPORTED,
    addressee=ABKHAZIA,
)
OFFICIALLY = statement(
    "according to the border guard, drones crossed the line near Zugdidi on Sunday",
    speaker=OFFICIALS,
    source=(span_of("Two senior officials"),),
    cue=(span_of("said that"),),
    source_grade=SourceGrade.ANONYMOUS_DESCRIBED,
)
DRONES = statement(
    "drones crossed the line near Zugdidi on Sunday",
    speaker=GUARD,
    source=(span_of("the border guard"),),
    cue=(span_of("according to"),),
    source_grade=SourceGrade.OFFICE,
    outer=OFFICIALLY.id,
)
DENIAL = statement(
    "that any talks were held in Sochi", speaker=BERIDZE, act=Act.DENY, source=(span_of("Mrs. Beridze"),),
    cue=(span_of("denied"),),
)  # fmt: skip
LETTER = statement("urging sanctions", speaker=MAISAIA, status=Status.RETRACTED, form=Form.MIXED, act=Act.DEMAND)
MISSION = statement(
    "the mission stays",
    speaker=BRUSSELS,
    status=Status.HYPOTHETICAL,
    modality=Modality.ASKED,
    source_grade=SourceGrade.OFFICE,
)
STATEMENTS = (SIGN, BRIDGE, OFFICIALLY, DRONES, DENIAL, LETTER, MISSION)

EVENTS = (
    event(
        EventType.RETREAT, "withdrew from", "Georgian troops withdrew from the village of Ergneti", mode="withdraw",
        source=(TROOPS,), when=FRIDAY, where=ERGNETI,
    ),
    event(EventType.RETREAT, "exchanged prisoners", mode="release", when=MARCH, where=GORI),
    event(
        EventType.ASSAULT, "crossed", "drones crossed the line", mode="drone", when=SUNDAY, where=ZUGDIDI,
        reported_in=DRONES.id, reporting_hedge=Hedge.REPORTED,
    ),
    event(EventType.CONSULT, "talks were held", status=Status.NEGATED, where=SOCHI, reported_in=DENIAL.id),
    event(EventType.SANCTION, "sanctions", status=Status.HYPOTHETICAL, source=(GEORGIA,), reported_in=LETTER.id),
    event(EventType.CONSULT, "talks resume", status=Status.FUTURE, when=WINTER),
    event(EventType.ASSAULT, "war", "The war of 2008", status=Status.HISTORICAL, when=WAR),
)  # fmt: skip

POSITIONS = (
    Position(
        "po-observers", "doc-1", GEORGIA, "negotiations", span_of("negotiate"), MOSCOW, Stance.OFFER, Status.ASSERTED,
        (Condition(ConditionKind.ONLY_IF, span_of("if observers return"), "if observers return", None),
         Condition(ConditionKind.DEADLINE, span_of("by 1 December"), "1 December", None)),
        datetime.date(2022, 11, 14), datetime.date(2022, 12, 1), (SIGN.id,),
        evidence("Georgia will only negotiate if observers return by 1 December", "will-only", "“will only … if”"),
    ),
    Position(
        "po-treaty", "doc-1", GEORGIA, "a treaty on the use of force", span_of("a treaty on the use of force"), None,
        Stance.REJECT, Status.ASSERTED,
        (Condition(ConditionKind.UNLESS, span_of("unless Russia signs it too"), "Russia signs it too", MOSCOW),),
        None, None, (), evidence("rejects a treaty on the use of force", "stance-verb", "“rejects” with an object"),
    ),
    Position(
        "po-bridge", "doc-1", MOSCOW, "the bridge reopened", span_of("the Enguri bridge"), ABKHAZIA, Stance.DEMAND,
        Status.ASSERTED, (), None, None, (BRIDGE.id,), evidence("asked Abkhazia to reopen the Enguri bridge"),
    ),
)  # fmt: skip

WHY = "Was the withdrawal simply a matter of supplies, or was it also a signal to the conference in Geneva?"
QUESTIONS = tuple(
    Question(
        make_id("qu", words), "doc-1", words, None, kind, None, horizon, criterion, QuestionState.DRAFT,
        evidence(words),
    )
    for words, kind, horizon, criterion in (
        (WHY, QuestionKind.EXPLANATORY, None, ""),
        ("Would Brussels say that the mission stays?", QuestionKind.PREDICTIVE, None, ""),
        ("Will the talks resume this winter?", QuestionKind.PREDICTIVE, WINTER, "a round of talks before 1 March 2023"),
    )
)  # fmt: skip
EXPLANATION = Explanation(
    "ex-withdrawal", "doc-1", QUESTIONS[0].id,
    (
        Hypothesis(
            "a matter of supplies", span_of("simply a matter of supplies"),
            (Argument(span_of("Fuel had run short for weeks."), True, None, None, None, "follows the question"),),
        ),
        Hypothesis("a signal to the conference in Geneva", span_of("a signal to the conference in Geneva"), ()),
        Hypothesis("something else", None, ()),
    ),
    False, evidence(WHY, "was-it-or", "“was it simply … or also …”"),
)  # fmt: skip
DOUBTS = (
    Doubt("times", evidence("for weeks", "no-anchor", "no day from which the weeks are counted")),
    Doubt("actors", evidence("the two sides", "nobody-named", "nothing tells which sides are meant")),
)


def make_dossier(**parts: Any) -> Dossier:
    """The whole dossier, or one with some parts replaced."""
    published = day_when(datetime.date(2022, 11, 14), Basis.STATED, Evidence(None, "meta", "in the page's meta tag"))
    notes = (
        Note(NoteKind.TITLE, "A Bridge and a Valley", "the first line"),
        Note(NoteKind.CUT, "Leave a reply. Fill in your details", "a comment form at the end"),
        Note(NoteKind.FOOTNOTE, "Interview of 9 November.", "footnote 1"),
    )
    document = Document(
        "doc-1", TEXT, "A Bridge and a Valley", "N. Author", "The Valley Review", published, None, "en", "0" * 64, notes
    )
    whole = Dossier(
        document=document,
        whens=(FRIDAY, MARCH, SUNDAY, WINTER, WAR),
        places=(ERGNETI, GORI, TBILISI, ZUGDIDI, ENGURI, SOCHI, GENEVA, BREAKAWAY),
        actors=(GEORGIA, BERIDZE, MOSCOW, ABKHAZIA, TROOPS, OFFICIALS, GUARD, MAISAIA, BRUSSELS),
        statements=STATEMENTS,
        events=EVENTS,
        positions=POSITIONS,
        questions=QUESTIONS,
        explanations=(EXPLANATION,),
        unsure=DOUBTS,
        model="test 0",
    )
    return replace(whole, **parts)


def make_bare(text: str = "", **facts: Any) -> Dossier:
    """A dossier in which nothing was found."""
    document = Document("doc-0", text, None, None, None, None, None, None, "0" * 64, ())
    return Dossier(replace(document, **facts), (), (), (), (), (), (), (), (), (), "test 0")
