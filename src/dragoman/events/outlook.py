"""What becomes of an event by its outlook: a blow announced by its doer is THREATEN, "we will not" is REJECT, "must"
said to another is REQUEST. What others say is coming, or will not come, keeps its type and has its status."""

from __future__ import annotations

from dataclasses import replace

from dragoman.codes import EventType, Status
from dragoman.events.arguments import subjects
from dragoman.events.coder import Coder
from dragoman.events.coding import Coding
from dragoman.events.frames import COOPERATIVE, load_lexicon
from dragoman.events.roles import is_political, without
from dragoman.reading.clauses import CONDITIONAL_PLAN, ClauseStatus
from dragoman.reading.reading import Reading

BLOWS = frozenset(EventType(name) for name in ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"))
# What is decided or ordered of these is already a concession; only "will" leaves it an agreement to do so.
YIELDED = frozenset((EventType.CONCEDE, EventType.RETREAT))
# Those whose attacks on each other are made in words.
SPEAKERS = frozenset(("GOV", "LEG", "JUD", "PTY", "JRN", "ELI", "BUS", "SOC", "OPP", "REL"))

# Those in power, and those who take to the streets; what both may do has the name of who does it.
POWERS = frozenset(("GOV", "MIL", "COP", "SPY"))
CROWDS = frozenset(("CVL", "LAB", "EDU", "AGR", "OPP", "REF", "MED", "REL"))
BLOCKING = frozenset(("restrict", "withhold"))
# Rules of codings that PLOVER, which has no status, sees as another type.
COMING, WILL_NOT = "coming", "will-not"


def plover_type(type: EventType, rule: str) -> EventType:
    """The type PLOVER codes, which has no status: a coming cooperation is AGREE, one that will not be is REJECT."""
    return {COMING: EventType.AGREE, WILL_NOT: EventType.REJECT}.get(rule, type)


def settled(reading: Reading, coding: Coding, status: ClauseStatus) -> tuple[Coding, ClauseStatus]:
    """The coding and status of an event that is still to come or that is refused."""
    if coding.head in coding.trigger and status.status is Status.NEGATED and _is_refused(reading, coding):
        if not _is_own_announcement(reading, coding):
            return replace(coding, rule=WILL_NOT), status
        why = f"{coding.why}; “{_modal_words(reading, coding.head)}” refuses it → REJECT"
        asserted = ClauseStatus(Status.ASSERTED, "refused", "the refusal itself is told as a fact")
        mode = load_lexicon().mode_of(EventType.REJECT, coding.type, coding.mode)
        return replace(coding, type=EventType.REJECT, mode=mode, rule="refused", why=why), asserted
    coding = _by_whom(coding)
    if coding.type is EventType.MOBILIZE and _is_help(reading, coding):
        why = f"{coding.why}; to help or keep the peace → AID"
        coding = replace(coding, type=EventType.AID, mode=None, rule="sent-to-help", why=why)
    if _is_verbal(reading, coding):
        why = f"{coding.why}; between speakers, in words → ACCUSE"
        coding = replace(coding, type=EventType.ACCUSE, mode="disapprove", rule="verbal-attack", why=why)
    if not _is_to_come(status) or coding.mode == "resign":
        return coding, status
    kept = coding.type is EventType.AGREE or (coding.type in YIELDED and status.rule == "planned")
    if coding.type in COOPERATIVE and not kept:
        return replace(coding, rule=COMING), status
    if coding.type in BLOWS and _is_own_announcement(reading, coding):
        why = f"{coding.why}; announced by its own doer → THREATEN"
        asserted = ClauseStatus(Status.ASSERTED, "announced", "the announcement itself is told as a fact")
        mode = load_lexicon().mode_of(EventType.THREATEN, coding.type, coding.mode)
        return replace(coding, type=EventType.THREATEN, mode=mode, rule="announced", why=why), asserted
    return coding, status


def _is_to_come(status: ClauseStatus) -> bool:
    """Whether it is coming, or is meant to come (a plan, or what "will" come if something else does)."""
    return status.status is Status.FUTURE or status.rule in (CONDITIONAL_PLAN, "intended")


def ordered(reading: Reading, coder: Coder, v: int) -> Coding | None:
    """ "A said that B must …": a request by A to B."""
    modal = next((c for c in reading.children_by(v, "aux") if reading.lower[c] in ("must", "should")), None)
    teller = reading.heads[v]
    if modal is None or reading.deps[v] != "ccomp" or reading.lemma(teller) not in load_lexicon().words["announcing"]:
        return None
    sources = coder.roles.within(subjects(reading, teller))
    targets = without(coder.roles.within(subjects(reading, v)), sources)
    why = f"“{reading.words[teller]} … {reading.words[modal]} {reading.words[v]}”: obligation laid on another → REQUEST"
    return Coding(
        teller, EventType.REQUEST, None, sources, targets, False, frozenset(("both",)), "must", why, [teller], [v]
    )


def _is_verbal(reading: Reading, coding: Coding) -> bool:
    """Whether an "attack" is one politician's on another, or is said to be over or for something."""
    if coding.type is not EventType.ASSAULT or coding.mode or not coding.sources or not coding.targets:
        return False
    if not any(reading.lemma(i).lower() in load_lexicon().words["open_attacks"] for i in coding.trigger):
        return False
    if not all(actor.sector in SPEAKERS for actor in coding.sources):
        return False
    if all(actor.sector in SPEAKERS or not is_political(actor) for actor in coding.targets):
        return True
    persons = all(actor.person for actor in coding.sources)
    return persons and any(reading.lower[c] in ("over", "for", "as") for c in reading.children_by(coding.head, "prep"))


def _by_whom(coding: Coding) -> Coding:
    """A road blocked by the people is PROTEST, by those in power COERCE."""
    sectors = {actor.sector for actor in coding.sources}
    if coding.mode == "obstruct" and sectors and sectors <= POWERS:
        why = f"{coding.why}, done by those in power → COERCE"
        return replace(coding, type=EventType.COERCE, mode="restrict", rule="by-power", why=why)
    if coding.type is EventType.COERCE and coding.mode in BLOCKING and sectors and sectors <= CROWDS:
        why = f"{coding.why}, done by the people → PROTEST"
        return replace(coding, type=EventType.PROTEST, mode="obstruct", rule="by-people", why=why)
    return coding


def _is_help(reading: Reading, coding: Coding) -> bool:
    """Whether troops are sent to keep a peace or to help ("as peacekeepers", "for disaster relief")."""
    words = load_lexicon().words["help"]
    return bool(coding.targets) and any(reading.lower[i] in words for i in reading.subtree(coding.head))


def _is_refused(reading: Reading, coding: Coding) -> bool:
    if coding.type not in COOPERATIVE:
        return False
    return any(
        reading.deps[c] == "aux" and reading.lower[c] in ("will", "would", "wo", "'ll", "’ll")
        for c in reading.children[coding.head]
    )


def _modal_words(reading: Reading, v: int) -> str:
    words = [reading.words[c] for c in reading.children[v] if reading.deps[c] in ("aux", "neg")]
    return " ".join([*words, reading.words[v]])


def _is_own_announcement(reading: Reading, coding: Coding) -> bool:
    """Whether the doer of the coming blow is also the one who tells of it."""
    at = coding.head
    while reading.deps[at] == "conj":
        at = reading.heads[at]
    teller = reading.heads[at]
    if reading.deps[at] != "ccomp" or reading.lemma(teller) not in load_lexicon().words["announcing"]:
        return False
    doer = reading.child(coding.head, "nsubj")
    if doer is not None and reading.tags[doer] == "PRP":
        return True
    return any(reading.child(at, "nsubj") == s for s in subjects(reading, teller))
