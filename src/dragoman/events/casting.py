"""Casting: who fills the roles of a frame."""

from __future__ import annotations

from dragoman.codes import EventType
from dragoman.events.arguments import objects, preposition_objects, subjects
from dragoman.events.frames import Frame, load_lexicon
from dragoman.events.roles import Actors, Roles, distinct, without
from dragoman.reading.reading import Reading

# Deeds done on the ground: the country in which they are done is the one they reach.
ON_THE_GROUND = frozenset(EventType(name) for name in ("ASSAULT", "MOBILIZE", "COERCE", "RETREAT"))
GROUND_MODES = frozenset(("visit", "investigate", "withdraw"))
LOCATIVE = frozenset(("in", "at", "near", "along", "outside", "over", "off", "into"))


class Casting:
    """Fills the roles of verb frames in one reading."""

    def __init__(self, reading: Reading, roles: Roles) -> None:
        self.reading = reading
        self.roles = roles
        self.lexicon = load_lexicon()

    def of_verb(self, v: int, frame: Frame, o: int | None) -> tuple[Actors, Actors]:
        """Sources and targets of a verb in a frame, ``o`` being the object that is part of it."""
        # A word of many senses ("battled the blaze at …") needs somebody there, not only a place.
        ground = frame.mode in GROUND_MODES or (frame.type in ON_THE_GROUND and "both" not in frame.needs)
        sources = self._fill(frame.roles[0], v, o, (), False)
        targets = self._fill((*frame.roles[1], *self.lexicon.types[frame.type].targets), v, o, sources, ground)
        if not targets and o is not None:
            targets = without(self.roles.owners(o), sources)
        if not targets and frame.type is EventType.PROTEST:
            targets = without(self._protested(v), sources)
        if frame.mutual and not sources and len(targets) > 1:
            return targets, ()
        return sources, targets

    def doers(self, v: int) -> Actors:
        """Who does it; where a paper or a speech does ("issued a declaration demanding …"), whose it is."""
        reading = self.reading
        doers = subjects(reading, v)
        found = self.roles.within(doers)
        if not found and reading.deps[v] == "acl" and reading.tags[v] == "VBG":
            above = reading.heads[reading.heads[v]]
            if reading.tags[above][0] == "V" and reading.deps[reading.heads[v]] == "dobj":
                found = self.roles.within(subjects(reading, above))
        return found

    def makers(self, n: int) -> Actors:
        """Who announces, orders or begins the deed a noun names, where the noun itself names no doer."""
        reading = self.reading
        above = reading.heads[n]
        made = reading.deps[n] in ("dobj", "nsubjpass") and reading.tags[above][0] == "V"
        return self.doers(above) if made and reading.lemma(above) in self.lexicon.words["making"] else ()

    def _fill(self, places: tuple[str, ...], v: int, o: int | None, taken: Actors, ground: bool) -> Actors:
        """The actors in the first of those places that holds any but those already taken."""
        for place in places:
            if place == "s":
                found = self.doers(v)
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
                if protest is not None and reading.lower[protest] in self.lexicon.words["protests"]:
                    return self.roles.linked(protest, ("of", "against", "to", "at", "over"))
        return ()
