"""Texts with marked attributions in PolNeAR's layout, as readings with gold tokens.

``ROOT/data/SPLIT/text/ID.txt`` holds a text, ``ROOT/data/SPLIT/attributions/ID_ANNOTATOR.ann`` its brat standoff; of
several annotators the alphabetically first counts. Offsets are code points of the file as it is.
"""

from __future__ import annotations

import glob
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dragoman.intake.plain import as_written
from dragoman.reading.reader import load_reader
from dragoman.reading.reading import Reading
from dragoman.records import Span

BOUND = re.compile(r"(T\d+)\t([\w-]+) ([\d; ]+)(?:\t|$)")
EVENT = re.compile(r"E\d+\t(.+)")
# Further pieces of a role are numbered: Content2, Source2.
ROLE = re.compile(r"(Source|Cue|Content)\d*")
Tokens = frozenset[int]


@dataclass(frozen=True, slots=True)
class Gold:
    """A marked attribution as the words of its three parts; source and cue may be empty."""

    source: Tokens
    cue: Tokens
    content: Tokens


@dataclass(frozen=True, slots=True)
class Marked:
    """A text as it is read, with what is marked in it and the number of its words between white space."""

    name: str
    reading: Reading
    golds: tuple[Gold, ...]
    words: int


def read_marked(root: Path, split: str, names: Sequence[str] | None = None) -> list[Marked]:
    """The texts of a split with their outermost attributions: PolNeAR marks none inside another."""
    folder = root / "data" / split
    paths = sorted((folder / "text").glob("*.txt"))
    if names is not None:
        paths = [path for path in paths if path.stem in set(names)]
    found = []
    for bare in read_texts(paths):
        notes = sorted((folder / "attributions").glob(f"{glob.escape(bare.name)}_*.ann"))
        golds = golds_of(bare.reading, written(notes[0])) if notes else []
        found.append(replace(bare, golds=tuple(outermost(golds))))
    return found


def read_texts(paths: Sequence[Path]) -> list[Marked]:
    """Texts as they are, with nothing marked."""
    texts = [written(path) for path in paths]
    readings = load_reader().read(as_written(text, name=path.stem) for path, text in zip(paths, texts, strict=True))
    return [
        Marked(path.stem, reading, (), len(text.split()))
        for path, text, reading in zip(paths, texts, readings, strict=True)
    ]


def written(path: Path) -> str:
    """A file with its line ends untouched, so that offsets hold."""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def golds_of(reading: Reading, standoff: str) -> list[Gold]:
    """The attributions of a standoff file that have a content."""
    spans: dict[str, list[Span]] = {}
    events = []
    for line in standoff.split("\n"):
        if bound := BOUND.match(line):
            spans[bound[1]] = [Span(*map(int, piece.split())) for piece in bound[3].split(";")]
        elif event := EVENT.match(line):
            events.append(event[1])
    golds = []
    for event_line in events:
        parts: dict[str, set[int]] = {"Source": set(), "Cue": set(), "Content": set()}
        for role, _, reference in (part.partition(":") for part in event_line.split()):
            if (named := ROLE.fullmatch(role)) and reference in spans:
                parts[named[1]] |= {t for span in spans[reference] for t in _touched(reading, span)}
        if content := _words(reading, parts["Content"]):
            golds.append(Gold(_words(reading, parts["Source"]), frozenset(parts["Cue"]), content))
    return golds


def _touched(reading: Reading, span: Span) -> range:
    """The tokens a span overlaps: marks may begin or end inside a token."""
    tokens = reading.tokens_in(span)
    first = reading.token_at(span.start)
    return range(tokens.start if first is None else first, tokens.stop)


def _words(reading: Reading, tokens: set[int]) -> Tokens:
    return frozenset(t for t in tokens if is_word(reading, t))


def is_word(reading: Reading, i: int) -> bool:
    word = reading.words[i]
    return word[0].isalnum() or word[-1].isalnum()


def outermost(golds: list[Gold]) -> list[Gold]:
    """The attributions whose cue stands in no other's content."""
    return [gold for gold in golds if not any(gold.cue & other.content for other in golds if other is not gold)]


def dice(a: Tokens, b: Tokens) -> float:
    """How much two sets of words share, from 0 to 1."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def cue_head(reading: Reading, cue: Tokens) -> int | None:
    """The token of a cue that stands for it: its highest, verbs and nouns before other words."""
    tops = [t for t in sorted(cue) if reading.heads[t] == t or reading.heads[t] not in cue]
    return min(tops, key=lambda t: (not reading.is_verb(t), reading.tags[t][0] != "N", t), default=None)
