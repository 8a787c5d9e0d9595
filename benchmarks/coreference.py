"""Pronouns against GUM: is the token we link to inside a mention of the same entity?

    python -m benchmarks.coreference CONLLU… [--kind news --kind interview --kind speech] [--show N]

Prints, by group of pronouns, how many were linked, and precision and recall of the links over all pronouns that the
gold marks as referring back.

Then the same for speakers alone: pronouns (he, she, they, it, we, I, who) that are the whole source of a statement we
find and that the gold marks as a mention. One is resolved where the statement has a speaker; it is right where the
mention that this speaker was read from stands in the gold's entity of the pronoun. That mention is what the pronoun
refers back to; of "I" and "we" in a quotation it is the source of the statement around them. Precision is right over
resolved, recall right over all.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.actors.cast import Cast
from dragoman.places.find import find_places
from dragoman.reading.coreference import FEMININE, MASCULINE, NEUTER, PLURAL, antecedent_of
from dragoman.reading.reader import load_reader
from dragoman.reading.reading import Reading
from dragoman.records import Document, Span, Statement, make_id
from dragoman.statements.find import find_statements

GROUPS = {"he/she": MASCULINE | FEMININE, "they": PLURAL, "it": NEUTER}
FIRST = frozenset(("i", "we"))
SPEAKERS = {"he": "he/she", "she": "he/she", "they": "they", "it": "it", "i": "I", "we": "we", "who": "who"}
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


def score_speakers(gold: Gold, reading: Reading, counts: Counter[tuple[str, str]]) -> Iterator[str]:
    """Counts the pronoun speakers of statements, resolved and right; yields a line for each wrong one."""
    statements = find_statements(reading, [], Cast(reading, find_places(reading)))
    by_id = {statement.id: statement for statement in statements}
    for statement in statements:
        pronoun = _sole_word(reading, statement.source)
        group = SPEAKERS.get(reading.lower[pronoun]) if pronoun is not None else None
        if pronoun is None or group is None or (own := gold.single.get(reading.starts[pronoun])) is None:
            continue
        counts[group, "all"] += 1
        found = _read_from(reading, statement, by_id) if statement.speaker is not None else None
        if found is None:
            continue
        right = own in _around(gold, found.start)
        counts[group, "right" if right else "wrong"] += 1
        if not right:
            words = found.text_of(reading.text)
            said = reading.words_of((*statement.source, *statement.cue, *statement.content))
            yield f"{gold.name} [{reading.words[pronoun]} -> {words}] {said}"


def _sole_word(reading: Reading, source: tuple[Span, ...]) -> int | None:
    tokens = [i for span in source for i in reading.tokens_in(span)]
    return tokens[0] if len(tokens) == 1 else None


def _read_from(reading: Reading, statement: Statement | None, by_id: dict[str, Statement]) -> Span | None:
    """The mention that the speaker of a statement was read from, a pronoun followed to what it refers to."""
    while statement is not None and (word := _sole_word(reading, statement.source)) is not None:
        if reading.lower[word] not in FIRST:
            found = antecedent_of(reading, word) if reading.lower[word] in SPEAKERS else word
            return reading.span(found, found) if found is not None else None
        statement = by_id.get(statement.outer or "")
    if statement is None or not statement.source:
        return None
    # The last word but for its marks: the head of a name, and inside the mention of a longer phrase as well.
    tokens = reading.tokens_in(statement.source[0])
    heads = [i for i in tokens if reading.heads[i] not in tokens or reading.heads[i] == i]
    return reading.span(heads[0], heads[0]) if heads else None


def print_groups(groups: Iterable[str], counts: Counter[tuple[str, str]]) -> None:
    for group in groups:
        right, wrong, total = (counts[group, key] for key in ("right", "wrong", "all"))
        precision = right / max(1, right + wrong)
        print(
            f"{group}: linked {right + wrong} of {total}, precision {precision:.3f}, recall {right / max(1, total):.3f}"
        )


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
    speakers: Counter[tuple[str, str]] = Counter()
    lines: list[str] = []
    for gold, reading in zip(golds, load_reader().read(documents), strict=True):
        lines.extend(score(gold, reading, counts))
        lines.extend(f"speaker {line}" for line in score_speakers(gold, reading, speakers))
    for line in lines[: options.show]:
        print(line)
    print_groups(GROUPS, counts)
    for key in ("right", "wrong", "all"):
        speakers["together", key] = sum(n for (_, kind), n in speakers.items() if kind == key)
    print("speakers:")
    print_groups((*dict.fromkeys(SPEAKERS.values()), "together"), speakers)


if __name__ == "__main__":
    main()
