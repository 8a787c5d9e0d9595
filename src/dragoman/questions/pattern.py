"""The event a question asks about: its type by the frames of the events room and by acts.csv, its actors and place."""

from __future__ import annotations

from dragoman.codes import EventType
from dragoman.events.coder import Coder
from dragoman.events.coding import Coding
from dragoman.places.attach import where_of
from dragoman.questions.acts import act_of, is_kind
from dragoman.questions.asked import SUBJECTS, Asked
from dragoman.questions.earlier import Earlier
from dragoman.questions.lexicon import asking
from dragoman.questions.sides import Sides
from dragoman.questions.wording import act_under_way
from dragoman.reading.reading import Reading
from dragoman.records import EventPattern, Place

FURTHER = frozenset(("further", "ahead", "farther", "beyond"))
JOINING = frozenset(("follow", "join", "succeed", "persist"))
LETTING = frozenset(("let", "allow"))
# Acts that only point back to what the text has told.
AGAIN = (
    ("try", "again"), ("try", "once"), ("do", "so"), ("do", "the", "same"), ("do", "it", "again"), ("follow", "suit"),
    ("respond", "in", "kind"), ("reply", "in", "kind"), ("answer", "in", "kind"), ("retaliate", "in", "kind"),
    ("have", "another", "go"), ("happen", "again"), ("repeat", "it"), ("do", "likewise"),
)  # fmt: skip
# What ends, or is stopped, by the type of what goes on: to stop shelling is to hold one's fire.
STOPPING = frozenset(("stop", "cease", "quit", "halt", "end", "suspend"))
STOPPED = {
    EventType.ASSAULT: EventType.RETREAT,
    EventType.COERCE: EventType.RETREAT,
    EventType.MOBILIZE: EventType.RETREAT,
    EventType.SANCTION: EventType.RETREAT,
    EventType.AID: EventType.SANCTION,
    EventType.COOPERATE: EventType.SANCTION,
    EventType.CONSULT: EventType.REJECT,
    EventType.PROTEST: EventType.CONCEDE,
}


def pattern_of(reading: Reading, coder: Coder, places: list[Place], sides: Sides, asked: Asked) -> EventPattern | None:
    """Who would do what to whom, and where; ``None`` where the question names nobody and no act."""
    act = act_of_question(reading, asked.verb)
    kind, coding = _kind(reading, coder, places, sides.earlier, asked, act)
    row = act_of(reading, places, act)
    endured = row is not None and row.is_endured and kind is row.type
    place = where_of(reading, places, act)
    source, target = sides.of(asked, act, kind, coding, endured=endured)
    if kind is None and not source and not target and place is None:
        return None
    return EventPattern(kind, source, target, place)


def _kind(
    reading: Reading, coder: Coder, places: list[Place], earlier: Earlier, asked: Asked, act: int
) -> tuple[EventType | None, Coding | None]:
    """The type of the first of the words that names an act: by the frames of the events room, else as questions ask."""
    if _is_denied(reading, asked):
        return None, None
    stopped = reading.child(act, "xcomp") if reading.lemma(act) in STOPPING else None
    if stopped is not None:
        kind, coding = _named(reading, coder, places, earlier, stopped)
        return (STOPPED.get(kind) if kind is not None else None), coding
    for i in (act, *_aims(reading, act)):
        kind, coding = _named(reading, coder, places, earlier, i)
        if kind is not None or coding is not None:
            return kind, coding
        row = act_of(reading, places, i)
        if row is not None:
            return None, None
    for noun in _nouns(reading, asked, act):
        if is_kind(reading, noun, ("joint",)):
            return EventType.COOPERATE, None
        coding = coder.code(noun)
        if coding is not None:
            return coding.type, coding
    return None, None


def _named(
    reading: Reading, coder: Coder, places: list[Place], earlier: Earlier, i: int
) -> tuple[EventType | None, Coding | None]:
    told = _as_told(reading, earlier, i)
    if told is not None:
        return told, None
    coding = coder.code(i)
    row = act_of(reading, places, i, only_first=coding is not None)
    if row is not None and row.type is not None:
        return row.type, coding
    if coding is None and any(reading.lower[c] in ("together", "jointly") for c in reading.children[i]):
        return EventType.COOPERATE, None
    return (coding.type if coding is not None else None), coding


def _as_told(reading: Reading, earlier: Earlier, act: int) -> EventType | None:
    """The type of an act that only points back: "will they try again?", "might Kigali respond in kind?"."""
    words = reading.lower[act : act + 4]
    again = any(words[: len(run)] == list(run) for run in AGAIN)
    after = reading.words[act + 1 : act + 2]
    again = again or (tuple(words[:1]) == ("follow",) and after in ([], ["?"], ["."], [","]))
    return earlier.last_kind(act) if again else None


