"""Fixtures: the smallest text that shows the thing, written in the test itself; the model is loaded once a session."""

from __future__ import annotations

import datetime
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.codes import Basis
from dragoman.reading.reading import Reading
from dragoman.records import Document, Evidence, day_when, make_id

SHARED = Path(__file__).parents[2] / "shared"
LOOPBACK = ("127.0.0.1", "::1", "localhost")


def make_document(text: str, published: str | None = None) -> Document:
    day = datetime.date.fromisoformat(published) if published else None
    when = day_when(day, Basis.STATED, Evidence(None, "given", "given by the test")) if day else None
    return Document(make_id("doc", text), text, None, None, None, when, None, "en", "0" * 64, ())


@pytest.fixture(scope="session")
def read() -> Callable[..., Reading]:
    """Reads a text as it is, nothing cut."""
    from dragoman.reading.reader import load_reader

    reader = load_reader()
    return lambda text, published=None: next(reader.read([make_document(text, published)]))


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("the folder shared/ is not beside the repository")
    return SHARED


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that opens a socket off loopback fails."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in LOOPBACK:
            raise AssertionError(f"a test tried to reach {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
