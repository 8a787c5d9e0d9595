"""Open questions of the corpus turned into questions that can be settled.

    python -m benchmarks.questions corpus/dispatches [--split dev] [--show]
    python -m benchmarks.questions corpus/pairs/questions.txt [--split dev] [--show]
    python -m benchmarks.questions FILE.txt --show

A predictive question of the gold is *turned into a resolvable one* when it is

- *found*: a predictive question of ours shares at least half of the characters of the shorter of the two; and
- *resolvable*: it gives drafts that open on the day of the report and close later (on the last day the question itself
  names, else one draft each for 30, 90 and 180 days), each with a criterion in words that names both days, and with the
  sources that count.

Its *pattern* is right when, moreover, the type the gold gives is that asked about, and each side the gold gives holds
one of the gold's actors (ours stands where the gold marks that actor, or the words of one name are all in the other; of
two sides that act together either order is right). Where the gold gives none, none is asked for. The gold also gives
actors that only the rest of the report tells ("Will the border open?": whose). *By its words* a pattern is right too
where such a side, no actor of which is marked within the question, is left open; a wrong actor there is wrong.

The passages of ``corpus/pairs/questions.txt`` (1 to 240 dev, 241 to 320 test) also tell the last day on which it would
count, where the question names one: the *deadline* is right where ours is that day, or where neither names any.
*Precision* is the share of our predictive questions that the gold has, passages without any open question included.
*Patterns given* are those with a type, on questions of the gold: how many are right in full. A wrong one would settle
the question wrongly; one without a type settles nothing.

A report without a day is given one, as a person would. Of a plain text file, which has no gold, the drafts are shown.
"""

from __future__ import annotations

import argparse
import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import dragoman
from benchmarks.positions import COMMON, around
from dragoman.actors.tables import pieces_of
from dragoman.codes import Basis, QuestionKind
from dragoman.dossier import Dossier, make_dossiers
from dragoman.forecast.question import MUTUAL, ForecastQuestion, drafts_of
from dragoman.questions.wording import HORIZONS
from dragoman.records import Actor, Document, Evidence, Question, day_when, make_id
from dragoman_corpus.compile import compiled
from dragoman_corpus.dispatch import read_corpus
from dragoman_corpus.pairs import read_question_passages

Json = dict[str, Any]
# Of a report without a day.
STAND_IN = "2024-01-15"
LEAST_SHARED = 0.5
PASSAGES = "# Passages with open questions"


def judged(gold: Json, question: Question | None, layers: Json, opens: datetime.date) -> tuple[str, bool]:
    """The first thing wrong with what we made of a question of the gold, or "right"; and whether it is resolvable.

    "side open" is right by the words of the question, not in full.
    """
    if question is None:
        return "not found", False
    if not is_resolvable(question, drafts_of(question, opens), opens):
        return "not resolvable", False
    return wrong_part(gold, question, {actor["id"]: actor for actor in layers["actors"]}) or "right", True


def is_resolvable(question: Question, drafts: list[ForecastQuestion], opens: datetime.date) -> bool:
    stated = question.horizon.last if question.horizon is not None else None
    ends = [stated] if stated and stated > opens else [opens + datetime.timedelta(days=d) for d in HORIZONS]
    told = all(str(d.opens) in d.criterion and str(d.closes) in d.criterion and d.sources for d in drafts)
    return [d.closes for d in drafts] == ends and told


def wrong_part(gold: Json, question: Question, actors: dict[str, Json]) -> str | None:
    asked = question.pattern
    if gold.get("type") and (asked is None or asked.type is None or asked.type.value != gold["type"]):
        return "type"
    ours = {"source": asked.source, "target": asked.target} if asked is not None else {"source": (), "target": ()}
    if asked is not None and asked.type in MUTUAL:
        ours = dict.fromkeys(ours, asked.source + asked.target)
    is_open = False
    for side in ("source", "target"):
        meant = [actors[label] for label in gold.get(side, ()) if label in actors]
        if not meant or any(_is_meant(actor, other) for actor in ours[side] for other in meant):
            continue
        own = any(start <= a and b <= end for start, end in gold["spans"] for other in meant for a, b in other["spans"])
        if own or ours[side]:
            return side
        is_open = True
    return "side open" if is_open else None


def _is_meant(ours: Actor, gold: Json) -> bool:
    span = ours.evidence.span
    if span is not None and any(span.start < end and start < span.end for start, end in gold["spans"]):
        return True
    one, other = (set(pieces_of(name)) - COMMON for name in (ours.name, gold.get("name", "")))
    return bool(one and other) and (one <= other or other <= one)


def pairs_of(gold: list[Json], dossier: Dossier) -> tuple[list[tuple[Json, Question | None]], list[Question]]:
    """Each question of the gold with ours of the same words, and those of ours that are left."""
    left = [q for q in dossier.questions if q.kind is QuestionKind.PREDICTIVE]
    pairs = []
    for row in gold:
        ours = max(left, key=lambda q: _shared(row, q), default=None)
        found = ours if ours is not None and _shared(row, ours) >= LEAST_SHARED else None
        if found is not None:
            left.remove(found)
        pairs.append((row, found))
    return pairs, left


