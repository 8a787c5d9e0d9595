from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import httpx
import pytest
from factory import BERIDZE, EVENTS, STATEMENTS, make_dossier
from test_page import Elements
from visitor import open_shelf, send, served, visitor

from dragoman.desk.parts import LEAST_TEXT, PART_RECORDS, PART_TEXT, cut
from dragoman.desk.shelf import Shelf
from dragoman.dossier import Dossier
from dragoman.records import Evidence, Span, as_json

SENTENCE = "The mayor said that the bridge was shelled on Monday, and “nobody is hurt,” said Tamar Beridze.\n"
COUNT = 9_000
ADDRESS = re.compile(r'href="(/documents/doc-1\?at=[^"#]+)#([^"]+)"')


def spot(number: int, words: str) -> Span:
    start = number * len(SENTENCE) + SENTENCE.index(words)
    return Span(start, start + len(words))


def long_dossier(count: int = COUNT) -> Dossier:
    """A report with two statements in each of its sentences, and an event that all of them tell of."""
    found = [
        replace(
            STATEMENTS[0], id=f"st-{place}{number:08x}", source=(), cue=(), content=(spot(number, words),),
            evidence=Evidence(spot(number, words), "cue-verb", "a verb of saying"),
        )
        for number in range(count)
        for place, words in enumerate(("the bridge was shelled on Monday", "“nobody is hurt,”"))
    ]  # fmt: skip
    shelled = replace(
        EVENTS[2], id="ev-shelled", trigger=spot(0, "shelled"), reported_in=found[0].id,
        mentions=tuple(spot(number, "shelled") for number in range(count)),
        evidence=Evidence(spot(0, "shelled"), "verb-frame", "in the table"),
    )  # fmt: skip
    actors = [
        replace(BERIDZE, evidence=Evidence(spot(n, "Tamar Beridze"), "by-hand", "a name")) for n in range(0, count, 9)
    ]
    empty = dict.fromkeys(("positions", "questions", "explanations", "unsure", "whens", "places"), ())
    dossier = make_dossier(statements=tuple(found), events=(shelled,), actors=tuple(actors), **empty)
    return replace(dossier, document=replace(dossier.document, text=SENTENCE * count))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    opened = open_shelf(tmp_path_factory.mktemp("long"), long_dossier())
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def client(shelf: Shelf) -> Iterator[httpx.Client]:
    with served(shelf) as address, visitor(address) as opened:
        yield opened


def parts_of(client: httpx.Client) -> int:
    found = re.search(r"Part <b>1</b> of (\d+)", client.get("/documents/doc-1").text)
    assert found
    return int(found[1])


def test_a_report_of_eighteen_thousand_statements_opens_at_once(client: httpx.Client) -> None:
    client.get("/documents/doc-1")
    start = time.process_time()
    page = client.get("/documents/doc-1?part=9")
    # Server and client together, and nobody else's work.
    assert time.process_time() - start < 1
    assert page.status_code == 200 and len(page.content) < 1_000_000


def test_every_record_and_every_word_is_on_some_part(client: httpx.Client) -> None:
    count = parts_of(client)
    text, cards, labels = "", [], []
    for number in range(1, count + 1):
        page = client.get(f"/documents/doc-1?part={number}").text
        assert Elements(page).balanced
        cards += re.findall(r'class="row[^"]*card statement[^"]*" id="([^"]+)"', page)
        labels += re.findall(r'<a class="ref statement"[^>]*>(S\d+)<', page)
        prose = page[page.index('<div class="prose"') : page.index("</div>", page.index('<div class="prose"'))]
        prose = re.sub(r'<a class="ref.*?</a>', "", prose)
        text += "".join(
            unescape(re.sub("<[^>]+>", "", line)) for line in re.findall('<p dir="auto">(.*?)</p>', prose, re.S)
        )
        # What is told of on many parts has its card on each.
        assert page.count('id="ev-shelled"') == 1 and ">E1</a>" in page
    # The statement that passes the event on stands with it.
    assert len(set(cards)) == 2 * COUNT and len(cards) == 2 * COUNT + count - 1
    assert labels == [f"S{number}" for number in range(1, 2 * COUNT + 1)]
    assert text == (SENTENCE * COUNT).replace("\n", "")


