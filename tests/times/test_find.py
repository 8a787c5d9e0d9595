"""What is found without a parse: value, days, basis, and what is left alone."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.codes import Basis, TimexKind
from dragoman.records import When
from dragoman.times.find import find_times_in

PUBLISHED = datetime.date(2022, 11, 14)  # a Monday
DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31))
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def find_one(text: str, published: datetime.date | None = PUBLISHED) -> When:
    (when,) = find_times_in(text, published)
    return when


def values(text: str, published: datetime.date | None = PUBLISHED) -> list[str]:
    return [when.value for when in find_times_in(text, published)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        # written out
        ("They met on 5 May 2021.", "2021-05-05"),
        ("They met on Monday, November 7, 2022.", "2022-11-07"),
        ("They met on the 3rd of June, 1999.", "1999-06-03"),
        ("The note is dated 2022-03-01.", "2022-03-01"),
        ("The note is dated 14/11/2022.", "2022-11-14"),
        ("The note is dated 14.11.2022.", "2022-11-14"),
        ("It was signed on Sept. 30.", "2022-09-30"),
        ("Payment falls due on Jan. 3.", "2023-01-03"),
        ("It began in March 2014.", "2014-03"),
        ("It began in nineteen ninety-four.", "1994"),
        ("It began in the late 1970s.", "197"),
        ("The temple is from the 11th century.", "10"),
        ("Exports fell in the third quarter of 2019.", "2019-Q3"),
        ("Exports fell in the first half of 2021.", "2021-H1"),
        ("It froze in the winter of 1994.", "1994-WI"),
        ("It rose in early 2022.", "2022"),
        ("It rose in mid-October.", "2022-10"),
        # relative to the publication day
        ("Troops entered the town last Friday.", "2022-11-11"),
        ("The minister resigned on Saturday.", "2022-11-12"),
        ("The envoys will meet on Friday.", "2022-11-18"),
        ("The envoys are expected to arrive as early as Tuesday.", "2022-11-15"),
        ("The envoys meet next Friday.", "2022-11-25"),
        ("Last month the council wrote to him.", "2022-10"),
        ("The council declared it in September.", "2022-09"),
        ("The council will vote in March.", "2023-03"),
        ("It fell late last year.", "2021"),
        ("It fell earlier this week.", "2022-W46"),
        ("This week's summit is in Bali.", "2022-W46"),
        ("She left yesterday morning.", "2022-11-13TMO"),
        ("She left last night.", "2022-11-13TNI"),
        ("She left three days ago.", "2022-11-11"),
        ("She left two months ago.", "2022-09"),
        ("She left 50 years ago.", "1972"),
        ("They quarrelled over the weekend.", "2022-W45-WE"),
        ("They quarrelled last fall.", "2021-FA"),
        ("They would use the winter months to train.", "2022-WI"),
        ("Exports fell in the third quarter.", "2022-Q3"),
        ("Voters go to the polls on Election Day.", "2022-11-08"),
        ("They met on Thanksgiving Day.", "2021-11-25"),
        ("The convoy left at 9 a.m. on Friday.", "2022-11-11T09:00"),
        ("Two weeks after March 5, he fled.", "2022-03-19"),
        # lengths and repetition
        ("The siege lasted three weeks.", "P3W"),
        ("The siege lasted for months.", "PXM"),
        ("The siege lasted two and a half years.", "P2Y6M"),
        ("The siege lasted a minute and a half.", "PT1M30S"),
        ("It was an eight-year war.", "P8Y"),
        ("The quarrel is two decades old, a matter of decades.", "PXDE"),
        ("They rally every Friday.", "XXXX-WXX-5"),
        ("They rally annually.", "P1Y"),
        ("They rally twice a week.", "P1W"),
        # without a calendar
        ("They are now in talks.", "PRESENT_REF"),
        ("They recently met.", "PAST_REF"),
        ("Talks are unlikely in the near future.", "FUTURE_REF"),
    ],
)  # fmt: skip
def test_value(text: str, value: str) -> None:
    assert values(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "They may march to the second gate.",
        "He sat in the sun and watched the dictator fall.",
        "A spring broke; they will fall back and march on.",
        "Some 2000 soldiers and 1500 civilians left.",
        "The loan was $1990 at 2.46 percent.",
        "The 44-year-old and his six-year-old son fled.",
        "The clerk, 52 years old, resigned.",
        "She asked Mrs May and Mr March about it.",
        "He reads USA Today and watches 60 Minutes.",
        "She was named athlete of the year.",
        "Resolution 1973 was adopted.",
        "About a quarter of the seats are empty.",
        "",
        "\n\n\n",
        "🙂 ‏مرحبا‏ ٣٤٥",
    ],
)
def test_plain_words_are_no_dates(text: str) -> None:
    assert values(text) == []


def test_a_bare_weekday_stays_relative_without_a_publication_day() -> None:
    when = find_one("The minister resigned on Friday.", None)
    assert (when.value, when.first, when.last) == ("XXXX-WXX-5", None, None)
    assert when.basis is Basis.PUBLICATION


def test_a_stated_date_needs_no_publication_day() -> None:
    when = find_one("The minister resigned on 5 May 2021.", None)
    assert (when.basis, when.first) == (Basis.STATED, datetime.date(2021, 5, 5))


def test_a_range_is_one_time() -> None:
    when = find_one("She was an envoy from 1986 to 1989.")
    assert (when.first, when.last) == (datetime.date(1986, 1, 1), datetime.date(1989, 12, 31))
    when = find_one("They met between 3 and 5 May 2021.")
    assert (when.first, when.last) == (datetime.date(2021, 5, 3), datetime.date(2021, 5, 5))


def test_a_list_is_two_times() -> None:
    assert values("They met on April 24 and 25, 2021.") == ["2021-04-24", "2021-04-25"]


def test_bounds_open_and_close_a_time() -> None:
    since = find_one("They have held it since 2014.")
    assert (since.value, since.first, since.last) == ("2014", datetime.date(2014, 1, 1), PUBLISHED)
    by = find_one("They must leave by Friday.")
    assert (by.first, by.last) == (PUBLISHED, datetime.date(2022, 11, 18))
    before = find_one("They left before 2014.")
    assert (before.first, before.last) == (None, datetime.date(2013, 12, 31))


def test_early_and_late_narrow_the_days() -> None:
    when = find_one("It rose in late 2021.")
    assert when.first is not None and when.first > datetime.date(2021, 8, 1)
    assert when.last == datetime.date(2021, 12, 31)


def test_the_story_is_counted_from_its_own_dates() -> None:
    text = "The town fell on March 3, 2014. Two weeks later the mayor fled. The next day he was back."
    whens = find_times_in(text, PUBLISHED)
    assert [when.value for when in whens] == ["2014-03-03", "2014-03-17", "2014-03-18"]
    assert whens[1].basis is Basis.TEXT


def test_a_length_before_an_event_is_tied_to_it() -> None:
    when = find_one("Weeks after he declared the region annexed, his army left.")
    assert (when.value, when.kind, when.basis) == ("PXW", TimexKind.DURATION, Basis.EVENT)
    assert "event" in when.evidence.why
    assert find_one("The leaders spoke only days ahead of the summit.").basis is Basis.EVENT


def test_the_past_weeks_have_days() -> None:
    when = find_one("They fought in the past two weeks.")
    assert (when.value, when.first, when.last) == ("P2W", datetime.date(2022, 10, 31), PUBLISHED)


def test_spans_cover_the_expression_alone() -> None:
    text = "He said on Friday evening that the third-quarter figures were late."
    spans = [when.span.text_of(text) for when in find_times_in(text, PUBLISHED) if when.span]
    assert spans == ["Friday evening", "third-quarter"]


@given(DAYS, st.sampled_from(WEEKDAYS))
def test_last_weekday_lies_in_the_week_before(day: datetime.date, weekday: str) -> None:
    when = find_one(f"The town fell last {weekday}.", day)
    assert when.first is not None and when.first == when.last
    assert 1 <= (day - when.first).days <= 7 and when.first.isoweekday() == WEEKDAYS.index(weekday) + 1


@given(DAYS)
def test_a_week_more_moves_last_friday_by_a_week(day: datetime.date) -> None:
    week = datetime.timedelta(days=7)
    first, second = (find_one("The town fell last Friday.", anchor).first for anchor in (day, day + week))
    assert first is not None and second is not None and second - first == week


@given(DAYS, DAYS, st.sampled_from(("%d %B %Y", "%B %d, %Y", "%A, %d %B %Y", "%Y-%m-%d", "%d.%m.%Y")))
def test_a_written_date_means_its_day(day: datetime.date, published: datetime.date, form: str) -> None:
    when = find_one(f"The treaty was signed on {day.strftime(form)} in Geneva.", published)
    assert (when.first, when.last) == (day, day)


@given(DAYS, st.integers(2, 30), st.sampled_from(("days", "weeks", "months", "years")))
def test_so_long_ago_holds_the_day(published: datetime.date, count: int, unit: str) -> None:
    when = find_one(f"The town fell {count} {unit} ago.", published)
    length = {"days": 1, "weeks": 7, "months": 30.44, "years": 365.25}[unit]
    meant = published - datetime.timedelta(days=round(count * length))
    slack = datetime.timedelta(days=0 if unit in ("days", "weeks") else 3)
    assert when.first is not None and when.last is not None
    assert when.first - slack <= meant <= when.last + slack


@given(DAYS, st.sampled_from(("week", "month", "year")))
def test_last_this_and_next_follow_each_other(published: datetime.date, unit: str) -> None:
    last, this, coming = (find_one(f"It is planned for {side} {unit}.", published) for side in ("last", "this", "next"))
    assert last.last is not None and this.first is not None and this.last is not None and coming.first is not None
    day = datetime.timedelta(days=1)
    assert last.last + day == this.first <= published <= this.last == coming.first - day


TIME_WORDS = (
    "the a last next this first second third quarter half of in on by may march 5 31 2022 1990s 10:35 a.m. years days "
    "week ago later before after and to - , . friday mid early late every fall winter Easter two hundred"
)
WORDS = st.sampled_from(TIME_WORDS.split())


def days_of(text: str, published: datetime.date = PUBLISHED) -> tuple[datetime.date | None, datetime.date | None]:
    when = find_one(text, published)
    return when.first, when.last


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("They met from May 28 to June 3, 2017.", (2017, 5, 28), (2017, 6, 3)),
        ("The truce held from 28 December to 3 January 2018.", (2017, 12, 28), (2018, 1, 3)),
        ("It fell between the 27th and the 30th of April.", (2022, 4, 27), (2022, 4, 30)),
        ("It must be signed no later than 5 May 2023.", PUBLISHED, (2023, 5, 5)),
        ("He will leave no earlier than 5 May 2023.", (2023, 5, 5), None),
        ("The rule holds from 5 May 2023 onwards.", (2023, 5, 5), None),
        ("Shells fell on Friday (November 11).", (2022, 11, 11), (2022, 11, 11)),
        ("Shells fell on the night of 7 October.", (2022, 10, 7), (2022, 10, 7)),
        ("The clerk died two years and three months ago.", (2020, 8, 1), (2020, 8, 31)),
        ("The clerk died two to three weeks ago.", (2022, 10, 24), (2022, 11, 6)),
        ("She resigned two years after 2014.", (2016, 1, 1), (2016, 12, 31)),
        ("She resigned the day after Christmas 2021.", (2021, 12, 26), (2021, 12, 26)),
        ("The law was passed on 5 May last year.", (2021, 5, 5), (2021, 5, 5)),
        ("The law passed in the summer of '69.", (1969, 6, 1), (1969, 8, 31)),
        ("They rallied in the early 1990's.", (1990, 1, 1), (1993, 4, 30)),
        ("They rallied in the second half of May.", (2022, 5, 15), (2022, 5, 31)),
        ("They will rally on the coming weekend.", (2022, 11, 19), (2022, 11, 20)),
        ("They rallied over Easter weekend.", (2022, 4, 16), (2022, 4, 17)),
        ("We'll be back in a week.", (2022, 11, 21), (2022, 11, 27)),
        ("They will meet on the next business day.", (2022, 11, 15), (2022, 11, 15)),
        ("The temple fell in 44 BC.", None, None),
    ],
)  # fmt: skip
def test_days(text: str, first: object, last: object) -> None:
    wanted = tuple(datetime.date(*day) if isinstance(day, tuple) else day for day in (first, last))
    assert days_of(text) == wanted


def test_the_early_hours_end_at_six() -> None:
    when = find_one("The bridge was hit in the early hours of Saturday.")
    assert when.start == datetime.datetime(2022, 11, 12) and when.end == datetime.datetime(2022, 11, 12, 6)


AWAY = (
    ("{} days ago", -1, "days"),
    ("in {} days", 1, "days"),
    ("{} weeks ago", -7, "days"),
    ("in {} weeks", 7, "days"),
)


@given(DAYS, st.integers(2, 60), st.sampled_from(AWAY))
def test_so_far_away_holds_the_meant_day(published: datetime.date, count: int, way: tuple[str, int, str]) -> None:
    verb = "fell" if way[1] < 0 else "will open"
    when = find_one(f"The bridge {verb} {way[0].format(count)}.", published)
    meant = published + datetime.timedelta(days=way[1] * count)
    assert when.first is not None and when.last is not None and when.first <= meant <= when.last


ANY_FORM = st.sampled_from(("%d %B", "%B %d", "%A, %d %B", "on %A (%B %d)", "the night of %d %B", "%B", "%A"))


@given(DAYS, st.integers(0, 6), ANY_FORM)
def test_a_day_of_the_last_week_is_held_however_it_is_written(published: datetime.date, back: int, form: str) -> None:
    meant = published - datetime.timedelta(days=back)
    when = find_one(f"The town fell {'' if form.startswith('on ') else 'on '}{meant.strftime(form)}.", published)
    assert when.first is not None and when.last is not None and when.first <= meant <= when.last


@settings(max_examples=300)
@given(st.one_of(st.text(), st.lists(WORDS, max_size=12).map(" ".join)), st.one_of(st.none(), st.dates()))
def test_no_text_breaks_it(text: str, published: datetime.date | None) -> None:
    for when in find_times_in(text, published):
        assert when.span is not None and 0 <= when.span.start < when.span.end <= len(text)
        assert when.first is None or when.last is None or when.first <= when.last


WEEK = datetime.timedelta(days=7)
RELATIVE = st.sampled_from(
    [
        (f"The envoys {verb} {words}{day}.", weekday, behind, ahead)
        for verb, words, behind, ahead in (
            ("met", "last ", 1, -1),
            ("met", "on ", 0, -6),
            ("will meet", "on ", -6, 0),
            ("will meet", "this ", -6, 0),
            ("will meet", "next ", -13, -1),
        )
        for weekday, day in enumerate(WEEKDAYS, 1)
    ]
)


@given(DAYS, RELATIVE)
def test_a_weekday_is_near_and_moves_with_its_anchor(published: datetime.date, made: tuple[str, int, int, int]) -> None:
    text, weekday, latest, earliest = made
    when, later = find_one(text, published), find_one(text, published + WEEK)
    assert when.last is not None and later.last is not None and when.last.isoweekday() == weekday
    assert later.last - when.last == WEEK
    low, high = sorted((latest, earliest))
    gap = (published - when.last).days
    assert (1 <= gap <= 7) if "last" in text else low <= gap <= max(high, 6 if "met on" in text else high)


@given(DAYS, st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)), st.integers(1, 60))
def test_a_range_holds_all_its_days(published: datetime.date, first: datetime.date, length: int) -> None:
    last = first + datetime.timedelta(days=length)
    when = find_one(f"The siege ran from {first:%d %B %Y} to {last:%d %B %Y}.", published)
    assert (when.first, when.last) == (first, last)


@given(DAYS, st.integers(0, 23), st.integers(0, 59), st.integers(0, 59))
def test_a_clock_time_holds_its_second(day: datetime.date, hour: int, minute: int, second: int) -> None:
    meant = datetime.datetime.combine(day, datetime.time(hour, minute, second))
    when = find_one(f"The shell struck on {day:%d %B %Y} at {meant:%H:%M:%S}.", day)
    assert when.start is not None and when.end is not None and when.start <= meant < when.end


@given(DAYS, st.sampled_from(("spring", "summer", "autumn", "winter")), st.integers(1900, 2100))
def test_the_seasons_of_a_year_part_it(published: datetime.date, season: str, year: int) -> None:
    north = find_one(f"The river froze in the {season} of {year}.", published)
    south = find_times_in(f"PERTH, Australia — The river froze in the {season} of {year}.", published)[-1]
    assert north.first is not None and south.first is not None and north.last is not None
    assert 80 <= (north.last - north.first).days <= 92 and north.first.year == south.first.year == year
    assert abs((north.first - south.first).days) in range(180, 276)


@given(DAYS, st.sampled_from(("January", "March", "May", "August", "December")), st.sampled_from(("fell", "will fall")))
def test_a_month_without_a_year_is_within_a_year(published: datetime.date, month: str, verb: str) -> None:
    when = find_one(f"The town {verb} in {month}.", published)
    assert when.first is not None and when.last is not None and when.first.strftime("%B") == month
    assert abs((when.first - published).days) <= 366
