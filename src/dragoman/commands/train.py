"""``dragoman train``: learns weights from marked texts."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dragoman.commands.options import AsJson


class Finder(StrEnum):
    """The finders that learn."""

    STATEMENTS = "statements"


def train(
    finder: Annotated[Finder, typer.Argument(help="What to learn: who said what.")],
    folders: Annotated[
        list[Path],
        typer.Argument(
            help="Folders of marked texts: text/*.txt with attributions/*.ann, or dispatches.", metavar="DIR"
        ),
    ],
    out: Annotated[Path, typer.Option("--out", help="The file for the weights.")] = Path("weights.npz"),
    license: Annotated[str, typer.Option("--license", help="Who may use the weights; noted on the card.")] = (
        "that of the texts they were learned from"
    ),
    as_json: AsJson = False,
) -> None:
    """Learn from marked texts: writes weights, and a card that says what they come from and how good they are."""
    from dataclasses import asdict

    from dragoman.statements.learned.recipe import learn, pages_of, steps_of

    pages = pages_of(folders)
    named = ", ".join(folder.as_posix() for folder in folders)
    with typer.progressbar(length=steps_of(pages), label="Learning", file=sys.stderr) as bar:
        card = learn(pages, out, learned_from=named, license=license, done=lambda: bar.update(1))
    if as_json:
        typer.echo(json.dumps({"out": str(out), **asdict(card)}, ensure_ascii=False))
        return
    graded = ", ".join(f"{name} {figure}" for name, figure in card.held_out.items())
    typer.echo(f"Learned from {card.documents} texts, {card.words:,} words, {card.statements:,} {finder}.")
    typer.echo(f"On texts held out: {graded}.")
    typer.echo(f"Weights: {out}, card: {out.with_suffix('.card.json')}")
