"""How far back a reader looks: sentences of the report itself are counted, whole sentences of quotation are not."""

from __future__ import annotations

from dragoman.reading.cues import load_cues
from dragoman.reading.reading import Reading
from dragoman.reading.roles import load_roles

# However much is quoted in between, nobody is remembered longer than this many sentences.
LONGEST_QUOTED = 14
# "War!", "16:20": no new sentence of the report.
SHORTEST = 4
SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))


def narrative_steps(reading: Reading) -> list[int]:
    """For each sentence, how many sentences of the report there are up to it."""
    steps = []
    count = 0
    for sentence in reading.sentences:
        count += len(sentence) >= SHORTEST and not _is_quoted(reading, sentence)
        steps.append(count)
    return steps


def _is_quoted(reading: Reading, sentence: range) -> bool:
    words = [i for i in (sentence.start, sentence.start + 1, sentence.stop - 2, sentence.stop - 1) if i in sentence]
    inside = [reading.quote_of[i] >= 0 for i in words if reading.words[i][0].isalnum()]
    return bool(inside) and all(inside)


def tells(reading: Reading, i: int) -> bool:
    """Whether token ``i`` is subject (or apposed to it) of a verb of saying or wanting outside quotation marks."""
    if reading.deps[i] == "appos":
        i = reading.heads[i]
    if reading.deps[i] == "conj":
        i = reading.heads[i]
    verb = reading.heads[i]
    if reading.deps[i] not in SUBJECTS or reading.quote_of[i] >= 0 or not reading.is_verb(verb):
        return False
    lemma = reading.lemma(verb)
    return lemma in load_cues().telling or lemma in load_roles().voicing
