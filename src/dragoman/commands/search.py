"""``dragoman search``: full-text search over the documents."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.commands.asking import ALL, AsCsv, Limit, Offset, show_page
from dragoman.commands.options import AsJson, Desk, desk_path


def search(
    words: Annotated[list[str], typer.Argument(help='Words that must all be there; "in quotes" together.')],
    limit: Limit = 20,
    offset: Offset = 0,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    desk: Desk = None,
) -> None:
    """Search the texts of all documents; the best matches come first."""
    from dragoman.archive.search import search as found
    from dragoman.archive.store import Archive

    # The shell has taken the quotation marks: what it left as one argument was meant as one phrase.
    asked = " ".join(f'"{word}"' if " " in word and '"' not in word and len(words) > 1 else word for word in words)
    with Archive(desk_path(desk), read_only=True) as archive:
        show_page(found(archive, asked, limit or ALL, offset), "documents", as_json=as_json, as_csv=as_csv)
