"""Questions of single sentences and short passages: what is asked, by whom, and what is left out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.codes import EventType, QuestionKind, QuestionState
from dragoman.records import Question

pytestmark = pytest.mark.model
Find = Callable[[str], list[Question]]

# text, kinds of the questions found in it: p(redictive), e(xplanatory)
TEXTS = [
    ("It remains to be seen whether the army will leave the town by spring.", "p"),
    ("The question is whether Georgia will sign the treaty.", "p"),
    ("Whether Armenia will accept the plan is unclear.", "p"),
    ("It is not clear if the parliament will approve the budget.", "p"),
    ("Nobody knows whether the truce will hold.", "p"),
    ("There is uncertainty over whether Chad will send troops.", "p"),
    ("Is Turkey going to open the border this winter?", "p"),
    ("Will there be a new war in the Balkans?", "p"),
    ("Can Georgia hold out until the winter?", "p"),
    ("Could Serbia and Kosovo strike a deal?", "p"),
    ("Is Finland likely to close the crossing?", "p"),
    ("Does the pact mean that Serbia will join the union?", "p"),
    ("Who will lead the country after the election?", "p"),
    ("When will the talks resume?", "p"),
    ("How long will the siege last?", "p"),
    ("With the snow melting, would the rebels march on the capital?", "p"),
    ("And might Egypt step in?", "p"),
    ("Will Kenya send troops? Would Uganda follow? Could the two agree on a command?", "ppp"),
    ("Why did the rebels leave the town?", "e"),
    ("What explains the sudden withdrawal of the army?", "e"),
    ("What is behind the sudden change of heart in Lima?", "e"),
    ("Why the general resigned is still a mystery.", "e"),
    ("Was the resignation simply a result of the protests or did it also serve the president?", "e"),
    ("Did the army retreat because it lacked supplies?", "e"),
    ("Is the move a bluff, a warning or a prelude to war?", "e"),
    ("Was it fear rather than principle that moved the cabinet?", "e"),
    ("Why did the ship turn back? Will it return?", "ep"),
    # Rhetorical tags, talk to the reader, how-to, advice, the past that never was, plain facts.
    ("Want more?", ""),
    ("What time is it?", ""),
    ("How do I apply?", ""),
    ("How can this be fixed?", ""),
    ("You like it, don't you?", ""),
    ("Who would have thought that the army would leave?", ""),
    ("Would Greece have fought?", ""),
    ("Who cares?", ""),
    ("Why not try again?", ""),
    ("Should Norway pay?", ""),
    ("Can you imagine a better place?", ""),
    ("Is the bridge open?", ""),
    ("Would you like to know more?", ""),
    ("And what if the talks fail?", ""),
    ("The minister asked whether the train had arrived.", ""),
    ("It is unclear whether the driver was hurt.", ""),
    ("Q: Will the minister resign?", ""),
]


@pytest.mark.parametrize(("text", "kinds"), TEXTS)
def test_questions_of_a_text(questions_in: Find, text: str, kinds: str) -> None:
    found = questions_in(text)
    assert "".join(q.kind.value[0] for q in found) == kinds, [q.text for q in found]
    assert all(q.state is QuestionState.DRAFT and q.span is not None for q in found)


def test_the_words_of_an_indirect_question_are_its_clause(questions_in: Find) -> None:
    (question,) = questions_in("It remains to be seen whether the army will leave the town by spring.")
    assert question.text == "whether the army will leave the town by spring"


def test_what_leads_up_to_a_question_is_not_part_of_it(questions_in: Find) -> None:
    (question,) = questions_in("The question is, why did the general wait so long?")
    assert question.text == "why did the general wait so long?"
    (question,) = questions_in("With winter near, would Mali attack?")
    assert question.text == "With winter near, would Mali attack?"


def test_criterion_says_what_would_count_as_yes(questions_in: Find) -> None:
    (question,) = questions_in("Would Kenya step up its patrols?")
    assert question.criterion == (
        "Yes if a source reports that Kenya steps up its patrols, "
        "on or after 2022-11-14 and before 2023-02-12 (90 days, as no horizon is stated)."
    )
    (question,) = questions_in("Is Turkey going to open the border?")
    assert "that Turkey opens the border," in question.criterion
    (question,) = questions_in("Who will lead the country after the election?")
    assert "who leads the country after the election" in question.criterion


def test_a_stated_horizon_bounds_the_criterion(questions_in: Find) -> None:
    (question,) = questions_in("Will Kenya withdraw its troops by 1 June 2023?")
    assert question.horizon is not None and question.horizon.value == "2023-06-01"
    assert question.criterion.endswith("on or after 2022-11-14 and before 2023-06-02.")


def test_pattern_names_the_event(questions_in: Find) -> None:
    (question,) = questions_in("Would Russia continue to attack Ukraine?")
    assert question.pattern is not None
    assert question.pattern.type is EventType.ASSAULT
    assert [actor.country for actor in question.pattern.source] == ["RUS"]
    assert [actor.country for actor in question.pattern.target] == ["UKR"]


def test_asker_is_the_speaker_of_the_statement(questions_in: Find) -> None:
    (question,) = questions_in("Foreign Minister Lena Marek wondered whether Greece would attack.")
    assert question.kind is QuestionKind.PREDICTIVE
    assert question.asker is not None and "Marek" in question.asker.name
    (question,) = questions_in("Will Greece attack?")
    assert question.asker is None


def test_a_question_in_quotation_marks_is_never_the_authors(questions_in: Find) -> None:
    assert [q.asker for q in questions_in("“Will the army retreat?” It was a good question.") if q.asker is None] == []


def test_odd_texts_break_nothing(questions_in: Find) -> None:
    for text in (
        "",
        "?",
        "???",
        "why",
        "Why?",
        "whether if why",
        "Will? " * 500,
        "will " * 3_000 + "?",
        "🙂?",
        "لماذا؟",
    ):
        questions_in(text)
