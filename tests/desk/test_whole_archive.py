"""What the desk counts over the whole archive once, and what every look at a part of it takes from there."""

from __future__ import annotations

import datetime
import time
from dataclasses import replace
from pathlib import Path

import httpx
import pyarrow as pa
import pytest
from factory import make_dossier
from test_jobs import Kept, Told_
from visitor import open_shelf, send, served, visitor

from dragoman.archive.store import Archive
from dragoman.desk.caretaker import Caretaker, make_ready
from dragoman.desk.clusters import map_view
from dragoman.desk.days import Days, days_of
from dragoman.desk.jobs import Jobs
from dragoman.desk.points import NAMELESS, cells, points_of
from dragoman.desk.shelf import Shelf
from dragoman.desk.worker import Begun, Source
from dragoman.desk.world import WORLD_BOX

DAY = datetime.date(2020, 1, 1)


def of(number: int) -> datetime.date:
    return DAY + datetime.timedelta(days=number)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    rows = {
        "id": [f"ev-{n}" for n in range(7)],
        "type": ["CONSULT"] * 7,
        "status": ["asserted", "asserted", "future", "asserted", "asserted", "historical", "asserted"],
        "reporting_hedge": ["none", "reported", "none", "none", "none", "none", "none"],
        "place": ["Oslo", "Oslo", "Bergen", "Suva", None, None, "Oslo"],
        "lat": [59.9, 59.9, 60.4, -18.1, 10.0, None, 59.9],
        "lon": [10.7, 10.7, 5.3, 178.4, -179.5, None, 10.7],
        "first": [of(0), of(0), of(1), of(3), of(31), of(-9000), None],
        "last": [of(0), of(0), of(1), of(3), of(60), of(-9000), None],
    }
    opened = Archive(tmp_path / "desk.duckdb")
    opened.bulk("events", pa.table(rows))
    return opened


def test_points_are_gathered_by_the_cells_of_the_map(archive: Archive) -> None:
    found = {cell.name: cell for cell in cells(archive, points_of(archive), map_view(WORLD_BOX))}
    norway = found["Oslo"]
    # Bergen lies in the same cell at this scale; the fuller place gives its name, and the middle is weighed.
    assert (norway.events, norway.unsure) == (4, 2)
    assert norway.lat == pytest.approx((3 * 59.9 + 60.4) / 4) and norway.lon == pytest.approx((3 * 10.7 + 5.3) / 4)
    assert found["Suva"].events == found[NAMELESS].events == 1


def test_a_part_of_the_map_may_lie_across_the_date_line(archive: Archive) -> None:
    [suva, other] = sorted(cells(archive, points_of(archive), map_view((170, -25, 190, 15))), key=lambda c: c.lat)
    assert suva.lon == pytest.approx(178.4) and other.lon == pytest.approx(180.5)
    assert not cells(archive, points_of(archive), map_view((20, 40, 30, 45)))


def test_days_are_counted_by_how_exact_they_are(archive: Archive) -> None:
    days = days_of(archive)
    assert sorted(days.exact(of(0), of(3))) == [(of(0), "asserted", 1), (of(0), "hedged", 1), (of(1), "unreal", 1),
                                                (of(3), "asserted", 1)]  # fmt: skip
    assert days.loose(of(40), of(41)) == [(of(31), of(60), {"asserted": 1})] and not days.loose(of(61), of(90))
    # What is decades away does not stretch what is shown first.
    assert days.extent() == (of(0), of(60))
    assert Days(()).extent() is None


def test_a_far_off_day_does_not_become_the_whole_timeline() -> None:
    busy = [(of(n), of(n), "asserted", 5) for n in range(9, -1, -1)]
    ahead, long_ago = (of(2000), of(2000), "unreal", 8), (of(-9000), of(-9000), "historical", 1)
    assert Days((ahead, *busy, long_ago)).extent() == (of(0), of(9))
    # A large data set of years ago does not hide what a new report tells.
    report = [(of(n), of(n), "asserted", 1) for n in range(1009, 999, -1)]
    assert Days((*report, *busy)).extent() == (of(1000), of(1009))


