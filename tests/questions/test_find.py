"""Questions of single sentences and short passages: what is asked, by whom, and what is left out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.codes import EventType, QuestionKind, QuestionState
from dragoman.questions.wording import direct_form
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
    ("And what if you lose?", ""),
    ("The minister asked whether the train had arrived.", ""),
    ("It is unclear whether the driver was hurt.", ""),
    ("Q: Will the minister resign?", ""),
    # What stands first as the matter of a sentence, what nobody will tell, what stands behind a colon.
    ("Whether the junta will yield is not a matter on which anybody here would bet.", "p"),
    ("Whether the garrison will rise no archive can tell.", "p"),
    ("Neither side would say whether the talks will go on next week.", "p"),
    ("The ministry declined to say whether the envoy will return.", "p"),
    ("Whether either cabinet will blink before the harvest is in, few care to guess.", "p"),
    ("She put to him the question of the road: will there be a convoy before the rains?", "p"),
    ("Whether the envoy will go was decided on Monday.", ""),
    # What leaves it open: few, too early, a decision yet to come, one's asking now; whose doing stands outside.
    ("Few in the capital can say if the party will give up its demand.", "p"),
    ("It is too early to say whether the council will open talks.", "p"),
    ("Brussels has not decided whether to close the office.", "p"),
    ("The cabinet has yet to settle whether to ask for ships.", "p"),
    ("Analysts are divided over whether Chad will send troops.", "p"),
    ("Diplomats ask whether the truce can hold until spring.", "p"),
    ("It is unclear who will lead the country.", "p"),
    ("Nobody can say how long the truce will last.", "p"),
    ("What remains uncertain is whether the marchers will come back.", "p"),
    ("Nor can anyone say how high the price will climb.", "p"),
    ("How long before the rebels attack?", "p"),
    ("Is it only a matter of time before the wall falls?", "p"),
    ("Is Chad preparing to attack?", "p"),
    ("Are the two likely to meet again?", "p"),
    ("Will Kenya sign, and will Uganda follow?", "pp"),
    # What nothing closes is open, whatever it hangs on.
    ("Everything hinges on whether Chad will keep its word.", "p"),
    ("One imponderable is whether Mali will call back its troops.", "p"),
    ("Officials are trying to gauge whether Oman will retaliate.", "p"),
    ("The ministry has been silent on whether the envoy will be recalled.", "p"),
    ("Herders would like to know how long the wells will last.", "p"),
    ("Asked whether the two would meet, the spokeswoman declined to answer.", "p"),
    ("The talk is of when, rather than whether, Peru will send its gunboats.", "p"),
    ("The council has a week to make up its mind whether to boycott the vote.", "p"),
    ("There is no telling when the road will reopen.", "p"),
    ("Nobody has an idea which of the parties the list is going to support.", "p"),
    # A question that begins inside a sentence, asks for chances, or supposes.
    ("The text is ready, but will either side sign it?", "p"),
    ("Tokyo is on alert: is Pyongyang preparing to launch a missile?", "p"),
    ("How likely is it that the junta will hold elections?", "p"),
    ("Is there any chance that the parties form a coalition?", "p"),
    ("Is there any prospect of talks?", "p"),
    ("Does Serbia stand a chance of joining the union?", "p"),
    ("Is a snap election on the cards?", "p"),
    ("Shouldn't we expect Lima to hold back the money?", "p"),
    ("And what if the talks fail?", "p"),
    ("Interviewer: Will the federation accept a mediator?\n\nGuest: I could not tell you.", "p"),
    # Short forms, nerve, departures, two in one breath, and the day somebody keeps to himself.
    ("A deal by Friday?", "p"),
    ("What next for the alliance?", "p"),
    ("Is Goma next?", "p"),
    ("Is a summit now off the table?", "p"),
    ("Does Lima have the nerve to defy the court?", "p"),
    ("Are the soldiers leaving for good?", "p"),
    ("Is Cairo planning to close the crossing?", "p"),
    ("It is unclear who will lead the talks and whether the rebels will attend.", "pp"),
    ("The fund did not say when it would pay the next tranche.", "p"),
    ("Relatives were given no indication of when, or on what terms, the men might be freed.", "p"),
    ("His office has not said if, or when, he will resign.", "p"),
    ("A coincidence?", ""),
    ("What now?", ""),
    # What is told, known, settled, of no account or answered at once.
    ("The bank will pay regardless of whether the merger goes ahead.", ""),
    ("The ferry sails whether it rains or shines.", ""),
    ("Asked whether he would resign, the minister said that he would not.", ""),
    ("We now know whether the dam will hold.", ""),
    ("The minister explained how the refugees will be housed.", ""),
    ("She knew when the ship would sail.", ""),
    ("The two spar over whether the group belongs on the list.", ""),
    ("The question is not whether they have ships.", ""),
    ("Check whether your train will run.", ""),
    ("Is there any chance that the bridge was blown up?", ""),
    ("Would the army march? It did, within the hour.", ""),
    ("Will the general go? Of course he will.", ""),
    ("Will anyone be surprised? Hardly.", ""),
    ("Briefing. Q: Will the envoy fly to Baku? A: He will, on Monday.", ""),
    ("Who would not want peace?", ""),
    # What somebody keeps to himself, or asked in the past, is not left open by the text; nor is an aside.
    ("She did not say who will pay.", ""),
    ("He will not say whether he knows.", ""),
    ("Reporters asked who will pay.", ""),
    ("The effect, if any, will be small, and it is not clear.", ""),
    ("Whether or not the envoy will go, the talks open on Monday.", ""),
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
        "Yes if a source reports that Kenya steps up its patrols, within 30, 90 or 180 days of 2022-11-14."
    )
    (question,) = questions_in("Is Turkey going to open the border?")
    assert "that Turkey opens the border," in question.criterion
    (question,) = questions_in("Who will lead the country after the election?")
    assert "who leads the country after the election" in question.criterion


def test_a_stated_horizon_bounds_the_criterion(questions_in: Find) -> None:
    (question,) = questions_in("Will Kenya withdraw its troops by 1 June 2023?")
    assert question.horizon is not None and question.horizon.value == "2023-06-01"
    assert question.criterion.endswith("from 2022-11-14 to 2023-06-01.")


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
    (question,) = questions_in("Will Iran withdraw the militias from Aleppo, as it promised in June?")
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


# question, type asked about, countries or words of the source and of the target
ACTS = [
    ("Will Madrid send a gunboat?", EventType.MOBILIZE, ["ESP"], []),
    ("Will Kenya open the border?", EventType.RETREAT, ["KEN"], []),
    ("Will the road reopen before the harvest?", EventType.RETREAT, [], []),
    ("Will the council sign it?", EventType.AGREE, ["the council"], []),
    ("Will Uganda be asked to mediate?", EventType.CONSULT, ["UGA"], []),
    ("Whether Peru will give in is unclear.", EventType.CONCEDE, ["PER"], []),
    ("Will Oman publish the tapes?", EventType.COOPERATE, ["OMN"], []),
]


@pytest.mark.parametrize(("text", "kind", "source", "target"), ACTS)
def test_acts_as_questions_name_them(
    questions_in: Find, text: str, kind: EventType, source: list[str], target: list[str]
) -> None:
    (question,) = questions_in(text)
    assert question.pattern is not None and question.pattern.type is kind
    assert [actor.country or actor.name for actor in question.pattern.source] == source
    assert [actor.country or actor.name for actor in question.pattern.target] == target


def test_two_sides_are_the_two_countries_the_text_is_about(questions_in: Find) -> None:
    (question,) = questions_in("Chad shut the road. Libya protested to Chad. Will the two sides talk?")
    assert question.pattern is not None
    assert [actor.country for actor in question.pattern.source] == ["TCD", "LBY"]


def test_an_indirect_question_can_be_asked_directly() -> None:
    assert direct_form("whether the army will leave the town") == "Will the army leave the town?"
    assert direct_form("Would Kenya follow?") == "Would Kenya follow?"
    assert direct_form("whether those who fled will return") == "Whether those who fled will return?"
