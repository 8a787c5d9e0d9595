"""Stances without a word of their own: "will not negotiate", "will only … if", "must leave", "no deal without"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dragoman.codes import ConditionKind, Stance, Status
from dragoman.positions.conditions import Tie
from dragoman.positions.grammar import (
    SUBJECTS,
    agent_of,
    complement_of,
    is_adverbial,
    is_infinitive,
    is_none,
    subject_of,
)
from dragoman.positions.lexicon import lexicon
from dragoman.positions.stances import Held
from dragoman.positions.voices import FIRST_PERSON, OPINIONS, Voices
from dragoman.reading.clauses import status_of
from dragoman.reading.reading import Reading
from dragoman.records import Actor

ABLE = frozenset(("can", "could", "ca", "may", "might"))
WILL = frozenset(("will", "wo", "'ll", "’ll", "would", "shall", "'d", "’d")) | ABLE
MUST = frozenset(("must", "should", "ought", "has", "have", "needs", "need"))
OBLIGATIONS = dict.fromkeys(("has", "have"), "has to") | dict.fromkeys(("needs", "need"), "needs to")
OBLIGATIONS |= {"must": "must", "should": "should", "ought": "ought to"}
ANYBODY = frozenset(("everyone", "everybody", "anyone", "anybody", "people", "one", "nobody", "someone", "you"))
GIVE = frozenset(("give", "gives", "gave", "given"))
MODALS = WILL | MUST | GIVE | {"no"}
# "Cannot" refuses only where the act is one of consent.
CONSENT = frozenset(("accept", "agree", "allow", "tolerate", "recognize", "recognise", "permit", "negotiate"))
# To do these is to take up what another proposes.
TAKING = frozenset(("accept", "agree", "consent", "discuss", "join", "attend", "participate", "receive"))
# Verbs of being and of the mind: "will never know" is no line that somebody draws.
BINDING = frozenset((ConditionKind.UNLESS, ConditionKind.UNTIL))
PLAIN = frozenset(("if", "should", "were"))
# Rules of this module whose stance a verb of promising above them tells again.
WILLED = frozenset(("willed", "declared"))
PROMISING = frozenset((Stance.OFFER, Stance.THREATEN))
STATIVE = frozenset(
    (
        "be",
        "have",
        "know",
        "win",
        "forget",
        "remember",
        "see",
        "feel",
        "understand",
        "become",
        "believe",
        "lose",
        "suffer",
        "die",
    )
)

Ties = Mapping[int, Tie]


def willed_at(reading: Reading, voices: Voices, i: int, tied: Ties) -> Held | None:
    """The stance that the auxiliary at token ``i`` puts forward; ``tied`` has the conditions by what they hang on."""
    word, verb = reading.lower[i], reading.heads[i]
    if word == "no":
        return _no_such_thing(reading, voices, i, tied)
    if word in GIVE:
        return _given_time(reading, voices, i)
    if word in MUST:
        return _must(reading, voices, i)
    if reading.deps[i] != "aux" or reading.tags[i] != "MD":
        return None
    return _will(reading, voices, i, verb, tied)


def _will(reading: Reading, voices: Voices, i: int, verb: int, tied: Ties) -> Held | None:
    acts = lexicon().acts
    tie, lemma = tied.get(verb), reading.lemma(verb)
    hostile = lemma in acts["hostile"]
    # "Will not be attending" tells a schedule, not a refusal.
    subject = subject_of(reading, verb)
    if reading.tags[verb] == "VBG" or reading.child(verb, "expl") is not None or _is_past(reading, verb):
        return None
    if reading.is_question(verb) and subject is not None and i < subject:
        return None
    if any(reading.tags[c] in ("WP", "WRB") for c in reading.children[verb]):
        return None
    none_such = subject is not None and is_none(reading, subject)
    actors, own = _doers(reading, voices, verb, subject, tie, permits=reading.lower[i] in ABLE)
    known = (
        hostile
        or lemma in acts["willed"]
        or _is_sworn_off(reading, verb)
        or (own and lemma not in STATIVE and _makes_terms(reading, voices, verb, tie, actors))
    )
    patient = reading.child(verb, "dobj")
    abstains = patient is not None and is_none(reading, patient) and lemma not in STATIVE
    known = known or (abstains and reading.lemma(patient or verb) not in acts["idle"])
    if none_such:
        known = (tie is not None and tie.kind in BINDING) or (lemma in CONSENT and reading.lower[i] not in ABLE)
    if not actors or not known:
        return None
    stance, why = _will_stance(reading, voices, i, verb, tie, hostile)
    if none_such:
        stance, why = Stance.RULE_OUT, f"“{reading.words[subject or verb]}” rules out that anything of the kind is done"
    if stance is None:
        return None
    status = voices.status(verb, _status(reading, voices, i, verb, tie))
    head = _object_of_consent(reading, verb)
    whole = head == verb and subject is not None and _is_no_holder(reading, voices, subject, actors)
    return Held(verb, head, actors, None, stance, status, "willed", why, whole=whole)


def _makes_terms(reading: Reading, voices: Voices, verb: int, tie: Tie | None, actors: tuple[Actor, ...]) -> bool:
    """Whether a condition makes any act a position: a plain "if" does so only in the doer's own mouth."""
    if tie is None or tie.cue.words[0] not in PLAIN or _fails(reading, tie):
        return tie is not None
    speaker = voices.speaker(verb)
    if speaker is None:
        return False
    official = speaker.country is None and speaker.sector in ("GOV", "MIL")
    return any(
        speaker.id == actor.id or (actor.country and (official or speaker.country == actor.country)) for actor in actors
    )


