"""Later reports and what they settle: precision and share resolved on the follow-up cases of the corpus.

    python -m benchmarks.forecast_resolution [corpus/pairs/resolutions.jsonl] [--read] [--errors]

Each case is a question with its pattern, one later report, and what a person would answer: yes, no, or still open. A
proposal is right where it is that answer; one on an open case is wrong. The share is of the cases a person settles.
With --read the pattern is the one the reader finds in the words of the question.
"""

from __future__ import annotations

import datetime
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from dragoman.codes import Basis
from dragoman.dossier import make_dossiers
from dragoman.forecast.question import ForecastQuestion, Pattern, drafts_of, make_question
from dragoman.forecast.resolve import Proposal, propose
from dragoman.records import Document, Evidence, day_when, make_id

CASES = Path(__file__).parents[1] / "corpus" / "pairs" / "resolutions.jsonl"
# Grounds on which a question may be settled without a person.
AUTOMATIC = 0.95


def main(path: Path, *, read: bool, errors: bool) -> None:
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    dossiers = list(make_dossiers([_document(case["report"], case["published"]) for case in cases]))
    asked = _asked(cases) if read else [_given(case) for case in cases]
    proposals = [propose(q, [d]) if q is not None else None for q, d in zip(asked, dossiers, strict=True)]
    judged = [(case, p) for case, p in zip(cases, proposals, strict=True) if p is not None]
    settled = sum(case["answer"] != "open" for case in cases)
    for name, least in (("all grounds", 0.0), ("automatic", AUTOMATIC)):
        kept = [_is_right(case, p) for case, p in judged if (p.precision or 0) >= least]
        precision = sum(kept) / max(len(kept), 1)
        print(f"{name}: precision {precision:.3f} of {len(kept)}, share {sum(kept) / settled:.3f} of {settled}")
    for ground, count in Counter(p.ground for _, p in judged).most_common():
        print(f"  {ground}: {sum(_is_right(case, p) for case, p in judged if p.ground == ground)} of {count}")
    if errors:
        for case, proposal, dossier in zip(cases, proposals, dossiers, strict=True):
            if not _is_right(case, proposal):
                told = [(e.type.value, e.status.value) for e in dossier.events]
                print(case["id"], case["answer"], proposal and proposal.ground, case["report"], told)


def _is_right(case: dict[str, Any], proposal: Proposal | None) -> bool:
    return str(case["answer"]) == ("open" if proposal is None else "yes" if proposal.outcome else "no")


def _document(text: str, published: str) -> Document:
    when = day_when(datetime.date.fromisoformat(published), Basis.STATED, Evidence(None, "given", "given by the case"))
    return Document(make_id("doc", text, published), text, None, None, None, when, None, "en", "0" * 64, ())


def _given(case: dict[str, Any]) -> ForecastQuestion:
    opens, closes = (datetime.date.fromisoformat(case[name]) for name in ("opens", "closes"))
    pattern = Pattern(types=(case["type"],), source=case["source"], target=case["target"])
    return make_question(case["question"], case["question"], opens, closes, pattern=pattern)


def _asked(cases: list[dict[str, Any]]) -> list[ForecastQuestion | None]:
    """The questions as the reader makes them of their words; None where it finds none."""
    dossiers = make_dossiers([_document(case["question"], case["opens"]) for case in cases])
    drafts = [
        drafts_of(dossier.questions[0], datetime.date.fromisoformat(case["opens"]), (90,)) if dossier.questions else []
        for case, dossier in zip(cases, dossiers, strict=True)
    ]
    return [found[0] if found else None for found in drafts]


if __name__ == "__main__":
    given = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    main(Path(given[0]) if given else CASES, read="--read" in sys.argv, errors="--errors" in sys.argv)
