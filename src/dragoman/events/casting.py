"""Casting: who fills the roles of a frame."""

from __future__ import annotations

from dragoman.codes import EventType
from dragoman.events.arguments import is_passive, objects, preposition_objects, subjects
from dragoman.events.frames import Frame, load_lexicon
from dragoman.events.holders import CIVILIANS, in_sector
from dragoman.events.roles import ASIDE, Actors, Roles, distinct, without
from dragoman.reading.reading import Reading

# Deeds done on the ground: the country in which they are done is the one they reach.
ON_THE_GROUND = frozenset(EventType(name) for name in ("ASSAULT", "MOBILIZE", "COERCE", "RETREAT"))
GROUND_MODES = frozenset(("visit", "investigate", "withdraw"))
# Words about a matter are meant for whoever the matter belongs to.
WORDED = frozenset((EventType.REJECT, EventType.REQUEST, EventType.THREATEN))
MOVED = frozenset(("withdraw", "disarm", "troops", "weapons", "police"))
LOCATIVE = frozenset(("in", "at", "near", "along", "outside", "over", "off", "into"))

# A protest goes against whom its occasion or its purpose names, not against those where it is held.
BESIDE_PROTEST = (ASIDE | LOCATIVE) - {"during", "following", "after", "over", "as", "by"}


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
        if not sources and frame.mode in MOVED and is_passive(self.reading, v):
            # "The army's tanks were withdrawn": whose forces are moved does it.
            sources = self.roles.within(objects(self.reading, v))
        targets = self._fill((*frame.roles[1], *self.lexicon.types[frame.type].targets), v, o, sources, ground)
        if not targets and o is not None:
            targets = without(self.roles.owners(o), sources)
        if not targets and frame.type is EventType.PROTEST:
            targets = without(self._protested(v), sources) or self.roles.below(v, sources, BESIDE_PROTEST)
        if frame.type in (EventType.ASSAULT, EventType.COERCE):
            targets = tuple(in_sector(a, CIVILIANS, a.name) if a.evidence.rule == "lies-in" else a for a in targets)
        if frame.type is EventType.ASSAULT and not any(actor.sector or actor.country for actor in targets):
            targets = without(self._aimed_at(v), sources) or targets
        if not targets and frame.type in WORDED:
            targets = self.roles.below(v, sources)
        if frame.type is EventType.RETREAT:
            own = {actor.country for actor in sources}
            targets = tuple(a for a in targets if a.evidence.rule != "lies-in" or a.country not in own)
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
        if o is not None and reading.deps[o] == "pobj":
            # "Withdrew the country from the treaty": somebody's own country is not the one it is done to.
            others = [d for d in others if reading.lemma(d) not in ("country", "nation", "itself", "themselves")]
        if o is None and reading.lemma(v) in self.lexicon.words["face_to_face"]:
            return self.roles.of(others)
        found = self.roles.reached(others, ground)
        if found or o is None:
            return found
        found = self.roles.of([o]) or self.roles.linked(o, ("of", "by", "from"))
        return found or (self.roles.ground(o) if ground else ()) or self.roles.owners(o)

    def _aimed_at(self, v: int) -> Actors:
        """Whom force is used on, by its purpose ("opened fire to disperse …")."""
        reading = self.reading
        purposes = [
            c for c in reading.children_by(v, "advcl") if any(reading.tags[g] == "TO" for g in reading.children[c])
        ]
        return distinct(actor for c in purposes for actor in self.roles.of(objects(reading, c)))

    def _protested(self, v: int) -> Actors:
        """Against whom a protest goes, by its purpose ("to protest Iran's decision", "demanding that …")."""
        reading = self.reading
        for c in (*reading.children[v], *(g for o in objects(reading, v) for g in reading.children[o])):
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
