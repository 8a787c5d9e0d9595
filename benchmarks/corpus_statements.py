"""Speakers and fields of the statements we find, against the dispatch corpus.

    python -m benchmarks.corpus_statements corpus/dispatches [--split dev] [--show FIELD] [--kinds]

A statement of the gold counts as found where one of ours overlaps both its cue and its content; pairs are made one to
one, the largest shared content first. Over the found ones: the share of right speakers, the share of right values of
each field, and its macro-F1 over the values that the gold holds. A speaker is right where none is given and none is
found, or where ours is the actor that the text's own marks mean: its name agrees with the gold's name (the words of one
are all in the other, countries not at odds), or, of an actor the text gives no proper name, with the words of one of
its mentions; or ours is the actor we see where the gold's fullest mention stands. A person with a name is right by that
name only, a country only as that country: "the minister" for one who is named elsewhere is wrong.
"""

from __future__ import annotations

import argparse
import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.actors.cast import Cast
from dragoman.actors.tables import fold
from dragoman.codes import Basis
from dragoman.places.find import find_places
from dragoman.reading.reader import load_reader
from dragoman.reading.reading import Reading
from dragoman.records import Actor, Document, Evidence, Span, Statement, day_when
from dragoman.statements.find import find_statements
from dragoman.times.find import find_times
from dragoman_corpus.compile import form_of
from dragoman_corpus.dispatch import Dispatch, read_corpus
from dragoman_corpus.schema import LAYERS
from dragoman_corpus.validate import innermost

EMPTY = frozenset(("the", "a", "an", "of", "s", "mr", "mrs", "ms", "dr", "and", "in", "for", "at", "who"))
PRONOUNS = frozenset(("he", "she", "they", "it", "who", "we", "i", "you", "his", "her", "its", "their", "our", "my"))
NOBODY = ("nobody", "somebody", "no one", "anybody", "everybody")
WORD = re.compile(r"[^\W_]+")
POSSESSIVE = re.compile(r"[’']s?\b")


@dataclass(frozen=True, slots=True)
class Gold:
    """A marked statement: its spans, its fields by name, and its speaker, addressee and enclosing statement."""

    id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    fields: dict[str, str]
    speaker: str | None
    addressee: str | None
    outer: str | None


@dataclass
class Tally:
    """Counts of right answers, and of pairs of gold and found value for each field."""

    gold: int = 0
    ours: int = 0
    found: int = 0
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    pairs: dict[str, Counter[tuple[str, str]]] = field(default_factory=dict)

    def answer(self, name: str, right: bool) -> None:
        self.asked[name] += 1
        self.right[name] += right

    def pair(self, name: str, gold: str, ours: str) -> None:
        self.pairs.setdefault(name, Counter())[gold, ours] += 1
        self.answer(name, gold == ours)


OURS: dict[str, Callable[[Statement], str]] = {
    "hedge": lambda s: s.reporting_hedge.value,
    "grade": lambda s: s.source_grade.value,
    "status": lambda s: s.status.value,
    "act": lambda s: s.act.value,
    "form": lambda s: s.form.value,
    "modality": lambda s: s.modality.value,
}


def statements_of(dispatch: Dispatch) -> list[Gold]:
    """The marked statements of a dispatch, defaults filled in."""
    marked = dispatch.marked
    ids = sorted({m.record for m in marked.marks if m.record[0] == "S"}, key=lambda r: int(r[1:]))
    contents = {r: marked.spans(r, "c") for r in ids}
    golds = []
    for record in ids:
        own = LAYERS["S"].defaults | marked.attributes.get(record, {})
        first = contents[record][0]
        others = {r: s for r, s in contents.items() if r != record and (first not in s or int(r[1:]) < int(record[1:]))}
        own["form"] = str(form_of(marked.text, contents[record]))
        source, cue = (marked.spans(record, role) for role in "sq")
        golds.append(
            Gold(
                *(record, source, cue, contents[record], own, own.get("speaker"), own.get("addressee")),
                innermost(others, first),
            )
        )
    return golds


