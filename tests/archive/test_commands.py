"""What the commands that ask and correct print."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from factory import EVENTS

from dragoman.archive.store import Archive
from dragoman.cli import main
from dragoman.records import Failure

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    desk = tmp_path / "desk.duckdb"
    shutil.copy(template, desk)

    def program(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["dragoman", *map(str, arguments), "--desk", str(desk)])
        try:
            main()
            code = 0
        except SystemExit as stop:
            code = int(stop.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return program


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("events", "--type", "retreat,consult", "--since", "2022-10", "--status", "asserted"), {"RETREAT"}),
        (("events", "--near", "Gori:30km"), {"RETREAT"}),
        (("events", "--source", "GEO MIL"), {"RETREAT"}),
        (("events", "--text", "drones", "--hedge", "reported"), {"ASSAULT"}),
    ],
)
def test_events_are_printed_as_json_and_csv(run: Run, arguments: tuple[str, ...], found: set[str]) -> None:
    code, out, _ = run(*arguments, "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0 and {row["type"] for row in rows} == found
    code, out, _ = run(*arguments, "--csv")
    assert [row["id"] for row in csv.DictReader(io.StringIO(out))] == [row["id"] for row in rows]


def test_people_see_what_is_not_plainly_so(run: Run) -> None:
    code, out, _ = run("events", "--limit", "0")
    assert code == 0 and "7 events" in out
    for mark in ("[negated]", "[reported]", "[future]", "[hypothetical]", "≤2022-11-14"):
        assert mark in out
    _, out, _ = run("statements", "--speaker", "Irakli Maisaia")
    assert "[retracted]" in out and "1–1 of 1 statements" in out
    _, out, _ = run("positions", "--conditional")
    assert "on 2 conditions" in out
    _, out, _ = run("documents", "--outlet", "valley")
    assert "A Bridge and a Valley" in out
    _, out, _ = run("search", "Enguri bridge")
    assert "Enguri bridge" in " ".join(out.split())
    _, out, _ = run("events", "--actor", "CHN")
    assert "No events fit." in out


def test_sql(run: Run) -> None:
    assert json.loads(run("sql", "SELECT count(*) AS n FROM events", "--json")[1]) == {"n": 7}
    assert run("sql", "SELECT 1 AS a, 'x' AS b", "--csv")[1] == "a,b\n1,x\n"
    assert "RETREAT" in run("sql", "SELECT type FROM events")[1]
    code, out, err = run("sql", "DELETE FROM machine_events")
    assert (code, out) == (2, "") and "refused" in err and "Traceback" not in err


def test_failures(run: Run, tmp_path: Path) -> None:
    assert "Nothing has failed" in run("failures")[1]
    with Archive(tmp_path / "desk.duckdb") as archive:
        archive.record_failure(Failure("rows.jsonl line 3", "is broken JSON"))
    assert "rows.jsonl line 3" in run("failures")[1]
    assert json.loads(run("failures", "--json")[1]) == {"source": "rows.jsonl line 3", "reason": "is broken JSON"}
    assert run("failures", "--csv")[1].splitlines()[0] == "source,reason"


def test_a_correction_and_back(run: Run) -> None:
    id = EVENTS[0].id
    made = json.loads(
        run("correct", id, "date", "2022-11-09", "--who", "an analyst", "--note", "the ministry", "--json")[1]
    )
    assert '"first": "2022-11-09"' in run("events", "--type", "RETREAT", "--json")[1]
    assert "put right by an analyst" in run("show", id)[1]
    assert "the ministry" in run("correct", "--log")[1]
    assert run("correct", "--undo", made["correction"])[0] == 0
    assert "(taken back)" in run("correct", "--log")[1] and "put right" not in run("show", id)[1]
    assert json.loads(run("correct", "--log", "--json")[1])["undone_at"]
    for arguments in (
        ("correct",),
        ("correct", id, "colour", "red"),
        ("correct", id, "place", "{"),
        ("correct", "x", "wrong"),
    ):
        code, out, err = run(*arguments)
        assert (code, out) == (2, "") and err.count("\n") == 1


def test_what_makes_no_sense_is_one_red_line(run: Run) -> None:
    for arguments in (
        ("events", "--since", "soon"), ("events", "--near", "Nowhereville-on-Sea"), ("events", "--sort", "colour"),
        ("search", "the"), ("show", "same-000000000000"), ("show", "ev-none"),
    ):  # fmt: skip
        code, out, err = run(*arguments)
        assert (code, out) == (2, "") and err.count("\n") == 1 and "Traceback" not in err, arguments
