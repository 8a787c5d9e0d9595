"""Holders: which sector stands behind a thing or a people ("Peruvian tanks", "Chadian homes", "200 Malians")."""

from __future__ import annotations

from dataclasses import replace

from dragoman.actors.agents import agent_of
from dragoman.actors.nationality import country_of
from dragoman.events.frames import load_lexicon
from dragoman.reading.reading import Reading
from dragoman.records import Actor, Evidence, make_id

CIVILIANS = "CVL"


def holder_of(reading: Reading, n: int, actor: Actor) -> Actor:
    """The owner of the thing ``n``, with the sector that has such things, where it is named as a country only."""
    if actor.sector or actor.person or actor.evidence.rule != "country":
        return actor
    return in_sector(actor, sector_of_thing(reading, n), reading.words[n])


def citizens(reading: Reading, n: int, actor: Actor) -> Actor:
    """A people as its state ("the Malians rejected it"), or as some of its citizens ("200 Malians were deported")."""
    if actor.sector or actor.evidence.rule != "country" or reading.tags[n] not in ("NNS", "NNPS"):
        return actor
    known = country_of(reading.words[n])
    if known is None or not known[1] or not _are_counted(reading, n):
        return actor
    return in_sector(actor, CIVILIANS, reading.words[n])


def in_sector(actor: Actor, sector: str | None, word: str) -> Actor:
    """The part of a country that is of that sector; the country itself where no sector is known."""
    if sector is None or actor.sector or actor.country is None:
        return actor
    why = f"{actor.evidence.why}; “{word}” speaks of its {sector}"
    evidence = Evidence(actor.span, actor.evidence.rule, why)
    return replace(actor, id=make_id("ac", actor.country, sector), sector=sector, evidence=evidence)


def sector_of_thing(reading: Reading, n: int) -> str | None:
    """Who has such a thing: armies tanks, people houses, the police a "police station"."""
    words = load_lexicon().words
    for c in reading.children_by(n, "compound", "amod"):
        if reading.words[c][0].islower() and (agent := agent_of([reading.lower[c]])) is not None:
            return agent.sector
    lemma = reading.lemma(n).lower()
    return "MIL" if lemma in words["arms"] else CIVILIANS if lemma in words["civil"] else None


def _are_counted(reading: Reading, n: int) -> bool:
    """Whether they are counted or described: "200 Malians", "young Malians", "thousands of Malians"."""
    if any(reading.deps[c] in ("nummod", "amod") for c in reading.children[n]):
        return True
    above = reading.heads[n]
    return reading.deps[n] == "pobj" and reading.lemma(reading.heads[above]).lower() in load_lexicon().words["measures"]
