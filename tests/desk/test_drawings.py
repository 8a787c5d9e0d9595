from __future__ import annotations

import datetime
import random
from pathlib import Path

import pyarrow as pa
import pytest
from factory import POSITIONS
from visitor import open_shelf, served, visitor

from dragoman.archive.query import PositionRow
from dragoman.desk.clusters import Cell, box_in, draw_world, grid_of, map_view
from dragoman.desk.net import Tie, draw_network
from dragoman.desk.pages.actors import clashing
from dragoman.desk.spark import draw_spark
from dragoman.desk.times import draw_times
from dragoman.desk.world import WORLD_BOX, world_svg

DAY = datetime.date(2022, 11, 11)


def test_what_is_dated_loosely_is_no_column() -> None:
    spans = [(datetime.date(2022, 10, 1), datetime.date(2022, 10, 31), {"asserted": 34})]
    drawn = draw_times(datetime.date(2022, 9, 1), datetime.date(2022, 11, 30), [(DAY, "asserted", 3)], spans)
    assert len(drawn.stacks) == 1 and drawn.stacks[0].first == DAY
    [bar] = drawn.bars
    assert bar.words == "34 in Oct 2022" and bar.pieces[0].width == pytest.approx(31 / 91 * 984, rel=0.01)


def test_what_is_dated_loosely_shows_its_status_too() -> None:
    tones = {"unreal": 1, "asserted": 80, "hedged": 2}
    months = [(datetime.date(2022, month, 1), datetime.date(2022, month, 28), tones) for month in (1, 12)]
    drawn = draw_times(datetime.date(2022, 1, 1), datetime.date(2022, 12, 31), [], months)
    for bar in drawn.bars:
        assert [piece.tone for piece in bar.pieces] == ["asserted", "hedged", "unreal"]
        assert min(piece.height for piece in bar.pieces) >= 3 and sum(p.height for p in bar.pieces) < 13.5
        assert "80 asserted; 2 reported, not confirmed; 1 did not" in bar.told
        assert 0 < bar.words_x < drawn.width - 8
    assert len(drawn.tones) == 3


def test_tones_are_stacked_and_told() -> None:
    days = [(DAY, "asserted", 3), (DAY, "unreal", 1), (DAY, "hedged", 2)]
    [stack] = draw_times(DAY, DAY, days, []).stacks
    assert [piece.tone for piece in stack.pieces] == ["asserted", "hedged", "unreal"]
    assert "2 reported, not confirmed" in stack.told


@pytest.mark.parametrize("words", [None, "", "1,2,3", "a,b,c,d", "5,5,1,1", "nan,0,1,1", "0,-95,1,1", "0,0,900,1"])
def test_a_box_that_is_none_is_the_world(words: str | None) -> None:
    assert box_in(words) == WORLD_BOX


def test_clusters_that_would_lie_on_each_other_are_one() -> None:
    view = map_view((30, 40, 50, 50))
    cells = [Cell(45, 40, 900, 0, "Aton", 5), Cell(45.1, 40.1, 20, 20, "Beton", 0), Cell(42, 48, 1, 1, "Ceton", 30)]
    drawn = draw_world(view, cells)
    assert [(c.events, c.is_unsure) for c in drawn.clusters] == [(1, True), (920, False)]
    assert drawn.events == 921


def test_the_world_has_no_line_across_the_sea() -> None:
    for step in world_svg().split("l")[1:]:
        assert not any(
            abs(int(n)) > 18000 for n in step.split("z")[0].replace("-", " -").split()[:2] if n.lstrip("-").isdigit()
        )


def test_a_network_of_ties_to_oneself_is_empty_of_edges() -> None:
    assert draw_network([]) is None
    drawn = draw_network([Tie("RUS", "Russia", "RUS", "Russia", 5, None), Tie("A", "Aland", "B", "Bland", 1, -4.0)])
    assert drawn is not None and [edge.tone for edge in drawn.edges] == ["hostile"]


def test_a_spark_tells_in_words_which_way_it_went() -> None:
    drawn = draw_spark([("week 1", 2, 5.0), ("week 2", 0, None), ("week 3", 3, -6.0)])
    assert drawn.told == "conflict on the whole, falling"
    assert [column.is_down for column in drawn.columns] == [False, True]


def test_positions_that_stand_against_each_other_are_found() -> None:
    def row(stance: str, object: str, status: str = "asserted") -> PositionRow:
        known = {"id": f"{stance} {object}", "stance": stance, "object": object, "status": status}
        return PositionRow(**{field: known.get(field) for field in PositionRow.__dataclass_fields__})

    rows = [
        row("reject", "direct talks with Russia"),
        row("accept", "talks with Russia in Geneva"),
        row("demand", "the return of prisoners"),
        row("reject", "the return of prisoners", "hypothetical"),
    ]
    assert [[found.stance for found in group] for group in clashing(rows)] == [["reject", "accept"]]
    assert POSITIONS


def test_fifty_thousand_points_are_a_few_clusters(tmp_path: Path) -> None:
    shelf = open_shelf(tmp_path)
    draw = random.Random(1)
    count = 50_000
    columns = {
        "id": [f"ev-{number:012x}" for number in range(count)],
        "type": ["AID"] * count,
        "status": ["asserted"] * count,
        "reporting_hedge": ["none"] * count,
        "lat": [draw.uniform(-50, 70) for _ in range(count)],
        "lon": [draw.uniform(-180, 180) for _ in range(count)],
        "place": [f"Town {number % 5000}" for number in range(count)],
        "dataset": ["made"] * count,
    }
    with shelf.writing() as archive:
        archive.bulk("events", pa.table(columns))
    with served(shelf) as address, visitor(address) as client:
        for box in ("-170,-58,190,80", "150,-30,215,40", "20,40,40,50"):
            found = client.get(f"/desk.json?map={box}").json()
            across, down = grid_of(map_view(box_in(box)))
            assert 0 < len(found["clusters"]) <= (across + 1) * (down + 1)
        assert len(client.get("/").content) < 150_000
    shelf.close()
