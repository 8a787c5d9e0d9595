"""TimelineJS 3: one slide for each record with a day; texts are escaped, since the page shows them as HTML."""

from __future__ import annotations

import datetime
import html
import json
from typing import Any

from dragoman.formats.entry import Entry
from dragoman.formats.export import Exporter
from dragoman.formats.flat import claims_in_words
from dragoman.formats.words import clipped


class TimelineExporter(Exporter):
    """One JSON object with ``events``. The headline is the whole sentence with its hedges; the group is the status."""

    kinds = ("event", "statement", "position", "question")

    def begin(self) -> None:
        self.line('{"scale": "human", "events": [', end="")

    def put(self, entry: Entry) -> str | None:
        deadline = entry.traits.get("deadline") if entry.kind == "question" else None
        first, last = (deadline, deadline) if deadline else (entry.first or entry.last, entry.last or entry.first)
        if first is None or last is None:
            return "records without a day have no place on a timeline"
        self.line(",\n" if self.written else "\n", end="")
        self.line(json.dumps(_slide(entry, first, last), ensure_ascii=False), end="")
        return None

    def finalize(self) -> None:
        self.line("\n]}")


def _slide(entry: Entry, first: datetime.date, last: datetime.date) -> dict[str, Any]:
    slide: dict[str, Any] = {
        "unique_id": entry.id,
        "start_date": _day(first),
        "text": {"headline": html.escape(clipped(entry.told, 300)), "text": _text(entry)},
        "group": entry.kind if entry.plain or not entry.status else f"{entry.kind}: {entry.status}",
        **{f"dragoman_{name}": value for name, value in entry.hedges.items()},
    }
    if last != first:
        slide["end_date"] = _day(last)
    if entry.when:
        slide["display_date"] = entry.when
    return slide


def _day(day: datetime.date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


def _text(entry: Entry) -> str:
    disputed = claims_in_words(entry.place) if entry.place else None
    told = (
        f"“{clipped(entry.words, 600)}”" if entry.words else None,
        "; ".join(f"{name}: {value}" for name, value in entry.hedges.items()),
        f"Disputed place: {disputed}" if disputed else None,
        ", ".join(part for part in (entry.title, entry.outlet) if part),
        f"{entry.origin.dataset}, row {entry.origin.row} ({entry.origin.licence})" if entry.origin else None,
    )
    return "".join(f"<p>{html.escape(part)}</p>" for part in told if part)
