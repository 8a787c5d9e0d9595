"""Who a noun phrase of a question means: "either", "both capitals", "the North", "it", "some of its allies"."""

from __future__ import annotations

from dragoman.actors.cast import Cast
from dragoman.actors.nationality import country_of, government_of
from dragoman.places.countries import country
from dragoman.questions.acts import is_kind
from dragoman.questions.earlier import Actors, Earlier, is_state, without
from dragoman.questions.lexicon import things
from dragoman.reading.reading import Reading
from dragoman.records import Actor, Evidence, make_id

# Words that name the two sides of something, where a number or "both" stands before them.
STATES = ("state", "country", "government", "capital", "neighbour", "neighbor", "ally", "rival", "side", "party")
PEOPLE = ("camp", "leader", "army", "minister", "president", "delegation", "man", "woman")
SIDES = frozenset((*STATES, *PEOPLE))
ALWAYS_TWO = frozenset(("sides", "parties", "capitals", "neighbours", "neighbors"))
PAIRS = frozenset(("two", "both", "either", "neither"))
# "Some of the supporters": who is meant stands behind "of".
QUANTIFIERS = PAIRS | {"some", "many", "most", "all", "any", "none", "one", "several", "few"}
NOBODY = frozenset(("anyone", "anybody", "somebody", "someone", "nobody", "who", "whom", "there", "what", "which"))
PRONOUNS = frozenset(("it", "they", "them"))
PERSONAL = frozenset(("he", "she", "him", "her"))
# Kinds of things that are people, how words for people end, and words that only look like them.
PEOPLED = ("persons", "refugees", "crowds", "workers")
PEOPLE_ENDINGS = ("ers", "ors", "ists", "ians", "ees", "men", "women")
NO_PEOPLE = frozenset(("number", "matter", "quarter", "water", "centre", "center", "member", "letter", "winter"))
OWNING = frozenset(("between", "of", "by", "among"))
# Nouns that stand for how or when, whatever else they may name ("by force").
MEANS = frozenset(("force", "time", "place", "way"))


