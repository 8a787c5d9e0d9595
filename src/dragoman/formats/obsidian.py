"""An Obsidian vault as a ZIP: a Markdown note for each record, document and actor, with front matter and links."""

from __future__ import annotations

import json
import re
import zipfile
from collections import defaultdict
from typing import Any

from dragoman.formats.entry import Entry, Party
from dragoman.formats.export import Exporter
from dragoman.formats.flat import claims_in_words, flat
from dragoman.formats.json_lines import plain_json
from dragoman.formats.words import clipped

# What neither file systems nor Obsidian's links bear in a name.
FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*#^\[\]%]+')
MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$%=])")
FOLDERS = {
    "event": "Events",
    "statement": "Statements",
    "position": "Positions",
    "question": "Questions",
    "document": "Documents",
}
MOST_NAME = 60
# Vaults of the same records are the same bytes.
LONG_AGO = (1980, 1, 1, 0, 0, 0)


class VaultExporter(Exporter):
    """One note for each entry, and one for each actor and document that entries name, linking back to them."""

    def begin(self) -> None:
        self._zip = zipfile.ZipFile(self.stream, "w", zipfile.ZIP_DEFLATED)
        self._actors: dict[str, Party] = {}
        self._documents: dict[str, Entry] = {}
        self._told: set[str] = set()
        self._links: defaultdict[str, list[str]] = defaultdict(list)

    def put(self, entry: Entry) -> None:
        link = f"- [[{_path(entry)}|{_link_text(entry.told)}]]"
        for party in entry.parties:
            self._actors.setdefault(party.id, party)
            self._links[party.id].append(f"{link} ({party.role})")
        if entry.kind == "document":
            self._told.add(entry.id)
            self._documents[entry.id] = entry
            return
        if entry.document:
            self._documents.setdefault(entry.document, entry)
            self._links[entry.document].append(link)
        self._note(_path(entry), _front(entry), _body(entry, self._actors))

    def finalize(self) -> None:
        for id, party in self._actors.items():
            front = {"id": id, "kind": "actor", "name": party.name, "country": party.country, "sector": party.sector}
            head = [f"# {_escaped(party.name)}", "", "## In these records", ""]
            self._note(_actor_path(party), front, "\n".join([*head, *dict.fromkeys(self._links[id])]))
        for id, entry in self._documents.items():
            self._note(_document_path(entry), _document_front(entry), self._document(id, entry))
        self._zip.close()

    def abandon(self) -> None:
        self._zip.close()

    def _document(self, id: str, entry: Entry) -> str:
        lines = [f"# {_escaped(entry.title or id)}", "", "## Records", "", *dict.fromkeys(self._links[id])]
        if id in self._told:
            lines += ["", "## Text", "", *map(_escaped, str(entry.traits.get("text") or "").splitlines())]
        return "\n".join(lines)

    def _note(self, path: str, front: dict[str, Any], body: str) -> None:
        # JSON is YAML: a quoted text cannot end the front matter or become a date or a list.
        told = [
            f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in front.items() if value is not None
        ]
        text = "\n".join(["---", *told, "---", "", body, ""])
        member = zipfile.ZipInfo(f"{path}.md", LONG_AGO)
        member.compress_type = zipfile.ZIP_DEFLATED
        self._zip.writestr(member, text.encode("utf-8", "replace"))


def _path(entry: Entry) -> str:
    if entry.kind == "document":
        return _document_path(entry)
    return f"{FOLDERS[entry.kind]}/{_name(entry.told)} {entry.id}"


def _document_path(entry: Entry) -> str:
    return f"Documents/{_name(entry.title or '')} {entry.document}".replace("/ ", "/")


def _actor_path(party: Party) -> str:
    return f"Actors/{_name(party.name)} {party.id}"


def _name(text: str) -> str:
    return FORBIDDEN.sub(" ", clipped(text, MOST_NAME)).strip(" .")


def _link_text(text: str) -> str:
    return FORBIDDEN.sub(" ", clipped(text, 200))


def _escaped(text: str) -> str:
    return MARKUP.sub(r"\\\1", text)


def _front(entry: Entry) -> dict[str, Any]:
    front: dict[str, Any] = {
        name: value for name, value in plain_json(flat(entry)).items() if name not in ("told", "words")
    }
    return {**front, "aliases": [clipped(entry.told, 200)]}


def _document_front(entry: Entry) -> dict[str, Any]:
    names = ("title", "outlet", "published", "url")
    told = plain_json({name: getattr(entry, name) for name in names})
    return {"id": entry.document, "kind": "document", **told}


def _body(entry: Entry, actors: dict[str, Party]) -> str:
    # An actor may go by several names; its note has the first.
    told = [f"# {_escaped(entry.told)}", ""]
    told += [f"> {_escaped(line)}" for line in (entry.words or "").splitlines()]
    told += ["", *(f"- {name.replace('_', ' ')}: {_escaped(value)}" for name, value in entry.hedges.items())]
    told += [f"- {party.role}: [[{_actor_path(actors[party.id])}|{_link_text(party.name)}]]" for party in entry.parties]
    told += [f"- on the condition: {_escaped(condition)}" for condition in entry.traits.get("conditions", ())]
    if entry.when:
        told.append(f"- when: {_escaped(entry.when)}")
    if entry.place:
        told.append(f"- where: {_escaped(entry.place.name)}")
        if entry.place.claims:
            told.append(f"- disputed place: {_escaped(claims_in_words(entry.place) or '')}")
    if entry.document:
        told.append(f"- in: [[{_document_path(entry)}|{_link_text(entry.title or entry.document)}]]")
    if entry.origin:
        told.append(f"- data set: {entry.origin.dataset}, row {entry.origin.row}; {_escaped(entry.origin.licence)}")
    return "\n".join(told)
