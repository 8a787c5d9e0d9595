"""Rows of other data sets, made by hand: the shapes are those of the releases, the events are invented."""

from __future__ import annotations

from pathlib import Path

from dragoman.formats.codebook import datasets

ICEWS = {
    "Event ID": "50000001", "Event Date": "2022-11-14", "Source Name": "Police (Kenya)", "Source Sectors": "Police,Government",
    "Source Country": "Kenya", "Event Text": "Arrest, detain, or charge with legal action", "CAMEO Code": "173",
    "Intensity": "-5.0", "Target Name": "Citizen (Uganda)", "Target Sectors": "General Population / Civilian / Social,Social",
    "Target Country": "Uganda", "Story ID": "900", "Sentence Number": "2", "Publisher": "The Rift Courier", "City": "Nakuru",
    "District": "NA", "Province": "Nakuru County", "Country": "Kenya", "Latitude": "-0.3031", "Longitude": "36.08",
}  # fmt: skip
POLECAT = {
    "Event ID": "20221114-7-ASSAULT", "Event Date": "2022-11-14", "Event Type": "ASSAULT", "Event Mode": "aerial",
    "Intensity": "-9.5", "Quad Code": "MATERIAL CONFLICT", "Contexts": "military;territory", "Actor Name": "Armed forces",
    "Actor Country": "ETH", "Actor COW": "530", "Primary Actor Sector": "MIL", "Actor Sectors": "MIL", "Actor Title": "None",
    "Actor Name Raw": "the army", "Wikipedia Actor ID": "None", "Recipient Name": "None", "Recipient Country": "ERI",
    "Recipient COW": "531", "Primary Recipient Sector": "CVL", "Recipient Sectors": "CVL", "Recipient Title": "None",
    "Recipient Name Raw": "villagers", "Wikipedia Recipient ID": "None", "Placename": "Badme", "City": "Badme",
    "District": "None", "Province": "Tigray", "Country": "ETH", "Latitude": "14.73", "Longitude": "37.8",
    "GeoNames ID": "342190", "Raw Placename": "Badme", "Feature Type": "PPL", "Source": "The Rift Courier",
    "Publication Date": "2022-11-15", "Story People": "None", "Story Organizations": "None", "Story Locations": "Badme",
    "Language": "eng", "Version": "NGEC-1",
}  # fmt: skip
GDELT = {
    "GLOBALEVENTID": "1100000001", "SQLDATE": "20221114", "MonthYear": "202211", "Year": "2022", "FractionDate": "2022.8630",
    "Actor1Code": "RUSMIL", "Actor1Name": "RUSSIA", "Actor1CountryCode": "RUS", "Actor1Type1Code": "MIL",
    "Actor2Code": "UKR", "Actor2Name": "UKRAINE", "Actor2CountryCode": "UKR", "IsRootEvent": "1", "EventCode": "195",
    "EventBaseCode": "195", "EventRootCode": "19", "QuadClass": "4", "GoldsteinScale": "-10.0", "NumMentions": "4",
    "NumSources": "1", "NumArticles": "4", "AvgTone": "-3.2", "ActionGeo_Type": "4",
    "ActionGeo_FullName": "Kherson, Khersons'ka Oblast', Ukraine", "ActionGeo_CountryCode": "UP", "ActionGeo_ADM1Code": "UP08",
    "ActionGeo_Lat": "46.6354", "ActionGeo_Long": "32.6169", "ActionGeo_FeatureID": "-1041356",
    "DATEADDED": "20221114120000", "SOURCEURL": "https://news.example/strike",
}  # fmt: skip
UCDP = {
    "id": "400001", "relid": "MLI-2022-1-1", "year": "2022", "type_of_violence": "1", "dyad_name": "Government of Mali - Group A",
    "side_a": "Government of Mali", "side_b": "Group A", "source_office": "The Sahel Post", "where_prec": "4",
    "where_coordinates": "Mopti region", "adm_1": "Mopti region", "latitude": "14.5", "longitude": "-4.2", "country": "Mali",
    "country_id": "432", "date_prec": "2", "date_start": "2022-11-12", "date_end": "2022-11-14", "best": "7", "high": "12",
    "low": "5", "gwnoa": "432",
}  # fmt: skip
ACLED = {
    "event_id_cnty": "KEN900", "event_date": "14 November 2022", "year": "2022", "time_precision": "2",
    "disorder_type": "Demonstrations", "event_type": "Protests", "sub_event_type": "Peaceful protest",
    "actor1": "Protesters (Kenya)", "inter1": "6", "actor2": "Police Forces of Kenya (2022-)", "inter2": "1", "iso": "404",
    "region": "Eastern Africa", "country": "Kenya", "admin1": "Nakuru", "location": "Nakuru", "latitude": "-0.3031",
    "longitude": "36.08", "geo_precision": "1", "source": "The Rift Courier", "notes": 'Marchers asked for "water, now"',
    "fatalities": "0",
}  # fmt: skip
PHOENIX = {
    "EventID": "77_2", "Date": "20221114", "Year": "2022", "Month": "11", "Day": "14", "SourceActorFull": "USAGOV",
    "SourceActorEntity": "USA", "SourceActorRole": "GOV", "TargetActorFull": "IRN", "TargetActorEntity": "IRN",
    "EventCode": "112", "EventRootCode": "11", "QuadClass": "3", "GoldsteinScore": "-2.0", "LocationName": "Vienna",
    "CountryCode": "AUT", "Lat": "48.2", "Lon": "16.37", "SentenceID": "77_2", "URLs": "https://news.example/a;https://news.example/b",
    "NewsSources": "courier;post",
}  # fmt: skip
PETRARCH = ["20221114", "GEOGOV", "RUS", "036", "", "https://news.example/c", "doc7_3", "courier"]
SEPARATED = {"ucdp": ",", "acled": ","}


def cells(dataset: str, row: dict[str, str], **changes: str) -> list[str]:
    """The row's cells in the order of its data set's columns; ``changes`` name columns with _ for a blank."""
    changed = row | {name.replace("__", " "): value for name, value in changes.items()}
    return [changed.get(column, "") for column in datasets()[dataset]["columns"]]


def write_tab(path: Path, *lines: list[str], header: list[str] | None = None) -> Path:
    rows = [header, *lines] if header else list(lines)
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    return path


def write_csv(path: Path, header: list[str], *lines: list[str], delimiter: str = ",") -> Path:
    import csv

    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter=delimiter).writerows([header, *lines])
    return path


def columns(dataset: str) -> list[str]:
    return list(datasets()[dataset]["columns"])