def test_the_ways_between_parts_need_no_script(client: httpx.Client) -> None:
    page = client.get("/documents/doc-1?part=2").text
    assert 'href="/documents/doc-1?part=1" rel="prev"' in page and 'href="/documents/doc-1?part=3" rel="next"' in page
    assert f'href="/documents/doc-1?part={parts_of(client)}"' in page
    assert 'href="/statements?document=doc-1&amp;sort=oldest">18,000 statements</a>' in page


def test_cards_lead_to_the_part_with_their_words(client: httpx.Client) -> None:
    for path in ("/statements?page=7", "/statements?document=doc-1&page=440", "/events"):
        found = ADDRESS.findall(client.get(path).text)
        assert found
        for address, fragment in (found[0], found[-1]):
            assert f'id="{fragment}"' in client.get(address).text, address


def test_what_is_corrected_on_a_part_shows_there(client: httpx.Client) -> None:
    target = f"st-1{COUNT - 3:08x}"
    last = parts_of(client)
    back = f"/documents/doc-1?part={last}#{target}"
    answer = send(client, "/corrections", kind="speaker", target=target, value="Nino Gelashvili", back=back)
    assert answer.headers["location"].startswith(f"/documents/doc-1?part={last}&done=co-")
    page = client.get(answer.headers["location"].partition("#")[0]).text
    assert re.search(rf"id=\"{target}\".{{0,900}}Nino Gelashvili", page, re.S)
    done = answer.headers["location"].partition("done=")[2].partition("#")[0]
    send(client, "/corrections/undo", id=done)
    assert "Nino Gelashvili" not in client.get(f"/documents/doc-1?part={last}").text


def test_the_twin_of_a_long_report_holds_all_of_it(client: httpx.Client, shelf: Shelf) -> None:
    with shelf.reading() as archive:
        whole = as_json(archive.dossier("doc-1"))
    assert client.get("/documents/doc-1.json").json() == whole
    part = client.get("/documents/doc-1.json?part=2").json()
    assert 0 < len(part["statements"]) < 2 * PART_RECORDS


def test_one_file_holds_the_first_of_a_long_report(client: httpx.Client) -> None:
    page = client.get("/documents/doc-1/dossier.html").text
    assert "Of 18,000 statements the first 2,000 are shown." in page


@pytest.mark.parametrize(
    ("query", "status"), [("part=0", 404), ("part=999999", 404), ("part=x", 400), ("at=st-no", 200)]
)
def test_a_part_that_is_not_there(client: httpx.Client, query: str, status: int) -> None:
    assert client.get(f"/documents/doc-1?{query}").status_code == status


def test_a_short_report_has_no_parts(tmp_path: Path) -> None:
    shelf = open_shelf(tmp_path)
    with served(shelf) as address, visitor(address) as client:
        assert "Parts of this report" not in client.get("/documents/doc-1?part=1").text
    shelf.close()


@pytest.mark.parametrize("text", ["x" * 200_000, "word " * 40_000, "Line.\n" * 30_000, ""])
def test_parts_cover_the_text_and_end_where_a_reader_pauses(text: str) -> None:
    parts = list(cut(text, []))
    assert "".join(part.text_of(text) for part in parts) == text
    assert all(part.end - part.start <= PART_TEXT + LEAST_TEXT for part in parts)
    if " " in text or "\n" in text:
        assert all(part.text_of(text)[-1] in " \n" for part in parts)


def test_a_thousand_records_on_one_spot_are_not_cut_to_letters() -> None:
    parts = list(cut("word " * 2_000, [7] * 100_000))
    assert all(part.end - part.start >= LEAST_TEXT // 2 for part in parts[:-1])
