"""The cast of small texts. All people are invented; countries, offices and places are real."""

from collections.abc import Callable

import pytest

from dragoman.actors.cast import Cast
from dragoman.places.find import find_places
from dragoman.reading.reading import Reading
from dragoman.records import Actor

pytestmark = pytest.mark.model
Read = Callable[..., Reading]

GENERAL = (
    "Chad’s Defence Minister, General Oumar Tassi Brakhim, accused Sudan of arming rebels. "
    "He said the camps were near the border, and warned of a response."
)


def cast_of(reading: Reading) -> Cast:
    return Cast(reading, find_places(reading))


def actor(reading: Reading, word: str, nth: int = 0) -> Actor | None:
    tokens = [i for i, w in enumerate(reading.words) if w == word]
    return cast_of(reading).one(tokens[nth])


@pytest.mark.parametrize(
    ("text", "word", "name", "country", "sector"),
    [
        (GENERAL, "Minister", "Oumar Tassi Brakhim", "TCD", "GOV"),
        (GENERAL, "Brakhim", "Oumar Tassi Brakhim", "TCD", "GOV"),
        (GENERAL, "He", "Oumar Tassi Brakhim", "TCD", "GOV"),
        (GENERAL, "Sudan", "Sudan", "SDN", None),
        (GENERAL, "rebels", "rebels", None, "REB"),
        ("Russian troops left the town.", "troops", "Russian troops", "RUS", "MIL"),
        ("Washington warned Ankara.", "Washington", "United States", "USA", "GOV"),
        ("Talks between Cairo and Ankara failed.", "Ankara", "Turkey", "TUR", "GOV"),
        ("Senior Kenyan officials spoke.", "officials", "Senior Kenyan officials", "KEN", "GOV"),
        ("Armenia’s Foreign Minister, Tigran Ohanjan, arrived.", "Minister", "Tigran Ohanjan", "ARM", "GOV"),
        ("Four members of the Jordanian security forces died.", "members", None, "JOR", "COP"),
        ("The former prime minister of Malta, Karl Zerafi, spoke.", "Zerafi", "Karl Zerafi", "MLT", "ELI"),
    ],
)
def test_who_is_meant(read: Read, text: str, word: str, name: str | None, country: str, sector: str) -> None:
    found = actor(read(text, published="2022-11-14"), word)
    assert found is not None
    assert (found.country, found.sector) == (country, sector)
    assert name is None or found.name == name


@pytest.mark.parametrize("word", ["harvest", "road"])
def test_things_are_nobody(read: Read, word: str) -> None:
    assert actor(read("The harvest failed and the road was closed."), word) is None


def test_the_seat_stays_in_the_evidence(read: Read) -> None:
    found = actor(read("Washington warned Ankara."), "Washington")
    assert found is not None
    assert found.evidence.rule == "seat-of-government"
    assert "Washington" in found.evidence.why


def test_country_and_capital_are_one_actor(read: Read) -> None:
    reading = read("France sent a letter. Paris said the letter was clear.")
    first, second = actor(reading, "France"), actor(reading, "Paris")
    assert first is not None and second is not None
    assert first.id == second.id


def test_an_apposition_is_one_person(read: Read) -> None:
    reading = read("Its envoy for Sudan, the Botswanan diplomat Lesego Mothusi, arrived on Friday. She met generals.")
    cast = cast_of(reading)
    found = [cast.one(reading.words.index(word)) for word in ("envoy", "diplomat", "Mothusi", "She")]
    assert {a.name for a in found if a is not None} == {"Lesego Mothusi"}
    assert len({a.id for a in found if a is not None}) == 1 and None not in found
    assert len(cast.at(reading.words.index("envoy"))) == 1


@pytest.mark.parametrize(
    ("text", "word", "countries"),
    [
        ("Iran and Saudi Arabia agreed to talk.", "Iran", ["IRN", "SAU"]),
        ("The leaders of France and Germany met.", "leaders", ["FRA", "DEU"]),
        ("French and German troops left.", "troops", ["FRA", "DEU"]),
    ],
)
def test_coordination_gives_each_country(read: Read, text: str, word: str, countries: list[str]) -> None:
    reading = read(text)
    assert [a.country for a in cast_of(reading).at(reading.words.index(word))] == countries


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("Two diplomats in Geneva who follow the talks were calm.", "who", "Two diplomats"),
        ("Hamas, which runs the strip, refused.", "which", "Hamas"),
    ],
)
def test_relative_pronouns_mean_their_noun(read: Read, text: str, pronoun: str, name: str) -> None:
    found = actor(read(text), pronoun)
    assert found is not None
    assert found.name == name


def test_the_group_is_the_one_named_before(read: Read) -> None:
    reading = read("Hamas denied it. The group said its men had left.")
    found, named = actor(reading, "group"), actor(reading, "Hamas")
    assert found is not None and named is not None
    assert found.id == named.id


def test_a_bare_surname_and_a_full_name_are_one(read: Read) -> None:
    reading = read("Oksana Verblyuk, the mayor of Odesa, spoke on Monday. Verblyuk said the port was open.")
    first, second = actor(reading, "Verblyuk", 0), actor(reading, "Verblyuk", 1)
    assert first is not None and second is not None
    assert (first.id, second.name, second.sector) == (second.id, "Oksana Verblyuk", "GOV")


def test_mr_and_ms_of_one_name_are_two(read: Read) -> None:
    reading = read("Anna Bartolin and Peter Bartolin came. Mr Bartolin spoke first. Ms Bartolin spoke last.")
    names = [a.name for i, w in enumerate(reading.words) if w == "Bartolin" and (a := cast_of(reading).one(i))]
    assert names == ["Anna Bartolin", "Peter Bartolin", "Peter Bartolin", "Anna Bartolin"]


def test_mentions_come_in_text_order(read: Read) -> None:
    mentions = cast_of(read("Kenya and Uganda met the African Union. Kenya left.")).mentions()
    starts = [m.span.start for m in mentions if m.span]
    assert [m.country for m in mentions] == ["KEN", "UGA", "IGO", "KEN"]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    "text", ["", "…", "\u202eعربي", "😀 😀 😀", "“”“", "who who who", "the the", "'s 's - - Mr. Gen. of"]
)
def test_odd_text_never_fails(read: Read, text: str) -> None:
    reading = read(text)
    cast = cast_of(reading)
    cast.mentions()
    for i in range(len(reading)):
        cast.at(i)
        cast.described(i)
