"""What a row of each data set means."""

from __future__ import annotations

import datetime

import pytest
from foreign import ACLED, GDELT, ICEWS, PETRARCH, PHOENIX, POLECAT, UCDP, cells, columns

from dragoman.errors import RequestError
from dragoman.formats.datasets import DATASETS, dataset
from dragoman.formats.imported import BadRow, Coded, CodedActor

DAY = datetime.date(2022, 11, 14)


def coded(name: str, line: list[str], header: list[str] | None = None) -> Coded:
    wanted = DATASETS[name]
    return wanted.meaning(dict(zip(wanted.columns, wanted.cells(wanted.columns, line, header), strict=True)))


def test_a_row_of_icews() -> None:
    event = coded("icews", cells("icews", ICEWS))
    assert (event.row, event.code, event.deed) == ("50000001", "173", ("COERCE", "arrest", ("legal",)))
    assert (event.first, event.last, event.intensity) == (DAY, DAY, -5.0)
    assert event.source == (CodedActor("Police (Kenya)", "KEN", "COP", True),)
    assert event.target == (CodedActor("Citizen (Uganda)", "UGA", "CVL", True),)
    assert event.place and event.place[:5] == ("Nakuru", "KEN", -0.3031, 36.08, "town")
    assert event.place.chain == ("Nakuru County", "Kenya")


def test_international_actors_of_icews_have_no_country_of_their_own() -> None:
    line = cells(
        "icews", ICEWS, Source__Name="Envoys’ Assembly", Source__Country="NA",
        Source__Sectors="International Government Organization,Global",
    )  # fmt: skip
    assert coded("icews", line).source[0].country == "IGO"


def test_a_row_of_gdelt_2() -> None:
    event = coded("gdelt2", cells("gdelt2", GDELT))
    assert event.deed == ("ASSAULT", "aerial", ("military",)) and event.url == "https://news.example/strike"
    assert event.source == (CodedActor("RUSSIA", "RUS", "MIL"),)
    assert event.target == (CodedActor("UKRAINE", "UKR", None),)
    assert event.place and event.place[:5] == ("Kherson", "UKR", 46.6354, 32.6169, "town")


@pytest.mark.parametrize("columns", [58, 57])
def test_a_row_of_gdelt_1_with_and_without_a_url(columns: int) -> None:
    line = cells("gdelt1", GDELT)[:columns]
    assert coded("gdelt1", line).url == ("https://news.example/strike" if columns == 58 else None)


def test_a_row_of_polecat() -> None:
    event = coded("polecat", cells("polecat", POLECAT), columns("polecat"))
    assert event.deed == ("ASSAULT", "aerial", ("military", "territory")) and event.version == "NGEC-1"
    assert event.source == (CodedActor("Armed forces", "ETH", "MIL"),)
    assert event.target == (CodedActor("villagers", "ERI", "CVL"),)


def test_polecat_s_header_may_have_names_too_many() -> None:
    header = [*columns("polecat"), "Unnamed: 40", "Unnamed: 41"]
    assert coded("polecat", cells("polecat", POLECAT), header).row == POLECAT["Event ID"]
    assert coded("polecat", [*cells("polecat", POLECAT), "", ""], header).row == POLECAT["Event ID"]


def test_a_stray_tab_of_polecat_is_mended_only_where_one_cell_can_hold_it() -> None:
    line = cells("polecat", POLECAT)
    # Between cells of a fixed shape stands one free one: the source.
    at = columns("polecat").index("Source")
    split = [*line[:at], "The Rift", "Courier", *line[at + 1 :]]
    mended = coded("polecat", split, columns("polecat"))
    assert mended.outlet == "The Rift Courier" and mended.row == POLECAT["Event ID"]
    at = columns("polecat").index("Story People")
    with pytest.raises(BadRow, match="1 stray tab, and 3 cells that can be the split one"):
        coded("polecat", [*line[:at], "A", "B", *line[at + 1 :]], columns("polecat"))


def test_a_row_of_ucdp() -> None:
    event = coded("ucdp", cells("ucdp", UCDP), columns("ucdp"))
    assert (event.first, event.last) == (datetime.date(2022, 11, 12), DAY)
    assert event.source == (CodedActor("Government of Mali", "MLI", "GOV", True),)
    assert event.target == (CodedActor("Group A", None, "REB"),)
    assert event.dead == (5, 12) and event.deed.type == "ASSAULT"
    assert event.place and (event.place.name, event.place.country, event.place.kind) == (
        "Mopti region",
        "MLI",
        "admin1",
    )


