"""Every format read back by somebody else's reader, and every hedge found in it."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest
from factory import BREAKAWAY, DRONES, EVENTS, POSITIONS, TEXT, evidence, make_bare, make_dossier
from factory import event as made_event

from dragoman.codes import EventType
from dragoman.dossier import Dossier
from dragoman.errors import RequestError
from dragoman.events.cameo import cameo_code
from dragoman.formats.codebook import datasets
from dragoman.formats.entries import entries_of_dossier
from dragoman.formats.entry import KINDS, Entry
from dragoman.formats.export import FORMATS, Exporter, exporter
from dragoman.formats.flat import COLUMNS
from dragoman.formats.ical import folded
from dragoman.formats.tabs import MORE
from dragoman.records import Document

DOSSIER = make_dossier()
ENTRIES = tuple(entries_of_dossier(DOSSIER))
HOSTILE = '=cmd|\' /C calc\'!A0\r\n---\x00\x07 "]] [[x]] <script>alert(1)</script> \u202e ;,\\ \ud800 {"a":1}'


def exported(name: str, entries: Iterable[Entry] = ENTRIES, **options: Any) -> tuple[bytes, Exporter]:
    stream = io.BytesIO()
    with exporter(name, **options)(stream) as out:
        for entry in entries:
            out.write(entry)
        # Parquet closes what it is given, so look before the end of the block is not possible there.
    return stream.getvalue(), out


def text(name: str, entries: Iterable[Entry] = ENTRIES, **options: Any) -> str:
    return exported(name, entries, **options)[0].decode("utf-8")


def entry(id: str) -> Entry:
    return next(entry for entry in ENTRIES if entry.id == id)


def hostile() -> Dossier:
    """A dossier in which every text that comes from outside is meant to do harm."""
    event = replace(made_event(EventType.ASSAULT, "crossed"), source=(replace(POSITIONS[0].actor, name=HOSTILE),),
                    target=(replace(POSITIONS[2].actor, name="=1+1"),), when=EVENTS[0].when,
                    where=replace(BREAKAWAY, name=HOSTILE))  # fmt: skip
    document = replace(DOSSIER.document, title=HOSTILE, outlet=HOSTILE, url="javascript:alert(1)", byline="@sum(a1)")
    return make_dossier(document=document, events=(event,))


def test_entries_tell_the_record_with_everything_around_it() -> None:
    drones = entry(EVENTS[2].id)
    assert drones.reporting_hedge == "reported" and not drones.plain and drones.source_grade == "office"
    assert [voice.name for voice in drones.chain] == ["the border guard", "two senior officials"]
    assert drones.reported_in == DRONES.id and drones.cameo == f"{cameo_code(EVENTS[2])}0"
    assert (
        drones.exact == ("drones crossed the line",) and TEXT.find(drones.prefix + drones.exact[0] + drones.suffix) >= 0
    )
    assert entry(EVENTS[0].id).plain and entry(EVENTS[0].id).first == entry(EVENTS[0].id).last
    assert [entry.kind for entry in ENTRIES].count("statement") == len(DOSSIER.statements)
    assert not any(entry.plain for entry in ENTRIES if entry.status not in ("asserted",))


def test_only_what_is_seen() -> None:
    ids = {EVENTS[0].id, DRONES.id}
    assert {entry.id for entry in entries_of_dossier(DOSSIER, ids)} == ids


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_hedge_of_every_record_is_in_every_format(name: str) -> None:
    data = exported(name, all=True)[0]
    told = _told(name, data)
    for record in ENTRIES:
        if record.kind in FORMATS[name].kinds and record.id in told:
            for hedge in record.hedges.values():
                assert hedge in told[record.id], (record.id, hedge)
    assert len(told) >= {"gexf": 2, "ical": 5, "timeline": 5, "icews": 7, "polecat": 7}.get(name, 8)


def _told(name: str, data: bytes) -> dict[str, str]:
    """All that a format says of each record, by its id, read with somebody else's reader."""
    if name == "csv":
        return {row["id"]: "\n".join(row.values()) for row in csv.DictReader(io.StringIO(data.decode(), newline=""))}
    if name == "parquet":
        from pyarrow import parquet

        rows = parquet.read_table(io.BytesIO(data)).to_pylist()
        return {row["id"]: "\n".join(str(value) for value in row.values()) for row in rows}
    if name in ("icews", "polecat"):
        rows = csv.DictReader(io.StringIO(data.decode()), delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["Event ID"]: "\n".join(row.values()) for row in rows}
    if name == "gexf":
        import networkx

        graph = networkx.read_gexf(io.BytesIO(data))
        return {edge["record"]: "\n".join(map(str, edge.values())) for _, _, edge in graph.edges(data=True)}
    if name == "obsidian":
        with zipfile.ZipFile(io.BytesIO(data)) as vault:
            notes = {member: vault.read(member).decode() for member in vault.namelist()}
        # Markdown escapes what would be markup.
        return {re.findall(r"\S+(?=\.md$)", path)[0]: re.sub(r"\\(.)", r"\1", note) for path, note in notes.items()}
    if name == "ical":
        parts = _unfolded(data).split("BEGIN:VEVENT")[1:]
        return {re.findall(r"UID:(\S+)@", part)[0]: re.sub(r"\\([,;\\])", r"\1", part) for part in parts}
    return {record["_id"]: _values(record) for record in _records(name, data.decode())}


