"""Puts the hand-made dossier of the desk's tests within reach, and an archive that holds it."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "desk"))


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with the hand-made dossier in it; making one takes longer than copying it."""
    from factory import make_dossier

    from dragoman.archive.store import Archive

    path = tmp_path_factory.mktemp("template") / "desk.duckdb"
    with Archive(path) as archive:
        archive.keep(make_dossier())
    return path


@pytest.fixture
def archive(template: Path, tmp_path: Path) -> Iterator[object]:
    from dragoman.archive.store import Archive

    shutil.copy(template, tmp_path / "desk.duckdb")
    with Archive(tmp_path / "desk.duckdb") as opened:
        yield opened
