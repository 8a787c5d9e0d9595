"""The act a question asks about, where the words are too general to name an event in a report."""

from __future__ import annotations

from dragoman.codes import EventType
from dragoman.places.attach import where_of
from dragoman.questions.asked import SUBJECTS
from dragoman.questions.lexicon import Act, acts, asking
from dragoman.reading.reading import Reading
from dragoman.records import Place


def act_of(reading: Reading, places: list[Place], verb: int, *, only_first: bool = False) -> EventType | None:
    """The PLOVER type of the act of ``verb`` by the rows of acts.csv; the longest that fits wins."""
    for row in acts().get(reading.lemma(verb), ()):
        if only_first and not row.is_first:
            continue
        if _continues(reading, verb, row) and _is_about(reading, places, verb, row):
            return row.type
    return None


def _continues(reading: Reading, verb: int, row: Act) -> bool:
    """Whether the particle, preposition or noun of a row hangs on the verb ("give in", "come to … table")."""
    if not row.rest:
        return True
    at = [verb]
    for word in row.rest:
        below = [
            c for i in at for c in reading.children[i] if c > verb and word in (reading.lower[c], reading.lemma(c))
        ]
        if not below:
            return False
        at = [verb, *below]
    return True


def _is_about(reading: Reading, places: list[Place], verb: int, row: Act) -> bool:
    objects = reading.children_by(verb, "dobj", "dative", "nsubjpass")
    if not row.about:
        return True
    if row.about == "alone":
        subjects = reading.children_by(verb, *SUBJECTS)
        ways = asking().about["ways"]
        return not objects and any(reading.lower[s] == "it" or reading.lemma(s) in ways for s in subjects)
    things = objects or reading.children_by(verb, "nsubj")
    if row.rest or row.about == "place":
        things = objects + [p for c in reading.children_by(verb, "prep") for p in reading.children_by(c, "pobj")]
    if row.about == "place":
        return any(reading.mention_of[t] is not None and reading.tags[t][:3] == "NNP" for t in things) or (
            not objects and bool(row.rest) and where_of(reading, places, verb) is not None
        )
    known = asking().about[row.about]
    inner = [p for t in things for c in reading.children_by(t, "prep") for p in reading.children_by(c, "pobj")]
    return any(reading.lemma(t).lower() in known or reading.lower[t] in known for t in (*things, *inner))
