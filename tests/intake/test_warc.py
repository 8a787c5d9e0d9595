from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from dragoman.intake.piece import Piece, read_piece
from dragoman.intake.pieces import find_pieces
from dragoman.records import Document, Failure
from dragoman.settings import Settings

PAGE = (
    "<html><head><title>Envoys in Oslo</title></head><body><article><h1>Envoys in Oslo</h1>"
    + "<p>Norway’s foreign minister said on Monday that Sweden would send envoys to Oslo. Nobody answered.</p>" * 3
    + "</article></body></html>"
).encode()


def record(address: str, body: bytes = PAGE, *, status: str = "200 OK", kind: str = "text/html; charset=utf-8",
           type: str = "response") -> bytes:  # fmt: skip
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {type}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-05-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


RECORDS = (
    record("https://a.example/one"),
    record("https://a.example/gone", status="404 Not Found"),
    record("https://a.example/moved", status="301 Moved"),
    record("https://a.example/photo.png", b"\x89PNG", kind="image/png"),
    record("https://a.example/style.css", b"body {}", kind="text/css"),
    record("https://a.example/asked", type="request"),
    record("https://a.example/empty", b""),
    record("https://a.example/two", PAGE.replace(b"Oslo", b"Bergen")),
)


@pytest.mark.parametrize("packed", [False, True])
def test_each_page_that_was_answered_is_a_piece(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("crawl.warc.gz" if packed else "crawl.warc")
    path.write_bytes(b"".join(gzip.compress(each) if packed else each for each in RECORDS))
    found = list(find_pieces([str(path)], settings=Settings()))
    pieces = [piece for piece in found if isinstance(piece, Piece)]
    assert [piece.url for piece in pieces] == ["https://a.example/one", "https://a.example/two"]
    [failure] = [each for each in found if isinstance(each, Failure)]
    assert failure.source.endswith("/empty")
    [document] = read_piece(pieces[1])
    assert isinstance(document, Document) and "Bergen" in document.text and document.outlet == "a.example"


def test_a_page_that_is_too_large_is_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc"
    path.write_bytes(RECORDS[0])
    [failure] = find_pieces([str(path)], settings=Settings(max_bytes=100))
    assert isinstance(failure, Failure) and "larger than" in failure.reason


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_that_breaks_off_is_read_up_to_there(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / "crawl.warc"
    raw = b"".join(gzip.compress(each) if packed else each for each in (RECORDS[0], RECORDS[-1]))
    path.write_bytes(raw[:-40])
    found = list(find_pieces([str(path)], settings=Settings()))
    assert [each.url for each in found if isinstance(each, Piece)] == ["https://a.example/one"]
    assert any(isinstance(each, Failure) and "cut short" in each.reason for each in found)
