"""From marked documents to JSON Lines: every record with code-point offsets into the plain text."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dragoman.codes import Form
from dragoman.reading.quotes import find_quotes, paragraphs_of
from dragoman.records import Span
from dragoman_corpus.dispatch import Dispatch
from dragoman_corpus.marks import MarkError
from dragoman_corpus.schema import LAYERS, REF, SENSES
from dragoman_corpus.validate import innermost

Json = dict[str, Any]
SPLITS = ("train", "dev", "test")
# A content is verbatim when all of its words, but for a stray one in forty, stand in quotation marks.
VERBATIM = 0.975


def compile_corpus(dispatches: Iterable[Dispatch], folder: Path) -> None:
    """Writes ``train.jsonl``, ``dev.jsonl`` and ``test.jsonl`` into a folder."""
    rows = {split: [] for split in SPLITS}  # type: dict[str, list[Json]]
    for dispatch in dispatches:
        rows[dispatch.split].append(compiled(dispatch))
    folder.mkdir(parents=True, exist_ok=True)
    for split, documents in rows.items():
        lines = "".join(json.dumps(document, ensure_ascii=False) + "\n" for document in documents)
        (folder / f"{split}.jsonl").write_text(lines, encoding="utf-8")


def compiled(dispatch: Dispatch) -> Json:
    """One document as a JSON object: header, text, tail, and a list of records for each layer."""
    header = dict(dispatch.header)
    lists = {key: header.pop(key, "").split() for key in ("countries", "topics")}
    layers: Json = {f"{layer.name}s": [] for layer in LAYERS.values()}
    for record in sorted({mark.record for mark in dispatch.marked.marks}, key=lambda r: (r[0], int(r[1:]))):
        layers[f"{LAYERS[record[0]].name}s"].append(_record(dispatch, record))
    text = dispatch.marked.text
    return {
        "id": dispatch.id,
        "split": dispatch.split,
        **header,
        **lists,
        "text": text,
        "tail": dispatch.tail,
        **layers,
    }


def _record(dispatch: Dispatch, record: str) -> Json:
    layer = LAYERS[record[0]]
    row: Json = {"id": record}
    for role in layer.roles:
        spans = dispatch.marked.spans(record, role)
        if spans or role in ("s", "q", "c", "o", ""):
            row[_name_of(record[0], role)] = [[span.start, span.end] for span in spans]
    row.update(layer.defaults)
    for name, value in dispatch.marked.attributes.get(record, {}).items():
        row[name] = value.split(",") if layer.attributes.get(name) == REF else value
    row.update(_derived(dispatch, record))
    return row


def _name_of(letter: str, role: str) -> str:
    names = {"s": "sources", "q": "cues", "c": "contents", "o": "objects", "": "spans"}
    return names.get(role, role) if letter in "SN" or not role else role


def _derived(dispatch: Dispatch, record: str) -> Json:
    """What need not be written by hand: fields in the mark, form, nesting, the statement an event stands in."""
    marked = dispatch.marked
    contents = {r: marked.spans(r, "c") for r in {m.record for m in marked.marks if m.record[0] == "S"}}
    mark = next(m for m in marked.marks if m.record == record)
    match record[0]:
        case "P":
            return {"sense": SENSES[mark.fields[0]].value}
        case "T":
            return {"type": mark.fields[0], "value": ":".join(mark.fields[1:])}
        case "S":
            if not contents[record]:
                raise MarkError(f"{dispatch.id}: {record} has no content. Run: dragoman-corpus check")
            first = contents[record][0]
            # Of two statements with the same words, the one of the lower number is the outer one.
            others = {
                r: s for r, s in contents.items() if r != record and (first not in s or int(r[1:]) < int(record[1:]))
            }
            return {"form": form_of(marked.text, contents[record]), "outer": innermost(others, first)}
        case "E":
            return {"reported_in": innermost(contents, mark.span)}
        case _:
            return {}


def form_of(text: str, contents: tuple[Span, ...]) -> str:
    """verbatim, mixed or paraphrase, by the share of letters that stand in quotation marks."""
    quotes = [quote.span for quote in find_quotes(text, paragraphs_of(text)) if quote.depth == 0]
    letters = [i for span in contents for i in range(span.start, span.end) if text[i].isalnum()]
    inside = sum(any(quote.start <= i < quote.end for quote in quotes) for i in letters)
    share = inside / max(1, len(letters))
    return Form.VERBATIM if share >= VERBATIM else Form.MIXED if inside else Form.PARAPHRASE