def _is_no_holder(reading: Reading, voices: Voices, subject: int, actors: tuple[Actor, ...]) -> bool:
    """Whether a clause is about something else than its holder ("the gate will stay shut", said by its warden)."""
    pronoun = reading.lower[subject] in FIRST_PERSON | {"it", "he", "she", "who", "which", "that"}
    if pronoun or reading.child(subject, "relcl") is not None:
        return False
    meant = voices.actors(subject) or voices.taken_up(subject) or voices.holders(subject)
    return not {a.id for a in meant} & {a.id for a in actors}


def _is_past(reading: Reading, verb: int) -> bool:
    """Whether "have" stands before the verb ("will have passed", "would have called")."""
    return any(reading.lower[c] in ("have", "'ve", "’ve") for c in reading.children_by(verb, "aux"))


def _doers(
    reading: Reading, voices: Voices, verb: int, subject: int | None, tie: Tie | None, *, permits: bool
) -> tuple[tuple[Actor, ...], bool]:
    """Whose will it is, and whether a condition alone makes the act a position of theirs."""
    spoken = voices.willing(verb)
    if subject is not None and is_none(reading, subject):
        return (spoken, tie is not None) if tie is not None or reading.child(verb, "auxpass") else ((), False)
    if reading.child(verb, "auxpass") is not None:
        # What "will be opened if" is no act of the gate's, nor of the prisoners'.
        agent = agent_of(reading, verb)
        return (voices.holders(agent), True) if agent is not None else (spoken, tie is not None)
    actors = (voices.actors(subject) or voices.taken_up(subject)) if subject is not None else ()
    if not actors and subject is not None and reading.lower[subject] in lexicon().light["bodies"]:
        actors = voices.holders(subject)
        return actors, tie is not None
    known = _is_known(actors)
    if tie is not None and spoken and subject is not None and _are_others(reading, subject, actors, spoken[0]):
        return spoken, True
    if tie is not None and spoken and permits and spoken[0].id not in {a.id for a in actors}:
        # "They may leave once the fine is paid": it is for the speaker to let them.
        return spoken, True
    if actors and (known or tie is None or tie.kind not in BINDING or not spoken):
        return actors, tie is not None and known
    if tie is not None and tie.kind in BINDING and spoken:
        # "The schools will stay shut unless …": what hangs on a condition is the speaker's own doing.
        return spoken, True
    return (voices.holders(subject) if subject is not None else ()), False


def _are_others(reading: Reading, subject: int, actors: tuple[Actor, ...], speaker: Actor) -> bool:
    """Whether a speaker tells what people at his bidding will do ("the guards would testify only if")."""
    under_orders = bool(actors) and all(a.id != speaker.id and a.sector in ("MIL", "COP") for a in actors)
    return under_orders and reading.tags[subject] == "NNS"


def _is_sworn_off(reading: Reading, verb: int) -> bool:
    """Whether "never" denies an act of any kind ("would never again lease the ridge")."""
    return reading.lemma(verb) not in STATIVE and any(reading.lower[c] == "never" for c in reading.children[verb])


