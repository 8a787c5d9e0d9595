"""What calls for an explanation: a question for a reason, or what a text leaves unexplained and then has views on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.codes import QuestionKind
from dragoman.explanations.counting import announced
from dragoman.explanations.lexicon import views
from dragoman.explanations.reasons import Reason
from dragoman.explanations.stretches import has_phrase, without_edges
from dragoman.reading.reading import Reading
from dragoman.records import Question

WH = frozenset(("why", "what", "who", "whom", "whose", "which", "how"))
# A question about what is to come, or put to the reader, asks for no explanation.
AHEAD = frozenset(("will", "would", "can", "could", "should", "shall", "may", "might", "must", "'ll", "’ll"))
PERSONAL = frozenset(("you", "your", "i", "me", "my"))
BORDERS = frozenset((":", "—", "–", "-", "."))
# "It is not clear what happened": what follows tells that, not why.
HAPPENING = frozenset(("happened", "went", "is going", "was going"))
# Words between "the cause" and "is not known".
FAR = 12
LONGEST_SENTENCE = 400
# Words of a question before its question word ("and then, for what reason …").
LEAD = 4


@dataclass(frozen=True, slots=True)
class Matter:
    """Something to be explained: its words in the text, and the question on record that asks for it, if one does.

    ``least`` is how many answers there must be before it is worth a board; ``reasons`` are those named here and there.
    """

    tokens: range
    rule: str
    question: Question | None = None
    least: int = 1
    reasons: tuple[Reason, ...] = ()

    @property
    def is_before(self) -> bool:
        """Whether its answers stand before it."""
        return self.rule == "answers-weighed"

    def start(self) -> int:
        return self.tokens.start


def matters_in(reading: Reading, questions: list[Question]) -> list[Matter]:
    """What the text asks, or says is unexplained, in text order; a question on record has its sentence to itself."""
    asked = [Matter(reading.tokens_in(q.span), "asked", q) for q in questions if q.span is not None]
    taken = {reading.sentence_index[matter.tokens.start] for matter in asked if matter.tokens}
    found = [
        # "Why they left is not known" is no question put to anybody: one view alone does not answer it.
        replace(m, rule="left-unknown") if m.question.evidence.rule == "indirect-why" else m
        for m in asked
        if m.question is not None and m.question.kind is QuestionKind.EXPLANATORY and m.tokens
    ]
    for index in _worth_a_look(reading):
        sentence = reading.sentences[index]
        if index in taken or len(sentence) > LONGEST_SENTENCE:
            continue
        matter = next((m for find in FINDERS if (m := find(reading, sentence)) is not None), None)
        if matter is not None:
            found.append(matter)
    return sorted(found, key=Matter.start)


def _worth_a_look(reading: Reading) -> Iterator[int]:
    """The sentences that end in a question mark, or hold a word of not knowing or of numbering answers."""
    words = views().signs
    seen = -1
    for i, word in enumerate(reading.lower):
        if (word in words or word[-1] == "?") and (index := reading.sentence_index[i]) != seen:
            seen = index
            yield index


def _asked_otherwise(reading: Reading, sentence: range) -> Matter | None:
    """ "Why?", "What is going on?", "Who began it?": a question that is none on record, and still is answered."""
    mark = next((j for j in sentence if reading.words[j][-1] == "?"), None)
    if mark is None or reading.quote_of[mark] >= 0:
        return None
    first = next((j for j in range(mark, sentence.start, -1) if reading.words[j - 1] in BORDERS), sentence.start)
    tokens = without_edges(reading, range(first, mark))
    words = reading.lower[tokens.start : tokens.stop]
    opener = next((k for k, word in enumerate(words[:LEAD]) if word in WH), None)
    if opener is None or set(words) & (AHEAD | PERSONAL) or not _asks_for_a_cause(reading, words[opener:], tokens):
        return None
    return Matter(range(tokens.start, mark + 1), "asked-in-passing", least=2)


def _asks_for_a_cause(reading: Reading, words: list[str], tokens: range) -> bool:
    if words[0] == "why":
        return True
    if words[0] in ("who", "whose", "whom"):
        return any(reading.tags[j] in ("VBD", "VBZ", "VBN") for j in tokens) or words[0] != "who"
    table = views()
    if words[0] == "how":
        return bool(set(words) & table.asking_how)
    if words[0] == "which":
        return words[-1] in ("right", "true") or words[-2:] == ["is", "it"]
    return words[0] == "what" and (
        bool({words[1] if len(words) > 1 else "", " ".join(words[1:3])} & table.passing) or words[-1] in table.ending
    )


def _whether(reading: Reading, sentence: range) -> Matter | None:
    """ "It is unclear whether the fire was an accident or an attack": the answers are named in it."""
    j = next((j for j in sentence if reading.lower[j] == "whether"), None)
    if j is None or not any(reading.lower[k] == "or" for k in range(j, sentence.stop)):
        return None
    before = set(reading.lower[sentence.start : j])
    is_denied = bool(before & {"not", "n't", "n’t", "no", "nobody", "never"})
    is_open = before & views().predicates or "question" in before or (is_denied and before & views().denied)
    clause = without_edges(reading, range(j + 1, sentence.stop))
    if not is_open or any(reading.tags[k] == "MD" for k in clause):
        return None
    return Matter(clause, "alternatives-open", least=2)


def _unknown(reading: Reading, sentence: range) -> Matter | None:
    """ "The cause of the fire is not known", "it has not been established who fired first"."""
    table = views()
    words = reading.lower[sentence.start : sentence.stop]
    is_denied = any(word in ("not", "n't", "n’t", "never", "nobody", "no") for word in words)
    for k, word in enumerate(words):
        if not (word in table.predicates or (word in table.denied and is_denied)):
            continue
        about = any(noun in table.unknown for noun in words[max(0, k - FAR) : k])
        asks = words[k + 1 : k + 2] in (["who"], ["why"]) or (
            words[k + 1 : k + 2] == ["what"] and bool({*words[k + 2 : k + 4]} & (table.passing - HAPPENING))
        )
        if about or asks:
            return Matter(without_edges(reading, sentence), "left-unknown", least=2)
    return None


def _announced(reading: Reading, sentence: range) -> Matter | None:
    """ "Two explanations are on offer." """
    if has_phrase(reading, sentence, views().differing):
        return Matter(without_edges(reading, sentence), "asked-in-passing", least=2)
    if announced(reading, sentence) and not any(reading.tags[j] == "MD" for j in sentence):
        return Matter(without_edges(reading, sentence), "answers-announced", least=2)
    return None


def _weighed(reading: Reading, sentence: range) -> Matter | None:
    """ "I do not know which is right", "Neither account could be checked": rival accounts stand before it."""
    if has_phrase(reading, sentence, views().weighed):
        return Matter(without_edges(reading, sentence), "answers-weighed", least=2)
    return None


def _rivals(reading: Reading, sentence: range) -> Matter | None:
    """ "The army blames smugglers": the first of several sources to name what is behind it."""
    table = views()
    for j in sentence[1:]:
        is_seeing = reading.lower[j] in table.rivals_seen and reading.lower[j - 1] in table.some
        if reading.lower[j] in table.rivals or is_seeing:
            return Matter(without_edges(reading, sentence), "rivals", least=2)
    return None


FINDERS = (_whether, _weighed, _asked_otherwise, _unknown, _announced, _rivals)
