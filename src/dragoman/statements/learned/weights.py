"""Weights as a file, and the card beside it that says what they were learned from."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from dragoman.errors import DragomanError
from dragoman.statements.learned.loglinear import Chooser
from dragoman.statements.learned.model import Model

SHIPPED = "data/statements/weights.npz"
CHOOSERS = ("cue", "source", "content")
# Files of another make are refused: their features would be read as nothing, in silence.
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Card:
    """What weights were learned from, how well they did on texts held out of it, and who may use them."""

    learned_from: str
    digest: str
    documents: int
    words: int
    statements: int
    held_out: dict[str, float]
    threshold: float
    parser: str
    trained_on: str
    license: str


@cache
def shipped_model() -> Model | None:
    """The weights that came with the program; ``None`` where there are none and the rules decide alone."""
    found = files("dragoman").joinpath(SHIPPED)
    return _model_in(found.read_bytes(), SHIPPED) if found.is_file() else None


def load_model(path: Path) -> Model:
    """The weights in a file. Raises DragomanError where it holds none of this make."""
    try:
        return _model_in(path.read_bytes(), str(path))
    except OSError as error:
        raise DragomanError(f"The weights {path} cannot be read ({error.strerror}).") from error


def _model_in(raw: bytes, where: str) -> Model:
    try:
        with np.load(BytesIO(raw), allow_pickle=False) as parts:
            if int(parts["format"]) != FORMAT:
                raise ValueError(f"format {int(parts['format'])}")
            cue, source, content = (
                Chooser(dict(zip(_text(parts[name]), parts[f"{name}_weights"].tolist(), strict=True)))
                for name in CHOOSERS
            )
            return Model(cue, source, content, frozenset(_text(parts["words"])), float(parts["threshold"]))
    except (ValueError, KeyError, TypeError, EOFError, OSError, BadZipFile) as error:
        raise DragomanError(f"{where} holds no weights of this edition ({error}). Train them again.") from error


def save_model(model: Model, card: Card, path: Path) -> Path:
    """Writes the weights, and the card beside them; answers with the path of the card."""
    parts: dict[str, Any] = {"format": np.array(FORMAT), "threshold": np.array(model.threshold)}
    parts["words"] = _bytes(sorted(model.words))
    for name in CHOOSERS:
        weights: dict[str, float] = getattr(model, name).weights
        parts[name] = _bytes(list(weights))
        parts[f"{name}_weights"] = np.array(list(weights.values()), dtype=np.float32)
    beside = path.with_suffix(".card.json")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            np.savez_compressed(file, **parts)
        beside.write_text(json.dumps(asdict(card), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as error:
        raise DragomanError(
            f"The weights could not be written to {path} ({error.strerror}); name another file."
        ) from error
    return beside


def _bytes(names: list[str]) -> Any:
    return np.frombuffer("\n".join(names).encode("utf-8", "surrogatepass"), dtype=np.uint8)


def _text(part: Any) -> list[str]:
    return str(part.tobytes().decode("utf-8", "surrogatepass")).split("\n")
