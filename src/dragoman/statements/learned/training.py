"""Training: choices from marked texts, weights from choices, and the threshold from texts that were held out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.actors.cast import Cast
from dragoman.places.find import find_places
from dragoman.statements.cues import Cue, find_cues
from dragoman.statements.decode import find_attributions
from dragoman.statements.learned import features
from dragoman.statements.learned.loglinear import Choices, Chooser, fit
from dragoman.statements.learned.marked import Gold, Marked, cue_head, dice, words_among
from dragoman.statements.learned.model import (
    Answer,
    Model,
    Scene,
    answers,
    believed,
    content_names,
    cue_at,
    expression,
    source_names,
    source_of,
)
from dragoman.statements.learned.proposals import Runs, Stretches, sources_about
from dragoman.statements.quotations import Quotations

# L2 over all choices together: the weights of a small training text stay near their anchors.
CUE_PENALTY = 10.0
PENALTY = 10.0
# How far weights start from trusting the rules where they have chosen; training moves them where the marks disagree.
TRUST = 3.0
SOURCE_ANCHORS = {"chosen=True|True": TRUST, "none-chosen=True|True": TRUST, "rank=0": TRUST / 2}
CONTENT_ANCHORS = {"rank=0": TRUST}
# Choices in one step: most words are no cues, so that a step needs many of them.
CUE_BATCH = 512
BATCH = 64
# Below this a choice has no candidate that could count as right.
RIGHT = 0.5
# An expression that is a cue less often than this is left to the rules.
OFTEN = 0.05
TWICE = 2
# One part in so many is held out in turn, until this many documents were.
PARTS = 5
ENOUGH = 100
THRESHOLDS = [round(0.30 + 0.02 * step, 2) for step in range(26)]
# Losing so much F1 for the sake of precision is right: a wrong attribution is worse than a missing one.
GIVEN_UP = 0.001
Done = Callable[[], None]


@dataclass(eq=False, frozen=True)
class Lesson:
    """A marked document and what the model looks at in it."""

    document: Marked
    scene: Scene


@dataclass(frozen=True, slots=True)
class Grade:
    """How well a model does on texts it was not trained on: shares, at one threshold."""

    threshold: float
    precision: float
    recall: float
    f1: float


def lesson_of(document: Marked) -> Lesson:
    reading = document.reading
    quotations, cast, cues = Quotations(reading), Cast(reading, find_places(reading)), find_cues(reading)
    ruled = find_attributions(reading, quotations, cast, cues)
    return Lesson(document, Scene(reading, quotations, cues, ruled))


def train(lessons: Sequence[Lesson], done: Done = lambda: None) -> tuple[Model, Grade]:
    """A model of all lessons, and how well models of part of them do on the rest, which sets its threshold.

    ``done`` is called ``PARTS`` + 1 times. The same lessons in the same order
    give the same weights.
    """
    answered: list[tuple[Lesson, list[Answer]]] = []
    for part in range(PARTS):
        others = [lesson for at, lesson in enumerate(lessons) if at % PARTS != part]
        if others and len(answered) < ENOUGH:
            trial = fitted(others)
            answered += [(lesson, list(answers(trial, lesson.scene))) for lesson in lessons[part::PARTS]]
        done()
    grades = [_graded(answered, threshold) for threshold in THRESHOLDS]
    best = max(grade.f1 for grade in grades)
    grade = max((g for g in grades if g.f1 >= best - GIVEN_UP), key=lambda g: g.threshold)
    model = fitted(lessons, grade.threshold)
    done()
    return model, grade


def fitted(lessons: Sequence[Lesson], threshold: float = 0.0) -> Model:
    words = frozenset(_expressions(lessons))
    cue = fit(_cue_choices(lessons, words), penalty=CUE_PENALTY, batch=CUE_BATCH)
    source = fit(_source_choices(lessons), penalty=PENALTY, batch=BATCH, anchors=SOURCE_ANCHORS)
    content = fit(_content_choices(lessons, source), penalty=PENALTY, batch=BATCH, anchors=CONTENT_ANCHORS)
    return Model(cue, source, content, words, threshold)


# -- choices -----------------------------------------------------------------------------------------------------


def _heads(document: Marked) -> Iterator[tuple[Gold, int]]:
    for gold in document.golds:
        head = cue_head(document.reading, gold.cue)
        if head is not None:
            yield gold, head


def _expressions(lessons: Sequence[Lesson]) -> Iterator[str]:
    """The expressions that were cues often enough to be looked at wherever they stand."""
    heads = Counter(expression(lesson.scene.reading, head) for lesson in lessons for _, head in _heads(lesson.document))
    seen: Counter[str] = Counter()
    for lesson in lessons:
        reading = lesson.scene.reading
        seen.update(word for i in range(len(reading)) if (word := expression(reading, i)) in heads)
    return (word for word, count in heads.items() if count >= max(TWICE, OFTEN * seen[word]))


def _cue_choices(lessons: Sequence[Lesson], words: frozenset[str]) -> Choices:
    choices = Choices()
    for lesson in lessons:
        heads = {head for _, head in _heads(lesson.document)}
        # Where nothing inside a content is marked, a cue there may be one all the same.
        unknown = set() if lesson.document.nested else {t for gold in lesson.document.golds for t in gold.content}
        for view in lesson.scene.views(words):
            i = view.cue.head
            if i in heads or i not in unknown:
                right = (1.0, 0.0) if i in heads else (0.0, 1.0)
                choices.add((features.of_cue(view), features.NO_CUE), right)
    return choices


def _cues(lesson: Lesson) -> Iterator[tuple[Gold, Cue]]:
    for gold, head in _heads(lesson.document):
        yield gold, lesson.scene.cues.get(head) or cue_at(lesson.scene.reading, head)


def _source_choices(lessons: Sequence[Lesson]) -> Choices:
    choices = Choices()
    for lesson in lessons:
        for gold, cue in _cues(lesson):
            found = sources_about(lesson.scene.reading, cue)
            likeness = [dice(gold.source, _words(lesson, ((s.first, s.last),))) for s, _ in found]
            if shares := _shares([*likeness, 0.0 if gold.source else 1.0]):
                choices.add(source_names(lesson.scene.view(cue), found), shares)
    return choices


def _content_choices(lessons: Sequence[Lesson], sources: Chooser) -> Choices:
    """Choices of contents, each beside the source that the model would choose."""
    choices = Choices()
    for lesson in lessons:
        for gold, cue in _cues(lesson):
            view = lesson.scene.view(cue)
            source = source_of(sources, view)
            found = Stretches(view.reading, view.quotations, cue, source).found
            if shares := _shares([*(dice(gold.content, _words(lesson, runs)) for runs in found), 0.0]):
                choices.add(content_names(view, source, found), shares)
    return choices


def _words(lesson: Lesson, runs: Runs) -> frozenset[int]:
    return words_among(lesson.scene.reading, (t for first, last in runs for t in range(first, last + 1)))


def _shares(likeness: list[float]) -> list[float]:
    """Equal shares for the candidates most like what is marked; none where nothing is like it."""
    best = max(likeness)
    if best < RIGHT:
        return []
    right = [value == best for value in likeness]
    return [value / sum(right) for value in right]


# -- grades ------------------------------------------------------------------------------------------------------


def _graded(answered: Sequence[tuple[Lesson, list[Answer]]], threshold: float) -> Grade:
    right = found = marked = 0
    for lesson, some in answered:
        kept = believed(threshold, lesson.scene, some)
        if not lesson.document.nested:
            kept = [a for a in kept if not any(o.covers(a.cue.head) for o in kept if o is not a)]
        right += _right(lesson, kept)
        found += len(kept)
        marked += len(lesson.document.golds)
    return Grade(threshold, right / max(1, found), right / max(1, marked), 2 * right / max(1, found + marked))


def _right(lesson: Lesson, found: Sequence[Answer]) -> int:
    """How many of the marked attributions are met: the cue touched, source and content more than half alike."""
    left = list(lesson.document.golds)
    for answer in found:
        source = _words(lesson, ((answer.source.first, answer.source.last),)) if answer.source else frozenset()
        cue = frozenset(range(answer.cue.first, answer.cue.last + 1))
        mine = Gold(source, cue, _words(lesson, answer.runs))
        met = next((gold for gold in left if _meets(mine, gold)), None)
        if met is not None:
            left.remove(met)
    return len(lesson.document.golds) - len(left)


def _meets(mine: Gold, gold: Gold) -> bool:
    cue = not gold.cue or bool(mine.cue & gold.cue)
    source = dice(mine.source, gold.source) >= RIGHT or len(mine.source & gold.source) * 2 >= len(gold.source) > 0
    return cue and source and dice(mine.content, gold.content) >= RIGHT
