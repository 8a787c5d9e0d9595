from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from visitor import form_token, open_shelf, send, served, visitor

from dragoman.desk.replies import LOCAL
from dragoman.desk.safety import Access, access_to, is_loopback
from dragoman.desk.server import WRITES
from dragoman.desk.shelf import Shelf
from dragoman.errors import DragomanError


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    opened = open_shelf(tmp_path_factory.mktemp("desk"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def address(shelf: Shelf) -> Iterator[str]:
    with served(shelf) as found:
        yield found


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    with visitor(address) as opened:
        yield opened


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000", "LOCALHOST", "127.0.0.1."])
def test_this_machine_is_answered(client: httpx.Client, host: str) -> None:
    assert client.get("/jobs", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "", "localhost@evil.example", "[::1", "192.168.1.7", "a b"]
)
def test_a_name_that_is_led_here_is_not_answered(client: httpx.Client, host: str) -> None:
    assert client.get("/jobs", headers={"host": host}).status_code == 421


def test_every_answer_says_what_it_may_not_do(client: httpx.Client) -> None:
    for path in ("/", "/nothing", "/events.json", "/assets/x/none.js"):
        answer = client.get(path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "script-src 'self';" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"


def test_no_page_has_a_script_or_style_of_its_own(client: httpx.Client) -> None:
    html = client.get("/").text
    assert "<style" not in html and " style=" not in html and " onclick" not in html
    assert html.count("<script") == html.count('<script type="module" src="/assets/')


@pytest.mark.parametrize("path", sorted(WRITES))
def test_no_write_without_the_token_of_a_page(client: httpx.Client, path: str) -> None:
    form_token(client)
    assert client.post(path, data={"text": "A text."}).status_code == 403
    assert client.post(path, data={"text": "A text.", "token": "0" * 64}).status_code == 403


@pytest.mark.parametrize("path", sorted(WRITES))
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9000"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_no_write_from_another_site(client: httpx.Client, path: str, headers: dict[str, str]) -> None:
    token = form_token(client)
    assert client.post(path, data={"token": token}, headers=headers).status_code == 403


def test_the_token_of_one_visitor_is_of_no_use_to_another(client: httpx.Client, address: str) -> None:
    with visitor(address) as other:
        other.get("/jobs")
        assert other.post("/read", data={"token": form_token(client), "text": "A text."}).status_code == 403


def test_a_read_changes_nothing(client: httpx.Client) -> None:
    for path in WRITES:
        # Some paths are pages too; "/explanations/edit" asks for an explanation of that name, which there is not.
        assert client.get(path).status_code in (404, 405) or path == "/corrections", path


def test_off_this_machine_a_token_is_asked_for(shelf: Shelf) -> None:
    made = access_to("0.0.0.0", 8000, None, 1000)
    assert made.token and made.token in made.address
    with served(shelf, host="0.0.0.0", token="a-token-of-some-length") as address, visitor(address) as client:
        assert client.get("/jobs").status_code == 401
        assert client.get("/assets/x/site.css").status_code == 401
        assert client.get("/jobs?token=wrong").status_code == 401
        assert client.get("/jobs", headers={"authorization": "Bearer a-token-of-some-length"}).status_code == 200
        entered = client.get("/jobs?token=a-token-of-some-length")
        assert (entered.status_code, entered.headers["location"]) == (303, "/jobs")
        assert "a-token" not in entered.headers["set-cookie"] and "HttpOnly" in entered.headers["set-cookie"]
        assert client.get("/jobs").status_code == 200
        assert client.get("/jobs", headers={"host": "192.168.1.7:8000"}).status_code == 200
        assert client.get("/jobs", headers={"host": "evil.example"}).status_code == 421


def test_a_door_leads_to_no_other_host(shelf: Shelf) -> None:
    with served(shelf, token="a-token-of-some-length") as address:
        answer = httpx.get(f"{address}//evil.example/x?token=a-token-of-some-length")
    assert answer.status_code == 303
    assert not answer.headers.get("location", "/").startswith("//")


def test_a_short_token_is_refused() -> None:
    with pytest.raises(DragomanError, match="12"):
        access_to("127.0.0.1", 8000, "short", 1000)


def test_loopback_is_known() -> None:
    assert all(map(is_loopback, ("127.0.0.1", "127.8.8.8", "::1", "localhost")))
    assert not any(map(is_loopback, ("0.0.0.0", "192.168.1.7", "example.org", "")))


def test_a_large_upload_is_refused(shelf: Shelf) -> None:
    with served(shelf, most_bytes=10_000) as address, visitor(address) as client:
        token = form_token(client)
        body = {"token": token, "text": "word " * 20_000}
        assert client.post("/read", data=body).status_code == 413

        def unannounced() -> Iterator[bytes]:
            for _ in range(200):
                yield b"x" * 1000

        headers = {"content-type": "application/x-www-form-urlencoded"}
        assert client.post("/read", content=unannounced(), headers=headers).status_code in (400, 403, 413)


@pytest.mark.parametrize(
    "back", ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "/a b\nc"]
)
def test_a_form_leads_back_to_the_desk_only(back: str) -> None:
    assert not LOCAL.match(back)


def test_after_a_write_the_visitor_is_back_where_he_was(client: httpx.Client) -> None:
    event = client.get("/events.json").json()["rows"][0]["id"]
    answer = send(client, "/corrections", kind="wrong", target=event, back="//evil.example")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/?done=co-")
    done = answer.headers["location"].split("done=")[1]
    assert send(client, "/corrections/undo", id=done).status_code == 303


@pytest.mark.parametrize(
    "path",
    [
        "/documents/..%2f..%2fetc%2fpasswd", "/assets/x/..%2f..%2fpage.py", "/assets/x/desk.html", "/records/%00",
        "/actors/'; DROP TABLE events; --", "/places/at:999,999x", "/jobs/none",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_there(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "page=99999999999999999999", "page=-1", "sort=body", "since=yesterday", "since=2022-13-45", "near=Nowhere:50km",
        "near=999,999:1", "status=x' OR 1=1 --", "text=%00%ff", "type=ASSAULT&type=x", "text=" + "a" * 5000,
        "actor=%22%22", "map=nan,inf,1,2", "deadly=maybe", "near=46.6,32.6:1e99",
        "since=" + "9" * 400, "last=" + "9" * 30, "first=99999999999-1", "new=-1", "new=9999999", "part=1", "done=co-none",
    ],
)  # fmt: skip
def test_a_strange_question_gets_an_answer(client: httpx.Client, query: str) -> None:
    for path in ("/events", "/statements", "/", "/actors", "/documents", "/places", "/network", "/questions"):
        assert client.get(f"{path}?{query}").status_code in (200, 400, 404), path


def test_a_broken_page_keeps_its_reason_to_itself(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise ValueError("the secret reason")

    monkeypatch.setattr("dragoman.desk.pages.events.cards_of", broken)
    answer = client.get("/events")
    assert answer.status_code == 500 and "secret" not in answer.text


def test_access_keeps_its_secret_out_of_sight() -> None:
    assert "secret" not in repr(Access())


def test_addresses() -> None:
    assert Access().address == "http://127.0.0.1:8000/"
    assert Access(host="::1").address == "http://[::1]:8000/"
    assert "token=a-token" in Access(host="0.0.0.0", token="a-token-of-some-length").address


def test_the_command_serves_and_stops(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "dragoman",
        "serve",
        "--json",
        "--port",
        str(port),
        "--desk",
        str(tmp_path / "d.duckdb"),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        address = json.loads(running.stdout.readline())["address"]
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                assert "dragoman" in httpx.get(address, trust_env=False).text
                break
            except httpx.ConnectError:
                time.sleep(0.1)
        running.terminate()
        assert running.wait(15) in (0, -15, 143)
