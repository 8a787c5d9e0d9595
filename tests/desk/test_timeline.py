from __future__ import annotations

from dataclasses import replace

from factory import EVENTS, WAR, day, make_bare, make_dossier, when

from dragoman.desk.timeline import draw_timeline


def test_the_axis_covers_the_days_around_publication_and_the_rest_stands_at_its_sides() -> None:
    timeline = draw_timeline(make_dossier(), 720)
    assert timeline is not None and timeline.has_earlier and timeline.has_later
    bars = {bar.mark: bar for bar in timeline.bars}
    assert bars["E7"].x < timeline.left < bars["E1"].x < bars["E3"].x < timeline.right < bars["E6"].x


def test_a_day_is_a_dot_and_an_unsure_date_a_bar() -> None:
    week = when("2022-W45", "2022-11-07", "2022-11-13", "week", "Last Friday")
    events = EVENTS[0], replace(EVENTS[1], when=week)
    timeline = draw_timeline(make_dossier(events=events, statements=()), 720)
    assert timeline is not None
    dot, bar = sorted(timeline.bars, key=lambda b: b.width)
    assert dot.is_day and not bar.is_day and bar.width > 3 * dot.width


def test_words_stay_on_the_sheet_at_both_widths() -> None:
    for width in (350, 720):
        timeline = draw_timeline(make_dossier(), width)
        assert timeline is not None and len({bar.y for bar in timeline.bars}) == len(timeline.bars)
        assert all(0 <= bar.words_x <= width and bar.words for bar in timeline.bars)


def test_what_is_not_confirmed_says_so() -> None:
    timeline = draw_timeline(make_dossier(), 720)
    assert timeline is not None
    bar = next(bar for bar in timeline.bars if bar.mark == "E3")
    assert bar.tone == "hedged" and "reported, not confirmed" in bar.told


def test_no_dates_no_timeline_and_extreme_dates_no_error() -> None:
    assert draw_timeline(make_bare("x"), 720) is None
    ends = day("0001-01-01", "Last Friday"), day("9999-12-31", "Last Friday"), WAR
    events = tuple(replace(EVENTS[0], id=f"ev-{i}", when=end) for i, end in enumerate(ends))
    assert draw_timeline(replace(make_bare("x"), events=events), 720) is not None
