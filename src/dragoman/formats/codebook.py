"""What the codes of other data sets mean here: CAMEO events, countries and sectors in four numberings."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from dragoman.codes import EventType
from dragoman.places.countries import countries, country_of_name

# Who is of no country, as actors have it: PLOVER's international actors, by the CAMEO codes for them.
INTERNATIONAL = {"IGO": "IGO", "UNO": "IGO", "NGO": "NGO", "NGM": "NGO", "IMG": "IMG"}
INTERNATIONAL_NAMES = {
    "International Governmental Organization": "IGO",
    "International Government Organization": "IGO",
    "United Nations": "IGO",
    "European Union": "IGO",
    "Non-governmental Organization": "NGO",
    "Nongovernmental Organization (International)": "NGO",
    "Transnational Militarized Group": "IMG",
}
ABSENT = frozenset(("", "NA", "None", "none", "NULL", "null", "nan", "NaN", "\\N", "---"))


class Deed(NamedTuple):
    """A PLOVER type with its mode and contexts; ``type`` is None where PLOVER has none for it."""

    type: EventType | None
    mode: str | None
    contexts: tuple[str, ...]


NO_DEED = Deed(None, None, ())


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of a table of this room; lines that start with # are comments."""
    text = (files("dragoman") / "data/formats" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if line and not line.startswith("#")))


def known(cell: str | None) -> str | None:
    """The cell, or None where the data set says in its own way that it does not know."""
    if cell is None or (bare := cell.strip()) in ABSENT:
        return None
    return bare


def deed_of_row(row: dict[str, str]) -> Deed:
    contexts = tuple(context for context in row["contexts"].split(";") if context)
    return Deed(EventType(row["type"]), row["mode"] or None, contexts) if row["type"] else NO_DEED


@cache
def deed_of_cameo(code: str) -> Deed:
    """The published PLOVER equivalent of a CAMEO code; of its nearest parent where it is finer than the table."""
    table = _cameo()
    while len(code) > 1:
        if code in table:
            return deed_of_row(table[code])
        if f"{code}0" in table:
            return deed_of_row(table[f"{code}0"])
        code = code[:-1]
    return NO_DEED


def name_of_cameo(code: str) -> str | None:
    """ "Make a visit" for 042; a root code ("04") has the name of its general case."""
    row = _cameo().get(code) or _cameo().get(f"{code}0")
    return row["name"] if row else None


@cache
def country_of_cameo(code: str) -> str | None:
    """ISO3 (or IGO, NGO, IMG) of a CAMEO country code; None for a region ("AFR")."""
    return INTERNATIONAL.get(code) or (code if code in countries() else _countries("cameo").get(code))


def country_of_fips(code: str) -> str | None:
    return _countries("fips").get(code)


def country_of_state_number(number: str) -> str | None:
    """ISO3 of a Gleditsch-Ward number ("365"); of a COW number where theirs are the same or they have none."""
    number = number.removesuffix(".0")
    return _countries("gw").get(number) or _countries("cow").get(number)


def country_of_iso_number(number: str) -> str | None:
    return _countries("numeric").get(number.lstrip("0"))


@cache
def country_named(name: str) -> str | None:
    """ISO3 (or IGO, NGO, IMG) of a country's name as data sets write it; what stands in brackets is left aside."""
    if name in INTERNATIONAL_NAMES:
        return INTERNATIONAL_NAMES[name]
    bare = name.split("(")[0].strip()
    for candidate in (name, bare):
        found = _countries("names").get(candidate) or country_of_name(candidate)
        if found:
            return found
    return None


def name_of_country(iso3: str | None) -> str | None:
    """The name of a country, or of PLOVER's international actors."""
    if iso3 in ("IGO", "NGO", "IMG"):
        return next(name for name, code in INTERNATIONAL_NAMES.items() if code == iso3)
    found = countries().get(iso3 or "")
    return found.name if found else None


def state_number(iso3: str | None) -> str | None:
    """The Correlates of War number of a state."""
    return next((number for number, code in _countries("cow").items() if code == iso3), None)


@cache
def sectors(scheme: str) -> dict[str, str]:
    """Word of a data set -> PLOVER sector, the stronger word first."""
    return {row["word"]: row["sector"] for row in rows_of("sectors.csv") if row["scheme"] == scheme}


@cache
def sector_among(scheme: str, words: tuple[str, ...]) -> str | None:
    """The sector of somebody whom the data set puts in all these."""
    held = set(words)
    return next((sector for word, sector in sectors(scheme).items() if word in held), None)


@cache
def datasets() -> dict[str, dict[str, Any]]:
    """Title, licence, key and columns of every data set that can be imported."""
    return tomllib.loads((files("dragoman") / "data/formats/datasets.toml").read_text("utf-8"))


@cache
def _cameo() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in rows_of("cameo.csv")}


@cache
def _countries(column: str) -> dict[str, str]:
    return {code: row["iso3"] for row in rows_of("countries.csv") for code in row[column].split(";") if code}
