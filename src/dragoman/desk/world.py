"""The world as one SVG file that every map of the desk draws its ground from, and the window a map shows of it.

The file is in hundredths of a degree, longitude to the right and latitude downwards; a map scales it so that distances
are right at its middle latitude, as the map of a dossier does.
"""

from __future__ import annotations

import itertools
import json
import math
from functools import cache
from importlib.resources import files

from dragoman.desk.basemap import KM_PER_DEGREE, Box, View

# Degrees of latitude: the closest view there is any use in, and the whole world.
CLOSEST, WIDEST = 0.6, 152.0
WORLD_BOX: Box = (-170.0, -58.0, 190.0, 80.0)


@cache
def world_svg() -> str:
    """Land, coasts, borders and disputed areas, each as one shape with its own id."""
    data = json.loads((files("dragoman") / "data/desk/basemap.json").read_text("utf-8"))
    rings = [ring for area in data["disputed"] for ring in area["rings"]]
    shapes = {
        "land": "".join(_path(ring, closed=True) for ring in data["land"]),
        "seam": "".join(_seam(ring) for ring in data["land"]),
        "borders": "".join(map(_path, data["borders"])),
        "contested": "".join(map(_path, data["contested"])),
        "disputed": "".join(_path(ring, closed=True) for ring in rings),
    }
    drawn = "".join(f'<path id="{name}" vector-effect="non-scaling-stroke" d="{d}"/>' for name, d in shapes.items())
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-18000 -9000 36000 18000">{drawn}</svg>\n'


def _path(numbers: list[int], closed: bool = False) -> str:
    """A line of the file as relative steps, latitude turned downwards."""
    if len(numbers) < 4:
        return ""
    steps = (f"{_unturned(dx)} {-dy}" for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True))
    return f"M{numbers[0]} {-numbers[1]}l{' '.join(steps)}{'z' if closed else ''}".replace(" -", "-")


def _unturned(dx: int) -> int:
    """A step across 180° goes on in its direction, not all the way around the globe."""
    return dx - 36000 if dx > 18000 else dx + 36000 if dx < -18000 else dx


def _seam(numbers: list[int]) -> str:
    """Where a ring runs along 180°, cut off by the edge of the file and not by a coast."""
    xs, ys = itertools.accumulate(numbers[0::2]), itertools.accumulate(numbers[1::2])
    points = list(zip(xs, ys, strict=True))
    pairs = itertools.pairwise([*points, points[0]])
    return "".join(f"M{x} {-y}V{-y1}" for (x, y), (x1, y1) in pairs if abs(x) >= 17998 and abs(x1) >= 17998)


def window(box: Box, width: float, height: float) -> View:
    """The view of this box in a picture of this shape: as much as asked for, and what the shape adds."""
    west, south, east, north = box
    middle = max(-80.0, min(80.0, (south + north) / 2))
    narrow = max(0.2, math.cos(math.radians(min(75.0, abs(middle)))))
    tall = max(north - south, (east - west) * narrow * height / width, CLOSEST)
    tall = min(tall, WIDEST, 360 * narrow * height / width)
    wide = tall * width / height / narrow
    center = (west + east) / 2
    south = max(-85.0, min(middle - tall / 2, 85.0 - tall))
    return View(center - wide / 2, south, center + wide / 2, south + tall, width, height)


def zoomed(view: View, factor: float) -> Box:
    """The box of a view that shows ``factor`` times as much around the same middle."""
    across, up = (view.east - view.west) * factor / 2, (view.north - view.south) * factor / 2
    x, y = (view.west + view.east) / 2, (view.south + view.north) / 2
    return x - across, y - up, x + across, y + up


def moved(view: View, east: float, north: float) -> Box:
    """The box of a view moved by shares of its own size."""
    dx, dy = (view.east - view.west) * east, (view.north - view.south) * north
    return view.west + dx, view.south + dy, view.east + dx, view.north + dy


def ground(view: View) -> tuple[str, ...]:
    """The transforms that lay the world file under the view: one, or two where the view crosses a turn of the globe."""
    across = view.width / (view.east - view.west) / 100
    down = view.height / (view.north - view.south) / 100
    turns = [turn for turn in (-360, 0, 360) if view.west < 192 + turn and view.east > -192 + turn]
    return tuple(
        f"matrix({across:.6g} 0 0 {down:.6g} {(turn - view.west) * across * 100:.2f} {view.north * down * 100:.2f})"
        for turn in turns
    )


def km_per_unit(view: View) -> float:
    return (view.north - view.south) * KM_PER_DEGREE / view.height
