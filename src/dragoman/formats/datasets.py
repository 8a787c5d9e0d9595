"""The data sets that can be imported, by the name one asks for them with."""

from __future__ import annotations

from dragoman.errors import RequestError
from dragoman.formats.acled import ACLED
from dragoman.formats.gdelt import GDELT1, GDELT2
from dragoman.formats.icews import ICEWS
from dragoman.formats.imported import Dataset
from dragoman.formats.phoenix import PETRARCH, PHOENIX
from dragoman.formats.polecat import POLECAT
from dragoman.formats.ucdp import UCDP

DATASETS = {dataset.name: dataset for dataset in (ICEWS, POLECAT, GDELT2, GDELT1, UCDP, ACLED, PHOENIX, PETRARCH)}


def dataset(name: str) -> Dataset:
    """The data set by that name. Raises RequestError where there is none."""
    if name not in DATASETS:
        raise RequestError(f"There is no data set {name!r} to import; choose one of {', '.join(DATASETS)}.")
    return DATASETS[name]
