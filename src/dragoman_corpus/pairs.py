"""The small sets beside the dispatches: minimal pairs for status, and sentences with positions and conditions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from dragoman.codes import EventType, Status
from dragoman_corpus.dispatch import Dispatch
from dragoman_corpus.marks import Marked, MarkError, read_marked, strip_marks
from dragoman_corpus.validate import record_faults

COLUMNS = ("pair", "kind", "type", "status", "sentence")


@dataclass(frozen=True, slots=True)
class Case:
    """One side of a minimal pair: the marked event trigger (``E1``) or statement cue (``S1q``) has this status."""

    pair: str
    kind: str
    type: str
    status: str
    marked: Marked


def read_pairs(path: Path) -> list[Case]:
    """The cases of ``status.tsv``: pair, kind (event or statement), PLOVER type, status, marked sentence."""
    header, *lines = path.read_text(encoding="utf-8").splitlines()
    if tuple(header.split("\t")) != COLUMNS:
        raise MarkError(f"{path.name}: the first line must name the columns {', '.join(COLUMNS)}")
    cases = []
    for number, line in enumerate(lines, 2):
        fields = line.split("\t")
        if len(fields) != len(COLUMNS):
            raise MarkError(f"{path.name} line {number}: {len(fields)} columns, not {len(COLUMNS)}")
        text, marks = strip_marks(fields[4])
        pair, kind, type, status, _ = fields
        cases.append(Case(pair, kind, type, status, Marked(text, marks, {})))
    return cases


def pair_faults(cases: list[Case]) -> list[str]:
    """What is wrong with the minimal pairs."""
    faults = []
    counts = Counter(case.pair for case in cases)
    for case in cases:
        name = f"pair {case.pair}"
        if counts[case.pair] < 2:
            faults.append(f"{name} has one side only")
        if case.kind not in ("event", "statement"):
            faults.append(f"{name}: kind is {case.kind!r}")
        if case.status not in {status.value for status in Status}:
            faults.append(f"{name}: status is {case.status!r}")
        if case.kind == "event" and case.type not in {kind.value for kind in EventType}:
            faults.append(f"{name}: type is {case.type!r}")
        wanted = ("E1", "") if case.kind == "event" else ("S1", "q")
        if [(mark.record, mark.role) for mark in case.marked.marks] != [wanted]:
            faults.append(f"{name}: the sentence must mark {wanted[0]}{wanted[1]} and nothing else")
    same = [pair for pair in counts if len({c.status for c in cases if c.pair == pair}) < 2 <= counts[pair]]
    return [*faults, *(f"pair {pair}: both sides have the same status" for pair in same)]


def read_position_sentences(path: Path) -> list[Dispatch]:
    """The blocks of ``positions.txt`` (number, marked sentence, attribute lines), as documents of one sentence."""
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    found = []
    for block in filter(None, (block.strip("\n") for block in blocks)):
        number, sentence, *lines = block.split("\n")
        found.append(Dispatch(number, {}, read_marked(sentence, "\n".join(lines)), ""))
    return found


def sentence_faults(sentences: list[Dispatch]) -> list[str]:
    """What is wrong with the position sentences."""
    numbers = Counter(sentence.id for sentence in sentences)
    faults = [f"sentence {id} stands {n} times" for id, n in numbers.items() if n > 1]
    for sentence in sentences:
        if not any(mark.record.startswith("N") for mark in sentence.marked.marks):
            faults.append(f"{sentence.id}: no position is marked")
        faults.extend(record_faults(sentence))
    return faults