def _shared(gold: Json, ours: Question) -> float:
    [[start, end]], span = gold["spans"][:1], ours.span
    if span is None:
        return 0.0
    return float((min(end, span.end) - max(start, span.start)) / min(end - start, span.end - span.start))


def is_deadline_right(gold: Json, question: Question, opens: datetime.date) -> bool:
    [*closes] = {draft.closes.isoformat() for draft in drafts_of(question, opens)}
    return closes == [gold["by"]] if "by" in gold else len(closes) == len(HORIZONS)


def read(source: Path, split: str) -> Iterator[tuple[Json, Dossier, datetime.date]]:
    if source.is_dir():
        rows = [compiled(dispatch) for dispatch in read_corpus(source) if dispatch.split == split]
        rows = [row for row in rows if any(q["kind"] == "predictive" for q in row["questions"])]
    else:
        rows = [compiled(passage) for passage in read_question_passages(source, split)]
    days = [datetime.date.fromisoformat(row.get("published", STAND_IN)) for row in rows]
    documents = [document_of(row, day) for row, day in zip(rows, days, strict=True)]
    yield from zip(rows, make_dossiers(documents), days, strict=True)


def document_of(row: Json, day: datetime.date) -> Document:
    when = day_when(day, Basis.STATED, Evidence(None, "given", "given by the corpus"))
    name = make_id("doc", row["id"], row["text"])
    return Document(name, row["text"], row.get("title"), None, None, when, None, "en", "0" * 64, ())


def show(question: Question | None, opens: datetime.date) -> None:
    if question is None:
        return
    drafts = drafts_of(question, opens)
    print("    ours:", question.text, "|", drafts[0].pattern if drafts else None)
    for draft in drafts:
        print(f"      {draft.closes} {draft.text} | {draft.criterion} | {draft.sources}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--split", choices=("train", "dev", "test"), default="dev")
    parser.add_argument("--show", action="store_true", help="print what is wrong, and what the gold has not")
    options = parser.parse_args()
    if options.corpus.is_file() and not options.corpus.read_text(encoding="utf-8").startswith(PASSAGES):
        tell(options.corpus)
        return
    tally = Tally()
    for row, dossier, day in read(options.corpus, options.split):
        pairs, left = pairs_of([q for q in row["questions"] if q["kind"] == "predictive"], dossier)
        tally.beyond += len(left)
        for gold, ours in pairs:
            verdict = tally.judge(gold, ours, row, day)
            if options.show and verdict != "right":
                marked = {k: v for k, v in gold.items() if k in ("type", "source", "target", "by")}
                print(f"\n{row['id']} {verdict}: {marked} {around(row['text'], *gold['spans'][0])}")
                show(ours, day)
        for question in left if options.show else ():
            print(f"\n{row['id']} not in the gold: {question.text}")
    tally.report(options.split)


def tell(path: Path) -> None:
    """The predictive questions of a plain text, each with its drafts."""
    dossier = dragoman.read(path)
    published = dossier.document.published
    day = published.first if published and published.first else datetime.date.fromisoformat(STAND_IN)
    for question in (q for q in dossier.questions if q.kind is QuestionKind.PREDICTIVE):
        print("yes" if is_resolvable(question, drafts_of(question, day), day) else "no", question.text)
        show(question, day)


@dataclass
class Tally:
    """What came of the questions of the gold, and how many of ours it has not."""

    verdicts: Counter[str] = field(default_factory=Counter)
    resolvable: int = 0
    deadlines: int = 0
    timed: int = 0
    beyond: int = 0
    given: int = 0
    given_right: int = 0

    def judge(self, gold: Json, ours: Question | None, row: Json, day: datetime.date) -> str:
        verdict, can_be_resolved = judged(gold, ours, row, day)
        self.verdicts[verdict] += 1
        self.resolvable += can_be_resolved
        on_time = ours is not None and is_deadline_right(gold, ours, day)
        self.deadlines += on_time
        self.timed += "by" in gold
        given = ours is not None and ours.pattern is not None and ours.pattern.type is not None
        self.given += given
        self.given_right += given and verdict == "right" and bool(gold.get("type"))
        return "right, but for its deadline" if verdict == "right" and "by" in gold and not on_time else verdict

    def report(self, split: str) -> None:
        asked = max(self.verdicts.total(), 1)
        found = asked - self.verdicts["not found"]
        right = self.verdicts["right"]
        for name, n in (
            ("found", found),
            ("resolvable", self.resolvable),
            ("deadline", self.deadlines),
            ("pattern by its words", right + self.verdicts["side open"]),
            ("pattern", right),
        ):
            if name == "deadline" and not self.timed:
                continue
            print(f"{split}: {name}: {n} of {asked}: {n / asked:.3f}")
        print(
            f"{split}: patterns given: {self.given_right} of {self.given}: {self.given_right / max(self.given, 1):.3f}"
        )
        print(f"{split}: precision: {found} of {found + self.beyond}: {found / max(found + self.beyond, 1):.3f}")
        print(", ".join(f"{name} {n}" for name, n in self.verdicts.most_common() if name != "right"))


if __name__ == "__main__":
    main()
