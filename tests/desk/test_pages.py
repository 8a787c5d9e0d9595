from __future__ import annotations

import html
import re
import time
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from factory import EVENTS, EXPLANATION, STATEMENTS, TEXT, make_dossier
from test_page import HOSTILE, Elements
from visitor import form_token, open_shelf, send, served, visitor

from dragoman.desk.replies import PLACES
from dragoman.desk.server import PAGES
from dragoman.desk.shelf import Shelf
from dragoman.formats.export import FORMATS
from dragoman.records import Span, make_id

LISTS = [path for path, _ in PLACES]


def paths(client: httpx.Client) -> list[str]:
    """An address of every page of the desk."""
    actor = client.get("/actors.json").json()["rows"][0]["id"]
    place = next(row["id"] for row in client.get("/places.json").json()["rows"] if row["id"])
    send(client, "/forecasts/draft", document="doc-1")
    forecast = client.get("/forecasts.json").json()["questions"][0]["id"]
    known = {
        "/documents/{id}": "/documents/doc-1",
        "/explanations/{id}": f"/explanations/{EXPLANATION.id}",
        "/forecasts/{id}": f"/forecasts/{forecast}",
        "/documents/{id}/mend": "/documents/doc-1/mend",
        "/actors/{id}": f"/actors/{actor}",
        "/places/{id}": f"/places/{place}",
        "/records/{id}": f"/records/{EVENTS[0].id}",
        "/search": "/search?q=bridge",
    }
    return [known.get(path, path) for path in PAGES if path != "/jobs/{id}"]


def test_every_page_is_well_formed_and_has_a_twin(client: httpx.Client) -> None:
    for path in paths(client):
        page = client.get(path)
        assert page.status_code == 200, path
        found = Elements(page.text)
        assert found.balanced, path
        ids = found.ids()
        assert len(ids) == len(set(ids)), (path, [id for id in ids if ids.count(id) > 1])
        twin = next(a["href"] for tag, a in found.found if tag == "link" and a.get("rel") == "alternate")
        answer = client.get(twin)
        assert answer.status_code == 200 and isinstance(answer.json(), dict), twin


def test_every_link_of_every_page_leads_somewhere(client: httpx.Client) -> None:
    seen: set[str] = set()
    for path in paths(client):
        for link in {html.unescape(link) for link in Elements(client.get(path).text).links()}:
            bare = link.split("#")[0]
            if bare.startswith("/") and bare not in seen:
                seen.add(bare)
                assert client.get(bare).status_code == 200, (path, link)
    assert len(seen) > 100


def test_a_statement_that_was_not_made_is_never_shown_as_said(client: httpx.Client) -> None:
    rows = client.get("/statements.json").json()["rows"]
    assert len(rows) == len(STATEMENTS)
    for row in rows:
        if row["status"] != "asserted" or row["reporting_hedge"] != "none":
            assert f"{row['speaker_name']} said:" not in row["told"]
    told = " ".join(row["told"] for row in rows)
    assert "Author, reportedly: Moscow" in told


def test_filters_narrow_what_is_seen_and_what_is_exported(client: httpx.Client) -> None:
    everything = client.get("/events.json").json()
    some = client.get("/events.json?status=negated").json()
    assert 0 < some["total"] < everything["total"]
    assert {row["status"] for row in some["rows"]} == {"negated"}
    page = client.get("/events?status=negated").text
    lines = client.get("/export?table=events&format=jsonl&status=negated").text.splitlines()
    assert len(lines) == some["total"]
    for row in some["rows"]:
        assert row["id"] in page and any(row["id"] in line for line in lines)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_taken_away(client: httpx.Client, name: str) -> None:
    answer = client.get(f"/export?document=doc-1&format={name}")
    assert answer.status_code == 200 and answer.content
    assert answer.headers["content-disposition"].startswith('attachment; filename="dossier.')


def test_an_unknown_format_is_told_plainly(client: httpx.Client) -> None:
    answer = client.get("/export?table=events&format=docx")
    assert answer.status_code == 400 and "csv" in answer.text


