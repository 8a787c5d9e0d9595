"""``dragoman doctor``: what is installed and what is missing."""

from __future__ import annotations

import json

import typer

from dragoman.commands.options import AsJson, Desk, desk_path
from dragoman.records import as_json as plain


def doctor(as_json: AsJson = False, desk: Desk = None) -> None:
    """Show what is installed, which model, what is missing, and how to mend it."""
    from dragoman.doctor import examine
    from dragoman.settings import load_settings

    findings = examine(load_settings().model_copy(update={"desk": desk_path(desk)}))
    if as_json:
        typer.echo(json.dumps(plain(findings), ensure_ascii=False, indent=2))
    else:
        from dragoman.terminal import print_findings

        print_findings(findings)
    if any(finding.well is False for finding in findings):
        raise typer.Exit(2)
