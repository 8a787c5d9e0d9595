"""What a cue's source and content may be: what the rules offer, and stretches that parse, quotes and commas suggest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.reading.reading import Reading
from dragoman.statements.candidates import Content, Run, Source, runs_of
from dragoman.statements.contents import contents_of
from dragoman.statements.cues import Cue
from dragoman.statements.learned.marked import is_word
from dragoman.statements.quotations import Quotations
from dragoman.statements.quotations import trimmed as without_marks
from dragoman.statements.sources import named_by, phrase_of
from dragoman.statements.sources import sources_of as ruled_sources

Runs = tuple[Run, ...]
GROUP = frozenset(("aux", "auxpass", "neg", "prt", "punct", "cc", "mark"))
CUTS = frozenset((",", ";", "—", "–", "--", "and", "but", "while", "as", "when", "after"))
INSIDE_PHRASE = frozenset(("compound", "det", "nummod", "quantmod"))
MODIFIERS = frozenset(("det", "amod", "compound", "poss"))
REACHED_THROUGH = frozenset(("prep", "dobj", "attr", "acomp", "xcomp", "agent", "dative", "pobj", "nsubj"))
WORDS = frozenset(("PRP", "PRP$", "WP", "WDT", "JJ"))
SOURCE_TAGS = frozenset(("NN", "NNS", "NNP", "NNPS", "PRP", "CD", "DT", "WP", "JJ", "PRP$", "WDT"))
POINTERS = frozenset(
    [
        "the",
        "a",
        "this",
        "that",
        "these",
        "following",
        "it",
        "so",
        "as",
        "much",
        "words",
        "statement",
        "remarks",
        "message",
    ]
)
# Verbs whose passive subject is the speaker ("was quoted as saying").
QUOTING = frozenset(("quote", "cite", "hear", "overhear", "record", "film"))
BESIDE = frozenset(("rule-quote-before", "rule-quote-after"))
# "To leave and, at once, disarm": no stretch ends right after such a word.
JOINS = frozenset(("and", "or", "but"))
FAR = 40
CLIMB = 3
# Further up the tree, what stands beside is hardly ever what is said.
NEAR = 2
MOST_CUTS = 3
MOST_CHILDREN = 6
LONGEST_SENTENCE = 400


@dataclass(eq=False, slots=True)
class Stretch:
    """A candidate for a content: the ways in which it was found, and the rule that offers it, if one does."""

    kinds: list[str]
    ruled: Content | None = None


def trimmed(reading: Reading, run: Run) -> Run | None:
    """A run from its first to its last word; the "and" on which another clause hangs is no part of it."""
    first, last = run
    while first <= last and not is_word(reading, first):
        first += 1
    while last >= first and (
        not is_word(reading, last) or (reading.lower[last] in JOINS and reading.quote_of[last] < 0)
    ):
        last -= 1
    return (first, last) if first <= last else None


# -- sources ---------------------------------------------------------------------------------------------------


def sources_about(reading: Reading, cue: Cue) -> list[tuple[Source, int]]:
    """The noun phrases about a cue, one for each head, with its rank among the rules' own, or -1."""
    found: dict[int, tuple[Source, int]] = {}
    for rank, source in enumerate(ruled_sources(reading, cue)):
        if source.last < cue.first or cue.last < source.first:
            found.setdefault(source.head, (source, rank))
    if any("seeming" in row.takes for row in cue.rows):
        return list(found.values())  # The subject of "seem" belongs to what seems.
    sentence = reading.sentence_of(cue.head)
    tags, deps = reading.tags, reading.deps
    for i in range(max(sentence.start, cue.first - FAR), min(sentence.stop, cue.last + FAR)):
        if tags[i] not in SOURCE_TAGS or deps[i] in INSIDE_PHRASE or cue.first <= i <= cue.last or i in found:
            continue
        if (deps[i] == "pobj" and _is_part_of_phrase(reading, cue, i)) or _is_spoken_of(reading, cue, i):
            continue
        run = trimmed(reading, _extent(reading, cue, i))
        if run is not None and (run[1] < cue.first or cue.last < run[0]):
            found[i] = (Source(i, named_by(reading, i), *run, 0.5, "parse"), -1)
    return list(found.values())


def _is_part_of_phrase(reading: Reading, cue: Cue, i: int) -> bool:
    """Whether a noun only describes another one ("the head of the agency"), the cue itself aside."""
    above = reading.heads[reading.heads[i]]
    return above != cue.head and reading.tags[above][0] == "N"


def _is_spoken_of(reading: Reading, cue: Cue, i: int) -> bool:
    """Whether a passive cue has the noun for its subject: "the envoy is believed to …" is said of him, not by him."""
    passive = reading.deps[i] == "nsubjpass" and reading.heads[i] == cue.head
    return passive and reading.lemma(cue.head) not in QUOTING


def _extent(reading: Reading, cue: Cue, i: int) -> Run:
    """The phrase of a noun, without the clause in which the cue stands."""
    if reading.tags[i] in WORDS:
        return i, i
    around = next((c for c in reading.children[i] if c > i and cue.head in (c, *reading.subtree(c))), -1)
    first, last = phrase_of(reading, i, around)
    return (first, min(last, cue.first - 1)) if i < cue.first else (max(first, cue.last + 1), last)


