"""The Reading: a document as parallel columns of tokens, with sentences, mentions and quotes.

Finders ask it for words, tags (Penn Treebank), dependency labels (ClearNLP, as spaCy's English models give them) and
heads by token index. White-space tokens are left out. Nothing above this room knows the parser behind it.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dragoman.reading.lemmas import Lemmas
from dragoman.reading.quotes import Quote
from dragoman.records import Document, Doubt, Evidence, Span

NOMINAL = frozenset(("NN", "NNS", "NNP", "NNPS", "PRP", "CD", "DT", "WP"))
# Names whose letters are also a pronoun, and how they stand in lower case so that nobody takes them for it.
INITIALS = {"US": "u.s.", "WHO": "w.h.o.", "IT": "i.t."}
# Labels of a noun's dependents that belong to its phrase but open a clause or an aside of their own.
LOOSE = frozenset(("relcl", "appos", "acl", "parataxis", "punct", "cc", "conj", "prep", "advcl", "ccomp"))


@dataclass(frozen=True, slots=True)
class Mention:
    """A named entity the model saw: tokens ``start`` to ``end`` (exclusive) and its OntoNotes label."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Columns:
    """What the parser says of each token, as lists of equal length (offsets in code points)."""

    words: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    starts: list[int]
    ends: list[int]
    sentence_starts: list[int]
    mentions: list[Mention]

    def sentences(self) -> Iterator[tuple[int, int]]:
        """The first token of each sentence and the one after its last."""
        return itertools.pairwise((*self.sentence_starts, len(self.words)))

    def put_over(self, above: int, below: int, label: str) -> None:
        """Puts, in place, one token where another stood in the tree; that one then hangs on it, under ``label``."""
        stood = self.heads[below]
        self.deps[above], self.heads[above] = self.deps[below], above if stood == below else stood
        self.deps[below], self.heads[below] = label, above


