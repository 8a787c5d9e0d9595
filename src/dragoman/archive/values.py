"""What people write in a correction, made into what is stored: actors, places, days and codes looked up and checked."""

from __future__ import annotations

from typing import Any

from dragoman.archive.amend import ACTOR_FIELDS, ACTOR_LISTS, FIELDS, IDENTITY
from dragoman.archive.filters import first_day, last_day, place_named
from dragoman.archive.store import Archive
from dragoman.codes import Sense, TimexKind
from dragoman.errors import NotFoundError, RequestError
from dragoman.places.countries import countries, country_of_name
from dragoman.records import make_id

Body = dict[str, Any]


def settled_value(archive: Archive, kind: str, target: str, value: Any) -> Any:
    """The value of a correction as it is stored. Raises RequestError or NotFoundError where it makes no sense."""
    if kind in FIELDS:
        return _code(kind, value)
    if kind in ACTOR_FIELDS:
        return value and actor_body(archive, value)
    if kind in ACTOR_LISTS:
        several = value if isinstance(value, list) else [value] if value else []
        return [actor_body(archive, each) for each in several]
    if kind == "date":
        return value and when_body(str(value))
    if kind == "place":
        return value and place_body(value)
    if kind == "merge-actors":
        into = actor_body(archive, value)
        if into["id"] == target:
            raise RequestError(f"{target} cannot be merged into itself.")
        return into
    if kind == "split-actor":
        return _split(archive, target, value)
    if kind in ("merge-events", "split-events"):
        return _events(archive, value)
    return _added(archive, value) if kind == "add" else value


def actor_body(archive: Archive, told: Any) -> Body:
    """An actor told as an id of the archive, a country or its code, "RUS MIL", a name, or a JSON object."""
    if isinstance(told, dict):
        name = told.get("name")
        if not name:
            raise RequestError('An actor needs a name, as in {"name": "…", "country": "NOR", "sector": "GOV"}.')
        blank = {field: told.get(field) for field in IDENTITY}
        return {
            **blank,
            "id": told.get("id") or make_id("ac", "name", name.lower()),
            "person": bool(told.get("person")),
        }
    told = str(told).strip()
    if told.startswith("ac-"):
        return _known(archive, told)
    code, _, sector = told.partition(" ")
    iso3 = code if code in countries() else country_of_name(told)
    if iso3 and (iso3 == code or not sector):
        country = countries().get(iso3)
        named = country.name if country else iso3
        own = sector if iso3 == code else ""
        identity = make_id("ac", iso3, own) if own and own != "GOV" else make_id("ac", iso3)
        return _identity(identity, f"{named} ({own})" if own else named, iso3, own or None)
    rows = archive.rows("SELECT id FROM actors WHERE name = ? GROUP BY id ORDER BY count(*) DESC LIMIT 1", [told])
    return _known(archive, rows[0][0]) if rows else _identity(make_id("ac", "name", told.lower()), told, None, None)


def when_body(told: str) -> Body:
    """A day, month or year ("2022-11"), or two of them with a stroke between ("2022-11-09/2022-11-11")."""
    first, _, last = told.partition("/")
    start, end = first_day(first), last_day(last or first)
    if end < start:
        raise RequestError(f"“{told}” ends before it begins.")
    precision = (
        "day" if start == end else ("month", "year", "range")[0 if len(first) == 7 else 1 if len(first) == 4 else 2]
    )
    return {
        "value": told, "kind": TimexKind.DATE.value, "first": start.isoformat(), "last": end.isoformat(),
        "precision": precision, "basis": "stated", "start": None, "end": None,
    }  # fmt: skip


def place_body(told: Any) -> Body:
    """A place told by its name in the gazetteer, or as {"name", "lat", "lon", "country"}."""
    blank: Body = {"runner_up": None, "claims": [], "sense": Sense.LITERAL.value}
    if isinstance(told, dict):
        name = told.get("name")
        if not name:
            raise RequestError('A place needs a name, as in {"name": "…", "lat": 46.6, "lon": 32.6, "country": "UKR"}.')
        fields = {key: told.get(key) for key in ("country", "lat", "lon", "radius_km")}
        kind = told.get("kind") or "place"
        return {"id": make_id("pl", name.lower()), "name": name, "kind": kind, "chain": [], **fields, **blank}
    best = place_named(str(told))
    if best is None:
        raise NotFoundError(f"No place is known as “{told}”; give its point: name, lat and lon as a JSON object.")
    return {
        "id": best.id, "name": best.name, "kind": best.kind, "country": best.country, "lat": best.lat,
        "lon": best.lon, "radius_km": best.radius_km, "chain": list(best.chain), **blank,
    }  # fmt: skip


def _known(archive: Archive, id: str) -> Body:
    rows = archive.rows(
        "SELECT body FROM actors WHERE id = ? ORDER BY length(name) DESC, document, ordinal LIMIT 1", [id]
    )
    if rows:
        import json

        body = json.loads(rows[0][0])
        return {field: body[field] for field in IDENTITY}
    rows = archive.rows("SELECT name, country, sector FROM event_actors WHERE actor = ? LIMIT 1", [id])
    if not rows:
        raise NotFoundError(f"No actor {id} in {archive.path}.")
    return _identity(id, *rows[0])


def _identity(id: str, name: str, country: str | None, sector: str | None) -> Body:
    told = {"id": id, "name": name, "country": country, "sector": sector}
    return {**dict.fromkeys(IDENTITY), **told, "person": False}


def _code(kind: str, value: Any) -> Any:
    codes = FIELDS[kind][1]
    if codes is not None and value not in list(codes):  # type: ignore[call-overload]  # each of them is an enum
        raise RequestError(f"“{value}” is no {kind}; choose one of {', '.join(codes)}.")  # type: ignore[arg-type]
    if value is not None and not isinstance(value, str):
        raise RequestError(f"A {kind} is told in words, not as {value!r}.")
    return value


def _split(archive: Archive, target: str, value: Any) -> Body:
    if not isinstance(value, dict) or not (value.get("name") or value.get("into")):
        raise RequestError('A split says who it is instead, and where: {"into": "NAME", "documents": ["doc-…"]}.')
    body = actor_body(archive, value.get("into") or value)
    if body["id"] == target:
        body["id"] = make_id("ac", "split", target, body["name"].lower())
    return {**body, "documents": value.get("documents"), "spans": value.get("spans")}


def _events(archive: Archive, value: Any) -> list[str]:
    several = value if isinstance(value, list) else [value]
    for id in several:
        if not archive.rows("SELECT 1 FROM events WHERE id = ?", [id]):
            raise NotFoundError(f"No event {id} in {archive.path}.")
    return [str(id) for id in several]


def _added(archive: Archive, value: Any) -> Body:
    """An event or statement by hand: type, source, target, date, place, status, words; or speaker, act, words."""
    if not isinstance(value, dict) or value.get("table") not in ("events", "statements"):
        raise RequestError('Say what to add: {"table": "events", "type": "ASSAULT", "source": …} or "statements".')
    stored = dict(value)
    for kind in ("status", "hedge", "act", "form"):
        if value.get(kind) is not None:
            _code(kind, value[kind])
    if value["table"] == "events":
        _code("type", value.get("type"))
        for side in ("source", "target"):
            stored[side] = settled_value(archive, side, "", value.get(side))
        stored["place"] = value.get("place") and place_body(value["place"])
    else:
        stored["speaker"] = value.get("speaker") and actor_body(archive, value["speaker"])
    stored["date"] = value.get("date") and when_body(str(value["date"]))
    return stored
