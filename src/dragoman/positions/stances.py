"""Stances put forward by a word of their own: "wants", "refused", "is ready to", "its demand for"."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import islice

from dragoman.codes import Stance, Status
from dragoman.positions.grammar import (
    SUBJECTS,
    Complement,
    agent_of,
    author_of,
    complement_of,
    holder_of,
    is_none,
    subject_of,
)
from dragoman.positions.lexicon import StanceCue, lexicon
from dragoman.positions.lists import items_of, root_of
from dragoman.positions.voices import FIRST_PERSON, Voices
from dragoman.reading.clauses import status_of
from dragoman.reading.coreference import antecedent_of
from dragoman.reading.reading import Reading
from dragoman.records import Actor

PART_OF_TAG = {"V": "verb", "N": "noun", "J": "adjective"}
NAMES = {
    Stance.DEMAND: "a demand",
    Stance.OFFER: "an offer",
    Stance.ACCEPT: "a consent",
    Stance.REJECT: "a refusal",
    Stance.RULE_OUT: "a line not to be crossed",
    Stance.THREATEN: "a threat",
}
# An object that is only a pronoun tells nobody what the position is about.
VAGUE = frozenset(
    (
        "it",
        "that",
        "this",
        "them",
        "these",
        "those",
        "him",
        "her",
        "me",
        "us",
        "you",
        "which",
        "anything",
        "something",
        "what",
        "whatever",
        "who",
        "whom",
    )
)
NO_LONGER = frozenset(("longer", "more"))


@dataclass(frozen=True, slots=True)
class Held:
    """A stance before its conditions are known: ``trigger`` names it, ``head`` heads what it is about.

    ``whole`` tells that the subject of the head is no holder, but belongs to what the stance is about.
    """

    trigger: int
    head: int
    actors: tuple[Actor, ...]
    counterpart: Actor | None
    stance: Stance
    status: Status
    rule: str
    why: str
    turns: bool = False
    tied: bool = False
    weak: bool = False
    whole: bool = False


def stances_at(reading: Reading, voices: Voices, i: int, tied: Container[int]) -> Iterator[Held]:
    """The stance that the word at token ``i`` puts forward, if it does."""
    for cue in lexicon().stances[reading.lower[i]]:
        if not _matches(reading, i, cue):
            continue
        complement = complement_of(reading, i, cue) or _listed_under(reading, i, cue)
        if (
            complement is not None
            and not (i in tied or complement.head in tied)
            and _needs_tie(reading, cue, complement)
        ):
            continue
        if complement is not None:
            complement = _past_idioms(reading, cue, complement)
        if complement is None or _is_excepted(reading, cue, complement, tied):
            continue
        held = _noun_stance(reading, voices, i, cue, complement) if cue.part == "noun" else None
        if cue.part != "noun":
            held = _verb_stance(reading, voices, i, cue, complement)
        if held is not None:
            yield held
            return


def _needs_tie(reading: Reading, cue: StanceCue, complement: Complement) -> bool:
    """Whether the word is a position only where it hangs on a condition: "means to", or a promise of a mere thing."""
    return cue.tied or (cue.things_tied and reading.is_nominal(complement.head))


def _listed_under(reading: Reading, i: int, cue: StanceCue) -> Complement | None:
    """The first of the things that a colon lists behind a demand ("has sent four requests: …")."""
    items = items_of(reading, i, i) if cue.stance is Stance.DEMAND else []
    return Complement(root_of(reading, items[0]), None) if items else None


def _matches(reading: Reading, i: int, cue: StanceCue) -> bool:
    tag = reading.tags[i]
    if cue.part == "adjective":
        return tag in ("JJ", "VBN", "VBD") and reading.lower[i] == cue.lemma
    if (PART_OF_TAG.get(tag[:1]) != cue.part and not _is_misread(reading, i, cue)) or reading.lemma(i) != cue.lemma:
        return False
    if cue.before is not None and (i == 0 or reading.lower[i - 1] != cue.before):
        return False
    particles = reading.children_by(i, "prt")
    if cue.particle is None:
        return not particles
    return any(reading.lower[p] == cue.particle for p in particles)


def _is_misread(reading: Reading, i: int, cue: StanceCue) -> bool:
    """Whether the tagger takes a verb for a noun ("the council, which is absent, promises", "the parties demand")."""
    if cue.part != "verb":
        return False
    if _plural_before(reading, i) is not None:
        return True
    named = reading.child(i, "nsubj") is not None and reading.child(i, "det", "amod", "poss") is None
    return reading.tags[i] == "NNS" and named


def _plural_before(reading: Reading, i: int) -> int | None:
    """The plural that a verb taken for a noun has for its subject: plurals are hardly ever the first of two nouns."""
    before = i - 1
    plural = i and reading.tags[before] == "NNS" and reading.deps[before] == "compound" and reading.heads[before] == i
    return before if plural and reading.tags[i] == "NN" and reading.deps[i] != "pobj" else None


def _is_excepted(reading: Reading, cue: StanceCue, complement: Complement, tied: Container[int]) -> bool:
    head = complement.head
    if head in tied and reading.is_verb(head):
        # Whoever will "not discuss it until" has a position on it.
        return False
    if reading.is_verb(head) and reading.child(head, *SUBJECTS) is not None:
        # What another is to do is never an idiom ("wants to be", but "wants them to be gone").
        return False
    if reading.lower[head] in VAGUE and reading.child(head, "acl", "relcl", "prep") is None:
        # What is taken up is what was just proposed ("accepted this at once").
        return not (reading.lower[head] in ("this", "that") and cue.stance is Stance.ACCEPT)
    if cue.lemma == "warn" and reading.is_nominal(head):
        return True
    return reading.lemma(complement.head) in cue.excepted or reading.lower[complement.head] in cue.excepted


def _is_of_people(reading: Reading, cue: StanceCue, complement: Complement) -> bool:
    """Whether only people do such a thing: times and facts demand as well, and a storm threatens the coast."""
    mere = cue.stance is Stance.THREATEN and reading.is_nominal(complement.head)
    return not (cue.weak or mere or cue.stance is Stance.DEMAND)


def _past_idioms(reading: Reading, cue: StanceCue, complement: Complement) -> Complement:
    """The next thing listed where the first is none to have a position on ("condolences and a joint patrol")."""
    head = complement.head
    if reading.lemma(head) not in cue.excepted and reading.lower[head] not in cue.excepted:
        return complement
    joined = next((c for c in reading.children_by(head, "conj") if reading.is_nominal(c)), None)
    return Complement(joined, complement.counterpart) if joined is not None else complement


def _verb_stance(reading: Reading, voices: Voices, i: int, cue: StanceCue, complement: Complement) -> Held | None:
    verb = i if cue.part == "verb" else reading.heads[i]
    if cue.part == "adjective" and reading.deps[i] not in ("acomp", "ccomp", "ROOT", "conj", "advcl", "xcomp"):
        return None
    if cue.part == "verb" and _is_passive(reading, i):
        holder = agent_of(reading, i)
    else:
        holder = _plural_before(reading, i)
        if holder is None:
            holder = subject_of(reading, i if cue.part == "verb" or reading.tags[i] != "JJ" else verb)
    if _is_under_a_wish(reading, i) or reading.is_question(i):
        return None
    papers = lexicon().light["papers"]
    if holder is not None and (reading.lemma(holder) in papers or _is_of_a_paper(reading, holder)):
        holder = author_of(reading, holder)
    actors = _actors(voices, holder, cue) if holder is not None else ()
    if not actors and (holder is None or not cue.weak or _is_particular(reading, holder)):
        actors = voices.made_by(i, papers) or voices.made_by(verb, papers)
    if not actors and holder is not None and _is_of_people(reading, cue, complement) and voices.says(i, holder):
        actors = (voices.cast.described(holder),)
    if holder is None and cue.stance is Stance.RULE_OUT:
        # "An amnesty, he said, is ruled out"
        actors = actors or voices.willing(i)
    if not actors or _is_anybody(reading, i, holder, actors):
        return None
    found = status_of(reading, i)
    if _is_untaken(reading, i, cue) or _speaks(reading, voices, i, complement.head):
        return None
    twice = found.rule == "double-negation" and cue.negated is not None
    said = Status.NEGATED if twice else found.status
    stance, status, why = _polarity(reading, i, cue, said, found.why)
    if cue.negated is not None and stance is cue.stance and _takes_none(reading, complement.head):
        stance, status, why = cue.negated, Status.ASSERTED, f"to “{reading.words[i]} no …” is to refuse"
    if cue.only_negated and stance is cue.stance:
        return None
    stance = _hostile(reading, cue, complement.head, stance)
    return Held(
        i, complement.head, actors, voices.actor(complement.counterpart), stance,
        voices.status(i, status), f"{cue.part}-{cue.lemma}", why, tied=cue.tied, weak=cue.weak,
    )  # fmt: skip


def _is_of_a_paper(reading: Reading, holder: int) -> bool:
    """Whether "it" takes up a paper ("She produced a note. It demands …")."""
    if reading.lower[holder] != "it":
        return False
    papers = lexicon().light["papers"]
    antecedent = antecedent_of(reading, holder)
    if antecedent is not None and reading.lemma(antecedent) in papers:
        return True
    here = reading.sentence_of(holder).start
    if not here:
        return False
    # "She marched with a list. It demands …": the subject of the sentence before, or its last noun.
    subject = reading.child(reading.roots[reading.sentence_index[holder] - 1], *SUBJECTS)
    last = next((j for j in range(here - 1, max(0, here - 4) - 1, -1) if reading.is_nominal(j)), None)
    return any(j is not None and reading.lemma(j) in papers for j in (subject, last))


def _speaks(reading: Reading, voices: Voices, i: int, head: int) -> bool:
    """Whether what looks like the object is who says it ("“We shall close it,” threatened the mayor")."""
    if reading.child(i, "nsubj") is not None or reading.child(i, "dobj") != head:
        return False
    spans = (actor.evidence.span for actor in voices.made_by(i, frozenset()))
    return any(span is not None and head in reading.tokens_in(span) for span in spans)


def _noun_stance(reading: Reading, voices: Voices, i: int, cue: StanceCue, complement: Complement) -> Held | None:
    above, label = reading.heads[i], reading.deps[i]
    verb = reading.lemma(above) if reading.is_verb(above) and above != i else ""
    holder = _noun_holder(reading, i, cue, verb)
    actors = _actors(voices, holder, cue) if holder is not None else ()
    if not actors and holder is not None and voices.reading.tags[holder] == "PRP$" and voices.speaker(i) is not None:
        # "Its demand, Chad made plain, stands": the word looks ahead to who speaks.
        actors = tuple(actor for actor in (voices.speaker(i),) if actor is not None)
    if not actors and "subject" in cue.takes and (speaker := voices.speaker(i)) is not None:
        actors = (speaker,)
    if not actors:
        return None
    status, why = Status.ASSERTED, f"“{reading.words[i]}” names {NAMES[cue.stance]} of theirs"
    light = lexicon().light
    if cue.before is None and label in ("dobj", "attr") and (verb in light["make"] or "subject" in cue.takes):
        found = status_of(reading, above)
        status, why = found.status, found.why if found.status is not Status.ASSERTED else why
    elif label == "dobj" and verb in light["drop"] and status_of(reading, above).status is Status.ASSERTED:
        status, why = Status.NEGATED, f"they gave it up: “{reading.words[above]}”"
    stance = _hostile(reading, cue, complement.head, cue.stance)
    rule = f"noun-{cue.lemma}"
    counterpart = voices.actor(complement.counterpart)
    status = voices.status(i, status)
    return Held(i, complement.head, actors, counterpart, stance, status, rule, why, cue.turns)


def _noun_holder(reading: Reading, i: int, cue: StanceCue, verb: str) -> int | None:
    """Whose demand it is; one's own in the complement of another's wish ("asked Ukraine to drop its refusal")."""
    if "subject" in cue.takes:
        return next(
            (
                reading.child(p, "pobj")
                for p in (*reading.children_by(i, "prep"), *reading.children_by(reading.heads[i], "prep"))
                if reading.lower[p] == "for" and reading.mention_of[reading.child(p, "pobj") or p]
            ),
            None,
        ) or _maker(reading, i)
    if cue.before == "in":
        # "Is in favour of": who is.
        return subject_of(reading, reading.heads[reading.heads[i]])
    holder = holder_of(reading, i)
    if holder is None and ("of" not in cue.takes or _is_infinitive_under(reading, i)):
        # "The refusal of the ministry to pay": "of" names the holder where the object is told otherwise.
        of = next((p for p in reading.children_by(i, "prep") if reading.lower[p] == "of"), None)
        holder = reading.child(of, "pobj") if of is not None else None
    if (
        holder is not None
        and reading.tags[holder] == "PRP$"
        and reading.lower[holder] in ("its", "their", "his", "her")
    ):
        above = reading.heads[i]
        if reading.deps[i] == "dobj" and reading.deps[above] == "xcomp":
            patient = reading.child(reading.heads[above], "dobj", "pobj")
            return patient if patient is not None else holder
        if reading.deps[i] == "dobj":
            return subject_of(reading, above)
    tells = verb in lexicon().light["make"] or reading.words[i + 1 : i + 2] == [":"]
    if holder is None and reading.deps[i] == "dobj" and tells:
        if _is_under_a_wish(reading, reading.heads[i]):
            return None
        return subject_of(reading, reading.heads[i])
    return holder


def _maker(reading: Reading, i: int) -> int | None:
    """Whose condition it is: its owner, or who makes something a condition."""
    owner, above = reading.child(i, "poss"), reading.heads[i]
    if owner is None and reading.deps[i] in ("dobj", "oprd") and reading.lemma(above) == "make":
        return subject_of(reading, above)
    return owner


def _is_infinitive_under(reading: Reading, i: int) -> bool:
    """Whether an infinitive hangs on the noun, directly or on what stands behind its "of"."""
    verbs = (v for v in range(i + 1, reading.sentence_of(i).stop) if reading.tags[v] == "VB")
    return any(i in reading.ancestors(v) and reading.child(v, "aux", "mark") is not None for v in islice(verbs, 2))


def _actors(voices: Voices, holder: int, cue: StanceCue) -> tuple[Actor, ...]:
    """Who holds it; with an everyday word ("want", "ask") only actors of politics count."""
    taken_up = voices.taken_up(holder) if not voices.actors(holder) else ()
    if taken_up or not cue.weak:
        return taken_up or voices.holders(holder)
    if voices.reading.lower[holder] in FIRST_PERSON:
        return voices.actors(holder)
    known = tuple(a for a in voices.actors(holder) if a.country or a.office or a.sector not in (None, "CVL"))
    # Everyday words need somebody in particular: "the carters want a ramp", but not "voters want change".
    return known or (voices.holders(holder) if _is_particular(voices.reading, holder) else ())


def _is_particular(reading: Reading, noun: int) -> bool:
    """Whether a noun means some people in particular: "the carters", "her brothers", "Ovambo elders"."""
    return any(
        reading.lower[c] in ("the", "this", "these", "certain")
        or reading.deps[c] == "poss"
        or (
            reading.words[c][0].isupper()
            and reading.lower[c] not in lexicon().light["vague"]
            and reading.deps[c] in ("amod", "compound", "nmod")
        )
        for c in reading.children[noun]
        if c < noun
    )


def _is_anybody(reading: Reading, i: int, holder: int | None, actors: tuple[Actor, ...]) -> bool:
    """Whether the holder is whoever the relative clause describes ("people who want to break up the banks")."""
    clause = i if reading.deps[i] != "acomp" else reading.heads[i]
    if reading.deps[clause] not in ("relcl", "acl") or reading.heads[clause] != holder:
        return False
    return not any(a.country or a.office or a.person for a in actors)


def _is_untaken(reading: Reading, i: int, cue: StanceCue) -> bool:
    """Whether the sentence says that nobody has put it forward so far ("has not asked for", "has neither accepted")."""
    if any(reading.tags[c] == "MD" for c in reading.children_by(i, "aux")) and reading.tags[i] == "VBN":
        # "Would have refused" tells what was not put to the test.
        return reading.child(i, "auxpass") is None
    perfect = any(reading.lower[c] in ("has", "have", "had") for c in reading.children_by(i, "aux"))
    return perfect and cue.stance is not Stance.RULE_OUT and reading.is_negated(i)


def _polarity(reading: Reading, i: int, cue: StanceCue, status: Status, why: str) -> tuple[Stance, Status, str]:
    """A negated wish is a refusal where the table says so; "no longer" only ends it."""
    said = f"“{reading.words[i]}” puts it forward"
    if status is Status.ASSERTED and _follows_nor(reading, i):
        status, why = Status.NEGATED, "“nor” denies it"
    if status is not Status.NEGATED:
        return cue.stance, status, said if status is Status.ASSERTED else why
    carrier = i if cue.part == "verb" else reading.heads[i]
    denied = reading.is_negated(i) or reading.is_negated(carrier) or _follows_nor(reading, i)
    over = any(reading.lower[c] in NO_LONGER for c in (*reading.children[i], *reading.children[carrier]))
    past = reading.tags[i] == "VBD" or any(
        reading.lower[c] in ("did", "has", "have", "had") for c in reading.children_by(i, "aux")
    )
    if cue.negated is None or not denied or over or (past and cue.stance is Stance.ACCEPT):
        return cue.stance, status, why
    return cue.negated, Status.ASSERTED, f"to say “not {reading.words[i]}” is to refuse"


def _takes_none(reading: Reading, head: int) -> bool:
    """Whether "no" stands before the object ("accept no map")."""
    return any(reading.lower[c] == "no" and reading.deps[c] == "det" for c in reading.children[head])


def _follows_nor(reading: Reading, i: int) -> bool:
    """Whether "nor" opens the clause of verb ``i`` ("nor do we endorse it")."""
    first = min((c for c in reading.children_by(i, "aux", "auxpass") if c < i), default=i)
    return first > 0 and reading.lower[first - 1] in ("nor", "neither")


def _hostile(reading: Reading, cue: StanceCue, head: int, stance: Stance) -> Stance:
    if cue.lemma == "warn":
        return Stance.THREATEN if reading.child(head, *SUBJECTS) is not None else Stance.DEMAND
    subject = reading.child(head, *SUBJECTS) if stance is Stance.OFFER else None
    if subject is not None and is_none(reading, subject):
        return Stance.RULE_OUT
    if stance is Stance.OFFER and reading.is_verb(head) and reading.child(head, "neg") is not None:
        # To pledge not to do a thing is to rule it out.
        return Stance.RULE_OUT
    hostile = cue.hostile and stance is Stance.OFFER and reading.lemma(head) in lexicon().acts["hostile"]
    return Stance.THREATEN if hostile else stance


def promised_stance(reading: Reading, held: Held, head: int) -> Stance:
    """The stance of one thing promised in a list: to promise that none or nothing will is to rule it out."""
    offers = any(cue.stance is Stance.OFFER for cue in lexicon().stances.get(reading.lower[held.trigger], ()))
    if held.stance not in (Stance.OFFER, Stance.RULE_OUT) or not offers:
        return held.stance
    subject = reading.child(head, *SUBJECTS)
    none_such = subject is not None and is_none(reading, subject)
    return Stance.RULE_OUT if none_such or reading.is_negated(head) else Stance.OFFER


def _is_passive(reading: Reading, i: int) -> bool:
    if reading.child(i, "nsubjpass", "auxpass") is not None:
        return True
    return reading.tags[i] == "VBN" and not reading.children_by(i, "aux")


def _is_under_a_wish(reading: Reading, i: int) -> bool:
    """Whether ``i`` only completes another verb ("asked Iran to accept"), so that nobody holds it yet."""
    label, above = reading.deps[i], reading.heads[i]
    if label == "xcomp" and reading.lemma(above) in lexicon().light["reported"] and _is_passive(reading, above):
        return False
    if label == "conj":
        return reading.deps[above] == "xcomp" and reading.tags[i] == "VB" and _is_under_a_wish(reading, above)
    if label in ("xcomp", "acl", "advcl") and reading.tags[i] == "VB":
        return reading.lemma(above) not in lexicon().light["keep"] or _is_passive(reading, above)
    return (
        label == "ccomp"
        and reading.tags[i] == "VB"
        and reading.child(i, "nsubj") is not None
        and (not reading.children_by(i, "aux") or any(reading.lower[c] == "to" for c in reading.children_by(i, "aux")))
    )
