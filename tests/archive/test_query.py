from __future__ import annotations

import datetime
import json
from pathlib import Path

import pyarrow as pa
import pytest
from factory import BERIDZE

from dragoman.archive.corrections import Correction, correct
from dragoman.archive.dealings import dealings_of
from dragoman.archive.facets import Choice
from dragoman.archive.filters import (
    ActorFilter,
    DocumentFilter,
    EventFilter,
    Near,
    PositionFilter,
    QuestionFilter,
    StatementFilter,
    first_day,
    last_day,
    near_of,
)
from dragoman.archive.lines import line_of
from dragoman.archive.query import (
    actors,
    documents,
    documents_since,
    events,
    events_with_choices,
    positions,
    questions,
    statements,
)
from dragoman.archive.search import search, snippet_of
from dragoman.archive.sql import ask
from dragoman.archive.store import Archive
from dragoman.archive.tally import KEYS, count, days, dyads, pairs_by_name, tally
from dragoman.archive.words import term_of, terms_of
from dragoman.errors import ArchiveError, NotFoundError, RequestError
from dragoman.records import make_id

IMPORTED = {
    "id": ["ev-a", "ev-b", "ev-c"],
    "type": ["ASSAULT", "CONSULT", "ASSAULT"],
    "status": ["asserted"] * 3,
    "reporting_hedge": ["none"] * 3,
    "source": ["Navy of Norway", "Norway", "Chile"],
    "target": ["Sweden", "Chile", None],
    "source_codes": [["NOR", "MIL", "NOR MIL"], ["NOR"], ["CHL"]],
    "target_codes": [["SWE"], ["CHL"], []],
    "source_country": ["NOR", "NOR", "CHL"],
    "target_country": ["SWE", "CHL", None],
    "first": [datetime.date(2020, 1, day) for day in (3, 2, 1)],
    "place": ["Bergen", "Oslo", "Punta Arenas"],
    "country": ["NOR", "NOR", "CHL"],
    "lat": [60.39, 59.91, -53.16],
    "lon": [5.32, 10.75, -70.91],
    "intensity": [-9.0, 2.5, -9.0],
    "dead": [12, None, 3],
    "words": ["Use of force", "Visit 100%", "Use of force"],
    "dataset": ["ICEWS"] * 3,
    "dataset_row": ["1", "2", "3"],
}


@pytest.fixture(autouse=True)
def _imported(archive: Archive) -> None:
    archive.bulk("events", pa.table(IMPORTED))
    roles = {"event": ["ev-a", "ev-a"], "role": ["source", "target"], "actor": ["ac-n", "ac-s"],
             "name": ["Navy of Norway", "Sweden"], "country": ["NOR", "SWE"], "sector": ["MIL", None]}  # fmt: skip
    archive.bulk("event_actors", pa.table(roles), once="event")


def ids(archive: Archive, **wanted: object) -> list[str]:
    return [row.id for row in events(archive, EventFilter(dataset="ICEWS", **wanted)).rows]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["ev-a", "ev-b", "ev-c"]),
        ({"sort": "oldest"}, ["ev-c", "ev-b", "ev-a"]),
        ({"sort": "dead"}, ["ev-a", "ev-c", "ev-b"]),
        ({"limit": 1, "offset": 1}, ["ev-b"]),
        ({"actor": "CHL"}, ["ev-b", "ev-c"]),
        ({"actor": "Chile"}, ["ev-b", "ev-c"]),
        ({"source": "NOR MIL"}, ["ev-a"]),
        ({"source": "MIL", "target": "Sweden"}, ["ev-a"]),
        ({"source": "navy"}, ["ev-a"]),
        ({"type": ("CONSULT", "AGREE")}, ["ev-b"]),
        ({"since": datetime.date(2020, 1, 2)}, ["ev-a", "ev-b"]),
        ({"until": datetime.date(2020, 1, 1)}, ["ev-c"]),
        ({"near": Near(60.4, 5.3, 20)}, ["ev-a"]),
        ({"near": Near(60.4, 5.3, 320)}, ["ev-a", "ev-b"]),
        ({"country": "CHL"}, ["ev-c"]),
        ({"text": "USE force"}, ["ev-a", "ev-c"]),
        ({"text": "100%"}, ["ev-b"]),
        ({"text": "1%0"}, []),
        ({"deadly": True}, ["ev-a", "ev-c"]),
        ({"ids": ("ev-b",)}, ["ev-b"]),
        ({"corrected": True}, []),
    ],
)
def test_events_are_found_by_what_is_known_of_them(
    archive: Archive, wanted: dict[str, object], found: list[str]
) -> None:
    assert ids(archive, **wanted) == found


