"""Source grades: how well the text identifies who says something."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.codes import SourceGrade
from dragoman.reading.genders import gender_of_noun
from dragoman.reading.reading import Reading
from dragoman.reading.roles import are_people, load_roles
from dragoman.records import Actor

QUANTITIES = frozenset(("some", "many", "most", "several", "few", "both", "all", "half", "majority", "others", "two"))
PRONOUNS = frozenset(("PRP", "PRP$", "WP", "WP$", "WDT"))
POINTING = frozenset(("the", "this", "that", "its", "their", "his", "her", "our", "my", "both", "each", "neither"))
NOT_DESCRIBING = frozenset(("det", "punct", "case", "cc", "predet", "nummod", "advmod", "conj"))
INSTITUTIONS = frozenset(("ORG", "GPE", "NORP", "LOC", "FAC"))
# Rules of the cast under which an actor is a body or a country, not people.
BODILY = frozenset(("country", "seat-of-government"))


@dataclass(frozen=True, slots=True)
class Grades:
    """The word lists of ``data/statements/grades.toml``; each is explained there."""

    bare: frozenset[str]
    half_bare: frozenset[str]
    held: frozenset[str]
    mouths: frozenset[str]
    offices: frozenset[str]
    bodies: frozenset[str]
    papers: frozenset[str]
    signed: frozenset[str]
    traces: frozenset[str]

    @property
    def things(self) -> frozenset[str]:
        """Papers and traces, which carry words without speaking themselves."""
        return self.papers | self.signed | self.traces


@cache
def load_grades() -> Grades:
    """The word lists, read on first use."""
    table = tomllib.loads(files("dragoman").joinpath("data/statements/grades.toml").read_text(encoding="utf-8"))
    return Grades(**{key: frozenset(value.split()) for key, value in table.items()})


@cache
def things() -> frozenset[str]:
    """Nouns of papers and traces: what they show has no speaker of its own."""
    return load_grades().things


@cache
def is_common(word: str) -> bool:
    """Whether a word names a body, an office or a paper, and so is no name of a person for all its capital."""
    lists = load_grades()
    return word in lists.bodies | lists.held | lists.offices | lists.things | load_roles().bodies


# Endings of nouns for people, for those that stand in no list.
PERSONAL = ("er", "or", "ist", "ian", "man", "woman", "ess", "ee", "ant", "ster", "master", "mate", "folk", "logue")


def may_speak(reading: Reading, who: int) -> bool:
    """Whether a noun that the cast does not know can be a speaker all the same; things and abstractions cannot."""
    tag, word = reading.tags[who], reading.lower[who]
    if tag in ("NNP", "NNPS", "JJ", "CD") or word in QUANTITIES:
        return True
    if tag not in ("NN", "NNS"):
        return False
    lemma = reading.lemma(who)
    if is_common(lemma) or lemma in load_grades().half_bare or word in load_grades().bare:
        return lemma not in things() or lemma in load_grades().bodies
    return gender_of_noun(lemma) is not None or are_people(word) or lemma.endswith(PERSONAL)


def grade_of_noun(reading: Reading, who: int, speaker: Actor | None) -> SourceGrade:
    """The grade of a source that names no person, by its noun ``who`` and what stands with it."""
    lists = load_grades()
    word, lemma = reading.lower[who], reading.lemma(who)
    if word in lists.bare:
        return SourceGrade.ANONYMOUS_BARE
    if word in lists.half_bare:
        return SourceGrade.ANONYMOUS_DESCRIBED if _is_described(reading, who) else SourceGrade.ANONYMOUS_BARE
    if are_people(word) and word not in lists.offices and lemma not in lists.held:
        return SourceGrade.ANONYMOUS_DESCRIBED
    if reading.tags[who] in ("NNP", "NNPS"):
        return SourceGrade.OFFICE if not _is_indefinite(reading, who) or _is_name(reading, who) else _plain(speaker)
    if lemma in things() and reading.tags[who] != "NNP":
        return _of_paper(reading, who, lemma, speaker)
    if word in lists.offices or lemma in lists.mouths:
        return SourceGrade.OFFICE
    if lemma in lists.held or (lemma == "general" and reading.child(who, "compound") is not None):
        several = reading.tags[who] == "NNS" and not _is_pointed(reading, who)
        return SourceGrade.ANONYMOUS_DESCRIBED if several or _is_indefinite(reading, who) else SourceGrade.OFFICE
    if lemma in lists.bodies or word in lists.bodies or (reading.tags[who] == "NN" and lemma in load_roles().bodies):
        return SourceGrade.OFFICE
    mention = reading.mention_of[who]
    return SourceGrade.OFFICE if mention is not None and mention.label in INSTITUTIONS else _plain(speaker)


def _plain(speaker: Actor | None) -> SourceGrade:
    if speaker is not None and speaker.evidence.rule in BODILY:
        return SourceGrade.OFFICE
    return SourceGrade.ANONYMOUS_DESCRIBED


def _of_paper(reading: Reading, who: int, lemma: str, speaker: Actor | None) -> SourceGrade:
    lists = load_grades()
    if lemma in lists.signed:
        return SourceGrade.NAMED
    if speaker is not None and speaker.person:
        return SourceGrade.NAMED
    if lemma in lists.papers and lemma not in lists.traces:
        return SourceGrade.OFFICE
    return SourceGrade.ANONYMOUS_DESCRIBED


def _is_name(reading: Reading, who: int) -> bool:
    mention = reading.mention_of[who]
    return mention is not None and mention.label in INSTITUTIONS


def _is_indefinite(reading: Reading, who: int) -> bool:
    """Whether nothing in the phrase tells which one is meant ("a minister"; "minister Kell" and "the minister" do)."""
    determiners = [reading.lower[c] for c in reading.children[who] if reading.deps[c] == "det"]
    return bool(determiners) and determiners[0] not in POINTING


def _is_pointed(reading: Reading, who: int) -> bool:
    return any(reading.lower[c] in POINTING for c in reading.children[who])


def _is_described(reading: Reading, who: int) -> bool:
    return any(
        reading.deps[c] not in NOT_DESCRIBING and reading.lower[c] not in ("other", "another", "many", "some")
        for c in reading.children[who]
    )
