"""From documents to readings: the parser in its fast configuration, loaded once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from dragoman.reading.columns import columns_of, joined, shifted
from dragoman.reading.lemmas import Lemmas
from dragoman.reading.model import installed_model
from dragoman.reading.quotes import find_quotes, paragraphs_of
from dragoman.reading.reading import Columns, Reading
from dragoman.records import Document, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# Half of the bare pipeline's time goes into these two; part of speech is read off the tag, lemmas are looked up.
LEFT_OUT = ["attribute_ruler", "lemmatizer", "senter"]
# Texts parsed together: larger batches are no faster on one core and hold more memory.
BATCH = 64
# Characters of one text parsed in one go, and of all texts of a batch: a million at once would take four gigabytes.
LONGEST = 60_000
HEAVIEST = 200_000
# No word is as long; addresses hardly ever are.
RUN = 300
# The document a piece is from, and where in its text.
Where = tuple[Document, Span]


class Reader:
    """The English parser, ready to read. Building one takes about two seconds and 370 MB."""

    def __init__(self) -> None:
        import spacy
        from thinc.api import NumpyOps, set_current_ops

        model = installed_model()
        # OpenBLAS beats the bundled BLIS on these layer sizes; must be set before the weights are loaded.
        set_current_ops(NumpyOps(use_blis=False))
        self.nlp: Language = spacy.load(model.folder, exclude=LEFT_OUT)
        self.nlp.max_length = 10**9
        self.model = model
        self.lemmas = Lemmas.from_model(model.folder)

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """One reading for each document, in order; long ones are parsed piece by piece."""
        pieces = (
            (self._tokens_of(document.text[piece.start : piece.end]), (document, piece))
            for document in documents
            for piece in pieces_of(document.text)
        )
        parts: list[Columns] = []
        for doc, (document, piece) in self._parsed(pieces):
            parts.append(shifted(columns_of(doc), piece.start))
            if piece.end == len(document.text):
                yield self._reading_of(joined(parts), document)
                parts = []

    def _parsed(self, pieces: Iterable[tuple[Doc, Where]]) -> Iterator[tuple[Doc, Where]]:
        """The pieces parsed, batch by batch: so many, or so many characters, at once."""
        batch: list[tuple[Doc, Where]] = []
        size = 0
        for doc, where in pieces:
            batch.append((doc, where))
            size += where[1].end - where[1].start
            if len(batch) == BATCH or size >= HEAVIEST:
                yield from self.nlp.pipe(batch, as_tuples=True, batch_size=BATCH)
                batch, size = [], 0
        yield from self.nlp.pipe(batch, as_tuples=True, batch_size=BATCH)

    def _tokens_of(self, text: str) -> Doc:
        """The tokens of a text, with a sentence start forced wherever a paragraph begins."""
        doc = self._split(text)
        after_gap = False
        for token in doc:
            if token.is_space:
                after_gap = after_gap or token.text.count("\n") > 1
            elif after_gap:
                token.is_sent_start = True
                after_gap = False
        return doc

    def _split(self, text: str) -> Doc:
        """The tokens of a text. The tokenizer takes quadratic time over a run without a space: such are cut first."""
        if all(len(word) <= RUN for word in text.split()):
            return self.nlp.make_doc(text)
        from spacy.tokens import Doc

        cuts = [m.start() + at for m in re.finditer(r"\S+", text) for at in range(RUN, m.end() - m.start(), RUN)]
        tokens = [t for start, end in pairwise([0, *cuts, len(text)]) for t in self.nlp.make_doc(text[start:end])]
        return Doc(self.nlp.vocab, [t.text for t in tokens], [bool(t.whitespace_) for t in tokens])

    def _reading_of(self, columns: Columns, document: Document) -> Reading:
        paragraphs = paragraphs_of(document.text)
        quotes = find_quotes(document.text, paragraphs)
        return Reading(document, columns, paragraphs, quotes, self.lemmas)


@cache
def load_reader() -> Reader:
    """The reader of this process, built on first use."""
    return Reader()


def pieces_of(text: str) -> list[Span]:
    """The stretches of a text that are parsed one by one, cut between paragraphs, else between words."""
    pieces = []
    start = 0
    while len(text) - start > LONGEST:
        end = text.rfind("\n\n", start, start + LONGEST)
        end = end if end > start else text.rfind(" ", start, start + LONGEST)
        end = end if end > start else start + LONGEST
        pieces.append(Span(start, end))
        start = end
    return [*pieces, Span(start, len(text))]