def test_a_correction_is_seen_everywhere_and_can_be_taken_back(client: httpx.Client) -> None:
    wanted = next(
        row for row in client.get("/statements.json").json()["rows"] if row["speaker_name"] == "Tamar Beridze"
    )
    pages = ("/documents/doc-1", "/statements", f"/records/{wanted['id']}", "/search?q=soldier")
    for path in pages:
        assert "Nino Gelashvili" not in client.get(path).text
    answer = send(
        client, "/corrections", kind="speaker", target=wanted["id"], value="Nino Gelashvili", back="/statements"
    )
    done = answer.headers["location"].split("done=")[1]
    for path in pages:
        assert "Nino Gelashvili" in client.get(path).text, path
    assert "Nino Gelashvili" in client.get("/corrections").text
    assert "Undo" in client.get(answer.headers["location"]).text
    assert send(client, "/corrections/undo", id=done).status_code == 303
    for path in pages:
        # The page of the record goes on telling what was done with it.
        assert "Nino Gelashvili" not in client.get(path).text.partition("What was corrected")[0], path
    assert "taken back" in client.get("/corrections").text


@pytest.mark.parametrize(
    ("kind", "value", "seen"),
    [
        ("date", "2022-10", "October 2022"),
        ("place", "Old Ford @ 42.10, 43.90", "Old Ford"),
        ("source", "Norway; Sweden", "Norway and Sweden"),
        ("status", "negated", "did not"),
        ("hedge", "rumoured", "rumoured"),
        ("type", "AID", "AID"),
    ],
)
def test_events_can_be_put_right(client: httpx.Client, kind: str, value: str, seen: str) -> None:
    event = next(row for row in client.get("/events.json?status=asserted").json()["rows"] if row["source"])
    assert send(client, "/corrections", kind=kind, target=event["id"], value=value).status_code == 303
    assert seen in client.get(f"/records/{event['id']}").text


def test_a_senseless_correction_is_refused_with_its_reason(client: httpx.Client) -> None:
    answer = send(client, "/corrections", kind="status", target=EVENTS[0].id, value="certain")
    assert answer.status_code == 400 and "asserted" in answer.text
    assert send(client, "/corrections", kind="wrong", target="ev-none").status_code == 404


def test_what_was_marked_wrong_is_gone_from_the_lists_but_can_be_brought_back(client: httpx.Client) -> None:
    id = EVENTS[0].id
    send(client, "/corrections", kind="wrong", target=id, note="not in the text")
    assert id not in client.get("/events").text
    page = client.get(f"/records/{id}").text
    assert "Marked wrong" in page and "Undo" in page


def test_what_the_machine_missed_can_be_added(client: httpx.Client) -> None:
    words = "observers return by 1 December"
    event = {"table": "events", "type": "CONSULT", "by": "Norway", "on": "Georgia", "words": words}
    assert send(client, "/corrections", kind="add", target="doc-1", **event).status_code == 303
    statement = {"table": "statements", "speaker": "Nino Gelashvili", "act": "say", "words": words}
    assert send(client, "/corrections", kind="add", target="doc-1", **statement).status_code == 303
    page = client.get("/documents/doc-1").text
    assert "Norway" in page and "Nino Gelashvili" in page
    send(client, "/corrections", kind="title", target="doc-1", value="A Bridge, Corrected")
    assert "A Bridge, Corrected" in client.get("/documents").text


def test_actors_can_be_merged(client: httpx.Client) -> None:
    rows = {row["name"]: row["id"] for row in client.get("/actors.json").json()["rows"]}
    send(client, "/corrections", kind="merge-actors", target=rows["Moscow"], value="Russia")
    after = client.get("/actors.json").json()["rows"]
    assert "Moscow" not in {row["name"] for row in after}


