"""The command line: the program, its errors, and the commands it has (one file of ``commands/`` each)."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

import dragoman
from dragoman.commands.brief import brief
from dragoman.commands.correct import correct
from dragoman.commands.doctor import doctor
from dragoman.commands.documents import documents
from dragoman.commands.events import events
from dragoman.commands.exporting import export
from dragoman.commands.failures import failures
from dragoman.commands.forecast import forecast
from dragoman.commands.importing import import_
from dragoman.commands.options import complain
from dragoman.commands.positions import positions
from dragoman.commands.questions import questions
from dragoman.commands.read import read
from dragoman.commands.resolve import resolve
from dragoman.commands.score import score
from dragoman.commands.search import search
from dragoman.commands.serve import serve
from dragoman.commands.setup_model import setup_model
from dragoman.commands.show import show
from dragoman.commands.sql import sql
from dragoman.commands.statements import statements
from dragoman.commands.train import train
from dragoman.errors import DragomanError

app = typer.Typer(
    name="dragoman",
    help="Reads political reporting and keeps the record an analyst would keep by hand.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

DEBUG = "--debug"


def main() -> None:
    """Runs the program: one red line and exit code 2 for what a user can mend; tracebacks only with --debug."""
    debug = DEBUG in sys.argv
    sys.argv = [argument for argument in sys.argv if argument != DEBUG]
    try:
        app()
    except DragomanError as error:
        if debug:
            raise
        complain(str(error))
        sys.exit(2)
    except BrokenPipeError:
        # The reader of our output (head, less) has gone; there is nobody left to tell.
        sys.stderr.close()
        sys.exit(0)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dragoman {dragoman.__version__}")
        raise typer.Exit


@app.callback()
def program(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and stop.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Reads political reporting and keeps the record an analyst would keep by hand.

    Add --debug to any command to see where an error came from.
    """


app.command()(brief)
app.command()(show)
app.command()(serve)
app.command()(read)
app.command()(failures)
app.command()(events)
app.command()(statements)
app.command()(positions)
app.command()(documents)
app.command()(search)
app.command()(sql)
app.command()(correct)
app.command()(questions)
app.command()(forecast)
app.command()(resolve)
app.command()(score)
app.command()(doctor)
app.command("setup-model")(setup_model)
app.command("import")(import_)
app.command()(export)
app.command()(train)
