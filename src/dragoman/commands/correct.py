"""``dragoman correct``: puts right what the machine read, and takes it back."""

from __future__ import annotations

import getpass
import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.commands.options import AsJson, Desk, desk_path, print_json
from dragoman.errors import RequestError

if TYPE_CHECKING:
    from dragoman.archive.corrections import Correction


def correct(
    target: Annotated[str | None, typer.Argument(help="Id of a record, an actor (ac-…) or a document.")] = None,
    kind: Annotated[str | None, typer.Argument(help="speaker, date, place, status, wrong, merge-actors, …")] = None,
    value: Annotated[str | None, typer.Argument(help="What is right: a code, a name, a day, or JSON.")] = None,
    who: Annotated[str | None, typer.Option("--who", help="Who says so (default: your user name).")] = None,
    note: Annotated[str | None, typer.Option("--note", help="Why.")] = None,
    undo: Annotated[str | None, typer.Option("--undo", help="Take the correction with this id back.")] = None,
    log: Annotated[bool, typer.Option("--log", help="Show all corrections, those taken back among them.")] = False,
    as_json: AsJson = False,
    desk: Desk = None,
) -> None:
    """Put right what the machine read: it holds from then on, also when the document is read again.

    Examples: correct ev-… date 2022-11-09 · correct st-… speaker "Ukraine" · correct ac-… merge-actors ac-… ·
    correct ev-… wrong · correct --undo co-…
    """
    from dragoman.archive import corrections
    from dragoman.archive.store import Archive

    with Archive(desk_path(desk), read_only=log) as archive:
        if log:
            _show(corrections.log(archive, target=target), as_json)
        elif undo:
            corrections.undo(archive, undo)
            print_json({"undone": undo}) if as_json else typer.echo(f"Taken back: {undo}")
        elif target and kind:
            by = who or getpass.getuser()
            made = corrections.Correction(kind=kind, target=target, value=_value(value), who=by, note=note)
            id = corrections.correct(archive, made)
            print_json({"correction": id}) if as_json else typer.echo(
                f"Corrected: {id} (take it back with --undo {id})"
            )
        else:
            raise RequestError("Say what to correct and how: dragoman correct ID KIND VALUE, or --undo ID, or --log.")


def _value(text: str | None) -> Any:
    """JSON where it is some; else the words themselves. "-" stands for nothing."""
    if text is None or text == "-":
        return None
    if text[:1] in "[{":
        try:
            return json.loads(text)
        except ValueError as error:
            raise RequestError(f"{text[:80]} is broken JSON ({error}).") from None
    return text


def _show(found: list[Correction], as_json: bool) -> None:
    if as_json:
        for correction in found:
            print_json(correction)
        return
    from dragoman.terminal import print_table

    rows = [
        (c.id, c.made_at and f"{c.made_at:%Y-%m-%d %H:%M}", c.who, c.kind, c.target, _told(c), c.note) for c in found
    ]
    print_table(["id", "when", "who", "kind", "of", "what", "note"], rows)


def _told(correction: Correction) -> str:
    """The value in short, and whether the correction holds."""
    value = correction.value
    if isinstance(value, dict):
        value = value.get("name") or value.get("value") or value.get("type") or value.get("words")
    elif isinstance(value, list):
        value = "; ".join(each.get("name", "") if isinstance(each, dict) else str(each) for each in value)
    state = " (taken back)" if correction.undone_at else "" if correction.found else " (its record is gone)"
    return f"{value or ''}{state}"
