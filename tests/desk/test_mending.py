from __future__ import annotations

import re

import httpx
import pytest
from factory import BERIDZE, BRIDGE, EVENTS, SIGN
from visitor import send

from dragoman.desk.shelf import Shelf


def test_a_card_leads_to_merging_its_actors_and_to_adding_what_is_missing(client: httpx.Client) -> None:
    page = client.get(f"/records/{SIGN.id}").text
    assert f'<a href="/actors/{BERIDZE.id}#correct"><bdi>Tamar Beridze</bdi></a>' in page
    assert 'href="/documents/doc-1/mend#add-title"' in page


def test_what_was_corrected_is_told_with_its_value(client: httpx.Client) -> None:
    send(client, "/corrections", kind="date", target=EVENTS[0].id, value="2022-11-09", note="By the log.", who="Ada")
    for path in (f"/records/{EVENTS[0].id}", "/corrections"):
        page = client.get(path).text
        assert "when: <b" in page and "2022-11-09" in page and "By the log." in page and "Ada" in page, path


def test_the_log_names_records_by_their_words(client: httpx.Client) -> None:
    send(client, "/corrections", kind="speaker", target=BRIDGE.id, value="Nino Gelashvili")
    assert ">to reopen the Enguri bridge</a>" in client.get("/corrections").text


def test_the_dossier_shows_which_cards_were_corrected(client: httpx.Client) -> None:
    mark = f'<p class="corrected"><a href="/records/{SIGN.id}">'
    assert mark not in client.get("/documents/doc-1").text
    answer = send(client, "/corrections", kind="speaker", target=SIGN.id, value="Nino Gelashvili")
    assert mark in client.get("/documents/doc-1").text
    send(client, "/corrections/undo", id=answer.headers["location"].split("done=")[1])
    assert mark not in client.get("/documents/doc-1").text


def test_a_correction_that_makes_no_sense_leads_back_to_its_card(client: httpx.Client) -> None:
    back = f"/statements?act=say#{SIGN.id}"
    answer = send(client, "/corrections", kind="date", target=SIGN.id, value="30 February", back=back)
    assert answer.status_code == 400 and f'href="{back}">Back to where you were' in answer.text
    away = send(client, "/corrections", kind="date", target=SIGN.id, value="30 February", back="//elsewhere.example")
    assert "elsewhere" not in away.text


