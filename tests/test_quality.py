"""Quality gates: scores on gold that lies beside the repository may not get worse."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
pytestmark = [pytest.mark.eval, pytest.mark.model, pytest.mark.shared]


def run(*command: object) -> str:
    done = subprocess.run([sys.executable, *map(str, command)], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout


def figure(table: str, row: str, column: int) -> float:
    """The number in a column of the row that starts with these words."""
    line = next(line for line in table.splitlines() if line.startswith(row))
    return float(line.removeprefix(row).split()[column])


def test_statements(shared: Path, tmp_path: Path) -> None:
    gold = shared / "gold" / "statements" / "polnear"
    run("-m", "benchmarks.statements", gold / "data" / "dev" / "text", tmp_path / "out.jsonl")
    table = run(shared / "score" / "polnear_score.py", gold, "dev", tmp_path / "out.jsonl")
    assert figure(table, "attribution  full ", 2) >= 67.0


def test_events(shared: Path, tmp_path: Path) -> None:
    gold, scorer = shared / "gold" / "events" / "gsr_dev.json", shared / "score" / "plover_score.py"
    run(scorer, "export", "--gsr", gold, "--out", tmp_path / "in.jsonl")
    run("-m", "benchmarks.events", tmp_path / "in.jsonl", tmp_path / "out.jsonl")
    scores = json.loads(run(scorer, "score", "--gsr", gold, "--pred", tmp_path / "out.jsonl"))
    assert scores["type"]["f1"] >= 0.84
    assert scores["tuple_country"]["f1"] >= 0.44


def test_silence(shared: Path, tmp_path: Path) -> None:
    gold = shared / "gold" / "events" / "null.jsonl"
    run("-m", "benchmarks.events", gold, tmp_path / "out.jsonl")
    rows = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert sum(len(json.loads(row)["events"]) for row in rows) <= 0.01 * len(rows)


@pytest.mark.parametrize(("name", "relaxed", "value"), [("tbaq", 0.93, 0.785), ("meantime_a", 0.925, 0.86)])
def test_times(shared: Path, tmp_path: Path, name: str, relaxed: float, value: float) -> None:
    gold = shared / "gold" / "times" / f"{name}.jsonl"
    run("-m", "benchmarks.times", gold, tmp_path / "out.jsonl")
    table = run(shared / "score" / "timex_score.py", gold, tmp_path / "out.jsonl")
    assert figure(table, "relaxed_f1", 0) >= relaxed
    assert figure(table, "value_f1", 0) >= value


def test_places(shared: Path, tmp_path: Path) -> None:
    gold = shared / "gold" / "places" / "trnews.jsonl"
    run("-m", "benchmarks.places", gold, tmp_path / "out.jsonl")
    table = run(shared / "score" / "geo_score.py", gold, tmp_path / "out.jsonl")
    assert figure(table, "relaxed_f1", 0) >= 0.90
    assert figure(table, "acc161_all", 0) >= 0.81


def test_actors(shared: Path, tmp_path: Path) -> None:
    cases = shared / "gold" / "actors" / "sample.json"
    told = run("-m", "benchmarks.actors", cases, tmp_path / "out.json", "--score")
    both = next(line for line in told.splitlines() if line.startswith("both:"))
    assert float(both.split("=")[1]) >= 0.90
