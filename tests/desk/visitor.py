"""A desk over a small archive made by hand, served on loopback, and a visitor who asks it as a browser would."""

from __future__ import annotations

import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from factory import make_dossier

from dragoman.desk.safety import Access
from dragoman.desk.server import make_app
from dragoman.desk.shelf import Shelf

TOKEN = re.compile(r'name="token" value="([0-9a-f]{64})"')


def open_shelf(folder: Path, *dossiers: Any) -> Shelf:
    shelf = Shelf(folder / "desk.duckdb")
    for dossier in dossiers or (make_dossier(),):
        shelf.keep(dossier)
    return shelf


@contextmanager
def served(shelf: Shelf, **access: Any) -> Iterator[str]:
    """The address of the desk while it is served, on a free port of this machine whatever ``host`` it thinks it has."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        app = make_app(shelf, Access(**{"port": port, **access}))
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="on", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join(10)


def visitor(address: str) -> httpx.Client:
    return httpx.Client(base_url=address, timeout=30, trust_env=False)


def form_token(client: httpx.Client, path: str = "/jobs") -> str:
    found = TOKEN.search(client.get(path).text)
    assert found
    return found[1]


def send(client: httpx.Client, path: str, **fields: str) -> httpx.Response:
    """Sends a form as a page of the desk would."""
    return client.post(path, data={"back": "/", **fields, "token": form_token(client)})
