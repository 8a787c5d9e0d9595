"""Words as they are searched: folded to lower case without accents, plurals as singulars, known by a 64-bit number."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from functools import lru_cache

from dragoman.records import Document

WORD = re.compile(r"[^\W_]+(?:[’'.][^\W_]+)*")
# Longer than any word; a wall of letters is no word to search for.
LONGEST = 40
# Too common to tell one report from another.
_TOO_COMMON = """
a an and are as at be been but by for from had has have he her his i in is it its of on or she that the their they this
to was we were which who will with would not said also
"""
COMMON = frozenset(_TOO_COMMON.split())


def terms_of(text: str) -> list[str]:
    """The terms of a text in its order, common words left out."""
    return [term for word in WORD.findall(text) if (term := term_of(word))]


@lru_cache(maxsize=100_000)
def term_of(word: str) -> str | None:
    """The term a word is searched by, or None for one that is too common."""
    lowered = word[:LONGEST].casefold().replace("’", "'").replace(".", "").removesuffix("'s")
    if not lowered.isascii():
        lowered = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    return None if lowered in COMMON else _singular(lowered)


@lru_cache(maxsize=100_000)
def number_of(term: str) -> int:
    """The same 64-bit number for a term on every machine."""
    return int.from_bytes(hashlib.blake2b(term.encode("utf-8", "replace"), digest_size=8).digest(), "little")


def posting_rows(document: Document) -> list[tuple[int, str, int]]:
    """How often each term stands in a document; one in the title counts three times."""
    times = Counter(terms_of(document.text))
    for term in terms_of(document.title or ""):
        times[term] += 3
    return [(number_of(term), document.id, count) for term, count in sorted(times.items())]


def _singular(word: str) -> str:
    # Harman's S-stemmer (1991): as good as Porter's for finding news, and its terms stay words.
    if len(word) > 4 and word.endswith("ies") and word[-4] not in "ae":
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("es") and word[-3] not in "aeo":
        return word[:-1]
    if len(word) > 3 and word.endswith("s") and word[-2] not in "us":
        return word[:-1]
    return word
