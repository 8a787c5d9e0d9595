from __future__ import annotations

import datetime
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from dragoman.archive.connection import CONFIG
from dragoman.archive.schema import MIGRATIONS, VERSION
from dragoman.archive.store import Archive
from dragoman.codes import Act, Basis, EventType, Form, Hedge, Modality, NoteKind, SourceGrade, Status
from dragoman.dossier import Dossier
from dragoman.errors import ArchiveError, NotFoundError
from dragoman.records import Actor, Document, Doubt, Event, Evidence, Failure, Note, Span, Statement, day_when

WHY = Evidence(Span(0, 5), "test", "made by hand")


def make_dossier(id: str = "doc-1") -> Dossier:
    day = day_when(datetime.date(2022, 11, 11), Basis.STATED, WHY)
    note = Note(NoteKind.CUT, "Leave a reply", "a comment form")
    document = Document(id, "Envoy: “we met”.", "Talks", None, None, day, None, "en", "0" * 64, (note,))
    envoy = Actor("ac-1", "the envoy", "NOR", "GOV", None, None, None, False, WHY)
    statement = Statement(
        *("st-1", id, envoy, (Span(0, 5),), (), (Span(8, 14),), Form.VERBATIM, Act.SAY, Hedge.REPORTED),
        *(SourceGrade.OFFICE, Status.RETRACTED, Modality.STATED, None, day, None, WHY),
    )
    event = Event(
        *("ev-1", id, EventType.CONSULT, None, (), (envoy,), (), day, None, Status.ASSERTED, Hedge.REPORTED, "st-1"),
        *(1.0, Span(11, 14), (Span(11, 14),), WHY),
    )
    doubt = Doubt("events", WHY)
    return Dossier(document, (day,), (), (envoy,), (statement,), (event,), (), (), (), (doubt,), "en_core_web_md 3.8.0")


def test_a_dossier_comes_back_as_it_was(tmp_path: Path) -> None:
    with Archive(tmp_path / "desk.duckdb") as archive:
        assert archive.keep(make_dossier())
        assert archive.dossier("doc-1") == make_dossier()


def test_reading_the_same_bytes_twice_adds_nothing(tmp_path: Path) -> None:
    with Archive(tmp_path / "desk.duckdb") as archive:
        archive.keep(make_dossier())
        before = archive.counts()
        assert not archive.keep(make_dossier())
        assert archive.counts() == before


def test_a_newer_edition_replaces_its_own_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive(tmp_path / "desk.duckdb") as archive:
        archive.keep(make_dossier())
        monkeypatch.setattr("dragoman.archive.store.program_edition", lambda: "dragoman 9")
        assert archive.keep(make_dossier())
        assert archive.counts()["documents"] == archive.counts()["events"] == 1


def test_records_are_found_by_id(tmp_path: Path) -> None:
    with Archive(tmp_path / "desk.duckdb") as archive:
        archive.keep(make_dossier())
        archive.keep(make_dossier("doc-2"))
        [(table, document, body), *_] = archive.records("ev-1")
        assert (table, document, body["status"]) == ("events", "doc-1", "asserted")
        assert len(archive.records("ac-1")) == 2
        with pytest.raises(NotFoundError, match="ev-none"):
            archive.records("ev-none")
        with pytest.raises(NotFoundError):
            archive.dossier("doc-none")


def test_half_a_dossier_is_never_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive(tmp_path / "desk.duckdb") as archive:
        monkeypatch.setattr("dragoman.archive.coded.event_actor_rows", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            archive.keep(make_dossier())
        assert set(archive.counts().values()) == {0}
        monkeypatch.undo()
        assert archive.keep(make_dossier())


def test_the_last_failure_of_a_source_is_kept(tmp_path: Path) -> None:
    with Archive(tmp_path / "desk.duckdb") as archive:
        archive.record_failure(Failure("a.jsonl line 3", "not JSON"))
        archive.record_failure(Failure("a.jsonl line 3", "no text"))
        assert archive.failures() == [Failure("a.jsonl line 3", "no text")]


def test_a_newer_archive_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "desk.duckdb"
    with Archive(path) as archive:
        archive.keep(make_dossier())
    with duckdb.connect(str(path), config=dict(CONFIG)) as connection:
        connection.execute("UPDATE meta SET value = '99'")
    before = path.read_bytes()
    with pytest.raises(ArchiveError, match=r"newer dragoman.*--desk"):
        Archive(path)
    assert path.read_bytes() == before


def test_an_empty_archive_of_version_nought_is_migrated(tmp_path: Path) -> None:
    path = tmp_path / "desk.duckdb"
    with duckdb.connect(str(path), config=dict(CONFIG)) as connection:
        connection.execute("CREATE TABLE meta (key VARCHAR PRIMARY KEY, value VARCHAR)")
        connection.execute("INSERT INTO meta VALUES ('schema', '0')")
    with Archive(path) as archive:
        assert set(archive.counts().values()) == {0}
    assert len(MIGRATIONS) == VERSION


@pytest.mark.parametrize("content", [b"just some notes\n" * 100, b"\0" * 5000])
def test_a_file_that_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match="--desk"):
        Archive(path)
    assert path.read_bytes() == content


def test_another_duckdb_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE mine (x INTEGER)")
    with pytest.raises(ArchiveError, match="not a dragoman archive"):
        Archive(path)


def test_an_archive_in_use_says_so(tmp_path: Path) -> None:
    path = tmp_path / "desk.duckdb"
    holder = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    with Archive(path):
        pass
    command = [sys.executable, "-c", holder, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        with pytest.raises(ArchiveError, match="open in another program"):
            Archive(path)
        process.communicate()


def test_a_disk_that_fills_up_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "desk.duckdb"
    with Archive(path) as archive:
        archive.keep(make_dossier())
    code = (
        "import resource, sys; from pathlib import Path; from test_store import make_dossier;"
        "from dragoman.archive.store import Archive; from dragoman.errors import ArchiveError\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try:\n    with Archive(Path(sys.argv[1])) as archive: archive.keep(make_dossier('doc-2'))\n"
        "except ArchiveError as error: print(error)"
    )
    command = [sys.executable, "-c", code, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parent)
    assert "The disk is full" in done.stdout and done.stdout.count("\n") == 1
    with Archive(path) as archive:
        assert archive.dossier("doc-1") == make_dossier() and archive.counts()["documents"] == 1


def test_a_missing_archive_is_not_made_by_looking(tmp_path: Path) -> None:
    path = tmp_path / "none.duckdb"
    with pytest.raises(ArchiveError, match="dragoman brief"):
        Archive(path, read_only=True)
    assert not path.exists()
