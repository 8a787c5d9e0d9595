"""Every format, data set and column is documented."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.formats.codebook import datasets
from dragoman.formats.datasets import DATASETS
from dragoman.formats.entry import Entry
from dragoman.formats.export import FORMATS
from dragoman.formats.flat import COLUMNS
from dragoman.formats.tabs import MORE

ROOT = Path(__file__).parents[2]
PAGE = " ".join((ROOT / "docs" / "formats.md").read_text(encoding="utf-8").split())


@pytest.mark.parametrize("name", [*FORMATS, *DATASETS])
def test_every_format_and_data_set_has_a_row(name: str) -> None:
    assert f"| `{name}` |" in PAGE


def test_every_column_and_hedge_is_named() -> None:
    for column in (*COLUMNS, *MORE, *Entry(kind="event", id="", told="", status="s", reported_in="r").hedges):
        assert f"`{column}`" in PAGE, column


def test_terms_and_numbers_of_columns_are_those_of_the_table() -> None:
    assert set(datasets()) == set(DATASETS)
    for name, facts in datasets().items():
        # An export names the terms in full; the page may tell ACLED's and one's own in other words.
        if name not in ("acled", "phoenix"):
            assert facts["licence"] in PAGE, name
        if name not in ("petrarch", "gdelt1"):
            assert f"{len(facts['columns'])} columns" in PAGE, name


def test_the_commands_name_every_choice() -> None:
    from dragoman.commands import exporting, importing

    assert all(name in importing.DATASETS for name in DATASETS)
    assert all(name in exporting.FORMATS for name in FORMATS)