@dataclass(eq=False)
class Reading:
    """One document, parsed. Token indexes run from 0 to ``len(reading)``; a root is its own head."""

    document: Document
    columns: Columns
    paragraphs: list[Span]
    quotes: list[Quote]
    lemmas: Lemmas
    doubts: list[Doubt] = field(default_factory=list)

    def __post_init__(self) -> None:
        columns = self.columns
        self.text = self.document.text
        self.words = columns.words
        self.lower = [word.lower() for word in columns.words]
        for i, word in enumerate(columns.words):
            if word in INITIALS and (columns.tags[i][0] == "N" or (i and self.lower[i - 1] == "the")):
                self.lower[i] = INITIALS[word]
        self.tags = columns.tags
        self.deps = columns.deps
        self.heads = columns.heads
        self.starts = columns.starts
        self.ends = columns.ends
        self.mentions = columns.mentions

    def __len__(self) -> int:
        return len(self.words)

    # -- sentences and paragraphs ------------------------------------------------------------------------------

    @cached_property
    def sentences(self) -> list[range]:
        """The sentences as ranges of token indexes."""
        starts = [*self.columns.sentence_starts, len(self)]
        return [range(a, b) for a, b in itertools.pairwise(starts)]

    @cached_property
    def sentence_index(self) -> list[int]:
        """For each token, the index of its sentence."""
        return [index for index, sentence in enumerate(self.sentences) for _ in sentence]

    def sentence_of(self, i: int) -> range:
        return self.sentences[self.sentence_index[i]]

    def sentence_span(self, i: int) -> Span:
        sentence = self.sentence_of(i)
        return self.span(sentence.start, sentence.stop - 1)

    @cached_property
    def roots(self) -> list[int]:
        """The root token of each sentence, in order."""
        return [next((i for i in s if self.heads[i] == i), s.start) for s in self.sentences]

    def paragraph_index(self, offset: int) -> int:
        """The index of the paragraph in which a code point lies (0 where the text has none)."""
        return max(0, bisect_right(self._paragraph_starts, offset) - 1)

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.paragraphs]

    def is_question(self, i: int) -> bool:
        """Whether the sentence of token ``i`` ends with a question mark (closing quotes and brackets aside)."""
        sentence = self.sentence_of(i)
        for j in range(sentence.stop - 1, sentence.start - 1, -1):
            if self.words[j][-1] == "?":
                return True
            if self.words[j][0].isalnum() or self.words[j] in (".", "!"):
                return False
        return False

    # -- the tree ----------------------------------------------------------------------------------------------

    @cached_property
    def children(self) -> list[list[int]]:
        """For each token, the indexes of its dependents in text order."""
        children: list[list[int]] = [[] for _ in self.words]
        for i, head in enumerate(self.heads):
            if head != i:
                children[head].append(i)
        return children

    def child(self, i: int, *labels: str) -> int | None:
        """The first dependent of ``i`` with one of those labels."""
        return next((c for c in self.children[i] if self.deps[c] in labels), None)

    def children_by(self, i: int, *labels: str) -> list[int]:
        return [c for c in self.children[i] if self.deps[c] in labels]

    def conjuncts(self, i: int) -> list[int]:
        """``i`` and what is coordinated with it to its right ("the US, France and Iran" from "US")."""
        found = [i]
        for j in found:
            found.extend(c for c in self.children[j] if self.deps[c] == "conj")
        return found

    def subtree(self, i: int) -> list[int]:
        """``i`` and everything under it, in text order."""
        found = [i]
        for j in found:
            found.extend(self.children[j])
        return sorted(found)

    def ancestors(self, i: int) -> list[int]:
        """The heads above ``i``, nearest first."""
        found = []
        while self.heads[i] != i:
            i = self.heads[i]
            found.append(i)
        return found

    # -- words -------------------------------------------------------------------------------------------------

    def lemma(self, i: int) -> str:
        return self.lemmas.of(self.lower[i], self.tags[i])

    def is_verb(self, i: int) -> bool:
        return self.tags[i][0] == "V"

    def is_nominal(self, i: int) -> bool:
        return self.tags[i] in NOMINAL

    def is_negated(self, i: int) -> bool:
        """Whether a "not", "never" or "no longer" hangs on ``i`` itself."""
        return any(
            self.deps[c] == "neg" or (self.lower[c] in ("never", "no", "hardly") and self.deps[c] == "advmod")
            for c in self.children[i]
        )

    # -- spans -------------------------------------------------------------------------------------------------

    def span(self, first: int, last: int) -> Span:
        """The code points from token ``first`` to token ``last``, both included."""
        return Span(self.starts[first], self.ends[last])

    def subtree_span(self, i: int) -> Span:
        tokens = self.subtree(i)
        return self.span(tokens[0], tokens[-1])

    def noun_phrase(self, i: int) -> Span:
        """The phrase of noun ``i`` without relative clauses, appositions, conjuncts and what follows them."""
        first = last = i
        for c in self.children[i]:
            if self.deps[c] in LOOSE and not (self.deps[c] == "punct" and i - 1 > c > first):
                continue
            tokens = self.subtree(c)
            first, last = min(first, tokens[0]), max(last, tokens[-1])
        return self.span(first, last)

    def tokens_in(self, span: Span) -> range:
        """The tokens that start inside a span."""
        return range(
            bisect_right(self.starts, span.start - 1), bisect_right(self.starts, max(span.start, span.end) - 1)
        )

    def token_at(self, offset: int) -> int | None:
        """The token that covers a code point, or ``None`` for white space."""
        i = bisect_right(self.starts, offset) - 1
        return i if i >= 0 and offset < self.ends[i] else None

    def words_of(self, spans: Span | Iterable[Span]) -> str:
        """The text of a span, or of several joined by an ellipsis."""
        pieces: Sequence[Span] = [spans] if isinstance(spans, Span) else list(spans)
        return " … ".join(piece.text_of(self.text) for piece in pieces)

    # -- names and quotes --------------------------------------------------------------------------------------

    @cached_property
    def mention_of(self) -> list[Mention | None]:
        """For each token, the named entity it is part of."""
        found: list[Mention | None] = [None] * len(self)
        for mention in self.mentions:
            found[mention.start : mention.end] = [mention] * (mention.end - mention.start)
        return found

    @cached_property
    def quote_of(self) -> list[int]:
        """For each token, the index in ``quotes`` of the innermost quotation it stands in, or -1."""
        found = [-1] * len(self)
        for index, quote in enumerate(self.quotes):
            tokens = self.tokens_in(quote.inner)
            found[tokens.start : tokens.stop] = [index] * len(tokens)
        return found

    # -- the margin --------------------------------------------------------------------------------------------

    def doubt(self, room: str, span: Span, rule: str, why: str) -> None:
        """Note in the margin something that was seen and left out on purpose."""
        self.doubts.append(Doubt(room, Evidence(span, rule, why)))