def _object_of_consent(reading: Reading, verb: int) -> int:
    """What "accept", "agree to" or "allow" is about; any other act is itself the object."""
    for cue in lexicon().stances.get(reading.lower[verb], ()):
        if cue.stance is Stance.ACCEPT and cue.lemma == reading.lemma(verb):
            complement = complement_of(reading, verb, cue)
            return complement.head if complement is not None else verb
    return verb


def _will_stance(
    reading: Reading, voices: Voices, i: int, verb: int, tied: Tie | None, hostile: bool
) -> tuple[Stance | None, str]:
    words = {reading.lower[c] for c in reading.children[verb]}
    act = reading.words[verb]
    refuses = reading.is_negated(verb)
    if reading.lower[i] in ABLE:
        if refuses:
            return (Stance.REJECT, f"“cannot {act}” is a refusal") if reading.lemma(verb) in CONSENT else (None, "")
        if tied is not None and tied.cue.words[0] in PLAIN and reading.lemma(verb) not in TAKING:
            # "It could happen again if" foretells.
            return None, ""
        if tied is not None and _takes_up(reading, verb):
            return Stance.ACCEPT, f"“{reading.lower[i]} {act}” accepts it on a condition"
        if tied is not None and tied.kind not in BINDING and not hostile:
            return Stance.OFFER, f"“{reading.lower[i]} {act}” is offered on a condition"
        return None, ""
    if refuses and ("never" in words or "circumstances" in {reading.lower[j] for j in reading.subtree(verb)[:60]}):
        return Stance.RULE_OUT, f"“never {act}” rules it out"
    patient = reading.child(verb, "dobj")
    if patient is not None and is_none(reading, patient):
        stance = Stance.RULE_OUT if tied is None else Stance.REJECT
        return stance, f"“will {act} no …” is a refusal"
    if any(is_none(reading, s) for c in reading.children_by(verb, "ccomp") for s in reading.children_by(c, *SUBJECTS)):
        return Stance.RULE_OUT, f"“will {act} nobody …” rules it out"
    if tied is not None and tied.denied:
        return Stance.REJECT, f"“{act}” only when something else is so: till then it is refused"
    if refuses:
        return Stance.REJECT, f"“will not {act}” is a refusal"
    if "only" in words and _takes_up(reading, verb):
        return Stance.ACCEPT, f"“will only {act}” accepts it on a condition"
    if "only" in words:
        return Stance.OFFER, f"“will only {act}” offers it on a condition"
    if tied and (
        hostile or _fails(reading, tied) or _strikes(reading, verb) or tied.kind in BINDING or voices.warns(verb)
    ):
        return Stance.THREATEN, f"“will {act}” is threatened on a condition"
    if tied and _takes_up(reading, verb):
        return Stance.ACCEPT, f"“will {act}” accepts it on a condition"
    if tied:
        return Stance.OFFER, f"“will {act}” is offered on a condition"
    return None, ""


def _takes_up(reading: Reading, verb: int) -> bool:
    """Whether an act takes up what another proposes ("join", "take part")."""
    taken = reading.child(verb, "dobj") if reading.lemma(verb) == "take" else None
    return reading.lemma(verb) in TAKING or (taken is not None and reading.lower[taken] == "part")


def declared_at(reading: Reading, voices: Voices, tie: Tie) -> Held | None:
    """What is so until or unless something happens, in somebody's mouth: "the boats stay tied up until …"."""
    verb = tie.anchor
    if (
        reading.tags[verb] not in ("VB", "VBZ", "VBP")
        or reading.child(verb, "aux") is not None
        or reading.is_question(verb)
        or tie.first <= verb <= tie.last
    ):
        return None
    speakers = voices.willing(verb)
    subject = reading.child(verb, *SUBJECTS)
    if not speakers or subject is None or reading.lemma(verb) in STATIVE:
        return None
    none_such = is_none(reading, subject)
    first = reading.lower[subject] in FIRST_PERSON
    thing = tie.kind in BINDING and not _is_known(voices.actors(subject)) and _stays(reading, verb)
    if (
        not (none_such and tie.kind in BINDING)
        and not (first and tie.kind is not ConditionKind.PRECONDITION)
        and not thing
    ):
        return None
    status = voices.status(verb, Status.ASSERTED)
    act = reading.words[verb]
    if none_such:
        stance, why = Stance.RULE_OUT, f"“{reading.words[subject]} … {act}” rules out that anything of the kind is done"
    elif tie.kind in BINDING or voices.warns(verb) or _strikes(reading, verb):
        stance, why = Stance.THREATEN, f"“{act}” is what the speaker holds over others till something happens"
    else:
        stance, why = Stance.OFFER, f"“{act}” is offered on a condition"
    if reading.is_negated(verb):
        stance = Stance.REJECT
    whole = not first and _is_no_holder(reading, voices, subject, speakers)
    return Held(verb, verb, speakers, None, stance, status, "declared", why, whole=whole)


