from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from factory import EVENTS, GEORGIA, STATEMENTS, TEXT, make_bare, make_dossier, statement

from dragoman.codes import Form, NoteKind, Sense
from dragoman.desk.page import MOST_BYTES, dossier_html
from dragoman.dossier import dossier_of
from dragoman.reading.reading import Reading
from dragoman.records import Actor, Evidence, Note, Place, Span, make_id

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style></title></textarea><svg onload=alert(1)>",
    "{{ 7*7 }}{% raw %}",
    "javascript:alert(1)",
    "]]>--><!--",
    "\u202egnp.exe\u202c",
    "a\x00b\x1b[31mc\ud800d",
    "'; DROP TABLE events; --",
)


class Elements(HTMLParser):
    """Every element of a page: its tag and attributes; and whether tags are balanced."""

    VOID = frozenset(("meta", "link", "img", "br", "input", "hr"))

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.balanced = True
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        self.balanced = self.balanced and bool(self.open) and self.open.pop() == tag

    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.found if "id" in attributes]

    def links(self) -> list[str]:
        return [a["href"] for tag, a in self.found if tag == "a"]


@pytest.fixture(scope="module")
def page() -> str:
    return dossier_html(make_dossier())


def test_has_the_seven_sections_in_order(page: str) -> None:
    titles = re.findall(r'<span class="number">(\d)</span> ([^<]+)</h2>', page)
    names = "What it is,What happened,Who said what,Who wants what,Why,What is open,Unsure"
    assert titles == [(str(number), name) for number, name in enumerate(names.split(","), 1)]


def test_every_record_has_a_card_and_words_and_links_both_ways(page: str) -> None:
    dossier = make_dossier()
    found = Elements(page)
    ids, links = set(found.ids()), set(found.links())
    marked = {part for _, a in found.found for part in a.get("data-r", "").split()}
    for records in (dossier.statements, dossier.events, dossier.positions, dossier.questions, dossier.explanations):
        for record in records:
            assert {record.id, f"w-{record.id}"} <= ids
            assert {f"#{record.id}", f"#w-{record.id}"} <= links
            assert record.id in marked
    for named in (*dossier.actors, *dossier.places):
        assert named.id in ids and named.id in marked


def test_every_link_leads_somewhere_and_every_id_is_unique(page: str) -> None:
    found = Elements(page)
    ids = found.ids()
    assert len(ids) == len(set(ids))
    assert {link for link in found.links() if link[1:] not in ids} == set()


def test_the_text_is_whole_and_unchanged(page: str) -> None:
    prose = page.split('class="prose"', 1)[1].split("</section>", 1)[0].split(">", 1)[1]
    prose = re.sub(r'<a class="ref.*?</a>', "", prose)
    words = re.sub(r"<[^>]+>", "", prose)
    assert words.split() == TEXT.split()


def test_nothing_is_loaded_and_only_our_own_code_may_run(page: str) -> None:
    assert (
        re.search(r"""https?://|//[a-z]|(?:src|srcset|data|action|poster)\s*=\s*["']|@import|url\((?!#)""", page)
        is None
    )
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    for element in ("style", "script"):
        blocks = re.findall(rf"<{element}>(.*?)</{element}>", page, re.DOTALL)
        assert len(blocks) == 1
        digest = base64.b64encode(hashlib.sha256(blocks[0].encode()).digest()).decode()
        assert f"{element}-src &#39;sha256-{digest}&#39;" in policy[1]
    assert "default-src &#39;none&#39;" in policy[1] and "unsafe" not in policy[1]
    assert not [name for _, a in Elements(page).found for name in a if name == "style" or name.startswith("on")]


def test_drawings_are_well_formed_and_have_words(page: str) -> None:
    drawings = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert len(drawings) > 4
    for drawing in drawings:
        ElementTree.fromstring(drawing)
    assert page.count('role="group" aria-label="Timeline') == 2
    assert page.count('role="group" aria-label="Map') == 2
    assert "Disputed, dashed and hatched:" in page


def test_each_status_is_drawn_in_its_own_way(page: str) -> None:
    drawing = page.split('class="timeline wide"', 1)[1].split("</svg>", 1)[0]
    for tone in ("asserted", "hedged", "future", "historical"):
        assert f"is-{tone}" in drawing
    assert "url(#hatch-t-wide)" in drawing and 'class="arrow"' in drawing


