"""The timeline over the whole archive: columns for what is dated to the day, lanes for what is dated less exactly.

Nothing is drawn more exact than it is: an event of "October 2022" is no column on the first of October, but part of a
bar as long as that month.
"""

from __future__ import annotations

import datetime
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.desk.lettering import width_of
from dragoman.desk.timeline import Axis, Tick, ticks_of
from dragoman.formats.dates import MONTHS, range_in_words

WIDTH = 1000.0
TALL, HEAD, LANE, BAR = 150.0, 22.0, 17.0, 13.0
MOST_LANES, MOST_COLUMNS = 7, 240
# First and last day that loosely dated events can mean, and how many of each tone there are.
Loose = tuple[datetime.date, datetime.date, Mapping[str, int]]
# Groups of status as they are stacked, surest first.
TONES = ("asserted", "hedged", "historical", "unreal")
NAMES = {
    "asserted": "asserted",
    "hedged": "reported, not confirmed",
    "historical": "background",
    "unreal": "did not or has not happened, or only supposed",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a column: events of one tone in one span of days."""

    x: float
    y: float
    width: float
    height: float
    tone: str


@dataclass(frozen=True, slots=True)
class Stack:
    """All parts of one span of days, and where looking closer leads."""

    pieces: tuple[Piece, ...]
    x: float
    width: float
    told: str
    first: datetime.date
    last: datetime.date


@dataclass(frozen=True, slots=True)
class Bar:
    """Events that are dated to one and the same stretch of days, one strip for each tone."""

    pieces: tuple[Piece, ...]
    words_y: float
    words: str
    words_x: float
    told: str
    first: datetime.date
    last: datetime.date


@dataclass(frozen=True, slots=True)
class Times:
    width: float
    height: float
    base: float
    ticks: tuple[Tick, ...]
    stacks: tuple[Stack, ...]
    bars: tuple[Bar, ...]
    most: int
    tones: tuple[tuple[str, str], ...]
    first: datetime.date
    last: datetime.date
    left_out: int


def step_of(first: datetime.date, last: datetime.date) -> int:
    """How many days a column stands for, so that all fit: 1, a week, or more weeks."""
    days = (last - first).days + 1
    if days <= MOST_COLUMNS:
        return 1
    return 7 * math.ceil(days / 7 / MOST_COLUMNS)


def draw_times(
    first: datetime.date,
    last: datetime.date,
    days: Iterable[tuple[datetime.date, str, int]],
    spans: Sequence[Loose],
) -> Times:
    """The drawing of the days from first to last: counts by (day, tone), and counts of coarser dates."""
    axis = Axis(first, last, 8.0, WIDTH - 8.0)
    step = step_of(first, last)
    grouped: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for day, tone, count in days:
        if first <= day <= last:
            grouped[(day - first).days // step][tone] += count
    most = max((sum(tones.values()) for tones in grouped.values()), default=0)
    bars, left_out = _bars(spans, axis)
    base = HEAD + TALL
    stacks = tuple(
        _stack(axis, first, last, place * step, step, tones, most) for place, tones in sorted(grouped.items())
    )
    lanes = max((int((bar.pieces[0].y - base) // LANE) + 1 for bar in bars), default=0)
    used = {tone for tones in grouped.values() for tone in tones} | {p.tone for bar in bars for p in bar.pieces}
    return Times(
        WIDTH,
        base + 8 + lanes * LANE + 4,
        base,
        tuple(ticks_of(axis)),
        stacks,
        bars,
        most,
        tuple((tone, NAMES[tone]) for tone in TONES if tone in used),
        first,
        last,
        left_out,
    )


def _stack(
    axis: Axis, first: datetime.date, last: datetime.date, offset: int, step: int, tones: dict[str, int], most: int
) -> Stack:
    start = first + datetime.timedelta(days=offset)
    end = min(last, start + datetime.timedelta(days=step - 1))
    x, right = axis.x(start), axis.x(end, after=True)
    wide = max(1.2, (right - x) * 0.86)
    y = HEAD + TALL
    pieces = []
    for tone in TONES:
        if tones.get(tone):
            # The square root keeps quiet days visible beside a day of a thousand events; the labels tell the number.
            tall = TALL * math.sqrt(sum(tones.values()) / most) * tones[tone] / sum(tones.values())
            y -= tall
            pieces.append(Piece(round(x, 1), round(y, 1), round(wide, 1), round(max(0.8, tall), 1), tone))
    told = f"{range_in_words(start, end)}: {_told(tones)}"
    return Stack(tuple(pieces), round(x, 1), round(right - x, 1), told, start, end)


def _told(tones: Mapping[str, int]) -> str:
    return "; ".join(f"{tones[tone]:,} {NAMES[tone]}" for tone in TONES if tones.get(tone))


def _bars(spans: Sequence[Loose], axis: Axis) -> tuple[tuple[Bar, ...], int]:
    """Coarser dates in lanes below the columns, the fullest first; what finds no lane is counted."""
    lanes: list[list[tuple[float, float]]] = []
    bars: list[Bar] = []
    left_out = 0
    for first, last, tones in sorted(spans, key=lambda span: -sum(span[2].values())):
        count = sum(tones.values())
        if last < axis.first or first > axis.last:
            continue
        x, right = axis.x(max(first, axis.first)), axis.x(min(last, axis.last), after=True)
        told = f"{range_in_words(first, last)}, not dated more exactly: {_told(tones)}"
        end = max(right, x + 4) + 24 if right - x < 40 else right
        lane = next((n for n, taken in enumerate(lanes) if all(end + 3 < a or x > b + 3 for a, b in taken)), len(lanes))
        if lane >= MOST_LANES:
            left_out += count
            continue
        lanes += [[]] * (lane == len(lanes))
        lanes[lane] = [*lanes[lane], (x, end)]
        words = f"{count:,} in {_span_words(first, last)}"
        words = words if width_of(words, 10.5) <= right - x - 6 else f"{count:,}"
        # Where not even the number finds room in the bar, it stands after it, or before it at the edge.
        wide = width_of(words, 10.5)
        words_x = x + 4 if wide <= right - x - 6 else max(right, x + 3) + 3
        words_x = words_x if words_x + wide <= WIDTH - 2 else x - 3 - wide
        y = HEAD + TALL + 8 + lane * LANE
        pieces = tuple(_strips(x, y, max(3.0, right - x), tones))
        bars.append(Bar(pieces, round(y + 10.3, 1), words, round(words_x, 1), told, first, last))
    return tuple(bars), left_out


def _strips(x: float, y: float, width: float, tones: Mapping[str, int]) -> Iterable[Piece]:
    """The tones of a bar from the top, as high as their share; none is too thin to be seen."""
    present = [tone for tone in TONES if tones.get(tone)]
    least = 3.0
    room, count = BAR - least * len(present), sum(tones.values())
    for tone in present:
        tall = least + room * tones[tone] / count
        yield Piece(round(x, 1), round(y, 1), round(width, 1), round(tall, 1), tone)
        y += tall


def _span_words(first: datetime.date, last: datetime.date) -> str:
    days = (last - first).days + 1
    if first.day == 1 and 28 <= days <= 31 and first.month == last.month:
        return f"{MONTHS[first.month - 1][:3]} {first.year}"
    whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year
    return str(first.year) if whole else range_in_words(first, last)
