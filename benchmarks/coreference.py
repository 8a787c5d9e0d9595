"""Pronouns against GUM: is the token we link to inside a mention of the same entity?

    python -m benchmarks.coreference CONLLU… [--kind news --kind interview] [--show N]

Prints, by group of pronouns, how many were linked, and precision and recall of the links over all pronouns that the
gold marks as referring back.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.reading.coreference import FEMININE, MASCULINE, NEUTER, PLURAL, antecedent_of
from dragoman.reading.reader import load_reader
from dragoman.reading.reading import Reading
from dragoman.records import Document, make_id

GROUPS = {"he/she": MASCULINE | FEMININE, "they": PLURAL, "it": NEUTER}
BRACKET = re.compile(r"\(([^()]+)(\)?)|([^()]+)\)")


@dataclass
class Gold:
    """A text with, for each of its words, start, end and the entities it stands in."""

    name: str
    text: str
    words: list[tuple[int, int, frozenset[str]]]
    single: dict[int, str]


def read_gold(path: Path) -> Gold:
    """A GUM document as running text with entity ids by word."""
    text = ""
    words: list[tuple[int, int, frozenset[str]]] = []
    single: dict[int, str] = {}
    open_now: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newpar") and text:
            text = text.rstrip() + "\n\n"
        columns = line.split("\t")
        if len(columns) != 10 or not columns[0].isdigit():
            continue
        misc = dict(part.split("=", 1) for part in columns[9].split("|") if "=" in part)
        opened, closed = _brackets(misc.get("Entity", ""))
        open_now.extend(opened)
        words.append((len(text), len(text) + len(columns[1]), frozenset(open_now)))
        single.update({len(text): entity for entity in opened if entity in closed})
        for entity in closed:
            if entity in open_now:
                del open_now[len(open_now) - 1 - open_now[::-1].index(entity)]
        text += columns[1] + ("" if misc.get("SpaceAfter") == "No" else " ")
    return Gold(path.stem, text, words, single)


def _brackets(cell: str) -> tuple[list[str], list[str]]:
    opened, closed = [], []
    for match in BRACKET.finditer(cell):
        if match.group(1):
            entity = match.group(1).split("-")[0]
            opened.append(entity)
            if match.group(2):
                closed.append(entity)
        else:
            closed.append(match.group(3).split("-")[0])
    return opened, closed


def _around(gold: Gold, start: int) -> frozenset[str]:
    return next((entities for first, last, entities in gold.words if first <= start < last), frozenset())


def score(gold: Gold, reading: Reading, counts: Counter[tuple[str, str]]) -> Iterator[str]:
    """Counts right, wrong and missed links; yields a line for each wrong one."""
    starts = {first for first, _, _ in gold.words}
    for i, word in enumerate(reading.lower):
        group = next((name for name, words in GROUPS.items() if word in words), None)
        if group is None or reading.starts[i] not in starts:
            continue
        own = gold.single.get(reading.starts[i])
        counts[group, "all"] += own is not None
        found = antecedent_of(reading, i)
        if found is None:
            continue
        right = own in _around(gold, reading.starts[found])
        counts[group, "right" if right else "wrong"] += 1
        if not right:
            sentence = reading.sentence_span(i).text_of(reading.text)
            yield f"{gold.name} [{word}@{i - reading.sentence_of(i).start} -> {reading.words[found]}] {sentence}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kind", action="append", default=None)
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args()
    kinds = options.kind or ["news", "interview"]
    golds = [read_gold(p) for k in kinds for p in sorted(options.folder.glob(f"GUM_{k}_*.conllu"))]
    documents = [Document(make_id("doc", g.text), g.text, None, None, None, None, None, "en", "", ()) for g in golds]
    counts: Counter[tuple[str, str]] = Counter()
    lines: list[str] = []
    for gold, reading in zip(golds, load_reader().read(documents), strict=True):
        lines.extend(score(gold, reading, counts))
    for line in lines[: options.show]:
        print(line)
    for group in GROUPS:
        right, wrong, total = (counts[group, key] for key in ("right", "wrong", "all"))
        precision = right / max(1, right + wrong)
        print(
            f"{group}: linked {right + wrong} of {total}, precision {precision:.3f}, recall {right / max(1, total):.3f}"
        )


if __name__ == "__main__":
    main()
