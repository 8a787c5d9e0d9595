"""The brief in a terminal: the sections of the desk, drawn with rich; readable without colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dragoman.desk.sections import Badge, Row, Section, sections_of
from dragoman.doctor import Finding
from dragoman.dossier import Dossier
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
        out.print(Text(f"rule: {record.evidence.rule} — {visible(record.evidence.why)}", style="dim"))
        out.print(_fields(as_json(record)))


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
    # A speaker's line starts with the speaker already.
    if row.label and not row.text.casefold().startswith(row.label.casefold()):
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
            value.get("name") or value.get("value") or ", ".join(f"{k}: {_in_brief(v)}" for k, v in value.items())
        )
    if isinstance(value, list):
        return "; ".join(_in_brief(item) for item in value)
    return str(value)
