"""Where the holder, the object and the counterpart of a stance word stand in the parse."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.codes import Stance
from dragoman.positions.lexicon import StanceCue, lexicon
from dragoman.reading.reading import Reading

SUBJECTS = ("nsubj", "nsubjpass")
FINITE = frozenset(("VBD", "VBZ", "VBP"))
# Tags of what is told; VBP is left out, for "that the rebels disarm" looks like it.
TOLD = frozenset(("VBD", "VBZ", "MD"))
# What is asked or promised "should", "must" or "will" be done.
OWED = frozenset(("should", "must", "shall", "will", "would"))
RELATIVE = frozenset(("who", "which", "that", "whom"))
NONE = frozenset(("nobody", "nothing", "none", "no-one"))
CLAUSES = ("xcomp", "ccomp", "advcl", "acl", "relcl", "pcomp", "oprd")
# Openers of an adverbial clause that is no complement, whatever it hangs on.
ADVERBIAL = frozenset(("because", "since", "as", "while", "although", "though", "whereas", "lest", "so")) | {
    *("if", "unless", "until", "till", "after", "before", "when", "once", "where"),
}


@dataclass(frozen=True, slots=True)
class Complement:
    """What a stance is about: the token that heads it, and the token of who it is asked of."""

    head: int
    counterpart: int | None


def subject_of(reading: Reading, i: int) -> int | None:
    """The token of who does verb ``i``: its own subject, or the one it shares with the verb above it."""
    for _ in range(8):
        own = reading.child(i, *SUBJECTS)
        if own is not None:
            return _antecedent(reading, i, own)
        label, head = reading.deps[i], reading.heads[i]
        if label in ("acl", "relcl") and reading.is_nominal(head):
            return author_of(reading, head) if reading.lemma(head) in lexicon().light["papers"] else head
        if label not in ("conj", "xcomp", "advcl", "ccomp", "acomp", "prep", "pcomp", "dep") or head == i:
            return None
        if label == "conj" and reading.tags[i] in FINITE:
            # A finite verb joined to an infinitive belongs to the finite verb above it.
            while reading.tags[head] == "VB" and reading.deps[head] in ("xcomp", "ccomp", "conj", "advcl"):
                head = reading.heads[head]
        if label == "xcomp" and (patient := reading.child(head, "dobj")) is not None:
            return patient
        i = head
    return None


def author_of(reading: Reading, paper: int, *, told_before: bool = True) -> int | None:
    """Who wrote the letter, statement or resolution at token ``paper``: its holder, or who sent or issued it."""
    holder = holder_of(reading, paper)
    holder = holder if holder is not None else _signer(reading, paper)
    if holder is not None:
        return holder
    above = reading.heads[paper]
    if reading.deps[paper] == "dobj" and above != paper:
        return subject_of(reading, above)
    if reading.deps[paper] == "pobj" and reading.lower[above] == "with" and reading.is_verb(reading.heads[above]):
        # "Marched to the gate with a list"
        return subject_of(reading, reading.heads[above])
    definite = any(reading.lower[c] in ("the", "this", "that") for c in reading.children_by(paper, "det"))
    if told_before and (definite or reading.tags[paper] == "PRP") and reading.deps[paper] in SUBJECTS:
        # "The note demands …": the one told of before, perhaps by another word.
        authors = (author_of(reading, j, told_before=False) for j in _papers_before(reading, paper))
        return next((author for author in authors if author is not None), None)
    # A parenthesis between dashes often parts the paper from the verb that sends it.
    for j in range(paper - 1, max(reading.sentence_of(paper).start, paper - 12) - 1, -1):
        if reading.lemma(j) in lexicon().light["send"] and reading.is_verb(j) and reading.child(j, "dobj") is None:
            sender = reading.child(j, "nsubj")
            return reading.heads[j] if sender is None and reading.deps[j] == "acl" else sender
    return None


def _signer(reading: Reading, paper: int) -> int | None:
    """Who made a paper, as a clause on it tells ("a list signed by the nurses", "the note that she produced")."""
    for clause in reading.children_by(paper, "acl", "relcl"):
        agent = agent_of(reading, clause)
        if agent is not None:
            return agent
        subject = reading.child(clause, "nsubj")
        if subject is not None and reading.lower[subject] not in RELATIVE:
            return subject
    # What stands between may take the participle ("a list goes round the lorries, signed by the drivers").
    behind = range(paper + 1, min(reading.sentence_of(paper).stop, paper + 12))
    signed = (j for j in behind if reading.tags[j] == "VBN" and reading.lemma(j) in lexicon().light["send"])
    return next((agent for j in signed if (agent := agent_of(reading, j)) is not None), None)


def _papers_before(reading: Reading, i: int) -> list[int]:
    """The papers told of in the words before token ``i``, those of the same name first, then the nearest."""
    papers = lexicon().light["papers"]
    near = [j for j in range(i - 1, max(0, i - 60) - 1, -1) if reading.is_nominal(j) and reading.lemma(j) in papers]
    return sorted(near, key=lambda j: reading.lemma(j) != reading.lemma(i))


def holder_of(reading: Reading, noun: int) -> int | None:
    """The token before a noun, or behind "by", "from" or "of", that says whose it is ("Egypt's demand")."""
    possessor = reading.child(noun, "poss")
    if possessor is not None:
        return possessor
    for preposition in reading.children_by(noun, "prep"):
        if reading.lower[preposition] in ("by", "from"):
            return reading.child(preposition, "pobj")
    return next((c for c in reading.children_by(noun, "amod", "compound") if reading.mention_of[c]), None)


def is_none(reading: Reading, noun: int) -> bool:
    """Whether a noun phrase means none at all: "nobody", "no march", "not one hoof"."""
    if reading.lower[noun] in NONE:
        return True
    first = reading.token_at(reading.noun_phrase(noun).start)
    if first is None or first > noun:
        return False
    return reading.lower[first] == "no" or (
        reading.lower[first] == "not" and first + 1 <= noun and reading.lower[first + 1] in ("a", "one", "an")
    )


def agent_of(reading: Reading, i: int) -> int | None:
    """Who does it, behind "by"."""
    by = reading.child(i, "agent")
    return reading.child(by, "pobj") if by is not None else None


def complement_of(reading: Reading, i: int, cue: StanceCue) -> Complement | None:
    """The object and counterpart of the stance word ``i``, or ``None`` where it has no object."""
    counterpart = _addressee(reading, i, cue)
    for clause in _clauses(reading, i):
        inner = reading.child(clause, *SUBJECTS)
        infinitive = is_infinitive(reading, clause)
        if infinitive and inner is None and "to" in cue.takes and (counterpart is not None or not cue.told):
            return Complement(clause, counterpart)
        if infinitive and inner is not None and ("to" in cue.takes):
            return Complement(clause, asked_of(reading, clause))
        if "object" in cue.takes and inner is None and reading.tags[clause] == "VBG" and _is_close(reading, i, clause):
            return Complement(clause, counterpart)
        if inner is not None and not infinitive and _takes_clause(reading, i, clause, inner, cue):
            if "own-will" in cue.takes:
                return Complement(clause, counterpart)
            return Complement(clause, counterpart if counterpart is not None else asked_of(reading, clause))
    named = _named_object(reading, i, cue)
    if named is None and (outer := _told_around(reading, i, cue)) is not None:
        return Complement(outer, counterpart)
    return Complement(named, counterpart if counterpart != named else None) if named is not None else None


def asked_of(reading: Reading, clause: int) -> int | None:
    """Who is to do what a clause asks: its subject, but not who suffers it, nor somebody's own ("that its men go")."""
    doer = reading.child(clause, "nsubj")
    if doer is None or not reading.is_verb(clause) or reading.child(clause, "auxpass") is not None:
        return None
    own = (c for c in reading.children_by(doer, "poss") if reading.tags[c] == "PRP$")
    return doer if next(own, None) is None and reading.tags[clause] != "VBN" else None