# -- contents --------------------------------------------------------------------------------------------------


class Stretches:
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
            self.blocked.update(range(source.first, source.last + 1))
            if source.last < cue.first and cue.first - source.last <= MOST_CUTS:
                self.first = source.first
            elif source.first > cue.last and source.first - cue.last <= MOST_CUTS:
                self.last = source.last
        self.found: dict[Runs, Stretch] = {}
        self._rules()
        if len(self.sentence) <= LONGEST_SENTENCE:
            self._walk()
        self._drop_pointers()

    def _rules(self) -> None:
        """What the rules offer for this source, best first."""
        offers = [
            *contents_of(self.reading, self.cue, self.source),
            *self.quotations.contents_beside(self.cue, self.source),
        ]
        for offer in sorted(offers, key=lambda content: -content.score):
            widened = self.quotations.widened(self.cue, offer, self.source)
            runs = tuple(run for raw in widened if (run := without_marks(self.reading, raw)) is not None)
            runs = tuple(run for raw in runs if (run := trimmed(self.reading, raw)) is not None)
            if runs and not any(b in self.blocked for run in runs for b in run):
                stretch = self.found.setdefault(runs, Stretch([], offer))
                kind = f"rule-{offer.rule}"
                if kind not in stretch.kinds:
                    stretch.kinds.append(kind)

    def _drop_pointers(self) -> None:
        """ "Issued the following statement: “…”": words that only point to a quotation that is a candidate too."""
        lower = self.reading.lower
        if not any(not BESIDE.isdisjoint(stretch.kinds) for stretch in self.found.values()):
            return
        for runs in list(self.found):
            (first, last), *more = runs
            opens = lower[first : first + 2] == ["the", "following"]
            if not more and (opens or all(lower[t] in POINTERS for t in range(first, last + 1))):
                del self.found[runs]

    def _walk(self) -> None:
        self._children()
        self._grandchildren()
        self._ancestors()
        self._sides()
        self._quotes()
        self._widened()

    def _add(self, kind: str, tokens: Sequence[int]) -> Runs | None:
        runs = tuple(run for raw in self._unblocked(tokens) if (run := trimmed(self.reading, raw)))
        if not runs:
            return None
        kinds = self.found.setdefault(runs, Stretch([])).kinds
        if kind not in kinds:
            kinds.append(kind)
        return runs

    def _unblocked(self, tokens: Sequence[int]) -> tuple[Run, ...]:
        """Tokens in text order as runs, without those of cue and source."""
        if not tokens:
            return ()
        if tokens[-1] - tokens[0] + 1 == len(tokens) and self.blocked.isdisjoint(tokens):
            return ((tokens[0], tokens[-1]),)
        return runs_of(sorted({t for t in tokens if t not in self.blocked}))

    def _add_with_cuts(self, kind: str, tokens: Sequence[int]) -> None:
        """A stretch and its beginnings up to the first and last places where a comma or the like might end it."""
        runs = self._add(kind, tokens)
        if runs is None:
            return
        first, last = runs[-1]
        lower = self.reading.lower
        cuts = [t for t in range(first + 2, last) if lower[t] in CUTS and lower[t - 2] not in JOINS]
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
            if reading.deps[c] in REACHED_THROUGH:
                for d in reading.children[c]:
                    if reading.deps[d] not in GROUP and reading.deps[d] not in MODIFIERS:
                        self._add_with_cuts(f"{reading.deps[c]}-{reading.deps[d]}", reading.subtree(d))

    def _ancestors(self) -> None:
        reading = self.reading
        path, below = "", self.cue.head
        for height, above in enumerate(reading.ancestors(self.cue.head)[:CLIMB]):
            path += f"-{reading.deps[below]}"
            own = set(reading.subtree(below))
            whole = reading.subtree(above)
            self._add(f"around{path}", [t for t in whole if t not in own])
            self._add(f"all{path}", whole)
            for c in reading.children[above] if height < NEAR else ():
                if c != below and reading.deps[c] not in GROUP and reading.deps[c] not in ("det", "compound"):
                    self._add(f"beside{path}-{reading.deps[c]}", reading.subtree(c))
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
        after = self.sentence.stop
        for side, i in (("next", after), ("last", self.sentence.start - 1)):
            if 0 <= i < len(at) and at[i] >= 0 and at[i] != home:
                first, last = self.quotations.quotes[at[i]][1]
                self._add(f"{side}-quote", range(first, last + 1))
        if after < len(at) and (at[after] >= 0 or self.reading.words[after - 1] == ":"):
            self._add("next-sentence", self.reading.sentence_of(after))

    def _widened(self) -> None:
        """Candidates carried on through the quotations they touch, over sentences and paragraphs."""
        cue, at = self.cue, self.quotations.at
        for runs, stretch in list(self.found.items()):
            if stretch.ruled is not None or all(at[t] < 0 for first, last in runs for t in range(first, last + 1)):
                continue
            content = Content(runs, cue.rows[0], 1.0, "quote-before", cue.last)
            wide = self.quotations.widened(cue, content, self.source)
            self._add(f"wide-{stretch.kinds[0].split('-')[0]}", [t for a, b in wide for t in range(a, b + 1)])
