from __future__ import annotations

import dataclasses
import datetime
from dataclasses import replace

import pyarrow as pa
import pytest
from factory import BERIDZE, DENIAL, DRONES, EVENTS, GEORGIA, MOSCOW, POSITIONS, TROOPS, make_dossier

from dragoman.archive.corrections import Correction, correct, log, undo
from dragoman.archive.filters import ActorFilter, EventFilter, StatementFilter
from dragoman.archive.query import actors, events, statements
from dragoman.archive.store import Archive
from dragoman.dossier import Dossier
from dragoman.errors import NotFoundError, RequestError
from dragoman.records import Span

WITHDRAWAL = EVENTS[0]
CROSSING = EVENTS[2]


def put_right(archive: Archive, kind: str, target: str, value: object = None) -> str:
    return correct(archive, Correction(kind=kind, target=target, value=value, who="an analyst", note="checked"))


def event(archive: Archive, id: str = WITHDRAWAL.id) -> object:
    [row] = events(archive, EventFilter(ids=(id,))).rows
    return row


@pytest.mark.parametrize(
    ("kind", "target", "value", "field", "now"),
    [
        ("type", WITHDRAWAL.id, "MOBILIZE", "type", "MOBILIZE"),
        ("status", WITHDRAWAL.id, "negated", "status", "negated"),
        ("hedge", WITHDRAWAL.id, "rumoured", "reporting_hedge", "rumoured"),
        ("date", WITHDRAWAL.id, "2022-10", "last", datetime.date(2022, 10, 31)),
        ("date", WITHDRAWAL.id, "2022-10-03/2022-10-05", "first", datetime.date(2022, 10, 3)),
        ("date", WITHDRAWAL.id, None, "first", None),
        ("place", WITHDRAWAL.id, "Kherson", "country", "UKR"),
        ("place", WITHDRAWAL.id, {"name": "A mill", "lat": 1.5, "lon": 2.5}, "lat", 1.5),
        ("place", WITHDRAWAL.id, None, "place", None),
        ("source", WITHDRAWAL.id, "RUS MIL", "source", "Russia (MIL)"),
        ("target", WITHDRAWAL.id, ["Georgia", {"name": "A village", "country": "GEO"}], "target", "Georgia; A village"),
        ("mode", CROSSING.id, "artillery", "mode", "artillery"),
    ],
)
def test_a_field_is_put_right_and_taken_back(
    archive: Archive, kind: str, target: str, value: object, field: str, now: object
) -> None:
    before = archive.dossier("doc-1")
    id = put_right(archive, kind, target, value)
    row = event(archive, target)
    assert getattr(row, field) == now and row.corrected
    assert archive.dossier("doc-1") != before
    undo(archive, id)
    assert archive.dossier("doc-1") == before == make_dossier()
    assert not event(archive, target).corrected


def test_the_order_of_a_dossier_does_not_change(archive: Archive) -> None:
    put_right(archive, "status", CROSSING.id, "negated")
    put_right(archive, "speaker", DENIAL.id, "Norway")
    now = archive.dossier("doc-1")
    assert [e.id for e in now.events] == [e.id for e in EVENTS]
    assert [s.id for s in now.statements] == [s.id for s in make_dossier().statements]
    assert now.statements[4].speaker is not None and now.statements[4].speaker.country == "NOR"


def test_what_is_wrong_is_gone_and_nothing_points_to_it(archive: Archive) -> None:
    id = put_right(archive, "wrong", DRONES.id)
    now = archive.dossier("doc-1")
    assert DRONES.id not in {s.id for s in now.statements}
    assert all(e.reported_in != DRONES.id for e in now.events)
    with pytest.raises(NotFoundError):
        archive.records(DRONES.id)
    undo(archive, id)
    assert archive.dossier("doc-1") == make_dossier()


def test_a_question_that_is_wrong_takes_its_answers_along(archive: Archive) -> None:
    put_right(archive, "wrong", make_dossier().questions[0].id)
    now = archive.dossier("doc-1")
    assert len(now.questions) == 2 and now.explanations == ()


def test_two_corrections_of_one_record_both_hold(archive: Archive) -> None:
    first = put_right(archive, "date", WITHDRAWAL.id, "2022-11-10")
    put_right(archive, "place", WITHDRAWAL.id, "Gori")
    row = event(archive)
    assert (row.first, row.place) == (datetime.date(2022, 11, 10), "Gori")
    undo(archive, first)
    row = event(archive)
    assert (row.first, row.place) == (WITHDRAWAL.when.first, "Gori")