def _told_around(reading: Reading, i: int, cue: StanceCue) -> int | None:
    """The clause that verb ``i`` stands in as a parenthesis ("the road, he demanded, must be opened")."""
    clause = reading.heads[i]
    if reading.deps[i] != "parataxis" or not cue.takes & {"that", "should"} or not reading.is_verb(clause):
        return None
    owed = any(reading.lower[c] in OWED for c in reading.children_by(clause, "aux"))
    if not owed or reading.child(i, "nsubj") is None:
        return None
    done = reading.child(clause, "nsubjpass")
    return done if done is not None and done < i else clause


def _is_close(reading: Reading, i: int, clause: int) -> bool:
    """Whether a participle is the object itself: no noun and no comma stands before it ("left, saying …")."""
    return reading.child(i, "dobj") is None and not any(reading.words[j] == "," for j in range(i, clause))


def _clauses(reading: Reading, i: int) -> list[int]:
    """The clauses under ``i`` that may be its complement, those on its direct object included."""
    found = [
        c
        for c in reading.children[i]
        if reading.deps[c] in CLAUSES and c > i and reading.tags[c][:1] in "VMJN" and not is_adverbial(reading, c)
    ]
    # A parenthesis of saying takes the clause to itself ("will propose, he said, that …").
    asides = [c for c in reading.children_by(i, "parataxis") if c > i and not found]
    found += [c for aside in asides for c in reading.children_by(aside, "ccomp") if c > aside]
    patient = reading.child(i, "dobj")
    if patient is not None and not found:
        found = [c for c in reading.children_by(patient, "acl", "relcl") if is_infinitive(reading, c)]
    return found


def is_adverbial(reading: Reading, clause: int) -> bool:
    """Whether a word such as "because" or "before" opens the clause."""
    return any(
        reading.deps[c] in ("mark", "advmod") and reading.lower[c] in ADVERBIAL and c < clause
        for c in reading.children[clause]
    )


def is_infinitive(reading: Reading, verb: int) -> bool:
    """Whether "to" stands before verb ``verb``."""
    return any(reading.lower[c] == "to" and reading.deps[c] in ("aux", "mark") for c in reading.children[verb])


