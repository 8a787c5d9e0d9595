"""What the docs say, done."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.archive.rows import TABLES
from dragoman.archive.schema import MIGRATIONS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.S)


def shell_commands() -> list[str]:
    lines = [line.split("#")[0].strip() for block in blocks("sh") for line in block.splitlines()]
    return [line for line in lines if line.startswith(".venv/bin/dragoman")]


@pytest.mark.model
def test_the_commands_of_the_readme_run_one_after_the_other(tmp_path: Path) -> None:
    for command in shell_commands():
        arguments = [argument.replace("out/", f"{tmp_path}/") for argument in shlex.split(command)[1:]]
        program = [sys.executable, "-m", "dragoman", *arguments]
        environment = environment_with(tmp_path / "other.duckdb")
        done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False, env=environment)
        assert done.returncode == 0, (command, done.stderr)


def environment_with(desk: Path) -> dict[str, str]:
    import os

    return {**os.environ, "DRAGOMAN_DESK": str(desk)}


@pytest.mark.model
def test_the_python_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    [block] = blocks("python")
    known: dict[str, object] = {}
    exec(block, known)
    assert "d" in known


def test_the_readme_names_both_commands_and_a_picture_that_is_there() -> None:
    assert "make demo" in README and "make test" in README
    for picture in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README):
        assert (ROOT / picture).stat().st_size > 10_000


@pytest.mark.parametrize("page", sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("benchmarks/*.md")]))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target


def test_every_table_is_documented() -> None:
    told = (ROOT / "docs" / "archive.md").read_text(encoding="utf-8")
    made = re.findall(r"CREATE TABLE (\w+)", "".join(MIGRATIONS))
    assert set(TABLES) <= set(made)
    for table in made:
        assert f"`{table}`" in told, table


def test_every_closed_set_is_documented() -> None:
    from dragoman.codes import Act, ConditionKind, Hedge, Status

    told = "_".join((ROOT / "docs" / "reading.md").read_text(encoding="utf-8").split())
    for value in [*Status, *Act, *Hedge, *ConditionKind]:
        assert value.value in told, value
