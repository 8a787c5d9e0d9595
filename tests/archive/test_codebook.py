from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from dragoman.archive.store import Archive

ROOT = Path(__file__).parents[2]


def test_the_codebook_says_what_the_code_says() -> None:
    program = [sys.executable, str(ROOT / "scripts" / "write_codebook.py"), "--check"]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_table_is_in_the_codebook(archive: Archive) -> None:
    told = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
    for (table,) in archive.rows("SELECT table_name FROM information_schema.tables"):
        assert f"`{table}`" in told or table.startswith(("machine_", "corrected_")), table
