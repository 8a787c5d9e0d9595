"""``dragoman import`` and ``dragoman export``, and entries of the archive."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from factory import EVENTS, POSITIONS, QUESTIONS, STATEMENTS, make_dossier
from foreign import ICEWS, UCDP, cells, columns, write_csv, write_tab

from dragoman.archive.corrections import Correction, correct
from dragoman.archive.store import Archive
from dragoman.cli import main
from dragoman.errors import NotFoundError
from dragoman.formats.choice import Choice, ids_chosen
from dragoman.formats.datasets import DATASETS
from dragoman.formats.entries import entries_of_archive
from dragoman.formats.entry import Entry
from dragoman.formats.export import FORMATS, exporter
from dragoman.formats.load import import_file
from dragoman.records import make_id

Run = Callable[..., tuple[int, str, str]]
ICEWS_EVENT = make_id("ev", "icews", ICEWS["Event ID"])


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """An archive with the hand-made dossier, an ICEWS event and one without a type, and a UCDP event."""
    path = tmp_path / "desk.duckdb"
    with Archive(path) as archive:
        archive.keep(make_dossier())
        said = cells("icews", ICEWS, Event__ID="2", CAMEO__Code="010", Event__Text="Make statement")
        import_file(
            archive,
            DATASETS["icews"],
            write_tab(tmp_path / "icews.tab", cells("icews", ICEWS), said, header=columns("icews")),
        )
        import_file(archive, DATASETS["ucdp"], write_csv(tmp_path / "ucdp.csv", columns("ucdp"), cells("ucdp", UCDP)))
    return path


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes], desk: Path) -> Run:
    monkeypatch.setenv("DRAGOMAN_DESK", str(desk))

    def program(*arguments: object) -> tuple[int, str, str]:
        from dragoman.settings import load_settings

        load_settings.cache_clear()
        monkeypatch.setattr(sys, "argv", ["dragoman", *map(str, arguments)])
        try:
            main()
            code = 0
        except SystemExit as stop:
            code = int(stop.code or 0)
        said = capfdbinary.readouterr()
        return code, said.out.decode(), said.err.decode()

    return program


def entries(desk: Path, *ids: str) -> list[Entry]:
    with Archive(desk, read_only=True) as archive:
        return list(entries_of_archive(archive, ids))


def chosen(desk: Path, **wanted: object) -> list[str]:
    with Archive(desk, read_only=True) as archive:
        return list(ids_chosen(archive, Choice(**wanted)))  # type: ignore[arg-type]


def test_entries_of_the_archive_are_those_of_the_dossier(desk: Path) -> None:
    from dragoman.formats.entries import entries_of_dossier

    ids = [STATEMENTS[3].id, EVENTS[2].id, POSITIONS[0].id, QUESTIONS[2].id, "doc-1"]
    told = {entry.id: entry for entry in entries_of_dossier(make_dossier())}
    assert entries(desk, *ids) == [told[id] for id in ids]


def test_imported_events_say_whose_word_they_are(desk: Path) -> None:
    [arrest, said, deadly] = entries(desk, ICEWS_EVENT, make_id("ev", "icews", "2"), make_id("ev", "ucdp", UCDP["id"]))
    assert arrest.told == (
        "Police (Kenya) arrested Citizen (Uganda) in Nakuru, Mon 14 Nov 2022 (coded by icews as 173 "
        "“Arrest, detain, or charge with legal action”, row 50000001)"
    )
    assert (arrest.status, arrest.reporting_hedge, arrest.plain, arrest.cameo) == ("asserted", "none", True, "173")
    assert [(party.role, party.country, party.sector) for party in arrest.parties] == [
        ("source", "KEN", "COP"), ("target", "UGA", "CVL"),
    ]  # fmt: skip
    assert arrest.origin and arrest.origin.columns == ICEWS and arrest.outlet == "The Rift Courier"
    assert said.type is None and said.told.startswith("Police (Kenya): Make statement (towards Citizen (Uganda))")
    assert (deadly.first, deadly.dead and (deadly.dead.least, deadly.dead.most), deadly.cameo) == (
        deadly.last and deadly.first,
        (5, 12),
        "190",
    )


def test_events_whose_row_or_data_set_nobody_knows_are_told_too(desk: Path) -> None:
    with Archive(desk) as archive:
        archive.run("UPDATE machine_events SET extra = NULL WHERE id = ?", [ICEWS_EVENT])
        archive.run("UPDATE machine_events SET dataset = 'elsewhere' WHERE dataset = 'ucdp'")
    for entry in entries(desk, *chosen(desk, kinds=("event",))[-3:]):
        assert "coded by" in entry.told
        for name in FORMATS:
            with exporter(name, all=True)(io.BytesIO()) as out:
                out.write(entry)


def test_ids_that_nobody_has(desk: Path) -> None:
    with pytest.raises(NotFoundError, match="No record ev-none"):
        entries(desk, "ev-none")
    with pytest.raises(NotFoundError, match="No document doc-none"):
        entries(desk, "doc-none")


def test_a_corrected_row_goes_out_as_corrected(desk: Path) -> None:
    with Archive(desk) as archive:
        correct(archive, Correction(kind="date", target=ICEWS_EVENT, value="2022-11-13", who="me"))
        stream = io.BytesIO()
        with exporter("icews")(stream) as out:
            for entry in entries_of_archive(archive, [ICEWS_EVENT]):
                out.write(entry)
    [row] = csv.DictReader(io.StringIO(stream.getvalue().decode()), delimiter="\t")
    assert (row["Event Date"], row["CAMEO Code"], row["Source Name"]) == ("2022-11-13", "173", "Police (Kenya)")


@pytest.mark.parametrize(
    ("wanted", "kinds"),
    [
        ({}, {"doc", "st", "ev", "po", "qu"}),
        ({"kinds": ("statement",)}, {"st"}),
        ({"type": ("ASSAULT",)}, {"ev"}),
        ({"dataset": "icews"}, {"ev"}),
        ({"status": ("negated",)}, {"ev"}),
        ({"actor": "GEO"}, {"doc", "st", "ev", "po"}),
        ({"text": "nowhere said"}, set()),
    ],
)
def test_what_is_chosen(desk: Path, wanted: dict[str, object], kinds: set[str]) -> None:
    assert {id.split("-")[0] for id in chosen(desk, **wanted)} == kinds


def test_documents_come_before_their_records_and_imports_last(desk: Path) -> None:
    ids = chosen(desk)
    assert ids[0] == "doc-1" and set(ids[-3:]) == {id for id in ids if id not in _own()}


def _own() -> set[str]:
    dossier = make_dossier()
    nouns = (dossier.statements, dossier.events, dossier.positions, dossier.questions)
    return {"doc-1", *(record.id for records in nouns for record in records)}


def test_import_tells_what_it_did(run: Run, tmp_path: Path) -> None:
    path = write_tab(tmp_path / "more.tab", cells("icews", ICEWS), ["short"], cells("icews", ICEWS, Event__ID="9"),
                     header=columns("icews"))  # fmt: skip
    code, out, err = run("import", "icews", path, "--rejects", tmp_path / "bad.tsv")
    assert code == 0 and f"{path}: 3 rows: 1 new, 0 changed, 1 there already, 1 rejected" in out
    assert "rejected 1×: 1 columns, not 20" in out and "doi:10.7910/DVN/28075" in err
    assert (tmp_path / "bad.tsv").read_text().split("\t")[1:] == ["3", "1 columns, not 20 as in the header", "short\n"]
    code, out, _ = run("import", "icews", path, "--json")
    assert json.loads(out)["there"] == 2 and json.loads(out)["reasons"]


def test_a_file_that_cannot_be_read_does_not_stop_the_others(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.tab").write_text("nothing\tof\tthe kind\n")
    good = write_tab(tmp_path / "good.tab", cells("icews", ICEWS, Event__ID="77"), header=columns("icews"))
    code, out, err = run("import", "icews", tmp_path / "bad.tab", good)
    assert code == 2 and "1 new" in out and "Not one row of" in err and "3 columns, not 20" in err


def test_import_of_an_unknown_data_set(run: Run, tmp_path: Path) -> None:
    code, _, err = run("import", "gtd", tmp_path / "x")
    assert code == 2 and "There is no data set 'gtd'" in err


def test_export_to_a_file_and_to_standard_output(run: Run, tmp_path: Path) -> None:
    code, out, err = run("export", "icews", "--dataset", "icews")
    assert code == 0 and "2 records written." in err
    lines = [line.split("\t") for line in out.splitlines()]
    assert lines[0] == columns("icews") and sorted(lines[1:])[1] == cells("icews", ICEWS)
    code, out, _ = run("export", "csv", "--out", tmp_path / "all" / "x.csv", "--json")
    told = json.loads(out)
    assert told["written"] == len(_own()) + 3 and told["skipped"] == {}
    assert not list((tmp_path / "all").glob("*.part"))


def test_export_says_what_it_left_out(run: Run, tmp_path: Path) -> None:
    _, _, err = run("export", "polecat", "--out", tmp_path / "x.txt")
    assert "left out: events told by somebody, hedged or not asserted need --all" in err
    assert "1 left out: events without a PLOVER type are no rows of POLECAT" in err


def test_a_vault_is_a_folder_or_a_zip(run: Run, tmp_path: Path) -> None:
    run("export", "obsidian", "--out", tmp_path / "vault", "--kind", "event")
    assert list((tmp_path / "vault" / "Events").glob("*.md"))
    run("export", "obsidian", "--out", tmp_path / "vault.zip", "--kind", "event")
    assert (tmp_path / "vault.zip").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("xls",), "There is no format 'xls'"),
        (("icews", "--kind", "statement"), "ICEWS has no room for statement; it has for event."),
        (("csv", "--near", "Nowhereburg"), "No place is known as"),
        (("csv", "--since", "soon"), "is no date"),
        (("csv", "--out", "/dev/null/x.csv"), "could not be written to /dev/null/x.csv"),
    ],
)
def test_what_makes_no_sense_is_one_line(run: Run, arguments: tuple[str, ...], message: str) -> None:
    code, _, err = run("export", *arguments)
    assert code == 2 and message in err and len(err.strip().splitlines()) == 1


@pytest.mark.shared
def test_the_icews_sample_comes_back_cell_by_cell(shared: Path, tmp_path: Path) -> None:
    sample = shared / "data" / "icews_2018_sample.tab"
    with Archive(tmp_path / "sample.duckdb") as archive:
        tally = import_file(archive, DATASETS["icews"], sample)
        assert (tally.rows, tally.added, tally.rejected) == (3705, 3705, 0)
        assert import_file(archive, DATASETS["icews"], sample).added == 0
        stream = io.BytesIO()
        with exporter("icews")(stream) as out:
            for entry in entries_of_archive(archive, ids_chosen(archive, Choice(kinds=("event",)))):
                out.write(entry)
    came, went = sample.read_bytes().splitlines(), stream.getvalue().splitlines()
    assert came[0] == went[0] and sorted(came) == sorted(went)


@pytest.mark.shared
def test_the_ucdp_sample_comes_in_whole(shared: Path, tmp_path: Path) -> None:
    with Archive(tmp_path / "sample.duckdb") as archive:
        tally = import_file(archive, DATASETS["ucdp"], shared / "data" / "ucdp_ged_syria.csv")
        assert (tally.rows, tally.added) == (16566, 16566)
