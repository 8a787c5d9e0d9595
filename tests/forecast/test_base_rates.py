from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.archive.store import Archive
from dragoman.codes import EventType
from dragoman.forecast.base_rates import OWN_HISTORY, BaseRate, chance_told
from dragoman.forecast.classes import base_rates, combined
from dragoman.forecast.durations import breaks_out, episodes, goes_on, running_since
from dragoman.forecast.question import Pattern, make_question
from dragoman.forecast.templates import Answered, template_of, template_rate, templates
from dragoman.records import make_id

DAY = datetime.date


def own(rates: list[BaseRate]) -> list[BaseRate]:
    """The classes of the dyad's own history."""
    return [rate for rate in rates if rate.distance == OWN_HISTORY]


def fill(archive: Archive, every: int = 5) -> None:
    """A year of events: Kenya meets Uganda every so many days, others talk daily."""
    import pyarrow as pa

    rows = []
    for k in range(365):
        day = DAY(2030, 1, 1) + datetime.timedelta(days=k)
        pairs = [("FIN", "NOR", "CONSULT"), ("NOR", "FIN", "AID")]
        pairs += [("KEN", "UGA", "CONSULT")] if k % every == 0 else []
        for source, target, type in pairs:
            rows.append(
                {
                    "id": make_id("ev", k, source), "type": type, "status": "asserted", "reporting_hedge": "none",
                    "source": source, "target": target, "source_codes": [source], "target_codes": [target],
                    "source_country": source, "target_country": target, "first": day, "last": day, "dataset": "own",
                }
            )  # fmt: skip
    archive.bulk("events", pa.Table.from_pylist(rows))


def test_two_classes_from_the_history_of_the_dyad(tmp_path: Path) -> None:
    with Archive(tmp_path / "desk.duckdb") as archive:
        fill(archive)
        asked = make_question(
            "Will Kenya receive Uganda?", "Yes if reported.", DAY(2030, 12, 31), DAY(2031, 1, 7),
            pattern=Pattern(types=("CONSULT",), source="KEN", target="UGA"),
        )  # fmt: skip
        rates = own(base_rates(asked, archive))
    assert [rate.method for rate in rates] == ["gamma-poisson", "beta-binomial", "logistic on eight counts"]
    for rate in rates:
        assert rate.n and rate.window.startswith("2030-0") and rate.low <= rate.probability <= rate.high and rate.why
    assert rates[0].probability == pytest.approx(0.75, abs=0.1)
    assert combined(rates) is not None


def test_a_pile_of_clippings_gives_no_rate(tmp_path: Path) -> None:
    asked = make_question(
        "Would the mood improve?", "–", DAY(2030, 12, 31), pattern=Pattern(types=("PROTEST",), source="KEN")
    )
    with Archive(tmp_path / "desk.duckdb") as archive:
        assert base_rates(asked, archive) == []
    assert combined([]) is None


def test_a_dyad_that_nobody_watches_has_no_rate(tmp_path: Path) -> None:
    with Archive(tmp_path / "desk.duckdb") as archive:
        fill(archive)
        pattern = Pattern(types=("CONSULT",), source="PER", target="CHL")
        asked = make_question("Would the two talk?", "–", DAY(2030, 12, 31), DAY(2031, 1, 30), pattern=pattern)
        assert own(base_rates(asked, archive)) == []
        stale = make_question(
            "Would the two talk?",
            "–",
            DAY(2033, 1, 1),
            DAY(2033, 1, 30),
            pattern=Pattern(("CONSULT",), (), "KEN", "UGA"),
        )
        assert own(base_rates(stale, archive)) == []


