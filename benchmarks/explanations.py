"""Rival explanations of the corpus turned into boards.

    python -m benchmarks.explanations corpus/dispatches [--split dev] [--show]
    python -m benchmarks.explanations FILE.txt …

Measured over all documents of a split, those without any explanation in the gold included:

- a *board* covers an explanation of the gold where its question shares at least half of the characters of the shorter
  of the two, or where its answers are at least two of the gold's (the only one, where the gold has one);
- an *answer* of the gold is found where a hypothesis of that board shares half of the characters of the shorter with
  it, each hypothesis standing for one answer; it is *close* where they share half of the longer, too;
- *precision* is the share of all hypotheses on all boards (“something else” left out) that are answers of the gold;
- *evidence* of the gold is found where an argument of the right hypothesis shares half of the characters of the
  shorter, and its sign is the gold's. Arguments that only say an answer again do not count in the *precision* of it;
- *exclusive* is right where board and gold agree that only one answer can hold.

*Questions* are the explanatory questions of the gold that a board covers, those left unanswered in the text included:
no finder should reach all of them. Of plain text files the boards are shown.
"""

from __future__ import annotations

import argparse
import datetime
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dragoman
from benchmarks.positions import around
from benchmarks.questions import STAND_IN, document_of
from dragoman.dossier import Dossier, make_dossiers
from dragoman.records import Explanation, Hypothesis, Span
from dragoman_corpus.compile import compiled
from dragoman_corpus.dispatch import read_corpus

Json = dict[str, Any]
Spans = list[list[int]]
LEAST_SHARED = 0.5
ANSWERS = "abc"


def shared(gold: Spans, ours: Span | None, *, of_longer: bool = False) -> float:
    """The share of characters that two stretches have in common, of the shorter or of the longer one."""
    if ours is None or not gold:
        return 0.0
    common = sum(max(0, min(end, ours.end) - max(start, ours.start)) for start, end in gold)
    lengths = (sum(end - start for start, end in gold), ours.end - ours.start)
    return common / max(max(lengths) if of_longer else min(lengths), 1)


def answers_of(gold: Json) -> dict[str, Spans]:
    return {name: gold[name] for name in ANSWERS if gold.get(name)}


def matched(gold: Json, board: Explanation) -> dict[str, Hypothesis]:
    """Our hypothesis for each answer of the gold, one each, those that share most first."""
    found: dict[str, Hypothesis] = {}
    scored = [
        (shared(spans, h.span, of_longer=True), name, k)
        for name, spans in answers_of(gold).items()
        for k, h in enumerate(board.hypotheses)
        if shared(spans, h.span) >= LEAST_SHARED
    ]
    used: set[int] = set()
    for _, name, k in sorted(scored, key=lambda row: -row[0]):
        if name not in found and k not in used:
            found[name] = board.hypotheses[k]
            used.add(k)
    return found


def board_for(gold: Json, asked: dict[str, Spans], boards: list[Explanation]) -> Explanation | None:
    best = max(boards, key=lambda board: len(matched(gold, board)), default=None)
    if best is not None and len(matched(gold, best)) >= min(2, len(answers_of(gold))):
        return best
    spans = [span for name in gold.get("question", ()) for span in asked.get(name, ())]
    return next((board for board in boards if shared(spans, board.span) >= LEAST_SHARED), None)


