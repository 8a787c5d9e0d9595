"""``dragoman export``: records of the archive in the formats of others."""

from __future__ import annotations

import json
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Annotated

import typer

from dragoman.commands.asking import InDocument, Since, Text, Until, first, last, several
from dragoman.commands.options import AsJson, Desk, complain_softly, desk_path
from dragoman.errors import DragomanError, RequestError

if TYPE_CHECKING:
    from dragoman.formats.export import Exporter

FORMATS = "csv, parquet, jsonl, polecat, icews, geojson, gexf, ftm, annotation, obsidian, ical or timeline"


def export(
    format: Annotated[str, typer.Argument(help=f"One of {FORMATS}.")],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Write to this file (obsidian: this folder); default: standard output."),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", help="Only these: event, statement, position, question, document (may be repeated)."),
    ] = None,
    everything: Annotated[
        bool,
        typer.Option(
            "--all",
            help="icews, polecat: also what is hedged, told by somebody or not asserted, with columns that say so.",
        ),
    ] = False,
    actor: Annotated[
        str | None, typer.Option("--actor", help="Of this country (RUS), sector, both (RUS MIL) or name.")
    ] = None,
    type: Annotated[list[str] | None, typer.Option("--type", help="Events of these PLOVER types.")] = None,
    status: Annotated[
        list[str] | None, typer.Option("--status", help="Of these statuses (asserted, negated …).")
    ] = None,
    dataset: Annotated[
        str | None, typer.Option("--dataset", help="Events of this imported data set; read: those read here.")
    ] = None,
    near: Annotated[
        str | None, typer.Option("--near", help="Events near a place: Kherson:50km, or 46.6,32.6:50km.")
    ] = None,
    since: Since = None,
    until: Until = None,
    text: Text = None,
    document: InDocument = None,
    as_json: AsJson = False,
    desk: Desk = None,
) -> None:
    """Export records in the formats of other tools, every hedge with them."""
    from dragoman.archive.filters import near_of
    from dragoman.archive.store import Archive
    from dragoman.formats.choice import Choice, ids_chosen
    from dragoman.formats.entries import entries_of_archive
    from dragoman.formats.export import FORMATS, exporter

    make = exporter(format, all=everything)
    kinds = several(kind) or FORMATS[format].kinds
    if unknown := [word for word in kinds if word not in FORMATS[format].kinds]:
        room = ", ".join(FORMATS[format].kinds)
        raise RequestError(f"{FORMATS[format].title} has no room for {', '.join(unknown)}; it has for {room}.")
    choice = Choice(
        kinds=kinds, actor=actor, type=several(type, upper=True), status=several(status), dataset=dataset,
        near=near_of(near) if near else None, since=first(since), until=last(until), text=text, document=document,
    )  # fmt: skip
    with Archive(desk_path(desk), read_only=True) as archive:
        entries = entries_of_archive(archive, ids_chosen(archive, choice))
        with _stream(format, out) as stream, make(stream) as made:
            for entry in entries:
                made.write(entry)
    _report(made, format, out, as_json)


@contextmanager
def _stream(format: str, out: Path | None) -> Iterator[IO[bytes]]:
    """Where the export goes. A file is there whole or not at all; a vault is unpacked into its folder."""
    if out is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        if format == "obsidian" and out.suffix != ".zip":
            with TemporaryFile() as packed:
                yield packed
                with zipfile.ZipFile(packed) as vault:
                    vault.extractall(out)
            return
        out.parent.mkdir(parents=True, exist_ok=True)
        partial = out.with_name(f"{out.name}.part")
        try:
            with partial.open("wb") as stream:
                yield stream
            partial.replace(out)
        finally:
            partial.unlink(missing_ok=True)
    except OSError as error:
        raise DragomanError(
            f"The export could not be written to {out} ({error.strerror}); name another place."
        ) from error


def _report(made: Exporter, format: str, out: Path | None, as_json: bool) -> None:
    if as_json:
        told = {
            "format": format,
            "written": made.written,
            "skipped": dict(made.skipped),
            "out": str(out) if out else None,
        }
        typer.echo(json.dumps(told), err=out is None)
        return
    where = f" to {out}" if out else ""
    complain_softly(f"{made.written:,} records written{where}.")
    for reason, number in made.skipped.most_common():
        complain_softly(f"{number:,} left out: {reason}.")