def _records(name: str, data: str) -> list[dict[str, Any]]:
    if name in ("jsonl", "ftm"):
        return [{**json.loads(line), "_id": json.loads(line)["id"]} for line in data.splitlines()]
    key = {"geojson": "features", "annotation": "items", "timeline": "events"}[name]
    known = {"timeline": "unique_id"}.get(name, "id")
    return [{**record, "_id": record[known].removeprefix("urn:dragoman:")} for record in json.loads(data)[key]]


def _values(value: Any) -> str:
    if isinstance(value, dict):
        # A chain is a list of objects in JSON Lines: told there in full, it reads as elsewhere.
        if "grade" in value and "act" in value:
            return f"{value['name']} [{value['act']}; {value['status']}; {value['hedge']}; {value['grade']}]"
        return "\n".join(map(_values, value.values()))
    if isinstance(value, list):
        voices = " < ".join(_values(item) for item in value if isinstance(item, dict) and "grade" in item)
        return voices or "\n".join(map(_values, value))
    return str(value)


def _unfolded(data: bytes) -> str:
    return re.sub(rb"\r\n[ \t]", b"", data).decode("utf-8")


@pytest.mark.parametrize("name", sorted(FORMATS))
@pytest.mark.parametrize("made", [hostile, make_bare], ids=["hostile", "bare"])
def test_hostile_and_empty_records_make_whole_files(name: str, made: Any) -> None:
    data, out = exported(name, entries_of_dossier(made()), all=True)
    _told(name, data)
    assert out.written + sum(out.skipped.values()) >= 1
    if name not in ("parquet", "obsidian"):
        assert b"\x00" not in data


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_the_table_of_formats_says_what_has_room(name: str) -> None:
    format = FORMATS[name]
    _, out = exported(name, all=True)
    assert format.kinds == out.kinds and set(format.kinds) <= set(KINDS)
    refused = {f"{kind}s have no place in this format" for kind in KINDS if kind not in format.kinds}
    assert refused <= set(out.skipped) and out.written


def test_an_unknown_format_is_told_with_those_there_are() -> None:
    with pytest.raises(RequestError, match="no format 'xls' to export to; choose one of csv, parquet"):
        exporter("xls")


def test_an_error_leaves_no_finished_file() -> None:
    stream = io.BytesIO()
    with pytest.raises(KeyError), exporter("geojson")(stream) as out:
        out.write(ENTRIES[0])
        raise KeyError
    with pytest.raises(json.JSONDecodeError):
        json.loads(stream.getvalue())


def test_csv_has_the_documented_columns_and_no_formulas() -> None:
    rows = list(csv.DictReader(io.StringIO(text("csv", entries_of_dossier(hostile())), newline="")))
    assert list(rows[0]) == list(COLUMNS)
    event = next(row for row in rows if row["kind"] == "event")
    assert event["actors"].startswith("'=cmd") and event["recipients"] == "'=1+1"
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())
    numbers = next(row for row in csv.DictReader(io.StringIO(text("csv"), newline="")) if row["lat"])
    assert float(numbers["lat"]) and numbers["plain"] in ("true", "false")


def test_parquet_has_typed_columns() -> None:
    from pyarrow import parquet

    table = parquet.read_table(io.BytesIO(exported("parquet")[0]))
    assert table.column_names == list(COLUMNS) and table.num_rows == len(ENTRIES)
    kinds = {name: str(table.schema.field(name).type) for name in ("first", "lat", "plain", "start")}
    assert kinds == {"first": "date32[day]", "lat": "double", "plain": "bool", "start": "int64"}


def test_json_lines_give_offsets_and_evidence() -> None:
    lines = [json.loads(line) for line in text("jsonl").splitlines()]
    assert len(lines) == len(ENTRIES)
    drones = next(line for line in lines if line["id"] == EVENTS[2].id)
    piece = drones["pieces"][0]
    assert TEXT[piece["start"] : piece["end"]] == drones["exact"][0] and drones["rule"] and drones["why"]