def _is_denied(reading: Reading, asked: Asked) -> bool:
    """ "Will Kenya not sign?": no one event tells that it did not; "won't it sign?" asks whether it does."""
    denials = [c for c in reading.children_by(asked.verb, "neg") if c != asked.opener + 1]
    return any(reading.lower[c] in ("not", "never") for c in denials)


def _aims(reading: Reading, act: int) -> list[int]:
    """The verbs of what the object of an act is for: "a campaign designed to show that it can strike back"."""
    nouns = _worked_on(reading, act)
    aims = [c for noun in nouns for c in reading.children_by(noun, "acl")]
    for _ in range(3):
        aims += [c for aim in aims[-3:] for c in reading.children_by(aim, "xcomp", "ccomp") if c not in aims]
    return aims


def _worked_on(reading: Reading, act: int) -> list[int]:
    nouns = reading.children_by(act, "dobj", "attr")
    nouns += [p for c in reading.children_by(act, "prep") for p in reading.children_by(c, "pobj")]
    # "Is there any chance of talks?"
    chances = [j for j in nouns if reading.lemma(j) in asking().chances]
    return nouns + [p for j in chances for c in reading.children_by(j, "prep") for p in reading.children_by(c, "pobj")]


def _nouns(reading: Reading, asked: Asked, act: int) -> list[int]:
    """The nouns that may name the act: what its verb works on; its subject, where the verb says that it happens."""
    nouns = _worked_on(reading, act)
    if reading.lemma(act) in asking().happening:
        nouns += reading.children_by(asked.verb, "nsubj", "nsubjpass")
    return nouns


def act_of_question(reading: Reading, verb: int) -> int:
    """The verb that names the act itself: the one under "continue to", "is going to", "try to", "be asked to"."""
    table = asking()
    going = act_under_way(reading, verb)
    if going is not None:
        verb = going
    if reading.lemma(verb) == "happen":
        # "What would happen if the dam were bombed?"
        supposed = [c for c in reading.children_by(verb, "advcl") if _opens_with_if(reading, c)]
        verb = supposed[0] if supposed else verb
    for _ in range(3):
        further = _further(reading, verb)
        if further is not None:
            verb = further
            continue
        below = _below(reading, verb)
        passed_on = reading.lemma(verb) in table.passed_on and reading.child(verb, "auxpass") is not None
        leads = passed_on or reading.lemma(verb) in table.aspect | table.bound
        if below is not None and reading.lemma(verb) in LETTING and reading.lemma(below) == "go":
            break
        if below is None and reading.lemma(verb) in LETTING:
            # "Let its gendarmes ride with ours": what is let happen is asked about.
            below = reading.child(verb, "ccomp")
            if (
                below is not None
                and reading.lower[below + 1 : below + 2] in ([], ["."], ["?"])
                and (reading.lemma(below) == "go")
            ):
                # "Let the women go".
                break
            leads = below is not None and reading.child(below, *SUBJECTS) is not None
        if below is None or not leads or not reading.is_verb(below):
            break
        verb = below
    return verb


def _opens_with_if(reading: Reading, verb: int) -> bool:
    return any(reading.lower[c] == "if" for c in reading.children_by(verb, "mark"))


def _below(reading: Reading, verb: int) -> int | None:
    """The verb under another, or under its adjective ("is quick to", "will be the first to leave")."""
    below = reading.child(verb, "xcomp")
    if below is not None or reading.lemma(verb) != "be":
        return below
    for c in reading.children_by(verb, "acomp", "attr"):
        for act in reading.children_by(c, "xcomp", "relcl", "acl"):
            if reading.tags[act] == "VB" and any(reading.lower[k] == "to" for k in reading.children_by(act, "aux")):
                return act
    return None


def _further(reading: Reading, verb: int) -> int | None:
    """The act of "follow it in recognising it", "go so far as to break it off", "go further and expel".

    "Go on talking" too.
    """
    if reading.lemma(verb) in JOINING:
        within = (c for c in reading.children_by(verb, "prep") if reading.lower[c] == "in")
        return next((act for c in within for act in reading.children_by(c, "pcomp")), None)
    if reading.lemma(verb) not in ("go", "move", "step", "press", "carry", "keep"):
        return None
    for c in reading.children[verb]:
        if reading.lower[c] in FURTHER:
            return next((j for j in reading.children_by(verb, "conj") if reading.tags[j] == "VB"), None)
        linked = [c, *(reading.children_by(c, "prep") if reading.lower[c] == "far" else ())]
        hanging = [j for k in linked for j in reading.children_by(k, "advcl", "pcomp", "pobj", "xcomp")]
        hanging += reading.children_by(verb, "advcl") if reading.lower[c] == "far" else []
        below = [j for j in hanging if reading.tags[j] in ("VB", "VBG")]
        after = c + 1
        if reading.lower[c] == "on" and after < len(reading) and reading.tags[after] == "VBG":
            return after
        if reading.lower[c] in ("far", "on") and below:
            return below[0]
    return None