def test_actors_are_merged_everywhere_and_parted_again(archive: Archive) -> None:
    id = put_right(archive, "merge-actors", TROOPS.id, GEORGIA.id)
    now = archive.dossier("doc-1")
    assert now.events[0].source[0].id == GEORGIA.id and now.events[0].source[0].evidence == TROOPS.evidence
    assert TROOPS.id not in {actor.id for actor in now.actors}
    assert actors(archive, ActorFilter(ids=(TROOPS.id,))).total == 0
    assert event(archive).source == "Georgia"
    undo(archive, id)
    assert archive.dossier("doc-1") == make_dossier()


def test_a_split_holds_in_its_documents_only(archive: Archive) -> None:
    put_right(archive, "split-actor", BERIDZE.id, {"into": "Another Beridze", "documents": ["doc-2"]})
    assert archive.dossier("doc-1") == make_dossier()
    spans = [[DENIAL.evidence.span.start, DENIAL.evidence.span.end]]
    put_right(archive, "split-actor", BERIDZE.id, {"into": "Another Beridze", "documents": ["doc-1"]})
    assert statements(archive, StatementFilter(speaker="Another Beridze")).total == 2
    assert spans


def test_an_event_is_added_by_hand(archive: Archive) -> None:
    told = {"table": "events", "type": "AID", "source": "NOR", "target": "Georgia", "date": "2022-11-12",
            "place": "Gori", "words": "Fuel had run short for weeks."}  # fmt: skip
    id = put_right(archive, "add", "doc-1", told)
    now = archive.dossier("doc-1")
    assert now.events[:-1] == make_dossier().events
    assert (now.events[-1].type, now.events[-1].source[0].country) == ("AID", "NOR")
    assert events(archive, EventFilter(type="AID", actor="NOR")).total == 1
    again = put_right(archive, "date", now.events[-1].id, "2022-11-13")
    assert event(archive, now.events[-1].id).first == datetime.date(2022, 11, 13)
    undo(archive, again)
    undo(archive, id)
    assert archive.dossier("doc-1") == make_dossier()


def test_a_statement_is_added_by_hand(archive: Archive) -> None:
    put_right(archive, "add", "doc-1", {"table": "statements", "speaker": "Georgia", "words": "Fuel had run short"})
    assert statements(archive, StatementFilter(text="fuel", corrected=True)).total == 1


def test_the_day_of_a_report_moves_what_has_no_day_of_its_own(archive: Archive) -> None:
    put_right(archive, "date", "doc-1", "2022-11-20")
    undated = events(archive, EventFilter(type="SANCTION", since=datetime.date(2022, 11, 20)))
    assert undated.total == 1
    assert archive.dossier("doc-1").document.published.first == datetime.date(2022, 11, 20)


def newer(monkeypatch: pytest.MonkeyPatch, archive: Archive, dossier: Dossier, edition: str = "dragoman 9") -> None:
    monkeypatch.setattr("dragoman.archive.store.program_edition", lambda: edition)
    assert archive.keep(dossier)


