"""Who speaks, by name, title, apposition, pronoun or noun. All people are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.actors.cast import Cast
from dragoman.codes import SourceGrade
from dragoman.places.find import find_places
from dragoman.reading.reading import Reading
from dragoman.records import Statement
from dragoman.statements.find import find_statements

pytestmark = pytest.mark.model
Read = Callable[..., Reading]


def statements_in(read: Read, text: str) -> list[Statement]:
    reading = read(text)
    return find_statements(reading, [], Cast(reading, find_places(reading)))


def by_cue(read: Read, text: str, cue: str) -> Statement:
    reading = read(text)
    found = find_statements(reading, [], Cast(reading, find_places(reading)))
    return next(s for s in found if cue in reading.words_of(s.cue).split())


@pytest.mark.parametrize(
    ("text", "cue", "speaker"),
    [
        ("The consul in Bari, Ninoska Velturo, warned that the port would close.", "warned", "Ninoska Velturo"),
        ("A clerk of the court, Rolan Teshk, admitted that the file was lost.", "admitted", "Rolan Teshk"),
        (
            "Deputy Defence Minister Tarek Halim came. The deputy minister said that the army had left.",
            "said",
            "Tarek Halim",
        ),
        ("Capt. Nadim Kassar sailed. The captain admitted that the engine had failed.", "admitted", "Nadim Kassar"),
        ("Sheikh Adan Kulmiye arrived. The sheikh said that the road was closed.", "said", "Adan Kulmiye"),
        ("Ambassador Rex Dolan met the press. He promised that talks would go on.", "promised", "Rex Dolan"),
        ("In his speech, Minister Tarek Halim said that the crisis was over.", "said", "Tarek Halim"),
        ("Moscow denied that it had sent the ship.", "denied", "Russia"),
        ("Kenya has paid. The government said that the rest would follow.", "said", "Kenya"),
        ("The US said that it would leave.", "said", "United States"),
        ("Bangui denied the report.", "denied", "Central African Republic"),
        ("Chad is convinced that the road is open.", "convinced", "Chad"),
        ("“The port is shut,” insisted envoy Marko Ilić who had met the rebels.", "insisted", "Marko Ilić"),
        ("Marko Ilić spent a year as an envoy in Pristina. He said that it was cold.", "said", "Marko Ilić"),
        (
            "Brigadier Sarmad Qizilbai commands there. On Saturday this officer pledged help.",
            "pledged",
            "Sarmad Qizilbai",
        ),
        (
            "The vice-minister of the interior, Rodolfo Xitula, did not come. The vice-minister said that he was ill.",
            "said",
            "Rodolfo Xitula",
        ),
        (
            "Ambassador Adrien Mendu came. Dakar had recalled its ambassador. The ambassador said that he was tired.",
            "said",
            "Adrien Mendu",
        ),
        (
            "There was bread in the shops of Stepanakert. Weeks after he had told parliament that no road would open,"
            " this was seen as a setback for President Elnur Qasimzai.",
            "told",
            "Elnur Qasimzai",
        ),
    ],
)
def test_speaker(read: Read, text: str, cue: str, speaker: str) -> None:
    found = by_cue(read, text, cue).speaker
    assert found is not None and found.name == speaker


def test_i_in_a_turn_of_a_transcript_is_who_has_the_turn(read: Read) -> None:
    text = "The Review: Does that frighten you?\n\nNiamh Dimasu: A little. I doubt that the men will be released."
    doubted = by_cue(read, text, "doubt")
    assert doubted.speaker is not None and doubted.speaker.name == "Niamh Dimasu"


@pytest.mark.parametrize(
    "text",
    [
        "The flood claimed the lives of forty people.",
        "The envoy spoke on Monday.",
        "She spoke on condition of anonymity.",
    ],
)
def test_verbs_of_saying_that_say_nothing(read: Read, text: str) -> None:
    assert statements_in(read, text) == []


def test_words_with_a_speaker_are_not_given_to_nobody(read: Read) -> None:
    text = "The mayor said that more deaths were expected.\n\n“There is no silver lining now,” Mr Ilić said."
    assert [said.speaker.name for said in statements_in(read, text) if said.speaker] == ["mayor", "Ilić"]


def test_an_unnamed_official_keeps_his_description(read: Read) -> None:
    said = by_cue(read, "A Kenyan diplomat in Lamu was calm. The diplomat added that the ship had left.", "added")
    assert said.speaker is not None and "Kenyan" in said.speaker.name


def test_several_speak_together(read: Read) -> None:
    said = by_cue(read, "Bern and Oslo said that the talks were over.", "said")
    assert said.speaker is not None
    assert [said.speaker.name, *(actor.name for actor in said.co_speakers)] == ["Switzerland", "Norway"]


def test_one_speaker_has_no_co_speakers(read: Read) -> None:
    assert by_cue(read, "Minister Ana Lund said that the talks were over.", "said").co_speakers == ()


@pytest.mark.parametrize(
    "text",
    [
        "Nobody said that the bridge was open.",
        "The photographs show that the bridge has gone.",
        "The records show that four lorries crossed.",
    ],
)
def test_nobody_and_things_are_no_speakers(read: Read, text: str) -> None:
    assert all(statement.speaker is None for statement in statements_in(read, text))


def test_a_letter_speaks_for_its_sender(read: Read) -> None:
    said = by_cue(read, "The union sent a letter to Accra. The letter says that the strike will go on.", "says")
    assert said.speaker is not None and said.speaker.name == "union"


def test_we_of_a_single_person_is_not_resolved(read: Read) -> None:
    reading = read("“We believe that the deal is dead,” Minister Ana Lund said.")
    found = find_statements(reading, [], Cast(reading, find_places(reading)))
    inner = [s for s in found if reading.words_of(s.source) == "We"]
    assert all(s.speaker is None for s in inner)
    assert not inner or any(doubt.evidence.rule == "who-are-we" for doubt in reading.doubts)


@pytest.mark.parametrize(
    ("text", "cue", "grade"),
    [
        ("Minister Ana Lund said that it was late.", "said", SourceGrade.NAMED),
        ("Ambassador Rex Dolan came. The ambassador said that it was late.", "said", SourceGrade.NAMED),
        ("The mayor said that it was late.", "said", SourceGrade.OFFICE),
        ("The hospital said that two had died.", "said", SourceGrade.OFFICE),
        ("An ambassador said that it was late.", "said", SourceGrade.ANONYMOUS_DESCRIBED),
        ("Villagers said that the road was closed.", "said", SourceGrade.ANONYMOUS_DESCRIBED),
        ("Sources said that the road was closed.", "said", SourceGrade.ANONYMOUS_BARE),
        ("Some say that the road will close.", "say", SourceGrade.ANONYMOUS_BARE),
        ("According to the records, four lorries crossed the bridge.", "According", SourceGrade.ANONYMOUS_DESCRIBED),
        ("It was reported that the road was closed.", "reported", SourceGrade.NONE),
    ],
)
def test_grade(read: Read, text: str, cue: str, grade: SourceGrade) -> None:
    assert by_cue(read, text, cue).source_grade is grade


def test_a_town_is_never_he(read: Callable[..., Reading]) -> None:
    text = (
        "There was bread in the shops of Stepanakert. Coming only weeks after he had told parliament in Baku that the "
        "checkpoint would stay, this was read as a retreat by President Elnur Qasimzade."
    )
    reading = read(text)
    cast = Cast(reading, find_places(reading))
    assert all(s.speaker is None or s.speaker.name != "Stepanakert" for s in find_statements(reading, [], cast))
