"""W3C Web Annotations (JSON-LD): each record as a note on the words it came from, by position and by quotation."""

from __future__ import annotations

import json
from typing import Any

from dragoman.formats.entry import Entry
from dragoman.formats.export import Exporter
from dragoman.formats.json_lines import plain_json
from dragoman.records import Span

# Words of our own are told apart from those of the standard.
CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"dragoman": "urn:dragoman:term:"}]

TEXT = {"type": "TextualBody"}


class AnnotationExporter(Exporter):
    """One AnnotationPage. The target is the text as read (``urn:dragoman:doc-…``), offsets count its code points."""

    kinds = ("event", "statement", "position", "question")

    def begin(self) -> None:
        self.line(f'{{"@context": {json.dumps(CONTEXT)}, "type": "AnnotationPage", "items": [', end="")

    def put(self, entry: Entry) -> str | None:
        if not entry.pieces or not entry.document:
            return "records without words of a text cannot be annotations"
        self.line(",\n" if self.written else "\n", end="")
        self.line(json.dumps(_annotation(entry), ensure_ascii=False), end="")
        return None

    def finalize(self) -> None:
        self.line("\n]}")


def _annotation(entry: Entry) -> dict[str, Any]:
    tags = [entry.kind, entry.type, entry.mode, entry.status, entry.source_grade]
    traits = {f"dragoman:{name}": value for name, value in plain_json(entry.traits).items() if value}
    return {
        "id": f"urn:dragoman:{entry.id}",
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {**TEXT, "purpose": "describing", "format": "text/plain", "language": "en", "value": entry.told},
            *({**TEXT, "purpose": "tagging", "value": tag} for tag in tags if tag),
        ],
        "target": [_target(entry, index) for index in range(len(entry.pieces))],
        **{f"dragoman:{name}": value for name, value in entry.hedges.items()},
        "dragoman:plain": entry.plain,
        "dragoman:parties": plain_json(entry.parties),
        **traits,
        "dragoman:rule": entry.rule,
        "dragoman:why": entry.why,
    }  # fmt: skip


def _target(entry: Entry, index: int) -> dict[str, Any]:
    """One piece of the words: where it stands, and what it says; what stands around is known at the two ends only."""
    piece: Span = entry.pieces[index]
    quote = {"type": "TextQuoteSelector", "exact": entry.exact[index]}
    if index == 0 and entry.prefix:
        quote["prefix"] = entry.prefix
    if index == len(entry.pieces) - 1 and entry.suffix:
        quote["suffix"] = entry.suffix
    source: dict[str, Any] = {"id": f"urn:dragoman:{entry.document}", "type": "Text", "format": "text/plain"}
    told = {"dragoman:url": entry.url, "dragoman:title": entry.title, "dragoman:outlet": entry.outlet}
    source |= {name: value for name, value in told.items() if value}
    position = {"type": "TextPositionSelector", "start": piece.start, "end": piece.end}
    return {"type": "SpecificResource", "source": source, "selector": [position, quote]}
