"""What the corpus holds: counts, shares and how varied the writing is."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterable
from typing import Any

from dragoman_corpus.dispatch import Dispatch
from dragoman_corpus.schema import LAYERS

WORD = re.compile(r"\w+(?:[-'’]\w+)*")
PRONOUNS = frozenset(("i", "we", "he", "she", "they", "it", "who", "which", "you", "that"))
# The type-token ratio falls with length; it is taken over windows of this many words.
WINDOW = 1000


def statistics_of(dispatches: Iterable[Dispatch]) -> dict[str, Any]:
    """Counts by layer, genre and split; shares the issue of the corpus asks for; measures of variety."""
    documents = list(dispatches)
    words = [word for d in documents for word in WORD.findall(d.marked.text)]
    return {
        "documents": len(documents),
        "words": len(words),
        "splits": dict(Counter(d.split for d in documents)),
        "genres": dict(Counter(d.header["genre"] for d in documents).most_common()),
        "regions": dict(Counter(d.header["region"] for d in documents).most_common()),
        "countries": len({country for d in documents for country in d.header["countries"].split()}),
        "topics": dict(Counter(topic for d in documents for topic in d.header["topics"].split()).most_common()),
        "without_politics": sum(d.header["genre"] == "no_politics" for d in documents),
        "records": {layer.name: _records(documents, letter) for letter, layer in LAYERS.items()},
        **_shares(documents),
        "sentence_words": _sentence_lengths(documents),
        "type_token_ratio": _type_token_ratio(words),
        "cues": _variety(cue_lemmas(documents)),
    }


def cue_lemmas(dispatches: Iterable[Dispatch]) -> Counter[str]:
    """How often each lemma heads a cue, by the parse; loads the English model."""
    from dragoman.intake.plain import as_written
    from dragoman.reading.reader import load_reader

    documents = list(dispatches)
    found: Counter[str] = Counter()
    readings = load_reader().read(as_written(d.marked.text, name=d.id) for d in documents)
    for document, reading in zip(documents, readings, strict=True):
        for mark in document.marked.marks:
            tokens = reading.tokens_in(mark.span) if (mark.record[0], mark.role) == ("S", "q") else range(0)
            head = next((i for i in tokens if reading.heads[i] not in tokens or reading.heads[i] == i), None)
            if head is not None:
                found[reading.lemma(head)] += 1
    return found


def _variety(lemmas: Counter[str]) -> dict[str, Any]:
    top = lemmas.most_common(10)
    share = _percent(sum(count for _, count in top), lemmas.total())
    return {"lemmas": len(lemmas), "top_ten_percent": share, "top_ten": dict(top)}


def _records(documents: list[Dispatch], letter: str) -> int:
    return sum(len({m.record for m in d.marked.marks if m.record[0] == letter}) for d in documents)


def _shares(documents: list[Dispatch]) -> dict[str, float]:
    """Percentages of statements and events, as the bars name them."""
    from dragoman_corpus.compile import compiled

    rows = [(d, compiled(d)) for d in documents]
    statements = [(row["text"], s) for _, row in rows for s in row["statements"]]
    events = [e for _, row in rows for e in row["events"]]
    sources = [[text[a:b].lower() for a, b in s["sources"]] for text, s in statements]
    both = [s["status"] for _, s in statements] + [e["status"] for e in events]
    return {
        "pronoun_sources": _percent(sum(bool(s) and s[0] in PRONOUNS for s in sources), len(sources)),
        "missing_sources": _percent(sum(not s for s in sources), len(sources)),
        "nested_statements": _percent(sum(s["outer"] is not None for _, s in statements), len(statements)),
        "not_asserted": _percent(sum(status != "asserted" for status in both), len(both)),
        "statements_not_asserted": _percent(sum(s["status"] != "asserted" for _, s in statements), len(statements)),
        "events_not_asserted": _percent(sum(e["status"] != "asserted" for e in events), len(events)),
    }


def _sentence_lengths(documents: list[Dispatch]) -> dict[str, float]:
    """Mean and spread of sentence lengths in words, sentences parted by their final marks."""
    pieces = [piece for d in documents for piece in re.split(r"(?<=[.!?])[”\"’)]*\s+", d.marked.text)]
    lengths = [count for piece in pieces if (count := len(WORD.findall(piece)))]
    if not lengths:
        return {"mean": 0.0, "spread": 0.0}
    return {"mean": round(statistics.mean(lengths), 1), "spread": round(statistics.pstdev(lengths), 1)}


def _type_token_ratio(words: list[str]) -> float:
    windows = [words[i : i + WINDOW] for i in range(0, len(words) - WINDOW + 1, WINDOW)] or [words]
    return round(statistics.mean(len({w.lower() for w in part}) / max(1, len(part)) for part in windows), 3)


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0
