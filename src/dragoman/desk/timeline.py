"""The timeline of a dossier: dated events and statements, as bars as long as their dates are unsure.

The axis covers the days around publication in which most happens; what lies far before or after stands in a gutter
at the side, so that one old date does not squeeze everything else into a pixel.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.desk.lettering import fitted, width_of
from dragoman.desk.marks import marks_of, tone_of
from dragoman.desk.sections import running_on
from dragoman.dossier import Dossier
from dragoman.formats.dates import MONTHS, day_in_words, when_in_words
from dragoman.formats.words import UNCONFIRMED, Wording, clipped, event_deed
from dragoman.records import Event, Statement

# Days: a date that is this unsure does not stretch the axis; its bar is cut at the edge instead.
LONG = 45
# A gap this many times as long as all that lies nearer ends the axis.
GAP = 6
MOST_ROWS = 40
LETTER = 12.0
GUTTER = 58.0
HEAD, FOOT = 30.0, 12.0
# Below this width the words stand above their bar instead of beside it.
STACKED_BELOW = 480
# Days that an axis may cover, and the step of its ticks.
STEPS = ((13, "day"), (75, "week"), (420, "month"), (1500, "quarter"), (10**9, "year"))


@dataclass(frozen=True, slots=True)
class Bar:
    """One record: where its bar lies, how sure it is, whether it runs on beyond the axis, and its words."""

    id: str
    kind: str
    mark: str
    tone: str
    x: float
    width: float
    y: float
    is_day: bool
    runs_from: bool
    runs_on: bool
    words: str
    words_x: float
    words_y: float
    anchor: str
    told: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the drawing with words at its head."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything the template needs to print the timeline."""

    width: float
    height: float
    left: float
    right: float
    ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]
    published: Tick | None
    has_earlier: bool
    has_later: bool
    tones: tuple[str, ...]
    has_ranges: bool
    has_statements: bool
    left_out: int


@dataclass(frozen=True, slots=True)
class _Dated:
    record: Event | Statement
    first: datetime.date
    last: datetime.date
    start: int


@dataclass(frozen=True, slots=True)
class Axis:
    """Days to units. ``first`` and ``last`` are the days at the two ends, both shown in full."""

    first: datetime.date
    last: datetime.date
    left: float
    right: float

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def x(self, day: datetime.date, after: bool = False) -> float:
        """Where a day begins (or, ``after``, ends)."""
        return self.left + (self.right - self.left) * ((day - self.first).days + after) / self.days


def draw_timeline(dossier: Dossier, width: float, labels: Mapping[str, str] | None = None) -> Timeline | None:
    """The timeline of a dossier's dated events and statements; ``None`` where none has a date.

    ``labels`` are those of the marks by the ids of their records, for who knows them already.
    """
    dated = sorted(_dated([*dossier.events, *dossier.statements]), key=lambda d: (d.first, d.last, d.start))
    if not dated:
        return None
    published = dossier.document.published.first if dossier.document.published else None
    first, last = _window(dated, published)
    shown = dated[:MOST_ROWS]
    earlier, later = any(d.last < first for d in shown), any(d.first > last for d in shown)
    axis = Axis(first, last, 8 + GUTTER * earlier, width - 8 - GUTTER * later)
    known = {mark.id: mark.label for mark in marks_of(dossier)} if labels is None else labels
    wording = Wording(dossier.document.text, dossier.statements)
    bars: list[Bar] = []
    y = HEAD
    for d in shown:
        bar, tall = _bar(d, axis, y, width, known.get(d.record.id, ""), wording)
        bars.append(bar)
        y += tall
    return Timeline(
        width,
        y + FOOT,
        axis.left,
        axis.right,
        tuple(ticks_of(axis)),
        tuple(bars),
        _published(published, axis),
        earlier,
        later,
        tuple(dict.fromkeys(bar.tone for bar in bars)),
        any(not bar.is_day for bar in bars),
        any(bar.kind == "statement" for bar in bars),
        len(dated) - len(shown),
    )


def _dated(records: Iterable[Event | Statement]) -> Iterator[_Dated]:
    for record in {record.id: record for record in records}.values():
        if record.when and (record.when.first or record.when.last):
            first = record.when.first or record.when.last
            last = record.when.last or record.when.first
            if first and last and first <= last:
                yield _Dated(record, first, last, record.span.start if record.span else 0)