def test_a_page_says_how_many_there_are(archive: Archive) -> None:
    page = events(archive, EventFilter(dataset="ICEWS", limit=2))
    assert (len(page.rows), page.total) == (2, 3)
    beyond = events(archive, EventFilter(dataset="ICEWS", offset=10))
    assert (beyond.rows, beyond.total) == ((), 3)


def test_a_read_event_carries_its_document(archive: Archive) -> None:
    [row] = events(archive, EventFilter(mode="drone")).rows
    assert (row.title, row.outlet) == ("A Bridge and a Valley", "The Valley Review")
    assert row.words.startswith("Two senior officials said")
    assert (row.reporting_hedge, row.origins, row.corrected) == ("reported", 1, False)
    assert "[reported]" not in line_of(row).head and "reported" in line_of(row).marks


def test_an_event_without_a_day_is_found_by_the_day_of_the_report(archive: Archive) -> None:
    found = events(archive, EventFilter(type="SANCTION", since=datetime.date(2022, 11, 14)))
    assert [row.first for row in found.rows] == [None]
    assert line_of(found.rows[0]).day == "≤2022-11-14"


def test_statements_positions_questions(archive: Archive) -> None:
    said = statements(archive, StatementFilter(speaker="Tamar Beridze", form="verbatim")).rows
    assert [row.speaker_name for row in said] == [BERIDZE.name]
    assert said[0].words == (
        "“We shall not sign before the last soldier has left,” … “Then we can talk about everything.”"
    )
    assert statements(archive, StatementFilter(speaker="GEO GOV", act="deny")).total == 1
    held = positions(archive, PositionFilter(actor="GEO", conditional=True)).rows
    assert {row.stance for row in held} == {"offer", "reject"}
    assert positions(archive, PositionFilter(counterpart="Moscow", text="observers")).total == 1
    assert questions(archive, QuestionFilter(kind="predictive", text="winter")).total == 1


def test_documents_and_actors(archive: Archive) -> None:
    [row] = documents(archive, DocumentFilter(outlet="valley", actor="Tamar Beridze")).rows
    assert (row.id, row.origin, row.retold) == ("doc-1", "doc-1", 1)
    assert documents(archive, DocumentFilter(actor="SWE")).total == 0
    assert documents_since(archive, datetime.datetime(2000, 1, 1)).total == 1
    [navy] = actors(archive, ActorFilter(text="navy")).rows
    assert (navy.mentions, navy.events, navy.country) == (0, 1, "NOR")
    people = actors(archive, ActorFilter(person=True))
    assert {row.name for row in people.rows} == {"Tamar Beridze", "Irakli Maisaia"} and people.total == 2


def test_tallies(archive: Archive) -> None:
    imported = EventFilter(dataset="ICEWS")
    assert [(d.source, d.target, d.events) for d in dyads(archive, imported)] == [("NOR", "CHL", 1), ("NOR", "SWE", 1)]
    assert [(t.key, t.events) for t in days(archive, imported)] == [
        ("2020-01-01", 1), ("2020-01-02", 1), ("2020-01-03", 1)]  # fmt: skip
    assert count(archive, EventFilter(dataset="read")) == 7
    for key in KEYS:
        assert tally(archive, key)
    with pytest.raises(RequestError, match="choose one of"):
        tally(archive, "colour")


def test_what_makes_no_sense_is_refused(archive: Archive) -> None:
    with pytest.raises(RequestError, match="newest"):
        events(archive, EventFilter(sort="colour"))
    with pytest.raises(NotFoundError, match=r"46\.6,32\.6:50km"):
        near_of("Nowhereville-on-Sea:5km")
    with pytest.raises(RequestError, match="“WAR” is no event type"):
        events(archive, EventFilter(type=("ASSAULT", "WAR")))
    for text in ("2022-13", "soon", "2022-02-30", "1-2-3-4"):
        with pytest.raises(RequestError, match="is no date"):
            first_day(text)


def test_half_known_days_and_places() -> None:
    assert (first_day("2022-10"), last_day("2022-02")) == (datetime.date(2022, 10, 1), datetime.date(2022, 2, 28))
    assert (first_day("2022"), last_day("2022")) == (datetime.date(2022, 1, 1), datetime.date(2022, 12, 31))
    near = near_of("Kherson:50km")
    assert (round(near.lat), round(near.lon), near.km) == (47, 33, 50)
    assert near_of("46.6, 32.6") == Near(46.6, 32.6, 50)
    assert near_of("-10,20:7") == Near(-10, 20, 7)