def test_a_data_set_of_a_few_days_does_not_seem_to_watch_the_days_of_another(tmp_path: Path) -> None:
    import pyarrow as pa

    day = DAY(2030, 6, 1)
    shared = {"type": "CONSULT", "status": "asserted", "reporting_hedge": "none", "first": day, "last": day}
    pair = {"source": "KEN", "target": "UGA", "source_country": "KEN", "target_country": "UGA"}
    rows = [
        {**shared, **pair, "id": f"ev-{k}", "source_codes": ["KEN"], "target_codes": ["UGA"], "dataset": "sample"}
        for k in range(9)
    ]
    pattern = Pattern(types=("CONSULT",), source="KEN", target="UGA")
    asked = make_question("Will Kenya receive Uganda?", "–", DAY(2030, 12, 31), DAY(2031, 1, 7), pattern=pattern)
    with Archive(tmp_path / "desk.duckdb") as archive:
        fill(archive)
        archive.bulk("events", pa.Table.from_pylist(rows))
        rates = base_rates(asked, archive)
    assert rates and "sample" not in rates[0].why and rates[0].n == 361


def test_what_is_nearly_certain_is_not_told_as_certain() -> None:
    told = [chance_told(p) for p in (0.0, 0.0004, 0.006, 0.355, 0.994, 0.9996, 1.0)]
    assert told == ["0%", "<1%", "1%", "36%", "99%", ">99%", "100%"]


def test_a_question_may_ask_for_more_than_one(tmp_path: Path) -> None:
    with Archive(tmp_path / "desk.duckdb") as archive:
        fill(archive)
        once, often = (
            own(
                base_rates(
                    make_question(
                        "Would the two talk?", "–", DAY(2030, 12, 31), DAY(2031, 1, 30),
                        pattern=Pattern(("CONSULT",), (), "KEN", "UGA", at_least=n),
                    ),
                    archive,
                )
            )
            for n in (1, 8)
        )  # fmt: skip
    assert len(once) == len(often) == 2
    assert all(a.probability > b.probability for a, b in zip(once, often, strict=True))


def test_what_happened_later_is_not_counted(tmp_path: Path) -> None:
    with Archive(tmp_path / "desk.duckdb") as archive:
        fill(archive)
        asked = make_question(
            "Will Kenya receive Uganda?", "–", DAY(2030, 6, 1), DAY(2030, 6, 8),
            pattern=Pattern(types=("CONSULT",), source="KEN", target="UGA"),
        )  # fmt: skip
        assert all(rate.window.endswith("2030-05-31") for rate in own(base_rates(asked, archive)))


def test_a_war_that_goes_on_has_a_class_of_wars_that_lasted_as_long() -> None:
    asked = make_question(
        "Will the fighting between Russia and Ukraine still be ongoing?", "–", DAY(2023, 2, 1), DAY(2023, 5, 1),
        pattern=Pattern(source="RUS", target="UKR"),
    )  # fmt: skip
    rates = base_rates(asked)
    assert [rate.method for rate in rates] == ["kaplan-meier", "beta-binomial"]
    assert "wars between states" in rates[0].reference_class and 0.5 < rates[0].probability < 1
    assert combined(rates) == pytest.approx(rates[0].probability)


def test_more_of_a_war_is_another_question_than_its_going_on() -> None:
    pattern = Pattern(types=("ASSAULT",), source="UKR", target="RUS")
    texts = ("Would Ukraine strike Russia?", "Would Ukraine step up its strikes on Russia?")
    on, more = (base_rates(make_question(text, "–", DAY(2022, 11, 14), pattern=pattern))[0] for text in texts)
    assert "active for" in on.reference_class and on.probability > 0.5
    assert "stretches of fighting" in more.reference_class and more.low < 0.28 < more.high and more.n == 157
    # What was counted until 2019 was not known in 2018.
    early = base_rates(make_question(texts[1], "–", DAY(2018, 11, 14), pattern=pattern))
    assert all("stretches" not in rate.reference_class for rate in early)


def test_durations_use_only_what_was_known() -> None:
    early, late = goes_on(365, 90, today=DAY(1960, 1, 1)), goes_on(365, 90)
    assert early is not None and late is not None and early.n < late.n
    assert goes_on(40_000, 90) is None
    assert running_since("UKR", DAY(2022, 6, 1)) == running_since("RUS", DAY(2022, 6, 1))
    assert len(episodes()) > 500


def test_onsets_are_pooled_over_countries() -> None:
    calm, torn = breaks_out("ISL", 365), breaks_out("IND", 365)
    assert calm is not None and torn is not None
    assert 0 < calm.probability < 0.05 < torn.probability
    assert breaks_out("XXX", 365) is None


