"""The base map: outlines shipped with the package, cut to a view and projected to a picture.

A view is a rectangle of longitude and latitude; its picture is equirectangular at the middle latitude, which keeps
distances right where one looks. Disputed areas are their own layer, never part of a country.
"""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Point = tuple[float, float]
Line = list[Point]
Box = tuple[float, float, float, float]

KM_PER_DEGREE = 111.2
# Units of the picture below which two points look the same.
GRAIN = 0.7


@dataclass(frozen=True, slots=True)
class Shape:
    """A line or ring in degrees with its bounding box (west, south, east, north)."""

    points: Line
    box: Box


@dataclass(frozen=True, slots=True)
class Area:
    """A disputed area: its outline, or nothing but a spot where it is too small to draw."""

    name: str
    at: Point
    rings: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """A country's name, how large the country is (degrees across), and points inside it, the best first."""

    name: str
    size: float
    at: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Basemap:
    """The world in five layers."""

    land: tuple[Shape, ...]
    borders: tuple[Shape, ...]
    contested: tuple[Shape, ...]
    disputed: tuple[Area, ...]
    labels: tuple[Label, ...]


@cache
def load_basemap() -> Basemap:
    """The base map of the package, read on first use (about 30 ms)."""
    data = json.loads((files("dragoman") / "data/desk/basemap.json").read_text("utf-8"))
    scale = data["scale"]

    def shapes(lines: list[list[int]]) -> tuple[Shape, ...]:
        return tuple(_unpacked(numbers, scale) for numbers in lines)

    return Basemap(
        shapes(data["land"]),
        shapes(data["borders"]),
        shapes(data["contested"]),
        tuple(Area(a["name"], (a["at"][0] / scale, a["at"][1] / scale), shapes(a["rings"])) for a in data["disputed"]),
        tuple(Label(n["name"], n["size"], tuple(_paired(n["at"], scale))) for n in data["labels"]),
    )


def _paired(numbers: Sequence[int], scale: int) -> Iterator[Point]:
    for x, y in zip(numbers[0::2], numbers[1::2], strict=True):
        yield x / scale, y / scale


def _unpacked(numbers: Sequence[int], scale: int) -> Shape:
    xs = itertools.accumulate(numbers[0::2])
    ys = itertools.accumulate(numbers[1::2])
    points = [(x / scale, y / scale) for x, y in zip(xs, ys, strict=True)]
    return Shape(points, box_of(points))


