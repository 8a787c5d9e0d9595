"""The brief in a terminal: the sections of the desk, drawn with rich; readable without colour."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from dragoman.archive.corrections import Correction
from dragoman.archive.filters import Page
from dragoman.archive.lines import line_of
from dragoman.archive.links import Link
from dragoman.desk.sections import Badge, Row, Section, sections_of
from dragoman.doctor import Finding
from dragoman.dossier import Dossier
from dragoman.engine.reading import Progress as Step
from dragoman.formats.words import clipped, visible
from dragoman.records import as_json

# Tone -> colour. The badge's words say the same, so nothing is lost without colour.
STYLES = {
    "asserted": "green",
    "hedged": "yellow",
    "negated": "red",
    "hypothetical": "magenta",
    "future": "cyan",
    "historical": "blue",
    "retracted": "red",
    "open": "magenta",
}
# Lines longer than this tire the eye, however wide the window.
WIDEST = 110
# Around a record's words, this much of the text shows where they stand.
AROUND = 90


def console() -> Console:
    found = Console(highlight=False, soft_wrap=False)
    return (
        Console(highlight=False, width=min(found.width, WIDEST))
        if found.is_terminal
        else Console(highlight=False, width=WIDEST)
    )


def print_dossier(dossier: Dossier) -> None:
    """The seven sections of a dossier, and the id to ask for it again."""
    out = console()
    out.print()
    out.rule(Text(visible(dossier.document.title or "Untitled"), style="bold"))
    for section in sections_of(dossier):
        _print_section(out, section)
    out.print()
    out.print(Text(f"{dossier.document.id}  ·  dragoman show ID tells more of any record", style="dim"))


def print_record(dossier: Dossier, table: str, id: str) -> None:
    """One record: its line of the brief, the words it came from, the rule that made it, and every field."""
    out = console()
    for record in getattr(dossier, table):
        if record.id != id:
            continue
        for row in _rows_of(dossier, id):
            _print_row(out, row, 0)
        out.print(_quoted(dossier.document.text, record))
        first, *rest = visible(record.evidence.why).split("; ")
        out.print(Text(f"rule: {record.evidence.rule} — {first}", style="dim"))
        for reason in rest:
            out.print(Padding(Text(reason, style="dim"), (0, 0, 0, 6)))
        out.print(_fields(as_json(record)))


def print_page(page: Page[Any], kind: str) -> None:
    """Rows of the archive, two lines each: when, what and who; then the words, where they stand, and the id."""
    out = console()
    if not page.rows:
        out.print(Text(f"No {kind} fit.", style="dim"))
    for row in page.rows:
        line = line_of(row)
        head = Text(f"{line.day:<10}  ", style="bold")
        head.append(visible(line.head))
        for mark in line.marks:
            head.append(f"  [{mark}]", style=STYLES.get(mark, "yellow"))
        out.print(head)
        if line.words:
            out.print(Padding(Text(clipped(visible(line.words), 300), style="italic"), (0, 0, 0, 12)))
        out.print(Padding(Text(visible(f"{line.foot}  {row.id}".strip()), style="dim"), (0, 0, 0, 12)))
    shown = f"{page.offset + 1}–{page.offset + len(page.rows)} of " if page.rows else ""
    out.print(Text(f"{shown}{page.total:,} {kind}", style="dim"))


def print_table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Rows under the names of their columns."""
    table = Table(*columns, box=None, padding=(0, 1), header_style="bold")
    for row in rows:
        table.add_row(*("" if cell is None else Text(clipped(visible(str(cell)), 300)) for cell in row))
    console().print(table)


def show_progress(steps: Iterable[Step], total: int, *, quiet: bool) -> Step:
    """Runs through the steps of a reading with a bar, a rate and the time left on the error stream; the last step.

    ``total`` is how many bytes there are to read, 0 where nobody knows.
    """
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        console=Console(stderr=True, highlight=False),
        disable=quiet,
        transient=True,
    )
    began = time.monotonic()
    last: Step | None = None
    with bar:
        task = bar.add_task("Starting the readers …", total=total or None, rate="")
        for last in steps:
            told = f"{last.read:,} read, {last.known:,} known, {last.failed:,} failed"
            rate = f"{last.read / max(0.1, time.monotonic() - began):.1f}/s"
            bar.update(task, completed=last.spent if total else None, description=told, rate=rate)
    assert last is not None
    return last


def print_fields(body: dict[str, Any]) -> None:
    """A record that stands in no document, field by field."""
    console().print(_fields(body))


