"""What only a real browser shows: telephones, paper, what one pastes, where one is left after a choice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from factory import DRONES, GORI, SIGN, event, make_dossier
from test_browser import CHROMIUM
from test_tour import Watched, browser  # noqa: F401  # a fixture
from visitor import open_shelf, served

from dragoman.codes import EventType
from dragoman.records import Actor, Evidence, Span, make_id

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium at /usr/bin/chromium"),
]
PLACES = ("GEO", "RUS", "UKR", "TUR", "ARM", "AZE", "IRN", "USA", "FRA", "DEU", "POL", "ROU")


def crowd() -> Any:
    """The dossier with an event between each two of a dozen countries, all at one spot."""
    actors = {
        code: Actor(make_id("ac", code), code, code, "GOV", None, None, None, False, Evidence(Span(0, 4), "x", "y"))
        for code in PLACES
    }
    pairs = [(a, b) for a in PLACES for b in PLACES if a != b]
    events = tuple(
        event(
            EventType.CONSULT, "talks were held", id=f"ev-{a}{b}", source=(actors[a],), target=(actors[b],), where=GORI
        )
        for a, b in pairs
    )
    return make_dossier(events=(*make_dossier().events, *events))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    shelf = open_shelf(tmp_path_factory.mktemp("desk"), crowd())
    with served(shelf) as found:
        yield found
    shelf.close()


def paste(page: Any, text: str) -> None:
    page.evaluate(
        "text => { const data = new DataTransfer(); data.setData('text/plain', text);"
        "document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true })); }",
        text,
    )


def test_a_busy_network_fits_a_telephone(browser: Any, address: str) -> None:  # noqa: F811
    with Watched(browser, address, viewport={"width": 390, "height": 800}) as watched:
        page = watched.go("/network")
        assert page.locator(".net .node").count() == len(PLACES)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        # The bar shows where one is.
        here = page.locator(".places [aria-current]").bounding_box()
        assert here["x"] >= 0 and here["x"] + here["width"] <= 390


def test_names_in_tables_are_not_broken_within_words(browser: Any, address: str) -> None:  # noqa: F811
    with Watched(browser, address, viewport={"width": 390, "height": 800}) as watched:
        name = watched.go("/actors").locator("td a.name", has_text="Tamar Beridze").bounding_box()
        assert name["width"] > 60


@pytest.mark.parametrize(("pasted", "field"), [("https://example.org/a", "url"), ("Troops withdrew. " * 5, "text")])
def test_an_address_or_a_text_pasted_on_a_page_goes_into_its_box(
    browser: Any,  # noqa: F811
    address: str,
    pasted: str,
    field: str,
) -> None:
    with Watched(browser, address) as watched:
        page = watched.go("/places")
        paste(page, "too short")
        assert page.locator("#add").get_attribute("open") is None
        paste(page, pasted)
        assert page.input_value(f"#add-{field}") == pasted.strip()
        assert page.evaluate("document.activeElement.name") == field


def test_choosing_by_keyboard_goes_on_where_it_was(browser: Any, address: str) -> None:  # noqa: F811
    with Watched(browser, address, viewport={"width": 1280, "height": 700}) as watched:
        page = watched.go("/statements")
        page.focus("input[name=status][value=negated]") if page.locator("input[value=negated]").count() else page.focus(
            "input[name=status]"
        )
        value = page.evaluate("document.activeElement.value")
        page.keyboard.press("Space")
        page.wait_for_url(f"**/statements?status={value}")
        assert page.evaluate("[document.activeElement.name, document.activeElement.value]") == ["status", value]


def test_the_dialog_says_what_is_corrected_and_the_notice_stays_in_view(browser: Any, address: str) -> None:  # noqa: F811
    with Watched(browser, address, viewport={"width": 1280, "height": 600}) as watched:
        page = watched.go("/statements")
        page.locator(f"#{DRONES.id} a.mend").click()
        page.wait_for_selector("dialog[open]")
        assert "drones crossed the line" in page.locator("dialog .about-record").inner_text()
        page.fill("dialog #mend-speaker", "Nino Gelashvili")
        page.click("dialog button[aria-label='Set: Who speaks']")
        page.wait_for_selector(".notice")
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        assert page.locator(".notice").bounding_box()["y"] >= 0
        page.click(".notice button")
        page.wait_for_selector("text=Taken back")
        assert page.locator(".notice button").count() == 0


def test_whoever_comes_for_words_sees_their_card_beside_them(browser: Any, address: str) -> None:  # noqa: F811
    with Watched(browser, address, viewport={"width": 1280, "height": 700}) as watched:
        page = watched.go(f"/documents/doc-1#w-{SIGN.id}")
        page.wait_for_function("id => document.getElementById(id).classList.contains('lit')", arg=SIGN.id)
        for name in (SIGN.id, f"w-{SIGN.id}"):
            box = page.locator(f"#{name}").bounding_box()
            assert 0 <= box["y"] < 700, name


def test_circles_lead_to_their_events_in_the_end(browser: Any, address: str) -> None:  # noqa: F811
    with Watched(browser, address, viewport={"width": 1280, "height": 900}) as watched:
        page = watched.go("/")
        for _ in range(8):
            before = page.url
            page.locator("a.cluster").last.click()
            page.wait_for_function("before => location.href !== before", arg=before)
            if "/events" in page.url:
                break
            page.wait_for_function("!document.querySelector('[aria-busy]')")
        assert "/events?near=" in page.url and page.locator(".card.event").count() > 10


def test_paper_shows_the_timeline_and_dark_ink(browser: Any, address: str) -> None:  # noqa: F811
    with Watched(browser, address, color_scheme="dark") as watched:
        page = watched.go("/documents/doc-1")
        page.emulate_media(media="print")
        assert page.locator("svg.timeline.wide .bar").first.is_visible()
        assert not page.locator("header.bar").is_visible()
        ink = page.evaluate("getComputedStyle(document.body).color")
        assert ink == "rgb(29, 27, 24)"


def test_days_without_events_say_so(browser: Any, address: str) -> None:  # noqa: F811
    with Watched(browser, address) as watched:
        page = watched.go("/?first=1990-01-01&last=1990-02-01")
        assert "No event is dated to these days." in page.locator("svg.times").text_content()


@pytest.mark.model
def test_several_files_are_watched_until_all_are_read(browser: Any, tmp_path: Path) -> None:  # noqa: F811
    shelf = open_shelf(tmp_path)
    files = [
        {"name": f"{name}.txt", "mimeType": "text/plain", "buffer": f"{name}\n\nTroops left {name} on Monday.".encode()}
        for name in ("Gori", "Zugdidi", "Kutaisi")
    ]
    with served(shelf) as address, Watched(browser, address) as watched:
        page = watched.go("/documents")
        page.click("#add summary")
        page.set_input_files("#add-file", files)
        page.click("text=Read it")
        page.wait_for_url("**/jobs")
        page.wait_for_selector("text=All is read.", timeout=60_000)
        assert page.locator("#queue a[href^='/documents/']").count() == 3
        page.click("#add summary")
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.matches('#add summary')")
    shelf.close()


def test_on_a_telephone_positions_are_blocks_and_the_map_of_a_place_shows_it(browser: Any, address: str) -> None:  # noqa: F811
    with Watched(browser, address, viewport={"width": 390, "height": 800}) as watched:
        page = watched.go("/positions")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        for table in page.locator("table.matrix").all():
            assert table.evaluate("node => node.scrollWidth <= node.parentElement.clientWidth")
        place = next(iter(page.request.get(address + "/places.json").json()["rows"]))
        page = watched.go(f"/places/{place['id'] or 'at:{lat},{lon}'.format(**place)}")
        spot, pan = page.locator(".here circle").bounding_box(), page.locator(".pan").bounding_box()
        assert pan["x"] < spot["x"] < pan["x"] + pan["width"]
