"""Origins: which documents retell one and the same story, so that forty copies of a wire report count as one source.

Two documents have one origin where so much of the shorter stands in the longer, word for word in runs of four; less is
enough where both credit the same agency or share several verbatim quotes. Documents that only quote the same words,
have the same furniture at their foot, or are weeks apart, keep their own.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import numpy as np

from dragoman.archive.alike import Groups, Indices, Numbers, shared
from dragoman.archive.links import Link, Member
from dragoman.archive.store import Archive
from dragoman.archive.words import number_of, terms_of
from dragoman.records import make_id

# Runs of words that two texts must share at the least: fewer can be one quoted sentence.
LEAST = 8
# Share of the shorter text's runs that stand in the longer; the second holds with a common agency or common quotes.
ENOUGH, ENOUGH_WITH_SIGNS = 0.28, 0.12
# Share of the longer text's runs: a round-up that holds a whole report among many others is none of them.
OF_LONGER, OF_LONGER_WITH_SIGNS = 0.12, 0.06
# Where so much is shared, or more, it does not matter where it stands; below that, what both texts share only after
# so much of them is what a site puts under all its reports.
MOST_OF_IT, HEAD = 0.6, 0.35
# Verbatim quotes in common that count as a sign, and the words a quote must have to count.
QUOTES, QUOTE_WORDS = 2, 5
# Days between two retellings of one story.
DAYS = 21


@dataclass(slots=True)
class Text:
    """What is known of a document when origins are sought. ``order`` sorts the earliest first."""

    id: str
    sketch: Numbers
    agency: str | None
    outlet: str | None
    published: datetime.date | None
    quotes: frozenset[int]

    @property
    def order(self) -> tuple[str, str]:
        return (self.published.isoformat() if self.published else "9999", self.id)


def find_origins(archive: Archive) -> list[Link]:
    """A link for each story that several documents tell."""
    return link_texts(_texts(archive))


def link_texts(texts: list[Text]) -> list[Link]:
    """The same for texts at hand; the earliest published one gives a link its name."""
    texts = sorted(texts, key=lambda text: text.order)
    first, second, common = shared([text.sketch for text in texts], LEAST)
    groups = Groups(len(texts))
    reasons: dict[int, tuple[float, str]] = {}
    for i, j, share, why in _pairs(texts, first, second, common):
        groups.join(i, j)
        for place in (i, j):
            if share > reasons.get(place, (0.0, ""))[0]:
                reasons[place] = share, why
    return [_link_of([texts[i] for i in group], [reasons[i][1] for i in group]) for group in groups.several()]


def _pairs(texts: list[Text], first: Indices, second: Indices, common: Indices) -> list[tuple[int, int, float, str]]:
    """The pairs with one origin: both places, how alike they are, and why."""
    sizes = np.fromiter((max(1, len(text.sketch)) for text in texts), dtype=np.int64, count=len(texts))
    shorter = common / np.minimum(sizes[first], sizes[second])
    longer = common / np.maximum(sizes[first], sizes[second])
    likely = np.flatnonzero((shorter >= ENOUGH_WITH_SIGNS) & (longer >= OF_LONGER_WITH_SIGNS))
    found = []
    for k in likely.tolist():
        a, b = texts[first[k]], texts[second[k]]
        if _days_apart(a, b) > DAYS:
            continue
        sign = _sign(a, b)
        plain = shorter[k] >= ENOUGH and longer[k] >= OF_LONGER
        if (plain or sign) and (shorter[k] >= MOST_OF_IT or not _is_furniture(a, b)):
            why = f"{shorter[k]:.0%} of the runs of words of the shorter stand in the longer"
            found.append((int(first[k]), int(second[k]), float(shorter[k]), f"{why}; {sign}" if sign else why))
    return found


def _is_furniture(a: Text, b: Text) -> bool:
    """Whether all that two texts share stands far down in both."""
    places = (np.flatnonzero(np.isin(one.sketch, other.sketch)) / len(one.sketch) for one, other in ((a, b), (b, a)))
    # The odd run in common further up is chance.
    return min(float(np.quantile(place, 0.05)) for place in places) > HEAD


def _sign(a: Text, b: Text) -> str:
    """What besides the wording says that two texts have one origin; empty where nothing does."""
    if a.agency and a.agency in (b.agency, b.outlet):
        return f"both from {a.agency}"
    if b.agency and b.agency == a.outlet:
        return f"both from {b.agency}"
    common = len(a.quotes & b.quotes)
    return f"{common} verbatim quotes in common" if common >= QUOTES else ""


def _days_apart(a: Text, b: Text) -> int:
    return abs((a.published - b.published).days) if a.published and b.published else 0


def _link_of(texts: list[Text], reasons: list[str]) -> Link:
    id = make_id("or", texts[0].id)
    members = tuple(Member(text.id, text.id, id, why) for text, why in zip(texts, reasons, strict=True))
    agencies = sorted({text.agency for text in texts if text.agency})
    credit = f", credited to {', '.join(agencies)}" if agencies else ""
    return Link(id, "origin", members, f"{len(texts)} documents tell one story{credit}")


def _texts(archive: Archive) -> list[Text]:
    quotes: dict[str, set[int]] = {}
    for document, words in archive.rows(
        "SELECT document, words FROM statements WHERE form = 'verbatim' AND words IS NOT NULL"
    ):
        terms = terms_of(words)
        if len(terms) >= QUOTE_WORDS:
            quotes.setdefault(document, set()).add(number_of(" ".join(terms)))
    rows = archive.rows(
        "SELECT documents.id, sketch, credit, outlet, published FROM sketches"
        " JOIN documents ON documents.id = sketches.document"
    )
    return [
        Text(id, np.frombuffer(sketch, dtype=np.uint64), credit, outlet, published, frozenset(quotes.get(id, ())))
        for id, sketch, credit, outlet, published in rows
    ]
