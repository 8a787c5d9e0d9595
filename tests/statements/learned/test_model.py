"""Learned weights and rules together, and the rules alone where there are no weights."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files

import pytest

import dragoman.statements.find as finder
from dragoman.actors.cast import Cast
from dragoman.codes import Act, Form
from dragoman.reading.reading import Reading
from dragoman.records import Statement
from dragoman.statements.find import find_statements
from dragoman.statements.learned.weights import SHIPPED, shipped_model

pytestmark = pytest.mark.model
Read = Callable[[str], Reading]


def statements_in(read: Read, text: str) -> list[Statement]:
    reading = read(text)
    return find_statements(reading, [], Cast(reading, []))


def test_weights_are_shipped_with_their_card() -> None:
    weights = files("dragoman").joinpath(SHIPPED)
    assert shipped_model() is not None
    assert len(weights.read_bytes()) < 10_000_000
    card = json.loads(files("dragoman").joinpath(SHIPPED.replace(".npz", ".card.json")).read_text(encoding="utf-8"))
    assert card["learned_from"] == "corpus/dispatches"


def test_without_weights_the_rules_decide_alone(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finder, "shipped_model", lambda: None)
    [found] = statements_in(read, "Pavel Orlov said that the bridge was closed.")
    assert found.evidence.rule == "verb-clause-after"
    assert "learned" not in found.evidence.why


def test_every_statement_says_how_likely_it_is(read: Read) -> None:
    [found] = statements_in(read, "Pavel Orlov said that the bridge was closed.")
    assert "clause after “said”" in found.evidence.why and "where" in found.evidence.why


def test_a_verb_that_no_list_names_speaks_beside_a_quotation(read: Read) -> None:
    text = "“They will never take this town from us,” Pavel Orlov thundered."
    [found] = statements_in(read, text)
    assert found.form is Form.VERBATIM and found.cue[0].text_of(text) == "thundered"


def test_what_the_reader_is_told_that_he_says_is_nobodys_statement(read: Read) -> None:
    assert statements_in(read, "You know that the bridge is closed.") == []


def test_a_verb_that_speaks_only_beside_a_quotation_is_no_cue_elsewhere(read: Read) -> None:
    assert statements_in(read, "The troops continued to leave the town.") == []


def test_an_attitude_is_a_belief(read: Read) -> None:
    text = "Pavel Orlov is confident that the bridge will open."
    found = [s for s in statements_in(read, text) if "bridge" in s.content[0].text_of(text)]
    assert [s.act for s in found] == [Act.BELIEVE]


def test_freak_text_is_quick_and_quiet(read: Read) -> None:
    for text in ("", "🙂 ” “ «", "he said that " * 1500, "“" * 500, ": : : —", "السلام عليكم"):
        statements_in(read, text)
