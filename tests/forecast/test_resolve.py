from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.archive.store import Archive
from dragoman.codes import Hedge, Status
from dragoman.dossier import Dossier, make_dossiers
from dragoman.forecast.question import ForecastQuestion, Pattern, drafts_of, make_question
from dragoman.forecast.resolve import Found, is_automatic, judge, propose, propose_from
from dragoman.records import Span
from tests.conftest import make_document

DAY = datetime.date
SPRING = DAY(2031, 4, 2)


def asked(at_least: int = 1) -> ForecastQuestion:
    pattern = Pattern(types=("RETREAT",), source="ETH", target="ERI", at_least=at_least)
    return make_question("Will Ethiopia withdraw?", "–", DAY(2031, 3, 1), DAY(2031, 5, 30), pattern=pattern)


def found(status: Status = Status.ASSERTED, day: datetime.date = SPRING, **other: object) -> Found:
    given = {
        "event": "ev-1", "document": "doc-1", "quote": "It left.", "span": Span(0, 8), "status": status, "outright": True,
        "first": day, "last": day, "reported": day, "origin": "doc-1", **other,
    }  # fmt: skip
    return Found(**given)  # type: ignore[arg-type]


def test_a_plain_report_in_time_is_a_yes() -> None:
    proposal = judge(asked(), [found()])
    assert proposal is not None and proposal.outcome and proposal.ground == "told-outright"
    assert "It left." in proposal.why and is_automatic(proposal, 0.95) and not is_automatic(proposal, 0.999)
    several = judge(asked(), [found(), found(origin="doc-2")])
    assert several is not None and several.ground == "told-by-several"


@pytest.mark.parametrize(
    "told",
    [
        found(Status.HYPOTHETICAL),
        found(Status.FUTURE),
        found(Status.HISTORICAL),
        found(day=DAY(2031, 2, 1)),
        found(day=DAY(2031, 6, 2)),
        found(Status.NEGATED, DAY(2031, 4, 2)),
    ],
)
def test_what_settles_nothing(told: Found) -> None:
    assert judge(asked(), [told]) is None


def test_hedged_and_claimed_is_only_proposed() -> None:
    for told in (found(hedge=Hedge.REPORTED), found(outright=False)):
        proposal = judge(asked(), [told])
        assert proposal is not None and not is_automatic(proposal, 0.1)
        assert "not been measured" in proposal.ground_told
    assert judge(asked(), [found(outright=False), found(Status.NEGATED)]) is None


def test_a_no_needs_the_deadline_and_words() -> None:
    denied = found(Status.NEGATED, DAY(2031, 6, 1), first=None, last=None)
    proposal = judge(asked(), [denied], DAY(2031, 6, 2))
    assert proposal is not None and not proposal.outcome
    assert judge(asked(), [denied, found(outright=False)], DAY(2031, 6, 2)) is None
    assert judge(asked(), [], DAY(2031, 6, 2)) is None


def test_more_than_one_may_be_asked_for() -> None:
    assert judge(asked(2), [found()]) is None
    assert judge(asked(2), [found(), found(event="ev-2")]) is not None
    # A second report of the same day may tell of the same event, and a link says so whatever the day.
    assert judge(asked(2), [found(), found(event="ev-2", document="doc-2")]) is None
    later = found(day=DAY(2031, 4, 9), event="ev-2", document="doc-2")
    assert judge(asked(2), [found(), later]) is not None
    assert judge(asked(2), [found(deed="same-1"), replace(later, deed="same-1")]) is None


def read_report(text: str, published: str) -> Dossier:
    return next(make_dossiers([make_document(text, published)]))


@pytest.mark.model
def test_later_reports_answer_with_their_words() -> None:
    question = asked()
    left = read_report("Rain fell. Ethiopia withdrew its troops from Eritrea on Monday. Nobody waved.", "2031-04-09")
    proposal = propose(question, [left])
    assert proposal is not None and proposal.outcome
    assert proposal.evidence[0].quote == "Ethiopia withdrew its troops from Eritrea on Monday."
    stayed = read_report("Ethiopia has not withdrawn its troops from Eritrea.", "2031-06-01")
    denied = propose(question, [stayed])
    assert denied is not None and not denied.outcome
    promised = read_report("Ethiopia promised to withdraw its troops from Eritrea.", "2031-04-09")
    assert propose(question, [promised]) is None


@pytest.mark.model
def test_what_two_do_together_is_told_from_either_side() -> None:
    pattern = Pattern(types=("CONSULT",), source="ARM", target="AZE")
    question = make_question("Will they meet?", "–", DAY(2031, 3, 1), DAY(2031, 5, 30), pattern=pattern)
    met = read_report("Azerbaijan and Armenia held talks in Tbilisi on Tuesday.", "2031-04-09")
    assert propose(question, [met]) is not None
    other = read_report("Armenia and Georgia held talks in Tbilisi on Tuesday.", "2031-04-09")
    assert propose(question, [other]) is None


@pytest.mark.model
def test_a_question_of_a_text_becomes_drafts() -> None:
    dossier = read_report("The rains are late. Will Ethiopia withdraw its troops from Eritrea?", "2031-03-01")
    published = dossier.document.published.first if dossier.document.published else None
    [asked_there] = dossier.questions
    [month, draft, half_year] = drafts_of(asked_there, published)
    assert (month.days, half_year.days) == (30, 180)
    assert f"from {draft.opens} to {draft.closes}" in draft.criterion
    assert draft.pattern == Pattern(types=("RETREAT",), source="ETH", target="ERI")
    assert draft.days == 90 and draft.asked_in == asked_there.id
    assert drafts_of(asked_there, None) == []


@pytest.mark.model
def test_the_archive_is_asked_for_all_that_would_count(tmp_path: Path) -> None:
    """What two do together is told of them side by side, and what is struck may be told by its place alone."""
    met = read_report("Azerbaijan and Armenia held talks in Tbilisi on Tuesday.", "2031-04-09")
    struck = read_report("Kenya bombed a warehouse in southern Uganda on Monday.", "2031-04-10")
    with Archive(tmp_path / "desk.duckdb") as archive:
        for dossier in (met, struck):
            archive.keep(dossier)
        for type, source, target in (("CONSULT", "ARM", "AZE"), ("CONSULT", "AZE", "ARM"), ("ASSAULT", "KEN", "UGA")):
            pattern = Pattern(types=(type,), source=source, target=target)
            question = make_question("Will they?", "–", DAY(2031, 3, 1), DAY(2031, 5, 30), pattern=pattern)
            assert propose_from(archive, question) == propose(question, [met, struck]) is not None
        for type, source, target in (("CONSULT", "ARM", "GEO"), ("ASSAULT", "UGA", "KEN"), ("ASSAULT", "KEN", "TZA")):
            pattern = Pattern(types=(type,), source=source, target=target)
            question = make_question("Will they?", "–", DAY(2031, 3, 1), DAY(2031, 5, 30), pattern=pattern)
            assert propose_from(archive, question) is None
