"""Countries: by name, by demonym, and by the seat that stands for a government.

Looks up words alone. Whether a capital is meant as a place or as a government in a sentence is said by ``find.py``.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

from dragoman.places.tables import rows_of

ARTICLE = "the "
# Every kind of apostrophe is one; Arabic and Ukrainian names come with half a dozen.
PLAIN = str.maketrans(dict.fromkeys("’‘ʼʻʿʾ", "'") | {"–": "-"})
# First words of names that are written short as often as in full ("St. Louis", "Mt Hermon", "Ft. Bragg").
SHORTENED = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
SHORTENED |= {f"{short}.": full for short, full in SHORTENED.items()}
# Below this, a capital's name (Hamilton, Kingston, Plymouth) is some other town, or a place and no power, more often.
SMALLEST_POWER_KM2 = 600.0


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory with the names its places, people and things go by."""

    iso3: str
    iso2: str
    name: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capital: str
    lat: float
    lon: float
    area_km2: float
    geonameid: int

    @property
    def radius_km(self) -> float:
        """The radius of a disc as large as the country: how far its one point can be from a place in it."""
        return max(1.0, round(float((self.area_km2 / 3.14159) ** 0.5), 1))


@dataclass(frozen=True, slots=True)
class Seat:
    """A place whose name stands for those who sit there; ``country`` is ISO3, or IGO."""

    name: str
    country: str
    sector: str
    lat: float | None
    lon: float | None
    what: str


def folded(name: str) -> str:
    """A name as it is compared: no article, accents or abbreviations, one kind of apostrophe and hyphen, lower case."""
    text = name
    if not text.isascii():
        text = name.translate(PLAIN)
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    words = text.lower().split()
    if not SHORTENED.keys().isdisjoint(words):
        words = [SHORTENED.get(word, word) for word in words]
    return " ".join(words).removeprefix(ARTICLE)


def country_of_name(text: str) -> str | None:
    """ISO3 of the country that goes by this name ("the U.S.", "DR Congo"); never of its capital."""
    return _names().get(name_key(text))


def country_of_demonym(text: str) -> str | None:
    """ISO3 for an adjective or a noun of people ("Russian", "Swedes", "Congolese"); ``None`` where two states share it.

    Acronyms that serve as adjectives ("US officials") count. Defaults for shared words are listed in the table.
    """
    return _demonyms().get(name_key(text))


def seat_of(text: str) -> str | None:
    """ISO3 of the government (IGO: of the organisation) that sits in this place: "Ankara", "the Kremlin"."""
    seat = seat_named(text)
    return seat.country if seat else None


def seat_named(text: str) -> Seat | None:
    """The seat by that name, with its PLOVER sector and what sits there."""
    return _seats().get(name_key(text))


def country(iso3: str) -> Country | None:
    return countries().get(iso3)


@cache
def countries() -> dict[str, Country]:
    """Every country and territory by ISO3."""
    return {
        row["iso3"]: Country(
            row["iso3"],
            row["iso2"],
            row["name"],
            _split(row["aliases"]),
            _split(row["adjectives"]),
            _split(row["people"]),
            row["capital"],
            float(row["lat"]),
            float(row["lon"]),
            float(row["area_km2"]),
            int(row["geonameid"]),
        )
        for row in rows_of("countries.csv")
    }


def is_acronym(name: str) -> bool:
    """Whether case tells: "US" and "DNR" are places, "us" a word."""
    bare = name.removeprefix(ARTICLE).removeprefix("The ").strip()
    return len(bare) <= 3 and "." not in bare


def name_key(text: str) -> str:
    """A name as it stands in the tables: folded, except for acronyms."""
    bare = text.strip().removeprefix(ARTICLE).removeprefix("The ")
    return bare if is_acronym(bare) else folded(bare)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


@cache
def _names() -> dict[str, str]:
    return {name_key(name): c.iso3 for c in countries().values() for name in (c.name, *c.aliases)}


@cache
def _demonyms() -> dict[str, str]:
    own = {name_key(word): c.iso3 for c in countries().values() for word in (*c.adjectives, *c.people)}
    return {name_key(row["word"]): row["country"] for row in rows_of("demonyms.csv") if row["country"]} | own


@cache
def _seats() -> dict[str, Seat]:
    capitals = {
        name_key(c.capital): Seat(c.capital, c.iso3, "GOV", None, None, f"government of {c.name}")
        for c in countries().values()
        if c.capital and c.area_km2 >= SMALLEST_POWER_KM2
    }
    listed = {
        name_key(name): Seat(
            row["name"], row["country"], row["sector"], float(row["lat"]), float(row["lon"]), row["what"]
        )
        for row in rows_of("seats.csv")
        for name in (row["name"], *_split(row["aliases"]))
    }
    return capitals | listed
