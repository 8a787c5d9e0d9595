"""PLOVER contexts: what an event is about, by the words of its sentence."""

from __future__ import annotations

from dragoman.reading.reading import Reading


def contexts_of(reading: Reading, i: int, by_word: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The contexts that words of the sentence of token ``i`` show, in alphabetical order."""
    found: set[str] = set()
    for j in reading.sentence_of(i):
        if reading.tags[j][0] in "NJ":
            word = reading.lower[j]
            contexts = by_word.get(word) or (by_word.get(word[:-1]) if word.endswith("s") else None)
            if contexts is None and j + 1 < len(reading):
                contexts = by_word.get(f"{word}-{reading.lower[j + 1].removesuffix('s')}")
            found.update(contexts or ())
    return tuple(sorted(found))
