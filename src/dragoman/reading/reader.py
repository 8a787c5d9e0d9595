"""From documents to readings: the parser in its fast configuration, loaded once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from dragoman.reading.lemmas import Lemmas
from dragoman.reading.model import installed_model
from dragoman.reading.quotes import find_quotes, paragraphs_of
from dragoman.reading.reading import Columns, Mention, Reading
from dragoman.records import Document

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# Half of the bare pipeline's time goes into these two; part of speech is read off the tag, lemmas are looked up.
LEFT_OUT = ["attribute_ruler", "lemmatizer", "senter"]
# Texts parsed together: larger batches are no faster on one core and hold more memory.
BATCH = 64


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
        """One reading for each document, in order."""
        pairs = ((self._tokens_of(document), document) for document in documents)
        for doc, document in self.nlp.pipe(pairs, as_tuples=True, batch_size=BATCH):
            yield self._reading_of(doc, document)

    def _tokens_of(self, document: Document) -> Doc:
        """The tokens of a text, with a sentence start forced wherever a paragraph begins."""
        doc = self.nlp.make_doc(document.text)
        after_gap = False
        for token in doc:
            if token.is_space:
                after_gap = after_gap or token.text.count("\n") > 1
            elif after_gap:
                token.is_sent_start = True
                after_gap = False
        return doc

    def _reading_of(self, doc: Doc, document: Document) -> Reading:
        paragraphs = paragraphs_of(document.text)
        quotes = find_quotes(document.text, paragraphs)
        return Reading(document, columns_of(doc), paragraphs, quotes, self.lemmas)


@cache
def load_reader() -> Reader:
    """The reader of this process, built on first use."""
    return Reader()


def columns_of(doc: Doc) -> Columns:
    """The parse as lists, white-space tokens left out (they are leaves, so no head is lost)."""
    from spacy.attrs import DEP, HEAD, IDX, LENGTH, ORTH, SENT_START, TAG

    table: list[list[Any]] = doc.to_array([ORTH, TAG, DEP, HEAD, IDX, LENGTH, SENT_START]).astype("int64").tolist()
    orth = doc.to_array([ORTH, TAG, DEP]).tolist()
    strings = doc.vocab.strings
    kept = [i for i, token in enumerate(doc) if not token.is_space]
    new_index = {old: new for new, old in enumerate(kept)}
    heads = [new_index.get(i + table[i][3], new_index[i]) for i in kept]
    starts = [table[i][4] for i in kept]
    return Columns(
        words=[strings[orth[i][0]] for i in kept],
        tags=[strings[orth[i][1]] for i in kept],
        deps=[strings[orth[i][2]] for i in kept],
        heads=heads,
        starts=starts,
        ends=[table[i][4] + table[i][5] for i in kept],
        sentence_starts=_sentence_starts(doc, kept),
        mentions=_mentions(doc, new_index),
    )


def _sentence_starts(doc: Doc, kept: list[int]) -> list[int]:
    """A sentence whose first token is white space starts at the next word."""
    starts = []
    pending = True
    wanted = set(kept)
    new = 0
    for i, token in enumerate(doc):
        pending = pending or bool(token.is_sent_start)
        if i in wanted:
            if pending:
                starts.append(new)
                pending = False
            new += 1
    return starts


def _mentions(doc: Doc, new_index: dict[int, int]) -> list[Mention]:
    found = []
    for entity in doc.ents:
        tokens = [new_index[i] for i in range(entity.start, entity.end) if i in new_index]
        if tokens:
            found.append(Mention(tokens[0], tokens[-1] + 1, entity.label_))
    return found