def _is_known(actors: tuple[Actor, ...]) -> bool:
    return any(a.country or a.office or a.sector or a.person for a in actors)


def _stays(reading: Reading, verb: int) -> bool:
    acts = lexicon().acts
    return reading.lemma(verb) in acts["staying"] or reading.lemma(verb) in acts["willed"]


def without_doubles(reading: Reading, found: Mapping[int, Held]) -> list[Held]:
    """The stances of a sentence, "promised that it would …" told once, by the word that makes the promise."""
    doubles = {held.head: held for held in found.values() if held.head != held.trigger and held.head in found}
    kept = []
    for held in found.values():
        outer, inner = doubles.get(held.trigger), found.get(held.head)
        if outer is not None and outer.rule not in WILLED and held.rule == "declared":
            continue
        if outer is not None and held.rule in WILLED and outer.stance in PROMISING:
            continue
        if inner is not None and inner is not held and inner.rule in WILLED and held.stance in PROMISING:
            held = _promised(reading, held, inner)
        kept.append(held)
    return kept


def _fails(reading: Reading, tie: Tie) -> bool:
    """Whether the condition is that another does not do something ("if he has not signed", "if none comes")."""
    subject = reading.child(tie.head, *SUBJECTS)
    return reading.is_negated(tie.head) or (subject is not None and is_none(reading, subject))


def _strikes(reading: Reading, verb: int) -> bool:
    """Whether an act hurts, or answers one that does ("if they shoot, we shall answer")."""
    acts = lexicon().acts
    return reading.lemma(verb) in acts["hostile"] or reading.lemma(verb) in acts["answering"]


def _promised(reading: Reading, held: Held, inner: Held) -> Held:
    """The promise or threat with what its own clause tells: who is bound by it, and whether it says no."""
    named = tuple(a for a in inner.actors if a.country and not a.person)
    actors = (
        named if named and inner.rule == "willed" and reading.child(inner.trigger, "nsubj") is not None else held.actors
    )
    if held.stance is Stance.OFFER and inner.stance in (Stance.REJECT, Stance.RULE_OUT):
        return replace(held, actors=actors, stance=Stance.RULE_OUT, why=f"{held.why}; {inner.why}")
    return replace(held, actors=actors)


def _status(reading: Reading, voices: Voices, i: int, verb: int, tie: Tie | None) -> Status:
    """Asserted unless the clause itself is supposed or asked: the "will" is the stance, not a forecast."""
    governed = reading.heads[verb]
    if reading.is_question(verb):
        return Status.HYPOTHETICAL
    if any(
        reading.lower[c] in ("if", "whether", "unless") and reading.deps[c] == "mark" for c in reading.children[verb]
    ):
        return Status.HYPOTHETICAL
    if reading.deps[verb] in ("ccomp", "conj", "acl", "relcl", "advcl") and governed != verb:
        above = status_of(reading, governed)
        if above.status is not Status.ASSERTED and above.rule not in ("modal", "future"):
            return above.status
    if reading.lower[i] in ("may", "might"):
        return Status.HYPOTHETICAL
    if tie is not None and tie.cue.words[0] not in PLAIN:
        # "Would accept it only if" reports terms; "would accept it if" may only suppose.
        return Status.ASSERTED
    shifted = reading.deps[verb] == "ccomp" or voices.around(verb) is not None
    if reading.lower[i] in ("would", "'d", "’d") and not shifted:
        return Status.HYPOTHETICAL
    return Status.ASSERTED


