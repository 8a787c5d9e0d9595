"""What sources reply to a question for a reason: the views that stand straight after it, each an answer of its own.

"Why did the talks stop? The ministry maintains that …. The union says ….": nobody writes "because", for it is plain
what is being answered. Only the sentences that follow without a break are read so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.codes import Act, Status
from dragoman.explanations.evidence import Sources
from dragoman.explanations.lexicon import wordings
from dragoman.reading.reading import Reading
from dragoman.records import Statement

# Acts that say how things are; what is demanded, threatened or denied answers no "why".
VIEWS = frozenset((Act.SAY, Act.BELIEVE))
# Sentences after a question in which its answers are looked for; those in which nobody answers, before the first answer
# and between two of them.
REACH, LEAD_IN, GAP = 6, 2, 1
# Words in which a view is introduced at most ("the view that").
LEAD = 3
# Tags of a verb that has lost its subject, where a view begins with it.
FINITE = ("VBZ", "VBD", "VBP", "MD")
# Fewer words are no answer ("it", "so").
LEAST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer straight after a question: whose it is, or which of those counted up; its words, its sentence."""

    speaker: str
    tokens: range
    sentence: range


def replies_to(reading: Reading, question: range, sources: Sources, asked: frozenset[int]) -> list[Reply]:
    """The answers that follow a question without a break, in text order."""
    found: list[Reply] = []
    silent, announced, counted = 0, False, ""
    if not _is_put(reading, question):
        return []
    for sentence in _following(reading, question, asked):
        here = list(_counted_in(reading, sentence)) if announced else []
        counted = here[-1].speaker if here else counted
        # What is said once an answer has been counted up bears on that answer.
        views = (
            [] if here else [replace(v, speaker=counted or v.speaker) for v in _views_in(reading, sentence, sources)]
        )
        if counted and reading.lower[sentence.start] in wordings().turning:
            views = []
        here += views
        silent = 0 if here else silent + 1
        is_led_in = not found and (announced or _sums_up(reading, sentence))
        announced = announced or any(reading.lower[i] in wordings().announcing for i in sentence)
        if silent > (LEAD_IN if is_led_in or announced else GAP) or (
            found and not here and _sums_up(reading, sentence)
        ):
            break
        found += here
    return found


def exclude_each_other(reading: Reading, question: range, asked: frozenset[int]) -> bool:
    """Whether the text says, straight after the question, that only one of the answers can hold."""
    said = [" ".join(reading.lower[i] for i in sentence) for sentence in _following(reading, question, asked)]
    return any(phrase in words for words in said for phrase in wordings().exclusive)


def _is_put(reading: Reading, question: range) -> bool:
    """Whether the question is put: "she told me why they left" asks nothing."""
    return any(reading.words[j].startswith("?") for j in range(question.stop - 1, min(question.stop + 2, len(reading))))


def _sums_up(reading: Reading, sentence: range) -> bool:
    """Whether a sentence speaks of the answers themselves: then they have all been given."""
    return any(reading.lower[i] in wordings().answers for i in sentence)


def _following(reading: Reading, question: range, asked: frozenset[int]) -> Iterator[range]:
    """The sentences after a question: those of its paragraph, or of the next where it ends one."""
    here = reading.sentence_index[question.start]
    home = reading.paragraph_index(reading.starts[question.start])
    last = min(here + REACH + 1, len(reading.sentences))
    for index in range(here + 1, last):
        sentence = reading.sentences[index]
        paragraph = reading.paragraph_index(reading.starts[sentence.start])
        if index == here + 1:
            home = paragraph if paragraph <= home + 1 else home
        if index in asked or paragraph > home:
            return
        yield sentence


def _counted_in(reading: Reading, sentence: range) -> Iterator[Reply]:
    """An answer of those announced: "One is that …", "The second is …"."""
    for i in sentence:
        if reading.lemma(i) != "be" or reading.deps[i] not in ("ROOT", "conj"):
            continue
        subject, given = reading.child(i, "nsubj"), reading.child(i, "ccomp", "attr", "advcl")
        if subject is None or given is None or given < i or reading.lower[subject] not in wordings().counted:
            continue
        tokens = _trimmed(reading, range(i + 1, reading.subtree(given)[-1] + 1), sentence)
        if tokens:
            yield Reply(f"answer {sentence.start}", tokens, sentence)


def _views_in(reading: Reading, sentence: range, sources: Sources) -> Iterator[Reply]:
    views = [
        Reply(_speaker(reading, s), tokens, sentence)
        for s in sources.beginning_in(sentence)
        if _is_a_view(reading, s)
        and _is_an_answer(reading, tokens := _trimmed(reading, reading.tokens_in(s.content[0]), sentence), s)
    ]
    for view in sorted(views, key=lambda v: v.tokens.start):
        # Who tells of another's view does not hold it himself.
        if not any(v is not view and v.tokens.start in view.tokens and _tells(reading, v.tokens) for v in views):
            yield view


def _is_a_view(reading: Reading, statement: Statement) -> bool:
    """Whether somebody says how things are: a wish ("wanted to see") is none."""
    if statement.act not in VIEWS or statement.status is not Status.ASSERTED:
        return False
    content = reading.tokens_in(statement.content[0])
    return bool(content) and reading.lower[content.start] != "to"


def _is_an_answer(reading: Reading, tokens: range, statement: Statement) -> bool:
    """Whether a view says something of its own: no scrap, no relative clause, nothing about the answers themselves."""
    if len(tokens) < LEAST_WORDS or any(reading.lower[i] in wordings().answers for i in tokens):
        return False
    if any(reading.tags[i] in ("WDT", "WP", "WP$") for i in tokens[:3]) or reading.tags[tokens[0]] in FINITE:
        return False
    cue = statement.cue[0].text_of(reading.text).lower() if statement.cue else ""
    return _tells(reading, tokens) or not cue.startswith(("according", "in "))


def _tells(reading: Reading, tokens: range) -> bool:
    return any(reading.is_verb(i) for i in tokens)


def _speaker(reading: Reading, statement: Statement) -> str:
    if statement.speaker is not None:
        return statement.speaker.id
    return " ".join(span.text_of(reading.text).lower() for span in statement.source) or statement.id


def _trimmed(reading: Reading, content: range, sentence: range) -> range:
    """The words of a view up to the end of its clause, without "that" and the marks around it."""
    first, stop = max(content.start, sentence.start), min(content.stop, sentence.stop)
    for j in range(first, min(first + LEAD, stop)):
        # "the view that …", "is that …": what introduces a view is no part of it.
        if reading.lower[j] == "that" and reading.tags[j] == "IN":
            first = j + 1
            break
    while first < stop and not reading.words[first][0].isalnum():
        first += 1
    stop = next((j for j in range(first, stop) if reading.words[j] in (";", ":")), stop)
    while stop > first and not reading.words[stop - 1][-1].isalnum():
        stop -= 1
    return range(first, stop)