def test_geojson_keeps_what_has_no_point_and_marks_disputed_places() -> None:
    disputed = replace(entry(EVENTS[0].id), id="ev-disputed", place=BREAKAWAY)
    told = json.loads(text("geojson", [*ENTRIES, disputed]))
    assert told["type"] == "FeatureCollection"
    features = {feature["id"]: feature for feature in told["features"]}
    assert features[EVENTS[0].id]["geometry"] == {"type": "Point", "coordinates": [43.99, 42.18]}
    assert features[EVENTS[5].id]["geometry"] is None and "disputed" not in features[EVENTS[0].id]["properties"]
    properties = features["ev-disputed"]["properties"]
    assert properties["disputed"] is True and properties["radius_km"] == 80
    assert [(claim["holder"], claim["kind"]) for claim in properties["claims"]] == [("GEO", "de jure"), ("IMG", "held")]


def test_gexf_is_dynamic() -> None:
    data = exported("gexf")[0]
    root = ElementTree.fromstring(data)
    [graph] = root.iter("{http://www.gexf.net/1.2draft}graph")
    assert (graph.get("mode"), graph.get("defaultedgetype")) == ("dynamic", "directed")
    edges = list(graph.iter("{http://www.gexf.net/1.2draft}edge"))
    position = next(edge for edge in edges if edge.get("start"))
    assert (position.get("start"), position.get("end")) == ("2022-11-14", "2022-12-01")


# Of followthemoney's model: the properties of each schema that are written, and those it requires.
THING = {"name", "description", "notes", "keywords", "publisher", "sourceUrl", "proof", "country"}
LEGAL = {"name", "country", "sector"}
SCHEMAS = {
    "Event": THING | {"date", "startDate", "endDate", "location", "recordId", "involved"},
    "Note": THING | {"entity"},
    "Person": LEGAL | {"position"},
    "Organization": LEGAL,
    "LegalEntity": LEGAL,
    "PlainText": {"fileName", "title", "author", "publisher", "publishedAt", "sourceUrl", "language", "bodyText"},
}


def test_followthemoney_entities_are_of_its_schemas_and_refer_to_each_other() -> None:
    entities = [json.loads(line) for line in text("ftm").splitlines()]
    known = {entity["id"] for entity in entities}
    assert len(known) == len(entities) and {entity["schema"] for entity in entities} >= {"Event", "Person", "Note"}
    for entity in entities:
        properties = entity["properties"]
        assert set(properties) <= SCHEMAS[entity["schema"]]
        assert all(isinstance(value, str) for values in properties.values() for value in values)
        assert entity["schema"] == "PlainText" or properties["name"]
        for reference in ("involved", "entity", "proof"):
            assert set(properties.get(reference, ())) <= known
    beridze = next(entity for entity in entities if entity["schema"] == "Person")
    assert beridze["properties"]["country"] == ["ge"]


def test_annotations_select_the_words_by_position_and_by_quotation() -> None:
    page = json.loads(text("annotation"))
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld" and page["type"] == "AnnotationPage"
    for annotation in page["items"]:
        assert annotation["type"] == "Annotation" and annotation["body"][0]["value"]
        for target in annotation["target"]:
            position, quote = target["selector"]
            assert position["type"] == "TextPositionSelector" and quote["type"] == "TextQuoteSelector"
            assert TEXT[position["start"] : position["end"]] == quote["exact"]
            around = quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "")
            assert around in TEXT and target["source"]["id"] == "urn:dragoman:doc-1"


def test_a_vault_links_its_notes_and_its_front_matter_is_yaml() -> None:
    for dossier in (DOSSIER, hostile()):
        with zipfile.ZipFile(io.BytesIO(exported("obsidian", entries_of_dossier(dossier))[0])) as vault:
            notes = {path: vault.read(path).decode("utf-8") for path in vault.namelist()}
        assert len(notes) == len(set(notes)) and {path.split("/")[0] for path in notes} >= {
            "Events",
            "Actors",
            "Documents",
        }
        for path, note in notes.items():
            assert re.fullmatch(r"[A-Z][a-z]+/[^\x00-\x1f<>:\"/\\|?*#^\[\]]+\.md", path), path
            assert note.startswith("---\n") and not re.search(r"(?<!\\)<script", note.split("---\n", 2)[2])
            for line in note.split("---\n")[1].splitlines():
                json.loads(line.split(": ", 1)[1])
            for link in re.findall(r"(?<!\\)\[\[([^|\]]+)", note.split("---\n", 2)[2]):
                assert f"{link}.md" in notes, link