def _must(reading: Reading, voices: Voices, i: int) -> Held | None:
    """What a speaker says that another must do is a demand on that other."""
    verb, owes = _obligation(reading, i)
    statement = voices.around(i)
    if verb is None or owes is None or statement is None or statement.speaker is None or statement.act in OPINIONS:
        return None
    if reading.is_question(verb) or reading.lower[owes] in FIRST_PERSON or reading.child(verb, "expl") is not None:
        return None
    speaker = voices.represented(statement.speaker) or statement.speaker
    if not (speaker.person or speaker.country or speaker.office or speaker.sector) or reading.lower[owes] in ANYBODY:
        return None
    patient = voices.actor(owes)
    if patient is None and (reading.lower[i] != "must" or _is_private(speaker)):
        return None
    if patient is not None and patient.id in (speaker.id, statement.speaker.id):
        return None
    clause = verb if reading.lower[i] in ("must", "should") else i
    if reading.deps[clause] in ("relcl", "acl", "csubj") or is_adverbial(reading, clause):
        return None
    found = status_of(reading, clause)
    status = Status.ASSERTED if found.rule in ("modal", "plain", "negation", "future") else found.status
    why = f"the speaker says what “{OBLIGATIONS[reading.lower[i]]}” be done"
    patient = patient if reading.child(verb, "auxpass") is None else None
    return Held(verb, verb, (speaker,), patient, Stance.DEMAND, voices.status(verb, status), "obligation", why)


def _is_private(speaker: Actor) -> bool:
    return speaker.person and not (speaker.country or speaker.office or speaker.sector)


def _obligation(reading: Reading, i: int) -> tuple[int | None, int | None]:
    """The verb that is owed and who owes it, for "must", "should", "has to", "needs to"."""
    word = reading.lower[i]
    if word in ("must", "should"):
        verb = reading.heads[i]
        owes = reading.child(verb, "nsubj", "nsubjpass")
        if (
            reading.deps[i] != "aux"
            or (owes is not None and i < owes)
            or any(
                reading.lower[c] in ("have", "be") and reading.tags[c] == "VB" and reading.deps[c] == "aux"
                for c in reading.children[verb]
            )
        ):
            return None, None
        return verb, owes
    owed = next((c for c in reading.children_by(i, "xcomp") if reading.tags[c] == "VB" and c <= i + 4), None)
    owes = reading.child(i, "nsubj")
    if owes is None and i and reading.is_nominal(i - 1):
        owes = i - 1
    return owed, owes


def _given_time(reading: Reading, voices: Voices, i: int) -> Held | None:
    """ "Gave the firm nine days to clear the channel" and "has given it until May to pay" demand it by then."""
    act = next((v for v in reading.subtree(i) if v > i and reading.tags[v] == "VB" and is_infinitive(reading, v)), None)
    holder = subject_of(reading, i)
    if act is None or holder is None or not _has_time(reading, i, act):
        return None
    actors = voices.holders(holder)
    if not actors:
        return None
    asked = reading.child(i, "dative") or reading.child(i, "dobj")
    status = voices.status(i, status_of(reading, i).status)
    why = "who is given a time to do it is told to do it by then"
    return Held(i, act, actors, voices.actor(asked), Stance.DEMAND, status, "time-given", why)


def _has_time(reading: Reading, first: int, last: int) -> bool:
    """Whether a time stands between two tokens: "nine days", "until the end of the month"."""
    mentions = (reading.mention_of[j] for j in range(first, last))
    return any(mention is not None and mention.label in ("DATE", "TIME") for mention in mentions)


def _no_such_thing(reading: Reading, voices: Voices, i: int, tied: Ties) -> Held | None:
    """ "No talks unless …" and "there will be no talks until …" in somebody's mouth are their refusal."""
    thing = reading.heads[i]
    verb = reading.heads[thing]
    speaker = voices.speaker(thing)
    if reading.deps[i] != "det" or speaker is None or reading.is_question(i):
        return None
    if thing not in tied and not (verb in tied and reading.child(verb, "expl") is not None):
        return None
    why = f"the speaker makes “{reading.words[thing]}” hang on a condition"
    return Held(i, thing, (speaker,), None, Stance.REJECT, voices.status(i, Status.ASSERTED), "no-such-thing", why)


def only_focus(reading: Reading, held: Held) -> range | None:
    """The tokens that "only" singles out in "will only negotiate with the new government"."""
    verb = held.trigger
    if held.rule != "willed" or held.stance is not Stance.OFFER:
        return None
    if not any(reading.lower[c] == "only" for c in reading.children[verb]):
        return None
    focus = next((c for c in reading.children[verb] if c > verb and reading.deps[c] in ("prep", "advcl")), None)
    focus = focus if focus is not None else reading.child(verb, "dobj", "xcomp")
    if focus is None or focus < verb:
        return None
    tokens = reading.subtree(focus)
    return range(tokens[0], tokens[-1] + 1)
