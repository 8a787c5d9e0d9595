from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.archive.store import Archive
from dragoman.cli import app
from dragoman.dossier import make_dossiers
from dragoman.errors import DragomanError, RequestError
from tests.conftest import make_document

REPORT = "The rains are late. Will Ethiopia withdraw its troops from Eritrea within a year?"


def run(desk: Path, *words: str) -> str:
    done = CliRunner().invoke(app, [*words, "--desk", str(desk)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.model
def test_from_a_report_to_a_forecast(tmp_path: Path) -> None:
    desk = tmp_path / "desk.duckdb"
    document = make_document(REPORT, "2999-03-01")
    silent = make_document("The rains are late.", "2999-03-02")
    with Archive(desk) as archive:
        for dossier in make_dossiers([document, silent]):
            archive.keep(dossier)
    assert "gives no draft" in run(desk, "questions", "--draft", silent.id)
    [drafted] = [json.loads(line) for line in run(desk, "questions", "--draft", document.id, "--json").splitlines()]
    id = drafted["id"]
    assert drafted["state"] == "draft" and drafted["asked_in"].startswith("qu-")
    assert "open" in run(desk, "questions", id, "--confirm", "--closes", "2999-08", "--who", "Ada")
    assert "troops-withdrawn" in run(desk, "forecast", id)
    assert "40%" in run(desk, "forecast", id, "0.4", "--because", "they said so", "--who", "Ada", "--mix")
    shown = json.loads(run(desk, "forecast", id, "--json"))
    assert shown["outlook"]["people"] == pytest.approx(0.4) and len(shown["base_rates"]) == 1
    assert "settles" in run(desk, "resolve", id)
    run(desk, "resolve", id, "--yes", "--because", "the last lorry is home", "--who", "Ada")
    assert "yes" in run(desk, "questions", "--state", "resolved")
    assert "disputed" in run(desk, "resolve", id, "--dispute", "--because", "one post is still held")
    assert "No forecast can be scored yet" in run(desk, "score")
    assert "they said so" in run(desk, "score", "--dump", "csv")
    copy = tmp_path / "questions.jsonl"
    copy.write_text(run(desk, "questions", "--dump"), encoding="utf-8")
    assert id in run(tmp_path / "other.duckdb", "questions", "--load", str(copy))


@pytest.mark.model
def test_a_later_report_settles_a_question_where_one_lets_it(tmp_path: Path) -> None:
    desk = tmp_path / "desk.duckdb"
    asked = make_document(REPORT, "2999-03-01")
    later = make_document("Ethiopia withdrew its troops from Eritrea on Monday.", "2999-04-02")
    with Archive(desk) as archive:
        for dossier in make_dossiers([asked, later]):
            archive.keep(dossier)
    run(desk, "questions", "--draft", asked.id)
    id = json.loads(run(desk, "questions", "--json"))["id"]
    run(desk, "questions", id, "--confirm")
    told = run(desk, "resolve")
    assert "proposed: yes" in told and "withdrew its troops" in told
    assert "open" in run(desk, "questions", id)
    run(desk, "resolve", id, "--yes", "--who", "Ada")
    told = run(desk, "questions", id)
    assert "resolved yes" in told and "told-outright" in told
    run(desk, "resolve", id, "--reopen", "--because", "to see what happens without me")
    run(desk, "resolve", "--automatic", "0.95")
    assert "resolved yes" in run(desk, "questions", id)


def test_what_makes_no_sense_is_refused(tmp_path: Path) -> None:
    desk = tmp_path / "desk.duckdb"
    Archive(desk).__exit__()
    for words in (["questions", "--state", "lost"], ["questions", "--confirm"], ["resolve", "--yes"]):
        with pytest.raises(RequestError):
            run(desk, *words)
    assert "No questions yet" in run(desk, "questions")
    words = ["questions", "--text", "Will the ferry run?", "--closes", "2999", "--event", "COERCE", "--source", "Kenya"]
    told = run(desk, *words, "--criterion", "A report says so.", "--confirm")
    id = told.split()[0]
    assert " open " in told and "COERCE, Kenya to anyone" in told
    for words in (
        ["questions", id, "--event", "QUARREL"],
        ["questions", "--text", "Will it?"],
        ["forecast", id, "70", "--because", "so"],
        ["forecast", id, "often", "--because", "so"],
        ["forecast", id, "nan", "--because", "so"],
        ["forecast", id, "0.7", "--because", "so", "--evidence", "ev-none"],
        ["resolve", id, "--yes", "--dispute", "--because", "so"],
        ["resolve", id, "--yes"],
        ["resolve", id, "--yes", "--because", "so", "--on", "2998"],
        ["resolve", "--automatic", "3"],
        ["questions", "--load", str(tmp_path)],
    ):
        with pytest.raises(DragomanError):
            run(desk, *words)
    assert "70%" in run(desk, "forecast", id, "70 %", "--because", "so")
    empty = tmp_path / "empty.csv"
    empty.write_text("", encoding="utf-8")
    with pytest.raises(RequestError, match="no question"):
        run(desk, "questions", "--load", str(empty), "--form", "csv")
    log = tmp_path / "log.csv"
    log.write_text(run(desk, "score", "--dump", "csv"), encoding="utf-8")
    assert "0 forecasts taken in" in run(desk, "score", "--load", str(log))


def test_a_file_comes_in_by_its_name_and_json_is_nothing_but_json(tmp_path: Path) -> None:
    desk, table = tmp_path / "desk.duckdb", tmp_path / "asked.csv"
    Archive(desk).__exit__()
    table.write_text("text,opens,closes\nWill it rain?,2999-01-01,2999-02-01\n", encoding="utf-8")
    assert "1 questions taken in, 0 there already" in run(desk, "questions", "--load", str(table))
    [line] = run(desk, "questions", "--load", str(table), "--json").splitlines()
    assert json.loads(line)["text"] == "Will it rain?"
    dumped = run(desk, "questions", "--dump", "--form", "csv")
    again = tmp_path / "again.csv"
    again.write_text(dumped, encoding="utf-8")
    assert "0 questions taken in, 1 there already" in run(desk, "questions", "--load", str(again))


def test_a_level_that_came_with_its_question_is_forecast(tmp_path: Path) -> None:
    desk, asked = tmp_path / "desk.duckdb", tmp_path / "set.json"
    Archive(desk).__exit__()
    text = "Will there be more 'Riots' in Chad for the 30 days before {resolution_date}?"
    row = {"id": "r", "source": "acled", "question": text, "freeze_datetime_value": "2.5"}
    whole = {
        "forecast_due_date": "2999-03-02",
        "questions": [{**row, "resolution_dates": ["2999-03-09", "2999-04-01"]}],
    }
    asked.write_text(json.dumps(whole), encoding="utf-8")
    told = run(desk, "questions", "--load", str(asked), "--form", "forecastbench", "--confirm", "--json")
    ids = [json.loads(line)["id"] for line in told.splitlines()]
    assert len(ids) == 2
    assert "months after a year of 2.5 a month: Riots" in run(desk, "forecast", ids[0], "--mix")
    table = json.loads(run(desk, "score", "--dump", "forecastbench"))
    assert [(f["id"], f["source"], f["resolution_date"]) for f in table["forecasts"]] == [("r", "acled", "2999-03-09")]
    assert 0.2 < table["forecasts"][0]["forecast"] < 0.6
