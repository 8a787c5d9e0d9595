"""Operators: what a word makes of the event it governs ("agreed to withdraw", "a suspension of aid")."""

from __future__ import annotations

from dataclasses import replace

from dragoman.codes import EventType
from dragoman.events.arguments import is_passive, measured, objects, preposition_objects, subjects
from dragoman.events.casting import Casting
from dragoman.events.coding import Coding
from dragoman.events.frames import COOPERATIVE, Operator
from dragoman.events.matching import NOWHERE, Matcher
from dragoman.events.roles import Actors, without
from dragoman.reading.clauses import is_subjunctive
from dragoman.reading.reading import Reading

# An operator inside an operator inside an operator ("agreed to consider refusing") says nothing any more.
DEEPEST = 3
LINKS = ("to", "with", "on", "against", "for")
WONDERING = frozenset(("WRB", "WP", "WDT"))
# "Is committed to", "is prepared to": passive in form only.
RESOLVED = frozenset(("commit", "prepare", "determine", "resolve", "dispose"))
# Words about a deed are said to whoever the deed is about, however deep in the clause they are named.
WORDED = frozenset((EventType.AGREE, EventType.REQUEST, EventType.REJECT, EventType.THREATEN, EventType.CONCEDE))
# What may be asked, refused or promised without naming a deed.
ASKED = frozenset((EventType.REJECT, EventType.REQUEST, EventType.AGREE, EventType.CONCEDE))


def _others(targets: Actors, sources: Actors) -> Actors:
    """Targets without the state itself that the sources speak for ("the minister pledged that Serbia would …")."""
    own = {actor.country for actor in sources if actor.country}
    return tuple(a for a in targets if a.country not in own or a.evidence.rule != "country" or a.sector is not None)


