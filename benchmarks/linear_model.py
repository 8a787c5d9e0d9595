"""Training and decoding: which tokens are cues, then whose words they announce, then which words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import linear_features as features
from benchmarks.linear_candidates import Contents, Runs, cue_of, sources_of
from benchmarks.loglinear import Choices, Chooser, fit
from benchmarks.standoff import Gold, Marked, Tokens, cue_head, dice, is_word
from dragoman.reading.reading import Reading
from dragoman.statements.candidates import Run, Source
from dragoman.statements.cues import Cue
from dragoman.statements.quotations import Quotations

# L2, for the mean over the choices of a step.
CUE_PENALTY = 2e-5
PENALTY = 1e-4
# Choices in one step: most tokens are no cues, so that a step needs many of them.
CUE_BATCH = 512
BATCH = 64
# Below this a choice has no candidate that could count as right.
RIGHT = 0.5
THRESHOLDS = [round(0.1 + 0.04 * step, 2) for step in range(18)]
HELD_OUT = 10
# Documents to tune the threshold on.
ENOUGH = 12
# No token less likely to be a cue than this is looked at further.
UNLIKELY = 0.08


@dataclass(frozen=True, slots=True)
class Model:
    """The three choosers and the least probability with which an attribution is believed."""

    cue: Chooser
    source: Chooser
    content: Chooser
    threshold: float


@dataclass(frozen=True, slots=True)
class Answer:
    """A predicted attribution and how likely it is."""

    cue: Cue
    source: Source | None
    content: Runs
    probability: float

    def as_gold(self, reading: Reading) -> Gold:
        source = range(self.source.first, self.source.last + 1) if self.source else ()
        words = (t for first, last in self.content for t in range(first, last + 1))
        return Gold(
            frozenset(t for t in source if is_word(reading, t)),
            frozenset(range(self.cue.first, self.cue.last + 1)),
            frozenset(t for t in words if is_word(reading, t)),
        )


# -- training --------------------------------------------------------------------------------------------------


def train(documents: Sequence[Marked]) -> Model:
    """A model of all documents; its threshold is tuned on a tenth of them, with a model of the others.

    Where a tenth is only a few documents, further tenths are tuned on in the same way.
    """
    answered: list[tuple[Marked, list[Answer]]] = []
    for fold in range(HELD_OUT):
        others = [document for at, document in enumerate(documents) if at % HELD_OUT != fold]
        if others and len(answered) < ENOUGH:
            trial = _trained(others, 0.0)
            answered += [(document, list(_answers(trial, document.reading))) for document in documents[fold::HELD_OUT]]
    return _trained(documents, _best_threshold(answered))


def _trained(documents: Sequence[Marked], threshold: float) -> Model:
    pages = [(document, Quotations(document.reading)) for document in documents]
    cue = fit(_cue_choices(pages), penalty=CUE_PENALTY, batch=CUE_BATCH)
    source = fit(_source_choices(pages), penalty=PENALTY, batch=BATCH)
    content = fit(_content_choices(pages, source), penalty=PENALTY, batch=BATCH)
    return Model(cue, source, content, threshold)


Page = tuple[Marked, Quotations]


def _cue_choices(pages: Sequence[Page]) -> Choices:
    choices = Choices()
    for document, quotations in pages:
        heads = {cue_head(document.reading, gold.cue) for gold in document.golds}
        for i in range(len(document.reading)):
            if features.may_be_cue(document.reading, i):
                names = features.of_token(document.reading, quotations, i)
                choices.add((names, ["no-cue"]), (1.0, 0.0) if i in heads else (0.0, 1.0))
    return choices


def _cues(document: Marked) -> Iterator[tuple[Gold, Cue]]:
    for gold in document.golds:
        head = cue_head(document.reading, gold.cue)
        if head is not None:
            yield gold, cue_of(document.reading, head)


def _source_choices(pages: Sequence[Page]) -> Choices:
    choices = Choices()
    for document, quotations in pages:
        for gold, cue in _cues(document):
            found = sources_of(document.reading, cue)
            likeness = [dice(gold.source, _words(document.reading, (run,))) for _, run, _ in found]
            shares = _shares([*likeness, 0.0 if gold.source else 1.0])
            if shares:
                choices.add(_source_names(document.reading, quotations, cue, found), shares)
    return choices


def _source_names(
    reading: Reading, quotations: Quotations, cue: Cue, found: list[tuple[int, Run, str]]
) -> list[list[str]]:
    names = [features.of_source(reading, quotations, cue, head, run, kind) for head, run, kind in found]
    return [*names, features.of_no_source(reading, cue)]


def _content_choices(pages: Sequence[Page], sources: Chooser) -> Choices:
    choices = Choices()
    for document, quotations in pages:
        reading = document.reading
        for gold, cue in _cues(document):
            source = _source_of(sources, reading, quotations, cue)
            found = Contents(reading, quotations, cue, source).found
            shares = _shares([*(dice(gold.content, _words(reading, runs)) for runs in found), 0.0])
            if shares:
                choices.add(_content_names(reading, quotations, cue, source, found), shares)
    return choices


def _content_names(
    reading: Reading, quotations: Quotations, cue: Cue, source: Source | None, found: dict[Runs, list[str]]
) -> list[list[str]]:
    names = [features.of_content(reading, quotations, cue, source, runs, kinds) for runs, kinds in found.items()]
    return [*names, features.of_no_content(reading, cue)]


def _words(reading: Reading, runs: Runs) -> Tokens:
    return frozenset(t for first, last in runs for t in range(first, last + 1) if is_word(reading, t))


def _shares(likeness: list[float]) -> list[float]:
    """Equal shares for the candidates most like what is marked; none where nothing is like it."""
    best = max(likeness)
    if best < RIGHT:
        return []
    right = [value == best for value in likeness]
    return [value / sum(right) for value in right]


def _best_threshold(answered: Sequence[tuple[Marked, list[Answer]]]) -> float:
    """The threshold about which F1 is best: the mean over neighbours, since one value alone may be best by chance."""
    total = sum(len(document.golds) for document, _ in answered)

    def quality(threshold: float) -> float:
        chosen = [(document, _chosen(answers, threshold)) for document, answers in answered]
        right = sum(_right(document, answers) for document, answers in chosen)
        return 2 * right / max(1, total + sum(len(answers) for _, answers in chosen))

    grades = [quality(threshold) for threshold in THRESHOLDS]
    means = [float(np.mean(grades[max(0, k - 1) : k + 2])) for k in range(len(grades))]
    return THRESHOLDS[int(np.argmax(means))]


def _right(document: Marked, answers: list[Answer]) -> int:
    """How many of the marked attributions are met in full."""
    left = list(document.golds)
    right = 0
    for answer in answers:
        mine = answer.as_gold(document.reading)
        met = next((gold for gold in left if _meets(mine, gold)), None)
        if met is not None:
            left.remove(met)
            right += 1
    return right


def _meets(mine: Gold, gold: Gold) -> bool:
    cue = not gold.cue or bool(mine.cue & gold.cue)
    return cue and dice(mine.source, gold.source) >= RIGHT and dice(mine.content, gold.content) >= RIGHT


# -- decoding --------------------------------------------------------------------------------------------------


def predictions(model: Model, reading: Reading) -> list[dict[str, Any]]:
    """The attributions of a text as spans of code points."""
    return [
        {
            "source": _pairs(reading, ((a.source.first, a.source.last),)) if a.source else None,
            "cue": _pairs(reading, ((a.cue.first, a.cue.last),)),
            "content": _pairs(reading, a.content),
        }
        for a in _chosen(list(_answers(model, reading)), model.threshold)
    ]


def _pairs(reading: Reading, runs: Runs) -> list[list[int]]:
    return [[reading.starts[first], reading.ends[last]] for first, last in runs]


def _answers(model: Model, reading: Reading) -> Iterator[Answer]:
    quotations = Quotations(reading)
    for i in range(len(reading)):
        if not features.may_be_cue(reading, i):
            continue
        names = features.of_token(reading, quotations, i)
        likely = float(model.cue.probabilities((names, ["no-cue"]))[0])
        if likely < UNLIKELY:
            continue
        cue = cue_of(reading, i)
        source = _source_of(model.source, reading, quotations, cue)
        found = Contents(reading, quotations, cue, source).found
        if not found:
            continue
        chances = model.content.probabilities(_content_names(reading, quotations, cue, source, found))
        best = int(np.argmax(chances[:-1]))
        yield Answer(cue, source, list(found)[best], likely * (1 - float(chances[-1])))


def _source_of(model: Chooser, reading: Reading, quotations: Quotations, cue: Cue) -> Source | None:
    found = sources_of(reading, cue)
    best = int(np.argmax(model.probabilities(_source_names(reading, quotations, cue, found))))
    if best == len(found):
        return None
    head, (first, last), kind = found[best]
    return Source(head, head, first, last, 1.0, kind)


def _chosen(answers: list[Answer], threshold: float) -> list[Answer]:
    """The likely answers, likeliest first, without cues in the content of another and with each cue once."""
    chosen: list[Answer] = []
    for answer in sorted(answers, key=lambda a: (-a.probability, a.cue.head)):
        if answer.probability < threshold:
            break
        inside = any(first <= answer.cue.head <= last for other in chosen for first, last in other.content)
        if not inside:
            chosen.append(answer)
    return sorted(chosen, key=lambda a: a.cue.head)


# -- files -----------------------------------------------------------------------------------------------------


def save_model(model: Model, path: Path) -> None:
    parts: dict[str, Any] = {"threshold": np.array(model.threshold)}
    for name, chooser in (("cue", model.cue), ("source", model.source), ("content", model.content)):
        parts[f"{name}_names"] = np.frombuffer("\n".join(chooser.numbers).encode("utf-8"), dtype=np.uint8)
        parts[f"{name}_weights"] = chooser.weights
    with path.open("wb") as file:
        np.savez_compressed(file, **parts)


def load_model(path: Path) -> Model:
    with np.load(path) as parts:
        choosers: list[Chooser] = []
        for name in ("cue", "source", "content"):
            names = parts[f"{name}_names"].tobytes().decode("utf-8").split("\n")
            choosers.append(Chooser({text: at for at, text in enumerate(names)}, parts[f"{name}_weights"]))
        cue, source, content = choosers
        return Model(cue, source, content, float(parts["threshold"]))
