from __future__ import annotations

import datetime
import itertools
import re
from dataclasses import replace

import pytest
from factory import (
    BERIDZE,
    BRIDGE,
    DENIAL,
    DRONES,
    EVENTS,
    LETTER,
    MISSION,
    OFFICIALLY,
    POSITIONS,
    QUESTIONS,
    SIGN,
    STATEMENTS,
    TEXT,
    actor,
    statement,
)

from dragoman.codes import Act, Basis, Form, Hedge, Modality, SourceGrade, Status, TimexKind
from dragoman.formats.dates import when_in_words
from dragoman.formats.words import Wording, clipped, event_deed, visible
from dragoman.records import Event, Evidence, Span, Statement, When

WORDING = Wording(TEXT, STATEMENTS)


@pytest.mark.parametrize(
    ("record", "sentence"),
    [
        (SIGN, "Tamar Beridze said: “We shall not sign before the last soldier has left … Then we can talk about "
               "everything.”"),
        (BRIDGE, "author, reportedly: Moscow demanded of Abkhazia: to reopen the Enguri bridge"),
        (DRONES, "two senior officials (source not named): the border guard said: drones crossed the line near Zugdidi "
                 "on Sunday (known by office only)"),
        (DENIAL, "Tamar Beridze denied: that any talks were held in Sochi"),
        (LETTER, "Irakli Maisaia demanded — later retracted —: urging sanctions (later retracted)"),
        (MISSION, "would Brussels say: the mission stays? (asked, not said; known by office only)"),
    ],
)  # fmt: skip
def test_statements_in_words(record: Statement, sentence: str) -> None:
    assert WORDING.statement(record) == sentence


def test_only_what_was_plainly_said_reads_said() -> None:
    for status, hedge, modality, act, form in itertools.product(Status, Hedge, Modality, Act, Form):
        record = statement(
            "the mission stays", speaker=BERIDZE, status=status, reporting_hedge=hedge, modality=modality, act=act,
            form=form,
        )  # fmt: skip
        told = WORDING.statement(record)
        plain = (
            status in (Status.ASSERTED, Status.HISTORICAL) and hedge is Hedge.NONE and modality is not Modality.ASKED
        )
        if re.search(r"Beridze said(?! — later retracted)", told):
            assert plain and act is Act.SAY, (told, status, hedge, modality)
        if hedge is not Hedge.NONE:
            assert told.startswith("author, ")
        if status not in (Status.ASSERTED, Status.HISTORICAL):
            assert "(" in told and re.search("not said|not yet said|later retracted", told)


def test_what_a_hedged_or_unsaid_statement_contains_was_not_said_either() -> None:
    for change in ({"reporting_hedge": Hedge.RUMOURED}, {"status": Status.NEGATED}, {"modality": Modality.ASKED}):
        outer = replace(OFFICIALLY, **change)
        assert "guard said" not in Wording(TEXT, (outer, DRONES)).statement(DRONES)


@pytest.mark.parametrize("grade", [grade for grade in SourceGrade if grade is not SourceGrade.NAMED])
def test_a_weak_source_is_told(grade: SourceGrade) -> None:
    told = WORDING.statement(statement("the mission stays", speaker=BERIDZE, source_grade=grade))
    assert re.search(r"\((known by office only|source not named|no source given)", told)


@pytest.mark.parametrize(
    ("event", "sentence"),
    list(zip(EVENTS, (
        "Georgian troops withdrew from Ergneti, Fri 11 Nov 2022",
        "release in Gori, by whom is not stated, March 2022",
        "according to two senior officials (source not named): the border guard, reportedly: drone attack in Zugdidi, "
        "by whom is not stated, Sun 13 Nov 2022 (reported, not confirmed)",
        "according to Tamar Beridze (denied it): no talks in Sochi, between whom is not stated (did not happen)",
        "according to Irakli Maisaia (later retracted): Georgia might impose sanctions, target not stated "
        "(supposed, not a fact)",
        "expected talks, between whom is not stated, winter 2022–23 (not yet happened)",
        "attack, by whom is not stated, 2008 (background)",
    ), strict=True)),
)  # fmt: skip
def test_events_in_words(event: Event, sentence: str) -> None:
    assert WORDING.event(event) == sentence


def test_positions_carry_their_conditions_and_the_hedge_of_what_they_rest_on() -> None:
    told = [WORDING.position(position) for position in POSITIONS]
    assert told == [
        "Georgia offered: negotiations (towards Moscow) — if observers return — by the deadline: 1 December",
        "Georgia rejected: a treaty on the use of force — unless: Russia signs it too (for Moscow to meet)",
        "author, reportedly: Moscow demanded: the bridge reopened (towards Abkhazia) (reported, not confirmed)",
    ]


