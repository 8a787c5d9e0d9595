"""Draws the pictures of docs/tour.md: the desk over the reports in examples/, in a headless Chromium."""

from __future__ import annotations

import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import sync_playwright

import dragoman
from dragoman.desk.safety import Access
from dragoman.desk.server import make_app
from dragoman.desk.shelf import Shelf

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs" / "tour"
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WIDTH, HEIGHT = 1280, 900
# Name of the picture -> address, height, theme, and what to click before it is taken.
PICTURES: dict[str, tuple[str, int, str, str]] = {
    "desk": ("/?map=-20,-5,80,60", 1500, "light", ""),
    "dossier": ("{report}", HEIGHT, "light", ".card.statement a.mark"),
    "statements": ("/statements?hedge=reported&hedge=rumoured", HEIGHT, "light", ""),
    "events": ("/events?status=asserted", HEIGHT, "dark", ""),
    "correct": ("/statements", HEIGHT, "light", "a.mend"),
    "network": ("/network", HEIGHT, "light", ""),
}


@contextmanager
def served(folder: str) -> Iterator[str]:
    """The desk over the examples, on a free port."""
    shelf = Shelf(Path(folder) / "desk.duckdb")
    for name in ("commentary.txt", "wire.html", "communique.pdf"):
        shelf.keep(dragoman.read(ROOT / "examples" / name))
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(make_app(shelf, Access(port=port)), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join(10)
    shelf.close()


def main() -> None:
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, served(folder) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name, (path, height, theme, click) in PICTURES.items():
            take(browser, address, name, path, height, theme, click)
        browser.close()


def take(browser: Any, address: str, name: str, path: str, height: int, theme: str, click: str) -> None:
    page = browser.new_page(viewport={"width": WIDTH, "height": height}, color_scheme=theme)
    if path == "{report}":
        page.goto(f"{address}/documents")
        path = page.locator("a.name", has_text="Ceasefire").get_attribute("href")
    page.goto(address + path)
    if click:
        page.locator(click).nth(2).click()
        page.wait_for_timeout(700)
    page.screenshot(path=OUT / f"{name}.png")
    page.close()


if __name__ == "__main__":
    main()
