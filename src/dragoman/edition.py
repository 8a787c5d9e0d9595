"""The edition: which program and which English model made a record, so that a newer one knows what to read again."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import dragoman


@cache
def program_edition() -> str:
    """The version of this program and a digest of its code and tables, e.g. ``dragoman 0.1.0+3f9a1c2b``."""
    root = Path(__file__).parent
    total = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            total.update(path.relative_to(root).as_posix().encode())
            total.update(path.read_bytes())
    return f"dragoman {dragoman.__version__}+{total.hexdigest()[:8]}"