def test_an_empty_dossier_reads_well() -> None:
    page = dossier_html(make_bare())
    found = Elements(page)
    assert found.balanced and not found.open
    for sentence in ("The text is empty.", "Nobody is quoted or reported.", "No place that could be put on a map.",
                     "The text tells of no event", "A text without a title", "not dated"):  # fmt: skip
        assert sentence in page
    assert "<svg" not in page and "None" not in page


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(words: str) -> None:
    text = f"{words} said {words}. It happened in {words}."
    evidence = Evidence(Span(0, len(words)), words, words)
    actor = Actor(make_id("ac", words), words, words, words, words, words, None, True, evidence)
    place = Place("pl-" + words, words, words, words, 1.0, 2.0, 3.0, (words,), (), Sense.LITERAL, words, evidence)
    said = replace(statement(TEXT[:5]), id=words, speaker=actor, content=(Span(0, len(words)),), evidence=evidence)
    event = replace(EVENTS[0], id="ev-" + words, source=(actor,), target=(), where=place, trigger=Span(0, len(words)))
    dossier = replace(
        make_bare(text, title=words, byline=words, outlet=words, url=words, language=words,
                  notes=(Note(NoteKind.CUT, words, words),)),
        statements=(said,), events=(event,), actors=(actor,), places=(place,), model=words,
    )  # fmt: skip
    page = dossier_html(dossier)
    page.encode("utf-8")
    found = Elements(page)
    assert found.balanced and not found.open
    tags = [tag for tag, _ in found.found]
    assert tags.count("script") == 1 and tags.count("style") == 1 and "img" not in tags
    assert not [a for _, attributes in found.found for a in attributes if a.startswith("on")]
    assert all(link.startswith("#") for link in found.links())
    assert not set(page) & {"\x00", "\x1b", "\u202e", "\u202c"}
    assert len(found.ids()) == len(set(found.ids()))


def test_overrides_and_controls_are_shown() -> None:
    page = dossier_html(make_bare("pay \u202e100\u202c now\x07"))
    assert '<span class="unseen" title="right-to-left override">U+202E</span>' in page
    assert ">U+0007</span>" in page


def test_ten_thousand_highlights_are_cut_with_a_word() -> None:
    text = "word " * 20_000
    many = tuple(
        replace(statement(TEXT[:5]), id=f"st-{i}", content=(Span(i, len(text) - i),), speaker=GEORGIA)
        for i in range(10_000)
    )
    page = dossier_html(replace(make_bare(text), statements=many))
    assert len(page.encode()) <= MOST_BYTES
    assert "Of 10,000 statements the first 2,000 are shown." in page
    assert "of 2,000 rows; the others are not marked in the text." in page
    found = Elements(page)
    assert {link for link in found.links() if link[1:] not in found.ids()} == set()


def test_a_text_without_end_is_cut_with_a_word() -> None:
    page = dossier_html(make_bare("<" * 3_000_000))
    assert len(page.encode()) <= MOST_BYTES
    assert "of 3,000,000 characters of the text are shown." in page


def test_records_outside_the_text_or_without_words_do_not_break_it() -> None:
    odd = replace(STATEMENTS[0], content=(Span(5, 5), Span(9, 10**9), Span(-4, 3)), source=(), cue=(), form=Form.MIXED)
    lost = replace(STATEMENTS[1], id="st-lost", content=(), source=(), cue=(), evidence=Evidence(None, "r", "w"))
    page = dossier_html(make_dossier(statements=(odd, lost)))
    found = Elements(page)
    assert found.balanced and 'id="st-lost"' in page and "#w-st-lost" not in page


@pytest.mark.model
def test_a_text_read_by_the_whole_method(read: Callable[..., Reading]) -> None:
    reading = read(TEXT, published="2022-11-14")
    dossier = dossier_of(reading, "test 0")
    found = Elements(dossier_html(dossier))
    assert found.balanced and dossier.statements
    ids = set(found.ids())
    assert {link for link in found.links() if link[1:] not in ids} == set()
    assert {statement.id for statement in dossier.statements} <= ids


def test_a_tower_of_marks_covers_nothing_and_is_told() -> None:
    page = dossier_html(make_bare("Cana" + "\u0301" * 5000 + " said e\u0301\u0302\u0323."))
    assert "\u0301" * 9 not in page and "4,992 more marks" in page
    assert "e\u0301\u0302\u0323" in page
