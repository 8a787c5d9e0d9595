"""The desk in a real browser: a newcomer's tour, every page in every width and theme, without JavaScript, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from factory import STATEMENTS
from test_browser import CHROMIUM, FLAGS
from test_pages import paths
from visitor import open_shelf, served, visitor

from dragoman.desk.shelf import Shelf

AXE = Path(__file__).parents[2] / "out/axe/node_modules/axe-core/axe.min.js"
# Two short reports' worth of what a newcomer pastes; the people are invented.
TEXT = """The Ferry and the Fence
By Ada Example
14 November 2022

Last Friday Georgian troops withdrew from the village of Ergneti. Foreign Minister Tamar Beridze said in Tbilisi that
the crossing would stay open. “We shall not sign before the last soldier has left,” she said.

Reportedly, Moscow asked Abkhazia to reopen the Enguri bridge. Will the talks resume this winter?
"""

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


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    opened = open_shelf(tmp_path_factory.mktemp("desk"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def address(shelf: Shelf) -> Iterator[str]:
    with served(shelf) as found:
        yield found


@pytest.fixture(scope="module")
def pages(address: str) -> list[str]:
    with visitor(address) as client:
        return paths(client)


class Watched:
    """A page with what its console said, and what it asked of anybody but the desk."""

    def __init__(self, browser: Any, address: str, **options: Any) -> None:
        self.address = address
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.said: list[str] = []
        self.strangers: list[str] = []
        self.page.on("console", lambda message: self.said.append(f"{self.page.url}: {message.text}"))
        self.page.on("pageerror", lambda error: self.said.append(f"{self.page.url}: {error}"))
        self.page.on("request", lambda request: self._asked(request.url))

    def _asked(self, url: str) -> None:
        if not url.startswith((self.address, "blob:", "data:")):
            self.strangers.append(url)

    def go(self, path: str) -> Any:
        answer = self.page.goto(self.address + path)
        assert answer.status == 200, path
        return self.page

    def __enter__(self) -> Watched:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self.context.close()
        if kind is None:
            assert self.said == []
            assert self.strangers == []


@pytest.mark.model
def test_a_newcomers_tour(browser: Any, tmp_path: Path) -> None:
    shelf = open_shelf(tmp_path)
    with served(shelf) as address, Watched(browser, address, accept_downloads=True) as watched:
        page = watched.go("/")
        page.click("#add summary")
        page.fill("#add-text", TEXT)
        page.click("text=Read it")
        page.wait_for_url("**/documents/**", timeout=60_000)
        assert page.locator("h1").inner_text() == "The Ferry and the Fence"
        # From a statement to its words.
        card = page.locator(".card.statement", has_text="Beridze").first
        record = card.get_attribute("id")
        card.locator("a.mark").first.click()
        assert page.evaluate("document.activeElement.id") == f"w-{record}"
        assert page.locator(f'[data-r~="{record}"].lit').count() > 1
        # Correct the speaker; it is so everywhere.
        card.locator("a.mend").first.click()
        page.fill("dialog #mend-speaker", "Nino Gelashvili")
        page.click("dialog button[aria-label='Set: Who speaks']")
        page.wait_for_selector(".notice")
        assert "Nino Gelashvili" in page.locator(f"#{record}").inner_text()
        for path in ("/statements", "/search?q=Gelashvili", "/corrections"):
            assert "Nino Gelashvili" in watched.go(path).locator("main").inner_text(), path
        page.click("text=Undo")
        assert "taken back" in page.locator("main").inner_text()
        assert "Nino Gelashvili" not in watched.go("/statements").locator("main").inner_text()
        page.click(".export-box summary")
        page.select_option(".export select", "csv")
        with page.expect_download() as taken:
            page.click(".export button")
        assert taken.value.suggested_filename == "statements.csv"
        assert "Beridze" in Path(taken.value.path()).read_text(encoding="utf-8-sig")
    shelf.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 800, 1400])
def test_each_page_in_each_width_and_theme(
    browser: Any, address: str, pages: list[str], width: int, scheme: str
) -> None:
    with Watched(browser, address, viewport={"width": width, "height": 900}, color_scheme=scheme) as watched:
        for path in pages:
            page = watched.go(path)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_each_page_at_twice_the_size(browser: Any, address: str, pages: list[str]) -> None:
    """200 % zoom of a window of 1280 is a window of 640 with two device pixels to one."""
    with Watched(browser, address, viewport={"width": 640, "height": 450}, device_scale_factor=2) as watched:
        for path in pages:
            assert watched.go(path).evaluate("document.documentElement.scrollWidth") <= 640, path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Any, address: str, pages: list[str], scheme: str) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not in out/axe (npm install --prefix out/axe axe-core)")
    options = {"viewport": {"width": 1280, "height": 900}, "color_scheme": scheme, "bypass_csp": True}
    with Watched(browser, address, **options) as watched:
        for path in pages:
            page = watched.go(path)
            page.evaluate(AXE.read_text(encoding="utf-8"))
            found = page.evaluate("axe.run({ resultTypes: ['violations'] })")["violations"]
            grave = [
                (each["id"], [node["html"][:160] for node in each["nodes"][:3]])
                for each in found
                if each["impact"] in ("serious", "critical")
            ]
            assert not grave, (path, grave)


def test_without_javascript(browser: Any, address: str, pages: list[str]) -> None:
    with Watched(browser, address, java_script_enabled=False) as watched:
        for path in pages:
            page = watched.go(path)
            assert page.locator("h1").count() >= 1, path
        page = watched.go(f"/records/{STATEMENTS[0].id}")
        page.fill("#mend-speaker", "Nino Gelashvili")
        page.click("button[aria-label='Set: Who speaks']")
        assert "Nino Gelashvili" in page.locator("h1").inner_text()
        page.click(".notice button")
        assert "Nino Gelashvili" not in page.locator("h1").inner_text()
        before = watched.go("/").locator("svg.world").get_attribute("data-box")
        page.click("nav[aria-label='Move the map'] a[aria-label='Closer']")
        assert page.locator("svg.world").get_attribute("data-box") != before
        watched.go("/events")
        page.click(".filters-box summary") if not page.locator("input[name=status]").first.is_visible() else None
        page.check("input[name=status][value=negated]")
        page.click(".filters button")
        assert "status=negated" in page.url and page.locator(".card.event").count() >= 1


def test_by_keyboard_alone(browser: Any, address: str) -> None:
    with Watched(browser, address) as watched:
        page = watched.go("/")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        page.keyboard.press("/")
        page.keyboard.type("bridge")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?q=bridge")
        page = watched.go("/")
        page.focus("svg.world")
        before = page.locator("svg.world").get_attribute("data-box")
        page.keyboard.press("+")
        page.wait_for_function("box => document.querySelector('svg.world').dataset.box !== box", arg=before)
        assert page.evaluate("document.activeElement.matches('svg.world')")
        page = watched.go("/documents/doc-1")
        page.locator("a.ref").first.focus()
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        name = page.evaluate("document.activeElement.getAttribute('href').slice(1)")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == name
        page.keyboard.press("Escape")
        assert page.locator(".lit").count() == 0
        page.locator("a.mend").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_selector("dialog[open]")
        page.keyboard.press("Escape")
        assert page.locator("dialog[open]").count() == 0


def test_the_map_can_be_dragged(browser: Any, address: str) -> None:
    with Watched(browser, address, viewport={"width": 1200, "height": 1400}) as watched:
        page = watched.go("/")
        page.locator("svg.world").scroll_into_view_if_needed()
        box = page.locator("svg.world").bounding_box()
        before = page.locator("svg.world").get_attribute("data-box")
        page.mouse.move(box["x"] + 60, box["y"] + 300)
        page.mouse.down()
        page.mouse.move(box["x"] + 220, box["y"] + 320, steps=5)
        page.mouse.up()
        page.wait_for_function("box => document.querySelector('svg.world').dataset.box !== box", arg=before)
        assert "map=" in page.url
