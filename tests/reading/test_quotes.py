from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reading.quotes import Quote, find_quotes, paragraphs_of


def quotes(text: str) -> list[Quote]:
    return find_quotes(text, paragraphs_of(text))


def inner(text: str) -> list[str]:
    return [quote.inner.text_of(text) for quote in quotes(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We leave at dawn,” he said.", ["We leave at dawn,"]),
        ('"We leave at dawn," he said. "All of us."', ["We leave at dawn,", "All of us."]),
        ("``We leave at dawn,'' he said.", ["We leave at dawn,"]),
        ("«Wir gehen», sagte sie, „heute“.", ["Wir gehen", "heute"]),
        ("»Wir gehen«, sagte sie.", ["Wir gehen"]),
        ("„Idziemy”, powiedziała.", ["Idziemy"]),
        ("彼は「行く」と言った。", ["行く"]),
        ("‘We don’t know,’ the soldiers’ wives said.", ["We don’t know,"]),
        ("The soldiers’ homes weren’t hit.", []),
        ("“He told me ‘never again’ and left.”", ["He told me ‘never again’ and left.", "never again"]),
        ("She saw the “so-called “ring road”” burn.", ["so-called “ring road”", "ring road"]),
        ("A gun of 5\" and a mast of 40' stood there.", []),
        ("He is 6'2\" tall.", []),
    ],
)
def test_quotes_of_every_style(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_paragraphs_that_open_again_are_one_speech() -> None:
    text = "“We came far.\n\n“We stay.\n\n“We rest,” she said.\n\nNight fell."
    assert [(q.closed, q.continues) for q in quotes(text)] == [(False, False), (False, True), (True, True)]
    assert inner(text) == ["We came far.", "We stay.", "We rest,"]


def test_an_unclosed_quote_ends_with_its_paragraph() -> None:
    text = "“We came far, he said.\n\nNobody answered."
    assert inner(text) == ["We came far, he said."]
    assert not quotes(text)[0].closed


def test_a_stray_mark_never_swallows_a_page() -> None:
    text = "“" + "The road was long and dusty. " * 200 + "\n\nNight fell."
    assert quotes(text) == []


def test_marks_by_the_thousand_take_no_time() -> None:
    text = '« a " b “ c ' * 20_000
    start = time.process_time()
    quotes(text)
    assert time.process_time() - start < 5


@given(st.text(alphabet="ab .,\n“”\"«»‘’`'„「」", max_size=200))
def test_any_string_gives_sound_spans(text: str) -> None:
    for quote in quotes(text):
        assert 0 <= quote.span.start <= quote.inner.start <= quote.inner.end <= quote.span.end <= len(text)


@given(st.text(max_size=300))
def test_paragraphs_cover_every_letter(text: str) -> None:
    covered = "".join(paragraph.text_of(text) for paragraph in paragraphs_of(text))
    assert "".join(covered.split()) == "".join(text.split())
