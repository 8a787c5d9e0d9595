"""Fetching from a server on this machine, and never from a private network unasked."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from dragoman.errors import FetchError, SourceError
from dragoman.intake import fetch as fetching
from dragoman.intake.fetch import fetch, is_public
from dragoman.intake.source import read_source
from dragoman.records import Document
from dragoman.settings import Settings

OPEN = Settings(allow_private_addresses=True, max_bytes=100_000, fetch_timeout=1.0)
PAGE = "<html><body><p>The minister of Čačak met the envoy on Monday.</p></body></html>".encode("cp1250")


class Pages(BaseHTTPRequestHandler):
    hosts: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        Pages.hosts.append(self.headers["Host"])
        answer = getattr(self, f"give_{self.path.strip('/')}", None)
        if answer:
            answer()
        else:
            self.give(404, b"nothing", "text/plain")

    def give(self, status: int, body: bytes, kind: str, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def give_page(self) -> None:
        self.give(200, PAGE, "text/html; charset=windows-1250")

    def give_moved(self) -> None:
        self.give(301, b"", "text/html", Location="/page")

    def give_loop(self) -> None:
        self.give(302, b"", "text/html", Location="/loop")

    def give_away(self) -> None:
        self.give(302, b"", "text/html", Location="ftp://example.org/x")

    def give_picture(self) -> None:
        self.give(200, b"\x89PNG", "image/png")

    def give_large(self) -> None:
        self.give(200, b"a" * 200_000, "text/plain")

    def give_endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(50):
            self.wfile.write(b"a" * 10_000)

    def give_slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        threading.Event().wait(2)

    def give_denied(self) -> None:
        self.give(403, b"no", "text/plain")

    def log_message(self, *_: object) -> None:
        pass


class Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that hangs up early is what these tests do."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = Quiet(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def refusal(url: str, settings: Settings = OPEN) -> str:
    with pytest.raises(FetchError) as caught:
        fetch(url, settings)
    return str(caught.value)


def test_a_page_is_fetched_in_its_charset(address: str) -> None:
    (document,) = read_source(f"{address}/moved", settings=OPEN)
    assert isinstance(document, Document)
    assert document.text == "The minister of Čačak met the envoy on Monday."
    assert document.url == f"{address}/page"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("none", "status 404"),
        ("denied", "status 403"),
        ("loop", "redirects more than"),
        ("away", "no http or https"),
        ("picture", "not text but image/png"),
        ("large", "more than 100,000 bytes"),
        ("endless", "more than 100,000 bytes"),
        ("slow", "within 1 s"),
    ],
)
def test_what_cannot_be_fetched_gets_one_sentence(address: str, path: str, said: str) -> None:
    assert said in refusal(f"{address}/{path}")


def test_nobody_answers() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    assert "cannot be reached" in refusal(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize(
    "url",
    ["http://", "http://[::1", "http://a b/", "http://exa\0mple/", "https://" + "a" * 300 + "/", "http://x:99999/"],
)
def test_addresses_that_are_none(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", _nobody)
    with pytest.raises(SourceError):
        list(read_source(url, settings=OPEN))


def _nobody(*_: object, **__: object) -> list[object]:
    raise socket.gaierror("no such host")


def test_this_machine_is_not_reached_unasked(address: str) -> None:
    seen = len(Pages.hosts)
    closed = Settings(allow_private_addresses=False)
    assert "private network" in refusal(f"{address}/page", closed)
    for host in ("localhost", "0.0.0.0", "127.1", "[::1]", "[::ffff:127.0.0.1]", "2130706433"):
        assert refusal(f"http://{host}:{address.rsplit(':', 1)[1]}/page", closed)
    assert len(Pages.hosts) == seen


def test_the_connection_goes_to_the_address_that_was_checked(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that changes its address between check and connection is asked for only once."""
    port = int(address.rsplit(":", 1)[1])
    asked: list[str] = []

    def rebinding(host: str, *_: object, **__: object) -> list[object]:
        asked.append(host)
        found = "127.0.0.1" if asked.count(host) == 1 or host == "127.0.0.1" else "10.1.2.3"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (found, port))]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(fetching, "is_public", lambda found: found == "127.0.0.1")
    page = fetch(f"http://rebound.example:{port}/page", Settings(fetch_timeout=1.0))
    assert page.raw == PAGE
    assert asked.count("rebound.example") == 1
    assert Pages.hosts[-1] == f"rebound.example:{port}"


def test_a_redirect_into_a_private_network_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    port = int(address.rsplit(":", 1)[1])
    monkeypatch.setattr(
        Pages, "give_inward", lambda self: self.give(302, b"", "text/html", Location="http://10.1.2.3/"), raising=False
    )
    monkeypatch.setattr(fetching, "is_public", lambda found: found == "127.0.0.1")
    assert "10.1.2.3" in refusal(f"http://127.0.0.1:{port}/inward", Settings(fetch_timeout=1.0))


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("10.0.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
        ("no address", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public