def _takes_clause(reading: Reading, i: int, clause: int, inner: int, cue: StanceCue) -> bool:
    if "own-will" in cue.takes:
        poss = reading.child(inner, "poss")
        own = reading.lower[inner] in ("it", "they", "he", "she", "we", "i")
        return (own or (poss is not None and reading.tags[poss] == "PRP$")) and any(
            reading.lower[c] in ("will", "would", "'ll", "’ll") for c in reading.children_by(clause, "aux")
        )
    if any(reading.tags[c] in ("WP", "WRB") or reading.lower[c] == "whether" for c in reading.children[clause]):
        return False
    if "should" in cue.takes:
        return _is_wished(reading, clause)
    if cue.stance is Stance.OFFER and "that" in cue.takes:
        # One promises what will be; "swears that they came" only says so.
        verbs = (clause, *reading.children_by(clause, "aux", "auxpass"))
        return any(reading.tags[c] in ("MD", "VB") for c in verbs)
    return "that" in cue.takes


def _is_wished(reading: Reading, clause: int) -> bool:
    """Whether a that-clause says what should be, not what is: no finite verb but a plain plural, or "must"."""
    verbs = (clause, *reading.children_by(clause, "aux", "auxpass"))
    finite = [c for c in verbs if reading.tags[c] in TOLD or reading.lower[c] in ("are", "’re", "'re", "am")]
    return all(reading.lower[c] in ("must", "should", "shall") for c in finite)


def _addressee(reading: Reading, i: int, cue: StanceCue) -> int | None:
    """Who is asked, told or warned: a direct object beside a clause, the object of its preposition, or a passive."""
    for preposition in reading.children_by(i, "prep", "dative"):
        if reading.lower[preposition] in cue.addressee:
            told = reading.child(preposition, "pobj")
            mention = reading.mention_of[told] if told is not None else None
            if mention is None or mention.label not in ("DATE", "TIME"):
                return told
    if "object" not in cue.addressee:
        return None
    passive = reading.child(i, "nsubjpass")
    return passive if passive is not None else reading.child(i, "dobj", "dative")


def _named_object(reading: Reading, i: int, cue: StanceCue) -> int | None:
    if cue.part == "noun" and reading.deps[i] == "nsubj" and reading.lemma(reading.heads[i]) == "be":
        # "Their demand is a seat"
        return reading.child(reading.heads[i], "attr")
    if "subject" in cue.takes:
        above = reading.heads[i]
        if reading.deps[i] in ("dobj", "oprd") and reading.lemma(above) == "make":
            # "Made the swap its condition for talks"
            first = reading.child(above, "dobj")
            return first if first is not None and first < i else None
        return reading.child(above, *SUBJECTS) if reading.deps[i] in ("attr", "pobj", "oprd") else None
    if "object" in cue.addressee and (told := _behind_preposition(reading, i, cue)) is not None:
        # "Threatened the port with a strike": the direct object is who is told.
        return told
    if "object" in cue.takes:
        patient = reading.child(i, "dobj", "nsubjpass")
        if patient is not None:
            return _cleft(reading, i) if reading.tags[patient] == "WP" else _antecedent(reading, i, patient)
    elif "object" not in cue.addressee and (reading.child(i, "dobj") or len(reading)) < _first_preposition(reading, i):
        return None
    return _behind_preposition(reading, i, cue)


def _behind_preposition(reading: Reading, i: int, cue: StanceCue) -> int | None:
    """What stands behind a preposition that names the object."""
    for preposition in reading.children_by(i, "prep"):
        word = reading.lower[preposition]
        if ("to-noun" if word == "to" else word) in cue.takes:
            return reading.child(preposition, "pobj", "pcomp")
    if "for" not in cue.takes or cue.stance is not Stance.DEMAND:
        return None
    # The parser often hangs "for calm" on who is asked for it ("appeals to both sides for calm").
    told = (reading.child(preposition, "pobj") for preposition in reading.children_by(i, "prep"))
    asked = [j for j in (*told, reading.child(i, "dobj")) if j is not None]
    below = (c for j in asked for c in reading.children_by(j, "prep") if reading.lower[c] == "for")
    return next((p for c in below if (p := reading.child(c, "pobj")) is not None), None)


def _first_preposition(reading: Reading, i: int) -> int:
    return reading.child(i, "prep") or len(reading)


def _cleft(reading: Reading, i: int) -> int | None:
    """What "is" names behind a clause that opens with "what" ("what Accra offers is a pipeline")."""
    above = reading.heads[i]
    if reading.deps[i] == "ccomp" and reading.lemma(above) == "be":
        return reading.child(above, "nsubj")
    return reading.child(above, "attr") if reading.deps[i] == "csubj" else None


def _antecedent(reading: Reading, verb: int, subject: int) -> int:
    """The noun a relative pronoun stands for; any other subject stands for itself."""
    if reading.lower[subject] not in RELATIVE:
        return subject
    above = verb
    for _ in range(4):
        if reading.deps[above] == "relcl":
            return reading.heads[above]
        if reading.deps[above] != "conj":
            break
        above = reading.heads[above]
    return subject
