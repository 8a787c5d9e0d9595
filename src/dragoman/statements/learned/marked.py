"""Texts with marked attributions, to learn from: PolNeAR's layout and the dispatches of the corpus.

PolNeAR's layout: ``DIR/text/ID.txt`` holds a text, ``DIR/attributions/ID_ANNOTATOR.ann`` its brat standoff; of several
annotators the alphabetically first counts. Dispatches: ``DIR/NNNN-some-words.txt`` with the marks in the text, of which
the training part is read (``corpus/CODEBOOK.md``). Offsets are code points of the text as it is.
"""

from __future__ import annotations

import glob
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from dragoman.errors import SourceError
from dragoman.intake.plain import as_written
from dragoman.reading.reader import load_reader
from dragoman.reading.reading import Reading
from dragoman.records import Span

BOUND = re.compile(r"(T\d+)\t([\w-]+) ([\d; ]+)(?:\t|$)")
EVENT = re.compile(r"E\d+\t(.+)")
# Further pieces of a role are numbered: Content2, Source2.
ROLE = re.compile(r"(Source|Cue|Content)\d*")
DISPATCH = re.compile(r"(\d{4})-[\w-]+")
BRACE = re.compile(r"\{(\w+)[^|{}]*\||\}")
LETTERS = {"s": "Source", "q": "Cue", "c": "Content"}
SPEAKER = re.compile(r"^(S\d+) .*?\bspeaker=(A\d+)", re.MULTILINE)
# Of twenty consecutive dispatches the first fourteen are for training.
CYCLE, TRAINING = 20, 14
Tokens = frozenset[int]
Roles = dict[str, list[Span]]


@dataclass(frozen=True, slots=True)
class Gold:
    """A marked attribution as the words of its three parts; source and cue may be empty."""

    source: Tokens
    cue: Tokens
    content: Tokens


@dataclass(frozen=True, slots=True)
class Page:
    """A text and the spans of each attribution marked in it, by role."""

    name: str
    text: str
    attributions: tuple[Roles, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A page as it is read: what is marked in it, and whether pages like it mark attributions inside others too."""

    name: str
    reading: Reading
    golds: tuple[Gold, ...]
    nested: bool

    @property
    def words(self) -> int:
        return len(self.reading.text.split())


# -- pages -----------------------------------------------------------------------------------------------------


def read_folder(folder: Path) -> list[Page]:
    """The pages of a folder in either layout, by name. Raises SourceError where it holds none."""
    if (folder / "text").is_dir():
        texts, notes = sorted((folder / "text").glob("*.txt")), folder / "attributions"
        pages = [_with_standoff(path, notes) for path in texts]
    else:
        paths = [path for path in sorted(folder.glob("*.txt")) if DISPATCH.fullmatch(path.stem)]
        pages = [_dispatch(path) for path in paths if int(path.stem[:4]) % CYCLE < TRAINING]
    if not any(page.attributions for page in pages):
        raise SourceError(
            f"{folder} holds no marked texts. Name a folder with text/*.txt and attributions/*.ann (PolNeAR's layout), "
            "or one of dispatches (0017-some-words.txt)."
        )
    return pages


def digest_of(pages: Iterable[Page]) -> str:
    """A hash of texts and marks, by which the same training material is known again."""
    parts = (f"{page.name}\n{page.text}\n{[sorted(roles.items()) for roles in page.attributions]}\n" for page in pages)
    return sha256("".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _with_standoff(path: Path, folder: Path) -> Page:
    notes = sorted(folder.glob(f"{glob.escape(path.stem)}_*.ann"))
    return Page(path.stem, written(path), tuple(read_standoff(written(notes[0]))) if notes else ())


def written(path: Path) -> str:
    """A file with its line ends untouched, so that offsets hold. Raises SourceError where it is no UTF-8."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path} cannot be read as UTF-8 text ({error}).") from error


def read_standoff(standoff: str) -> Iterator[Roles]:
    """The attributions of a standoff file that have a content."""
    spans: dict[str, list[Span]] = {}
    events = []
    for line in standoff.split("\n"):
        if bound := BOUND.match(line):
            spans[bound[1]] = [Span(*map(int, piece.split())) for piece in bound[3].split(";")]
        elif event := EVENT.match(line):
            events.append(event[1])
    for event_line in events:
        roles: Roles = {}
        for role, _, reference in (part.partition(":") for part in event_line.split()):
            if (named := ROLE.fullmatch(role)) and reference in spans:
                roles.setdefault(named[1], []).extend(spans[reference])
        if "Content" in roles:
            yield roles


