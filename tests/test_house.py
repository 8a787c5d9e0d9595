"""The shape of the house: floors, sizes, what an import costs."""

from __future__ import annotations

import ast
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "dragoman"
# Room -> floor; a room imports only from floors below its own, or from itself.
FLOORS = {
    **dict.fromkeys(("codes", "records", "errors", "settings", "edition"), 0),
    "intake": 1,
    "reading": 2,
    **dict.fromkeys(("times", "places", "actors"), 3),
    **dict.fromkeys(("statements", "events", "positions", "questions", "explanations"), 4),
    "dossier": 5,
    "archive": 6,
    **dict.fromkeys(("forecast", "formats", "engine"), 7),
    **dict.fromkeys(("desk", "doctor", "terminal", "commands", "cli"), 8),
}
# Within a floor one room may rest on another, in one direction.
RESTS_ON = {
    "records": {"codes"},
    "settings": {"errors"},
    "actors": {"places"},
    "positions": {"statements"},
    "questions": {"events"},
    "explanations": {"questions"},
    "terminal": {"desk", "doctor"},
    "commands": {"desk", "doctor", "terminal"},
    "cli": {"commands"},
}
MODULES = sorted(SOURCE.rglob("*.py"))


def room_of(path: Path) -> str:
    parts = path.relative_to(SOURCE).parts
    return parts[0].removesuffix(".py")


def imported_modules(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_room_imports_only_from_below(path: Path) -> None:
    room = room_of(path)
    if room in ("__init__", "__main__"):
        return
    for module in imported_modules(path):
        if not module.startswith("dragoman."):
            continue
        other = module.split(".")[1]
        allowed = other == room or FLOORS[other] < FLOORS[room] or other in RESTS_ON.get(room, set())
        assert allowed, f"{room} (floor {FLOORS[room]}) imports {module} (floor {FLOORS[other]})"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_libraries_stay_in_their_rooms(path: Path) -> None:
    homes = {
        "spacy": {"reading"},
        "thinc": {"reading"},
        "typer": {"cli", "commands"},
        "rich": {"terminal"},
        "duckdb": {"archive"},
        "jinja2": {"desk"},
        "ray": {"engine"},
        "warcio": {"intake"},
        "starlette": {"desk"},
        "uvicorn": {"desk"},
    }
    for module in imported_modules(path):
        home = homes.get(module.split(".")[0])
        assert home is None or room_of(path) in home, f"{path.name} imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 500
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            assert (node.end_lineno or 0) - node.lineno < 60, f"{path.name}: {node.name}"


def test_importing_loads_no_library() -> None:
    code = (
        "import sys, dragoman, dragoman.cli; heavy = {'spacy', 'duckdb', 'rich', 'numpy', 'pydantic', 'trafilatura',"
        " 'httpx', 'jinja2'}; print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_help_answers_in_half_a_second() -> None:
    def once() -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "dragoman", "--help"], capture_output=True, check=True)
        return time.perf_counter() - start

    assert min(once() for _ in range(3)) < 0.5