def test_the_words_of_a_question_tell_its_kind() -> None:
    told = {
        "Will Arvid Lund remain president of Norway through 2031?": "incumbent-stays",
        "Will Arvid Lund resign before May?": "leader-leaves",
        "Will Chad invade Niger in 2031?": "invasion-or-war",
        "Ceasefire between Chad and Niger by June?": "peace-made",
        "Will Chad capture Diffa?": "place-taken",
        "Will it rain?": "other-change",
    }
    assert {question: template_of(question).name for question in told} == told
    assert all(0 < t.chance < 1 and t.source for t in templates())


def test_where_words_tell_no_kind_the_event_asked_about_does() -> None:
    text, opens = "Will Oslo say yes in the end?", DAY(2030, 1, 1)
    asked = make_question(text, "–", opens, pattern=Pattern(types=("AGREE",), source="NOR"))
    [rate] = base_rates(asked)
    assert "agreement-reached" in rate.reference_class
    assert base_rates(make_question(text, "–", opens, pattern=Pattern(types=("AGREE", "AID"), source="NOR"))) == []
    assert {type for template in templates() for type in template.types} <= set(EventType)


def test_a_template_learns_from_resolved_questions_once_each() -> None:
    question = "Will Chad strike Niger by June?"
    before = template_rate(question, 90)
    case = Answered("Will Mali strike Togo by May?", 90, True)
    once, thrice = template_rate(question, 90, [case]), template_rate(question, 90, [case] * 3)
    assert before.probability < once.probability == thrice.probability
    assert (before.n, once.n) == (0, 1) and "prior" in before.window


def test_less_time_makes_change_less_likely_and_staying_more() -> None:
    assert (
        template_rate("Will Chad strike Niger?", 10).probability
        < template_rate("Will Chad strike Niger?", 90).probability
    )
    stays = "Will Arvid Lund remain in office?"
    assert template_rate(stays, 10).probability > template_rate(stays, 90).probability > 0.9


def test_what_two_did_together_is_history_of_both(tmp_path: Path) -> None:
    import pyarrow as pa

    shared = {"status": "asserted", "reporting_hedge": "none", "dataset": "own", "type": "CONSULT"}
    rows = []
    for k in range(365):
        day = DAY(2030, 1, 1) + datetime.timedelta(days=k)
        days = {**shared, "first": day, "last": day, "source": "FIN", "source_country": "FIN"}
        rows.append({**days, "id": f"ev-a{k}", "source_codes": ["FIN"], "target_codes": ["NOR"]})
        if k % 5 == 0:
            # Told of both side by side: neither is the other's target.
            rows.append({**days, "id": f"ev-b{k}", "source_codes": ["KEN", "UGA"], "target_codes": []})
    with Archive(tmp_path / "desk.duckdb") as archive:
        archive.bulk("events", pa.Table.from_pylist(rows))
        found = [
            own(base_rates(make_question("Will they?", "–", DAY(2030, 12, 31), DAY(2031, 1, 30), pattern=pattern), archive))
            for pattern in (Pattern(("CONSULT",), (), "KEN", "UGA"), Pattern(("CONSULT",), (), "UGA", "KEN"))
        ]  # fmt: skip
    assert [len(rates) for rates in found] == [2, 2]
    assert "72 of 361 days" in found[0][0].why and found[0][0].probability == found[1][0].probability


def test_an_open_question_is_looked_at_from_today_and_a_past_one_from_its_opening() -> None:
    asked = make_question("Will Chad strike Niger?", "–", DAY(2031, 1, 1), DAY(2031, 4, 1))
    at_first, late = (base_rates(asked, today=day)[0].probability for day in (DAY(2031, 1, 1), DAY(2031, 3, 25)))
    assert late < at_first
    assert base_rates(asked, today=DAY(2032, 1, 1))[0].probability == at_first
    early = base_rates(asked, today=DAY(2030, 6, 1))[0].probability
    assert early == at_first
    settled = replace(asked, outcome=True)
    assert base_rates(settled, today=DAY(2031, 3, 25))[0].probability == at_first
