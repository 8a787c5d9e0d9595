"""What a hostile document, file or visitor tries, seen in a real browser and by a bare client."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
from factory import BERIDZE, STATEMENTS, make_bare, make_dossier
from test_browser import CHROMIUM
from test_page import HOSTILE
from test_parts import long_dossier
from test_tour import Watched, browser  # noqa: F401  # a fixture
from visitor import form_token, open_shelf, served, visitor

from dragoman.records import make_id

needs_browser = pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium at /usr/bin/chromium")
# One line, 10 MB of it.
ENDLESS = "Russia shelled the bridge and the mayor said so; " * 210_000


def hostile_dossier() -> Any:
    """A report whose every field tries something."""
    words = "".join(HOSTILE) + "\u0301" * 3000
    dossier = make_dossier()
    speakers = tuple(
        replace(STATEMENTS[0], id=make_id("st", n), speaker=replace(BERIDZE, id=make_id("ac", n), name=each))
        for n, each in enumerate(HOSTILE)
    )
    text = dossier.document.text + "\n\n" + words
    document = replace(dossier.document, title=words, byline=words, outlet=words, url="javascript:alert(1)", text=text)
    return replace(dossier, document=document, statements=(*dossier.statements, *speakers))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    endless = make_bare(ENDLESS)
    reports = (
        hostile_dossier(),
        replace(endless, document=replace(endless.document, id="doc-2")),
        _moved(long_dossier(2_000), "doc-3"),
    )
    shelf = open_shelf(tmp_path_factory.mktemp("hostile"), *reports)
    with served(shelf) as found:
        yield found
    shelf.close()


def _moved(dossier: Any, id: str) -> Any:
    """The same dossier as of another document, its records under ids of their own."""
    statements = tuple(replace(s, document=id) for s in dossier.statements)
    events = tuple(replace(e, document=id) for e in dossier.events)
    return replace(dossier, document=replace(dossier.document, id=id), statements=statements, events=events)


@pytest.mark.browser
@needs_browser
def test_nothing_of_a_hostile_report_runs(browser: Any, address: str) -> None:  # noqa: F811
    with Watched(browser, address) as watched:
        dialogs: list[str] = []
        watched.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        for path in ("/", "/documents", "/documents/doc-1", "/statements", "/actors", "/network?way=speaks&by=actor",
                     "/search?q=%3Csvg+onload%3Dalert(1)%3E", "/documents/doc-1/mend", "/corrections"):  # fmt: skip
            page = watched.go(path)
            armed = page.evaluate(
                "[...document.querySelectorAll('*')].filter(node => [...node.attributes].some(a =>"
                " a.name.startsWith('on') || /^\\s*(javascript|data):/i.test(a.value))).length"
            )
            assert armed == 0, path
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert dialogs == []


@pytest.mark.browser
@needs_browser
@pytest.mark.parametrize("path", ["/documents/doc-2", "/documents/doc-3"])
def test_no_report_freezes_its_page(browser: Any, address: str, path: str) -> None:  # noqa: F811
    with Watched(browser, address, viewport={"width": 390, "height": 844}) as watched:
        start = time.monotonic()
        page = watched.go(path)
        page.locator("nav.parts a[rel=next]").first.click()
        page.wait_for_url("**part=2")
        assert time.monotonic() - start < 20
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert page.evaluate("document.querySelectorAll('*').length") < 20_000


@pytest.mark.browser
@needs_browser
def test_the_parts_of_a_long_report_are_reached_without_javascript(browser: Any, address: str) -> None:  # noqa: F811
    with Watched(browser, address, java_script_enabled=False) as watched:
        page = watched.go("/statements?document=doc-3&sort=oldest&page=90")
        page.locator(".card .from a").last.click()
        page.wait_for_selector(":target", timeout=30_000)
        assert "?at=st-" in page.url
        page.locator("nav.parts summary").first.click()
        page.locator("nav.parts details a", has_text="1").first.click()
        page.wait_for_url("**part=1")


def test_a_line_of_ten_megabytes_is_served_in_parts(address: str) -> None:
    with visitor(address) as client:
        client.get("/documents/doc-2")
        start = time.process_time()
        page = client.get("/documents/doc-2?part=100")
        assert page.status_code == 200 and len(page.content) < 200_000
        assert time.process_time() - start < 2


ADDRESSES = (
    "http://127.0.0.1/", "http://2130706433/", "http://0x7f000001/", "http://127.1/", "http://0/", "http://[::1]/",
    "http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://169.254.169.254/latest/", "http://10.0.0.1/",
    "http://localhost/", "HTTP://LOCALHOST/", "http://x@127.0.0.1/", "http://127。0。0。1/", "https://[fe80::1]/",
)  # fmt: skip


def test_no_private_address_is_fetched(address: str) -> None:
    with visitor(address) as client:
        token = form_token(client)
        jobs = [
            client.post("/read", data={"token": token, "url": url}, headers={"accept": "application/json"})
            for url in ADDRESSES
        ]
        for url, job in zip(ADDRESSES, jobs, strict=True):
            (id,) = job.json()["jobs"]
            told = _finished(client, id)
            assert not told["documents"] and len(told["failures"]) == 1, url
            assert "private network" in told["failures"][0] or "no valid address" in told["failures"][0], url


@pytest.mark.parametrize("url", ["/etc/passwd", "file:///etc/passwd", "-", "ftp://x/", "javascript:alert(1)"])
def test_an_address_is_never_a_path_of_this_machine(address: str, url: str) -> None:
    with visitor(address) as client:
        answer = client.post("/read", data={"token": form_token(client), "url": url})
        assert answer.status_code == 400 and "no http or https address" in answer.text


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("../../../etc/cron.d/x.gz", gzip.compress(b"0" * 5_000_000)),
        ("a\x00b.pdf", b"%PDF-1.4\njunk"),
        ("laughs.jsonl", b'{"text":' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
        ("<script>alert(1)</script>.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
    ],
)
def test_a_file_that_is_no_report_fails_with_a_sentence(address: str, name: str, raw: bytes) -> None:
    with visitor(address) as client:
        answer = client.post(
            "/read",
            data={"token": form_token(client)},
            files={"file": (name, raw)},
            headers={"accept": "application/json"},
        )
        told = _finished(client, answer.json()["jobs"][0])
        assert not told["documents"] and len(told["failures"]) == 1
        assert "<script>alert" not in client.get("/documents").text


def _finished(client: httpx.Client, job: str) -> dict[str, Any]:
    deadline = time.monotonic() + 60
    while not (told := client.get(f"/jobs/{job}.json").json())["is_done"] and time.monotonic() < deadline:
        time.sleep(0.05)
    assert isinstance(told, dict)
    return told
