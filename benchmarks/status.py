"""Scores the status of events on pairs of sentences: python -m benchmarks.status [PAIRS.tsv] [--errors even|odd|all]

Rows: ``pair``, ``kind``, ``type``, ``status``, ``sentence`` with the word in question as ``{E1|word}``. Sentences carry
no publication date. Rules were tuned on pairs with even numbers; those with odd numbers were only counted.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from pathlib import Path

from benchmarks.events import document_of
from dragoman.reading.clauses import ClauseStatus, status_of
from dragoman.reading.reader import load_reader

MARK = re.compile(r"\{E1\|([^}]*)\}")
PAIRS = Path(__file__).parent.parent / "corpus" / "pairs" / "status.tsv"
HALVES = {"even": 0, "odd": 1}


def main(arguments: list[str]) -> int:
    named = [a for a in arguments if not a.startswith("--") and a not in ("even", "odd", "all")]
    with Path(named[0] if named else PAIRS).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row["kind"] == "event"]
    answers = statuses_of(rows)
    if "--errors" in arguments:
        print_errors(rows, answers, arguments[-1])
    for name, parity in (*HALVES.items(), ("all", None)):
        half = [(r, a) for r, a in zip(rows, answers, strict=True) if parity is None or int(r["pair"]) % 2 == parity]
        print(report([r["status"] for r, _ in half], [a.status.value for _, a in half], name))
    return 0


def statuses_of(rows: list[dict[str, str]]) -> list[ClauseStatus]:
    documents = [document_of(str(i), MARK.sub(r"\1", row["sentence"]), None) for i, row in enumerate(rows)]
    found = []
    for reading, row in zip(load_reader().read(documents), rows, strict=True):
        mark = MARK.search(row["sentence"])
        assert mark is not None, row
        last = reading.token_at(mark.start() + len(mark[1]) - 1)
        tokens = [i for i in range(len(reading)) if mark.start() <= reading.starts[i] < mark.start() + len(mark[1])]
        # A verb with its particle is marked as a whole; of a noun phrase the head counts.
        verbs = [i for i in tokens if reading.tags[i][0] == "V"]
        found.append(status_of(reading, verbs[0] if verbs else last if last is not None else tokens[-1]))
    return found


def report(gold: list[str], answers: list[str], name: str) -> str:
    right = Counter(g for g, a in zip(gold, answers, strict=True) if g == a)
    of_gold, of_answers = Counter(gold), Counter(answers)
    scores = {s: 2 * right[s] / (of_gold[s] + of_answers[s]) for s in sorted(of_gold)}
    each = ", ".join(f"{s} {score:.3f} ({of_gold[s]})" for s, score in scores.items())
    macro = sum(scores.values()) / len(scores)
    return f"{name}: n {len(gold)}, accuracy {sum(right.values()) / len(gold):.3f}, macro-F1 {macro:.3f}; {each}"


def print_errors(rows: list[dict[str, str]], answers: list[ClauseStatus], half: str) -> None:
    for row, answer in zip(rows, answers, strict=True):
        inside = half == "all" or int(row["pair"]) % 2 == HALVES[half]
        if inside and row["status"] != answer.status.value:
            print(f"{row['pair']} gold {row['status']}, found {answer.status.value} ({answer.rule}): {row['sentence']}")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