def test_questions_tell_their_horizon() -> None:
    assert WORDING.question(QUESTIONS[2]) == "Will the talks resume this winter? (horizon: winter 2022–23)"


@pytest.mark.parametrize(
    ("value", "first", "last", "words"),
    [
        ("2022-11-11", "2022-11-11", "2022-11-11", "Fri 11 Nov 2022"),
        ("2022-11-11T09:30", "2022-11-11", "2022-11-11", "Fri 11 Nov 2022 09:30"),
        ("2022-11-11TMO", "2022-11-11", "2022-11-11", "Fri 11 Nov 2022 morning"),
        ("2022-W46", "2022-11-14", "2022-11-20", "week of Mon 14 Nov 2022"),
        ("2022-10", "2022-10-01", "2022-10-31", "October 2022"),
        ("2022-10", "2022-10-01", "2022-10-10", "1–10 Oct 2022"),
        ("2022-WI", "2022-12-01", "2023-02-28", "winter 2022–23"),
        ("2022-SU", "2022-06-01", "2022-08-31", "summer 2022"),
        ("2022-Q3", "2022-07-01", "2022-09-30", "third quarter of 2022"),
        ("2022", "2022-01-01", "2022-12-31", "2022"),
        ("199", "1990-01-01", "1999-12-31", "1990s"),
        ("19", "1900-01-01", "1999-12-31", "20th century"),
        ("PXW", "2022-10-20", "2022-11-07", "some weeks (20 Oct – 7 Nov 2022)"),
        ("P3D", None, None, "3 days"),
        ("PT2H", None, None, "2 hours"),
        ("PAST_REF", None, None, "in the past"),
        ("XXXX-WXX-1", None, None, "a Monday, which one is not known"),
        ("2022-99", None, None, "at a time not fixed"),
        ("", None, None, "at a time not fixed"),
    ],
)
def test_dates_in_words(value: str, first: str | None, last: str | None, words: str) -> None:
    ends = [datetime.date.fromisoformat(end) if end else None for end in (first, last)]
    kind = TimexKind.DURATION if value.startswith("P") and value[1:2] in "X3T" else TimexKind.DATE
    when = When(value, kind, ends[0], ends[1], "day", Basis.STATED, Evidence(None, "by-hand", "by the test"))
    assert when_in_words(when) == words


def test_nothing_invisible_is_left() -> None:
    assert visible("a\u202eb\x1b[0m\ud800") == "a‹U+202E›b‹U+001B›[0m‹U+D800›"
    assert clipped("one\n two\t" * 200).endswith(" …") and "\n" not in clipped("one\n two")


def test_what_nobody_did_is_denied_once() -> None:
    done = replace(EVENTS[0], status=Status.NEGATED)
    assert " did not " in event_deed(replace(done, source=(actor("Northern Front", "Moscow"),)))
    told = event_deed(replace(done, source=(actor("No group", "Moscow"),)))
    assert told.startswith("No group") and " not " not in told


def test_a_verb_that_says_more_than_said_is_kept() -> None:
    text = "The union condemned the raid. The port was, it is said, quiet."
    cue, content = (Span(text.index(w), text.index(w) + len(w)) for w in ("condemned", "the raid"))
    told = replace(
        STATEMENTS[0], speaker=actor("Dockers' Union", "Moscow"), cue=(cue,), content=(content,), act=Act.SAY,
        form=Form.PARAPHRASE, status=Status.ASSERTED, reporting_hedge=Hedge.NONE, modality=Modality.STATED,
        addressee=None, outer=None,
    )  # fmt: skip
    assert Wording(text, [told]).lead(told) == "Dockers' Union condemned:"
    unsaid = replace(told, status=Status.NEGATED)
    assert Wording(text, [unsaid]).lead(unsaid) == "Dockers' Union did not condemn:"


def test_who_declines_is_not_said_not_to_decline() -> None:
    text = "The union declined to comment. It has not refused to pay."
    told = replace(
        STATEMENTS[0], speaker=actor("Dockers' Union", "Moscow"), act=Act.REFUSE, status=Status.NEGATED,
        reporting_hedge=Hedge.NONE, modality=Modality.STATED, addressee=None, outer=None,
    )  # fmt: skip
    for cue, lead in (("declined", "Dockers' Union declined:"), ("has not refused", "Dockers' Union did not refuse:")):
        at = text.index(cue)
        said = replace(told, cue=(Span(at, at + len(cue)),))
        assert Wording(text, [said]).lead(said) == lead