def _window(dated: Sequence[_Dated], published: datetime.date | None) -> tuple[datetime.date, datetime.date]:
    """The days the axis covers: from publication outwards, until a gap too wide to be drawn."""
    center = published or dated[len(dated) // 2].first
    short = [d for d in dated if (d.last - d.first).days <= LONG] or dated

    def distance(d: _Dated) -> int:
        return max((d.first - center).days, (center - d.last).days, 0)

    first = last = center
    reach = 10
    for d in sorted(short, key=distance):
        if distance(d) > GAP * reach:
            break
        reach = max(reach, distance(d))
        first, last = min(first, d.first), max(last, d.last)
    air = max(1, (last - first).days // 25)
    return _moved(first, -air), _moved(last, air)


def _moved(day: datetime.date, days: int) -> datetime.date:
    return datetime.date.fromordinal(max(1, min(datetime.date.max.toordinal(), day.toordinal() + days)))


def _bar(d: _Dated, axis: Axis, top: float, width: float, mark: str, wording: Wording) -> tuple[Bar, float]:
    """The bar of one record in a row that begins at ``top``, and how tall that row is."""
    start, end = _extent(d, axis)
    is_outside = d.last < axis.first or d.first > axis.last
    told = _deed(d.record, wording)
    words, x, anchor, above = _words(told, start, end, width)
    date = when_in_words(d.record.when) if d.record.when else ""
    y = top + (26 if above else 12)
    bar = Bar(
        d.record.id, "event" if isinstance(d.record, Event) else "statement", mark, tone_of(d.record, wording),
        round(start, 1), round(max(6.0, end - start), 1), y, d.first == d.last and not is_outside,
        not is_outside and d.first < axis.first, not is_outside and d.last > axis.last,
        words, round(x, 1), y - 11 if above else y + 4, anchor,
        f"{mark} {clipped(told, 300)} – {date}, {tone_of(d.record, wording)}",
    )  # fmt: skip
    return bar, 40.0 if above else 25.0


def _extent(d: _Dated, axis: Axis) -> tuple[float, float]:
    """From where to where a bar is drawn: a stub in the gutter beyond the axis, a dot for a day."""
    if d.last < axis.first:
        return axis.left - GUTTER + 6, axis.left - GUTTER + 30
    if d.first > axis.last:
        return axis.right + GUTTER - 30, axis.right + GUTTER - 6
    start, end = axis.x(max(d.first, axis.first)), axis.x(min(d.last, axis.last), after=True)
    middle = (start + end) / 2
    return (middle - 5, middle + 5) if d.first == d.last else (start, end)


def _deed(record: Event | Statement, wording: Wording) -> str:
    """What happened or who spoke, never without its hedge."""
    if isinstance(record, Statement):
        content = wording.content(record)
        return f"{running_on(wording.lead(record), content)} {content}"
    if hedge := UNCONFIRMED.get(wording.hedge(record)):
        return f"{event_deed(record)} ({hedge})"
    return event_deed(record) + (" (a source’s account)" if record.reported_in else "")


def _words(told: str, start: float, end: float, width: float) -> tuple[str, float, str, bool]:
    """The words on the side of the bar where there is more room for them; above it where neither side has enough."""
    mark_room = 30.0
    right, left = width - 8 - (end + 10) - mark_room, start - 18 - mark_room
    if width < STACKED_BELOW or max(right, left) < min(width * 0.6, width_of(told, LETTER)):
        return fitted(told, width - 16 - mark_room, LETTER), 8.0, "start", True
    if right >= min(width_of(told, LETTER), left):
        return fitted(told, right, LETTER), end + 10, "start", False
    return fitted(told, left, LETTER), start - 10, "end", False


def _published(day: datetime.date | None, axis: Axis) -> Tick | None:
    if day is None:
        return None
    x = (axis.x(day) + axis.x(day, after=True)) / 2
    return Tick(round(x, 1), f"published {day_in_words(day)}")


def ticks_of(axis: Axis) -> Iterator[Tick]:
    """Ticks at the beginnings of days, weeks, months, quarters or years, named as far apart as letters need."""
    step = next(name for days, name in STEPS if axis.days <= days)
    days = [day for day in _beginnings(axis, step) if axis.first <= day <= axis.last]
    every = -(-len(days) * 76 // max(1, int(axis.right - axis.left))) or 1
    for index, day in enumerate(days):
        year = f" {day.year}" if index == 0 and step != "year" else ""
        words = _tick_words(day, step, bool(year)) + year
        yield Tick(round(axis.x(day), 1), words if index % every == 0 else "")


def _beginnings(axis: Axis, step: str) -> Iterator[datetime.date]:
    if step in ("day", "week"):
        start = axis.first.toordinal()
        if step == "week":
            start += -axis.first.weekday() % 7
        for ordinal in range(start, axis.last.toordinal() + 1, 1 if step == "day" else 7):
            yield datetime.date.fromordinal(ordinal)
        return
    months = {"month": 1, "quarter": 3, "year": 12}[step]
    stride = max(1, (axis.last.year - axis.first.year) // 12) if step == "year" else 1
    for year in range(axis.first.year - axis.first.year % stride, axis.last.year + 1, stride):
        for month in range(1, 13, months):
            yield datetime.date(max(1, year), month, 1)


def _tick_words(day: datetime.date, step: str, year_follows: bool) -> str:
    month = MONTHS[day.month - 1][:3]
    if step in ("day", "week"):
        return f"{day.day} {month}"
    return str(day.year) if step == "year" or (day.month == 1 and not year_follows) else month
