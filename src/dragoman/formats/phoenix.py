"""Phoenix (26 columns, or the Cline Center's own header) and the output of PETRARCH and PETRARCH2: CAMEO codes."""

from __future__ import annotations

from dragoman.formats.codebook import country_of_cameo, deed_of_cameo, known, name_of_country, sector_among
from dragoman.formats.imported import (
    BadRow,
    Cells,
    Coded,
    CodedActor,
    CodedPlace,
    Dataset,
    Row,
    day,
    needed,
    number,
    point,
    put_in_columns,
)
from dragoman.records import make_id

CODE = 3  # letters of one part of an actor code: USAGOVMIL is USA, GOV, MIL
# The Cline Center's historical releases name the columns in their own way.
CLINE = {
    "eid": "EventID", "story_date": "Date", "year": "Year", "month": "Month", "day": "Day",
    "source": "SourceActorFull", "source_root": "SourceActorEntity", "source_agent": "SourceActorRole",
    "source_others": "SourceActorAttribute", "target": "TargetActorFull", "target_root": "TargetActorEntity",
    "target_agent": "TargetActorRole", "target_others": "TargetActorAttribute", "code": "EventCode",
    "root_code": "EventRootCode", "quad_class": "QuadClass", "goldstein": "GoldsteinScore", "joined_issues": "Issues",
    "lat": "Lat", "lon": "Lon", "placename": "LocationName", "statename": "StateName", "countryname": "CountryCode",
    "aid": "SentenceID", "process": "NewsSources",
}  # fmt: skip


def meaning(row: Row) -> Coded:
    """The event of a Phoenix row."""
    when = day(needed(row, "Date"), "Date")
    code = needed(row, "EventCode")
    return Coded(
        row=needed(row, "EventID"),
        code=code,
        deed=deed_of_cameo(code),
        first=when,
        last=when,
        source=_actor(row["SourceActorFull"]),
        target=_actor(row["TargetActorFull"]),
        place=_place(row),
        intensity=number(row["GoldsteinScore"], "GoldsteinScore"),
        url=_first(row["URLs"]),
        outlet=_first(row["NewsSources"]),
    )


def coder_meaning(row: Row) -> Coded:
    """The event of a line that PETRARCH wrote. It has no id: the line is its own, so that equal lines are one event."""
    when = day(needed(row, "Date"), "Date")
    code = needed(row, "Code")
    if not code.isdigit():
        raise BadRow(f"Code is not a CAMEO code: {code!r}")
    return Coded(
        row=make_id("line", *row.values()),
        code=code,
        deed=deed_of_cameo(code),
        first=when,
        last=when,
        source=_actor(row["Source"]),
        target=_actor(row["Target"]),
        outlet=known(row["StorySource"]),
        url=next((cell for cell in row["Rest"].split("\t") if cell.startswith("http")), None),
    )


def _first(cell: str) -> str | None:
    """The first of several values separated by semicolons."""
    return known(cell.split(";")[0])


def _actor(code: str) -> tuple[CodedActor, ...]:
    """Who an actor code stands for; the code itself is the only name there is."""
    if known(code) is None:
        return ()
    parts = tuple(code[at : at + CODE] for at in range(0, len(code), CODE))
    country = country_of_cameo(parts[0])
    role = sector_among("cameo", parts[1:2]) or sector_among("cameo", parts if country is None else parts[1:])
    name = name_of_country(country) if len(parts) == 1 and country and len(country) == CODE else None
    return (CodedActor(name or code, country, role, agent=country is not None),)


def _place(row: Row) -> CodedPlace | None:
    at = point(row["Lat"], row["Lon"])
    names = [name for column in ("LocationName", "StateName", "CountryCode") if (name := known(row[column]))]
    if not names:
        return None
    codes = (known(row["CountryCode"]) or "", known(row["StateName"]) or "")
    country = next((found for code in codes if (found := country_of_cameo(code))), None)
    return CodedPlace(names[0], country, *at, "place", tuple(names[1:]))


def _phoenix_cells(columns: Cells, cells: Cells, header: Cells | None) -> Cells:
    if header is None:
        return put_in_columns(columns, cells)
    if len(cells) != len(header):
        raise BadRow(f"{len(cells)} columns, not {len(header)} as in the header")
    placed = {CLINE.get(name.strip(), name.strip()): cell for name, cell in zip(header, cells, strict=True)}
    return [placed.get(column, "") for column in columns]


def _coder_cells(columns: Cells, cells: Cells, _: Cells | None) -> Cells:
    """Date, source, target and code always stand first; the URL, and what comes after the source, only sometimes."""
    if len(cells) < 4:
        raise BadRow(f"{len(cells)} columns, not at least 4")
    fixed, rest = list(cells[:5]), list(cells[5:])
    url = [rest.pop(0)] if rest and rest[0].startswith(("http://", "https://")) else []
    fixed += rest[:2]
    fixed += [""] * (len(columns) - 1 - len(fixed))
    return [*fixed, "\t".join([*url, *rest[2:]])]


PHOENIX = Dataset("phoenix", meaning, delimiters="\t,", header=("EventID", "eid"), cells=_phoenix_cells)
PETRARCH = Dataset("petrarch", coder_meaning, cells=_coder_cells)