def _dispatch(path: Path) -> Page:
    """A dispatch without its marks, and the statements marked in it."""
    _, found, rest = written(path).partition("--- text\n")
    body, _, rest = rest.partition("--- tail\n")
    _, _, lines = rest.partition("--- marks\n")
    if not found or not lines:
        raise SourceError(f"{path} is no dispatch: it needs the lines '--- text', '--- tail' and '--- marks'.")
    text, marks = _without_marks(body.strip("\n"))
    records: dict[str, Roles] = {}
    mentions: dict[str, list[Span]] = {}
    for label, span in marks:
        if label[0] == "S" and label[-1] in LETTERS:
            records.setdefault(label[:-1], {}).setdefault(LETTERS[label[-1]], []).append(span)
        elif label[0] == "A":
            mentions.setdefault(label, []).append(span)
    for record, speaker in SPEAKER.findall(lines):
        if record in records and "Source" not in records[record]:
            records[record] |= _understood(records[record], mentions.get(speaker, []), text)
    return Page(path.stem, text, tuple(roles for roles in records.values() if "Content" in roles))


def _without_marks(marked: str) -> tuple[str, list[tuple[str, Span]]]:
    """The plain text, and the label and place of each mark."""
    pieces: list[str] = []
    open_marks: list[tuple[str, int]] = []
    found: list[tuple[str, Span]] = []
    length = at = 0
    for brace in BRACE.finditer(marked):
        pieces.append(marked[at : brace.start()])
        length += len(pieces[-1])
        at = brace.end()
        if brace[1]:
            open_marks.append((brace[1], length))
        elif open_marks:
            label, start = open_marks.pop()
            found.append((label, Span(start, length)))
    return "".join([*pieces, marked[at:]]), found


def _understood(roles: Roles, mentions: list[Span], text: str) -> Roles:
    """ "He denied it and warned that …": the last mention of the speaker before the cue of the second statement.

    The dispatches leave such a source unmarked; PolNeAR marks the shared words.
    """
    cue = min(span.start for span in roles.get("Cue", roles["Content"]))
    before = [span for span in mentions if span.end <= cue and "\n" not in text[span.end : cue]]
    return {"Source": [max(before, key=lambda span: span.end)]} if before else {}


# -- pages as readings -----------------------------------------------------------------------------------------


def read_pages(pages: Sequence[Page], done: Callable[[], None] = lambda: None) -> list[Marked]:
    """The pages parsed, their marks as words; ``done`` is called after each."""
    found: list[Marked] = []
    readings = load_reader().read(as_written(page.text, name=page.name) for page in pages)
    for page, reading in zip(pages, readings, strict=True):
        golds = tuple(_gold(reading, roles) for roles in page.attributions)
        golds = tuple(gold for gold in golds if gold.content)
        found.append(Marked(page.name, reading, golds, nested=False))
        done()
    nested = any(len(outermost(document.golds)) < len(document.golds) for document in found)
    return [replace(document, nested=nested) for document in found]


def _gold(reading: Reading, roles: Roles) -> Gold:
    parts = {role: {t for span in spans for t in _touched(reading, span)} for role, spans in roles.items()}
    cue = frozenset(parts.get("Cue", ()))
    return Gold(words_among(reading, parts.get("Source", ())), cue, words_among(reading, parts.get("Content", ())))


def _touched(reading: Reading, span: Span) -> range:
    """The tokens a span overlaps: marks may begin or end inside a token."""
    tokens = reading.tokens_in(span)
    first = reading.token_at(span.start)
    return range(tokens.start if first is None else first, tokens.stop)


def words_among(reading: Reading, tokens: Iterable[int]) -> Tokens:
    return frozenset(t for t in tokens if is_word(reading, t))


def is_word(reading: Reading, i: int) -> bool:
    word = reading.words[i]
    return word[0].isalnum() or word[-1].isalnum()


def outermost(golds: Sequence[Gold]) -> list[Gold]:
    """The attributions whose cue stands in no other's content."""
    return [gold for gold in golds if not any(gold.cue & other.content for other in golds if other is not gold)]


def dice(a: Tokens, b: Tokens) -> float:
    """How much two sets of words share, from 0 to 1."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def cue_head(reading: Reading, cue: Tokens) -> int | None:
    """The token of a cue that stands for it: its highest, verbs and nouns before other words."""
    tops = [t for t in sorted(cue) if reading.heads[t] == t or reading.heads[t] not in cue]
    return min(tops, key=lambda t: (not reading.is_verb(t), reading.tags[t][0] != "N", t), default=None)