class Tally:
    """Counts over the documents of a split, and what is to be read where it is wrong."""

    def __init__(self, *, is_shown: bool) -> None:
        self.counts: Counter[str] = Counter()
        self.is_shown = is_shown

    def show(self, *words: object) -> None:
        if self.is_shown:
            print(*words)

    def judge(self, row: Json, dossier: Dossier) -> None:
        boards, text = list(dossier.explanations), row["text"]
        self.show(f"\n== {row['id']}")
        asked = {q["id"]: q["spans"] for q in row["questions"] if q["kind"] == "explanatory"}
        self.counts["questions of the gold"] += len(asked)
        self.counts["questions"] += sum(
            any(shared(spans, board.span) >= LEAST_SHARED for board in boards) for spans in asked.values()
        )
        right: set[int] = set()
        for gold in row["explanations"]:
            right |= self._explained(gold, board_for(gold, asked, boards), text)
        for board in boards:
            self._beyond(board, right, text)

    def _explained(self, gold: Json, board: Explanation | None, text: str) -> set[int]:
        answers = answers_of(gold)
        self.counts["boards of the gold"] += 1
        self.counts["answers of the gold"] += len(answers)
        pieces = [(name, sign, span) for name in answers for sign in "+-" for span in gold.get(name + sign, ())]
        self.counts["evidence of the gold"] += len(pieces)
        if board is None:
            self.show("  no board for", *(around(text, spans[0][0], spans[-1][1]) for spans in answers.values()))
            return set()
        self.counts["boards"] += 1
        self.counts["exclusive right"] += board.exclusive == (gold.get("exclusive") == "yes")
        found = matched(gold, board)
        for name, spans in answers.items():
            if name not in found:
                self.show("  answer missed", name, around(text, spans[0][0], spans[-1][1]))
                continue
            self.counts["answers"] += 1
            is_close = shared(spans, found[name].span, of_longer=True) >= LEAST_SHARED
            self.counts["close"] += is_close
            if not is_close:
                self.show("  not close", name, repr(found[name].text), "|", text[spans[0][0] : spans[-1][1]])
        for name, sign, span in pieces:
            self._weighed(found.get(name), name, sign, span, text)
        for name, hypothesis in found.items():
            self._arguments(gold, name, hypothesis, text)
        return {id(hypothesis) for hypothesis in found.values()}

    def _weighed(self, hypothesis: Hypothesis | None, name: str, sign: str, span: list[int], text: str) -> None:
        found = hypothesis is not None and any(
            argument.supports == (sign == "+") and shared([span], argument.span) >= LEAST_SHARED
            for argument in hypothesis.arguments
        )
        self.counts["evidence"] += found
        if not found:
            self.show("  evidence missed", name + sign, around(text, *span))

    def _arguments(self, gold: Json, name: str, hypothesis: Hypothesis, text: str) -> None:
        for argument in hypothesis.arguments:
            own = [hypothesis.span] if hypothesis.span else []
            if any(argument.span.overlaps(span) for span in own) or shared(gold[name], argument.span) >= LEAST_SHARED:
                continue
            spans = gold.get(name + ("+" if argument.supports else "-"), ())
            is_right = any(shared([span], argument.span) >= LEAST_SHARED for span in spans)
            self.counts["arguments"] += 1
            self.counts["arguments right"] += is_right
            if not is_right:
                sign = "+" if argument.supports else "-"
                self.show("  evidence beyond", name + sign, around(text, argument.span.start, argument.span.end))

    def _beyond(self, board: Explanation, right: set[int], text: str) -> None:
        hypotheses = [h for h in board.hypotheses if h.span is not None]
        self.counts["hypotheses"] += len(hypotheses)
        self.counts["boards made"] += 1
        wrong = [h for h in hypotheses if id(h) not in right]
        self.counts["boards with nothing of the gold"] += len(wrong) == len(hypotheses)
        for h in wrong:
            asked = text[board.span.start : board.span.end] if board.span else ""
            self.show(f"  beyond the gold ({board.evidence.rule}; {asked!r}):", around(text, h.span.start, h.span.end))  # type: ignore[union-attr]

    def report(self, split: str) -> None:
        c = self.counts
        for name, n, of in (
            ("boards", c["boards"], c["boards of the gold"]),
            ("questions", c["questions"], c["questions of the gold"]),
            ("answers", c["answers"], c["answers of the gold"]),
            ("answers, close", c["close"], c["answers of the gold"]),
            ("precision of answers", c["answers"], c["hypotheses"]),
            ("boards with nothing of the gold", c["boards with nothing of the gold"], c["boards made"]),
            ("evidence", c["evidence"], c["evidence of the gold"]),
            ("precision of evidence", c["arguments right"], c["arguments"]),
            ("exclusive", c["exclusive right"], c["boards"]),
        ):
            print(f"{split}: {name}: {n} of {of}: {n / max(of, 1):.3f}")


def read(corpus: Path, split: str) -> Iterator[tuple[Json, Dossier]]:
    rows = [compiled(dispatch) for dispatch in read_corpus(corpus) if dispatch.split == split]
    days = [datetime.date.fromisoformat(row.get("published") or STAND_IN) for row in rows]
    documents = [document_of(row, day) for row, day in zip(rows, days, strict=True)]
    yield from zip(rows, make_dossiers(documents), strict=True)


def tell(path: Path) -> None:
    """The boards of a plain text."""
    dossier = dragoman.read(path)
    text = dossier.document.text
    for board in dossier.explanations:
        asked = board.span.text_of(text) if board.span else board.question
        print(
            f"\n{path.name}: {' '.join(asked.split())} [{board.evidence.rule}]", "exclusive" if board.exclusive else ""
        )
        for h in board.hypotheses:
            print("  *", h.text)
            for a in h.arguments:
                words = " ".join(a.span.text_of(text).split())
                print(
                    "     ",
                    "+" if a.supports else "-",
                    words,
                    f"({a.origin.name if a.origin else 'author'}; {a.strength}; {a.why})",
                )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", type=Path, nargs="+", metavar="corpus")
    parser.add_argument("--split", choices=("train", "dev", "test"), default="dev")
    parser.add_argument("--show", action="store_true", help="print what is missed, and what the gold has not")
    options = parser.parse_args()
    if not options.sources[0].is_dir():
        for path in options.sources:
            tell(path)
        return
    tally = Tally(is_shown=options.show)
    for row, dossier in read(options.sources[0], options.split):
        tally.judge(row, dossier)
    tally.report(options.split)


if __name__ == "__main__":
    main()