def test_columns_of_ucdp_that_a_file_lacks_are_empty() -> None:
    header = ["id", "type_of_violence", "side_a", "side_b", "date_start", "date_end", "best"]
    event = coded("ucdp", ["7.0", "3.0", "Group A", "Civilians", "2022-11-14 00:00:00.000", "2022-11-14", "2"], header)
    assert event.row == "7" and event.target == (CodedActor("Civilians", None, "CVL"),) and event.dead == (2, 2)


def test_a_row_of_acled_is_as_wide_in_time_as_its_precision() -> None:
    event = coded("acled", cells("acled", ACLED), columns("acled"))
    assert (event.first, event.last) == (datetime.date(2022, 11, 11), datetime.date(2022, 11, 17))
    assert event.deed == ("PROTEST", "demo", ())
    assert event.source == (CodedActor("Protesters (Kenya)", "KEN", "CVL", True),)
    assert event.target == (CodedActor("Police Forces of Kenya (2022-)", "KEN", "COP", True),)
    month = coded("acled", cells("acled", ACLED, time_precision="3", event_date="2022-11-14"), columns("acled"))
    assert (month.first, month.last) == (datetime.date(2022, 11, 1), datetime.date(2022, 11, 30))


def test_a_row_of_phoenix_and_one_of_the_cline_center() -> None:
    event = coded("phoenix", cells("phoenix", PHOENIX))
    assert event.deed == ("ACCUSE", "disapprove", ()) and event.url == "https://news.example/a"
    assert event.source == (CodedActor("USAGOV", "USA", "GOV", True),)
    assert event.target == (CodedActor("Iran", "IRN", None, True),)
    header = ["eid", "story_date", "source", "target", "code", "goldstein", "lat", "lon", "placename"]
    cline = coded("phoenix", ["9", "11/14/2022"[6:] + "-11-14", "USAGOV", "IRN", "112", "-2", "", "", ""], header)
    assert cline.row == "9" and cline.first == DAY and cline.place is None


def test_a_line_of_petrarch_with_and_without_a_url() -> None:
    event = coded("petrarch", PETRARCH)
    assert event.deed == ("AGREE", None, ("diplomatic",)) and event.url == "https://news.example/c"
    assert event.outlet == "courier"
    assert coded("petrarch", [*PETRARCH[:5], *PETRARCH[6:]]).outlet == "courier"
    assert coded("petrarch", PETRARCH[:4]).source == (CodedActor("GEOGOV", "GEO", "GOV", True),)


@pytest.mark.parametrize(
    ("name", "line", "reason"),
    [
        ("icews", cells("icews", ICEWS)[:19], "19 columns, not 20"),
        ("icews", cells("icews", ICEWS, Event__Date="2022-13-14"), "Event Date is not a day: '2022-13-14'"),
        ("icews", cells("icews", ICEWS, Latitude="north"), "latitude is not a number: 'north'"),
        ("icews", cells("icews", ICEWS, Latitude="97.1"), "the point lies off the globe: 97.1, 36.08"),
        ("icews", cells("icews", ICEWS, Intensity="1e999"), "Intensity is not a number: '1e999'"),
        ("icews", cells("icews", ICEWS, Event__ID=""), "Event ID is empty"),
        ("gdelt2", cells("gdelt2", GDELT)[:58], "58 columns, not 61"),
        ("gdelt1", cells("gdelt1", GDELT)[:50], "50 columns, not 58 or 57"),
        ("polecat", cells("polecat", POLECAT, Event__Type="FIGHT"), "Event Type is none of PLOVER's sixteen: 'FIGHT'"),
        ("ucdp", cells("ucdp", UCDP, type_of_violence="4"), "type_of_violence is none of 1, 2, 3: '4'"),
        ("ucdp", cells("ucdp", UCDP, date_end="2022-11-01"), "date_end 2022-11-01 is before date_start 2022-11-12"),
        ("ucdp", cells("ucdp", UCDP, low="-1"), "low is not a count: '-1'"),
        ("acled", cells("acled", ACLED, event_date="14 Brumaire 2022"), "event_date is not a day: '14 Brumaire 2022'"),
        ("petrarch", ["20221114", "USA"], "2 columns, not at least 4"),
        ("petrarch", ["20221114", "USA", "IRN", "SAY"], "Code is not a CAMEO code: 'SAY'"),
    ],
)  # fmt: skip
def test_bad_rows_say_why(name: str, line: list[str], reason: str) -> None:
    with pytest.raises(BadRow) as bad:
        coded(name, line)
    assert str(bad.value) == reason


def test_an_unknown_data_set_is_told_with_those_there_are() -> None:
    with pytest.raises(RequestError, match="no data set 'gtd' to import; choose one of icews, polecat"):
        dataset("gtd")
