"""The shared worked example, read as an analyst would: what must come out, and what must never come out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import dragoman
from dragoman.codes import Form, Hedge, NoteKind, QuestionKind, Status
from dragoman.desk.sections import sections_of
from dragoman.dossier import Dossier
from dragoman.explanations.rivals import AUTHOR, board_of
from dragoman.explanations.weighing import weigh
from dragoman.forecast.classes import base_rates
from dragoman.forecast.question import drafts_of
from dragoman.records import Statement

pytestmark = [pytest.mark.model, pytest.mark.shared]


@pytest.fixture(scope="module")
def dossier(shared: Path) -> Dossier:
    return dragoman.read(shared / "examples" / "kherson.txt")


def words(dossier: Dossier, statement: Statement) -> str:
    return " ".join(span.text_of(dossier.document.text) for span in statement.content)


def by(dossier: Dossier, name: str) -> list[Statement]:
    return [s for s in dossier.statements if s.speaker is not None and name in s.speaker.name]


def test_what_it_is(dossier: Dossier) -> None:
    document = dossier.document
    assert document.title is not None and document.title.endswith("Withdrawal from Kherson")
    assert document.byline is not None and document.byline.endswith("Tuygan")
    assert document.published is not None and document.published.first == date(2022, 11, 14)
    assert len([note for note in document.notes if note.kind is NoteKind.CUT]) == 3


def test_nothing_comes_from_the_biography_or_the_form(dossier: Dossier) -> None:
    for phrase in ("Leave a Reply", "Ambassador to UNESCO", "Bookmark", "[i]"):
        assert phrase not in dossier.document.text


def test_the_dates(dossier: Dossier) -> None:
    text = dossier.document.text
    found = [(w.span.text_of(text), w.value) for w in dossier.whens if w.span is not None]
    assert found.count(("Last Friday", "2022-11-11")) == 2
    assert ("Saturday", "2022-11-12") in found and ("Last month", "2022-10") in found
    anchored = [w for w in dossier.whens if w.basis.value == "event"]
    assert len(anchored) == 2 and all(w.first is not None and w.last is not None for w in anchored)


def test_the_two_long_quotations(dossier: Dossier) -> None:
    [milley] = [s for s in by(dossier, "Milley") if s.form is Form.VERBATIM]
    [kuleba] = [s for s in by(dossier, "Kuleba") if s.form is Form.VERBATIM]
    assert words(dossier, milley).startswith("“We’ve seen") and words(dossier, milley).endswith("solutions.”")
    assert words(dossier, kuleba).startswith("“Every time") and words(dossier, kuleba).endswith("good faith.”")
    assert milley.reporting_hedge is Hedge.NONE and kuleba.reporting_hedge is Hedge.REPORTED


def test_the_anonymous_are_two_voices(dossier: Dossier) -> None:
    [officials] = by(dossier, "senior US officials")
    [others] = [s for s in dossier.statements if "winter weather could make" in words(dossier, s)]
    assert others.speaker is not None and officials.speaker is not None
    assert others.speaker.id != officials.speaker.id


def test_what_was_only_reported_stays_so(dossier: Dossier) -> None:
    [asked] = [s for s in dossier.statements if "drop its refusal" in words(dossier, s) and s.outer is None]
    assert asked.reporting_hedge is Hedge.REPORTED
    for event in dossier.events:
        if event.reported_in == asked.id or asked.content[0].covers(event.trigger):
            assert event.reporting_hedge is Hedge.REPORTED


def test_the_letter_was_withdrawn(dossier: Dossier) -> None:
    [letter] = by(dossier, "House Democrats")
    assert letter.status is Status.RETRACTED


def test_supporters_have_said_nothing(dossier: Dossier) -> None:
    [supporters] = by(dossier, "supporters")
    assert supporters.status is Status.HYPOTHETICAL


def test_the_questions(dossier: Dossier) -> None:
    predictive = [q for q in dossier.questions if q.kind is QuestionKind.PREDICTIVE]
    [explanatory] = [q for q in dossier.questions if q.kind is QuestionKind.EXPLANATORY]
    [explanation] = dossier.explanations
    assert len(predictive) == 5
    assert explanation.question == explanatory.id and not explanation.exclusive
    answers = [hypothesis.text for hypothesis in explanation.hypotheses]
    assert len(answers) == 3 and answers[-1] == "something else"
    assert "military situation" in answers[0] and "political dimension" in answers[1]


def test_each_question_can_be_settled_by_three_deadlines(dossier: Dossier) -> None:
    for question in (q for q in dossier.questions if q.kind is QuestionKind.PREDICTIVE):
        drafts = drafts_of(question, date(2022, 11, 14))
        assert [draft.days for draft in drafts] == [30, 90, 180]
        assert all(f"from {d.opens} to {d.closes}" in d.criterion and d.sources for d in drafts)


def test_each_question_opens_with_its_reference_classes(dossier: Dossier) -> None:
    """Of war and peace there are two; of what supporters may suggest there is none but their own history."""
    predictive = [q for q in dossier.questions if q.kind is QuestionKind.PREDICTIVE]
    drafts = [drafts_of(question, date(2022, 11, 14))[1] for question in predictive]
    rates = [base_rates(draft) for draft in drafts]
    assert [len(found) for found in rates] == [2, 2, 2, 2, 0]
    for rate in (rate for found in rates for rate in found):
        assert rate.low <= rate.probability <= rate.high and rate.window and rate.why
    patterns = [draft.pattern.told if draft.pattern else "" for draft in drafts]
    assert patterns[:3] == ["ASSAULT, RUS to UKR", "ASSAULT, UKR to RUS", "ASSAULT, UKR to RUS"]
    assert [draft.pattern is not None and draft.pattern.is_decisive for draft in drafts] == [True] * 3 + [False, True]


def test_the_board_of_two_factors(dossier: Dossier) -> None:
    """Each answer with the article's own evidence under it; nothing counts until a person rates it or asks for it."""
    text = dossier.document.text
    board = board_of(dossier.explanations[0], text, dossier.statements)
    military, political, other = board.hypotheses
    shown = {e.id: (e.text, e.origin) for e in board.evidence}
    under = {h.id: [shown[r.evidence] for r in board.ratings if r.hypothesis == h.id] for h in board.hypotheses}
    assert any("standstill" in words and "Milley" in origin for words, origin in under[military.id])
    assert any("diplomatic solutions" in words and "Milley" in origin for words, origin in under[political.id])
    assert any("political suicide" in words and origin == AUTHOR for words, origin in under[political.id])
    assert under[other.id] == [] and not board.exclusive
    assert [p.probability for p in weigh(board)] == [0.5, 0.5, 0.25]
    counted = weigh(board, with_machine=True)
    assert counted[0].probability > 0.5 and counted[1].probability > 0.5


def test_the_positions_with_their_conditions(dossier: Dossier) -> None:
    held = {(p.actor.name, p.stance.value): [c.kind.value for c in p.conditions] for p in dossier.positions}
    assert held["Ukraine", "reject"] == ["unless"]
    assert held["Ukraine", "offer"] == ["only_if"]
    assert {("G7 leaders", "demand"), ("United States", "demand"), ("Dmytro Kuleba", "demand")} <= set(held)


def test_no_question_is_an_event(dossier: Dossier) -> None:
    asked = [question.span for question in dossier.questions if question.span is not None]
    assert [e.trigger for e in dossier.events if any(span.covers(e.trigger) for span in asked)] == []


def test_the_screen_never_says_said_of_what_was_not(dossier: Dossier) -> None:
    unsaid = {s.id for s in dossier.statements if s.status is not Status.ASSERTED}
    [said] = [section for section in sections_of(dossier) if section.key == "said"]
    rows = [row for row in said.rows if row.record in unsaid]
    assert rows and not any(" said:" in row.text or " said “" in row.text for row in rows)
