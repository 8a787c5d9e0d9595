"""Puts the hand-made dossier of the desk's tests within reach, and a desk that shows it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import httpx

    from dragoman.desk.shelf import Shelf

sys.path.insert(0, str(Path(__file__).parents[1] / "desk"))


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    from visitor import open_shelf

    opened = open_shelf(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def client(shelf: Shelf) -> Iterator[httpx.Client]:
    from visitor import served, visitor

    with served(shelf) as address, visitor(address) as opened:
        yield opened