class Meant:
    """Answers who is meant where a noun stands. Built once for a reading."""

    def __init__(self, reading: Reading, cast: Cast, earlier: Earlier) -> None:
        self.reading = reading
        self.cast = cast
        self.earlier = earlier

    def subject(self, noun: int) -> Actors:
        """The actors a subject means, or else those whose thing it is: "the truce between them"."""
        return self.at(noun) or self.people(noun) or self._owners(noun)

    def at(self, noun: int) -> Actors:
        """The actors a noun phrase means."""
        reading = self.reading
        word = reading.lower[noun]
        if self._is_pair(noun):
            pair = self.earlier.pair(noun)
            if pair and (word not in ("they", "them") or all(map(is_state, pair))):
                return pair
        of = reading.child(noun, "prep")
        if word in QUANTIFIERS and of is not None and reading.lower[of] == "of":
            noun = next(iter(reading.children_by(of, "pobj")), noun)
            word = reading.lower[noun]
        if word in NOBODY:
            return self._somebody_of(noun)
        if word == "three":
            return self.earlier.joined(noun, 3) or self.body(noun)
        found = self.half(noun) or self.cast.at(noun)
        if not found and word in PERSONAL:
            return self.earlier.person(noun, ())
        if not found and word in PRONOUNS:
            return self.earlier.meant_by(noun, ())
        return named(found) or self.power(noun) or self.body(noun) or self._two_of_them(noun)

    def acted_on(self, token: int, others: Actors, *, as_power: bool) -> Actors:
        """Whom an object means besides those others; ``as_power``: a capital there stands for its government."""
        found = without(self.half(token) or self._people_at(token), others)
        if not found and self.reading.lower[token] in PERSONAL:
            found = self.earlier.person(token, others)
        if not found and self.reading.lower[token] in PRONOUNS:
            found = self.earlier.meant_by(token, others)
        if not found and as_power:
            found = without(self.power(token), others)
        return found

    def power(self, noun: int) -> Actors:
        """ "Beijing": of a capital it is asked what its government will do."""
        reading = self.reading
        mention = reading.mention_of[noun]
        span = reading.span(mention.start, mention.end - 1) if mention is not None else reading.span(noun, noun)
        text = span.text_of(reading.text)
        known, seat = country_of(text), government_of(text)
        if not reading.words[noun][:1].isupper() or (known is None and seat is None):
            return ()
        iso3, sector, name = seat if known is None and seat is not None else ((known or ("", False))[0], None, "")
        state = country(iso3)
        name = state.name if state is not None else name
        evidence = Evidence(span, "seat-of-government", f"“{text}” stands for {name}")
        identity = make_id("ac", iso3) if sector in (None, "GOV") else make_id("ac", iso3, sector)
        return (Actor(identity, name, iso3, sector, None, None, None, False, evidence),)

    def half(self, noun: int) -> Actors:
        """ "The North": the country of that name in the text."""
        word = self.reading.words[noun]
        if word not in ("North", "South", "East", "West"):
            return ()
        names = (a for a in self.earlier.mentions if a.name.startswith(f"{word} ") and is_state(a))
        found = next(names, None)
        return (found,) if found is not None else ()

    def body(self, noun: int) -> Actors:
        """A body known by its words alone ("the council"); none for things and for "it"."""
        reading = self.reading
        word = reading.lower[noun]
        if word in MEANS or reading.tags[noun][:3] == "PRP":
            return ()
        counted = reading.tags[noun] == "CD" and word in things()["persons"] and word != "two"
        is_body = is_kind(reading, noun, ("bodies", "forces", "captives", "protests"))
        common = reading.tags[noun][:3] != "NNP" or reading.lower[noun - 1] == "the"
        return (self.cast.described(noun),) if counted or (is_body and common) else ()

    def people(self, noun: int) -> Actors:
        """People known by their words alone: "latecomers", "the auditors"."""
        reading = self.reading
        lemma = reading.lemma(noun)
        if reading.tags[noun] not in ("NN", "NNS") or reading.lower[noun] in NOBODY:
            return ()
        if not is_kind(reading, noun, PEOPLED):
            known = lemma in NO_PEOPLE or any(lemma in words for words in things().values())
            if known or reading.tags[noun] != "NNS" or not reading.lower[noun].endswith(PEOPLE_ENDINGS):
                return ()
        return (self.cast.described(noun),)

    def _is_pair(self, noun: int) -> bool:
        reading = self.reading
        word = reading.lower[noun]
        if word in PAIRS or (word in ("they", "them") and not self.cast.at(noun)):
            return True
        few = bool({reading.lower[c] for c in reading.children[noun]} & PAIRS)
        return reading.lemma(noun) in SIDES and (few or word in ALWAYS_TWO)

    def _two_of_them(self, noun: int) -> Actors:
        """ "The two camps", where the text does not say who they are."""
        is_common = self.reading.tags[noun] in ("NN", "NNS") and self.reading.lemma(noun) in SIDES
        return (self.cast.described(noun),) if is_common and self._is_pair(noun) else ()

    def _owners(self, thing: int) -> Actors:
        reading = self.reading
        owners = reading.children_by(thing, "poss")
        linked = [c for c in reading.children_by(thing, "prep") if reading.lower[c] in OWNING]
        owners += [p for c in linked for p in reading.children_by(c, "pobj")]
        return next((found for j in owners if (found := self.at(j))), ())

    def _somebody_of(self, noun: int) -> Actors:
        """ "Anybody in Jakarta": whoever it is, it is a side of that country."""
        reading = self.reading
        where = [p for c in reading.children_by(noun, "prep") for p in reading.children_by(c, "pobj")]
        return next((actors for p in where if (actors := self.cast.at(p) or self.power(p))), ())

    def _people_at(self, token: int) -> Actors:
        """The actors there; a place whose name nobody knows for an actor is none."""
        mention = self.reading.mention_of[token]
        is_place = mention is not None and mention.label in ("GPE", "LOC", "FAC")
        return tuple(a for a in self.cast.at(token) if not (is_place and a.evidence.rule == "unknown-name"))


def named(actors: Actors) -> Actors:
    return tuple(actor for actor in actors if actor.name.lower() not in NOBODY)
