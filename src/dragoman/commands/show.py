"""``dragoman show``: one document or record in full."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.commands.options import AsJson, Desk, desk_path, print_json

if TYPE_CHECKING:
    pass


def show(
    id: Annotated[str, typer.Argument(help="The id of a document, record or link, such as ev-0123456789ab.")],
    as_json: AsJson = False,
    desk: Desk = None,
) -> None:
    """Show one record in full: what it says, the words it came from, which rule made it, and who put it right."""
    from dragoman.archive.corrections import log
    from dragoman.archive.links import KINDS_BY_PREFIX, link
    from dragoman.archive.store import Archive
    from dragoman.terminal import print_corrections, print_dossier, print_fields, print_link, print_record

    with Archive(desk_path(desk), read_only=True) as archive:
        if id.startswith("doc-"):
            dossier = archive.dossier(id)
            print_json(dossier) if as_json else print_dossier(dossier)
            return
        if id.partition("-")[0] in KINDS_BY_PREFIX:
            found_link = link(archive, id)
            print_json(found_link) if as_json else print_link(found_link)
            return
        found = archive.records(id)
        if as_json:
            typer.echo(json.dumps([{"table": t, "document": d, "record": b} for t, d, b in found], ensure_ascii=False))
            return
        for table, document, body in found:
            print_record(archive.dossier(document), table, id) if document else print_fields(body)
        print_corrections(log(archive, target=id))
