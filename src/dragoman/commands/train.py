"""``dragoman train``: learns weights from marked texts."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from dragoman.commands.options import AsJson, complain_softly

train = typer.Typer(help="Learn weights from marked texts.", no_args_is_help=True, rich_markup_mode=None)
UNKNOWN_LICENSE = "that of the texts they were learned from"


@train.callback()
def group() -> None:
    """Learn weights from marked texts."""


@train.command("statements")
def statements(
    folders: Annotated[
        list[Path],
        typer.Argument(help="Folders of marked texts: text/*.txt with attributions/*.ann, or dispatches.", metavar="DIR"),
    ],
    out: Annotated[Path, typer.Option("--out", help="The file for the weights.")] = Path("statement-weights.npz"),
    license: Annotated[str, typer.Option("--license", help="Who may use the weights; noted on the card.")] = (
        UNKNOWN_LICENSE
    ),
    as_json: AsJson = False,
) -> None:
    """Learn who said what from marked texts; weights and a card that describes them are written."""
    from dataclasses import asdict

    from dragoman.statements.learned.recipe import learn, pages_of, steps_of

    pages = pages_of(folders)
    named = ", ".join(folder.as_posix() for folder in folders)
    with typer.progressbar(length=steps_of(pages), label="Learning", file=sys.stderr) as bar:
        card = learn(pages, out, learned_from=named, license=license, done=lambda: bar.update(1))
    if as_json:
        typer.echo(json.dumps({"out": str(out), **asdict(card)}, ensure_ascii=False))
        return
    held_out = card.held_out
    typer.echo(f"Learned from {card.documents} texts, {card.words:,} words, {card.statements:,} statements.")
    typer.echo(
        f"On texts held out: precision {held_out['precision']}, recall {held_out['recall']}, F1 {held_out['f1']}."
    )
    complain_softly(f"Weights: {out} (card beside them: {out.with_suffix('.card.json').name})")
