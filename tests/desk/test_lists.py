from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest
from factory import SIGN
from visitor import send, served, visitor

from dragoman.codes import EventType
from dragoman.desk.pages.search import pieces_of
from dragoman.desk.shelf import REMEMBERED, Shelf
from dragoman.desk.told import TYPES


def test_filters_in_force_are_told_in_the_words_of_the_page(client: httpx.Client) -> None:
    page = client.get("/events?status=negated&dataset=read&since=2000").text
    for words in ("Without Status: did not happen", "Without Origin: read here", "Without Since: 2000"):
        assert words in page


@pytest.mark.parametrize("words", ["GEO", "geo", "Georgia", "georgia"])
def test_a_country_is_asked_for_by_name_or_letters(client: httpx.Client, words: str) -> None:
    assert client.get("/events.json", params={"country": words}).json()["total"] == 3


def test_a_country_nobody_knows_is_no_empty_list(client: httpx.Client) -> None:
    answer = client.get("/events", params={"country": "Ruritania", "status": "asserted"})
    assert answer.status_code == 400 and "No country is known as “Ruritania”" in answer.text
    assert 'href="/events">Back to where you were' in answer.text


def test_a_statement_with_a_day_of_its_own_tells_it_first(client: httpx.Client) -> None:
    send(client, "/corrections", kind="date", target=SIGN.id, value="2022-11-09")
    card = client.get("/statements").text.partition(f'id="{SIGN.id}"')[2].partition("</li>\n")[0]
    assert "<strong>Wed 9 Nov 2022</strong>reported <span>Mon 14 Nov 2022</span>" in card


def test_an_export_that_cannot_hold_all_tells_so_in_its_name(client: httpx.Client) -> None:
    total = client.get("/events.json").json()["total"]
    answer = client.get("/export?table=events&format=timeline")
    held = len(json.loads(answer.content)["events"])
    assert held < total and f'filename="events-{held}-of-{total}.json"' in answer.headers["content-disposition"]


def test_an_export_that_would_be_empty_is_refused_with_the_reason(client: httpx.Client) -> None:
    answer = client.get("/export?table=events&format=ical&status=negated")
    assert answer.status_code == 400 and "Nothing of this has a place in the format" in answer.text
    assert "without a day" in answer.text


@pytest.mark.parametrize(
    ("words", "marked"),
    [("bridge", ["Bridge"]), ('"the bridge" gori', ["The Bridge"]), ("a.b(", []), ('"" ', [])],
)
def test_the_words_looked_for_are_marked_in_what_was_found(words: str, marked: list[str]) -> None:
    found = pieces_of(words, "The Bridge to the abridged")
    assert found[1::2] == marked and "".join(found) == "The Bridge to the abridged"


@pytest.mark.parametrize("path", ["/events", "/statements", "/documents", "/actors", "/places"])
def test_beyond_its_end_a_list_leads_back(client: httpx.Client, path: str) -> None:
    page = client.get(f"{path}?page=77").text
    assert f'The list ends before this page. <a href="{path}?page=1">' in page and " in all</p>" in page


def test_an_empty_archive_says_how_to_begin(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "empty.duckdb")
    with served(shelf) as address, visitor(address) as client:
        for path in ("/events", "/statements", "/documents", "/actors", "/places", "/questions"):
            page = client.get(path).text
            assert "Add a report with the button above" in page and "Show all" not in page, path
            assert "Show all" in client.get(f"{path}?text=grain").text, path
    shelf.close()


def test_kinds_of_events_are_told_in_words_beside_their_codes(client: httpx.Client) -> None:
    for path in ("/events?type=ASSAULT", "/documents/doc-1/mend"):
        assert "attack (ASSAULT)" in client.get(path).text
    assert set(TYPES) == {str(kind) for kind in EventType}


def test_a_report_one_filters_by_is_known_by_its_title(client: httpx.Client) -> None:
    assert "report: “A Bridge and a Valley”" in client.get("/events?document=doc-1").text


def test_a_story_told_twice_by_nobody_has_no_stray_dot(client: httpx.Client, shelf: Shelf) -> None:
    with shelf.writing() as archive:
        archive.run("UPDATE machine_documents SET byline = NULL, outlet = NULL")
    assert "<bdi></bdi> ·" not in client.get("/documents").text


def test_what_is_asked_of_the_whole_archive_outlives_what_is_asked_of_parts(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "desk.duckdb")
    asked: list[str] = []
    try:
        shelf.remembered("actors", lambda: asked.append("whole"))
        for number in range(REMEMBERED + 10):
            shelf.remembered(("part", number), lambda: asked.append("part"))
        shelf.remembered("actors", lambda: asked.append("whole"))
        shelf.remembered(("part", 0), lambda: asked.append("part"))
        assert (asked.count("whole"), asked.count("part")) == (1, REMEMBERED + 11)
        with shelf.writing():
            pass
        shelf.remembered("actors", lambda: asked.append("whole"))
        assert asked.count("whole") == 2
    finally:
        shelf.close()
