"""Full-text search over all documents: every word asked for, the best matches first (BM25).

The index is a table of postings written with each document; the ranking is one query over it. Words in quotation
marks must stand together in the text.
"""

from __future__ import annotations

import datetime
import json
import re
import unicodedata
from dataclasses import dataclass
from itertools import islice

from dragoman.archive.filters import Page
from dragoman.archive.store import Archive
from dragoman.archive.words import WORD, number_of, term_of, terms_of
from dragoman.errors import RequestError

# Robertson's usual constants: how soon more of a word adds no more, and how much a long text is held against.
K1, B = 1.2, 0.75
# Words around the best place of a text that are shown.
BEFORE, AROUND = 90, 260
# Places of the terms in one text among which the best is looked for.
MOST_PLACES = 300
# A phrase is looked for in the texts of so many of the best documents.
LOOKED_THROUGH = 2000
_PHRASE = re.compile(r'["“”]([^"“”]+)["“”]')


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found, its score, and the words around the best place in it."""

    id: str
    title: str | None
    outlet: str | None
    published: datetime.date | None
    url: str | None
    score: float
    snippet: str


def search(archive: Archive, words: str, limit: int = 20, offset: int = 0) -> Page[Hit]:
    """The documents in which all the words stand, the best first. Raises RequestError where no word is given."""
    return hits_of(archive, words, ranking(archive, words), limit, offset)


def ranking(archive: Archive, words: str) -> list[tuple[str, float]]:
    """The ids of all documents in which all the words stand with their score, the best first. Raises RequestError."""
    terms, phrases = _asked(words)
    ranked = _ranked(archive, [number_of(term) for term in terms])
    return _with_phrases(archive, ranked[:LOOKED_THROUGH], phrases) if phrases else ranked


def hits_of(
    archive: Archive, words: str, ranked: list[tuple[str, float]], limit: int = 20, offset: int = 0
) -> Page[Hit]:
    """A page of what was ranked, each with the words around the best place in it."""
    terms, phrases = _asked(words)
    page = ranked[offset : offset + limit]
    return Page(tuple(_hits(archive, page, terms, phrases)), len(ranked), limit, offset)


def _asked(words: str) -> tuple[list[str], list[str]]:
    """The terms that are looked for, and the phrases that must stand together."""
    terms = list(dict.fromkeys(terms_of(words)))
    if not terms:
        raise RequestError(f"“{words}” holds no word to search for; common words like “the” are not kept.")
    return terms, [_squeezed(phrase) for phrase in _PHRASE.findall(words)]


def _ranked(archive: Archive, terms: list[int]) -> list[tuple[str, float]]:
    """All documents that hold every term with their BM25 score, the best first."""
    # Numbers stand in the query itself: known while it is planned, they are looked for in the packed column.
    query = f"""
        WITH found AS MATERIALIZED (
            SELECT term, document, times FROM postings WHERE term IN ({", ".join(map(str, terms))})),
        sizes AS (SELECT count(*) AS documents, greatest(avg(length), 1) AS usual FROM documents),
        held AS (SELECT term, count(*) AS documents FROM found GROUP BY term),
        rated AS (
            SELECT found.document,
                ln(1 + (sizes.documents - held.documents + 0.5) / (held.documents + 0.5)) * times * (? + 1)
                    / (times + ? * (1 - ? + ? * told.length / sizes.usual)) AS score
            FROM found JOIN held USING (term) JOIN documents AS told ON told.id = found.document CROSS JOIN sizes)
        SELECT document, sum(score) AS score FROM rated GROUP BY document HAVING count(*) = ?
        ORDER BY score DESC, document"""
    return [(id, score) for id, score in archive.rows(query, [K1, K1, B, B, len(terms)])]


def _with_phrases(archive: Archive, ranked: list[tuple[str, float]], phrases: list[str]) -> list[tuple[str, float]]:
    texts = _texts(archive, [id for id, _ in ranked])
    held = {id for id, (text, title) in texts.items() if all(p in _squeezed(f"{title}\n{text}") for p in phrases)}
    return [(id, score) for id, score in ranked if id in held]


def _hits(archive: Archive, page: list[tuple[str, float]], terms: list[str], phrases: list[str]) -> list[Hit]:
    ids = [id for id, _ in page]
    texts = _texts(archive, ids)
    query = "SELECT id, title, outlet, published, url FROM documents WHERE id IN (SELECT unnest(?::VARCHAR[]))"
    told = {id: rest for id, *rest in archive.rows(query, [ids])}
    found = []
    for id, score in page:
        title, outlet, published, url = told[id]
        snippet = snippet_of(texts[id][0], set(terms), phrases)
        found.append(Hit(id, title, outlet, published, url, round(score, 3), snippet))
    return found


def _texts(archive: Archive, ids: list[str]) -> dict[str, tuple[str, str]]:
    bodies = {id: json.loads(body) for id, body in archive.bodies("documents", ids).items()}
    return {id: (body["text"], body["title"] or "") for id, body in bodies.items()}


def snippet_of(text: str, terms: set[str], phrases: list[str]) -> str:
    """The stretch of a text in which most of the terms stand, on one line."""
    matches = ((found.start(), term) for found in WORD.finditer(text) if (term := term_of(found[0])) in terms)
    places = list(islice(matches, MOST_PLACES))
    if phrases and (at := _squeezed(text).find(phrases[0])) >= 0:
        # Folding keeps almost all lengths: near enough to cut a line around it.
        places = [(start, term) for start, term in places if abs(start - at) < AROUND] or places
    best = max(places, key=lambda place: _variety(places, place[0]), default=(0, ""))[0]
    start = max(0, best - BEFORE)
    start = text.find(" ", start, best) + 1 if start else 0
    cut = text[start : start + AROUND]
    end = "" if start + AROUND >= len(text) else "…"
    return " ".join(f"{'…' if start else ''}{cut.rsplit(' ', 1)[0] if end else cut}{end}".split())


def _variety(places: list[tuple[int, str]], start: int) -> tuple[int, int]:
    near = [term for place, term in places if start <= place < start + AROUND - BEFORE]
    return len(set(near)), len(near)


def _squeezed(text: str) -> str:
    """As phrases are compared: lower case, no accents, one space between words, no punctuation."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(WORD.findall(plain))