def test_corrections_survive_a_newer_reading(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    put_right(archive, "date", WITHDRAWAL.id, "2022-11-10")
    put_right(archive, "merge-actors", MOSCOW.id, "Norway")
    put_right(archive, "wrong", POSITIONS[1].id)
    put_right(archive, "add", "doc-1", {"table": "statements", "speaker": "Georgia", "words": "Fuel had run short"})
    before = archive.dossier("doc-1")
    newer(monkeypatch, archive, make_dossier())
    assert archive.dossier("doc-1") == before


def test_a_record_is_found_again_under_another_id(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    put_right(archive, "date", WITHDRAWAL.id, "2022-11-10")
    renamed = tuple(replace(e, id=f"{e.id}-new") for e in EVENTS)
    newer(monkeypatch, archive, make_dossier(events=renamed))
    assert event(archive, f"{WITHDRAWAL.id}-new").first == datetime.date(2022, 11, 10)
    assert log(archive)[0].found


def test_a_record_is_found_again_where_the_text_moved(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    put_right(archive, "status", WITHDRAWAL.id, "negated")
    moved = Span(WITHDRAWAL.evidence.span.start + 40, WITHDRAWAL.evidence.span.end + 40)
    dossier = make_dossier()
    document = replace(dossier.document, text="x" * 38 + "\n\n" + dossier.document.text)
    shifted = replace(
        WITHDRAWAL, id="ev-shifted", trigger=moved, mentions=(moved,), evidence=replace(WITHDRAWAL.evidence, span=moved)
    )
    newer(monkeypatch, archive, make_dossier(document=document, events=(shifted,)))
    assert event(archive, "ev-shifted").status == "negated"


def test_the_log_says_when_a_record_is_gone(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    id = put_right(archive, "date", WITHDRAWAL.id, "2022-11-10")
    newer(monkeypatch, archive, make_dossier(events=EVENTS[3:]))
    [told] = log(archive)
    assert not told.found and told.words == "withdrew from"
    newer(monkeypatch, archive, make_dossier(), "dragoman 10")
    assert log(archive)[0].found and event(archive).first == datetime.date(2022, 11, 10)
    undo(archive, id)
    assert archive.dossier("doc-1") == make_dossier()


def test_an_imported_event_is_put_right(archive: Archive) -> None:
    row = {"id": ["ev-i"], "type": ["ASSAULT"], "status": ["asserted"], "reporting_hedge": ["none"], "source": ["Norway"],
           "source_codes": [["NOR"]], "first": [datetime.date(2020, 1, 1)], "dataset": ["ICEWS"], "dataset_row": ["7"],
           "words": ["Use of force"], "reported": [datetime.date(2020, 1, 2)], "extra": ['{"a": 1}']}  # fmt: skip
    archive.bulk("events", pa.table(row))
    before = archive.rows("SELECT * FROM events WHERE id = 'ev-i'")
    id = put_right(archive, "type", "ev-i", "CONSULT")
    [now] = events(archive, EventFilter(dataset="ICEWS")).rows
    assert (now.type, now.words, now.document, now.corrected) == ("CONSULT", "Use of force", None, True)
    assert archive.rows("SELECT extra FROM events WHERE id = 'ev-i'") == [('{"a": 1}',)]
    undo(archive, id)
    assert archive.rows("SELECT * FROM events WHERE id = 'ev-i'") == before


@pytest.mark.parametrize(
    ("kind", "target", "value", "error"),
    [
        ("colour", WITHDRAWAL.id, "red", RequestError),
        ("type", WITHDRAWAL.id, "PARTY", RequestError),
        ("speaker", WITHDRAWAL.id, "Norway", RequestError),
        ("date", WITHDRAWAL.id, "someday", RequestError),
        ("date", WITHDRAWAL.id, "2022-11-10/2022-11-01", RequestError),
        ("date", "ev-none", "2022", NotFoundError),
        ("place", WITHDRAWAL.id, "Nowhereville-on-Sea", NotFoundError),
        ("merge-actors", GEORGIA.id, GEORGIA.id, RequestError),
        ("merge-actors", GEORGIA.id, "ac-none", NotFoundError),
        ("split-actor", GEORGIA.id, "x", RequestError),
        ("merge-events", WITHDRAWAL.id, "ev-none", NotFoundError),
        ("add", "doc-1", {"table": "colours"}, RequestError),
        ("add", "doc-1", {"table": "events", "type": "PARTY"}, RequestError),
        ("add", "doc-1", {"table": "events", "type": "AID", "status": "odd"}, RequestError),
        ("mode", WITHDRAWAL.id, ["x"], RequestError),
    ],
)
def test_what_makes_no_sense_changes_nothing(
    archive: Archive, kind: str, target: str, value: object, error: type[Exception]
) -> None:
    with pytest.raises(error):
        put_right(archive, kind, target, value)
    assert archive.dossier("doc-1") == make_dossier() and log(archive) == []


def test_the_log_keeps_who_when_and_why(archive: Archive) -> None:
    id = put_right(archive, "date", WITHDRAWAL.id, "2022-11-10")
    undo(archive, id)
    [told] = log(archive)
    assert (told.who, told.note, told.undone_at is not None) == ("an analyst", "checked", True)
    assert log(archive, undone=False) == [] and dataclasses.is_dataclass(told)
    with pytest.raises(NotFoundError):
        undo(archive, id)
