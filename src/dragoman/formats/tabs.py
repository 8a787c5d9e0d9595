"""What the tab-separated formats of event data share when written: their columns, and those they lack for hedges."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.formats.codebook import datasets
from dragoman.formats.entry import Entry
from dragoman.formats.export import Exporter
from dragoman.formats.flat import chain_in_words

# Columns after the format's own, where everything is written.
MORE = ("Status", "Reporting Hedge", "Reported In", "Chain", "Source Grade", "First Day", "Last Day")
BREAKS = re.compile(r"[\t\r\n]+")
TOLD = "events told by somebody, hedged or not asserted need --all, which adds columns that say so"


class TabExporter(Exporter):
    """The columns of one data set. Without ``all`` only what the author, or a data set, plainly asserts is written.

    Rows that came from the same data set are written as they came.
    """

    kinds = ("event",)
    dataset: str

    def begin(self) -> None:
        self.columns: list[str] = datasets()[self.dataset]["columns"]
        self._row([*self.columns, *(MORE if self.all else ())])

    def put(self, entry: Entry) -> str | None:
        if not self.all and not entry.plain:
            return TOLD
        origin = entry.origin
        if origin and origin.dataset == self.dataset and origin.columns and not origin.corrected:
            rows: Iterator[Sequence[str]] = iter([[origin.columns[column] for column in self.columns]])
        else:
            if reason := self.reason_against(entry):
                return reason
            rows = self.rows(entry)
        for row in rows:
            self._row([*row, *(_more(entry) if self.all else ())])
        return None

    def reason_against(self, entry: Entry) -> str | None:
        """Why an event cannot be a row of this format."""
        raise NotImplementedError

    def rows(self, entry: Entry) -> Iterator[Sequence[str]]:
        """The rows that an event makes."""
        raise NotImplementedError

    def _row(self, cells: Sequence[str]) -> None:
        self.line("\t".join(BREAKS.sub(" ", cell) for cell in cells))


def _more(entry: Entry) -> list[str]:
    return [
        entry.status or "",
        entry.reporting_hedge or "",
        entry.reported_in or "",
        chain_in_words(entry) or "",
        entry.source_grade or "",
        *(day.isoformat() if day else "" for day in (entry.first, entry.last)),
    ]


def event_day(entry: Entry) -> str | None:
    """The day of an event where it is known to the day; else that of the report, as these data sets have it."""
    day = entry.first if entry.first and entry.first == entry.last else entry.published or entry.first
    return day.isoformat() if day else None
