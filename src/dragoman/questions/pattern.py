"""The event a question asks about: its type by the frames of the events room and by acts.csv, its actors and place."""

from __future__ import annotations

from dragoman.codes import EventType
from dragoman.events.coder import Coder
from dragoman.events.coding import Coding
from dragoman.places.attach import where_of
from dragoman.questions.acts import act_of, is_kind
from dragoman.questions.asked import FORESEEN, SUBJECTS, Asked
from dragoman.questions.lexicon import asking, things
from dragoman.questions.sides import Sides
from dragoman.questions.wording import act_dared, act_under_way
from dragoman.reading.reading import Reading
from dragoman.records import EventPattern, Place

FURTHER = frozenset(("further", "ahead", "farther", "beyond"))
# "Hold together" is done by one.
STAYING = frozenset(("hold", "stay", "keep", "stick", "hang", "remain"))
RANKS = frozenset(("first", "second", "third", "fourth", "fifth", "next", "latest", "last", "one", "only"))
JOINING = frozenset(("follow", "join", "succeed", "persist"))
LETTING = frozenset(("let", "allow", "get", "persuade", "induce", "convince", "coax"))
# Acts that only point back to what the text has told.
AGAIN = (
    ("try", "again"), ("try", "once"), ("do", "so"), ("do", "the", "same"), ("do", "it", "again"), ("follow", "suit"),
    ("respond", "in", "kind"), ("reply", "in", "kind"), ("answer", "in", "kind"), ("retaliate", "in", "kind"),
    ("have", "another", "go"), ("happen", "again"), ("repeat", "it"), ("do", "likewise"),
)  # fmt: skip
# These answer only with a "back" behind them.
BLOWS = frozenset(("hit", "strike", "come", "fire", "push"))
ANSWERING = BLOWS | {"respond", "answer", "retaliate", "react", "reply", "counter"}
# What is answered with, by its kind in things.toml.
ANSWERS = {
    "sanctions": EventType.SANCTION,
    "bans": EventType.SANCTION,
    "attacks": EventType.ASSAULT,
    "violence": EventType.ASSAULT,
    "exercises": EventType.MOBILIZE,
    "protests": EventType.PROTEST,
    "proposals": EventType.AGREE,
    "curbs": EventType.COERCE,
}
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
    kind, coding = _kind(reading, coder, places, sides, asked, act)
    row = act_of(reading, places, act, sides.earlier.tells_of)
    endured = row is not None and row.is_endured and kind is row.type
    place = where_of(reading, places, act)
    stopped = reading.child(act, "xcomp") if reading.lemma(act) in STOPPING else None
    if kind is not None and (row is None or not row.subjects) and _is_done_by_a_thing(reading, sides, asked):
        kind, coding = None, None
    source, target = sides.of(asked, act if stopped is None else stopped, kind, coding, endured=endured)
    if kind is None and not source and not target and place is None:
        return None
    return EventPattern(kind, source, target, place)


def _is_done_by_a_thing(reading: Reading, sides: Sides, asked: Asked) -> bool:
    """ "Will the weather soften?": what is no actor yields to nobody."""
    subject = reading.child(asked.verb, "nsubj")
    if subject is None or reading.tags[subject] not in ("NN", "NNS") or reading.child(asked.verb, "agent") is not None:
        return False
    if reading.lemma(asked.verb) in asking().happening or is_kind(reading, subject, tuple(things())):
        return False
    return not sides.meant.subject(subject)


def _kind(
    reading: Reading, coder: Coder, places: list[Place], sides: Sides, asked: Asked, act: int
) -> tuple[EventType | None, Coding | None]:
    """The type of the first of the words that names an act: by the frames of the events room, else as questions ask."""
    if _is_denied(reading, asked):
        return None, None
    stopped = reading.child(act, "xcomp") if reading.lemma(act) in STOPPING else None
    if stopped is not None:
        kind, coding = _named(reading, coder, places, sides, stopped)
        return (STOPPED.get(kind) if kind is not None else None), coding
    for i in (act, *_aims(reading, act)):
        kind, coding = _named(reading, coder, places, sides, i)
        if kind is not None or coding is not None:
            return kind, coding
        row = act_of(reading, places, i, sides.earlier.tells_of)
        if row is not None:
            return None, None
    for noun in _nouns(reading, asked, act):
        if is_kind(reading, noun, ("joint",)):
            return EventType.COOPERATE, None
        coding = coder.code(noun)
        if coding is not None:
            is_pact = coding.type is EventType.SUPPORT and is_kind(reading, noun, ("pacts",))
            return (EventType.AGREE if is_pact else coding.type), coding
    return None, None


def _named(
    reading: Reading, coder: Coder, places: list[Place], sides: Sides, i: int
) -> tuple[EventType | None, Coding | None]:
    told = _as_told(reading, sides, i)
    if told is not None:
        return told, None
    answered = _answering(reading, coder, i)
    if answered is not None and answered[0] is not None:
        return answered
    coding = coder.code(i)
    row = act_of(reading, places, i, sides.earlier.tells_of, over=_length_of(reading, coder, coding, i))
    if row is not None and row.type is not None:
        return row.type, coding
    if row is not None and row.is_first:
        return None, None
    beside = {reading.lower[c] for c in reading.children[i]}
    if coding is None and beside & {"together", "jointly"} and reading.lemma(i) not in STAYING:
        return EventType.COOPERATE, None
    return (coding.type if coding is not None else None), coding


