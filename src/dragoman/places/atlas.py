"""The atlas: every place a name can mean, from our own tables and from the gazetteer file."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache

from dragoman.places.countries import Country, countries, folded, is_acronym, name_key
from dragoman.places.gazetteer import Entry, load_gazetteer
from dragoman.places.tables import rows_of
from dragoman.records import Claim

# Own entries stand for places that reporting names often: as if a million people lived there.
WEIGHT_OF_OWN = 1_000_000
SETTLEMENTS = frozenset(("capital", "city", "town"))
# The longest names looked for, in words ("Grand Ethiopian Renaissance Dam" has four).
LONGEST_NAME = 6


@lru_cache(maxsize=20_000)
def entries_named(name: str) -> tuple[Entry, ...]:
    """The places that go by this name: our own, then those of the gazetteer file by population."""
    own = _own().get(name_key(name), ())
    if is_acronym(name) and not name.istitle():
        return own
    listed = sorted(load_gazetteer().find(name), key=lambda entry: -entry.population)
    others = (_completed(entry) for entry in listed if not any(_same(entry, mine) for mine in own))
    return (*(_identified(mine, listed) for mine in own), *others)


@cache
def state_of_short_form(text: str) -> tuple[str, str, bool] | None:
    """Name, country and whether it may stand alone, of a state written short ("Ky.", "Ont.")."""
    return _short_forms().get(text)


@cache
def claims_of(key: str) -> tuple[Claim, ...]:
    """The dated claims on a disputed place, by its key in the supplement or the ISO3 code of a country."""
    return tuple(
        Claim(
            row["holder"],
            row["kind"],
            row["since"] or None,
            row["until"] or None,
            f"{row['source']}: {row['what']}" if row["what"] else row["source"],
        )
        for row in rows_of("claims.csv")
        if row["key"] == key
    )


@cache
def place_of_demonym(text: str) -> tuple[Entry, ...]:
    """The places an adjective or a noun of people is about; empty for peoples of no one place."""
    return _demonyms().get(name_key(text), ())


def _identified(own: Entry, listed: list[Entry]) -> Entry:
    """Our own town with the id, the size and the units that the gazetteer knows of it."""
    twin = next((e for e in listed if own.kind in SETTLEMENTS and _same(e, own)), None)
    if twin is None:
        return own
    twin = _completed(twin)
    chain = (*(unit for unit in own.chain if unit not in twin.chain), *twin.chain)
    return replace(own, id=twin.id, population=twin.population, chain=chain)


def _completed(entry: Entry) -> Entry:
    """With the country at the end of its chain of units."""
    country = countries().get(entry.country or "")
    return replace(entry, chain=(*entry.chain, country.name)) if country else entry


def _same(listed: Entry, own: Entry) -> bool:
    """Whether the gazetteer's entry is our own place once more: near it, and no unit or river where ours is a town."""
    if own.country and listed.country and own.country != listed.country:
        return False
    if (listed.kind in SETTLEMENTS) != (own.kind in SETTLEMENTS):
        return False
    near = max(0.3, own.radius_km / 80)
    return abs(listed.lat - own.lat) < near and abs(listed.lon - own.lon) < near * 1.5


@cache
def people_without_place(text: str) -> bool:
    """Whether the word is for a people or a faith of no one place ("Kurdish", "Tamil")."""
    return name_key(text) in _demonyms() and not place_of_demonym(text)


@cache
def _own() -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for country in countries().values():
        entry = _country_entry(country)
        for name in (country.name, *country.aliases):
            found.setdefault(name_key(name), []).append(entry)
    for entry, names in (*_supplement(), *_buildings()):
        for name in names:
            at = found.setdefault(name_key(name), [])
            if entry.lasted:
                # "Zaire" is the state that was, though the country's table lists it for the one that is.
                at[:] = [other for other in at if other.kind != "country"]
            if all(other.id != entry.id for other in at):
                at.append(entry)
    return {key: tuple(entries) for key, entries in found.items()}


def _country_entry(country: Country) -> Entry:
    return Entry(
        f"geonames:{country.geonameid}",
        country.name,
        "country",
        country.iso3,
        country.lat,
        country.lon,
        country.radius_km,
        int(country.area_km2 * 30),
        (),
        True,
        country.iso3,
        own=True,
    )


def _supplement() -> list[tuple[Entry, list[str]]]:
    found = []
    for row in rows_of("supplement.csv"):
        entry = Entry(
            f"own:{folded(row['name']).replace(' ', '-')}",
            row["name"],
            row["kind"],
            row["country"] or None,
            float(row["lat"]),
            float(row["lon"]),
            float(row["radius_km"]),
            WEIGHT_OF_OWN,
            tuple(part for part in row["within"].split(";") if part),
            True,
            row["claim"],
            own=True,
            lasted=f"{row['since']} to {row['until']}" if row["since"] else "",
        )
        found.append((entry, [row["name"], *(part for part in row["aliases"].split(";") if part)]))
    return found


def _buildings() -> list[tuple[Entry, list[str]]]:
    """Seats that are buildings or quarters; those that are towns are in the gazetteer."""
    found = []
    for row in rows_of("seats.csv"):
        names = [row["name"], *(part for part in row["aliases"].split(";") if part)]
        if row["spot"] == "town":
            continue
        country = countries().get(row["country"])
        entry = Entry(
            f"own:{folded(row['name']).replace(' ', '-')}",
            row["name"],
            "facility",
            country.iso3 if country else None,
            float(row["lat"]),
            float(row["lon"]),
            1.0,
            WEIGHT_OF_OWN,
            (country.name,) if country else (),
            True,
            own=True,
        )
        found.append((entry, names))
    return found


@cache
def _short_forms() -> dict[str, tuple[str, str, bool]]:
    return {row["short"]: (row["name"], row["country"], row["alone"] == "yes") for row in rows_of("abbreviations.csv")}


@cache
def _demonyms() -> dict[str, tuple[Entry, ...]]:
    found: dict[str, tuple[Entry, ...]] = {}
    for country in countries().values():
        for word in (*country.adjectives, *country.people):
            found[name_key(word)] = (_country_entry(country),)
    for row in rows_of("demonyms.csv"):
        entries = entries_named(row["place"]) if row["place"] else ()
        fitting = tuple(e for e in entries if row["country"] in ("", e.country))
        found.setdefault(name_key(row["word"]), fitting)
    return found