class Operators:
    """Applies the rows of ``operators.csv`` in one reading."""

    def __init__(self, reading: Reading, matcher: Matcher, casting: Casting) -> None:
        self.reading = reading
        self.matcher = matcher
        self.casting = casting
        self.roles = casting.roles
        self.rows = matcher.lexicon.operators

    def of_word(self, t: int, lemma: str) -> Coding | None:
        """The event made by verb or adjective ``t``."""
        found = self._row_at(t, lemma, 0)
        if found is None:
            return None
        row, kind, inner = found
        sources = self.casting.doers(t) if self.reading.tags[t][0] == "V" else self.roles.within(self._said_of(t))
        if not sources and lemma in RESOLVED and is_passive(self.reading, t):
            sources = self.roles.within(objects(self.reading, t))
        row = self._turned(row, kind, inner)
        needs = frozenset(("armed",)) if row.type is EventType.MOBILIZE else NOWHERE
        alone = row.type is EventType.AGREE and len(sources) > 1
        targets = () if alone else self._targets(row, t, inner, sources)
        if row.type is EventType.ACCUSE and not sources and self.reading.deps[t] == "acl":
            return None
        name = kind or "something"
        why = f"“{self.reading.words[t]} … {self.reading.words[inner]}”: {lemma} + {name} → {row.type}"
        match = self.matcher.frame_of(inner, self.reading.lemma(inner)) if self.reading.tags[inner][0] == "V" else None
        frame = match[0] if match is not None else self.matcher.noun_frame(inner)
        inner_mode = frame.mode if frame is not None and frame.type is kind else None
        mode = row.mode or self.matcher.lexicon.mode_of(row.type, kind, inner_mode)
        hidden = [*self._chain(inner), *([match[1]] if match is not None and match[1] is not None else [])]
        return Coding(t, row.type, mode, sources, targets, False, needs, "operator", why, [t, inner], hidden)

    def _turned(self, row: Operator, kind: EventType | None, inner: int) -> Operator:
        """ "Promised not to attack" is AGREE, "vowed that nothing will be handed over" is REJECT."""
        if self.reading.tags[inner][0] != "V" or not self.reading.is_negated(inner) or kind is None:
            return row
        if row.type is EventType.AGREE and kind in COOPERATIVE:
            return replace(row, type=EventType.REJECT, mode=None)
        return replace(row, type=EventType.AGREE, mode=None) if row.type is EventType.THREATEN else row

    def of_noun(self, n: int) -> Coding | None:
        """ "a suspension of aid", "cuts in aid": an operator that is a noun."""
        reading = self.reading
        lemma = reading.lemma(n).lower()
        for row in self.rows.get(lemma, ()):
            for inner in preposition_objects(reading, [n], ("of", "in", "to")):
                frame = self.matcher.noun_frame(inner)
                if frame is None or row.inner is None or row.rest or not row.takes(frame.type):
                    continue
                sources = self.roles.owners(n) or self.roles.linked(n, ("by",)) or self.casting.makers(n)
                targets = self.roles.linked(inner, LINKS)
                targets = without(targets or self.roles.linked(n, LINKS), sources)
                why = f"“{reading.words[n]} … {reading.words[inner]}”: {lemma} + {frame.type} → {row.type}"
                return Coding(
                    n, row.type, row.mode, sources, targets, False, NOWHERE, "operator", why, [n, inner], [inner]
                )
        return None

    def _chain(self, inner: int) -> list[int]:
        """A governed verb and the verbs it chains to ("resume shelling"), coordinated ones included."""
        reading = self.reading
        found = [j for j in reading.conjuncts(inner) if reading.tags[j][0] == reading.tags[inner][0]]
        for j in found:
            found.extend(reading.children_by(j, "xcomp"))
        return found

    def _row_at(self, t: int, lemma: str, depth: int) -> tuple[Operator, EventType | None, int] | None:
        """The row that fits, with the type and the head of what the word governs."""
        reading = self.reading
        near = self.matcher.near(t)
        rows = [row for row in self.rows[lemma] if all(word in near for word in row.rest)]
        if not rows:
            return None
        governed = [(i, "clause", self._type_of(i, depth)) for i in self._clauses(t)]
        governed += [(i, "object", self._type_of(i, depth)) for i in self._governed_objects(t, rows)]
        for row in rows:
            for inner, on, kind in governed:
                bare = on == "clause" and row.on == "infinitive" and self._is_infinitive(inner)
                needs_opener = reading.deps[inner] == "advcl" and not row.rest
                if (
                    (row.on in (on, "any") or bare)
                    and row.takes(kind)
                    and not needs_opener
                    and not self._is_silence(row, inner, kind)
                ):
                    return row, kind, inner
        return None

    def _is_infinitive(self, i: int) -> bool:
        return any(self.reading.tags[c] == "TO" for c in self.reading.children_by(i, "aux"))

    def _is_silence(self, row: Operator, inner: int, kind: EventType | None) -> bool:
        """Whether nothing is named: "declined to comment", "asked not to be named", "was willing to go"."""
        if kind is not None or row.type not in ASKED:
            return False
        words = self.matcher.lexicon.words["silences" if row.type in (EventType.REJECT, EventType.REQUEST) else "idle"]
        return self.reading.lemma(inner) in words

    def _clauses(self, t: int) -> list[int]:
        reading = self.reading
        found = [
            c
            for c in reading.children_by(t, "xcomp", "ccomp")
            if (reading.tags[c][0] == "V" or reading.child(c, "aux", "cop") is not None)
            and not self._reports(c)
            and not self._asks(c)
        ]
        for prep in reading.children_by(t, "prep"):
            found.extend(c for c in reading.children_by(prep, "pcomp"))
        if not found and reading.lemma(t) in self.matcher.lexicon.words["object_control"]:
            # "allow refugees to return": the parser may hang the infinitive on the object.
            found = [
                c
                for o in reading.children_by(t, "dobj")
                for c in reading.children_by(o, "relcl", "acl")
                if any(reading.tags[g] == "TO" for g in reading.children_by(c, "aux"))
            ]
        if not found:
            found = [
                c
                for c in reading.children_by(t, "advcl")
                if c > t and any(reading.tags[g] == "TO" for g in reading.children_by(c, "aux"))
            ]
        return found

    def _asks(self, c: int) -> bool:
        """ "Asked whether …", "asked how …": a question, not a request."""
        reading = self.reading
        openers = reading.children_by(c, "mark", "advmod", "dobj", "nsubj", "attr")
        return any(reading.tags[g] in WONDERING or reading.lower[g] in ("whether", "if") for g in openers)

    def _reports(self, c: int) -> bool:
        """Whether a clause is a plain finite one: it reports a fact, so nothing is asked, promised or refused in it."""
        reading = self.reading
        if any(reading.tags[g] in ("MD", "TO") for g in reading.children_by(c, "aux")) or is_subjunctive(reading, c):
            return False
        verbs = (c, *reading.children_by(c, "aux", "auxpass"))
        return any(reading.tags[g] in ("VBD", "VBZ", "VBP") for g in verbs)

    def _governed_objects(self, t: int, rows: list[Operator]) -> list[int]:
        reading = self.reading
        heads = list(objects(reading, t)) if reading.tags[t][0] == "V" else []
        words = frozenset(word for row in rows for word in row.rest)
        heads += preposition_objects(reading, [t, *reading.children_by(t, "prt", "prep", "advmod")], words)
        return [n for head in heads for o in reading.conjuncts(head) for n in measured(reading, o)]

    def _type_of(self, i: int, depth: int) -> EventType | None:
        """The type of what a word names, whoever does it."""
        reading = self.reading
        tag = reading.tags[i]
        if tag[0] == "N":
            frame = self.matcher.noun_frame(i)
            return frame.type if frame else None
        lemma = reading.lemma(i)
        if depth < DEEPEST and lemma in self.rows:
            found = self._row_at(i, lemma, depth + 1)
            if found is not None:
                return found[0].type
        match = self.matcher.frame_of(i, lemma) if tag[0] == "V" else None
        if match is not None:
            return match[0].type
        # "be ready to …", "begin to …": the verb below says what it is.
        below = reading.child(i, "xcomp") if depth < DEEPEST else None
        return self._type_of(below, depth + 1) if below is not None else None

    def _targets(self, row: Operator, t: int, inner: int, sources: Actors) -> Actors:
        for place in (*row.targets, *self.matcher.lexicon.types[row.type].targets):
            if place == "inner":
                found = self._partners(row.type, inner, sources)
            elif place == "o":
                direct = [o for o in (*objects(self.reading, t), *self._inner_doers(inner)) if o != inner]
                found = self.roles.within(direct)
            else:
                heads = [t, inner, *objects(self.reading, t)]
                found = self.roles.within(preposition_objects(self.reading, heads, (place,)))
            found = _others(without(found, sources), sources)
            if found:
                return found
        return self.roles.below(inner, sources) if row.type in WORDED else ()

    def _inner_doers(self, inner: int) -> list[int]:
        return self.reading.children_by(inner, "nsubj") if self.reading.tags[inner][0] == "V" else []

    def _partners(self, operator: EventType, inner: int, sources: Actors) -> Actors:
        """The others in what an operator governs: who should do it (of a request), or to whom it would be done."""
        reading = self.reading
        if reading.tags[inner][0] != "V":
            named = without(self.roles.of([inner]) or self.roles.owners(inner), sources)
            return named or self.roles.linked(
                inner, frozenset(("by", "from", "of", "to", "with", "on", "against", "for"))
            )
        doers = without(self.roles.within(subjects(reading, inner)), sources)
        if operator is EventType.REQUEST and doers:
            return doers
        match = self.matcher.frame_of(inner, reading.lemma(inner))
        if match is not None:
            return self.casting.of_verb(inner, *match)[1]
        prepositions = preposition_objects(reading, [inner], ("to", "with", "against", "on", "for", "from"))
        return self.roles.reached([*objects(reading, inner), *prepositions], False)

    def _said_of(self, adjective: int) -> list[int]:
        """The subject of "is ready to"."""
        reading = self.reading
        above = reading.heads[adjective]
        if reading.deps[adjective] in ("acomp", "oprd", "attr", "conj") and reading.tags[above][0] == "V":
            return subjects(reading, above)
        return subjects(reading, adjective) if reading.tags[adjective][0] == "V" else []
