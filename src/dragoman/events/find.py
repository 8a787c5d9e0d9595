"""Events of a reading: who did what to whom, when, where, and whether the text says that it happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from dragoman.actors.cast import Cast
from dragoman.codes import EventType, Status
from dragoman.events.casualties import counts_of
from dragoman.events.coder import Coder
from dragoman.events.coding import Coding
from dragoman.events.contexts import contexts_of
from dragoman.events.explaining import why_of
from dragoman.events.hedges import hedge_of
from dragoman.events.outlook import COMING, WILL_NOT, ordered, settled
from dragoman.events.retelling import told_once
from dragoman.events.roles import Actors
from dragoman.events.setting import Setting
from dragoman.events.weight import is_event
from dragoman.places.attach import where_of
from dragoman.reading.clauses import ClauseStatus, status_of
from dragoman.reading.reading import Reading
from dragoman.records import Event, Evidence, Place, Span, When, extent_of, make_id
from dragoman.times.attach import when_of

# What the text only denies or weighs is kept where it says who would do it to whom.
TOLD = frozenset((Status.ASSERTED, Status.FUTURE, Status.HISTORICAL))
# What a protest is for is no event of its own (PLOVER manual, PROTEST, "potential ambiguities").
TOPICS = frozenset((EventType.REQUEST, EventType.PROTEST))
# Labels of names that hold an event noun without telling of an event ("World War II", "the Geneva Convention").
TITLES = frozenset(("EVENT", "LAW", "WORK_OF_ART", "ORG", "PERSON", "PRODUCT", "FAC", "DATE", "TIME"))


def find_events(reading: Reading, whens: list[When], places: list[Place], cast: Cast) -> list[Event]:
    """Every political event, in text order; the same event told twice is one record with two mentions."""
    coder = Coder(reading, cast, places)
    setting = Setting(reading, places)
    found = []
    codings = list(codings_of(reading, coder))
    harms = Counter(reading.sentence_index[c.head] for c, _ in codings if c.type is EventType.ASSAULT)
    for coding, status in codings:
        coding.sources, coding.targets = setting.of(coding.head, coding.sources, coding.targets)
        when, where = when_of(reading, whens, coding.head), where_of(reading, places, coding.head)
        event = _event(reading, coder, coding, status, when, where)
        dead, injured, size = counts_of(reading, coding, harms[reading.sentence_index[coding.head]] < 2)
        found.append(replace(event, dead=dead, injured=injured, size=size))
    return told_once(found)


def codings_of(reading: Reading, coder: Coder, demanding: bool = True) -> Iterator[tuple[Coding, ClauseStatus]]:
    """Every event the text names, with its status, whatever another one governs left out.

    ``demanding`` asks for the actors and the political weight a record needs; the questions of a text are never told.
    """
    hidden: set[int] = set()
    named = []
    for i in _triggers(reading, coder):
        coding = ordered(reading, coder, i)
        if coding is None or not is_event(coding):
            coding = coder.code(i) if not _is_title(reading, i) else None
        if coding is not None:
            hidden.update(coding.inner)
            if not demanding or is_event(coding):
                named.append(coding)
            elif not coding.sources and not coding.targets:
                _doubt_nobody(reading, coding)
    named = list(_without_echoes(reading, named))
    protests = {coding.head for coding in named if coding.type is EventType.PROTEST}
    for coding in named:
        status = status_of(reading, coding.head)
        if coding.type in TOPICS and protests.intersection(_above(reading, coding.head)):
            continue
        if coding.head in hidden or status.rule == "question":
            continue
        final, final_status = settled(reading, coding, status)
        sure = final_status.status in TOLD or final.rule in (COMING, WILL_NOT)
        if not demanding or sure or (final.sources and final.targets):
            yield final, final_status


def _without_echoes(reading: Reading, codings: list[Coding]) -> Iterator[Coding]:
    """Codings, of verbs joined over one object ("shot and killed by …") only the first."""
    attacks: dict[int, Coding] = {c.head: c for c in codings if c.type is EventType.ASSAULT}
    for coding in codings:
        first = attacks.get(reading.heads[coding.head]) if reading.deps[coding.head] == "conj" else None
        joined = first is not None and coding.head in attacks and _same(first.targets, coding.targets)
        if first is None or first is coding or not joined:
            yield coding
        else:
            first.sources = first.sources or coding.sources
            first.targets = first.targets or coding.targets


def _same(one: Actors, other: Actors) -> bool:
    return not one or not other or {actor.id for actor in one} == {actor.id for actor in other}


def _above(reading: Reading, i: int) -> list[int]:
    """The words over an event that stands in a clause of its own below another."""
    return reading.ancestors(i)[:6] if reading.deps[i] in ("advcl", "xcomp", "acl", "relcl", "conj") else []


def _doubt_nobody(reading: Reading, coding: Coding) -> None:
    """Notes violence that the text tells without anybody in it ("the bridge was blown up")."""
    if coding.type is not EventType.ASSAULT or not coding.mode or reading.tags[coding.head][0] != "V":
        return
    if status_of(reading, coding.head).status is Status.ASSERTED:
        why = f"{coding.why}, but the text names neither who did it nor to whom"
        reading.doubt("events", _trigger_span(reading, coding), "nobody-named", why)


def _triggers(reading: Reading, coder: Coder) -> list[int]:
    """The tokens whose lemma begins a frame or an operator, verbs before the nouns they may govern."""
    verbs, nouns, operators = coder.lexicon.verbs, coder.lexicon.nouns, coder.lexicon.operators
    found = []
    for i, tag in enumerate(reading.tags):
        first = tag[0]
        if (first == "V" and reading.deps[i] != "amod") or tag == "JJ":
            lemma = reading.lemma(i)
            if lemma in operators or (first == "V" and lemma in verbs):
                found.append(i)
        elif (
            first == "N"
            and reading.deps[i] not in ("compound", "nmod")
            and ((lemma := reading.lemma(i).lower()) in nouns or lemma in operators)
        ):
            found.append(i)
        elif tag == "MD" and reading.lower[i] in ("must", "should"):
            found.append(reading.heads[i])
    return found


def _is_title(reading: Reading, i: int) -> bool:
    mention = reading.mention_of[i]
    return mention is not None and mention.label in TITLES


def _event(
    reading: Reading, coder: Coder, coding: Coding, status: ClauseStatus, when: When | None, where: Place | None
) -> Event:
    facts = coder.lexicon.types[coding.type]
    trigger = _trigger_span(reading, coding)
    extent = _extent(reading, coding, trigger)
    return Event(
        id=make_id("ev", reading.document.id, coding.type, trigger.start, trigger.end),
        document=reading.document.id,
        type=coding.type,
        mode=coding.mode,
        contexts=contexts_of(reading, coding.head, coder.lexicon.contexts),
        source=coding.sources,
        target=coding.targets,
        when=when,
        where=where,
        status=status.status,
        reporting_hedge=hedge_of(reading, coding.head),
        reported_in=None,
        intensity=facts.modes.get(coding.mode or "", facts.intensity),
        trigger=trigger,
        mentions=(extent,),
        evidence=Evidence(extent, coding.rule, why_of(reading, coding, status)),
    )


def _trigger_span(reading: Reading, coding: Coding) -> Span:
    """The words that name the event: one stretch where they stand close, else its head."""
    near = [i for i in coding.trigger if abs(i - coding.head) <= 4]
    return reading.span(min([coding.head, *near]), max([coding.head, *near]))


def _extent(reading: Reading, coding: Coding, trigger: Span) -> Span:
    """From the first to the last of trigger and actors, inside the sentence."""
    sentence = reading.sentence_span(coding.head)
    actors = [actor.span for actor in (*coding.sources, *coding.targets) if actor.span is not None]
    return extent_of([trigger, *(span for span in actors if sentence.covers(span))])
