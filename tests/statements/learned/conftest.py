"""Three marked texts to learn from, in the layout of text and standoff."""

from __future__ import annotations

from pathlib import Path

import pytest

# Source in square brackets, cue in angle brackets, content in curly ones.
TEXTS = {
    "harbour": (
        "[The harbour master] <said> {that two ships had left the port}. The crews were tired. "
        "{“We will repair the crane,”} [Ilvo Tarresk] <said>. [The guild] <warned> {that prices would rise}. "
        "The boats lay still."
    ),
    "valley": (
        "[Governor Ansa Pelvorin] <said> {that the road was open again}. Snow fell all night. "
        "{The bridge will hold}, <according to> [the engineers]. [The mayor] <warned> {that the river would rise}."
    ),
    "border": (
        "{“Nobody was hurt,”} [Captain Dov Serrano] <said>. [The ministry] <said> {that the post had been closed}. "
        "The guards walked home. {The talks will go on}, <according to> [the embassy]."
    ),
}
ROLES = {"[": ("Source", "]"), "<": ("Cue", ">"), "{": ("Content", "}")}
MARKS = frozenset("[]<>{}")


@pytest.fixture(scope="session")
def marked_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The texts in PolNeAR's layout; a second annotator marked nothing."""
    root = tmp_path_factory.mktemp("marked")
    for name in ("text", "attributions"):
        (root / name).mkdir()
    for name, marked in TEXTS.items():
        text, lines = unmarked(marked)
        (root / "text" / f"{name}.txt").write_text(text, encoding="utf-8")
        (root / "attributions" / f"{name}_a.ann").write_text(lines, encoding="utf-8")
        (root / "attributions" / f"{name}_b.ann").write_text("", encoding="utf-8")
    return root


def unmarked(marked: str) -> tuple[str, str]:
    """The text and its standoff; the roles of one attribution stand in one sentence."""
    text, lines, parts = "", [], {}
    opened = 0
    for letter in marked:
        if letter in ROLES:
            opened = len(text)
        elif letter in MARKS:
            role = next(role for role, closing in ROLES.values() if closing == letter)
            lines.append(f"T{len(lines)}\t{role} {opened} {len(text)}\t{text[opened:]}")
            parts[role] = f"T{len(lines) - 1}"
            if len(parts) == len(ROLES):
                named = " ".join(f"{role}:{mark}" for role, mark in parts.items())
                lines.append(f"E{len(lines)}\tAttribution:{parts['Cue']} {named}")
                parts = {}
        else:
            text += letter
    return text, "\n".join(lines)
