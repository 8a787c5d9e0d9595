"""The command line: parse, call, show."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import dragoman
from dragoman.errors import DragomanError, SourceError
from dragoman.records import Failure
from dragoman.records import as_json as plain

if TYPE_CHECKING:
    from dragoman.archive.store import Archive
    from dragoman.dossier import Dossier
    from dragoman.records import Document

app = typer.Typer(
    name="dragoman",
    help="Reads political reporting and keeps the record an analyst would keep by hand.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Desk = Annotated[Path | None, typer.Option("--desk", help="The archive file (default: in your data folder).")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
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
        _complain(str(error))
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


@app.command()
def brief(
    sources: Annotated[
        list[str],
        typer.Argument(help="Files (text, HTML, PDF, JSONL, RSS/Atom), http(s) URLs, or - for standard input."),
    ],
    html: Annotated[Path | None, typer.Option("--html", help="Write a self-contained HTML dossier here.")] = None,
    as_json: AsJson = False,
    desk: Desk = None,
    again: Annotated[bool, typer.Option("--again", help="Read again what is already in the archive.")] = False,
    private: Annotated[
        bool, typer.Option("--allow-private", help="Let URLs lead to this machine or a private network.")
    ] = False,
) -> None:
    """Read reports and show the brief of each: what happened, who said what, who wants what, why, what is open."""
    written = 0
    failed = False
    with _opened_late(desk) as archive:
        for found in _dossiers(sources, archive, again=again, private=private):
            if isinstance(found, Failure):
                _complain(found.reason if found.source in found.reason else f"{found.source}: {found.reason}")
                failed = True
                continue
            _print_brief(found, as_json)
            if html is not None:
                written += 1
                _write_page(found, _numbered(html, written), quiet=as_json)
    if failed:
        raise typer.Exit(2)


@app.command()
def show(
    id: Annotated[str, typer.Argument(help="The id of a document or record, such as ev-0123456789ab.")],
    as_json: AsJson = False,
    desk: Desk = None,
) -> None:
    """Show one record in full: what it says, the words it came from, and which rule made it."""
    from dragoman.archive.store import Archive
    from dragoman.terminal import print_dossier, print_record

    with Archive(_desk_path(desk), read_only=True) as archive:
        if id.startswith("doc-"):
            dossier = archive.dossier(id)
            _print_json(dossier) if as_json else print_dossier(dossier)
            return
        found = archive.records(id)
        if as_json:
            typer.echo(json.dumps([{"table": t, "document": d, "record": b} for t, d, b in found], ensure_ascii=False))
            return
        for table, document, _ in found:
            print_record(archive.dossier(document), table, id)


@app.command()
def doctor(as_json: AsJson = False, desk: Desk = None) -> None:
    """Show what is installed, which model, what is missing, and how to mend it."""
    from dragoman.doctor import examine
    from dragoman.settings import load_settings

    findings = examine(load_settings().model_copy(update={"desk": _desk_path(desk)}))
    if as_json:
        typer.echo(json.dumps(plain(findings), ensure_ascii=False, indent=2))
    else:
        from dragoman.terminal import print_findings

        print_findings(findings)
    if any(finding.well is False for finding in findings):
        raise typer.Exit(2)


@app.command("setup-model")
def setup_model(as_json: AsJson = False) -> None:
    """Install the English model, from the first place that has it with the right hash."""
    from dragoman.reading.install import set_up_model

    model = set_up_model(_complain_softly)
    if as_json:
        found = {"name": model.name, "version": model.version, "digest": model.digest, "folder": str(model.folder)}
        typer.echo(json.dumps(found))
    else:
        typer.echo(f"English model: {model.name} {model.version} (digest {model.digest[:12]}…)")


# -- reading ---------------------------------------------------------------------------------------------------


def _dossiers(
    sources: list[str], archive: Callable[[], Archive], *, again: bool, private: bool
) -> Iterator[Dossier | Failure]:
    """Every dossier of every source. A source that cannot be read is a failure; the others go on."""
    from dragoman.intake.source import read_source
    from dragoman.settings import load_settings

    settings = load_settings()
    if private:
        settings = settings.model_copy(update={"allow_private_addresses": True})
    for source in sources:
        try:
            for found in read_source(source, stdin=sys.stdin.buffer, settings=settings):
                if isinstance(found, Failure):
                    archive().record_failure(found)
                    yield found
                else:
                    yield _dossier_of(found, archive(), again)
        except SourceError as error:
            yield Failure(source, str(error))


def _dossier_of(document: Document, archive: Archive, again: bool) -> Dossier:
    """The dossier of a document: the stored one where this edition has read it already."""
    from dragoman.dossier import make_dossiers

    if archive.has(document.id) and not again:
        return archive.dossier(document.id)
    dossier = next(make_dossiers([document]))
    archive.keep(dossier)
    return dossier


@contextmanager
def _opened_late(desk: Path | None) -> Iterator[Callable[[], Archive]]:
    """Opens the archive on first use, so that a source that cannot be read leaves it untouched."""
    from dragoman.archive.store import Archive

    opened: list[Archive] = []

    def archive() -> Archive:
        if not opened:
            opened.append(Archive(_desk_path(desk)))
        return opened[0]

    try:
        yield archive
    finally:
        with opened[0] if opened else nullcontext():
            pass


def _desk_path(desk: Path | None) -> Path:
    if desk is not None:
        return desk
    from dragoman.settings import load_settings

    return load_settings().desk


# -- showing ---------------------------------------------------------------------------------------------------


def _print_brief(dossier: Dossier, as_json: bool) -> None:
    if as_json:
        _print_json(dossier)
        return
    from dragoman.terminal import print_dossier

    print_dossier(dossier)


def _print_json(dossier: Dossier) -> None:
    typer.echo(json.dumps(plain(dossier), ensure_ascii=False))


def _write_page(dossier: Dossier, path: Path, *, quiet: bool) -> None:
    from dragoman.desk.page import dossier_html

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dossier_html(dossier), encoding="utf-8")
    except OSError as error:
        raise DragomanError(
            f"The dossier could not be written to {path} ({error.strerror}); name another file."
        ) from error
    typer.echo(f"Dossier: {path}", err=quiet)


def _numbered(path: Path, number: int) -> Path:
    """``dossier.html`` for the first report, ``dossier-2.html`` for the second."""
    return path if number == 1 else path.with_stem(f"{path.stem}-{number}")


def _complain(message: str) -> None:
    typer.secho(message, fg=typer.colors.RED, err=True)


def _complain_softly(message: str) -> None:
    typer.echo(message, err=True)
