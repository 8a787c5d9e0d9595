"""PDF: wrapped lines, running heads, titles, and files that cannot be read."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from dragoman.codes import NoteKind
from dragoman.errors import SourceError
from dragoman.intake.pdf import read_pdf

sys.path.insert(0, str(Path(__file__).parent))
from papers import Placed, make_pdf, page_of

HEAD: Placed = (72, 810, 9, "Contact Group on Karvonia")
FIRST: list[Placed] = [
    HEAD,
    (72, 750, 18, "Communiqué on the Situation in"),
    (72, 728, 18, "the Teren Valley"),
    (72, 700, 11, "Oslo, 21 March 2023"),
    *page_of(
        [
            "The members of the Contact Group met in Oslo on 20 and 21 March. They reaf-",
            "firmed their commitment to the armistice and expressed concern over the self-",
            "styled administration in Teren, which has refused to talk.",
            "",
            "They called on both sides to:",
            "- withdraw heavy weapons by 1 April;",
            "- release all prisoners without condi-",
            "tions of any kind.",
            "",
            "The Group will reconvene only if the monitors are given full access to the valley and",
            "to the three villages in the north, as the envoy had asked in his letter of last week to",
        ],
        top=670,
    ),
    (290, 40, 9, "Page 1 of 2"),
]
SECOND: list[Placed] = [
    HEAD,
    *page_of(
        [
            "the two presidents.",
            "",
            "“Would the parties agree to a date before the summer?” The Chair",
            "was confident.",
        ]
    ),
    (290, 40, 9, "Page 2 of 2"),
]


def refusal(raw: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        read_pdf(raw, "paper.pdf")
    return str(caught.value)


def test_a_communique_reads_as_running_text() -> None:
    info = {"Title": "Microsoft Word - draft_final.doc", "Author": "user1", "CreationDate": "D:20230322101010"}
    document = read_pdf(make_pdf([FIRST, SECOND], info=info), "paper.pdf")
    assert document.title == "Communiqué on the Situation in the Teren Valley"
    assert document.byline is None
    assert document.published and document.published.value == "2023-03-21"
    assert document.text.split("\n\n") == [
        "The members of the Contact Group met in Oslo on 20 and 21 March. They reaffirmed their commitment to "
        "the armistice and "
        "expressed concern over the self-styled administration in Teren, which has refused to talk.",
        "They called on both sides to:",
        "- withdraw heavy weapons by 1 April;\n- release all prisoners without conditions of any kind.",
        "The Group will reconvene only if the monitors are given full access to the valley and to the three "
        "villages in the "
        "north, as the envoy had asked in his letter of last week to the two presidents.",
        "“Would the parties agree to a date before the summer?” The Chair was confident.",
    ]
    cut = next(note.text for note in document.notes if note.kind == NoteKind.CUT)
    assert cut.split("\n") == ["Contact Group on Karvonia", "Page 1 of 2", "Page 2 of 2"]


def test_title_author_and_date_from_the_properties() -> None:
    page = page_of(["The two delegations met again in Oslo on Monday and parted late."])
    info = {"Title": "A Valley Without Guns", "Author": "Jane Example", "CreationDate": "D:20230322101010"}
    document = read_pdf(make_pdf([page], info=info), "paper.pdf")
    assert (document.title, document.byline) == ("A Valley Without Guns", "Jane Example")
    assert document.published and document.published.value == "2023-03-22"
    assert "the day the file was made" in document.published.evidence.why


def test_an_institution_is_the_outlet_and_not_the_author() -> None:
    page = page_of(["The two delegations met again in Oslo on Monday and parted late."])
    info = {"Author": "Ministry of Foreign Affairs of the Republic of Karvonia"}
    document = read_pdf(make_pdf([page], info=info), "paper.pdf")
    assert (document.byline, document.outlet) == (None, info["Author"])


@pytest.mark.parametrize(
    "title", ["untitled", "Microsoft Word - a.doc", "report_v2.docx", "PowerPoint Presentation", "Layout 1", "-"]
)
def test_titles_that_programs_write_are_no_titles(title: str) -> None:
    page = page_of(["The two delegations met again in Oslo on Monday and parted late."])
    assert read_pdf(make_pdf([page], info={"Title": title}), "paper.pdf").title is None


def test_papers_that_cannot_be_read() -> None:
    whole = make_pdf([FIRST, SECOND])
    assert "OCR" in refusal(make_pdf([[], []]))
    assert "breaks off" in refusal(whole[: len(whole) // 2])
    assert "password" in refusal(make_pdf([FIRST], encrypted=True))
    assert "damaged" in refusal(b"%PDF-1.7\nnothing of use\n%%EOF")


def test_a_paper_without_pages_or_with_one_figure_is_refused() -> None:
    assert refusal(make_pdf([]))
    assert "OCR" in refusal(make_pdf([[(*HEAD[:3], "7")]]))