@pytest.mark.parametrize("path", ["/records/ev-none", "/documents/doc-none", "/documents/doc-none/mend"])
def test_nobody_is_told_where_the_archive_lies(client: httpx.Client, shelf: Shelf, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404 and str(shelf.path) not in answer.text


def test_corrections_stand_under_the_name_one_goes_by(client: httpx.Client) -> None:
    send(client, "/corrections", kind="status", target=SIGN.id, value="negated")
    assert send(client, "/corrections/name", who="Zoë <Ada>; x=1", back=f"/records/{SIGN.id}").status_code == 303
    assert 'name="who" value="Zoë &lt;Ada&gt;; x=1"' in client.get(f"/records/{SIGN.id}").text
    send(client, "/corrections", kind="date", target=SIGN.id, value="2022-11-09")
    assert [each["who"] for each in client.get("/corrections.json").json()["corrections"]] == ["Zoë <Ada>; x=1", None]
    send(client, "/corrections/name", who="")
    send(client, "/corrections", kind="date", target=SIGN.id, value="2022-11-08")
    assert client.get("/corrections.json").json()["corrections"][0]["who"] is None


def test_who_only_a_correction_names_is_found(client: httpx.Client) -> None:
    assert EVENTS[0].id not in client.get("/search?q=Valley Free Guard").text
    send(client, "/corrections", kind="source", target=EVENTS[0].id, value="Valley Free Guard")
    assert EVENTS[0].id in client.get("/search?q=Valley Free Guard").text


def actor_named(client: httpx.Client, name: str) -> str:
    return {row["name"]: row["id"] for row in client.get("/actors.json").json()["rows"]}[name]


def test_whoever_was_merged_is_found_where_they_are_now(client: httpx.Client) -> None:
    gone, stays = actor_named(client, "Moscow"), actor_named(client, "Georgia")
    answer = send(client, "/corrections", kind="merge-actors", target=gone, value=stays, back=f"/actors/{gone}")
    # The form was on a page that is no more.
    page = client.get(answer.headers["location"], follow_redirects=True)
    assert page.status_code == 200 and page.url.path == f"/actors/{stays}"
    assert "Undo" in page.text and "<bdi>Moscow</bdi> is the same as" in page.text
    twin = client.get(f"/actors/{gone}.json", follow_redirects=True)
    assert twin.json()["id"] == stays
    assert f'href="/actors/{gone}"' in client.get("/corrections").text
    send(client, "/corrections/undo", id=page.url.params["done"])
    assert client.get(f"/actors/{gone}").status_code == 200


def test_what_is_added_stands_on_words_of_the_report(client: httpx.Client) -> None:
    added = {"kind": "add", "target": "doc-1", "table": "statements", "speaker": "Nino Gelashvili"}
    refused = send(client, "/corrections", **added, words="words that nobody wrote")
    assert refused.status_code == 400 and "does not stand in the report" in refused.text
    assert send(client, "/corrections", **added).status_code == 400
    # Line breaks of the text are lost where it is copied from a page.
    words = "Fuel had  run short for weeks. Would Brussels"
    assert send(client, "/corrections", **added, words=words).status_code == 303
    assert "Fuel had run short" in client.get("/statements?speaker=Nino+Gelashvili").text


@pytest.mark.parametrize(
    "place", ["Zzyzzx", "Nowhere @ 999, 32", "Nowhere @ 46.6, 932", "@ 46.6, 32.6", "Here @ there"]
)
def test_a_place_nobody_knows_is_told_how_to_write(client: httpx.Client, place: str) -> None:
    event = client.get("/events.json").json()["rows"][0]["id"]
    for answer in (
        send(client, "/corrections", kind="place", target=event, value=place),
        send(client, "/corrections", kind="add", target="doc-1", table="events", type="AID", place=place),
    ):
        assert answer.status_code == 400 and "@ 46.67, 32.72" in answer.text and "JSON object" not in answer.text


def test_who_only_a_correction_lets_speak_is_among_the_actors(client: httpx.Client) -> None:
    target = client.get("/statements.json").json()["rows"][0]["id"]
    send(client, "/corrections", kind="speaker", target=target, value="Nino Gelashvili")
    page = client.get("/actors?text=Gelashvili").text
    assert "Nino Gelashvili" in page
    address = re.search(r'href="(/actors/ac-[^"]+)"><bdi>Nino', page)
    assert address and "named 1 time in 1 report" in client.get(address[1]).text


def test_a_value_without_end_leaves_room_for_the_rest_of_the_log(client: httpx.Client) -> None:
    target = client.get("/statements.json").json()["rows"][0]["id"]
    send(client, "/corrections", kind="speaker", target=target, value="x" * 2000)
    assert "x" * 200 not in client.get("/corrections").text.split("<main")[1].split("aria-label=")[0]
    assert "x" * 200 not in client.get("/actors").text


def test_a_notice_tells_only_of_what_is_in_force(client: httpx.Client) -> None:
    assert "in force everywhere" not in client.get("/?done=co-000000000000").text
    target = client.get("/events.json").json()["rows"][0]["id"]
    told = send(client, "/corrections", kind="wrong", target=target, back="/events").headers["location"]
    assert "in force everywhere" in client.get(told).text
    send(client, "/corrections/undo", id=told.partition("done=")[2])
    assert "in force everywhere" not in client.get(told).text


def test_two_that_are_each_the_other_lead_round_in_no_circle(client: httpx.Client, shelf: Shelf) -> None:
    gone, stays = actor_named(client, "Moscow"), actor_named(client, "Georgia")
    send(client, "/corrections", kind="merge-actors", target=gone, value=stays)
    with shelf.writing() as archive:
        archive.run(
            "INSERT INTO corrections BY NAME SELECT * REPLACE ('co-back' AS id, ? AS target,"
            " json_object('id', ?) AS value) FROM corrections",
            [stays, gone],
        )
    assert client.get(f"/actors/{stays}").status_code == 200
    assert client.get(f"/actors/{gone}").status_code == 404
