"""Reasons that a text names as such, one here and one there: "one reason is that …", "a better explanation is …"."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.explanations.causes import named_reason
from dragoman.explanations.lexicon import views
from dragoman.explanations.stretches import has_verb, without_concession, without_edges
from dragoman.explanations.topics import stems_of
from dragoman.reading.reading import Reading

# Sentences from one reason to the next within which both may be of one thing.
REACH = 25
LONGEST_SENTENCE = 400
# Fewer words are no reason ("the reason is simple").
LEAST_WORDS = 3
# "One reason for this" is of what has been told before.
BACK = frozenset(("this", "it", "that", "these"))


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason by its words, its sentence, what it is the reason of, and whether it is told as one more."""

    tokens: range
    sentence: range
    topic: frozenset[str]
    is_further: bool


def reasons_in(reading: Reading) -> list[list[Reason]]:
    """The reasons of one thing, at least two together: told as one more, or of what shares its words."""
    table = views()
    groups: list[list[Reason]] = []
    for i, word in enumerate(reading.lower):
        if word not in table.reason_nouns:
            continue
        reason = _reason(reading, i)
        if reason is None:
            continue
        if groups and _is_of(reading, reason, groups[-1]):
            groups[-1].append(reason)
        else:
            groups.append([reason])
    return [group for group in groups if len(group) > 1]


def _reason(reading: Reading, i: int) -> Reason | None:
    sentence = reading.sentence_of(i)
    if len(sentence) > LONGEST_SENTENCE or reading.is_question(i):
        return None
    offered = named_reason(reading, sentence, i)
    if offered is None:
        return None
    tokens = without_edges(reading, offered.cause)
    if tokens and reading.lower[tokens.start] == "that" and reading.tags[tokens.start] == "IN":
        tokens = tokens[1:]
    tokens = without_concession(reading, tokens)
    if len(tokens) < LEAST_WORDS or not (has_verb(reading, tokens) or reading.tags[tokens.start] == "DT"):
        return None
    modifiers = {reading.lower[j] for j in range(max(sentence.start, i - 3), i)}
    behind = [j for j in offered.effect if j > i]
    points_back = any(reading.lower[j] in BACK for j in behind)
    return Reason(tokens, sentence, stems_of(reading, behind), points_back or bool(modifiers & views().further))


def _is_of(reading: Reading, reason: Reason, group: list[Reason]) -> bool:
    gap = reading.sentence_index[reason.sentence.start] - reading.sentence_index[group[-1].sentence.start]
    shared = any(reason.topic & other.topic for other in group)
    return 0 < gap <= REACH and (shared or (reason.is_further and (not reason.topic or not group[0].topic)))
