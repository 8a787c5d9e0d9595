"""FollowTheMoney entities, one JSON object a line: Event, Person, Organization, LegalEntity, PlainText, Note.

Schemas and properties are those of followthemoney 3 and 4 (OpenSanctions), which is not needed to write them.
"""

from __future__ import annotations

import json
from typing import Any

from dragoman.formats.entry import Entry, Party
from dragoman.formats.export import Exporter
from dragoman.formats.flat import claims_in_words
from dragoman.places.countries import country

# Sectors whose unnamed holders are bodies; anybody else without a name of their own may be a person or a body.
BODIES = frozenset(("GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PTY", "BUS", "SOC", "REL", "EDU"))
INTERNATIONAL = frozenset(("IGO", "NGO", "IMG"))
# FollowTheMoney names languages by ISO 639-3.
LANGUAGES = {"en": "eng", "de": "deu", "fr": "fra", "es": "spa", "ru": "rus", "uk": "ukr", "ar": "ara", "zh": "zho"}
Properties = dict[str, list[str]]


class FtmExporter(Exporter):
    """Entities with their ids; actors and documents once each, before what refers to them. Status, hedge, chain and
    grade stand in ``notes`` and ``keywords``."""

    def begin(self) -> None:
        self._known: set[str] = set()

    def put(self, entry: Entry) -> None:
        for party in entry.parties:
            self._once(party.id, _schema_of(party), _actor(party))
        if entry.kind == "document":
            self._known.add(entry.id)
            self._entity(entry.id, "PlainText", _document(entry))
            return
        if entry.document:
            self._once(entry.document, "PlainText", _document(entry))
        involved = list(dict.fromkeys(party.id for party in entry.parties))
        if entry.kind == "event":
            self._entity(entry.id, "Event", {**_told(entry), **_event(entry), "involved": involved})
        else:
            self._entity(entry.id, "Note", {**_told(entry), "entity": involved})

    def _once(self, id: str, schema: str, properties: dict[str, Any]) -> None:
        if id not in self._known:
            self._known.add(id)
            self._entity(id, schema, properties)

    def _entity(self, id: str, schema: str, properties: dict[str, Any]) -> None:
        values: Properties = {}
        for name, value in properties.items():
            told = [str(item) for item in (value if isinstance(value, list) else [value]) if item not in (None, "")]
            if told:
                values[name] = told
        self.line(json.dumps({"id": id, "schema": schema, "properties": values}, ensure_ascii=False))


def _schema_of(party: Party) -> str:
    if party.person:
        return "Person"
    body = party.sector in BODIES or party.country in INTERNATIONAL or (party.country and not party.sector)
    return "Organization" if body else "LegalEntity"


def _actor(party: Party) -> dict[str, Any]:
    properties = {"name": party.name, "country": _iso2(party.country), "sector": party.sector}
    return {**properties, "position": party.office} if party.person else properties


def _iso2(iso3: str | None) -> str | None:
    found = country(iso3 or "")
    return found.iso2.lower() if found else None


def _document(entry: Entry) -> dict[str, Any]:
    return {
        "fileName": f"{entry.document}.txt",
        "title": entry.title,
        "author": entry.traits.get("byline"),
        "publisher": entry.outlet,
        "publishedAt": entry.published,
        "sourceUrl": _web(entry.url),
        "language": LANGUAGES.get(entry.traits.get("language") or ""),
        "bodyText": entry.traits.get("text") if entry.kind == "document" else None,
    }


def _told(entry: Entry) -> dict[str, Any]:
    """What a thing of any schema has: its sentence, its words, its standing, where it comes from."""
    notes = [f"{name}: {value}" for name, value in entry.hedges.items()]
    notes += [f"{name}: {value}" for name, value in _more(entry).items() if value]
    return {
        "name": entry.told,
        "description": entry.words,
        "notes": notes,
        "keywords": [entry.kind, *(word for word in (entry.type, entry.mode, entry.status, *entry.contexts) if word)],
        "publisher": entry.outlet,
        "sourceUrl": _web(entry.url),
        "proof": entry.document,
        "country": _iso2(entry.place.country) if entry.place else None,
    }


def _more(entry: Entry) -> dict[str, Any]:
    more: dict[str, Any] = {
        name: entry.traits.get(name) for name in ("act", "stance", "state", "criterion", "deadline")
    }
    more["conditions"] = "; ".join(entry.traits.get("conditions", ()))
    if entry.origin:
        more |= {"data set": entry.origin.dataset, "row": entry.origin.row, "code": entry.code}
        more["licence"] = entry.origin.licence
    if entry.place and entry.place.claims:
        more["disputed place"] = claims_in_words(entry.place)
    return more


def _event(entry: Entry) -> dict[str, Any]:
    day = {"date": entry.first} if entry.first == entry.last else {"startDate": entry.first, "endDate": entry.last}
    return {**day, "location": entry.place.name if entry.place else None, "recordId": entry.id}


def _web(url: str | None) -> str | None:
    return url if url and url.startswith(("http://", "https://")) else None