def test_a_calendar_keeps_to_the_rules_of_its_format() -> None:
    for entries in (ENTRIES, tuple(entries_of_dossier(hostile()))):
        data = exported("ical", entries)[0]
        lines = data.split(b"\r\n")
        assert lines[-1] == b"" and all(len(line) <= 75 and b"\n" not in line for line in lines)
        assert [line.decode("utf-8") for line in lines][:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
        events = _unfolded(data).split("BEGIN:VEVENT\r\n")[1:]
        assert events and _unfolded(data).endswith("END:VCALENDAR\r\n")
        for event in events:
            names = [re.split("[;:]", line)[0] for line in event.split("END:VEVENT")[0].splitlines()]
            assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS"} <= set(names)
            assert all(re.fullmatch(r"[A-Z-]+", name) for name in names), names


def test_days_of_a_calendar_end_before_their_end_and_deadlines_are_in_it() -> None:
    told = _told("ical", exported("ical")[0])
    assert "DTSTART;VALUE=DATE:20221111\r\nDTEND;VALUE=DATE:20221112" in told[EVENTS[0].id]
    assert "STATUS:CONFIRMED" in told[EVENTS[0].id] and "STATUS:TENTATIVE" in told[EVENTS[2].id]
    question = next(text for text in told.values() if "Will the talks resume" in text)
    assert "DTSTART;VALUE=DATE:20230228" in question and "Open until this day" in question


def test_lines_are_folded_between_characters() -> None:
    line = "DESCRIPTION:" + "Дніпро " * 30
    pieces = folded(line).split(b"\r\n ")
    assert all(len(piece) <= 74 + (index == 0) for index, piece in enumerate(pieces[:-1]))
    assert b"".join(pieces).decode("utf-8").removesuffix("\r\n") == line


def test_a_timeline_has_its_required_fields_and_escapes_what_it_shows() -> None:
    for entries in (ENTRIES, entries_of_dossier(hostile())):
        slides = json.loads(text("timeline", entries))["events"]
        assert slides
        for slide in slides:
            assert {"year", "month", "day"} <= set(slide["start_date"]) and slide["text"]["headline"]
            assert "<script" not in slide["text"]["headline"] + slide["text"]["text"]


def test_tabs_hold_only_plain_assertions_unless_all_is_asked_for() -> None:
    for name, id in (("icews", "Event ID"), ("polecat", "Event ID")):
        data, out = exported(name)
        rows = list(csv.DictReader(io.StringIO(data.decode()), delimiter="\t"))
        assert [row[id] for row in rows] == [EVENTS[0].id, EVENTS[1].id]
        assert list(rows[0]) == datasets()[name]["columns"]
        assert sum(out.skipped.values()) == len(ENTRIES) - 2 and any("--all" in reason for reason in out.skipped)
        everything = list(csv.DictReader(io.StringIO(text(name, all=True)), delimiter="\t"))
        assert list(everything[0])[-len(MORE) :] == list(MORE)
        assert {row["Status"] for row in everything} >= {"asserted", "negated", "hypothetical", "future", "historical"}


def test_a_row_of_icews_of_our_own() -> None:
    [row, _] = csv.DictReader(io.StringIO(text("icews")), delimiter="\t")
    assert (row["Event Date"], row["CAMEO Code"], row["Event Text"]) == ("2022-11-11", "080", "Yield")
    assert (row["Source Name"], row["Source Sectors"], row["Source Country"]) == (
        "Georgian troops",
        "Military",
        "Georgia",
    )
    assert (row["Target Name"], row["City"], row["Country"]) == ("Unspecified Actor", "Ergneti", "Georgia")


def test_a_row_of_polecat_of_our_own() -> None:
    [row, _] = csv.DictReader(io.StringIO(text("polecat")), delimiter="\t")
    assert (row["Event Type"], row["Event Mode"], row["Quad Code"]) == ("RETREAT", "withdraw", "MATERIAL COOPERATION")
    assert (row["Actor Country"], row["Actor COW"], row["Primary Actor Sector"]) == ("GEO", "372", "MIL")
    assert row["Recipient Name"] == "None" and row["Version"] == "dragoman"


def test_a_bare_document_without_a_title() -> None:
    document: Document = make_bare("Nothing to see.").document
    [only] = entries_of_dossier(make_bare("Nothing to see."))
    assert only.id == document.id and only.told == "Nothing to see."
    assert evidence("Georgia").rule == "by-hand"
