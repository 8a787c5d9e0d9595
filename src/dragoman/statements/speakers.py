"""Speakers: who a source is, and how well the text identifies it."""

from __future__ import annotations

from dragoman.actors.cast import Cast
from dragoman.codes import SourceGrade
from dragoman.reading.coreference import antecedent_of
from dragoman.reading.reading import Reading
from dragoman.records import Actor
from dragoman.statements.candidates import Source
from dragoman.statements.wording import load_wording

FIRST_PERSON = frozenset(("i", "we", "me", "us", "my", "our"))
POINTING = frozenset(("the", "this", "that"))
QUANTITIES = frozenset(("some", "many", "most", "several", "few", "one", "both", "all", "none", "half", "majority"))
NOT_DESCRIBING = frozenset(("det", "punct", "case", "cc", "predet"))
THINGS = frozenset(("it", "this", "that", "which", "what", "there", "these", "those"))


def speaker_of(
    reading: Reading, cast: Cast, source: Source | None, enclosing: Actor | None, in_quote: bool
) -> Actor | None:
    """Who speaks. First person in a quotation is its speaker; outside one it is the author, who is not in the cast."""
    if source is None:
        return None
    who = source.who
    if reading.lower[who] in FIRST_PERSON:
        return enclosing if in_quote else None
    who = _partitive(reading, _bound(reading, who))
    actor = cast.one(who)
    if actor is None and (author := _author_of_document(reading, who)) is not None:
        actor = cast.one(author) or cast.described(author)
    if actor is None and reading.is_nominal(who) and reading.lower[who] not in THINGS and reading.tags[who] != "PRP":
        actor = cast.described(who)
    return actor


def _bound(reading: Reading, who: int) -> int:
    """ "Asked Iran to drop its refusal": a possessive is bound by the subject of its own clause."""
    if reading.tags[who] != "PRP$":
        return who
    for above in reading.ancestors(who):
        if reading.is_verb(above):
            subject = reading.child(above, "nsubj")
            governor = reading.heads[above]
            if subject is None and reading.deps[above] == "xcomp":
                between = [c for c in reading.children_by(governor, "dobj") if governor < c < above]
                subject = between[-1] if between else None
            return subject if subject is not None and reading.tags[subject] != "PRP" else who
    return who


def _partitive(reading: Reading, who: int) -> int:
    """ "Some of the allies": the allies are who speaks."""
    if reading.lower[who] not in QUANTITIES:
        return who
    of = next((c for c in reading.children_by(who, "prep") if reading.lower[c] == "of"), None)
    named = reading.child(of, "pobj") if of is not None else None
    return named if named is not None else who


def _author_of_document(reading: Reading, who: int) -> int | None:
    """Who sends or issues the letter that says so."""
    wording = load_wording()
    if reading.tags[who][0] != "N" or reading.lemma(who) not in wording.documents:
        return None
    owner = reading.child(who, "poss")
    if owner is not None:
        return owner
    for c in reading.children[who]:
        if reading.deps[c] in ("prep", "agent") and reading.lower[c] in ("by", "from"):
            return reading.child(c, "pobj")
    verb = reading.heads[who]
    if reading.deps[who] != "dobj" or not reading.is_verb(verb) or reading.lemma(verb) not in wording.issues:
        return None
    while reading.deps[verb] in ("conj", "xcomp") and reading.child(verb, "nsubj") is None:
        verb = reading.heads[verb]
    return reading.child(verb, "nsubj")


def grade_of(reading: Reading, source: Source | None, speaker: Actor | None) -> SourceGrade:
    """Named person, office or institution, anonymous but described, anonymous and bare, or none."""
    if source is None:
        return SourceGrade.NONE
    wording = load_wording()
    who = source.who
    if reading.tags[who] in ("PRP", "PRP$") and (meant := antecedent_of(reading, who)) is not None:
        who = meant
    if _names_person(reading, who) or (speaker is not None and speaker.person):
        return SourceGrade.NAMED
    if reading.lower[who] in FIRST_PERSON:
        return SourceGrade.NAMED if speaker is not None else SourceGrade.NONE
    word = reading.lower[who]
    lemma = reading.lemma(who)
    if lemma in wording.documents and any(reading.lower[c] in POINTING for c in reading.children_by(who, "det")):
        return SourceGrade.OFFICE
    if reading.tags[who] != "PRP" and (lemma in wording.bare or word in wording.bare):
        return SourceGrade.ANONYMOUS_DESCRIBED if _is_described(reading, who) else SourceGrade.ANONYMOUS_BARE
    if lemma in wording.offices or word in wording.offices or lemma in wording.documents:
        return SourceGrade.OFFICE
    mention = reading.mention_of[who]
    if mention is not None and mention.label in ("ORG", "GPE", "NORP", "LOC", "FAC"):
        return SourceGrade.OFFICE
    if reading.tags[who] in ("NNP", "NNPS") or (speaker is not None and speaker.country is not None):
        return SourceGrade.OFFICE
    if reading.tags[who] == "PRP":
        return SourceGrade.NONE  # "he", where nobody can tell who he is
    return SourceGrade.ANONYMOUS_DESCRIBED


def _names_person(reading: Reading, who: int) -> bool:
    mention = reading.mention_of[who]
    if mention is not None and mention.label == "PERSON":
        return True
    # "The spokesman, Ivan Petrenko, said": the apposition names the man.
    apposed = [c for c in reading.children[who] if reading.deps[c] == "appos"]
    return any((m := reading.mention_of[c]) is not None and m.label == "PERSON" for c in apposed)


def _is_described(reading: Reading, who: int) -> bool:
    return any(
        reading.deps[c] not in NOT_DESCRIBING and reading.lower[c] not in ("other", "another", "many", "some")
        for c in reading.children[who]
    )
