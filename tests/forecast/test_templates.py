from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.forecast.templates import (
    WAITING,
    Answered,
    experience_of,
    kind_of,
    template_of,
    template_rate,
    templates,
)

ASKED = {
    "Will the truce between Ethiopia and Eritrea hold?": "truce-holds",
    "Peru x Chile ceasefire holds through June?": "truce-holds",
    "Will Chad and Niger reach a ceasefire that lasts six months?": "peace-made",
    "Will the Chad–Niger ceasefire collapse before August?": "truce-broken",
    "Will fighting resume in Tigray?": "truce-broken",
    "Will the war in Sudan end in 2031?": "peace-made",
    "Will the war in Sudan still be ongoing in June?": "fighting-goes-on",
    "Will Kenya impose sanctions on Uganda?": "sanctions-imposed",
    "Will the EU lift its sanctions on Mali before 2032?": "sanctions-eased",
    "Will the two sides resume talks before April?": "talks-held",
    "Will the presidents of Chad and Niger meet before May?": "talks-held",
    "Arvid Lund out by June 30?": "leader-leaves",
    "Will an attack carried out by Chad kill ten?": "armed-incident",
    "Will protests break out in Georgia?": "other-change",
    "Will Arvid Lund be assassinated in 2031?": "leader-dies",
    "Will Mali release the hostages by Friday?": "captives-freed",
    "Will the border between Kenya and Uganda reopen?": "way-reopened",
    "Will Ethiopia withdraw its troops from Eritrea?": "troops-withdrawn",
    "Will Norway withdraw from NATO before 2040?": "alliance-left",
    "Will Chad strike Niger?": "armed-incident",
    "Will Chad strike a deal with Niger?": "agreement-reached",
    "Will a couple of states sign?": "agreement-reached",
    "Will Peru expel the ambassador of Chile?": "ties-cut",
    "Will Arvid Lund win the Norwegian election?": "election-won",
    "Will Norway hold snap elections?": "election-called",
    "Will there be more 'Riots' in Chad for the 30 days before May compared to the 30-day average?": "level-exceeded",
    "Will there be more than ten times as many 'Riots' in Chad for the 30 days before May?": "level-far-exceeded",
}


@pytest.mark.parametrize(("question", "kind"), ASKED.items())
def test_words_tell_the_kind(question: str, kind: str) -> None:
    assert template_of(question).name == kind


def test_kinds_are_named_once_and_give_their_reasons() -> None:
    names = [template.name for template in templates()]
    assert len(names) == len(set(names)) and templates()[-1].cues is None
    assert all(template.source and template.weight >= 4 for template in templates())


def test_a_truce_that_holds_is_the_other_side_of_one_that_breaks() -> None:
    holds = template_rate("Will the truce hold?", 90).probability
    assert holds == pytest.approx(1 - template_rate("Will the truce collapse?", 90).probability)


def test_days_just_after_the_question_bring_more_than_later_ones() -> None:
    asked = "Will Chad strike Niger?"
    week, quarter, year = (template_rate(asked, days).probability for days in (9, 90, 360))
    assert quarter * 9 / 90 < week < quarter < year < quarter * 4
    assert 1 - year == pytest.approx((1 - quarter) ** (4**WAITING))
    election = "Will Arvid Lund win the election?"
    assert template_rate(election, 9).probability == template_rate(election, 90).probability


def test_a_lively_time_quickens_every_kind() -> None:
    asked = "Will Chad invade Niger?"
    calm, lively = (
        [Answered(f"Will Mali withdraw from town {k}?", 90, yes) for k in range(30)] for yes in (False, True)
    )
    before, slow, quick = (template_rate(asked, 90, past) for past in ((), calm, lively))
    assert slow.probability < before.probability < quick.probability < 4 * before.probability
    assert "30 changes of any kind came where 1.5 were expected" in quick.why
    votes = [Answered(f"Will Arvid Lund win the election in {year}?", 90, True) for year in range(2031, 2061)]
    assert template_rate(asked, 90, votes).probability == before.probability


def test_what_was_asked_by_several_deadlines_counts_with_the_longest() -> None:
    past = [Answered("Will Chad strike Niger?", days, days > 60) for days in (180, 30, 90)]
    tally = experience_of(past).kinds["armed-incident"]
    assert (tally.n, tally.changed, tally.waited) == (1, 1, 0)
    assert template_rate("Will Togo strike Mali?", 90, past) == template_rate("Will Togo strike Mali?", 90, past[::-1])


def test_own_questions_are_counted_under_the_event_they_asked_about() -> None:
    past = [Answered("Will Oslo say yes in the end?", 90, True, ("AGREE",))]
    assert kind_of(past[0].text, past[0].types).name == "agreement-reached"
    assert template_rate("Will Chad sign?", 90, past).n == 1


@given(st.lists(st.tuples(st.sampled_from(sorted(ASKED)), st.floats(0, 800), st.booleans()), max_size=8))
@settings(deadline=None)
def test_a_few_answers_make_nothing_certain(rows: list[tuple[str, float, bool]]) -> None:
    past = [Answered(*row) for row in rows]
    for question in ASKED:
        kind = template_of(question)
        before, after = template_rate(question, 90), template_rate(question, 90, past)
        assert 0 < after.low <= after.probability <= after.high < 1
        # A single case may count for no more than one more in as many as the prior is worth.
        mine = sum(template_of(text).name == kind.name for text in {row[0] for row in rows})
        if not mine and kind.timeless:
            assert after.probability == before.probability
    assert template_rate("Will Chad invade Niger?", 1, past).probability < 0.2


@given(st.text(max_size=300), st.floats(0, 5000))
@settings(deadline=None)
def test_any_words_have_a_kind(question: str, days: float) -> None:
    rate = template_rate(question, days)
    assert 0 <= rate.low <= rate.probability <= rate.high <= 1


@settings(max_examples=20, deadline=2000)
@given(st.sampled_from(["the ", "will the ceasefire ", "\t", "resume ", "hold a ", "-", "’", "a b "]))
def test_long_words_are_read_in_no_time(word: str) -> None:
    assert template_of(word * 4000).name


def test_one_deadline_more_never_lowers_the_chance_of_change() -> None:
    for template in templates():
        question = next((q for q, kind in ASKED.items() if kind == template.name), None)
        if question is not None:
            told = [template_rate(question, days).probability for days in (0, 1, 30, 90, 400)]
            assert told == sorted(told, reverse=template.stays)