def print_link(link: Link) -> None:
    """What a link says, what its reports differ on, and the reports, those of one origin together."""
    out = console()
    out.print(Text(visible(f"{link.id}: {link.why}"), style="bold"))
    for conflict in link.conflicts:
        told = "; ".join(
            f"{answer.value} ({answer.origins} origin{'s' * (answer.origins > 1)}: {', '.join(answer.members)})"
            for answer in conflict.told
        )
        out.print(Text(visible(f"They differ on {conflict.field}: {told}"), style="yellow"))
    rows = [(member.origin, member.id, member.document, member.why) for member in link.members]
    print_table(["origin", "report", "document", "why"], sorted(rows))


def print_corrections(corrections: Sequence[Correction]) -> None:
    """Who put a record right, when and why; those taken back are left out."""
    for each in corrections:
        if each.undone_at is None:
            note = f": {each.note}" if each.note else ""
            told = f"{each.kind} put right by {each.who or 'hand'}, {str(each.made_at)[:16]}{note}  {each.id}"
            console().print(Text(visible(told), style="yellow"))


def print_findings(findings: Sequence[Finding]) -> None:
    """What the doctor found, one line each; what is wrong says how to mend it."""
    out = console()
    table = Table(box=None, show_header=False, padding=(0, 1))
    for finding in findings:
        sign, style = {True: ("ok", "green"), False: ("MISSING", "bold red"), None: ("-", "yellow")}[finding.well]
        remedy = f"\n→ {finding.remedy}" if finding.remedy else ""
        table.add_row(Text(sign, style=style), Text(finding.name), Text(finding.found + remedy, overflow="fold"))
    out.print(table)


def _print_section(out: Console, section: Section) -> None:
    out.print()
    out.print(Text(section.title.upper(), style="bold underline"))
    if not section.rows:
        out.print(Padding(Text(section.empty, style="dim"), (0, 0, 0, 2)))
    for row in section.rows:
        _print_row(out, row, 2, reasons=section.key == "what")


def _print_row(out: Console, row: Row, indent: int, *, reasons: bool = False) -> None:
    line = Text()
    # A speaker's line has the speaker already, at its start or behind those who pass it on.
    is_told = row.label in row.lead or f": {row.label}".casefold() in f": {row.text}".casefold()
    if row.label and not is_told:
        line.append(f"{row.label}: ", style="bold")
    line.append(row.text)
    for badge in row.badges:
        line.append_text(_badge(badge))
    if reasons and row.why:
        line.append(f"  ({row.why.rstrip('.')})", style="dim")
    if row.record:
        line.append(f"  {row.record}", style="dim")
    out.print(Padding(line, (0, 0, 0, indent)))
    if row.quote:
        out.print(Padding(Text(row.quote, style="italic dim"), (0, 0, 0, indent + 4)))
    for inner in row.rows:
        _print_row(out, inner, indent + 4)


def _badge(badge: Badge) -> Text:
    return Text(f"  [{badge.text}]", style=STYLES.get(badge.tone, "dim"))


def _rows_of(dossier: Dossier, id: str) -> list[Row]:
    """The lines of the brief that show the record ``id``, however deep they are nested."""
    waiting = [row for section in sections_of(dossier) for row in section.rows]
    found = []
    while waiting:
        row = waiting.pop()
        waiting.extend(row.rows)
        if row.record == id:
            found.append(row)
    return found


def _quoted(text: str, record: Any) -> Text:
    """The record's words in bold, in the middle of the text around them."""
    span = record.evidence.span
    if span is None:
        return Text("(not in the text itself)", style="dim")
    before = visible(text[max(0, span.start - AROUND) : span.start].replace("\n", " "))
    after = visible(text[span.end : span.end + AROUND].replace("\n", " "))
    words = clipped(span.text_of(text), 2000)
    return Text.assemble((f"…{before}", "dim"), (words, "bold"), (f"{after}…", "dim"))


def _fields(body: dict[str, Any]) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 1))
    for name, value in body.items():
        if value not in (None, [], "") and name != "evidence":
            table.add_row(Text(name, style="dim"), Text(visible(_in_brief(value)), overflow="fold"))
    return table


def _in_brief(value: Any) -> str:
    """A field as one line: an actor or place by its name, a span as start–end, a list item by item."""
    if isinstance(value, dict):
        if set(value) == {"start", "end"}:
            return f"{value['start']}–{value['end']}"
        return str(
            value.get("name")
            or value.get("value")
            or value.get("words")
            or ", ".join(f"{k}: {_in_brief(v)}" for k, v in value.items())
        )
    if isinstance(value, list):
        return "; ".join(_in_brief(item) for item in value)
    return str(value)
