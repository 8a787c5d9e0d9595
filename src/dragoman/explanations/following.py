"""Which sentences may answer a question: those behind it up to the next one; and what they say of its answers."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.explanations.lexicon import wordings
from dragoman.reading.reading import Reading

# Sentences behind a question in which its answers are looked for, and those before what takes up answers given already.
REACH, BACK = 16, 4


def exclude_each_other(reading: Reading, question: range) -> bool:
    """Whether the text says, straight after the question, that only one of the answers can hold."""
    said = [" ".join(reading.lower[i] for i in sentence) for sentence in following(reading, question)]
    return any(phrase in words for words in said for phrase in wordings().exclusive)


def is_put(reading: Reading, question: range) -> bool:
    """Whether the question is put: "she told me why they left" asks nothing."""
    return any(reading.words[j].startswith("?") for j in range(question.stop - 1, min(question.stop + 2, len(reading))))


def following(
    reading: Reading, question: range, *, is_near: bool = False, with_itself: bool = False
) -> Iterator[range]:
    """The sentences after a question, up to the next one that is asked; ``is_near`` keeps to its paragraph."""
    here = reading.sentence_index[question.start]
    home = reading.paragraph_index(reading.starts[question.start])
    for index in range(here + (not with_itself), min(here + REACH + 1, len(reading.sentences))):
        sentence = reading.sentences[index]
        if not any(reading.words[j][0].isalnum() for j in sentence):
            continue
        if any(reading.words[j][-1] == "?" and reading.quote_of[j] < 0 for j in sentence):
            return
        if is_near and reading.paragraph_index(reading.starts[sentence.start]) > home:
            return
        yield sentence


def preceding(reading: Reading, question: range) -> Iterator[range]:
    """The few sentences of the same paragraph before a matter, in text order."""
    here = reading.sentence_index[question.start]
    home = reading.paragraph_index(reading.starts[question.start])
    for index in range(max(0, here - BACK), here):
        sentence = reading.sentences[index]
        if reading.paragraph_index(reading.starts[sentence.start]) == home:
            yield sentence
