"""The coder: what event a word names, and who did it to whom, before anything is said of its status."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.actors.cast import Cast
from dragoman.events.arguments import (
    measured,
    noun_names,
    objects,
    preposition_objects,
    subjects,
)
from dragoman.events.frames import Frame, Operator, load_lexicon
from dragoman.events.nominals import nominal_roles
from dragoman.events.roles import Actors, Roles, distinct, without
from dragoman.reading.clauses import is_subjunctive
from dragoman.reading.reading import Reading
from dragoman.records import EventType, Place

# An operator inside an operator inside an operator ("agreed to consider refusing") says nothing any more.
DEEPEST = 3
NOWHERE: frozenset[str] = frozenset()
# What can be told by the one who endured it alone; everything else needs somebody who did it.
ENDURED = frozenset(EventType(name) for name in ("ASSAULT", "COERCE", "ACCUSE"))
ENDURED_MODES = frozenset(("release", "expel", "convict"))
# Types that the manual codes only with a recipient.
RECEIVED = frozenset(EventType(name) for name in ("AID", "COOPERATE", "SANCTION"))
# To refuse these is to keep silent, not to reject anything.
SILENCES = frozenset(
    "comment say answer speak elaborate disclose name identify specify confirm reveal discuss tell speculate "
    "explain".split()
)
ARMED = frozenset(("MIL", "REB", "COP", "UAF", "PRM", "SPY", "CRM"))
# Deeds done on the ground: the country in which they are done is the one they reach.
ON_THE_GROUND = frozenset(EventType(name) for name in ("ASSAULT", "MOBILIZE", "COERCE", "RETREAT"))
# Nouns that carry the event of their first word ("mediation efforts", "an aid programme").
CARRIERS = frozenset(
    "effort program programme campaign mission plan operation order process package measure initiative bid session "
    "round activity attempt policy project scheme drive move step deal agreement procedure".split()
)
# Verbs that make their subject the doer of the deed in their object ("announced the release of …").
MAKING = frozenset(
    "announce order declare begin start continue resume launch complete conduct approve authorize authorise impose "
    "call stage lead carry execute step intensify renew extend grant".split()
)
LOCATIVE = frozenset(("in", "at", "near", "along", "outside", "over", "off", "into"))
ADJECTIVES = frozenset(("JJ", "VBN", "VBD"))


@dataclass(slots=True)
class Coding:
    """An event as the words name it: type, mode and actors, the tokens that show it, and why."""

    head: int
    type: EventType
    mode: str | None
    sources: Actors
    targets: Actors
    mutual: bool
    needs: frozenset[str]
    rule: str
    why: str
    trigger: list[int] = field(default_factory=list)
    inner: list[int] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        """Whether the actors the frame needs are there."""
        if "armed" in self.needs and not any(actor.sector in ARMED for actor in self.sources):
            return False
        if "persons" in self.needs and not all(actor.person for actor in (*self.sources, *self.targets)):
            return False
        needs_both = "both" in self.needs or self.mutual or (self.type in RECEIVED and self.mode not in ENDURED_MODES)
        if not needs_both:
            endured = self.type in ENDURED or self.mode in ENDURED_MODES
            return bool(self.sources or (self.targets and endured))
        return bool(self.sources and self.targets) or (self.mutual and len(self.sources) > 1)


class Coder:
    """Codes the verbs and nouns of one reading."""

    def __init__(self, reading: Reading, cast: Cast, places: list[Place]) -> None:
        self.reading = reading
        self.roles = Roles(reading, cast, places)
        self.lexicon = load_lexicon()

    def code(self, i: int) -> Coding | None:
        """The event that verb, adjective or noun ``i`` names."""
        reading = self.reading
        tag = reading.tags[i]
        if tag[0] == "N":
            return self._operated_noun(i) or self._noun(i)
        lemma = reading.lemma(i)
        if lemma in self.lexicon.operators and (tag[0] == "V" or tag in ADJECTIVES):
            operated = self._operated(i, lemma)
            if operated is not None:
                return operated
        return self._verb(i, lemma) if tag[0] == "V" else None

    # -- verbs -----------------------------------------------------------------------------------------------------

    def frame_of(self, v: int, lemma: str) -> tuple[Frame, int | None] | None:
        """The frame of a verb, with its object where the two together name the event."""
        frames = self.lexicon.verbs.get(lemma)
        if not frames:
            return None
        near = self._near(v) if any(frame.rest for frame in frames) else NOWHERE
        candidates = self._object_names(v) if frames[0].objects else []
        for frame in frames:
            if not all(word in near for word in frame.rest):
                continue
            if not frame.objects:
                if "alone" in frame.needs and self.reading.child(v, "dobj", "ccomp") is not None:
                    continue
                return frame, None
            found = next((o for o, word, names in candidates if _fits(frame, word, names)), None)
            if found is not None:
                return frame, found
        return None

    def _near(self, v: int) -> frozenset[str]:
        """The words that may complete a verb: particles, prepositions, adverbs, and its object's lemma."""
        reading = self.reading
        words = set()
        for c in reading.children[v]:
            if reading.deps[c] in ("prt", "prep", "advmod", "acomp", "oprd", "dative", "agent", "mark"):
                if reading.deps[c] == "prep" and self._is_dated(c):
                    continue
                words.add(reading.lower[c])
                words.update(reading.lower[g] for g in reading.children[c] if reading.deps[g] in ("prep", "prt"))
            elif reading.deps[c] in ("dobj", "ccomp", "xcomp", "attr"):
                words.add(reading.lemma(c))
                words.update(reading.lower[g] for g in reading.children[c] if reading.deps[g] == "prep")
        return frozenset(words)

    def _is_dated(self, preposition: int) -> bool:
        """Whether the preposition only opens a date ("called on Friday")."""
        pobj = self.reading.child(preposition, "pobj")
        mention = self.reading.mention_of[pobj] if pobj is not None else None
        return mention is not None and mention.label in ("DATE", "TIME")

    def _object_names(self, v: int) -> list[tuple[int, str, tuple[str, ...]]]:
        """What may complete a pair: a noun, the preposition before it (none for an object), its names."""
        reading = self.reading
        heads = [(o, "") for o in objects(reading, v)]
        for o, _ in tuple(heads):
            heads.extend((p, reading.lower[prep]) for prep in reading.children_by(o, "prep") for p in reading.children_by(prep, "pobj"))
        for prep in reading.children_by(v, "prep", "prt", "advmod"):
            heads.extend((o, reading.lower[prep]) for o in reading.children_by(prep, "pobj"))
            for inner in reading.children_by(prep, "prep"):
                heads.extend((o, reading.lower[inner]) for o in reading.children_by(inner, "pobj"))
        found = []
        for head, word in heads:
            for o in reading.conjuncts(head):
                for n in measured(reading, o):
                    found.append((n, word, self._names(n)))
        return found

    def _names(self, n: int) -> tuple[str, ...]:
        reading = self.reading
        names = tuple(noun_names(reading, n))
        if names[-1] not in CARRIERS:
            return names
        return (*names, *(reading.lemma(c).lower() for c in reading.children_by(n, "compound")))

    def _verb(self, v: int, lemma: str) -> Coding | None:
        match = self.frame_of(v, lemma)
        if match is None:
            return None
        frame, o = match
        sources, targets = self._verb_roles(v, frame, o)
        words = self.reading.words[v] if o is None else f"{self.reading.words[v]} … {self.reading.words[o]}"
        if frame.type is EventType.ACCUSE and not sources and self.reading.deps[v] == "acl":
            return None
        why = f"“{words}” names {frame.type}" + (f" ({frame.mode})" if frame.mode else "")
        rule = "verb" if o is None else "verb-object"
        trigger = [v] if o is None else [v, o]
        inner = [] if o is None else [o, *measured(self.reading, o)]
        return Coding(v, frame.type, frame.mode, sources, targets, frame.mutual, frame.needs, rule, why, trigger, inner)

    def _verb_roles(self, v: int, frame: Frame, o: int | None) -> tuple[Actors, Actors]:
        ground = frame.type in ON_THE_GROUND or frame.mode in ("visit", "investigate")
        sources = self._fill(frame.roles[0], v, o, (), False)
        targets = self._fill((*frame.roles[1], *self.lexicon.types[frame.type].targets), v, o, sources, ground)
        if not targets and o is not None:
            targets = without(self.roles.owners(o), sources)
        if not targets and frame.type is EventType.PROTEST:
            targets = without(self._protested(v), sources)
        if frame.mutual and not sources and len(targets) > 1:
            return targets, ()
        return sources, targets

    def _fill(self, places: tuple[str, ...], v: int, o: int | None, taken: Actors, ground: bool) -> Actors:
        """The actors in the first of those places that holds any but those already taken."""
        for place in places:
            if place == "s":
                found = self._doers(v)
            elif place == "o":
                found = self._object_actors(v, o, ground)
            else:
                heads = [v] if o is None else [v, o, *objects(self.reading, v)]
                tokens = preposition_objects(self.reading, heads, (place,))
                if place in LOCATIVE:
                    found = self.roles.of(tokens)
                    found = found or distinct(a for t in tokens if ground for a in self.roles.ground(t))
                else:
                    found = self.roles.reached(tokens, ground)
            found = without(found, taken)
            if found:
                return found
        return ()

    def _doers(self, v: int) -> Actors:
        """Who does it; where a paper or a speech does ("issued a declaration demanding …"), whose it is."""
        reading = self.reading
        doers = subjects(reading, v)
        found = self.roles.within(doers)
        if not found and reading.deps[v] == "acl" and reading.tags[v] == "VBG":
            above = reading.heads[reading.heads[v]]
            if reading.tags[above][0] == "V" and reading.deps[reading.heads[v]] == "dobj":
                found = self.roles.within(subjects(reading, above))
        return found

    def _object_actors(self, v: int, o: int | None, ground: bool) -> Actors:
        """Whom the object names; the noun of a pair names the event, so only its owners count, or a second object."""
        reading = self.reading
        others = [d for d in (*objects(reading, v), *reading.children_by(v, "dative")) if d != o]
        found = self.roles.reached(others, ground)
        if found or o is None:
            return found
        return self.roles.of([o]) or self.roles.linked(o, ("of", "by", "from")) or self.roles.owners(o)

    def _protested(self, v: int) -> Actors:
        """Against whom a protest goes, by its purpose ("to protest Iran's decision", "demanding that …")."""
        reading = self.reading
        for c in reading.children[v]:
            if reading.deps[c] in ("advcl", "xcomp") and reading.tags[c][0] == "V":
                asked = preposition_objects(reading, [c], ("for", "against", "from", "of"))
                found = self.roles.reached([*objects(reading, c), *asked], False)
                inner = reading.child(c, "ccomp")
                if not found and inner is not None:
                    found = self.roles.within(reading.children_by(inner, "nsubj"))
                if found:
                    return found
            elif reading.deps[c] == "prep" and reading.lower[c] == "in":
                protest = reading.child(c, "pobj")
                if protest is not None and reading.lower[protest] in ("protest", "defiance", "opposition"):
                    return self.roles.linked(protest, ("of", "against", "to", "at", "over"))
        return ()

    # -- operators -------------------------------------------------------------------------------------------------

    def _operated(self, t: int, lemma: str, depth: int = 0) -> Coding | None:
        found = self._operator_at(t, lemma, depth)
        if found is None:
            return None
        row, kind, inner = found
        sources = self._doers(t) if self.reading.tags[t][0] == "V" else self.roles.within(self._said_of(t))
        needs = frozenset(("armed",)) if row.type is EventType.MOBILIZE else NOWHERE
        alone = row.type is EventType.AGREE and len(sources) > 1
        targets = () if alone else self._operator_targets(row, t, inner, sources)
        if row.type is EventType.ACCUSE and not sources and self.reading.deps[t] == "acl":
            return None
        name = kind or "something"
        why = f"“{self.reading.words[t]} … {self.reading.words[inner]}”: {lemma} + {name} → {row.type}"
        match = self.frame_of(inner, self.reading.lemma(inner)) if self.reading.tags[inner][0] == "V" else None
        hidden = [*self._chain(inner), *([match[1]] if match is not None and match[1] is not None else [])]
        return Coding(t, row.type, row.mode, sources, targets, False, needs, "operator", why, [t, inner], hidden)

    def _chain(self, inner: int) -> list[int]:
        """A governed verb and the verbs it chains to ("resume shelling"), coordinated ones included."""
        reading = self.reading
        found = [j for j in reading.conjuncts(inner) if reading.tags[j][0] == reading.tags[inner][0]]
        for j in found:
            found.extend(reading.children_by(j, "xcomp"))
        return found

    def _operator_at(self, t: int, lemma: str, depth: int) -> tuple[Operator, EventType | None, int] | None:
        """The row that fits, with the type and the head of what the word governs."""
        reading = self.reading
        near = self._near(t)
        rows = [row for row in self.lexicon.operators[lemma] if all(word in near for word in row.rest)]
        if not rows:
            return None
        governed = [(i, "clause", self._type_of(i, depth)) for i in self._clauses(t)]
        governed += [(i, "object", self._type_of(i, depth)) for i in self._governed_objects(t, rows)]
        for row in rows:
            for inner, on, kind in governed:
                needs_opener = reading.deps[inner] == "advcl" and not row.rest
                silent = row.type in (EventType.REJECT, EventType.REQUEST) and kind is None and reading.lemma(inner) in SILENCES
                if row.on in (on, "any") and row.takes(kind) and not needs_opener and not silent:
                    return row, kind, inner
        return None

    def _clauses(self, t: int) -> list[int]:
        reading = self.reading
        found = [
            c
            for c in reading.children_by(t, "xcomp", "ccomp")
            if (reading.tags[c][0] == "V" or reading.child(c, "aux", "cop") is not None) and not self._reports(c)
        ]
        for prep in reading.children_by(t, "prep"):
            found.extend(c for c in reading.children_by(prep, "pcomp"))
        if not found:
            found = [
                c
                for c in reading.children_by(t, "advcl")
                if c > t and any(reading.tags[g] == "TO" for g in reading.children_by(c, "aux"))
            ]
        return found

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
            frame = self.noun_frame(i)
            return frame.type if frame else None
        lemma = reading.lemma(i)
        if depth < DEEPEST and lemma in self.lexicon.operators:
            found = self._operator_at(i, lemma, depth + 1)
            if found is not None:
                return found[0].type
        match = self.frame_of(i, lemma) if tag[0] == "V" else None
        if match is not None:
            return match[0].type
        # "be ready to …", "begin to …": the verb below says what it is.
        below = reading.child(i, "xcomp") if depth < DEEPEST else None
        return self._type_of(below, depth + 1) if below is not None else None

    def _operator_targets(self, row: Operator, t: int, inner: int, sources: Actors) -> Actors:
        for place in row.targets:
            if place == "inner":
                found = self._partners(row.type, inner)
            elif place == "o":
                direct = [o for o in (*objects(self.reading, t), *self._inner_doers(inner)) if o != inner]
                found = self.roles.within(direct)
            else:
                heads = [t, inner, *objects(self.reading, t)]
                found = self.roles.within(preposition_objects(self.reading, heads, (place,)))
            found = without(found, sources)
            if found:
                return found
        return ()

    def _inner_doers(self, inner: int) -> list[int]:
        return self.reading.children_by(inner, "nsubj") if self.reading.tags[inner][0] == "V" else []

    def _partners(self, operator: EventType, inner: int) -> Actors:
        """The others in what an operator governs: who should do it (of a request), or to whom it would be done."""
        reading = self.reading
        if reading.tags[inner][0] != "V":
            named = self.roles.of([inner]) or self.roles.owners(inner)
            return named or self.roles.linked(inner, frozenset(("by", "from", "of", "to", "with", "on", "against", "for")))
        doers = self.roles.within(subjects(reading, inner))
        if operator is EventType.REQUEST and doers:
            return doers
        match = self.frame_of(inner, reading.lemma(inner))
        if match is not None:
            return self._verb_roles(inner, *match)[1]
        prepositions = preposition_objects(reading, [inner], ("to", "with", "against", "on", "for", "from"))
        return self.roles.reached([*objects(reading, inner), *prepositions], False)

    def _said_of(self, adjective: int) -> list[int]:
        """The subject of "is ready to"."""
        reading = self.reading
        above = reading.heads[adjective]
        if reading.deps[adjective] in ("acomp", "oprd", "attr", "conj") and reading.tags[above][0] == "V":
            return subjects(reading, above)
        return subjects(reading, adjective) if reading.tags[adjective][0] == "V" else []

    def _makers(self, n: int) -> Actors:
        """Who announces, orders or begins the deed a noun names, where the noun itself names no doer."""
        reading = self.reading
        above = reading.heads[n]
        made = reading.deps[n] in ("dobj", "nsubjpass") and reading.tags[above][0] == "V"
        return self._doers(above) if made and reading.lemma(above) in MAKING else ()

    # -- nouns -----------------------------------------------------------------------------------------------------

    def noun_frame(self, n: int) -> Frame | None:
        reading = self.reading
        frames = self.lexicon.nouns.get(reading.lemma(n).lower())
        if not frames:
            return None
        before = {reading.lower[c] for c in reading.children[n] if reading.deps[c] in ("compound", "amod", "nmod")}
        if n > 1 and reading.words[n - 1] == "-":
            before.add(reading.lower[n - 2])
        before.update(f"{reading.lemma(n)} {reading.lower[c]}" for c in reading.children_by(n, "prep"))
        return next((frame for frame in frames if all(word in before for word in frame.rest)), None)

    def _operated_noun(self, n: int) -> Coding | None:
        """ "a suspension of aid", "cuts in aid": an operator that is a noun."""
        reading = self.reading
        lemma = reading.lemma(n).lower()
        for row in self.lexicon.operators.get(lemma, ()):
            for inner in preposition_objects(reading, [n], ("of", "in", "to")):
                frame = self.noun_frame(inner)
                if frame is None or row.inner is None or row.rest or not row.takes(frame.type):
                    continue
                sources = self.roles.owners(n) or self.roles.linked(n, ("by",)) or self._makers(n)
                targets = self.roles.linked(inner, ("to", "with", "on", "against", "for"))
                targets = without(targets or self.roles.linked(n, ("to", "with", "on", "against", "for")), sources)
                why = f"“{reading.words[n]} … {reading.words[inner]}”: {lemma} + {frame.type} → {row.type}"
                return Coding(n, row.type, row.mode, sources, targets, False, NOWHERE, "operator", why, [n, inner], [inner])
        return None

    def _noun(self, n: int) -> Coding | None:
        frame = self.noun_frame(n)
        if frame is None:
            return None
        sources, targets = nominal_roles(self.reading, self.roles, n, frame)
        if not sources:
            sources = self._makers(n)
            targets = without(targets, sources)
        why = f"“{self.reading.words[n]}” names {frame.type}" + (f" ({frame.mode})" if frame.mode else "")
        return Coding(n, frame.type, frame.mode, sources, targets, frame.mutual, frame.needs, "noun", why, [n], [])


def _fits(frame: Frame, preposition: str, names: tuple[str, ...]) -> bool:
    """Whether a noun completes a pair; one after a preposition only where the pair names that preposition."""
    return (not preposition or preposition in frame.rest) and any(name in frame.objects for name in names)
