from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.main import get_command

from dragoman.archive.store import Archive
from dragoman.cli import app, main
from dragoman.errors import ModelError

EXAMPLES = Path(__file__).parents[1] / "examples"
TEXT = "Norway’s foreign minister, Solveig Aas-Tekle, said on Monday that Sweden would send envoys to Oslo."
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs the program in this process: exit code, standard output, standard error."""
    monkeypatch.setenv("DRAGOMAN_DESK", str(tmp_path / "desk.duckdb"))

    def program(*arguments: object) -> tuple[int, str, str]:
        from dragoman.settings import load_settings

        load_settings.cache_clear()
        monkeypatch.setattr(sys, "argv", ["dragoman", *map(str, arguments)])
        try:
            main()
            code = 0
        except SystemExit as stop:
            code = int(stop.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return program


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(f"Envoys for Oslo\n\n14 November 2022\n\n{TEXT}\n", encoding="utf-8")
    return path


def test_every_command_has_help() -> None:
    commands = getattr(get_command(app), "commands")  # noqa: B009
    assert {"brief", "show", "doctor", "setup-model"} <= set(commands)
    for name, command in commands.items():
        assert command.help, name
        for parameter in command.params:
            assert getattr(parameter, "help", None) or parameter.name == "help", f"{name}: {parameter.name}"


def test_every_command_speaks_json() -> None:
    for name, command in getattr(get_command(app), "commands").items():  # noqa: B009
        assert any("--json" in parameter.opts for parameter in command.params), name


def test_the_version(run: Run) -> None:
    assert run("--version") == (0, "dragoman 0.1.0\n", "")


@pytest.mark.model
def test_a_brief_has_its_sections_in_order(run: Run, report: Path) -> None:
    code, out, _ = run("brief", report)
    titles = ("WHAT IT IS", "WHAT HAPPENED", "WHO SAID WHAT", "WHO WANTS WHAT", "WHY", "WHAT IS OPEN", "UNSURE")
    places = [out.index(f"\n{title}") for title in titles]
    assert code == 0 and places == sorted(places)
    assert "Envoys for Oslo" in out and "Solveig Aas-Tekle" in out


@pytest.mark.model
def test_json_holds_offsets_and_evidence(run: Run, report: Path) -> None:
    code, out, _ = run("brief", report, "--json")
    dossier = json.loads(out)
    text = dossier["document"]["text"]
    [statement, *_] = dossier["statements"]
    content = statement["content"][0]
    assert code == 0 and "Sweden would send envoys" in text[content["start"] : content["end"]]
    assert statement["evidence"]["rule"] and statement["evidence"]["why"]


@pytest.mark.model
def test_reading_the_same_bytes_twice_adds_nothing(run: Run, report: Path, tmp_path: Path) -> None:
    first = run("brief", report, "--json")
    with Archive(tmp_path / "desk.duckdb") as archive:
        before = archive.counts()
    copy = tmp_path / "copy.txt"
    shutil.copy(report, copy)
    assert run("brief", copy, "--json") == first
    with Archive(tmp_path / "desk.duckdb") as archive:
        assert archive.counts() == before


@pytest.mark.model
def test_a_record_can_be_asked_for_again(run: Run, report: Path) -> None:
    dossier = json.loads(run("brief", report, "--json")[1])
    for record in (dossier["statements"][0], dossier["actors"][0], dossier["document"]):
        code, out, _ = run("show", record["id"])
        assert code == 0 and "Aas-Tekle" in out
    code, out, _ = run("show", dossier["statements"][0]["id"], "--json")
    assert json.loads(out)[0]["record"] == dossier["statements"][0]


@pytest.mark.model
def test_the_dossier_is_written(run: Run, report: Path, tmp_path: Path) -> None:
    page = tmp_path / "pages" / "envoys.html"
    code, out, _ = run("brief", report, EXAMPLES / "wire.html", "--html", page)
    assert code == 0 and f"Dossier: {page}" in out
    assert "Aas-Tekle" in page.read_text(encoding="utf-8")
    assert "Meridian" in page.with_stem("envoys-2").read_text(encoding="utf-8")


@pytest.mark.model
def test_one_bad_source_never_stops_the_rest(run: Run, report: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    code, out, err = run("brief", tmp_path / "empty.txt", report)
    assert code == 2 and "Envoys for Oslo" in out
    assert "empty.txt" in err and err.count("\n") == 1


@pytest.mark.model
def test_a_broken_line_is_recorded(run: Run, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    row = json.dumps({"title": "Envoys", "date": "2022-11-14", "text": TEXT})
    rows.write_text(f'{row}\n{{"title": "cut\n', encoding="utf-8")
    code, out, err = run("brief", rows)
    assert code == 2 and "Envoys" in out and "line 2" in err
    with Archive(tmp_path / "desk.duckdb", read_only=True) as archive:
        assert [("line 2" in failure.source) for failure in archive.failures()] == [True]
        assert archive.counts()["documents"] == 1


def bad_sources(tmp_path: Path) -> dict[str, Path]:
    files = {
        "empty.txt": b"",
        "blank.txt": b" \n\n ",
        "zeros.bin": b"\0" * 100_000,
        "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
        "half.pdf": (EXAMPLES / "communique.pdf").read_bytes()[:3000],
        "no-text.html": b"<html><body><script>var x = 1;</script></body></html>",
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "folder").mkdir()
    return {name: tmp_path / name for name in [*files, "folder", "missing.txt"]}


def test_bad_sources_get_one_clear_sentence(run: Run, tmp_path: Path) -> None:
    for name, path in bad_sources(tmp_path).items():
        code, out, err = run("brief", path)
        assert (code, out) == (2, ""), name
        assert name in err and err.count("\n") == 1 and "Traceback" not in err, err
    assert not (tmp_path / "desk.duckdb").exists()


def test_a_url_that_cannot_be_reached(run: Run) -> None:
    code, out, err = run("brief", "http://127.0.0.1:9/report.html", "--allow-private")
    assert (code, out) == (2, "") and err.count("\n") == 1
    code, out, err = run("brief", "http://127.0.0.1:9/report.html")
    assert (code, out) == (2, "") and "private" in err


def test_no_model_says_how_to_get_one(run: Run, report: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def none() -> None:
        raise ModelError("No English model is installed. Run: dragoman setup-model")

    monkeypatch.setattr("dragoman.engine.coding.load_reader", none)
    code, out, err = run("brief", report)
    assert (code, out) == (2, "") and "dragoman setup-model" in err


def test_an_unwritable_dossier(run: Run, report: Path, tmp_path: Path) -> None:
    code, _, err = run("brief", report, "--html", tmp_path)
    assert code == 2 and "another file" in err


def test_show_without_an_archive(run: Run) -> None:
    code, _, err = run("show", "ev-000000000000")
    assert code == 2 and "dragoman brief" in err


def test_debug_shows_the_traceback(run: Run) -> None:
    from dragoman.errors import ArchiveError

    with pytest.raises(ArchiveError):
        run("show", "ev-000000000000", "--debug")


def test_the_doctor_finds_the_model(run: Run) -> None:
    code, out, _ = run("doctor")
    assert code == 0 and "en_core_web_md 3.8.0" in out
    findings = {finding["name"]: finding for finding in json.loads(run("doctor", "--json")[1])}
    assert findings["English model"]["well"] is True


def test_the_doctor_names_the_remedy(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from dragoman.reading.model import installed_model

    monkeypatch.setenv("DRAGOMAN_MODEL", str(tmp_path))
    installed_model.cache_clear()
    try:
        code, out, _ = run("doctor")
    finally:
        installed_model.cache_clear()
    assert code == 2 and "dragoman setup-model" in out


def test_standard_input_is_a_source(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "dragoman", "brief", "-", "--desk", str(tmp_path / "d.duckdb")]
    done = subprocess.run(command, input=b"", capture_output=True, check=False)
    assert done.returncode == 2 and done.stderr.count(b"\n") == 1
