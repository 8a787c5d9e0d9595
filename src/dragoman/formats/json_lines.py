"""JSON Lines: every entry in full, one object a line; what is unknown or empty is left out."""

from __future__ import annotations

import dataclasses
import datetime
import json
from typing import Any

from dragoman.formats.entry import Entry
from dragoman.formats.export import Exporter

# Nearly every value is one of these; asked first, they cost nothing.
PLAIN = frozenset((str, int, float, bool, type(None)))


class JsonLinesExporter(Exporter):
    """One JSON object a line."""

    def put(self, entry: Entry) -> None:
        self.line(json.dumps(plain_json(entry), ensure_ascii=False))


def plain_json(value: Any) -> Any:
    """A value as JSON has them: dataclasses as objects without their empty fields, days as ISO 8601."""
    if type(value) in PLAIN:
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {f.name: plain_json(getattr(value, f.name)) for f in dataclasses.fields(value)}
        return {name: told for name, told in fields.items() if told not in (None, [], {}, "")}
    if isinstance(value, dict):
        return {key: plain_json(item) for key, item in value.items() if item is not None}
    if isinstance(value, (list, tuple)):
        return [plain_json(item) for item in value]
    return value.isoformat() if isinstance(value, datetime.date) else value