def test_hostile_words_run_nowhere(tmp_path: Path) -> None:
    dossier = make_dossier()
    for number, words in enumerate(HOSTILE):
        statement = replace(STATEMENTS[0], id=make_id("st", number), speaker=replace(STATEMENTS[0].speaker, name=words))
        dossier = replace(dossier, statements=(*dossier.statements, statement))
    hostile = "".join(HOSTILE)
    document = replace(dossier.document, title=hostile, byline=hostile, outlet=hostile, url="javascript:alert(1)")
    shelf = open_shelf(tmp_path, replace(dossier, document=document))
    with served(shelf) as address, visitor(address) as client:
        for path in [
            *LISTS,
            "/documents/doc-1",
            "/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
            f"/records/{make_id('st', 0)}",
        ]:
            found = Elements(client.get(path).text)
            assert found.balanced, path
            for tag, attributes in found.found:
                assert tag not in ("img", "iframe", "object", "embed", "base"), path
                assert tag != "script" or attributes["src"].startswith("/assets/"), path
                assert not any(name.startswith("on") for name in attributes), path
                assert not attributes.get("href", "").lower().startswith(("javascript:", "data:")), path
            assert "\u202e" not in client.get(path).text
    shelf.close()


def test_a_text_with_a_hundred_thousand_records_is_still_a_page(tmp_path: Path) -> None:
    text = "word " * 100_000
    spans = [Span(5 * n, 5 * n + 4) for n in range(100_000)]
    statements = tuple(
        replace(STATEMENTS[0], id=f"st-{n:012x}", content=(span,), source=(), cue=(), evidence=replace(STATEMENTS[0].evidence, span=span))
        for n, span in enumerate(spans[:20_000])
    )  # fmt: skip
    empty = dict.fromkeys(
        ("events", "positions", "questions", "explanations", "unsure", "whens", "places", "actors"), ()
    )
    dossier = make_dossier(statements=statements, **empty)
    shelf = open_shelf(tmp_path, replace(dossier, document=replace(dossier.document, text=text)))
    with served(shelf) as address, visitor(address) as client:
        client.get("/statements")
        start = time.perf_counter()
        page = client.get("/documents/doc-1")
        assert page.status_code == 200
        assert len(page.content) < 3_000_000
        assert time.perf_counter() - start < 20
        assert "left-out" in page.text
    shelf.close()


def test_the_desk_says_what_is_new_since_the_last_visit(client: httpx.Client, shelf: Shelf) -> None:
    assert "In the archive" in client.get("/").text
    name = next(cookie for cookie in client.cookies if cookie.endswith("-seen"))
    long_ago = int(time.time()) - 7 * 24 * 3600
    client.cookies.set(name, f"0.{long_ago}")
    page = client.get("/").text
    assert "New since your last visit" in page and "A Bridge and a Valley" in page
    with shelf.writing() as archive:
        archive.run("INSERT INTO imports VALUES ('a.tab', 'icews', NULL, 9, 7, 0, 2, current_localtimestamp())")
    assert "7 events of ICEWS" in client.get("/").text and client.get("/desk.json").json()["new"]["imported"] == {
        "icews": 7
    }
    client.cookies.set(name, f"0.{int(time.time()) + 60}")


def test_a_bad_cookie_harms_nothing(client: httpx.Client) -> None:
    client.get("/")
    name = next(cookie for cookie in client.cookies if cookie.endswith("-seen"))
    for value in ("x", "1.2.3", "9" * 40, "-1.-1", "."):
        client.cookies.set(name, value)
        assert client.get("/").status_code == 200


def test_a_first_view_is_light(client: httpx.Client) -> None:
    for path in paths(client):
        page = client.get(path)
        size = len(page.content) - (len(TEXT) if path.startswith("/documents/") else 0)
        assert size < 150_000, path


def test_assets_may_be_kept_for_good(client: httpx.Client) -> None:
    page = client.get("/").text
    address = next(a["href"] for tag, a in Elements(page).found if tag == "link" and a["href"].endswith("site.css"))
    answer = client.get(address)
    assert "immutable" in answer.headers["cache-control"] and answer.headers["content-encoding"] == "gzip"


