from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import formats


def test_a_made_file_comes_in_but_for_its_broken_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "BROKEN_EVERY", 10)
    path = tmp_path / "made.export.CSV"
    formats.make_file(path, 80)
    first = formats.measured(tmp_path / "desk.duckdb", path)
    assert (first["rows"], first["added"], first["rejected"], first["in_report"]) == (80, 72, 8, 8)
    again = formats.measured(tmp_path / "desk.duckdb", path)
    assert (again["added"], again["already_there"]) == (0, 72)