def test_around_the_date_line_kilometres_stay_kilometres(archive: Archive) -> None:
    archive.bulk("events", pa.table({"id": ["ev-fiji"], "type": ["AID"], "lat": [-17.0], "lon": [179.9]}))
    assert events(archive, EventFilter(near=Near(-17.0, -179.9, 50))).total == 1
    assert events(archive, EventFilter(near=Near(-17.0, -178.0, 50))).total == 0
    assert events(archive, EventFilter(near=Near(89.9, 0, 50))).total == 0


def test_search_ranks_and_shows_where(archive: Archive) -> None:
    page = search(archive, "bridges Enguri")
    assert page.total == 1 and "Enguri bridge" in page.rows[0].snippet
    assert search(archive, '"use of force" treaty').total == 1
    assert search(archive, '"force of use"').total == 0
    assert search(archive, "treaty elephant").total == 0
    with pytest.raises(RequestError, match="no word"):
        search(archive, "of the …")


def test_words_are_folded() -> None:
    assert terms_of("The MINISTRIES’ troops; São Tomé's bus, U.S. glass") == [
        "ministry", "troop", "sao", "tome", "bus", "us", "glass"]  # fmt: skip
    assert term_of("the") is None and term_of("x" * 500) == "x" * 40
    assert snippet_of("", {"x"}, []) == "" and snippet_of("one two", {"x"}, ["y"]) == "one two"


def test_sql_from_outside_reads_and_nothing_more(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="reading only"):
        ask(archive, "SELECT 1")
    archive.__exit__()
    with Archive(tmp_path / "desk.duckdb", read_only=True) as shut:
        columns, rows = ask(shut, "SELECT id FROM documents")
        assert (columns, list(rows)) == (["id"], [("doc-1",)])
        for query in (
            "DROP TABLE links",
            "SELECT * FROM read_text('/etc/hostname')",
            "SELEKT 1",
            "COPY links TO 'x.csv'",
        ):
            with pytest.raises(RequestError, match="refused"):
                ask(shut, query)


def test_rows_that_are_there_are_not_added_again(archive: Archive) -> None:
    assert archive.bulk("events", pa.table(IMPORTED)) == 0
    assert archive.counts()["events"] == 10


def test_what_is_written_out_is_read_in_pieces(archive: Archive) -> None:
    sizes = [batch.num_rows for batch in archive.batches("SELECT id FROM events", size=4)]
    assert sum(sizes) == 10 and archive.table("SELECT count(*) AS n FROM events")["n"].to_pylist() == [10]


def test_sessions_serve_threads_of_their_own(archive: Archive) -> None:
    with archive.session() as other:
        assert other.counts() == archive.counts()
    assert archive.counts()["documents"] == 1


def test_bodies_stay_whole(archive: Archive) -> None:
    [(table, document, body)] = archive.records(make_id("ev", "crossed", "ASSAULT"))
    assert (table, document, body["mode"]) == ("events", "doc-1", "drone") and json.dumps(body)


def test_a_page_comes_with_the_counts_of_all_that_fit(archive: Archive) -> None:
    wanted = EventFilter(dataset="ICEWS", sort="oldest", limit=2, offset=1)
    page, counted = events_with_choices(archive, wanted, ["status", "type", "country"])
    assert page == events(archive, wanted) and page.total == 3 and len(page.rows) == 2
    assert counted["type"] == [Choice("ASSAULT", 2), Choice("CONSULT", 1)]
    assert {choice.value: choice.count for choice in counted["country"]} == {"NOR": 2, "CHL": 1}
    nothing, counted = events_with_choices(archive, EventFilter(type="AID", country="NOR"), ["status"])
    assert (nothing.rows, nothing.total, counted) == ((), 0, {"status": []})


def test_pairs_are_told_by_name(archive: Archive) -> None:
    assert pairs_by_name(archive, EventFilter(dataset="ICEWS")) == [
        ("Navy of Norway", "Sweden", 1, -9.0),
        ("Norway", "Chile", 1, 2.5),
    ]
    correct(archive, Correction(kind="target", target="ev-a", value=["Chile"]))
    assert ("Navy of Norway", "Chile", 1, -9.0) in pairs_by_name(archive, EventFilter(dataset="ICEWS"))


def test_dealings_of_an_actor_go_both_ways(archive: Archive) -> None:
    found = dealings_of(archive, "NOR", partners=5, newest=5)
    assert [(one.name, one.events) for one in found.acts_on] == [("Chile", 1), ("Sweden", 1)]
    assert found.newest == events(archive, EventFilter(actor="NOR", limit=5))
    suffered = dealings_of(archive, "SWE", partners=5, newest=5)
    assert [(one.name, one.balance, one.last) for one in suffered.acted_on_by] == [
        ("Navy of Norway", -9.0, datetime.date(2020, 1, 3))
    ]
    assert not suffered.acts_on and dealings_of(archive, "ac-000000000000", 5, 5).newest.total == 0
