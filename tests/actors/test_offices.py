"""Offices by date. The people are real, their offices and dates public; no words or deeds are ascribed to them."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.actors.offices import holders_in, holders_of_surname, standing_of, tenures_of
from dragoman.actors.tables import rows_of
from dragoman.errors import SourceError


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("name", "on", "country", "sector", "office"),
    [
        ("Angela Merkel", "2015-06-01", "DEU", "GOV", "chancellor"),
        ("Angela Merkel", "2022-06-01", "DEU", "ELI", "former chancellor"),
        ("Boris Johnson", "2017-03-01", "GBR", "GOV", "foreign secretary"),
        ("Boris Johnson", "2021-03-01", "GBR", "GOV", "prime minister"),
        ("Colin Powell", "2003-03-01", "USA", "GOV", "secretary of state"),
        ("Antonio Guterres", "2023-01-01", "UNO", None, "secretary-general"),
        ("António Guterres", "2010-01-01", "UNO", None, "high commissioner for refugees"),
        ("Kaja Kallas", "2022-01-01", "EST", "GOV", "prime minister"),
        ("Kaja Kallas", "2025-01-01", "EUR", "GOV", "foreign policy chief"),
        ("Ellen Johnson Sirleaf", "2010-01-01", "LBR", "GOV", "president"),
    ],
)
def test_office_on_a_day(name: str, on: str, country: str, sector: str | None, office: str) -> None:
    standing = standing_of(tenures_of(name), day(on))
    assert standing is not None
    assert (standing.country, standing.sector, standing.office) == (country, sector, office)


def test_why_names_the_fact_with_its_dates() -> None:
    standing = standing_of(tenures_of("Angela Merkel"), day("2015-06-01"))
    assert standing is not None
    assert standing.why == "chancellor from 2005-11-22 to 2021-12-08 (Archigos 4.1)"


def test_before_the_first_office_no_sector_is_told() -> None:
    standing = standing_of(tenures_of("Emmanuel Macron"), day("2005-01-01"))
    assert standing is not None
    assert (standing.country, standing.sector) == ("FRA", None)


def test_long_after_the_last_known_day_no_office_is_told() -> None:
    standing = standing_of(tenures_of("Tete António"), day("2026-06-01"))
    assert standing is not None
    assert (standing.country, standing.sector) == ("AGO", None)


def test_surname_alone_means_who_held_office_then() -> None:
    assert [s.person for s in holders_of_surname("Hollande", day("2014-05-01"))] == ["Francois Hollande"]
    assert holders_of_surname("Nobody-of-that-Name", day("2014-05-01")) == []


def test_full_names_in_a_row_of_words() -> None:
    words = ["Then", "Ellen", "Johnson", "Sirleaf", "and", "Joseph", "Boakai", "spoke"]
    assert [words[a:b] for a, b in holders_in(words)] == [["Ellen", "Johnson", "Sirleaf"], ["Joseph", "Boakai"]]


def test_every_row_of_the_table_is_sound() -> None:
    rows = rows_of("offices.csv")
    assert len(rows) > 1000
    for row in rows:
        assert row["person"] and row["office"] and row["country"] and row["source"], row
        assert row["start"][:7] <= row["end"].removesuffix("+")[:7] or len(row["end"]) < 7, row
        assert row["source"] in ("Archigos 4.1", "Wikidata", "public record"), row


@pytest.fixture
def my_offices(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A file of the user's own, in force for one test."""
    from dragoman.actors import offices
    from dragoman.settings import load_settings

    tables = (load_settings, offices._tenures, offices._names, offices._aliases, offices._surnames)
    path = tmp_path / "mine.csv"
    monkeypatch.setenv("DRAGOMAN_OFFICES", str(path))
    for table in (*tables, offices._first_pieces):
        table.cache_clear()
    yield path
    monkeypatch.delenv("DRAGOMAN_OFFICES")
    for table in (*tables, offices._first_pieces):
        table.cache_clear()


def test_the_users_own_file_wins(my_offices: Path) -> None:
    my_offices.write_text(
        "person,aliases,office,country,sector,start,end,source\n"
        "Ana Petrescu,A. Petrescu,foreign minister,MDA,GOV,2026-03,,ministry\n"
        "Angela Merkel,,envoy,DEU,GOV,2012,2018,mine\n",
        encoding="utf-8",
    )
    standing = standing_of(tenures_of("Ana Petrescu"), day("2026-04-01"))
    assert standing is not None
    assert (standing.country, standing.sector, standing.office) == ("MDA", "GOV", "foreign minister")
    merkel = standing_of(tenures_of("Angela Merkel"), day("2015-06-01"))
    assert merkel is not None
    assert merkel.office == "envoy"


def test_a_wrong_row_is_named(my_offices: Path) -> None:
    my_offices.write_text("person,aliases,office,country,sector,start,end,source\nIon Lupu,,mayor,MDA,GOV,soon,,x\n")
    with pytest.raises(SourceError, match="row 1"):
        tenures_of("Ion Lupu")


def test_a_missing_file_is_named(my_offices: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        tenures_of("Ion Lupu")


def test_an_open_end_tells_its_day() -> None:
    standing = standing_of(tenures_of("Sergei Lavrov"), day("2022-11-01"))
    assert standing is not None
    assert standing.why.startswith("foreign minister since 2004-03-09, as of ")
