"""Types the event between two given actors: python -m benchmarks.plv TSV [OUT.jsonl]

Rows hold ``sentence``, ``marked_sentence`` with <s>…</s> around the source and <t>…</t> around the target, and
``gold_root``, a PLOVER type with CONCEDE and RETREAT as YIELD (15 classes). Nothing is trained on it: the coder's
event that touches both marked actors is taken, else the one that touches one of them, else the one nearest to the
source, else what any trigger of the sentence names. Prints accuracy and macro-F1.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter
from pathlib import Path

from benchmarks.events import document_of
from dragoman.actors.cast import Cast
from dragoman.codes import EventType, Status
from dragoman.events.coder import Coder
from dragoman.events.coding import Coding
from dragoman.events.find import codings_of
from dragoman.events.outlook import COMING, WILL_NOT, plover_type
from dragoman.places.find import find_places
from dragoman.reading.clauses import ClauseStatus
from dragoman.reading.reader import load_reader
from dragoman.reading.reading import Reading
from dragoman.records import Span

MARK = re.compile(r"</?[st]>")
YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
# The scheme follows CAMEO where the manual of 2021 has moved a kind to another type: guilty verdicts (CAMEO 116) are
# ACCUSE there, imposed sanctions (163) COERCE.
MEASURES = frozenset(("sanction", "embargo", "tariff"))
TOLD = (Status.ASSERTED, Status.FUTURE, Status.HISTORICAL)
# The commonest class of the scheme in news: what is said where no trigger is known.
UNKNOWN = "ACCUSE"


def main(arguments: list[str]) -> int:
    if not arguments:
        print(__doc__)
        return 2
    with Path(arguments[0]).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row.get("gold_root")]
    texts = [unmarked(row["marked_sentence"]) for row in rows]
    documents = [document_of(str(i), text, None) for i, (text, _, _) in enumerate(texts)]
    answers = []
    for reading, (_, sources, targets) in zip(load_reader().read(documents), texts, strict=True):
        answers.append(type_between(reading, sources, targets))
    gold = [row["gold_root"] for row in rows]
    if len(arguments) > 1:
        lines = [
            json.dumps({"text": row["marked_sentence"], "gold": g, "type": t, "why": why}, ensure_ascii=False)
            for row, g, (t, why) in zip(rows, gold, answers, strict=True)
        ]
        Path(arguments[1]).write_text("\n".join(lines) + "\n", encoding="utf-8")
    report(gold, [answer[0] for answer in answers])
    return 0


def unmarked(marked: str) -> tuple[str, list[Span], list[Span]]:
    """The sentence without its marks, and the spans of source and target."""
    pieces: list[str] = []
    spans: dict[str, list[Span]] = {"s": [], "t": []}
    start = at = length = 0
    for mark in MARK.finditer(marked):
        pieces.append(marked[at : mark.start()])
        length += mark.start() - at
        at = mark.end()
        if mark.group()[1] == "/":
            spans[mark.group()[2]].append(Span(start, length))
        else:
            start = length
    pieces.append(marked[at:])
    return "".join(pieces), spans["s"], spans["t"]


def type_between(reading: Reading, sources: list[Span], targets: list[Span]) -> tuple[str, str]:
    """The class of the event between the marked actors, and why."""
    places = find_places(reading)
    coder = Coder(reading, Cast(reading, places), places)
    found = list(codings_of(reading, coder, demanding=False))
    if not found:
        return UNKNOWN, "no trigger"
    coding, status = max(found, key=lambda pair: _fit(reading, pair, sources, targets))
    return class_of(reading, coding), f"{status.status}: {coding.why}"


def class_of(reading: Reading, coding: Coding) -> str:
    if coding.mode == "convict":
        return "ACCUSE"
    if coding.type is EventType.SANCTION and any(reading.lemma(i).lower() in MEASURES for i in coding.trigger):
        return "COERCE"
    type = plover_type(coding.type, coding.rule).value
    return YIELD.get(type, type)


def _fit(
    reading: Reading, pair: tuple[Coding, ClauseStatus], sources: list[Span], targets: list[Span]
) -> tuple[int, bool, bool, bool, int]:
    coding, status = pair
    ends = [(coding.sources, sources), (coding.targets, targets)]
    if coding.mutual or plover_type(coding.type, coding.rule) is EventType.AGREE:
        both = (*coding.sources, *coding.targets)
        ends = [(both, sources), (both, targets)]
    met = sum(any(a.span and a.span.overlaps(s) for a in actors for s in spans) for actors, spans in ends)
    told = status.status in TOLD or coding.rule in (COMING, WILL_NOT) or status.rule == "intended"
    near = min((abs(reading.starts[coding.head] - s.end) for s in sources), default=0)
    return met, told, coding.is_complete, reading.tags[coding.head][0] == "V", -near


def report(gold: list[str], answers: list[str]) -> None:
    right = Counter(g for g, a in zip(gold, answers, strict=True) if g == a)
    of_gold, of_answers = Counter(gold), Counter(answers)
    scores = {t: 2 * right[t] / (of_gold[t] + of_answers[t]) for t in of_gold}
    for name in sorted(of_gold):
        print(f"{name:10} n {of_gold[name]:4}  f1 {scores[name]:.3f}")
    print(f"accuracy: {sum(right.values()) / len(gold):.4f}  macro-f1: {sum(scores.values()) / len(scores):.4f}")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