def document_of(dispatch: Dispatch) -> Document:
    header = dispatch.header
    day = datetime.date.fromisoformat(header["published"]) if header.get("published") else None
    published = day_when(day, Basis.STATED, Evidence(None, "given", "given by the header")) if day else None
    title, byline, outlet = (header.get(key) for key in ("title", "byline", "outlet"))
    return Document(dispatch.id, dispatch.marked.text, title, byline, outlet, published, None, "en", "", ())


def shared_letters(ours: Iterable[Span], theirs: Iterable[Span]) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in ours for b in theirs)


def paired(golds: list[Gold], ours: list[Statement]) -> list[tuple[Gold, Statement]]:
    """Each marked statement with the one of ours that shares its cue and most of its content."""
    near = [
        (shared_letters(s.content, g.content), k, j)
        for k, g in enumerate(golds)
        for j, s in enumerate(ours)
        if shared_letters(s.cue, g.cue) and shared_letters(s.content, g.content)
    ]
    taken: dict[int, int] = {}
    for _, k, j in sorted(near, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if k not in taken and j not in taken.values():
            taken[k] = j
    return [(golds[k], ours[j]) for k, j in sorted(taken.items())]


class Judge:
    """Whether an actor of ours is the one a label of the gold means."""

    def __init__(self, dispatch: Dispatch, reading: Reading, cast: Cast) -> None:
        self.dispatch = dispatch
        self.reading = reading
        self.cast = cast
        self._ids: dict[str, set[str]] = {}

    def same(self, label: str | None, actor: Actor | None) -> bool:
        if label is None or actor is None:
            return actor is None and (label is None or self._is_nobody(label))
        own = self.dispatch.marked.attributes.get(label, {})
        country = own.get("country")
        if country is None or actor.country is None or country == actor.country:
            mine = words_of(actor.name)
            if any(theirs and mine and (theirs <= mine or mine <= theirs) for theirs in self._names_of(label)):
                return True
        return actor.id in self._seen_at(label)

    def _names_of(self, label: str) -> list[set[str]]:
        """The words of an actor's name and, where that is no proper name, of its mentions."""
        own = self.dispatch.marked.attributes.get(label, {})
        name = own.get("name", "")
        proper = own.get("kind") == "country" or (own.get("kind") == "person" and name[:1].isupper())
        if proper:
            return [words_of(name)]
        text = self.dispatch.marked.text
        mentions = [words_of(span.text_of(text)) - PRONOUNS for span in self.dispatch.marked.spans(label)]
        return [words_of(name), *mentions]

    def _is_nobody(self, label: str) -> bool:
        return self.dispatch.marked.attributes.get(label, {}).get("name", "").startswith(NOBODY)

    def _seen_at(self, label: str) -> set[str]:
        """The ids of what we see where the fullest mentions of an actor stand."""
        if label not in self._ids:
            name = words_of(self.dispatch.marked.attributes.get(label, {}).get("name", ""))
            spans = self.dispatch.marked.spans(label)
            texts = {span: words_of(span.text_of(self.dispatch.marked.text)) for span in spans}
            best = max((len(words & name) for words in texts.values()), default=0)
            fullest = [s for s, words in texts.items() if len(words & name) == best and not words <= PRONOUNS]
            seen = [self.cast.one(head) for s in fullest for head in self._heads(s)]
            self._ids[label] = {actor.id for actor in seen if actor is not None}
        return self._ids[label]

    def _heads(self, span: Span) -> list[int]:
        tokens = self.reading.tokens_in(span)
        return [i for i in tokens if self.reading.heads[i] not in tokens or self.reading.heads[i] == i][:1]


def words_of(name: str) -> set[str]:
    return {fold(word) for word in WORD.findall(POSSESSIVE.sub("", name))} - EMPTY


def score(dispatch: Dispatch, reading: Reading, tally: Tally) -> Iterator[tuple[str, str]]:
    """Counts one dispatch; yields field and line for each fault."""
    cast = Cast(reading, find_places(reading))
    ours = find_statements(reading, find_times(reading), cast)
    golds = statements_of(dispatch)
    judge = Judge(dispatch, reading, cast)
    pairs = paired(golds, ours)
    tally.gold += len(golds)
    tally.ours += len(ours)
    tally.found += len(pairs)
    partner = {s.id: g.id for g, s in pairs}
    names = dispatch.marked.attributes
    for gold, mine in pairs:
        where = _shown(dispatch, gold)
        for name, value in OURS.items():
            tally.pair(name, gold.fields[name], value(mine))
            if gold.fields[name] != value(mine):
                yield name, f"{gold.fields[name]} not {value(mine)}: {where}"
        for name, label, actors in (
            ("speaker", gold.speaker, (mine.speaker, *mine.co_speakers)),
            ("addressee", gold.addressee, (mine.addressee,)),
        ):
            labels = label.split(",") if label else [None]
            right = all(any(judge.same(one, actor) for actor in actors) for one in labels)
            if name == "speaker" or label or mine.addressee:
                tally.answer(name, right)
            if name == "speaker":
                _kind(tally, dispatch, gold, right)
            if not right:
                wanted = " + ".join(names.get(one or "", {}).get("name", "–") for one in labels)
                given = " + ".join(f"{a.name} [{a.evidence.rule}]" if a else "–" for a in actors)
                yield name, f"{wanted} not {given}: {where}"
        outer = partner.get(mine.outer or "", mine.outer)
        tally.answer("nesting", outer == gold.outer)
        if outer != gold.outer:
            yield "nesting", f"{gold.outer} not {outer}: {where}"


def _kind(tally: Tally, dispatch: Dispatch, gold: Gold, right: bool) -> None:
    words = " ".join(s.text_of(dispatch.marked.text) for s in gold.source).lower()
    if not words:
        kind = "no source words"
    elif words in PRONOUNS:
        kind = f"pronoun {words}"
    else:
        kind = gold.fields.get("grade", "none")
    tally.answer(f"speaker of {kind}", right)


def _shown(dispatch: Dispatch, gold: Gold) -> str:
    text = dispatch.marked.text
    spans = sorted((*gold.source, *gold.cue, *gold.content))
    start, end = max(0, spans[0].start - 60), spans[-1].end + 60
    cue = " … ".join(s.text_of(text) for s in gold.cue)
    source = " … ".join(s.text_of(text) for s in gold.source)
    return f"{dispatch.id} {gold.id} [{source} | {cue}] {text[start:end]!r}"


def macro_f1(pairs: Counter[tuple[str, str]]) -> tuple[float, dict[str, tuple[float, int]]]:
    """Mean F1 over the values the gold holds, and F1 with the number of gold rows by value."""
    values = sorted({gold for gold, _ in pairs})
    by_value = {}
    for value in values:
        right = pairs[value, value]
        theirs = sum(n for (gold, _), n in pairs.items() if gold == value)
        mine = sum(n for (_, ours), n in pairs.items() if ours == value)
        by_value[value] = (2 * right / (theirs + mine), theirs)
    return sum(f1 for f1, _ in by_value.values()) / max(1, len(by_value)), by_value


def print_tally(tally: Tally, kinds: bool) -> None:
    print(f"gold {tally.gold}, ours {tally.ours}, found {tally.found} ({tally.found / max(1, tally.gold):.3f})")
    for name in ("speaker", "addressee", "nesting", *OURS):
        print(f"{name}: right {tally.right[name] / max(1, tally.asked[name]):.3f} of {tally.asked[name]}", end="")
        if name in tally.pairs:
            mean, by_value = macro_f1(tally.pairs[name])
            print(f", macro-F1 {mean:.3f} (", end="")
            print(", ".join(f"{value} {f1:.2f}/{n}" for value, (f1, n) in by_value.items()), end=")")
        print()
    for name in sorted(n for n in tally.asked if kinds and n.startswith("speaker of")):
        print(f"  {name}: {tally.right[name] / tally.asked[name]:.3f} of {tally.asked[name]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--split", default="dev", choices=("train", "dev", "test"))
    parser.add_argument("--show", action="append", default=[], help="print the faults of a field")
    parser.add_argument("--kinds", action="store_true", help="speakers by kind of source")
    options = parser.parse_args()
    dispatches = [d for d in read_corpus(options.folder) if d.split == options.split]
    tally = Tally()
    for dispatch, reading in zip(dispatches, load_reader().read(map(document_of, dispatches)), strict=True):
        for name, line in score(dispatch, reading, tally):
            if name in options.show:
                print(f"{name}: {line}")
    print_tally(tally, options.kinds)


if __name__ == "__main__":
    main()
