"""Echoes: one statement in several documents, told by who speaks and by the words.

Where no speaker is named, only retellings of one story can tell one statement: the police of two towns ask for
information in the same words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.archive.alike import Clusters, Numbers, shared
from dragoman.archive.links import Link, Member
from dragoman.archive.sketch import runs_of
from dragoman.archive.store import Archive
from dragoman.archive.words import terms_of
from dragoman.records import make_id

# Words of a statement without which it is too common to be known again ("it will respond").
LEAST_TERMS = 5
# Share of the shorter statement's pairs of words that stand in the other, verbatim and in another's words.
ENOUGH = 0.6
# Statements of unlike length are an excerpt and the whole, down to this share.
OF_LONGER = 0.3


@dataclass(frozen=True, slots=True)
class Saying:
    """One statement as one document gives it. ``speaker`` holds the codes of who is named, without country or sector
    alone; it is empty where nobody is."""

    id: str
    document: str
    origin: str
    status: str
    speaker: frozenset[str]
    pairs: Numbers


def find_echoes(archive: Archive, origin_of: dict[str, str]) -> list[Link]:
    """A link for each statement that several documents give."""
    sayings = list(_sayings(archive, origin_of))
    first, second, common = shared([saying.pairs for saying in sayings], LEAST_TERMS - 1)
    clusters = Clusters([saying.document for saying in sayings])
    alike = zip(first.tolist(), second.tolist(), common.tolist(), strict=True)
    rated = [(rate, why, i, j) for i, j, count in alike for rate, why in echo_between(sayings[i], sayings[j], count)]
    for _rate, why, i, j in sorted(rated, key=lambda pair: (-pair[0], sayings[pair[2]].id, sayings[pair[3]].id)):
        clusters.join(i, j, why)
    return [_link_of([(sayings[i], why) for i, why in group]) for group in clusters.several()]


def echo_between(a: Saying, b: Saying, common: int) -> Iterator[tuple[float, str]]:
    """How much two statements share, and why they are one; nothing where they are not."""
    if a.document == b.document or a.status != b.status:
        return
    shorter, longer = sorted((len(a.pairs), len(b.pairs)))
    if common < ENOUGH * shorter or common < OF_LONGER * longer:
        return
    words = f"{common / shorter:.0%} of the words of the shorter"
    if not a.speaker.isdisjoint(b.speaker):
        yield common / longer, f"the same speaker, {words}"
    elif a.origin == b.origin and not (a.speaker and b.speaker):
        yield common / longer, f"the same story, {words}"


def _link_of(sayings: list[tuple[Saying, str]]) -> Link:
    members = tuple(Member(saying.id, saying.document, saying.origin, why) for saying, why in sayings)
    id = make_id("echo", min(member.id for member in members))
    return Link(id, "statement", members, f"{len(members)} reports give one statement")


def _sayings(archive: Archive, origin_of: dict[str, str]) -> Iterator[Saying]:
    query = (
        "SELECT id, document, status, speaker, speaker_codes, words FROM statements"
        " WHERE words IS NOT NULL ORDER BY document, ordinal, id"
    )
    for id, document, status, speaker, codes, words in archive.rows(query):
        terms = terms_of(words)
        if len(terms) < LEAST_TERMS:
            continue
        named = frozenset(code for code in codes or () if code == speaker or " " in code)
        yield Saying(id, document, origin_of.get(document, document), status, named, runs_of(terms, 2))