def box_of(points: Iterable[Point]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


@dataclass(frozen=True, slots=True)
class View:
    """A window on the world and the size of its picture. ``west`` may lie below -180 or ``east`` beyond 180."""

    west: float
    south: float
    east: float
    north: float
    width: float
    height: float

    @property
    def box(self) -> Box:
        return self.west, self.south, self.east, self.north

    @property
    def km_per_unit(self) -> float:
        return (self.north - self.south) * KM_PER_DEGREE / self.height

    def xy(self, point: Point) -> Point:
        """Where a point of the world stands in the picture."""
        x = (point[0] - self.west) / (self.east - self.west) * self.width
        y = (self.north - point[1]) / (self.north - self.south) * self.height
        return x, y

    def turned(self, point: Point) -> Point:
        """The point on the turn of the globe that the view shows."""
        for turn in (0, 360, -360):
            if self.west <= point[0] + turn <= self.east:
                return point[0] + turn, point[1]
        return point

    def shows(self, point: Point) -> bool:
        x, y = self.turned(point)
        return self.west <= x <= self.east and self.south <= y <= self.north


def view_around(points: Sequence[Point], width: float, height: float, least: float) -> View:
    """The view that holds all points with a margin, at the shape of the picture; ``least`` degrees high or more."""
    west, south, east, north = box_of(points)
    middle = (south + north) / 2
    narrow = max(0.2, math.cos(math.radians(min(75.0, abs(middle)))))
    tall = max((north - south) * 1.35, (east - west) * narrow * 1.35 * height / width, least)
    tall = min(tall, 360 * narrow * height / width, 168.0)
    wide = tall * width / height / narrow
    south = max(-84.0, min(middle - tall / 2, 84.0 - tall))
    center = (west + east) / 2
    return View(center - wide / 2, south, center + wide / 2, south + tall, width, height)


def ring_path(shapes: Iterable[Shape], view: View) -> str:
    """Rings cut to the view, as the ``d`` of one SVG path to fill."""
    # What would be a speck is passed over before it is cut.
    return "".join(
        _drawn(_cut(points, box, view), view, closed=True)
        for points, box in _turns(shapes, view)
        if not _is_speck([view.xy(box[:2]), view.xy(box[2:])])
    )


def line_path(shapes: Iterable[Shape], view: View) -> str:
    """Lines cut to the view, as the ``d`` of one SVG path to stroke; the seam of the map at 180° is not a line."""
    return "".join(_drawn(run, view, closed=False) for points, _ in _turns(shapes, view) for run in _runs(points, view))


def _turns(shapes: Iterable[Shape], view: View) -> Iterator[tuple[Line, Box]]:
    """The lines that may be seen with their bounding boxes, moved to the turn of the globe where the view is."""
    west, south, east, north = view.box
    for shape in shapes:
        x0, y0, x1, y1 = shape.box
        if y1 < south or y0 > north:
            continue
        for turn in (0, 360, -360):
            if x1 + turn >= west and x0 + turn <= east:
                moved = [(x + turn, y) for x, y in shape.points] if turn else shape.points
                yield moved, (x0 + turn, y0, x1 + turn, y1)


def _cut(points: Line, box: Box, view: View) -> Line:
    """Sutherland and Hodgman, edge by edge of the view, but for the edges that the bounding box does not reach."""
    for axis, limit, sign, reached in (
        (0, view.west, 1, box[0]),
        (0, view.east, -1, box[2]),
        (1, view.south, 1, box[1]),
        (1, view.north, -1, box[3]),
    ):
        if (reached - limit) * sign >= 0:
            continue
        if not points:
            break
        kept: Line = []
        for a, b in zip([points[-1], *points], points, strict=False):
            in_a, in_b = (a[axis] - limit) * sign >= 0, (b[axis] - limit) * sign >= 0
            if in_a != in_b:
                share = (limit - a[axis]) / (b[axis] - a[axis])
                kept.append((a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share))
            if in_b:
                kept.append(b)
        points = kept
    return points


def _runs(points: Line, view: View) -> Iterator[Line]:
    """The stretches of a line that touch the view (the picture's frame cuts the rest)."""
    west, south, east, north = view.box
    run: Line = []
    for a, b in itertools.pairwise(points):
        seam = abs(abs(a[0]) - 180) < 0.02 and abs(abs(b[0]) - 180) < 0.02
        outside = max(a[0], b[0]) < west or min(a[0], b[0]) > east or max(a[1], b[1]) < south or min(a[1], b[1]) > north
        if outside or seam:
            if run:
                yield run
            run = []
            continue
        run = run or [a]
        run.append(b)
    if run:
        yield run


def _drawn(points: Line, view: View, closed: bool) -> str:
    """One piece of a path at a tenth of a unit, thinned to what can be seen."""
    pixels = list(map(view.xy, points))
    kept: Line = []
    for pixel in pixels[:-1]:
        if not kept or math.dist(kept[-1], pixel) >= GRAIN:
            kept.append(pixel)
    kept += pixels[-1:]
    if len(kept) < (3 if closed else 2) or (closed and _is_speck(kept)):
        return ""
    told = [f"{x:.1f} {y:.1f}".replace(".0", "") for x, y in kept]
    return f"M{told[0]}L{' '.join(told[1:])}{'Z' if closed else ''}"


def _is_speck(pixels: Line) -> bool:
    west, north, east, south = box_of(pixels)
    return east - west < GRAIN and south - north < GRAIN
