"""Pasted text: what is lifted from its head, what is cut from its end, and that the body stays whole."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.codes import NoteKind
from dragoman.intake.plain import as_written, read_plain
from dragoman.records import Document

BODY = [
    "The two delegations met in Oslo on Monday for the first time since the bridge over the Teren was blown up "
    "in January.",
    "“We came to listen, and we will come again,” said Tomas Verhagen, who leads the northern delegation.",
    "Was the handshake a gesture to Brussels, or a sign of exhaustion?",
    "Nobody knows.",
    "Sorland reportedly offered to move its guns back by ten kilometres, but Karvonia has not answered, "
    "according to two "
    "diplomats who spoke on condition of anonymity because the talks go on.",
    "Would the monitors arrive before the thaw? Would the road be opened? I doubt it, but I have been wrong before.",
]


def read_text(*paragraphs: str, joint: str = "\n\n") -> Document:
    return read_plain(joint.join(paragraphs).encode(), "report.txt")


def notes_of(document: Document, kind: NoteKind) -> list[str]:
    return [note.text for note in document.notes if note.kind == kind]


def body_of(document: Document) -> list[str]:
    return document.text.split("\n\n")


def test_a_blog_entry_is_freed_of_head_biography_and_form() -> None:
    document = read_text(
        "The Handshake in Oslo",
        "March 6, 2023",
        *BODY,
        "\n\n",
        "About Mirela Lindqvist",
        "Mirela Lindqvist is a graduate of Lund University. She joined the foreign service in 1981. From 2001 "
        "to 2005 she was "
        "ambassador in Oslo.\nThis entry was posted in Uncategorized and tagged , , . Bookmark the permalink.",
        "Leave a Reply",
        "Fill in your details below or click an icon to log in: Logo",
        "You are commenting using your account. Log Out / Change )",
        "Twitter picture",
        "Connecting to %s",
    )
    assert body_of(document) == BODY
    assert document.title == "The Handshake in Oslo"
    assert document.byline == "Mirela Lindqvist"
    assert document.published and document.published.value == "2023-03-06"
    assert document.published.evidence.span is None and "date line" in document.published.evidence.why
    cuts = notes_of(document, NoteKind.CUT)
    assert [cut.split("\n")[0].split(" was")[0] for cut in cuts] == [
        "About Mirela Lindqvist",
        "This entry",
        "Leave a Reply",
    ]
    assert "Connecting to %s" in cuts[2]


@pytest.mark.parametrize(
    ("lines", "byline", "day"),
    [
        (["By Jane Example"], "Jane Example", None),
        (["By Jane Example and Omar Sample, Vienna"], "Jane Example and Omar Sample", None),
        (["By JANE EXAMPLE in Vienna", "Monday, 14 November 2022, 10:35 GMT"], "JANE EXAMPLE", "2022-11-14"),
        (["Jane Example, Ankara"], "Jane Example", None),
        (["Author: Jane Example", "Date: 2022-11-14"], "Jane Example", "2022-11-14"),
        (["Posted on November 14, 2022 by Jane Example"], "Jane Example", "2022-11-14"),
        (["By Jane Example | Nov. 14, 2022 | 5 min read"], "Jane Example", "2022-11-14"),
        (["Jane Example", "14th November 2022"], "Jane Example", "2022-11-14"),
        (
            ["By Jane van der Sample", "Published: Nov 14, 2022 3:45 PM EST", "Updated: Nov 15, 2022"],
            "Jane van der Sample",
            "2022-11-14",
        ),
        (["Ankara, 14 November 2022"], None, "2022-11-14"),
        (["14.11.2022"], None, "2022-11-14"),
        (["By Dr. Ana-Lucía Ejemplo (ana@example.org)"], "Dr. Ana-Lucía Ejemplo", None),
    ],
)
def test_bylines_and_date_lines_are_lifted(lines: list[str], byline: str | None, day: str | None) -> None:
    document = read_text("Talks go on in Oslo", *lines, *BODY)
    assert body_of(document) == BODY
    assert (document.title, document.byline) == ("Talks go on in Oslo", byline)
    assert (document.published.value if document.published else None) == day


@pytest.mark.parametrize(
    "written", ["November 31, 2022", "March 3, 0206", "January 5, 2099", "2022-13-01", "1 January 1970", "03/04/2022"]
)
def test_a_date_that_cannot_be_is_refused_and_told(written: str) -> None:
    document = read_text("Talks go on in Oslo", written, *BODY)
    assert document.published is None
    assert body_of(document) == BODY
    assert any("refused" in note.why for note in document.notes if note.kind == NoteKind.WARNING)


def test_a_date_without_a_year_gives_no_day_of_publication() -> None:
    document = read_text("Talks go on in Oslo", "KYIV, Nov 14 (Reuters) — " + BODY[0], *BODY[1:])
    assert document.published is None
    assert document.outlet == "Reuters"
    assert document.text.startswith("KYIV, Nov 14 (Reuters) — The two")


def test_a_dateline_with_a_year_gives_the_day() -> None:
    document = read_text("OSLO, March 6, 2023 (AP) -- " + BODY[0], *BODY[1:])
    assert document.published and document.published.value == "2023-03-06"
    assert document.outlet == "Associated Press"


def test_a_chronology_has_no_day_of_publication() -> None:
    days = [part for day in (3, 4, 5) for part in (f"{day} March 2023", BODY[day - 3])]
    document = read_text("The Week of the Bridge", *days)
    assert document.published is None
    assert body_of(document) == days


def test_the_opening_lines_of_a_communique() -> None:
    title = "No: 112, 14 March 2023, Press Release Regarding the Attack on the Mission"
    document = read_text("MINISTRY OF FOREIGN AFFAIRS", title, *BODY)
    assert (document.title, document.outlet) == (title, "MINISTRY OF FOREIGN AFFAIRS")
    assert document.published and document.published.value == "2023-03-14"
    assert read_text("PRESS RELEASE", "Talks go on in Oslo", *BODY).title == "Talks go on in Oslo"


@pytest.mark.parametrize(
    "furniture",
    [
        "Advertisement",
        "ADVERTISEMENT - CONTINUE READING BELOW",
        "Share this:",
        "Facebook Twitter LinkedIn Email",
        "Read more: Why the valley matters",
        "Also read: Monitors leave Teren",
        "Related Articles",
        "Subscribe to our newsletter",
        "Sign up for our daily newsletter and never miss a story.",
        "© 2023 Valley Notes. All rights reserved.",
        "We use cookies to give you the best experience on our website.",
        "Photo: Jan Oster/Northline",
        "A soldier walks past a burnt house in Teren. REUTERS/Jan Oster",
        "Tags: Karvonia, Sorland, talks",
        "Posted in World | Tagged talks, guns",
        "The post The Handshake appeared first on Valley Notes.",
        "Bookmark the permalink.",
        "(Reporting by Jane Example; Editing by Omar Sample)",
        "Copyright 2023 Valley Notes",
        "The views expressed in this article are the author's own.",
        "The writer is a former ambassador to Norway.",
        "Jane Example is a senior fellow at the Institute for Valleys in Vienna.",
        "Log in to comment",
        "Previous post",
        "Thanks for reading Valley Notes! Subscribe for free to receive new posts and support my work.",
    ],
)
def test_furniture_is_cut_and_kept_as_a_note(furniture: str) -> None:
    document = read_text("Talks go on in Oslo", *BODY, furniture)
    assert body_of(document) == BODY
    assert furniture in notes_of(document, NoteKind.CUT)


@pytest.mark.parametrize(
    "sentence",
    [
        "About Ukraine the two ministers did not speak.",
        "Anna Brandt is a professor of history in Oslo, and Brandt was in the room when the guns fell silent.",
        "Share prices fell by two per cent after the talks.",
        "Subscribers to the old treaty met again in Oslo.",
        "Comments by the minister were met with silence.",
        "Related talks on gas begin on Tuesday.",
        "The author of the letter is not known.",
        "Published in 1998, the treaty has never been ratified.",
        "Advertisement of the post is due in May, the ministry said.",
        "“[I]t is over,” the speaker said, “and [they] know it.”",
        "He named three conditions: (1) a truce, (2) a hotline and (3) monitors.",
        "The zone covers 40 km² along the river.",
        "Copyright law was not on the table.",
        "“Leave a reply on my desk,” the minister told his aide.",
        "By Monday the guns had fallen silent.",
    ],
)
def test_sentences_that_look_like_furniture_stay(sentence: str) -> None:
    document = read_text("Talks go on in Oslo", *BODY[:4], sentence, *BODY[4:])
    assert body_of(document) == [*BODY[:4], sentence, *BODY[4:]]
    assert sentence in read_text("Talks go on in Oslo", *BODY, sentence).text


def test_a_person_of_the_report_is_not_taken_for_its_author() -> None:
    last = "Tomas Verhagen is a former ambassador and a fellow at the University of Oslo."
    assert body_of(read_text("Talks go on in Oslo", *BODY, last))[-1] == last


def test_the_biography_of_the_known_author_is_cut() -> None:
    document = read_text(
        "Talks go on in Oslo", "By Jane Example", *BODY, "Jane Example, a former judge, is an analyst based in Vienna."
    )
    assert body_of(document) == BODY


def test_a_section_about_a_subject_is_no_biography() -> None:
    document = read_text("Talks go on in Oslo", *BODY[:5], "About the bridge", BODY[5])
    assert body_of(document)[-2:] == ["About the bridge", BODY[5]]


def test_prose_after_a_biography_stays() -> None:
    note = "Jane Example is an analyst in Vienna."
    document = read_text("Talks go on in Oslo", *BODY, "About Jane Example", note, BODY[4].replace("Sorland", "Norway"))
    assert document.text.endswith("because the talks go on.")
    assert note not in document.text


def test_many_comments_are_cut_with_a_warning() -> None:
    comments = [
        part
        for number in range(20)
        for part in (f"Reader{number} says:", "I was in the room and it was quite different.")
    ]
    document = read_text("Talks go on in Oslo", *BODY, "20 thoughts on “Talks go on in Oslo”", *comments)
    assert body_of(document) == BODY
    assert any("% of the words were cut" in note.why for note in document.notes)


def test_a_text_of_nothing_but_furniture_stays_with_a_warning() -> None:
    document = read_text("Share this:", "Advertisement")
    assert "Advertisement" in document.text
    assert any("nothing was cut" in note.why for note in document.notes)


def test_hard_wrapped_lines_are_joined_and_lists_stay() -> None:
    text = (
        "The two delegations met in Oslo on Monday for the first time since\nthe bridge over the Teren was "
        "blown up in January, in an atmo-\n"
        "sphere that both sides called correct but cool.\n\nThree conditions have been named in public by the "
        "northern side,\n"
        "and they are these:\n- the withdrawal of heavy guns from the eastern bank of the\n  river;\n- the "
        "release of all prisoners.\n"
    )
    assert body_of(read_plain(text.encode(), "a.txt")) == [
        "The two delegations met in Oslo on Monday for the first time since the bridge over the Teren was blown "
        "up in January, "
        "in an atmosphere that both sides called correct but cool.",
        "Three conditions have been named in public by the northern side, and they are these:",
        "- the withdrawal of heavy guns from the eastern bank of the river;\n- the release of all prisoners.",
    ]


def test_numbered_paragraphs_are_paragraphs() -> None:
    long = [f"{number}. {BODY[4]} {BODY[5]}" for number in (1, 2, 3)]
    assert body_of(read_text(*long, joint="\n")) == long


def test_lines_without_blank_ones_between_are_paragraphs() -> None:
    assert body_of(read_text("Talks go on in Oslo", *BODY, joint="\n")) == BODY


def test_a_text_as_written_is_not_touched() -> None:
    text = "By Jane Example\n\n  Talks\u00a0failed.[1] \r\n\nLeave a Reply\n"
    document = as_written(text, name="a", published=datetime.date(2022, 11, 14))
    assert document.text == text and not [note for note in document.notes if note.kind == NoteKind.CUT]
    assert document.published and document.published.value == "2022-11-14"
    assert as_written("").text == ""


_WORDS = st.sampled_from(
    [
        "the",
        "army",
        "minister",
        "talks",
        "said",
        "left",
        "guns",
        "river",
        "“No”",
        "peace",
        "of",
        "by",
        "about",
        "share",
        "comments",
        "in",
        "Oslo",
        "Monday",
    ]
)
_SENTENCES = st.lists(_WORDS, min_size=8, max_size=40).map(lambda words: "Then " + " ".join(words) + " and went home.")


@settings(max_examples=150, deadline=None)
@given(st.lists(_SENTENCES, min_size=1, max_size=12), st.sampled_from(["\n\n", "\n", "\r\n\r\n", "\n \n\n"]))
def test_no_paragraph_of_prose_is_ever_lost(paragraphs: list[str], joint: str) -> None:
    assert body_of(read_text(*paragraphs, joint=joint)) == paragraphs


@pytest.mark.parametrize(
    ("line", "byline", "outlet"),
    [
        ("The Baltic Courier, 12 March 2024", None, "The Baltic Courier"),
        ("Baltic Courier | 12 March 2024 | By Anna Liepa", "Anna Liepa", "Baltic Courier"),
        ("Jane Post, 12 March 2024", "Jane Post", None),
        ("The Riga Post, 12 March 2024", None, "The Riga Post"),
    ],
)
def test_a_paper_beside_the_date_is_the_outlet(line: str, byline: str | None, outlet: str | None) -> None:
    document = read_text("Port talks stall again", line, *BODY)
    assert (document.byline, document.outlet) == (byline, outlet)


def test_a_kicker_and_a_title_are_no_menu() -> None:
    document = read_text("Opinion | The Corridor Nobody Needs", "By Jane Example", "4 October 2011", *BODY)
    assert document.title == "Opinion | The Corridor Nobody Needs"
    document = read_text("Home | World | Africa", "Talks go on in Oslo", "By Jane Example", *BODY)
    assert document.title == "Talks go on in Oslo"
