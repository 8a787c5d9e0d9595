"""Pronouns and whom they mean. All people are invented."""

from collections.abc import Callable

import pytest

from dragoman.reading.coreference import antecedent_of
from dragoman.reading.persons import named_people
from dragoman.reading.reading import Reading

pytestmark = pytest.mark.model
Read = Callable[..., Reading]


def meant(reading: Reading, word: str, nth: int = 0) -> str | None:
    tokens = [i for i, w in enumerate(reading.words) if w == word]
    found = antecedent_of(reading, tokens[nth])
    return reading.words[found] if found is not None else None


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("President Tarek Halim rejected the plan. He said it was dead.", "He", "Halim"),
        ("Colonel Assan Drame, the army spokesman, was calm. He warned of rain.", "He", "Drame"),
        ("Chad’s Defence Minister, General Oumar Brakhim, spoke first. He was brief.", "He", "Brakhim"),
        ("“We stay,” said Maria Lopez. “It is over,” she told reporters, “until the rain stops.”", "she", "Lopez"),
        ("Days after he left, Peter Malik returned.", "he", "Malik"),
        ("Ivan Petrov praised himself.", "himself", "Petrov"),
        ("A diplomat in Geneva who attended was calm.", "who", "diplomat"),
        ("The troops left. They took the road.", "They", "troops"),
    ],
)
def test_pronouns(read: Read, text: str, pronoun: str, name: str) -> None:
    assert meant(read(text), pronoun) == name


@pytest.mark.parametrize(
    ("text", "pronoun"),
    [
        ("It was raining. He left.", "He"),
        ("Iran and Oman agreed. France praised it.", "it"),
        ("It is clear that the talks failed.", "It"),
    ],
)
def test_no_answer_rather_than_a_guess(read: Read, text: str, pronoun: str) -> None:
    assert meant(read(text), pronoun) is None


def test_nobody_quoted_calls_himself_he(read: Read) -> None:
    reading = read("Igor Banin arrived. “He must go,” Peter Malik said.")
    assert meant(reading, "He") != "Malik"


def test_the_minister_is_the_one_named_with_that_title(read: Read) -> None:
    reading = read("Foreign Minister Rashad Velizov came. The minister said little.")
    assert meant(reading, "minister") == "Velizov"


def test_a_role_shows_that_a_name_is_a_person(read: Read) -> None:
    reading = read("Armenia’s Foreign Minister, Tigran Ohanjan, arrived.")
    assert [reading.words[m.start : m.end] for m in named_people(reading)] == [["Tigran", "Ohanjan"]]


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Capt. Nadim Kassar sailed at noon. The captain was calm.", "captain", "Kassar"),
        ("The consul in Bari, Ninoska Velturo, came. The consul was calm.", "consul", "Velturo"),
        ("The prosecutor, it was said, had doubts, and the prosecutor, Vizma Rudzole, left.", "prosecutor", "Rudzole"),
        ("A trader in Lomé was calm. The trader left.", "trader", "trader"),
    ],
)
def test_a_noun_brings_somebody_back(read: Read, text: str, word: str, name: str) -> None:
    reading = read(text)
    again = 0 if name in ("Rudzole", "Kassar") else 1
    assert meant(reading, word, again) == name


def test_a_noun_that_says_more_means_somebody_else(read: Read) -> None:
    reading = read("Foreign Minister Rashad Velizov came. The finance minister said little.")
    assert meant(reading, "minister") is None


def test_whole_sentences_of_quotation_are_not_counted(read: Read) -> None:
    reading = read(
        "Ambassador Rex Dolan spoke. “The road is long. The rains have come. Nobody can pass the bridge now. "
        "The lorries wait,” he said."
    )
    assert meant(reading, "he") == "Dolan"


def test_a_body_speaks_as_it_and_people_as_they(read: Read) -> None:
    reading = read("The ministry was slow. It said that villagers had fled. They hoped to return.")
    assert meant(reading, "It") == "ministry"
    assert meant(reading, "They") == "villagers"


def test_one_word_in_a_place_is_no_person(read: Read) -> None:
    reading = read("Colonel Assan Drame landed in Subango. He was calm.")
    assert meant(reading, "He") == "Drame"
