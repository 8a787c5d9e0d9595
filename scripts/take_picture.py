"""Draws docs/dossier.png, the README's picture: the dossier of examples/commentary.txt in a headless Chromium."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import dragoman
from dragoman.desk.page import dossier_html

ROOT = Path(__file__).parents[1]
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        path = Path(folder) / "dossier.html"
        path.write_text(dossier_html(dragoman.read(ROOT / "examples" / "commentary.txt")), encoding="utf-8")
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 1180})
        page.goto(path.as_uri())
        page.screenshot(path=ROOT / "docs" / "dossier.png")
        browser.close()


if __name__ == "__main__":
    main()
