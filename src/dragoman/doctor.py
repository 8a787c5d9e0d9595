"""The doctor: what is installed, which model, what is missing, and how to mend it."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from dragoman.edition import program_edition
from dragoman.errors import DragomanError
from dragoman.settings import Settings

PACKAGES = ("spacy", "duckdb", "trafilatura", "pypdfium2", "feedparser")
EXTRAS = {"web": "starlette", "ray": "ray"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the doctor looked at: ``well`` is ``None`` for what is optional and absent."""

    name: str
    well: bool | None
    found: str
    remedy: str | None = None


def examine(settings: Settings) -> list[Finding]:
    """Everything the program rests on, best and worst."""
    return [
        Finding("program", True, f"{program_edition()}, Python {platform.python_version()}"),
        *(_package(name) for name in PACKAGES),
        _model(),
        _archive(settings),
        *(_extra(extra, module) for extra, module in EXTRAS.items()),
        *(
            Finding(f"setting {name}", True, f"{getattr(settings, name)} — {field.description}")
            for name, field in Settings.model_fields.items()
        ),
    ]


def _package(name: str) -> Finding:
    try:
        return Finding(name, True, version(name))
    except PackageNotFoundError:
        return Finding(name, False, "not installed", f"pip install {name}")


def _model() -> Finding:
    from dragoman.reading.model import installed_model

    try:
        model = installed_model()
    except DragomanError as error:
        return Finding("English model", False, str(error), "dragoman setup-model")
    small = model.name.startswith("en_core_web_sm")
    remedy = "the small model reads less well; with a network: pip uninstall it, then dragoman setup-model"
    found = f"{model.name} {model.version}, digest {model.digest}, in {model.folder}"
    return Finding("English model", None if small else True, found, remedy if small else None)


def _archive(settings: Settings) -> Finding:
    from dragoman.archive.store import Archive

    if not settings.desk.exists():
        return Finding("archive", True, f"{settings.desk} — none yet; the first `dragoman brief` makes it")
    try:
        with Archive(settings.desk, read_only=True) as archive:
            counts = archive.counts()
    except DragomanError as error:
        return Finding("archive", False, str(error), "choose another archive with --desk or DRAGOMAN_DESK")
    return Finding("archive", True, f"{settings.desk} — {counts['documents']} documents, {counts['events']} events")


def _extra(extra: str, module: str) -> Finding:
    if find_spec(module):
        return Finding(f"extra {extra}", True, f"{module} {version(module)}")
    return Finding(f"extra {extra}", None, "not installed (optional)", f"pip install 'dragoman[{extra}]'")
