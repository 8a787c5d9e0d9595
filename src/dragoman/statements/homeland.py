"""Whose government "the government" is, where the text has said it before."""

from __future__ import annotations

from dataclasses import replace

from dragoman.actors.cast import Cast
from dragoman.actors.nationality import government_of
from dragoman.places.countries import country
from dragoman.reading.reading import Reading
from dragoman.records import Actor, Evidence, make_id
from dragoman.statements.grading import BODILY

# Bodies of which a country has one.
OF_A_COUNTRY = frozenset(
    ("government", "army", "military", "navy", "parliament", "cabinet", "presidency", "police", "regime", "junta")
)
# What somebody has who serves a country; of these the last ones are the country itself.
OWNED = OF_A_COUNTRY | {"country", "state", "nation", "ministry", "delegation", "side", "office"}
STATES = frozenset(("government", "country", "state", "nation"))
GOVERNING = frozenset(("government", "cabinet", "presidency", "regime", "junta"))
# How many sentences back the full phrase may stand.
REACH = 12


def with_country(reading: Reading, cast: Cast, actor: Actor, who: int) -> Actor:
    """The actor with the country of the last "government of X" before, where the text names only one of them."""
    noun = reading.lower[who]
    if actor.country is None and noun in OWNED and (owner := reading.child(who, "poss")) is not None:
        return _of_owner(reading, cast, actor, who, owner)
    if actor.country is not None or actor.person or noun not in OF_A_COUNTRY or not _is_bare(reading, who):
        return actor
    seen: dict[str, Actor] = {}
    earliest = reading.sentences[max(0, reading.sentence_index[who] - REACH)].start
    for i in range(earliest, who):
        if reading.lower[i] == noun and (other := cast.one(i)) is not None and other.country is not None:
            seen[other.country] = other
    if not seen:
        seen = _acting_before(reading, cast, who)
    if len(seen) != 1:
        if not seen:
            return actor
        why = f"“the {noun}” may be that of any of {', '.join(sorted(seen))}"
        reading.doubt("statements", reading.span(who, who), "whose-government", why)
        return actor
    (known,) = seen.values()
    identity = make_id("ac", known.country) if known.sector == "GOV" else known.id
    why = f"{actor.evidence.why}; the text speaks before of “{known.name}” of {known.country}"
    evidence = Evidence(actor.evidence.span or reading.span(who, who), "same-body", why)
    if known.evidence.rule in BODILY and noun not in GOVERNING:
        return replace(actor, country=known.country, evidence=evidence)
    return replace(known, id=identity, sector=known.sector or actor.sector, evidence=evidence)


def _acting_before(reading: Reading, cast: Cast, who: int) -> dict[str, Actor]:
    """The countries that are subjects of this sentence and of the one before: "Nodo has paid. The government …"."""
    here = reading.sentence_index[who]
    for sentence in (here, here - 1):
        if sentence < 0:
            break
        found = {}
        for i in range(reading.sentences[sentence].start, min(who, reading.sentences[sentence].stop)):
            if reading.deps[i] in ("nsubj", "nsubjpass", "poss") and reading.tags[i] == "NNP":
                actor = cast.one(i)
                if actor is not None and actor.country is not None and actor.evidence.rule in BODILY:
                    found[actor.country] = actor
        if found:
            return found
    return {}


def _of_owner(reading: Reading, cast: Cast, actor: Actor, who: int, owner: int) -> Actor:
    """ "Her government": that of the country she serves."""
    whose = cast.one(owner)
    if whose is None or whose.country is None:
        return actor
    state = country(whose.country) if reading.lower[who] in STATES else None
    why = f"{actor.evidence.why}; “{reading.words[owner]}” is {whose.name} of {whose.country}"
    evidence = Evidence(actor.evidence.span, actor.evidence.rule, why)
    if state is None:
        return replace(actor, country=whose.country, evidence=evidence)
    identity = make_id("ac", whose.country)
    return replace(actor, id=identity, name=state.name, country=whose.country, sector="GOV", evidence=evidence)


def seated_at(reading: Reading, who: int) -> Actor | None:
    """ "The refusal of Nodo": a capital that speaks is its government, wherever it stands in the sentence."""
    mention = reading.mention_of[who]
    if not reading.words[who][0].isupper():
        return None
    span = reading.span(mention.start, mention.end - 1) if mention is not None else reading.span(who, who)
    seat = government_of(span.text_of(reading.text))
    state = country(seat[0]) if seat is not None and seat[1] == "GOV" else None
    if seat is None or state is None:
        return None
    evidence = Evidence(span, "seat-of-government", f"“{span.text_of(reading.text)}” stands for the {seat[2]}")
    return Actor(make_id("ac", seat[0]), state.name, seat[0], "GOV", None, None, None, False, evidence)


def _is_bare(reading: Reading, who: int) -> bool:
    children = reading.children[who]
    pointed = any(reading.lower[c] == "the" for c in children)
    return pointed and not any(reading.deps[c] in ("amod", "compound", "poss", "prep", "nmod") for c in children)
