"""What would count as an answer, in plain words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.records import Question

pytestmark = pytest.mark.model
Find = Callable[[str], list[Question]]

TOLD = [
    ("Will the council relent?", "that the council relents"),
    ("Will either apologise?", "that either apologises"),
    ("Will either list be torn up before the rains?", "that either list is torn up before the rains"),
    ("Will the tapes ever be produced?", "that the tapes are produced"),
    ("Will the garrison be paid now?", "that the garrison is paid"),
    ("Will anyone be charged?", "that someone is charged"),
    ("Would Kenya not step up its patrols?", "that Kenya does not step up its patrols"),
    ("Won't Chad attack again?", "that Chad attacks again"),
    ("Will both states sign?", "that both states sign"),
    ("Will Mali, now alone, be ready?", "that Mali, now alone, is ready"),
    ("Is Turkey going to open the border?", "that Turkey opens the border"),
    ("Does Beijing intend to demand an apology?", "that Beijing demands an apology"),
    ("Is it only a matter of time before the wall falls?", "that the wall falls"),
    ("Will Kenya go further and expel the envoy?", "that Kenya goes further and expels the envoy"),
    ("How long before the rebels attack?", "that the rebels attack"),
    ("How likely is it that Kenya will sign?", "that Kenya signs"),
    ("Is the siege likely to be lifted?", "that the siege is lifted"),
    ("Is Mali prepared, for once, to criticise Chad?", "that Mali criticises Chad"),
    ("What if the talks fail?", "that the talks fail"),
    ("Will there be a war in the Balkans?", "that there is a war in the Balkans"),
    ("The cabinet has not decided whether to recall its envoy.", "that the cabinet recalls its envoy"),
]


@pytest.mark.parametrize(("text", "told"), TOLD)
def test_a_yes_is_told_as_a_report_would(questions_in: Find, text: str, told: str) -> None:
    [question] = questions_in(text)
    assert question.criterion.startswith(f"Yes if a source reports {told}, within 30, 90 or 180 days")


OPEN = [
    ("How long will the siege last?", "how long the siege lasts"),
    ("Which of the parties will blink first?", "which of the parties blinks first"),
    ("What will Moscow do next?", "what Moscow does next"),
    ("It is unclear who will lead the country.", "who leads the country"),
]


@pytest.mark.parametrize(("text", "told"), OPEN)
def test_an_open_question_is_answered_by_what_is_told(questions_in: Find, text: str, told: str) -> None:
    [question] = questions_in(text)
    assert question.criterion.startswith("Answered once a source reports, ")
    assert question.criterion.endswith(f", {told}.")


def test_the_other_answer_does_not_count(questions_in: Find) -> None:
    [question] = questions_in("Will Chad retaliate, or merely send more condolences?")
    assert "that Chad retaliates, within" in question.criterion
    assert question.criterion.endswith("By itself “merely send more condolences” does not count.")
    [question] = questions_in("Will Kenya sign or not?")
    assert question.criterion.endswith("of 2022-11-14.")
