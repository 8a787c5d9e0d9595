from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from factory import BRIDGE, DENIAL, DRONES, OFFICIALLY, SIGN, STATEMENTS, make_bare, make_dossier

from dragoman.codes import Act, Hedge, Status
from dragoman.desk.sections import Row, Section, sections_of


def rows_of(sections: Iterable[Section]) -> Iterator[Row]:
    waiting = [row for section in sections for row in section.rows]
    while waiting:
        row = waiting.pop(0)
        yield row
        waiting.extend(row.rows)


def section(key: str, **parts: object) -> Section:
    return next(s for s in sections_of(make_dossier(**parts)) if s.key == key)


def test_there_are_always_seven_sections_in_this_order() -> None:
    keys = ["what", "happened", "said", "wants", "why", "open", "unsure"]
    assert [s.key for s in sections_of(make_dossier())] == keys
    assert [s.key for s in sections_of(make_bare())] == keys


def test_every_empty_section_has_a_sentence() -> None:
    for part in sections_of(make_bare()):
        assert part.empty.endswith(".")
        assert part.rows == () or part.key == "what"


def test_every_record_has_one_row() -> None:
    dossier = make_dossier()
    shown = [row.record for row in rows_of(sections_of(dossier)) if row.record]
    kept = (dossier.statements, dossier.events, dossier.positions, dossier.questions, dossier.explanations)
    assert {record.id for records in kept for record in records} <= set(shown)
    assert len(shown) == len(set(shown))


def test_what_it_is_tells_where_each_fact_was_found_and_what_was_cut() -> None:
    rows = {row.label: row for row in section("what").rows}
    assert rows["Title"].text == "A Bridge and a Valley" and rows["Title"].why == "the first line"
    assert rows["Date"].text == "Mon 14 Nov 2022" and rows["Date"].why == "in the page's meta tag"
    assert rows["Cut off"].quote.startswith("Leave a reply")


def test_what_happened_is_in_the_order_of_time_with_the_undated_last() -> None:
    labels = [row.label for row in section("happened").rows]
    assert labels == [
        "2008", "March 2022", "Fri 11 Nov 2022", "Sun 13 Nov 2022", "winter 2022–23", "no date", "no date",
    ]  # fmt: skip


def test_nested_statements_stand_inside_and_carry_the_chain() -> None:
    outer = next(row for row in section("said").rows if row.record == OFFICIALLY.id)
    inner = outer.rows[0]
    assert inner.record == DRONES.id
    assert inner.text.startswith("Two senior officials (source not named): the border guard said:")


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"act": Act.SAY, "cue": ()}, "Tamar Beridze said that any talks were held in Sochi"),
        ({"act": Act.DENY}, "Tamar Beridze denied that any talks were held in Sochi"),
        ({"act": Act.SAY, "reporting_hedge": Hedge.REPORTED}, "Author, reportedly: Tamar Beridze: that any talks"),
        ({"act": Act.DENY, "status": Status.RETRACTED}, "Tamar Beridze denied — later retracted —: that any talks"),
    ],
)
def test_a_sentence_that_goes_on_after_its_verb_has_no_colon(facts: dict[str, Any], told: str) -> None:
    [row] = section("said", statements=(replace(DENIAL, **facts),)).rows
    assert row.text.startswith(told) and row.text.startswith(row.lead)


def test_a_ring_of_statements_does_not_hang() -> None:
    ring = (replace(SIGN, outer=BRIDGE.id), replace(BRIDGE, outer=SIGN.id), replace(DENIAL, outer=DENIAL.id))
    shown = [row.record for row in rows_of([section("said", statements=ring)])]
    assert sorted(str(record) for record in shown) == sorted(s.id for s in ring)


def test_status_hedge_and_grade_are_told_by_badges() -> None:
    badges = {row.record: [badge.text for badge in row.badges] for row in rows_of([section("said")])}
    for record, expected in zip(
        STATEMENTS,
        ("asserted", "reportedly", "source not named", "known by office only", "named source", "later retracted",
         "asked, not said"),
        strict=True,
    ):  # fmt: skip
        assert expected in badges[record.id]


def test_a_hedge_reaches_what_is_nested_and_what_rests_on_it() -> None:
    hedged = replace(OFFICIALLY, reporting_hedge=Hedge.REPORTED)
    row = next(r for r in rows_of([section("said", statements=(hedged, DRONES))]) if r.record == DRONES.id)
    assert "reportedly" in [badge.text for badge in row.badges] and row.tone == "hedged"
    assert "guard said" not in row.text


def test_what_stands_in_something_unsaid_is_not_asserted() -> None:
    unsaid = replace(OFFICIALLY, status=Status.HYPOTHETICAL)
    row = next(r for r in rows_of([section("said", statements=(unsaid, DRONES))]) if r.record == DRONES.id)
    assert row.tone == "hypothetical" and "asserted" not in [badge.text for badge in row.badges]
    assert "guard said" not in row.text


def test_explanations_show_their_answers_and_evidence() -> None:
    question = section("why").rows[0]
    answers = question.rows[0].rows
    assert [row.text for row in answers][-1] == "something else"
    assert answers[0].rows[0].label == "for" and answers[0].rows[0].text == "Fuel had run short for weeks."


def test_unsure_says_what_and_why() -> None:
    row = section("unsure").rows[0]
    assert row.text == "“for weeks”" and row.quote == "no day from which the weeks are counted"
