"""Explanations of short passages: the answers offered, and what speaks for and against them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.records import Explanation

pytestmark = pytest.mark.model
Find = Callable[[str], list[Explanation]]

# passage, whether its answers exclude each other, and for each answer: its words, arguments for, arguments against
PASSAGES = [
    (
        "Why did the army leave the valley? The army left the valley because its supply lines had been cut. "
        "President Marek said that the army had left the valley in order to spare the villagers.",
        False,
        [("its supply lines had been cut", 1, 0), ("spare the villagers", 1, 0)],
    ),
    (
        "Was the resignation of Prime Minister Orlova a matter of health or the result of pressure from her party?\n\n"
        "Her doctors had warned of her heart in spring. Her resignation may be due to pressure from the party. "
        "It is unlikely that health forced her resignation, a former aide said.",
        False,
        [("a matter of health", 0, 1), ("the result of pressure from her party", 1, 0)],
    ),
    (
        "What explains the sudden ceasefire between Chad and Kenya? The ceasefire came because both sides had run out "
        "of money. One explanation is that the rains had begun. The fish market was busy because of the holiday.",
        False,
        [("both sides had run out of money", 1, 0), ("the rains had begun", 1, 0)],
    ),
    (
        "Did Chad close the border because of the fighting, or because it wanted money from Brussels?\n\n"
        "General Idriss Haroun praised the soldiers. But diplomats believe that money from Brussels was the reason for "
        "the closing of the border.",
        False,
        [("the fighting", 0, 0), ("it wanted money from Brussels", 1, 0)],
    ),
    (
        "Was it either fear or greed that drove the governor to sell the port?\n\n"
        "The governor sold the port because he feared the creditors, an official said. "
        "There is no evidence of greed in the sale of the port.",
        True,
        [("fear", 1, 0), ("greed", 0, 1)],
    ),
    (
        "Why has Norway recalled its ambassador from Lisbon? Norway may be trying to show its anger over the fishing "
        "dispute. The recall of the ambassador was prompted by a leaked letter, according to officials in Oslo.",
        False,
        [("show its anger over the fishing dispute", 1, 0), ("a leaked letter", 1, 0)],
    ),
    (
        "Is the new tariff a tool of trade policy rather than a weapon against Ankara?\n\n"
        "The tariff certainly helps exports. Because the tariff was announced an hour after the ambassador left "
        "Ankara, it looks like a weapon.",
        True,
        [("a tool of trade policy", 1, 0), ("a weapon against Ankara", 1, 0)],
    ),
    (
        "Was the retreat from the ridge simply forced by the lack of ammunition or also meant as a political gesture?"
        "\n\nSince a retreat from the ridge opens the way to an election, the general may be trying to open talks "
        "with the retreat from the ridge.",
        False,
        [("forced by the lack of ammunition", 0, 0), ("meant as a political gesture", 2, 0)],
    ),
    (
        "Why was the summit in Quito cancelled?\n\nThe summit in Quito was cancelled due to a strike of the pilots. "
        "The hosts cancelled the summit out of fear for the guests, the mayor said.",
        False,
        [("a strike of the pilots", 1, 0), ("fear for the guests", 1, 0)],
    ),
    (
        "Why did the governor sell the port? Was it because of pressure from the bank, or because his ships had rotted?"
        " A clerk in Lisbon said the pressure from the bank was probably decisive.",
        False,
        [("pressure from the bank", 1, 0), ("his ships had rotted", 0, 0)],
    ),
    (
        "So why did the ferry stop in March? The harbour office maintains that the engine had failed. "
        "The crew say the owners wanted the route for freight. Both cannot be right.",
        True,
        [("the engine had failed", 1, 0), ("the owners wanted the route for freight", 1, 0)],
    ),
    (
        "Why did the gauge rise? Two theories are on offer. One is that the dam had been opened upstream. "
        "The other is a fault in the cable.",
        False,
        [("the dam had been opened upstream", 1, 0), ("a fault in the cable", 1, 0)],
    ),
    (
        "Why was the envoy sent home?\n\nThe palace blames a quarrel over rank. Diplomats in Accra believe that he had "
        "lost the letters. The palace says that he shouted at the queen. Neither version excludes the other. "
        "The mayor said that the harvest was good.",
        False,
        [("a quarrel over rank", 2, 0), ("he had lost the letters", 1, 0)],
    ),
    (
        "Is the move a bluff, a warning or a prelude to war?\n\nThe move is clearly a warning, diplomats say.",
        False,
        [("a bluff", 0, 0), ("a warning", 1, 0), ("a prelude to war", 0, 0)],
    ),
    (
        "Was the lifting of the ban simply a concession to hunger, or did it also prepare the ground for a treaty?",
        False,
        [("a concession to hunger", 0, 0), ("prepare the ground for a treaty", 0, 0)],
    ),
]


@pytest.mark.parametrize(("passage", "exclusive", "answers"), PASSAGES)
def test_answers_of_a_passage(
    explanations_in: Find, passage: str, exclusive: bool, answers: list[tuple[str, int, int]]
) -> None:
    (explanation,) = explanations_in(passage)
    told = [
        (h.text, sum(a.supports for a in h.arguments), sum(not a.supports for a in h.arguments))
        for h in explanation.hypotheses
    ]
    assert told == [*answers, ("something else", 0, 0)]
    assert explanation.exclusive is exclusive


# Passages whose answers are given by sources, counted up or weighed, with or without a question: as above.
GIVEN = [
    (
        "Why did the ferry stop? The port office blames a worn shaft. Others see a quarrel over wages: the crew had not "
        "been paid since May. The crew deny it.",
        False,
        [("a worn shaft", 1, 0), ("a quarrel over wages", 2, 1)],
    ),
    (
        "What is going on? A clerk in Accra suspects a matter of fees. Some hold that the council never meant to vote, "
        "and that its letters were a pretext.",
        False,
        [("a matter of fees", 1, 0), ("the council never meant to vote", 2, 0)],
    ),
    (
        "It has not been established who cut the cable. The ministry attributes the damage to fishermen, who had anchored "
        "there in June. In the view of the islanders, the navy did it.",
        False,
        [("fishermen", 2, 0), ("the navy did it", 1, 0)],
    ),
    (
        "Two explanations are on offer. The first is fear of the courts. Six judges were named in May. The second, which "
        "few believe, is that the governor is ill; but he rode to church on Sunday.",
        False,
        [("fear of the courts", 2, 0), ("the governor is ill", 1, 1)],
    ),
    (
        "Why now? There are two stories. Either they were caught, or the harvest is in and nobody needs them.",
        True,
        [("they were caught", 1, 0), ("the harvest is in and nobody needs them", 1, 0)],
    ),
    (
        "The mayor blamed the rain for the collapse of the bridge. Engineers in Lima blamed the builders.",
        False,
        [("the rain", 1, 0), ("the builders", 1, 0)],
    ),
    (
        "The army said that the convoy had fired first. Villagers insist that a soldier was drunk. Neither account could "
        "be checked.",
        False,
        [("the convoy had fired first", 1, 0), ("a soldier was drunk", 1, 0)],
    ),
    (
        "It was unclear whether the fire at the depot was an accident or an act of sabotage. A diplomat said sabotage was "
        "unlikely.",
        False,
        [("an accident", 0, 0), ("an act of sabotage", 0, 1)],
    ),
    (
        "One possible explanation for the ceasefire is that both sides had run out of shells. The depots stood empty in "
        "May.\n\nA second explanation is the visit of the envoy.",
        False,
        [("both sides had run out of shells", 2, 0), ("the visit of the envoy", 1, 0)],
    ),
    (
        "Why did the port close? Perhaps the money had run out. Or perhaps the owners wanted the land. Officials cite the "
        "weather.",
        False,
        [
            ("Perhaps the money had run out", 1, 0),
            ("perhaps the owners wanted the land", 1, 0),
            ("the weather", 1, 0),
        ],
    ),
    (
        "Opinions differ on the silence of the council. The union puts it down to fear; traders in Lome contend that the "
        "mayor was bought.",
        False,
        [("fear", 1, 0), ("the mayor was bought", 1, 0)],
    ),
    (
        "Why was the hangar chosen? Two answers compete. On the first, a retired colonel contends that the patrols were "
        "to be stopped. On the second, it was a quarrel among smugglers. I lean towards the second answer.",
        False,
        [("the patrols were to be stopped", 1, 0), ("it was a quarrel among smugglers", 2, 0)],
    ),
]


@pytest.mark.parametrize(("passage", "exclusive", "answers"), GIVEN)
def test_answers_given_by_sources(
    explanations_in: Find, passage: str, exclusive: bool, answers: list[tuple[str, int, int]]
) -> None:
    test_answers_of_a_passage(explanations_in, passage, exclusive, answers)


def test_ordinary_news_gives_no_board(explanations_in: Find) -> None:
    for text in (
        "The mayor blamed the rain. The council meets on Monday, an official said. Trains were late.",
        "What will the council do? The mayor said that it would meet. The union said that it would wait.",
        "The cause of the fire is not known. Police said that nobody was hurt.",
        "Each army blamed the other. The ministry accused the rebels.",
        "What explains the delay? The union did not say that the crews were tired. The port would suspect a trick.",
        "Nobody blames the pilots. The airline does not blame the tower.",
        "Two reasons were given to the court. The hearing goes on.",
        "The mayor blamed the rain. Residents fear that the bridge will fall.",
        "How many came? The police said there were two thousand. The union said there were nine thousand.",
    ):
        assert explanations_in(text) == [], text


def test_an_answer_is_its_sources_even_where_no_statement_has_it(explanations_in: Find) -> None:
    (explanation,) = explanations_in(GIVEN[0][0])
    origins = [a.origin.name if a.origin else None for h in explanation.hypotheses for a in h.arguments]
    assert origins[0] is not None and "port office" in origins[0]
    assert "Others" in [origin for origin in origins if origin]


def test_without_a_question_on_record_the_words_stand_for_it(explanations_in: Find) -> None:
    (explanation,) = explanations_in(GIVEN[2][0])
    assert explanation.question == "It has not been established who cut the cable"
    assert explanation.evidence.why == "the text says that it is not known, and several sources have a view"


def test_something_else_comes_last_and_has_no_words_in_the_text(explanations_in: Find) -> None:
    (explanation,) = explanations_in("Is the move a bluff, a warning or a prelude to war?")
    assert explanation.hypotheses[-1].text == "something else"
    assert explanation.hypotheses[-1].span is None
    assert all(h.span is not None for h in explanation.hypotheses[:-1])


def test_strength_is_told_in_the_words_of_the_text(explanations_in: Find) -> None:
    (explanation,) = explanations_in(PASSAGES[1][0])
    health, pressure = explanation.hypotheses[:2]
    assert [a.strength for a in health.arguments] == ["unlikely"]
    assert [a.strength for a in pressure.arguments] == ["may"]


def test_an_argument_in_a_statement_is_its_speakers(explanations_in: Find) -> None:
    (explanation,) = explanations_in(PASSAGES[0][0])
    author, president = explanation.hypotheses[:2]
    assert author.arguments[0].origin is None and author.arguments[0].statement is None
    assert president.arguments[0].origin is not None and "Marek" in president.arguments[0].origin.name
    assert president.arguments[0].statement is not None


def test_without_a_cause_in_the_text_there_is_no_board(explanations_in: Find) -> None:
    assert explanations_in("Why did Lima change course? Nobody in the city would say. The weather was fine.") == []


def test_who_tells_why_asks_nothing(explanations_in: Find) -> None:
    for text in (
        "She told us why the ferry had stopped. The harbour office said that the engine had failed.",
        "Why did the ferry stop? The rains came. The roads were closed. The mayor said that the market would open.",
        "Why did the ferry stop? The harbour office denies that the engine had failed.",
    ):
        assert explanations_in(text) == []


def test_what_only_repeats_the_event_is_no_evidence(explanations_in: Find) -> None:
    (explanation,) = explanations_in(
        "Was the retreat from the ridge a military matter or also a political one? "
        "The retreat from the ridge, the military said, began on Monday."
    )
    assert not any(h.arguments for h in explanation.hypotheses)


def test_odd_texts_break_nothing(explanations_in: Find) -> None:
    for text in (
        "Why?",
        "Was it A or B or C or?",
        "Why because why because?",
        "Why or or or or?",
        "why " * 2_000 + "?",
    ):
        explanations_in(text)