@pytest.mark.model
def test_a_pasted_text_becomes_a_dossier(client: httpx.Client) -> None:
    text = "TBILISI, 14 November 2022. Foreign Minister Tamar Beridze said on Monday that the bridge would reopen. " * 3
    answer = send(client, "/read", text=text)
    assert answer.status_code == 303
    job = answer.headers["location"]
    assert client.get(job).status_code == 200
    deadline = time.monotonic() + 60
    while not (state := client.get(f"{job}.json").json())["is_done"] and time.monotonic() < deadline:
        time.sleep(0.2)
    assert state["documents"], state
    assert "Beridze" in client.get(f"/documents/{state['documents'][0]['id']}").text


@pytest.mark.model
def test_what_cannot_be_read_is_told(client: httpx.Client) -> None:
    jobs = []
    for fields in ({"url": "http://127.0.0.1:9/private"}, {"url": "http://localhost/x"}, {"text": "1234 5678"}):
        jobs.append(send(client, "/read", **fields).headers["location"])
    line = {"file": ("long.txt", b"word " * 2_000_000, "text/plain")}
    token = form_token(client)
    jobs.append(client.post("/read", data={"token": token}, files=line).headers["location"])
    deadline = time.monotonic() + 60
    for job in jobs:
        while not (state := client.get(f"{job}.json").json())["is_done"] and time.monotonic() < deadline:
            time.sleep(0.2)
        assert state["failures"] and not state["documents"], state
    assert send(client, "/read", url="file:///etc/passwd").status_code == 400
    assert send(client, "/read").status_code == 400
    assert "private network" in client.get("/documents").text


def test_one_may_say_what_counts_as_new(client: httpx.Client, shelf: Shelf) -> None:
    with shelf.writing() as archive:
        archive.run("UPDATE machine_documents SET read_at = current_localtimestamp() - INTERVAL 3 DAY")
    counts = {days: client.get(f"/desk.json?new={days}").json()["new"]["total"] for days in ("1", "7", "all", "x")}
    assert counts == {"1": 0, "7": 1, "all": 1, "x": 1}
    page = client.get("/?new=7&map=40,40,46,44").text
    assert 'href="/?map=40%2C40%2C46%2C44&amp;new=1"' in page and "Nothing was read since then" not in page
    assert "Nothing was read since then" in client.get("/?new=1").text


def test_the_timeline_says_how_much_it_shows(client: httpx.Client) -> None:
    page = client.get("/").text
    told = re.search(r'aria-label="Move the timeline"><span class="told">([^<]+)<', page)
    assert told and re.search(r"\d of \d dated events; \d more have no date|all \d dated events; \d more", told[1])
    assert "all 5 dated events" in client.get("/?first=2000&last=2030").text


def test_a_report_without_a_day_says_what_to_do_about_it(tmp_path: Path) -> None:
    dossier = make_dossier()
    shelf = open_shelf(tmp_path, replace(dossier, document=replace(dossier.document, published=None)))
    with served(shelf) as address, visitor(address) as client:
        page = client.get("/documents/doc-1").text
        assert 'href="/documents/doc-1/mend#mend-date"' in page
        assert 'id="mend-date"' in client.get("/documents/doc-1/mend").text
        assert "mend#mend-date" not in client.get("/documents/doc-1/dossier.html").text
    shelf.close()


def test_an_empty_desk_begins_with_a_report(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "desk.duckdb")
    with served(shelf) as address, visitor(address) as client:
        page = client.get("/").text
        found = Elements(page)
        assert found.balanced and page.count('name="text"') == 2 and 'id="begin-text"' in page
        assert 'id="map"' not in page
    shelf.close()


def test_the_map_of_a_place_marks_it(client: httpx.Client) -> None:
    known = {row["name"]: row["id"] for row in client.get("/places.json").json()["rows"]}
    # One where something happened, whose circle bears its name, and one that is only named.
    for name in ("Gori", "Geneva"):
        page = client.get(f"/places/{known[name]}").text
        assert '<g class="here">' in page and len(re.findall(rf'class="place-name"[^>]*>{name}<', page)) == 1, name
    assert '<g class="here">' not in client.get("/").text
