"""``dragoman brief``: reads reports and shows the brief of each."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
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


# Documents read together: in the time of one after the other, and the first is still shown soon.
TOGETHER = 8


@dataclass(frozen=True, slots=True)
class Unread:
    """A source that could not be read at all, and why."""

    source: str
    reason: str


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
    found = _documents(sources, private)
    while batch := list(islice(found, TOGETHER)):
        yield from _read(batch, archive, again)


def _documents(sources: list[str], private: bool) -> Iterator[Document | Failure | Unread]:
    """What the sources hold. That a whole source cannot be read is told, but is nothing to keep."""
    from dragoman.intake.source import read_source
    from dragoman.settings import load_settings

    settings = load_settings()
    if private:
        settings = settings.model_copy(update={"allow_private_addresses": True})
    for source in sources:
        try:
            yield from read_source(source, stdin=sys.stdin.buffer, settings=settings)
        except SourceError as error:
            yield Unread(source, str(error))


def _read(
    batch: list[Document | Failure | Unread], archive: Callable[[], Archive], again: bool
) -> Iterator[Dossier | Failure]:
    """What became of each document of a batch: the stored dossier where this edition has read it already."""
    from dragoman.engine.coding import make_dossiers_safely

    documents = [found for found in batch if not isinstance(found, (Failure, Unread))]
    known = set() if again or not documents else archive().known([document.id for document in documents])
    fresh = make_dossiers_safely([(each.title or each.id, each) for each in documents if each.id not in known])
    for found in batch:
        if isinstance(found, Unread):
            yield Failure(found.source, found.reason)
        elif isinstance(found, Failure):
            archive().record_failure(found)
            yield found
        elif found.id in known:
            yield archive().dossier(found.id)
        else:
            made = next(fresh)
            archive().record_failure(made) if isinstance(made, Failure) else archive().keep(made, again=again)
            yield made


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
