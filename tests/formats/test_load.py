"""Whole files into the archive: each row once, bad lines apart, nothing stops the rest."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from foreign import ACLED, GDELT, ICEWS, PHOENIX, POLECAT, UCDP, cells, columns, write_csv, write_tab

from dragoman.archive.store import Archive
from dragoman.errors import SourceError
from dragoman.formats.datasets import DATASETS
from dragoman.formats.load import Tally, import_file


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "desk.duckdb") as opened:
        yield opened


def brought_in(archive: Archive, name: str, path: Path, **options: object) -> Tally:
    return import_file(archive, DATASETS[name], path, **options)  # type: ignore[arg-type]


def icews_file(path: Path, *numbers: int, **changes: str) -> Path:
    lines = [cells("icews", ICEWS, Event__ID=str(number), **changes) for number in numbers]
    return write_tab(path, *lines, header=columns("icews"))


def test_a_file_comes_in_once(archive: Archive, tmp_path: Path) -> None:
    path = icews_file(tmp_path / "a.tab", 1, 2, 3)
    assert brought_in(archive, "icews", path) == Tally(rows=3, added=3)
    assert brought_in(archive, "icews", path) == Tally(rows=3, there=3)
    query = "SELECT count(*), count(DISTINCT id) FROM events"
    assert archive.rows(query) == [(3, 3)]
    assert archive.rows("SELECT count(*) FROM event_actors") == [(6,)]
    assert [row[0] for row in archive.rows("SELECT added FROM imports")] == [3, 0]


def test_what_an_event_is_asked_for_by(archive: Archive, tmp_path: Path) -> None:
    brought_in(archive, "icews", icews_file(tmp_path / "a.tab", 1), version="2023")
    [row] = archive.rows(
        "SELECT type, mode, contexts, status, reporting_hedge, source_codes[2:], target_country, country, dataset,"
        " dataset_row, code, words, document FROM events"
    )
    codes = ["KEN", "COP", "KEN COP"]
    assert row == (
        "COERCE", "arrest", ["legal"], "asserted", "none", codes, "UGA", "KEN", "icews", "1", "173",
        "Arrest, detain, or charge with legal action", None,
    )  # fmt: skip
    [[extra]] = archive.rows("SELECT extra FROM events")
    assert json.loads(extra) == {"version": "2023", "cells": cells("icews", ICEWS, Event__ID="1")}


def test_a_row_that_its_data_set_has_changed_is_replaced(archive: Archive, tmp_path: Path) -> None:
    brought_in(archive, "icews", icews_file(tmp_path / "a.tab", 1, 2))
    later = brought_in(archive, "icews", icews_file(tmp_path / "b.tab", 2, 3, CAMEO__Code="190"))
    assert (later.added, later.changed, later.there) == (1, 1, 0)
    assert archive.rows("SELECT dataset_row, code FROM events ORDER BY 1") == [("1", "173"), ("2", "190"), ("3", "190")]
    assert archive.rows("SELECT count(*) FROM event_actors") == [(6,)]


def test_bad_lines_are_reported_and_the_rest_goes_on(archive: Archive, tmp_path: Path) -> None:
    good = "\t".join(cells("gdelt2", GDELT)).encode()
    other = "\t".join(cells("gdelt2", GDELT, GLOBALEVENTID="2")).encode()
    path = tmp_path / "a.export.CSV"
    path.write_bytes(
        good + b"\n" + good[:100] + b"\n\nK\xf6ln\t\n" + other.replace(b"20221114", b"20221199") + b"\n" + other
    )
    report = io.BytesIO()
    tally = brought_in(archive, "gdelt2", path, rejects=report)
    assert (tally.rows, tally.added, tally.rejected) == (5, 2, 3)
    told = archive.rows("SELECT line, reason FROM rejects ORDER BY line")
    assert [line for line, _ in told] == [2, 4, 5]
    assert told[1][1] == "not UTF-8" and told[2][1] == "SQLDATE is not a day: '20221199'"
    lines = report.getvalue().split(b"\n")
    assert lines[1].split(b"\t", 3)[1:] == [b"4", b"not UTF-8", b"K\xf6ln\t"]
    brought_in(archive, "gdelt2", path)
    assert archive.rows("SELECT count(*) FROM rejects") == [(3,)]


def test_two_rows_of_one_id_are_one_only_where_they_are_equal(archive: Archive, tmp_path: Path) -> None:
    line = cells("icews", ICEWS)
    path = write_tab(tmp_path / "a.tab", line, line, cells("icews", ICEWS, Intensity="1"), header=columns("icews"))
    tally = brought_in(archive, "icews", path)
    assert (tally.rows, tally.added, tally.rejected) == (3, 1, 1)
    assert archive.rows("SELECT reason FROM rejects") == [
        ("row 50000001 stands in the file twice with other contents",)
    ]


def test_rows_are_the_same_however_many_are_written_at_once(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.formats.load.BATCH", 2)
    heard: list[int] = []
    path = icews_file(tmp_path / "a.tab", *range(7), 3)
    tally = brought_in(archive, "icews", path, tell=lambda tally, position: heard.append(tally.rows))
    assert (tally.rows, tally.added, tally.rejected) == (8, 7, 0)
    assert (
        len(heard) == 4
        and heard == sorted(heard)
        and heard[-1] == 8
        and archive.rows("SELECT count(*) FROM events") == [(7,)]
    )


@pytest.mark.parametrize("packed", ["zip", "gz"])
def test_packed_files(archive: Archive, tmp_path: Path, packed: str) -> None:
    text = "\t".join(cells("gdelt2", GDELT)) + "\n"
    path = tmp_path / f"20221114120000.export.CSV.{packed}"
    if packed == "zip":
        with zipfile.ZipFile(path, "w") as archived:
            archived.writestr("20221114120000.export.CSV", text)
    else:
        path.write_bytes(gzip.compress(text.encode()))
    assert brought_in(archive, "gdelt2", path).added == 1


@pytest.mark.parametrize("content", [b"PK\x03\x04 not a zip after all", b""])
def test_files_without_one_good_row(archive: Archive, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=r"Not one row of .*a\.zip could be read as gdelt2"):
        brought_in(archive, "gdelt2", path)


def test_a_file_cut_short_and_a_missing_one(archive: Archive, tmp_path: Path) -> None:
    lines = [cells("gdelt2", GDELT, GLOBALEVENTID=str(number)) for number in range(3000)]
    whole = write_tab(tmp_path / "a.CSV", *lines).read_bytes()
    (tmp_path / "cut.gz").write_bytes(gzip.compress(whole)[:-2000])
    with pytest.raises(SourceError, match="cannot be read to its end"):
        brought_in(archive, "gdelt2", tmp_path / "cut.gz")
    with pytest.raises(SourceError, match="missing"):
        brought_in(archive, "gdelt2", tmp_path / "missing.CSV")


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_quoted_files_may_hold_line_breaks_and_either_separator(
    archive: Archive, tmp_path: Path, delimiter: str
) -> None:
    note = f'First line,{delimiter} "so they say"\nsecond line'
    path = write_csv(tmp_path / "a.csv", columns("acled"), cells("acled", ACLED, notes=note), delimiter=delimiter)
    assert brought_in(archive, "acled", path).added == 1
    assert archive.rows("SELECT words FROM events") == [(note,)]


def test_a_quotation_mark_too_many_costs_one_row_only(archive: Archive, tmp_path: Path) -> None:
    lines = [cells("acled", ACLED, event_id_cnty=f"KEN{number}", notes="plain") for number in range(200)]
    path = write_csv(tmp_path / "a.csv", columns("acled"), *lines)
    text = path.read_text("utf-8").split("\n")
    text[20] = text[20].replace("plain", '"plain')
    text[90] = text[90].replace("plain", 'pl"ain')
    path.write_text("\n".join(text), encoding="utf-8")
    tally = brought_in(archive, "acled", path)
    assert (tally.rows, tally.added, tally.rejected) == (200, 198, 2)
    assert [row[0] for row in archive.rows("SELECT line FROM rejects ORDER BY line")] == [21, 91]


def test_columns_that_nobody_knows_are_kept_too(archive: Archive, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [*columns("ucdp"), "newer"], [*cells("ucdp", UCDP), "kept"])
    brought_in(archive, "ucdp", path)
    [[extra]] = archive.rows("SELECT extra FROM events")
    assert json.loads(extra)["others"] == {"newer": "kept"}


def test_cells_come_back_as_they_were_whatever_stands_in_them(archive: Archive, tmp_path: Path) -> None:
    odd = 'a "quoted" \\ back\x1fslash \x00 ‮ \U0001f600'
    brought_in(archive, "icews", icews_file(tmp_path / "a.tab", 1, Publisher=odd))
    [[extra]] = archive.rows("SELECT extra FROM events")
    assert json.loads(extra)["cells"] == cells("icews", ICEWS, Event__ID="1", Publisher=odd)


def test_every_data_set_comes_into_one_table(archive: Archive, tmp_path: Path) -> None:
    write_tab(tmp_path / "polecat", cells("polecat", POLECAT), header=[*columns("polecat"), "Unnamed: 40"])
    write_tab(tmp_path / "gdelt1", cells("gdelt1", GDELT)[:57])
    write_tab(tmp_path / "gdelt2", cells("gdelt2", GDELT))
    write_tab(tmp_path / "phoenix", cells("phoenix", PHOENIX))
    write_tab(tmp_path / "petrarch", ["20221114", "GEOGOV", "RUS", "036"], ["20221114", "GEOGOV", "RUS", "010"])
    write_csv(tmp_path / "ucdp", columns("ucdp"), cells("ucdp", UCDP))
    write_csv(tmp_path / "acled", columns("acled"), cells("acled", ACLED))
    icews_file(tmp_path / "icews", 1)
    for name in DATASETS:
        tally = brought_in(archive, name, tmp_path / name)
        assert tally.added == tally.rows == (2 if name == "petrarch" else 1), name
    counted = archive.rows("SELECT count(*), count(DISTINCT dataset), count(type), count(first) FROM events")
    assert counted == [(9, 8, 8, 9)]  # 010, a public statement, has no PLOVER type


def test_an_import_that_is_broken_off_goes_on_where_it_was(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.formats.load.BATCH", 2)
    path = icews_file(tmp_path / "a.tab", *range(5))

    def stop(tally: Tally, position: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        brought_in(archive, "icews", path, tell=stop)
    assert archive.rows("SELECT count(*) FROM events") == [(2,)]
    tally = brought_in(archive, "icews", path)
    assert (tally.added, tally.there) == (3, 2)
    assert archive.rows("SELECT count(*), count(DISTINCT event) FROM event_actors") == [(10, 5)]


def test_what_was_read_of_a_broken_file_is_kept(archive: Archive, tmp_path: Path) -> None:
    lines = [cells("gdelt2", GDELT, GLOBALEVENTID=str(number)) for number in range(3000)]
    whole = gzip.compress(write_tab(tmp_path / "a.CSV", *lines).read_bytes())
    (tmp_path / "cut.gz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(SourceError, match="cannot be read to its end"):
        brought_in(archive, "gdelt2", tmp_path / "cut.gz")
    [[kept]] = archive.rows("SELECT count(*) FROM events")
    assert 100 < kept < 3000


def test_the_middle_of_a_country_is_no_point(archive: Archive, tmp_path: Path) -> None:
    whole = {"ActionGeo_Type": "1", "ActionGeo_FullName": "Ukraine", "ActionGeo_Lat": "49", "ActionGeo_Long": "32"}
    brought_in(archive, "gdelt2", write_tab(tmp_path / "a.CSV", cells("gdelt2", GDELT | whole)))
    assert archive.rows("SELECT place, country, lat, lon FROM events") == [("Ukraine", "UKR", None, None)]
