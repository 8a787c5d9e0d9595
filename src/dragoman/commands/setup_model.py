"""``dragoman setup-model``: installs the English model."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import typer

from dragoman.commands.options import AsJson, complain_softly

if TYPE_CHECKING:
    pass


def setup_model(as_json: AsJson = False) -> None:
    """Install the English model, from the first place that has it with the right hash."""
    from dragoman.reading.install import set_up_model

    model = set_up_model(complain_softly)
    if as_json:
        found = {"name": model.name, "version": model.version, "digest": model.digest, "folder": str(model.folder)}
        typer.echo(json.dumps(found))
    else:
        typer.echo(f"English model: {model.name} {model.version} (digest {model.digest[:12]}…)")