def _length_of(reading: Reading, coder: Coder, coding: Coding | None, i: int) -> int | None:
    """Of how many words, beyond the verb, the frame of a verb is; ``None`` where it has none.

    A frame that asks for two known sides and has not got them is no better than its bare verb.
    """
    if coding is None:
        return None
    if "both" in coding.needs and not (coding.sources and coding.targets):
        return 0
    match = coder.matcher.frame_of(i, reading.lemma(i)) if reading.is_verb(i) else None
    return len(match[0].rest) + bool(match[0].objects) if match is not None else 1


def _answering(reading: Reading, coder: Coder, act: int) -> tuple[EventType | None, Coding | None] | None:
    """What something is answered with: "will it respond with the customary threats?"; ``None`` where nothing is told.

    An answer that the table of events does not know is of no known type.
    """
    if reading.lemma(act) not in ANSWERING:
        return None
    back = [c for c in reading.children_by(act, "prt", "advmod") if reading.lower[c] == "back"]
    if not back and reading.lemma(act) in BLOWS:
        return None
    linked = [c for i in (act, *back) for c in reading.children[i] if reading.lower[c] in ("with", "by")]
    for noun in (n for c in linked for n in reading.children_by(c, "pobj", "pcomp") if reading.mention_of[n] is None):
        known = ANSWERS.get(_kind_of(reading, noun))
        coding = coder.code(noun) if known is None else None
        return (coding.type, coding) if coding is not None else (known, None)
    return None


def _kind_of(reading: Reading, noun: int) -> str:
    return next((kind for kind in ANSWERS if is_kind(reading, noun, (kind,))), "")


def _as_told(reading: Reading, sides: Sides, act: int) -> EventType | None:
    """The type of an act that only points back: "will they try again?", "might Kigali respond in kind?"."""
    if reading.lemma(act) == "be" and "next" in (reading.lower[c] for c in reading.children_by(act, "advmod", "acomp")):
        # "Is Uvira next?"
        return sides.earlier.last_kind(act)
    words = reading.lower[act : act + 4]
    again = any(words[: len(run)] == list(run) for run in AGAIN)
    after = reading.words[act + 1 : act + 2]
    again = again or (tuple(words[:1]) == ("follow",) and after in ([], ["?"], ["."], [","]))
    if not again:
        return None
    # Who tries again has tried before; who answers in kind has been done it to.
    doer = reading.child(act, "nsubj")
    tries = sides.meant.subject(doer) if doer is not None and words[:1] in (["try"], ["have"], ["repeat"]) else ()
    return sides.earlier.last_kind(act, tries)


def _is_denied(reading: Reading, asked: Asked) -> bool:
    """ "Will Kenya not sign?", "is a meeting off the table?": no one event tells that it did not happen; "won't it
    sign?" asks whether it does."""
    words = reading.lower[asked.first : asked.last + 1]
    off = any(words[k : k + 2] in (["off", "the"], ["out", "of"]) for k in range(1, len(words)))
    if off and asked.rule == FORESEEN and reading.lemma(asked.verb) == "be":
        return True
    denials = [c for c in reading.children_by(asked.verb, "neg") if c != asked.opener + 1]
    return any(reading.lower[c] in ("not", "never") for c in denials)


def _aims(reading: Reading, act: int) -> list[int]:
    """The verbs of what the object of an act is for: "a campaign designed to show that it can strike back"."""
    nouns = _worked_on(reading, act)
    aims = [c for noun in nouns for c in reading.children_by(noun, "acl") if reading.tags[c] != "VBG"]
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
    happens = reading.lemma(act) in asking().happening
    nouns = (
        _worked_on(reading, act) if happens or reading.lemma(act) in asking().light or asked.rule == FORESEEN else []
    )
    if happens:
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
    dared = act_dared(reading, verb)
    if dared is not None:
        return dared
    below = reading.child(verb, "xcomp")
    if below is not None or reading.lemma(verb) not in ("be", "become"):
        return below
    first = reading.child(verb, "attr")
    aim = reading.child(verb, "advcl")
    if (
        first is not None
        and aim is not None
        and reading.tags[aim] == "VB"
        and first < aim
        and _is_ranked(reading, first)
    ):
        return aim
    for c in reading.children_by(verb, "acomp", "attr"):
        for act in reading.children_by(c, "xcomp", "relcl", "acl"):
            if reading.tags[act] == "VB" and any(reading.lower[k] == "to" for k in reading.children_by(act, "aux")):
                return act
    return None


def _is_ranked(reading: Reading, noun: int) -> bool:
    """ "The first country to …", "the next to …"."""
    return any(reading.lower[c] in RANKS for c in (noun, *reading.children[noun]))


def _further(reading: Reading, verb: int) -> int | None:
    """The act of "follow it in recognising it", "go so far as to break it off", "go further and expel".

    "Go on talking" too.
    """
    suit = reading.child(verb, "dobj") if reading.lemma(verb) == "follow" else None
    if suit is not None and reading.lower[suit] in ("suit", "example", "lead"):
        # "Follow suit and recognise it".
        return next((j for j in reading.children_by(verb, "conj") if reading.tags[j] == "VB"), None)
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
