from collections.abc import Callable

import pytest

from dragoman.actors.agents import agent_of
from dragoman.actors.cast import Cast
from dragoman.actors.names import names_in
from dragoman.actors.nationality import country_of, nationalities_in
from dragoman.actors.phrases import head_of_phrase, nationality_of
from dragoman.actors.titles import title_of
from dragoman.places.find import find_places
from dragoman.reading.reading import Reading


@pytest.mark.parametrize(
    ("phrase", "sector"),
    [
        ("riot police", "COP"),
        ("student leaders", "EDU"),
        ("members of parliament", "LEG"),
        ("defence minister", "GOV"),
        ("warplanes", "MIL"),
        ("coffee growers", "AGR"),
        ("masked gunmen", "UAF"),
        ("war correspondents", "JRN"),
        ("asylum seekers", "REF"),
        ("paramedics", "MED"),
        ("drug cartel", "CRM"),
        ("protesters", "CVL"),
        ("anti-government protesters", "OPP"),
        ("intelligence agency", "SPY"),
        ("constitutional court", "JUD"),
    ],
)
def test_agent_phrases(phrase: str, sector: str) -> None:
    agent = agent_of(phrase.split())
    assert agent is not None
    assert agent.sector == sector


def test_words_for_things_are_no_agents() -> None:
    assert agent_of(["harvest"]) is None
    assert agent_of([]) is None


@pytest.mark.parametrize(("words", "sector"), [("Gen.", "MIL"), ("Mr.", None), ("Foreign Minister", "GOV")])
def test_titles(words: str, sector: str | None) -> None:
    title = title_of(words.split())
    assert title is not None
    assert title.sector == sector


@pytest.mark.parametrize(
    ("text", "country"),
    [("Great Britain", "GBR"), ("Kenyan", "KEN"), ("U.S.", "USA"), ("Brazilian Indians", "BRA"), ("Nowhereland", None)],
)
def test_countries_and_peoples(text: str, country: str | None) -> None:
    found = country_of(text)
    assert (found[0] if found else None) == country


def test_country_of_a_hyphenated_word() -> None:
    assert [n.country for n in nationalities_in(["a", "Saudi-backed", "force"])] == ["SAU"]


def test_names_of_the_tables_are_found_longest_first() -> None:
    words = ["The", "People", "'s", "Liberation", "Army", "and", "the", "IMF", "agreed"]
    assert [found.actors[0].name for found in names_in(words)] == [
        "People's Liberation Army",
        "International Monetary Fund",
    ]


def test_a_short_acronym_counts_only_in_capitals() -> None:
    assert names_in(["Who", "is", "there"]) == []


@pytest.mark.parametrize(
    ("text", "country", "rest"),
    [("a Danish frigate", "DNK", "frigate"), ("France", "FRA", ""), ("the harvest", None, "the harvest")],
)
def test_nationality_and_rest(text: str, country: str | None, rest: str) -> None:
    nationality, left = nationality_of(text)
    assert (nationality.country if nationality else None, left) == (country, rest)


@pytest.mark.model
@pytest.mark.parametrize(
    ("phrase", "country", "sector"),
    [
        ("the Northern Ireland secretary", "GBR", "GOV"),
        ("Crimean Tatars", "UKR", None),
        ("two Egyptian warplanes", "EGY", "MIL"),
        ("a former MI6 officer", "GBR", "ELI"),
        ("Senegal's Ministry of Fisheries", "SEN", "GOV"),
        ("the European Union", "EUR", None),
        ("Hezbollah troops", "LBN", "REB"),
        ("Bolivian coca farmers", "BOL", "AGR"),
        ("President Emmanuel Macron", "FRA", "GOV"),
        ("the mayor of Aleppo", "SYR", "GOV"),
        ("20 women", None, "CVL"),
        ("Japanese PM", "JPN", "GOV"),
        ("WHO", "UNO", "MED"),
    ],
)
def test_actor_of_a_phrase(read: Callable[..., Reading], phrase: str, country: str | None, sector: str | None) -> None:
    reading = read(phrase, published="2022-11-01")
    cast = Cast(reading, find_places(reading))
    head = head_of_phrase(reading, cast)
    actor = cast.one(head) if head is not None else None
    assert actor is not None
    assert (actor.country, actor.sector) == (country, sector)
