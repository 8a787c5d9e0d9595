"""``dragoman-corpus``: check, compile, count and compare the dispatches."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from dragoman.errors import DragomanError

app = typer.Typer(
    help="Check, compile, count and compare the documents of the dispatch corpus.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
CORPUS = Path("corpus")
Folder = Annotated[Path, typer.Option("--corpus", help="The folder that holds dispatches/, second/ and pairs/.")]


def main() -> None:
    """Runs the program; a fault in the corpus is one line and exit code 2."""
    try:
        app()
    except DragomanError as error:
        typer.secho(str(error), fg=typer.colors.RED, err=True)
        raise SystemExit(2) from error


@app.command()
def check(files: Annotated[list[Path] | None, typer.Argument(help="Files to check (default: all).")] = None,
          corpus: Folder = CORPUS) -> None:  # fmt: skip
    """Validate dispatches: every mark, reference and closed set."""
    from dragoman_corpus.dispatch import read_dispatch
    from dragoman_corpus.validate import faults_of

    faults = 0
    for path in files or sorted(corpus.glob("dispatches/*.txt")):
        try:
            found = faults_of(read_dispatch(path))
        except DragomanError as error:
            found = [str(error)]
        faults += len(found)
        for fault in found:
            typer.echo(fault)
    for fault in [] if files else _small_set_faults(corpus / "pairs"):
        faults += 1
        typer.echo(fault)
    typer.echo(f"{faults} faults")
    if faults:
        raise typer.Exit(2)


def _small_set_faults(folder: Path) -> list[str]:
    from dragoman_corpus import pairs

    found = []
    if (status := folder / "status.tsv").exists():
        found += pairs.pair_faults(pairs.read_pairs(status))
    for name in ("positions.txt", "positions_unseen.txt", "positions_passages.txt"):
        if (sentences := folder / name).exists():
            found += pairs.sentence_faults(pairs.read_position_sentences(sentences))
    if (passages := folder / "questions.txt").exists():
        found += pairs.passage_faults(pairs.read_question_passages(passages))
    return found


@app.command()
def build(out: Annotated[Path, typer.Argument(help="Folder for train.jsonl, dev.jsonl and test.jsonl.")],
          corpus: Folder = CORPUS) -> None:  # fmt: skip
    """Compile the dispatches to JSON Lines with code-point offsets."""
    from dragoman_corpus.compile import compile_corpus
    from dragoman_corpus.dispatch import read_corpus

    compile_corpus(read_corpus(corpus / "dispatches"), out)


@app.command("statistics")
def count(corpus: Folder = CORPUS) -> None:
    """Count what the corpus holds, as JSON."""
    from dragoman_corpus.dispatch import read_corpus
    from dragoman_corpus.statistics import statistics_of

    typer.echo(json.dumps(statistics_of(read_corpus(corpus / "dispatches")), indent=2))


@app.command()
def export(
    out: Annotated[Path, typer.Argument(help="Folder for PolNeAR's layout: data/SPLIT/text and attributions.")],
    corpus: Folder = CORPUS,
    part: Annotated[str, typer.Option(help="dispatches or second.")] = "dispatches",
) -> None:
    """Write text and brat standoff in PolNeAR's layout, for other extractors and their scorers."""
    from dragoman_corpus.compile import compiled
    from dragoman_corpus.dispatch import read_corpus
    from dragoman_corpus.export import export_polnear

    for dispatch in read_corpus(corpus / part):
        export_polnear([compiled(dispatch)], out, dispatch.split)


@app.command()
def agree(corpus: Folder = CORPUS) -> None:
    """Compare the second annotation with the first: events, roles, status."""
    from dragoman_corpus.agreement import agreement
    from dragoman_corpus.compile import compiled
    from dragoman_corpus.dispatch import read_dispatch

    twice = sorted((corpus / "second").glob("*.txt"))
    first = [compiled(read_dispatch(corpus / "dispatches" / path.name)) for path in twice]
    second = [compiled(read_dispatch(path)) for path in twice]
    typer.echo(json.dumps(agreement(first, second), indent=2))
