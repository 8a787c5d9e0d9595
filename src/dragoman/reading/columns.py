"""The parse as columns: from the parser's document to lists, and the pieces of a long text put together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from dragoman.reading.coordination import mend_coordination
from dragoman.reading.inversion import mend_questions
from dragoman.reading.inverted_speech import mend_inverted_speech
from dragoman.reading.lost_verbs import mend_lost_verbs
from dragoman.reading.reading import Columns, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc


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
    columns = Columns(
        words=[strings[orth[i][0]] for i in kept],
        tags=[_tag(strings[orth[i][1]], strings[orth[i][0]], strings[orth[i][2]]) for i in kept],
        deps=[strings[orth[i][2]] for i in kept],
        heads=heads,
        starts=starts,
        ends=[table[i][4] + table[i][5] for i in kept],
        sentence_starts=_sentence_starts(doc, kept),
        mentions=_mentions(doc, new_index),
    )
    mend_questions(columns)
    mend_lost_verbs(columns)
    mend_coordination(columns)
    mend_inverted_speech(columns)
    return columns


def _tag(tag: str, word: str, dep: str) -> str:
    """The tag of a word; "Will" that helps a verb is no name, whatever stands behind it."""
    return "MD" if tag == "NNP" and dep == "aux" and word in ("Will", "May") else tag


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
        # "Will Paris send …?": an auxiliary in front is no part of the name behind it.
        start = entity.start + (len(entity) > 1 and doc[entity.start].dep_ == "aux")
        tokens = [new_index[i] for i in range(start, entity.end) if i in new_index]
        if tokens:
            found.append(Mention(tokens[0], tokens[-1] + 1, entity.label_))
    return found


def shifted(columns: Columns, offset: int) -> Columns:
    """The columns of a piece that starts at code point ``offset`` of its text."""
    if not offset:
        return columns
    starts = [start + offset for start in columns.starts]
    return replace(columns, starts=starts, ends=[end + offset for end in columns.ends])


def joined(parts: list[Columns]) -> Columns:
    """The columns of pieces that follow each other in one text."""
    if len(parts) == 1:
        return parts[0]
    whole = Columns([], [], [], [], [], [], [], [])
    for part in parts:
        before = len(whole.words)
        for name in ("words", "tags", "deps", "starts", "ends"):
            getattr(whole, name).extend(getattr(part, name))
        whole.heads.extend(head + before for head in part.heads)
        whole.sentence_starts.extend(start + before for start in part.sentence_starts)
        whole.mentions.extend(Mention(m.start + before, m.end + before, m.label) for m in part.mentions)
    return whole
