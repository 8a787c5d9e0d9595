from __future__ import annotations

import itertools
from dataclasses import replace

from factory import GENEVA, GORI, TBILISI, make_bare, make_dossier, place

from dragoman.codes import Sense
from dragoman.desk.basemap import load_basemap, ring_path, view_around
from dragoman.desk.map import LETTER, draw_map


def test_a_map_shows_the_scene_and_names_what_lies_beyond() -> None:
    drawing = draw_map(make_dossier(), 720, 430)
    assert drawing is not None and drawing.inset is not None
    assert {"Ergneti", "Gori", "Tbilisi", "Zugdidi"} <= {spot.name for spot in drawing.spots}
    assert "Geneva" in drawing.notes[0]


def test_names_for_governments_are_not_drawn() -> None:
    drawing = draw_map(make_dossier(), 720, 430)
    assert drawing is not None
    assert "Abkhazia" not in {spot.name for spot in drawing.spots}
    assert any("stands for a government" in note and "Abkhazia" in note for note in drawing.notes)


def test_names_do_not_overlap() -> None:
    crowd = [replace(GORI, id=f"pl-{i}", name=f"Village {i}", lat=42 + i / 12, lon=44 + i % 7 / 5) for i in range(30)]
    drawing = draw_map(replace(make_bare("x"), places=tuple(crowd)), 720, 430)
    assert drawing is not None
    names = [spot.label for spot in drawing.spots if spot.label]
    assert len(names) > 15
    for one, other in itertools.combinations(names, 2):
        apart = abs(one.y - other.y) >= LETTER or one.anchor != other.anchor or abs(one.x - other.x) > 50
        assert apart, (one, other)


def test_crimea_is_disputed_and_its_border_is_not_settled() -> None:
    basemap = load_basemap()
    crimea = next(area for area in basemap.disputed if area.name == "Crimea")
    assert 33 < crimea.at[0] < 36 and 44.5 < crimea.at[1] < 46
    isthmus = (33.2, 45.8, 34.9, 46.3)

    def crosses(points: list[tuple[float, float]]) -> bool:
        return any(isthmus[0] < x < isthmus[2] and isthmus[1] < y < isthmus[3] for x, y in points)

    assert not any(crosses(line.points) for line in basemap.borders)
    assert any(crosses(line.points) for line in basemap.contested)
    assert "Crimea" not in {label.name for label in basemap.labels}


def test_places_at_the_ends_of_the_world() -> None:
    far = [
        place("Suva", "Gori", -18.1, 178.4), place("Nukualofa", "Gori", -21.1, -175.2),
        place("Pole", "Gori", -89.9, 0.0), place("Alert", "Gori", 82.5, -62.3, 9000.0),
    ]  # fmt: skip
    for some in (far[:2], far, far[2:3], far[3:]):
        drawing = draw_map(replace(make_bare("x"), places=tuple(some)), 720, 430)
        assert drawing is not None and all(-1 <= spot.x <= 721 and -1 <= spot.y <= 431 for spot in drawing.spots)


def test_no_map_without_coordinates() -> None:
    nowhere = replace(TBILISI, lat=None, lon=None), replace(GENEVA, sense=Sense.DEMONYM)
    assert draw_map(replace(make_bare("x"), places=nowhere), 720, 430) is None


def test_land_is_cut_to_the_view() -> None:
    view = view_around([(44.0, 42.0), (45.0, 42.5)], 700, 400, 4.0)
    numbers = [
        float(n)
        for n in ring_path(load_basemap().land, view).replace("M", " ").replace("L", " ").replace("Z", " ").split()
    ]
    assert numbers and min(numbers) >= -0.1 and max(numbers) <= 700.1
