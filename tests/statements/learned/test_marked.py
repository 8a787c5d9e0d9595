"""Marked texts: both layouts are read, and marks become words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.errors import SourceError
from dragoman.reading.reading import Reading
from dragoman.records import Span
from dragoman.statements.learned.marked import (
    Gold,
    Marked,
    Page,
    cue_head,
    dice,
    digest_of,
    outermost,
    read_folder,
    read_pages,
    read_standoff,
)

DISPATCH = """# composed text
genre: wire
--- text
{A1|The mayor of {P1:lit|Varna}} {E1|met} the union. {S1s|{A1|She}} {S1q|denied} {S1c|it} and {S2q|warned} {S2c|that
strikes {S3q|reportedly} {S3c|loomed}}.
--- tail
--- marks
A1 name="the mayor" kind=person
S1 speaker=A1 grade=office
S2 grade=office speaker=A1
S3 grade=none
"""


def words(document: Marked, tokens: frozenset[int]) -> str:
    return " ".join(document.reading.words[t] for t in sorted(tokens))


@pytest.mark.model
def test_marks_are_read_as_words(marked_folder: Path) -> None:
    border, harbour, valley = read_pages(read_folder(marked_folder))
    assert [document.name for document in (border, harbour, valley)] == ["border", "harbour", "valley"]
    assert [len(document.golds) for document in (border, harbour, valley)] == [3, 3, 3]
    gold = valley.golds[1]
    assert words(valley, gold.source) == "the engineers"
    assert words(valley, gold.cue) == "according to"
    assert words(valley, gold.content) == "The bridge will hold"
    assert cue_head(valley.reading, gold.cue) == min(gold.cue)
    assert not valley.nested


def test_pieces_of_a_content_count_together() -> None:
    marks = "T1\tContent 0 8;20 27\tThe road is open\nT2\tCue 14 18\tsaid\nE1\tAttribution:T2 Cue:T2 Content:T1"
    assert list(read_standoff(marks)) == [{"Cue": [Span(14, 18)], "Content": [Span(0, 8), Span(20, 27)]}]


def test_a_dispatch_is_read_without_its_marks(tmp_path: Path) -> None:
    (tmp_path / "0003-strike.txt").write_text(DISPATCH, encoding="utf-8")
    (tmp_path / "0017-not-for-training.txt").write_text(DISPATCH, encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no dispatch", encoding="utf-8")
    [page] = read_folder(tmp_path)
    assert page.text.startswith("The mayor of Varna met the union. She denied it and warned that")
    told = [{role: [span.text_of(page.text) for span in spans] for role, spans in a.items()} for a in page.attributions]
    assert told[0] == {"Source": ["She"], "Cue": ["denied"], "Content": ["it"]}
    # Who warns stands before "denied"; the dispatches leave such a source unmarked.
    assert told[1]["Source"] == ["She"]
    assert told[2]["Content"] == ["loomed"]


@pytest.mark.model
def test_where_statements_inside_others_are_marked_the_document_knows(tmp_path: Path) -> None:
    (tmp_path / "0003-strike.txt").write_text(DISPATCH, encoding="utf-8")
    [document] = read_pages(read_folder(tmp_path))
    assert document.nested


def test_attributions_inside_others() -> None:
    outer = Gold(frozenset((0,)), frozenset((1,)), frozenset(range(2, 8)))
    inner = Gold(frozenset((3,)), frozenset((4,)), frozenset(range(5, 8)))
    assert outermost([outer, inner]) == [outer]


@pytest.mark.model
def test_the_head_of_a_cue_is_its_verb(read: Callable[[str], Reading]) -> None:
    reading = read("He has not said that it was late.")
    assert reading.words[cue_head(reading, frozenset((1, 2, 3))) or 0] == "said"


def test_likeness_of_word_sets() -> None:
    assert dice(frozenset((1, 2)), frozenset((2, 3))) == 0.5
    assert dice(frozenset(), frozenset()) == 1.0


def test_a_digest_knows_texts_and_marks_again() -> None:
    page = Page("one", "He spoke.", ({"Cue": [Span(3, 8)], "Content": [Span(0, 2)]},))
    turned = Page("one", "He spoke.", ({"Content": [Span(0, 2)], "Cue": [Span(3, 8)]},))
    other = Page("one", "He spoke.", ({"Cue": [Span(3, 8)], "Content": [Span(0, 8)]},))
    assert digest_of([page]) == digest_of([turned]) != digest_of([other])


@pytest.mark.parametrize("files", [{}, {"text/a.txt": "He spoke."}, {"letter.txt": "He spoke."}])
def test_a_folder_without_marked_texts_says_what_to_name(tmp_path: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match="holds no marked texts"):
        read_folder(tmp_path)


def test_a_broken_dispatch_and_a_text_that_is_none_are_named(tmp_path: Path) -> None:
    (tmp_path / "0001-broken.txt").write_text("# composed text\n", encoding="utf-8")
    with pytest.raises(SourceError, match="0001-broken"):
        read_folder(tmp_path)
    (tmp_path / "0001-broken.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SourceError, match="UTF-8"):
        read_folder(tmp_path)
