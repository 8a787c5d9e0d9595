from __future__ import annotations

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
