"""What a cue's source and content may be: stretches of words the parse, the quotation marks and the commas suggest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.standoff import is_word
from dragoman.codes import Act, Hedge
from dragoman.reading.reading import Reading
from dragoman.statements.candidates import Content, Run, Source, runs_of
from dragoman.statements.cues import Cue, Kind, verb_group
from dragoman.statements.lexicon import Row
from dragoman.statements.quotations import Quotations

Runs = tuple[Run, ...]
# A cue that may stand with anything: what it takes is learned, not looked up.
ANY = Row("", Act.SAY, frozenset(("clause", "quote")), False, Hedge.NONE, False)
GROUP = frozenset(("aux", "auxpass", "neg", "prt", "punct", "cc", "mark"))
CUTS = frozenset((",", ";", "—", "–", "--", "and", "but", "while", "as", "when", "after"))
# Trailing and leading parts of a phrase that a source may go without.
LOOSE = frozenset(("relcl", "appos", "acl", "advcl", "parataxis", "ccomp", "conj", "cc", "prep"))
FAR = 40
CLIMB = 4
MOST_CUTS = 3
MOST_CHILDREN = 6
LONGEST_SENTENCE = 400


def cue_of(reading: Reading, i: int) -> Cue:
    """The cue that token ``i`` heads, widened by rule: auxiliaries, negation and particle; "according to"."""
    first, last = verb_group(reading, i) if reading.is_verb(i) else (i, i)
    if reading.lower[i] == "according" and i + 1 < len(reading) and reading.lower[i + 1] == "to":
        last = i + 1
    return Cue(i, Kind.COLON if reading.words[i] == ":" else Kind.VERB, (ANY,), first, last)


def trimmed(reading: Reading, run: Run) -> Run | None:
    """A run from its first to its last word."""
    words = [t for t in (run[0], run[1]) if is_word(reading, t)]
    if len(words) == 2:
        return run
    inner = [t for t in range(run[0], run[1] + 1) if is_word(reading, t)]
    return (inner[0], inner[-1]) if inner else None


# -- sources ---------------------------------------------------------------------------------------------------


def sources_of(reading: Reading, cue: Cue) -> list[tuple[int, Run, str]]:
    """The noun phrases about a cue: head, extent and how the extent was taken; none inside the cue."""
    sentence = reading.sentence_of(cue.head)
    found: dict[Run, tuple[int, Run, str]] = {}
    for i in range(max(sentence.start, cue.first - FAR), min(sentence.stop, cue.last + FAR)):
        if cue.first <= i <= cue.last or not (reading.is_nominal(i) or reading.tags[i] in ("JJ", "PRP$", "WDT")):
            continue
        if reading.deps[i] in ("compound", "det", "nummod", "quantmod"):
            continue
        for kind, extent in _extents(reading, cue, i):
            run = trimmed(reading, extent)
            if run is not None and not (run[0] <= cue.last and cue.first <= run[1]):
                found.setdefault(run, (i, run, kind))
    return list(found.values())


def _extents(reading: Reading, cue: Cue, i: int) -> Iterator[tuple[str, Run]]:
    if reading.tags[i] in ("PRP", "PRP$", "WP", "WDT", "JJ"):
        yield "word", (i, i)
        return
    tokens = [t for t in reading.subtree(i) if t < cue.first] if i < cue.first else reading.subtree(i)
    yield "whole", (tokens[0], tokens[-1])
    near = [t for c in reading.children[i] if reading.deps[c] not in LOOSE for t in reading.subtree(c)]
    yield "bare", (min([i, *near]), max([i, *near]))
    for c in reading.children[i]:
        if c > i and reading.deps[c] in ("relcl", "acl", "advcl", "ccomp", "parataxis", "conj", "cc"):
            yield f"to-{reading.deps[c]}", (tokens[0], max(i, reading.subtree(c)[0] - 1))
            break


# -- contents --------------------------------------------------------------------------------------------------


class Contents:
    """The candidates for the content of a cue, each with the ways in which it was found."""

    def __init__(self, reading: Reading, quotations: Quotations, cue: Cue, source: Source | None) -> None:
        self.reading = reading
        self.quotations = quotations
        self.cue = cue
        self.source = source
        self.sentence = reading.sentence_of(cue.head)
        self.blocked = set(range(cue.first, cue.last + 1))
        self.first, self.last = cue.first, cue.last
        if source is not None:
            self.blocked |= set(range(source.first, source.last + 1))
            if source.last < cue.first and cue.first - source.last <= MOST_CUTS:
                self.first = source.first
            elif source.first > cue.last and source.first - cue.last <= MOST_CUTS:
                self.last = source.last
        self.found: dict[Runs, list[str]] = {}
        if len(self.sentence) <= LONGEST_SENTENCE:
            self._walk()

    def _walk(self) -> None:
        self._children()
        self._grandchildren()
        self._ancestors()
        self._sides()
        self._quotes()
        self._widened()

    def _add(self, kind: str, tokens: Sequence[int]) -> Runs | None:
        runs = tuple(run for raw in runs_of(sorted({*tokens} - self.blocked)) if (run := trimmed(self.reading, raw)))
        if not runs:
            return None
        kinds = self.found.setdefault(runs, [])
        if kind not in kinds:
            kinds.append(kind)
        return runs

    def _add_with_cuts(self, kind: str, tokens: Sequence[int]) -> None:
        """A stretch and its beginnings up to the first and last places where a comma or the like might end it."""
        runs = self._add(kind, tokens)
        if runs is None:
            return
        first, last = runs[-1]
        cuts = [t for t in range(first + 2, last) if self.reading.lower[t] in CUTS]
        for cut in dict.fromkeys([*cuts[:MOST_CUTS], *cuts[-MOST_CUTS:]]):
            self._add(f"{kind}-cut", [t for t in tokens if t < cut])

    def _children(self) -> None:
        reading, cue = self.reading, self.cue
        right = []
        for c in reading.children[cue.head]:
            if reading.deps[c] in GROUP or c in self.blocked:
                continue
            tokens = reading.subtree(c)
            self._add_with_cuts(f"child-{reading.deps[c]}", tokens)
            if c > cue.last:
                right.append(c)
                start = next((t for t in tokens if t not in self.blocked), tokens[-1])
                self._add(f"from-{reading.deps[c]}", range(start, self.sentence.stop))
            else:
                self._add(f"up-from-{reading.deps[c]}", range(tokens[0], self.first))
        self._spans(right[:MOST_CHILDREN])

    def _spans(self, right: list[int]) -> None:
        """Neighbouring dependents to the right together, and each with the subject ("X is expected | to leave")."""
        reading = self.reading
        subject = reading.child(self.cue.head, "nsubj", "nsubjpass")
        for at, c in enumerate(right):
            tokens = reading.subtree(c)
            for d in right[at + 1 :]:
                last = reading.subtree(d)[-1]
                self._add(f"span-{reading.deps[c]}-{reading.deps[d]}", range(tokens[0], last + 1))
            if subject is not None and subject not in self.blocked:
                self._add(f"subject-{reading.deps[c]}", [*reading.subtree(subject), *tokens])

    def _grandchildren(self) -> None:
        reading = self.reading
        for c in reading.children[self.cue.head]:
            if reading.deps[c] in ("prep", "dobj", "attr", "acomp", "xcomp", "agent", "dative", "pobj", "nsubj"):
                for d in reading.children[c]:
                    if reading.deps[d] not in GROUP and reading.deps[d] not in ("det", "amod", "compound", "poss"):
                        self._add_with_cuts(f"{reading.deps[c]}-{reading.deps[d]}", reading.subtree(d))

    def _ancestors(self) -> None:
        reading = self.reading
        path, below = "", self.cue.head
        for above in reading.ancestors(self.cue.head)[:CLIMB]:
            path += f"-{reading.deps[below]}"
            own = set(reading.subtree(below))
            whole = reading.subtree(above)
            self._add(f"around{path}", [t for t in whole if t not in own])
            self._add(f"all{path}", whole)
            for c in reading.children[above]:
                if c != below and reading.deps[c] not in GROUP and reading.deps[c] not in ("det", "compound"):
                    self._add_with_cuts(f"beside{path}-{reading.deps[c]}", reading.subtree(c))
            below = above

    def _sides(self) -> None:
        before, after = range(self.sentence.start, self.first), range(self.last + 1, self.sentence.stop)
        self._add("before", before)
        self._add_with_cuts("after", after)
        self._add("both", [*before, *after])
        for clause in self.reading.children_by(self.cue.head, "ccomp", "advcl", "parataxis"):
            own = set(self.reading.subtree(self.cue.head)) - set(self.reading.subtree(clause))
            self._add("but-own", [t for t in self.sentence if t not in own])

    def _quotes(self) -> None:
        at = self.quotations.at
        ids = [k for k in dict.fromkeys(at[self.sentence.start : self.sentence.stop]) if k >= 0]
        home = at[self.cue.head]
        outside = [self.quotations.quotes[k][1] for k in ids if k != home]
        for first, last in outside:
            side = "before" if last < self.cue.head else "after"
            self._add(f"quote-{side}", range(first, last + 1))
            self._add(f"from-quote-{side}", range(first, self.first if side == "before" else self.sentence.stop))
        if len(outside) > 1:
            self._add("quotes", [t for first, last in outside for t in range(first, last + 1)])
        for side, i in (("next", self.sentence.stop), ("last", self.sentence.start - 1)):
            if 0 <= i < len(at):
                other = self.reading.sentence_of(i)
                self._add(f"{side}-sentence", other)
                if at[i] >= 0 and at[i] != home:
                    first, last = self.quotations.quotes[at[i]][1]
                    self._add(f"{side}-quote", range(first, last + 1))

    def _widened(self) -> None:
        """Candidates carried on through the quotations they touch, over sentences and paragraphs."""
        cue = self.cue
        for content in self.quotations.contents_beside(cue, self.source):
            runs = self.quotations.widened(cue, content, self.source)
            self._add(f"speech-{content.rule}", [t for a, b in runs for t in range(a, b + 1)])
        for runs, kinds in list(self.found.items()):
            if all(self.quotations.at[t] < 0 for run in runs for t in run):
                continue
            content = Content(runs, ANY, 1.0, "quote-before", cue.last)
            wide = self.quotations.widened(cue, content, self.source)
            self._add(f"wide-{kinds[0].split('-')[0]}", [t for a, b in wide for t in range(a, b + 1)])
