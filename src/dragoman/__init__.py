"""dragoman: a local-first analyst's desk for conflict and diplomacy.

``dragoman.read("report.html")`` gives the Dossier of a report: its statements, events, positions, explanations and
open questions, each with the words it came from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.archive.store import Archive
    from dragoman.dossier import Dossier, read, read_all
    from dragoman.errors import DragomanError

__version__ = "0.1.0"
__all__ = ["Archive", "Dossier", "DragomanError", "read", "read_all"]

_HOMES = {
    "Archive": "dragoman.archive.store",
    "Dossier": "dragoman.dossier",
    "DragomanError": "dragoman.errors",
    "read": "dragoman.dossier",
    "read_all": "dragoman.dossier",
}


def __getattr__(name: str) -> Any:
    """Imports a public name on first use, so that ``import dragoman`` itself loads nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
