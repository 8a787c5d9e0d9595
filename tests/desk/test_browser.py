"""The dossier in a real browser: a headless Chromium (Debian's package) driven by Playwright."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from factory import make_dossier

from dragoman.desk.page import dossier_html

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium at /usr/bin/chromium"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page_file(tmp_path: Path) -> Path:
    path = tmp_path / "dossier.html"
    path.write_text(dossier_html(make_dossier()), encoding="utf-8")
    return path


def opened(browser: Any, path: Path, **options: Any) -> tuple[Any, list[str], list[str]]:
    """A page with what its console said and what it asked the network for."""
    page = browser.new_context(**options).new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    return page, said, asked


def test_nothing_is_loaded_and_nothing_complains(browser: Any, page_file: Path) -> None:
    page, said, asked = opened(browser, page_file)
    assert said == []
    assert asked == [page_file.as_uri()]
    assert page.locator("h2").count() >= 7


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 800, 1400])
def test_no_page_scrolls_sideways(browser: Any, page_file: Path, width: int, scheme: str) -> None:
    page, _, _ = opened(browser, page_file, viewport={"width": width, "height": 900}, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("javascript", [True, False])
def test_words_and_cards_lead_to_each_other(browser: Any, page_file: Path, javascript: bool) -> None:
    page, _, _ = opened(browser, page_file, java_script_enabled=javascript)
    links = page.locator("a[href^='#']")
    targets = {links.nth(i).get_attribute("href") for i in range(links.count())}
    assert len(targets) > 10
    for target in sorted(filter(None, targets)):
        assert page.locator(f'[id="{target[1:]}"]').count() == 1, target
    page.locator("a[href^='#']").last.click()
    assert "#" in page.url


def test_the_keyboard_reaches_the_text(browser: Any, page_file: Path) -> None:
    page, _, _ = opened(browser, page_file)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "A"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
