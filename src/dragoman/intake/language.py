"""Language: what language a text is in, and a warning where it is not English."""

from __future__ import annotations

import math

from dragoman.intake.notes import warning
from dragoman.records import Note

# Two paragraphs are enough, and every further character costs time.
_SAMPLE = 1500
# Fewer words than this decide nothing.
_FEWEST_WORDS = 5
# How far another language has to be ahead of English (log-likelihood by the root of the bytes). English sentences full
# of foreign names were seen up to 3, the shortest plain sentences of German at 5, of French and Spanish above 10.
_CLEAR_LEAD = 4.5


def language_of(text: str) -> tuple[str | None, list[Note]]:
    """The ISO 639-1 code, or ``None`` where the text is too short or too mixed to tell."""
    sample = text[:_SAMPLE]
    if len(sample.split()) < _FEWEST_WORDS and len(sample) < 8 * _FEWEST_WORDS:
        return None, []
    # The import reads nothing, but the first question to it loads half a megabyte of weights.
    import py3langid

    ranking = py3langid.rank(sample)
    code, best = ranking[0]
    if code == "en":
        return "en", []
    if (best - dict(ranking)["en"]) / math.sqrt(len(sample.encode("utf-8", "replace"))) < _CLEAR_LEAD:
        return None, []
    why = f"The text seems to be in another language ({code})"
    return code, [warning(sample[:80], f"{why}: dragoman reads English only; records may be wrong or missing.")]
