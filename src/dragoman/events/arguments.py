"""Arguments: which tokens stand as subject and object of a verb, looked for through passives, control, relative
clauses and coordination."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.events.frames import load_lexicon
from dragoman.reading.reading import Reading

DEEPEST = 8
GERUNDS = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "csubj"))
WH = frozenset(("WDT", "WP", "WP$"))


def is_passive(reading: Reading, v: int) -> bool:
    """Whether the verb is passive, or a participle that follows the noun it was done to."""
    for _ in range(DEEPEST):
        if reading.child(v, "nsubjpass", "auxpass", "agent", "csubjpass") is not None:
            return True
        if reading.tags[v] != "VBN":
            return False
        head = reading.heads[v]
        shares = reading.deps[v] == "conj" and reading.child(v, "nsubj", "aux") is None
        if not shares or reading.tags[head] != "VBN":
            if reading.deps[v] == "advcl":
                # "Asked about it, he laughed".
                return reading.child(v, "aux", "nsubj", "dobj") is None
            return reading.deps[v] == "acl" or (reading.deps[v] == "relcl" and reading.child(v, "aux", "nsubj") is None)
        v = head
    return False


def subjects(reading: Reading, v: int, depth: int = 0) -> list[int]:
    """The heads of the phrases that do what verb ``v`` names."""
    if is_passive(reading, v):
        agent = reading.child(v, "agent")
        found = reading.children_by(agent, "pobj") if agent is not None else []
        return found or _by(reading, v) or _shared_agent(reading, v)
    found = [_resolved(reading, c, v) for c in reading.children_by(v, "nsubj")]
    if found or depth > DEEPEST or reading.heads[v] == v:
        return found
    found = _inherited(reading, v, depth)
    if not found and reading.tags[v] == "VBG" and reading.deps[v] in GERUNDS:
        # "Shelling by the army", "the army's shelling".
        return possessors(reading, v) or _by(reading, v)
    return found


def objects(reading: Reading, v: int) -> list[int]:
    """The heads of the phrases to which what verb ``v`` names is done."""
    if is_passive(reading, v):
        return _passive_objects(reading, v)
    found = [_resolved(reading, c, v) for c in reading.children_by(v, "dobj")]
    if not found and reading.deps[v] == "relcl" and reading.child(v, "nsubj") is not None:
        subject = reading.child(v, "nsubj")
        if subject is not None and reading.tags[subject] not in WH and reading.child(v, "prep", "ccomp") is None:
            return [reading.heads[v]]
    if not found and reading.deps[v] == "conj" and not reading.children_by(v, "nsubj", "prep", "ccomp", "xcomp"):
        # "attacked and killed the minister": an object shared to the right is parsed on the last verb.
        return []
    if not found:
        last = [c for c in reading.children_by(v, "conj") if reading.tags[c] == reading.tags[v]]
        shared = last and not reading.children_by(v, "prep", "ccomp", "xcomp", "advmod", "npadvmod", "punct")
        return reading.children_by(last[0], "dobj") if shared else []
    return found


def _passive_objects(reading: Reading, v: int, depth: int = 0) -> list[int]:
    found = [_resolved(reading, c, v) for c in reading.children_by(v, "nsubjpass")]
    if found:
        return found
    if reading.deps[v] in ("acl", "relcl"):
        return [reading.heads[v]]
    if reading.deps[v] == "conj" and depth < DEEPEST:
        return _passive_objects(reading, reading.heads[v], depth + 1)
    if reading.deps[v] in ("xcomp", "advcl", "ccomp"):
        head = reading.heads[v]
        return reading.children_by(head, "dobj") or reading.children_by(head, "nsubj", "nsubjpass")
    return []


def _shared_agent(reading: Reading, v: int) -> list[int]:
    """The agent that stands with the last of several participles ("tortured and murdered by the army")."""
    for c in reading.children_by(v, "conj"):
        agent = reading.child(c, "agent")
        if agent is not None and reading.tags[c] == "VBN":
            return reading.children_by(agent, "pobj")
    return []


def _by(reading: Reading, v: int) -> list[int]:
    """The doer in a by-phrase that the parser did not mark as agent."""
    return [
        pobj
        for prep in reading.children_by(v, "prep")
        if reading.lower[prep] == "by"
        for pobj in reading.children_by(prep, "pobj")
    ]


def _resolved(reading: Reading, c: int, v: int) -> int:
    """The noun a relative pronoun stands for, or the token itself."""
    if reading.tags[c] in WH:
        at = v
        for _ in range(DEEPEST):
            if reading.deps[at] not in ("conj", "xcomp", "ccomp"):
                break
            at = reading.heads[at]
        if reading.deps[at] == "relcl":
            return reading.heads[at]
    return c


def _inherited(reading: Reading, v: int, depth: int) -> list[int]:
    """The doer of a verb without a subject of its own, by where the verb hangs."""
    dep, head = reading.deps[v], reading.heads[v]
    if dep == "conj":
        # "called on it to stop and withdraw": the parser may hang the second infinitive on the finite verb.
        bare = reading.tags[v] == "VB" and reading.tags[head] in ("VBD", "VBZ", "VBP")
        if bare and reading.child(v, "aux") is None and reading.child(head, "aux") is None:
            before = [
                c for c in reading.children_by(head, "xcomp", "ccomp", "advcl") if c < v and reading.tags[c] == "VB"
            ]
            if before:
                return subjects(reading, before[-1], depth + 1)
        return _verb_subject(reading, head, depth)
    if dep in ("xcomp", "ccomp", "advcl"):
        return _controller(reading, head, dep, depth)
    if dep == "pcomp":
        above = reading.heads[head]
        if reading.tags[above][0] != "V":
            return possessors(reading, above)
        taken = reading.lower[head] in ("of", "for", "from", "with", "into")
        direct = (
            objects(reading, above) if taken and reading.lemma(above) in load_lexicon().words["object_control"] else []
        )
        return direct or _verb_subject(reading, above, depth)
    if dep in ("acl", "relcl"):
        if reading.tags[v] in ("VBG", "VBD", "VBZ", "VBP"):
            return [head]
        above = reading.heads[head]
        own = possessors(reading, head)
        if own or reading.tags[above][0] != "V":
            return own
        return _verb_subject(reading, above, depth) if reading.deps[head] == "dobj" else [head]
    return []


def _controller(reading: Reading, head: int, dep: str, depth: int) -> list[int]:
    if dep != "advcl":
        if is_passive(reading, head):
            return _passive_objects(reading, head)
        if reading.tags[head][0] == "V" and reading.lemma(head) in load_lexicon().words["object_control"]:
            direct = reading.children_by(head, "dobj")
            called_on = [
                pobj
                for prep in reading.children_by(head, "prep")
                if reading.lower[prep] in ("on", "upon")
                for pobj in reading.children_by(prep, "pobj")
            ]
            if direct or called_on:
                return direct or called_on
    if is_passive(reading, head):
        return _passive_objects(reading, head)
    return _verb_subject(reading, head, depth)


def _verb_subject(reading: Reading, v: int, depth: int) -> list[int]:
    """The subject of ``v``, or of what it complements where it is an adjective ("is ready to")."""
    if reading.tags[v][0] == "V":
        if is_passive(reading, v):
            return _passive_objects(reading, v)
        return subjects(reading, v, depth + 1)
    above = reading.heads[v]
    if reading.deps[v] in ("acomp", "attr", "oprd", "pobj", "prep") and above != v and depth <= DEEPEST:
        return _verb_subject(reading, above, depth + 1)
    return possessors(reading, v)


def possessors(reading: Reading, n: int) -> list[int]:
    return reading.children_by(n, "poss")


def preposition_objects(reading: Reading, heads: list[int], words: tuple[str, ...] | frozenset[str]) -> list[int]:
    """The nouns after one of those prepositions under one of those heads."""
    return [
        pobj
        for head in heads
        for prep in reading.children[head]
        if reading.deps[prep] in ("prep", "dative", "agent", "prt", "advmod")
        for pobj in _objects_after(reading, prep, words)
    ]


def _objects_after(reading: Reading, prep: int, words: tuple[str, ...] | frozenset[str]) -> list[int]:
    """The nouns after a preposition of the list; "out of" counts as "from"."""
    if reading.lower[prep] in words:
        return reading.children_by(prep, "pobj")
    if "from" not in words or reading.lower[prep] != "out":
        return []
    return [p for of in reading.children_by(prep, "prep") for p in reading.children_by(of, "pobj")]


def noun_names(reading: Reading, n: int) -> Iterator[str]:
    """The names by which a noun may be listed, longest first: "joint exercise", "state of emergency", "exercise"."""
    lemma = reading.lemma(n).lower()
    if n > 1 and reading.words[n - 1] == "-":
        yield f"{reading.lower[n - 2]}-{lemma}"
    for c in reading.children[n]:
        if reading.deps[c] in ("compound", "amod", "nmod"):
            yield f"{reading.lower[c]} {lemma}"
        elif reading.deps[c] == "prep" and reading.lower[c] == "of":
            for pobj in reading.children_by(c, "pobj"):
                yield f"{lemma} of {reading.lemma(pobj)}"
    yield lemma


def measured(reading: Reading, n: int) -> list[int]:
    """The noun itself, or what it measures or gathers."""
    if reading.lemma(n).lower() not in load_lexicon().words["measures"]:
        return [n]
    return [n, *preposition_objects(reading, [n], ("of", "in"))]
