"""What follows a direct question and closes it: an answer at once ("Would they march? They did.")."""

from __future__ import annotations

import re
from functools import cache

from dragoman.questions.lexicon import asking
from dragoman.reading.reading import Reading

# So much of what follows is looked at.
NEAR = 160
# Who answers, in a transcript.
LABEL = r"(?:[\w.’'-]{1,20}(?: [\w.’'-]{1,20}){0,3}:\s+)?"
ELLIPTIC = (
    r"(?:it|they|he|she|we|there|that)\s+(?:(?:did|was|were|had|does|do|has|have)(?:\s+not|n['’]t)?|"
    r"(?:will|would|can|could)(?:\s+not|n['’]t)?|wo['’]nt|won['’]t)(?=\s*[.;!,])"
)


@cache
def _answer() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in asking().answers)
    return re.compile(
        rf"[\s”\"’]*{LABEL}[“\"]?(?:(?:yes|no)\b(?=\s*[,.;!—–-])|(?:{words})\b|{ELLIPTIC})", re.IGNORECASE
    )


def is_answered(reading: Reading, mark: int) -> bool:
    """Whether the words right after the question mark at token ``mark`` answer it."""
    end = reading.ends[mark]
    return _answer().match(reading.text, end, end + NEAR) is not None


def is_evaded(reading: Reading, mark: int) -> bool:
    """Whether the one who is asked at token ``mark`` gives no answer ("I could not tell you")."""
    end = reading.ends[mark]
    after = reading.text[end : end + NEAR].lower()
    return any(phrase in after for phrase in asking().evasions)
