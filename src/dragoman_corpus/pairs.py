"""The small sets beside the dispatches: minimal pairs for status, sentences with positions, passages with questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.codes import EventType, Status
from dragoman.places.countries import country
from dragoman_corpus.dispatch import Dispatch
from dragoman_corpus.marks import Marked, MarkError, read_marked, strip_marks
from dragoman_corpus.validate import is_day, record_faults

COLUMNS = ("pair", "kind", "type", "status", "sentence")
LAST_DEV_PASSAGE = "240"
# Stand for a country where there is none: organisations of states, private ones, multinational bodies.
INTERNATIONAL = ("IGO", "NGO", "IMG")


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
    return [Dispatch(number, {}, marked, "") for number, marked in _blocks(path)]


def read_question_passages(path: Path, part: str | None = None) -> list[Dispatch]:
    """The blocks of ``questions.txt``, as documents with ``published`` and ``split`` in the header.

    A block is a number with ``published=2024-11-05``, the marked passage and the attribute lines. ``part`` keeps
    one: ``dev`` (001-240) or ``test`` (241-320).
    """
    found = []
    for title, marked in _blocks(path):
        number, _, published = title.partition(" published=")
        split = "dev" if number <= LAST_DEV_PASSAGE else "test"
        if part in (None, split):
            found.append(Dispatch(number, {"published": published, "split": split}, marked, ""))
    return found


def sentence_faults(sentences: list[Dispatch]) -> list[str]:
    """What is wrong with the position sentences; one without any mark is a decoy, and sound."""
    faults = _repeated(sentences)
    for sentence in sentences:
        marks = sentence.marked.marks
        if marks and not any(mark.record.startswith("N") for mark in marks):
            faults.append(f"{sentence.id}: actors are marked but no position")
        faults.extend(record_faults(sentence))
    return [*faults, *_country_faults(sentences)]


def passage_faults(passages: list[Dispatch]) -> list[str]:
    """What is wrong with the question passages; one without any mark is a decoy, and sound."""
    faults = [*_repeated(passages), *_country_faults(passages)]
    for passage in passages:
        records = {mark.record for mark in passage.marked.marks}
        questions = [record for record in sorted(records) if record.startswith("Q")]
        if records and not questions:
            faults.append(f"{passage.id}: actors are marked but no question")
        if not is_day(passage.header["published"]):
            faults.append(f"{passage.id}: the day of publication is {passage.header['published']!r}")
        faults.extend(record_faults(passage))
        for question in questions:
            faults.extend(f"{passage.id}: {question} {fault}" for fault in _question_faults(passage, question))
    return faults


def _question_faults(passage: Dispatch, question: str) -> Iterator[str]:
    fields = passage.marked.attributes.get(question, {})
    published, by = passage.header["published"], fields.get("by")
    if len(passage.marked.spans(question)) != 1:
        yield "is marked more than once"
    if by is not None and is_day(by) and by < published:
        yield f"was to be answered by {by}, before the passage was published"


def _repeated(documents: list[Dispatch]) -> list[str]:
    counts = Counter(document.id for document in documents)
    return [f"number {id} stands {n} times" for id, n in counts.items() if n > 1]


def _country_faults(documents: list[Dispatch]) -> Iterator[str]:
    for document in documents:
        for record, fields in document.marked.attributes.items():
            code = fields.get("country")
            if code is not None and code not in INTERNATIONAL and country(code) is None:
                yield f"{document.id}: {record} country={code} is no ISO 3166-1 alpha-3 code"


def _blocks(path: Path) -> Iterator[tuple[str, Marked]]:
    """Title and marked text of each block; blocks are parted by blank lines, one of comments opens with ``#``."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        if block.strip("\n") and not block.startswith("#"):
            title, text, *lines = block.strip("\n").split("\n")
            try:
                yield title, read_marked(text, "\n".join(lines))
            except MarkError as error:
                raise MarkError(f"{path.name} {title}: {error}") from error
