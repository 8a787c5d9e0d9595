"""``dragoman brief``: reads reports and shows the brief of each."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.commands.options import AsJson, Desk, complain, opened_late, print_json
from dragoman.errors import DragomanError, SourceError
from dragoman.records import Failure

if TYPE_CHECKING:
    from dragoman.archive.store import Archive
    from dragoman.dossier import Dossier
    from dragoman.records import Document


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
    with opened_late(desk) as archive:
        for found in _dossiers(sources, archive, again=again, private=private):
            if isinstance(found, Failure):
                complain(found.reason if found.source in found.reason else f"{found.source}: {found.reason}")
                failed = True
                continue
            _print_brief(found, as_json)
            if html is not None:
                written += 1
                _write_page(found, _numbered(html, written), quiet=as_json)
    if failed:
        raise typer.Exit(2)


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


def _print_brief(dossier: Dossier, as_json: bool) -> None:
    if as_json:
        print_json(dossier)
        return
    from dragoman.terminal import print_dossier

    print_dossier(dossier)


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
