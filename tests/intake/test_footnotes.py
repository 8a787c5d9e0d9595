"""Footnote marks leave the sentences; what only looks like one stays."""

from __future__ import annotations

import pytest

from dragoman.intake.footnotes import lift_footnotes

FILLER = ["The two sides met again.", "They parted late.", "Nobody spoke to the press."]


def texts(paragraphs: list[str]) -> list[str]:
    return [note.text for note in lift_footnotes(paragraphs)[1]]


@pytest.mark.parametrize(
    ("marked", "clean"),
    [
        ("They rebuilt their arsenal.[i] Then came winter.", "They rebuilt their arsenal. Then came winter."),
        ("Sixty people died.[12][13]", "Sixty people died."),
        ("Sixty people died [12], the ministry said.", "Sixty people died, the ministry said."),
        ("The treaty¹ was signed in 1998.²", "The treaty was signed in 1998."),
        ("“No,” he said.¹²", "“No,” he said."),
    ],
)
def test_marks_are_taken_out(marked: str, clean: str) -> None:
    assert lift_footnotes([*FILLER, marked])[0][-1] == clean


@pytest.mark.parametrize(
    "text",
    [
        "“[i]t is over,” he said.",
        "“[I] was there.”",
        "by [the] army",
        "some 40 km² of land",
        "5 m³ of gas",
        "10² guns",
        "(1) a truce, (2) a hotline",
        "Resolution 1244.",
        "the G20 and the F-16",
        "[…] and so on",
        "in [2022]",
    ],
)
def test_what_only_looks_like_a_mark_stays(text: str) -> None:
    assert lift_footnotes([*FILLER, text])[0][-1] == text


def test_the_list_of_notes_is_lifted_and_told_with_its_mark() -> None:
    body = [*FILLER, "Sixty people died.[1] The road is closed.[2]"]
    listed = ["Notes", "[1] Figures of the United Nations.", "[2] Statement of 4 March 2023."]
    cleaned, notes = lift_footnotes([*body, *listed, "About Jane Example"])
    assert cleaned == [*FILLER, "Sixty people died. The road is closed.", "About Jane Example"]
    assert [note.text for note in notes] == ["Figures of the United Nations.", "Statement of 4 March 2023."]
    assert "Sixty people died." in notes[0].why


def test_bare_and_bracketed_figures_count_where_a_list_stands() -> None:
    cleaned, notes = lift_footnotes(
        [*FILLER, "Sixty people died.1 The road is closed (2).", "Notes:", "1. Figures.\n2. A map."]
    )
    assert cleaned == [*FILLER, "Sixty people died. The road is closed."]
    assert [note.text for note in notes] == ["Figures.", "A map."]


def test_a_list_in_the_body_is_no_list_of_notes() -> None:
    paragraphs = [*FILLER, "1. withdraw the guns;\n2. open the road;"]
    assert lift_footnotes(paragraphs) == (paragraphs, [])
    paragraphs = [*FILLER, "The text has two articles:", "(1) The guns are withdrawn.", "(2) The road is opened."]
    assert lift_footnotes(paragraphs) == (paragraphs, [])
