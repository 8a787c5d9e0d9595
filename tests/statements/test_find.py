"""Statements: who said what, in what form, with which hedge, and whether it was said at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.actors.cast import Cast
from dragoman.codes import Act, Form, Hedge, Modality, SourceGrade, Status
from dragoman.reading.reading import Reading
from dragoman.records import Statement
from dragoman.statements.find import find_statements

pytestmark = pytest.mark.model
Read = Callable[..., Reading]


def statements_in(read: Read, text: str) -> list[Statement]:
    reading = read(text)
    return find_statements(reading, [], Cast(reading, []))


def words(statement: Statement, text: str) -> str:
    return " … ".join(span.text_of(text) for span in statement.content)


def the_one(read: Read, text: str) -> Statement:
    found = statements_in(read, text)
    assert len(found) == 1, [words(s, text) for s in found]
    return found[0]


CONTENTS = [
    ("Pavel Orlov said that the bridge was closed.", "that the bridge was closed"),
    ("The bridge was closed, Pavel Orlov said on Friday.", "The bridge was closed"),
    ("“The bridge is closed,” said Pavel Orlov.", "“The bridge is closed,”"),
    ("“The bridge is closed,” Pavel Orlov said. “Nobody may cross.”", "“The bridge is closed,” … “Nobody may cross.”"),
    ("“We are ready,” the minister said, “but they are not.”", "“We are ready,” … “but they are not.”"),
    ("According to the ministry, two ships sank.", "two ships sank"),
    ("Two ships sank, according to a senior officer.", "Two ships sank"),
    ("The G7 leaders called upon Russia to withdraw its troops.", "Russia to withdraw its troops"),
    ("Moscow accused Kyiv of shelling the port.", "Kyiv of shelling the port"),
    ("The envoy described the vote as “a farce”.", "the vote as “a farce”"),
    ("The general refused to leave the city.", "to leave the city"),
    ("The Kremlin denied shelling the port.", "shelling the port"),
    ("An announcement by the army that it had taken the town surprised the diplomats.", "that it had taken the town"),
    ("Pavel Orlov: The war is lost.", "The war is lost"),
    (
        "The ministers asked Chad to end the raids and at once release its prisoners.",
        "Chad to end the raids and at once release its prisoners",
    ),
    ("The envoys asked Chad to end the raids and left the hall.", "Chad to end the raids"),
    ("Analysts attribute the retreat to a lack of shells.", "the retreat to a lack of shells"),
]


@pytest.mark.parametrize(("text", "content"), CONTENTS)
def test_content_is_the_words_that_were_said(read: Read, text: str, content: str) -> None:
    found = the_one(read, text)
    assert words(found, text).rstrip(".") == content.rstrip(".")
    assert found.speaker is not None
    assert found.status is Status.ASSERTED


def test_a_paragraph_after_a_colon_is_the_quotation(read: Read) -> None:
    text = "Foreign Minister Pavel Orlov stated the following on Saturday:\n\n“We will rebuild. It will take years.”"
    found = the_one(read, text)
    assert found.form is Form.VERBATIM
    assert words(found, text) == "“We will rebuild. It will take years.”"


def test_a_speech_runs_on_over_paragraphs(read: Read) -> None:
    text = (
        "“We came in peace,” Pavel Orlov said. “We stayed for years.\n\n“We leave in sorrow.”\n\nThe hall was silent."
    )
    found = the_one(read, text)
    assert words(found, text).endswith("“We leave in sorrow.”")


def test_form(read: Read) -> None:
    assert the_one(read, "“We are ready,” he said.").form is Form.VERBATIM
    assert the_one(read, "Pavel Orlov said the vote was “a farce” and a shame.").form is Form.MIXED
    assert the_one(read, "Pavel Orlov said the vote was a shame.").form is Form.PARAPHRASE


STATUSES = [
    ("The minister did not say when talks would resume.", Status.NEGATED),
    ("The minister refused to say when talks would resume.", Status.NEGATED),
    ("If the minister says that talks may resume, we will listen.", Status.HYPOTHETICAL),
    ("Would some allies suggest that Kyiv should give in?", Status.HYPOTHETICAL),
    ("The minister will announce on Friday that talks are over.", Status.FUTURE),
    ("“Will they ever come?” the minister asked.", Status.ASSERTED),
]


@pytest.mark.parametrize(("text", "status"), STATUSES)
def test_only_what_was_said_is_asserted(read: Read, text: str, status: Status) -> None:
    assert {s.status for s in statements_in(read, text)} == {status}


def test_a_retraction_marks_the_statement(read: Read) -> None:
    text = "Pavel Orlov claimed that the drone was shot down. A day later Orlov retracted the claim."
    first = statements_in(read, text)[0]
    assert first.status is Status.RETRACTED
    assert "retracted the claim" in first.evidence.why


def test_a_letter_taken_back_in_the_same_sentence(read: Read) -> None:
    text = "Twelve senators sent, then quickly withdrew, a letter calling for an end to the embargo."
    found = the_one(read, text)
    assert found.status is Status.RETRACTED
    assert found.speaker is not None and "senators" in found.speaker.name.lower()


HEDGES = [
    ("Reportedly, Washington has asked Kyiv to wait.", Hedge.REPORTED),
    ("The bridge is said to be damaged.", Hedge.REPORTED),
    ("It was reported that two ships sank.", Hedge.REPORTED),
    ("Rumours that the king had died spread quickly.", Hedge.RUMOURED),
    ("The talks appear to have failed.", Hedge.INFERRED),
    ("The minister said that the talks had failed.", Hedge.NONE),
]


@pytest.mark.parametrize(("text", "hedge"), HEDGES)
def test_no_hedge_is_lost(read: Read, text: str, hedge: Hedge) -> None:
    assert the_one(read, text).reporting_hedge is hedge


GRADES = [
    ("Pavel Orlov said the war was over.", SourceGrade.NAMED),
    ("The Kremlin said the war was over.", SourceGrade.OFFICE),
    ("A diplomat briefed on the talks said the war was over.", SourceGrade.ANONYMOUS_DESCRIBED),
    ("Senior US officials said the war was over.", SourceGrade.ANONYMOUS_DESCRIBED),
    ("Others say that the war is over.", SourceGrade.ANONYMOUS_BARE),
    ("It was reported that the war was over.", SourceGrade.NONE),
]


@pytest.mark.parametrize(("text", "grade"), GRADES)
def test_grade_of_the_source(read: Read, text: str, grade: SourceGrade) -> None:
    assert the_one(read, text).source_grade is grade


def test_two_voices_are_two_speakers(read: Read) -> None:
    text = (
        "While senior US officials believe that neither side is ready, others say that winter may bring them together."
    )
    first, second = statements_in(read, text)
    assert first.speaker is not None and second.speaker is not None
    assert first.speaker.id != second.speaker.id


def test_nested_statements_name_the_one_they_stand_in(read: Read) -> None:
    text = "“I said that every war ends,” Pavel Orlov told reporters."
    inner, outer = sorted(statements_in(read, text), key=lambda s: s.outer is None)
    assert inner.outer == outer.id
    assert inner.speaker is not None and outer.speaker is not None
    assert inner.speaker.id == outer.speaker.id
    assert outer.addressee is not None and "reporters" in outer.addressee.name


ACTS = [
    ("Moscow warned that it would respond with force.", Act.THREATEN),
    ("Analysts warned that prices would rise.", Act.SAY),
    ("The minister asked whether the plan would work.", Act.SAY),
    ("The minister asked Paris to send tanks.", Act.DEMAND),
    ("The minister vowed to win.", Act.PROMISE),
    ("Pavel Orlov called the vote a farce.", Act.SAY),
    ("Pavel Orlov called for a truce.", Act.DEMAND),
]


@pytest.mark.parametrize(("text", "act"), ACTS)
def test_act(read: Read, text: str, act: Act) -> None:
    assert the_one(read, text).act is act


MODALITIES = [
    ("The envoy said that talks may resume.", Modality.POSSIBLE),
    ("The envoy said that both sides must stop.", Modality.NECESSARY),
    ("The envoy said that talks would resume if Kyiv agreed.", Modality.CONDITIONAL),
    ("The envoy asked whether talks had resumed.", Modality.ASKED),
    ("The envoy said that talks had resumed.", Modality.STATED),
]


@pytest.mark.parametrize(("text", "modality"), MODALITIES)
def test_modality_of_the_content(read: Read, text: str, modality: Modality) -> None:
    assert the_one(read, text).modality is modality


SILENT = [
    "The troops attacked the bridge and defended the town.",
    "I think the plan is a poor one.",
    "He committed crimes and claimed the lives of many.",
    "",
    "“ ” „ « 」 '' ``",
    "🙂 🙂 🙂",
    "السلام عليكم",
]


@pytest.mark.parametrize("text", SILENT)
def test_nothing_is_found_where_nobody_speaks(read: Read, text: str) -> None:
    assert [s for s in statements_in(read, text) if s.source_grade is not SourceGrade.NONE] == []


def test_a_quotation_without_a_speaker_is_noted_in_the_margin(read: Read) -> None:
    reading = read(
        "The hall was full. “Nobody in this town will ever again believe a single word of theirs.” Rain fell."
    )
    find_statements(reading, [], Cast(reading, []))
    assert [doubt.evidence.rule for doubt in reading.doubts if doubt.room == "statements"] == [
        "quotation-without-speaker"
    ]


def test_odd_quotation_marks_do_not_swallow_the_page(read: Read) -> None:
    text = "“We are ready, the minister said.\n\nThe town was quiet.\n\nRain fell all day."
    assert all("Rain" not in words(s, text) for s in statements_in(read, text))


def test_freak_text_is_quick(read: Read) -> None:
    assert statements_in(read, "he said that " * 1500) == []


def test_what_a_question_takes_as_given_is_said(read: Read) -> None:
    text = "Would some of Oslo’s allies suggest that it should accept what the envoy Piet Hoornaert has called “fair”?"
    suggest, called = statements_in(read, text)
    assert (suggest.status, suggest.modality) == (Status.HYPOTHETICAL, Modality.ASKED)
    assert (called.status, called.modality, called.outer) == (Status.ASSERTED, Modality.STATED, None)


def test_what_a_question_imagines_is_not_said(read: Read) -> None:
    found = the_one(read, "Would Oslo give up its claim in return for a guarantee that its people may stay?")
    assert (found.act, found.status) == (Act.PROMISE, Status.HYPOTHETICAL)


def test_a_content_ends_before_the_and_of_the_next_clause(read: Read) -> None:
    text = (
        "In general, however, officials in Oslo say that a full embargo is unlikely before next winter, and while some"
        " of them believe that neither side is ready to sign anything, others argue that there is no choice."
    )
    assert words(statements_in(read, text)[0], text) == "that a full embargo is unlikely before next winter"
