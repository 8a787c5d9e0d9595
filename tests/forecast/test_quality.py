"""Quality gates: figures of the benchmarks may not get worse."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.eval


def figures(line: str, *words: object) -> list[float]:
    """The numbers of the line of a benchmark's output that starts with these words."""
    command = [sys.executable, "-m", *map(str, words)]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    [found] = [row for row in told.splitlines() if row.startswith(line)]
    return [float(number) for number in re.findall(r"[-+]?\d*\.\d+", found.removeprefix(line))]


@pytest.mark.model
@pytest.mark.parametrize("options", [(), ("--read",)])
def test_resolution(options: tuple[str, ...]) -> None:
    precision, share = figures("automatic", "benchmarks.forecast_resolution", *options)
    assert precision >= 0.97 and share >= 0.5


def test_board() -> None:
    top, brier = figures("board  ", "benchmarks.boards", 600)
    assert top >= 0.53 and brier <= 0.6


@pytest.mark.shared
def test_questions(shared: Path) -> None:
    name, data = "benchmarks.forecast_questions", shared / "data" / "forecastbench_conflict_dev.jsonl"
    assert figures("ACLED, level model, all", name, data)[0] <= 0.063
    assert figures("market, mix  ", name, data)[0] <= 0.065
    assert figures("market, no crowd: base rate  ", name, data)[0] <= 0.061


@pytest.mark.shared
def test_dyads(shared: Path) -> None:
    data = shared / "data"
    assert figures("skill", "benchmarks.forecast_dyads", data / "icews18", data / "icews_2018_sample.tab")[0] >= 0.19
