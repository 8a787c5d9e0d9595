"""The coding of an event in words: which words, which rule, who fills which role, and why it has its status."""

from __future__ import annotations

from dragoman.events.coding import Coding
from dragoman.reading.clauses import ClauseStatus
from dragoman.reading.reading import Reading
from dragoman.records import Actor

# Labels of the parse in the words of school grammar.
ROLES = {
    "nsubj": "subject",
    "nsubjpass": "passive subject",
    "dobj": "object",
    "dative": "second object",
    "poss": "possessive",
    "amod": "adjective",
    "compound": "noun before it",
    "nmod": "noun before it",
    "agent": "by-phrase",
    "conj": "joined by “and”",
    "appos": "apposition",
}


def why_of(reading: Reading, coding: Coding, status: ClauseStatus) -> str:
    """ "“agreed … withdraw”: agree + RETREAT → AGREE; source: “Peru” (subject); …; status asserted: nothing …"."""
    pieces = [coding.why]
    for name, actors in (("source", coding.sources), ("target", coding.targets)):
        if actors:
            pieces.append(f"{name}: " + ", ".join(_named(reading, actor) for actor in actors))
    pieces.append(f"status {status.status}: {status.why}")
    return "; ".join(pieces)


def _named(reading: Reading, actor: Actor) -> str:
    role = _role(reading, actor)
    return f"“{actor.name}” ({role})" if role else f"“{actor.name}”"


def _role(reading: Reading, actor: Actor) -> str:
    """Where the words of an actor stand in the sentence; empty where the text names them elsewhere."""
    if actor.span is None:
        return ""
    tokens = reading.tokens_in(actor.span)
    outer = next((i for i in tokens if reading.heads[i] not in tokens), None)
    if outer is None:
        return ""
    if actor.evidence.rule == "lies-in":
        return f"the place lies in it: “{reading.words[outer]}”"
    if reading.deps[outer] == "pobj":
        return f"after “{reading.words[reading.heads[outer]]}”"
    return ROLES.get(reading.deps[outer], "")
