"""When all events happened, counted once for the timeline: every look at a stretch of days counts from these."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.archive.store import Archive
from dragoman.desk.times import TONES, Loose

Day = datetime.date
# Loosely dated stretches that are looked at for lanes.
MOST_SPANS = 60
# What the timeline shows at first: nearly all events of a run of days that holds so many that did happen, or in a small
# archive such a share of all. A gap of so many days, and of so many times what is later in the run, ends a run.
NEARLY_ALL, SOME, FAIR, WIDE, GAP = 0.97, 5, 0.25, 60, 3
# The place in TONES of how sure an event is.
TONE = (
    "CASE WHEN status = 'asserted' THEN CASE WHEN reporting_hedge = 'none' THEN 0 ELSE 1 END"
    " WHEN status = 'historical' THEN 2 ELSE 3 END"
)


# First and last day, tone, events.
Counted = tuple[Day, Day, str, int]


@dataclass(frozen=True, slots=True)
class Days:
    """How many events fall on which days, the newest first."""

    counted: tuple[Counted, ...]
    undated: int = 0

    def dated(self) -> int:
        """How many events there are with a date."""
        return sum(n for *_, n in self.counted)

    def within(self, since: Day, until: Day) -> int:
        """How many events may fall between two days."""
        return sum(n for first, last, _, n in self.counted if last >= since and first <= until)

    def extent(self) -> tuple[Day, Day] | None:
        """The days to show first: the newest run of days without a wide gap in which some things did happen (else the
        fullest run), back to where nearly all of its events are in."""
        if not self.counted:
            return None
        runs = list(self._runs())
        some = min(SOME, sum(map(_events, runs)) * FAIR)
        run = next((run for run in runs if _events(run, but="unreal") >= some), None) or max(runs, key=_events)
        newest = earliest = run[0][0]
        enough, seen = _events(run) * NEARLY_ALL, 0
        for first, _, _, count in run:
            if seen >= enough:
                break
            earliest, seen = first, seen + count
        # One far-off deadline must not stretch the drawing.
        return earliest, min(max(last for _, last, _, _ in run), newest + datetime.timedelta(days=31))

    def _runs(self) -> Iterator[list[Counted]]:
        """The days, parted where a gap is too wide for those since."""
        run: list[Counted] = []
        for row in self.counted:
            if run and (run[-1][0] - row[0]).days > max(WIDE, GAP * (run[0][0] - run[-1][0]).days):
                yield run
                run = []
            run.append(row)
        yield run

    def exact(self, since: Day, until: Day) -> list[tuple[Day, str, int]]:
        """Events dated to the day between two days, by day and tone."""
        return [(first, tone, n) for first, last, tone, n in self.counted if since <= first == last <= until]

    def loose(self, since: Day, until: Day) -> list[Loose]:
        """Events dated less exactly than to the day, by the days they can mean and by tone, the fullest first."""
        found: dict[tuple[Day, Day], dict[str, int]] = defaultdict(dict)
        for first, last, tone, n in self.counted:
            if first < last and last >= since and first <= until:
                found[first, last][tone] = n
        rows: Iterator[Loose] = ((first, last, tones) for (first, last), tones in found.items())
        return sorted(rows, key=lambda row: (-sum(row[2].values()), row[0]))[:MOST_SPANS]


def days_of(archive: Archive) -> Days:
    """The days of all events of the archive that have a first and a last one."""
    query = (
        f"SELECT first, last, {TONE} AS tone, count(*) FROM events"
        " WHERE first IS NOT NULL AND last IS NOT NULL GROUP BY ALL ORDER BY first DESC, last DESC, tone"
    )
    undated = archive.rows("SELECT count(*) FROM events WHERE first IS NULL OR last IS NULL")[0][0]
    return Days(tuple((first, last, TONES[tone], n) for first, last, tone, n in archive.rows(query)), undated)


def _events(rows: Sequence[Counted], but: str = "") -> int:
    return sum(count for _, _, tone, count in rows if tone != but)
