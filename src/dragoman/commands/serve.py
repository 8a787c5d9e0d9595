"""``dragoman serve``: the desk in the browser."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from dragoman.commands.options import AsJson, Desk, desk_path

HOST = "127.0.0.1"


def serve(
    port: Annotated[int, typer.Option("--port", help="The port to listen on.", min=1, max=65535)] = 8000,
    host: Annotated[str, typer.Option("--host", help="The address to listen on (default: this machine only).")] = HOST,
    token: Annotated[
        str | None, typer.Option("--token", help="What visitors must know; made up where other machines may ask.")
    ] = None,
    as_json: AsJson = False,
    desk: Desk = None,
) -> None:
    """Open the desk in the browser: look at what was read, check it against the words, correct it."""
    from dragoman.desk.safety import access_to
    from dragoman.desk.server import run_desk
    from dragoman.desk.shelf import Shelf
    from dragoman.settings import load_settings

    access = access_to(host, port, token, load_settings().max_bytes)
    shelf = Shelf(desk_path(desk))
    if as_json:
        typer.echo(json.dumps({"address": access.address, "desk": str(shelf.path)}))
    else:
        typer.echo(f"The desk is at {access.address} (archive: {shelf.path}). Stop it with Ctrl+C.")
    run_desk(shelf, access)