def test_a_report_that_came_in_is_linked_with_its_copies(tmp_path: Path) -> None:
    one = make_dossier()
    shelf = open_shelf(tmp_path, one)
    try:
        make_ready(shelf)
        shelf.remembered("points", lambda: pytest.fail("it was to be ready"))
        assert not count_of(shelf, "links")
        text = f"(Wire copy) {one.document.text}"
        other = make_dossier()
        shelf.keep(replace(other, document=replace(other.document, id="doc-2", text=text)))
        caretaker = Caretaker(shelf)
        caretaker.start()
        caretaker.wake()
        deadline = time.monotonic() + 10
        while not count_of(shelf, "links") and time.monotonic() < deadline:
            time.sleep(0.02)
        caretaker.stop()
        caretaker._thread.join(5)
        assert count_of(shelf, "link_members WHERE kind = 'origin'") == 2
    finally:
        shelf.close()


def count_of(shelf: Shelf, table: str) -> int:
    with shelf.reading() as archive:
        return int(archive.rows(f"SELECT count(*) FROM {table}")[0][0])


@pytest.mark.parametrize("known", [False, True])
def test_reports_are_taken_in_once_the_queue_is_empty(known: bool) -> None:
    dossier, times = make_dossier(), []
    jobs = Jobs(lambda: Kept({"doc-1"} if known else set()), lambda: times.append(time.monotonic()))
    jobs._worker = Told_(Begun(dossier.document), *([] if known else [dossier]))  # type: ignore[assignment]
    added = [jobs.add(Source(f"report {number}", b"text")) for number in range(3)]
    deadline = time.monotonic() + 5
    while not all(job.is_done for job in added) and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(0.05)
    assert bool(times) is not known and len(times) <= 3


@pytest.mark.model
def test_days_are_counted_anew_once_the_day_of_a_report_is_put_right(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "desk.duckdb")
    text = "TIRANA — Albania's army shelled a depot near Shkodra yesterday, the defence ministry said in a statement."
    with served(shelf) as address, visitor(address) as client:
        report = read_through(client, send(client, "/read", text=text))
        assert client.get("/events.json").json()["rows"][0]["first"] is None
        assert "/read/again" not in client.get(f"/documents/{report}").text
        done = send(client, "/corrections", kind="date", target=report, value="2019-05-03", back=f"/documents/{report}")
        assert done.status_code == 303, done.text
        assert "still count from the day of before" in client.get(f"/documents/{report}").text
        assert read_through(client, send(client, "/read/again", document=report)) == report
        assert client.get("/events.json").json()["rows"][0]["first"] == "2019-05-02"
        # The report itself is as it was; taking the day back is still possible.
        [correction] = client.get("/corrections.json").json()["corrections"]
        send(client, "/corrections/undo", id=correction["id"])
        assert client.get(f"/documents/{report}.json").json()["document"]["published"] is None
    shelf.close()


def read_through(client: httpx.Client, answer: httpx.Response) -> str:
    """Waits for a reading to end; the id of what was read."""
    for _ in range(600):
        job = client.get(f"{answer.headers['location']}.json").json()
        if job["is_done"]:
            assert not job["failures"]
            return str(job["documents"][0]["id"])
        time.sleep(0.1)
    raise AssertionError("the reading did not end")


def test_a_report_without_a_title_is_known_by_its_first_words(tmp_path: Path) -> None:
    one = make_dossier()
    shelf = open_shelf(tmp_path, replace(one, document=replace(one.document, title=None)))
    with served(shelf) as address, visitor(address) as client:
        [row] = client.get("/documents.json").json()["rows"]
        assert row["title"] is None
        opening = one.document.text[:20].strip()
        assert opening in client.get("/documents").text and opening in client.get("/").text
    shelf.close()
