"""ICEWS coded events: tab-separated, 20 columns, CAMEO codes; read and written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from dragoman.formats.codebook import (
    country_named,
    deed_of_cameo,
    known,
    name_of_cameo,
    name_of_country,
    sector_among,
)
from dragoman.formats.entry import Entry, Party
from dragoman.formats.imported import (
    Coded,
    CodedActor,
    CodedPlace,
    Dataset,
    Row,
    by_header,
    day,
    needed,
    number,
    point,
)
from dragoman.formats.tabs import TabExporter, event_day
from dragoman.records import Place


def meaning(row: Row) -> Coded:
    """The event of a row."""
    when = day(needed(row, "Event Date"), "Event Date")
    code = needed(row, "CAMEO Code")
    return Coded(
        row=needed(row, "Event ID"),
        code=code,
        deed=deed_of_cameo(code),
        first=when,
        last=when,
        source=_actor(row, "Source"),
        target=_actor(row, "Target"),
        place=_place(row),
        intensity=number(row["Intensity"], "Intensity"),
        told=known(row["Event Text"]),
        outlet=known(row["Publisher"]),
    )


def _actor(row: Row, side: str) -> tuple[CodedActor, ...]:
    name = known(row[f"{side} Name"])
    if name is None:
        return ()
    words = tuple(word.strip() for word in row[f"{side} Sectors"].split(","))
    country = country_named(row[f"{side} Country"])
    if country is None and known(row[f"{side} Country"]) is None:
        country = next((found for word in words if (found := country_named(word)) in ("IGO", "NGO")), None)
    return (CodedActor(name, country, sector_among("icews", words), name.endswith(f" ({row[f'{side} Country']})")),)


def _place(row: Row) -> CodedPlace | None:
    units = [known(row[column]) for column in ("City", "District", "Province", "Country")]
    names = [unit for unit in units if unit]
    at = point(row["Latitude"], row["Longitude"])
    if not names:
        return None
    kinds = ("town", "admin2", "admin1", "country")
    kind = next(kind for kind, unit in zip(kinds, units, strict=True) if unit)
    return CodedPlace(names[0], country_named(names[-1]), *at, kind, tuple(names[1:]))


ICEWS = Dataset("icews", meaning, header=("Event ID",), cells=by_header)

# How ICEWS words the sectors.
WORDS = {
    "GOV": "Government", "MIL": "Military", "COP": "Police", "JUD": "Judicial", "LEG": "Legislative / Parliamentary",
    "PTY": "Parties", "OPP": "Opposition Major Party (Out Of Government)", "REB": "Rebel", "UAF": "Unidentified Forces",
    "SPY": "Military Intelligence", "CVL": "General Population / Civilian / Social", "JRN": "Media", "BUS": "Business",
    "EDU": "Education", "MED": "Medical / Health", "LAB": "Labor", "AGR": "Agricultural", "REF": "Refugees / Displaced",
    "CRM": "Criminals / Gangs", "REL": "International Religious", "ELI": "Elite",
    "SOC": "Nongovernmental Organizations / Activists",
}  # fmt: skip
NOBODY = Party("", "", "Unspecified Actor", None, None)
ABSENT = "NA"


class IcewsExporter(TabExporter):
    """ICEWS's 20 columns, a row for each pair of a source and a target. Codes are CAMEO's, intensities our own."""

    dataset = "icews"

    def reason_against(self, entry: Entry) -> str | None:
        if not entry.cameo:
            return "events without a CAMEO code are no rows of ICEWS"
        return None if event_day(entry) else "events without a day are no rows of ICEWS"

    def rows(self, entry: Entry) -> Iterator[Sequence[str]]:
        pairs = product(entry.of_role("source") or [NOBODY], entry.of_role("target") or [NOBODY])
        for nth, (source, target) in enumerate(pairs, 1):
            place = entry.place
            units = [place.name, *place.chain] if place else []
            yield (
                entry.id if nth == 1 else f"{entry.id}.{nth}",
                event_day(entry) or "",
                *_side(source),
                name_of_cameo(entry.cameo or "") or ABSENT,
                entry.cameo or ABSENT,
                ABSENT if entry.intensity is None else f"{entry.intensity:g}",
                *_side(target),
                entry.document or ABSENT,
                ABSENT,
                entry.outlet or ABSENT,
                *_units(place, units),
                *(ABSENT if degrees is None else f"{degrees:g}" for degrees in (_lat(place), _lon(place))),
            )


def _side(party: Party) -> tuple[str, str, str]:
    return (party.name, WORDS.get(party.sector or "", ABSENT), name_of_country(party.country) or ABSENT)


def _units(place: Place | None, units: list[str]) -> tuple[str, str, str, str]:
    """City, district, province, country."""
    if place is None:
        return (ABSENT, ABSENT, ABSENT, ABSENT)
    country = name_of_country(place.country) or ABSENT
    if place.kind == "country":
        return (ABSENT, ABSENT, ABSENT, country)
    return (units[0], ABSENT, units[1] if len(units) > 1 and units[1] != country else ABSENT, country)


def _lat(place: Place | None) -> float | None:
    return place.lat if place else None


def _lon(place: Place | None) -> float | None:
    return place.lon if place else None
