"""Time expressions against the cases of Recognizers-Text (DateTimeModel), with that project's conventions mapped.

``python -m benchmarks.recognizers CASES.json [--errors]`` prints two rates over the expected expressions, and the
share of cases that are right as a whole. The mapping:

- *Reference*: the case's ``ReferenceDateTime`` is the moment of writing.
- *Span*: an expected expression is found where one of ours has the same words, once the words at its edges that
  TimeML leaves outside an expression are taken off both (``EDGE``: prepositions, "the", "around", "later than" …;
  Recognizers counts most of them in, and leaves the zone of a clock time out). ``relaxed`` asks for an overlap alone.
  F1, so invented ones cost.
- *Value*: the found one (relaxed) agrees with any of the values offered, since Recognizers gives both the past and
  the future reading of what is open. It agrees where the TIMEX3 value is the same, or

  - a day or moment: where the interval begins on that day, or at that moment;
  - a range: where both ends are the same. Recognizers leaves the last named unit of "from A to B" out, we count it in,
    so the end may be the first or the last moment of that unit. Where Recognizers gives one end only
    ("since", "before"), that end is compared; where one of the ends is "now", likewise;
  - a time without a day, or a range of such: the clock times are the same, whatever day ours stands on;
  - so long ago, so long from now: Recognizers gives the day, we the week, month or year that holds it;
  - a span that begins or ends with the day of writing may count that day in or not, and so may "until" and "after";
  - a part of the day, a season, a fiscal year: the same part of the same day or year, whatever hours or days it has;
    the early, middle or late part of a month or year: at least half of the days are the same;
  - a length: it is as many seconds (a year has 365 days, a month 30), or the interval is as long; an open number
    ("few") counts as three there and as X here;
  - a repeated time: the TIMEX3 value is the same, or the same but for its clock time.

  The rate is over all expected expressions: one that is not found has no value.
"""

from __future__ import annotations

import argparse
import datetime
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.codes import TimexKind
from dragoman.records import When
from dragoman.times.calendar import interval_of
from dragoman.times.find import find_times_in
from dragoman.times.moments import interval_of_when

EDGE_WORDS = (
    "the a an in on at by of from since until till before after for during within between about around approximately"
    " near over this to prior through as or later than earlier early late soon and onwards starting up next past just"
    " no not more less exactly s gmt utc pst pt pdt est et edt cst ct cdt cet circa beginning sometime right"
)
EDGE = frozenset(EDGE_WORDS.split())
# Rules that give the week, month or year that so long ago or from now lies in.
COARSE = frozenset(("ago", "from-now", "later", "in-length", "shifted-date"))
DAY = datetime.timedelta(days=1)
SECONDS = {"Y": 365 * 86400, "M": 30 * 86400, "W": 7 * 86400, "D": 86400}
CLOCK_SECONDS = {"H": 3600, "M": 60, "S": 1}
WORD = re.compile(r"\d+(?:[.:,/]\d+)*|[^\W\d_]+(?:\.[^\W\d_]\.)?|[^\w\s]")
CLOCK = re.compile(r"\d\d:\d\d:\d\d")
Moment = datetime.datetime


def core_of(text: str) -> str:
    """The words of an expression without those at its edges that only one of the two conventions counts in."""
    words = [word for word in WORD.findall(text.lower()) if any(c.isalnum() for c in word)]
    while words and words[0] in EDGE:
        words.pop(0)
    while words and words[-1] in EDGE:
        words.pop()
    return " ".join(words)


def seconds_of(value: str) -> float | None:
    """How long an ISO 8601 length is."""
    match = re.fullmatch(r"P((?:[\d.]+[YMWD])*)(?:T((?:[\d.]+[HMS])+))?", value)
    if match is None:
        return None
    days = sum(float(n) * SECONDS[u] for n, u in re.findall(r"([\d.]+)([YMWD])", match[1] or ""))
    return days + sum(float(n) * CLOCK_SECONDS[u] for n, u in re.findall(r"([\d.]+)([HMS])", match[2] or ""))


def moment_of(text: str) -> Moment | None:
    for form in ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S"):
        try:
            return datetime.datetime.strptime(text, form)
        except ValueError:
            continue
    return None


def value_agrees(when: When, expected: dict[str, Any], text: str) -> bool:
    """Whether an expression of ours means one of the expected values."""
    values = (expected.get("Resolution") or {}).get("values") or []
    return any(_agrees(when, value, text) for value in values)


def _agrees(when: When, value: dict[str, Any], text: str) -> bool:
    timex, mod = value.get("timex", ""), value.get("Mod", "")
    if mod in ("", "approx") and _plain(timex) == _plain(when.value):
        return True
    if mod in ("", "start", "mid", "end") and _same_part(when, timex):
        return True
    kind = value.get("type", "")
    if kind == "set":
        same = _plain(timex).partition("T")[0] == _plain(when.value).partition("T")[0]
        clock = timex[:1] == "T" and _plain(when.value).startswith("XXXX-XX-XX" + _plain(timex))
        return when.kind is TimexKind.SET and (same or clock)
    if kind == "duration":
        return _same_length(when, value)
    if "start" not in value and "end" not in value:
        return _same_point(when, str(value.get("value", "")))
    return _same_range(when, value)


def _plain(timex: str) -> str:
    return re.sub(r"(?<=T\d\d):00(?::00)?$|(?<=:\d\d):00$", "", timex.upper().replace("Z", "")).replace("FY", "")


def _same_part(when: When, timex: str) -> bool:
    """A part of the day, a season or a fiscal year: the same one, of the same day or year if both name it."""
    match = re.fullmatch(r"(.*?)(T(?:MO|AF|EV|NI|DT)|(?:SP|SU|FA|WI)|SY\d{4})", timex)
    if match is None:
        return False
    day, part = match[1].strip("-"), match[2].replace("SY", "")
    return when.value.endswith(part) and ("XXXX" in day or when.value.startswith(day))


def _same_length(when: When, value: dict[str, Any]) -> bool:
    try:
        wanted = float(value.get("value", "nan"))
    except ValueError:
        return False
    start, end = interval_of_when(when)
    known = seconds_of(when.value.replace("X", "3"))
    if known is not None and abs(known - wanted) < 1:
        return True
    return start is not None and end is not None and abs((end - start).total_seconds() - wanted) < 1


def _naive(moment: Moment | None) -> Moment | None:
    return moment.replace(tzinfo=None) if moment else None


def _same_point(when: When, value: str) -> bool:
    start = _naive(interval_of_when(when)[0])
    if start is None:
        return False
    if CLOCK.fullmatch(value):
        return when.start is not None and start.strftime("%H:%M:%S") == value
    wanted, end = moment_of(value), _naive(interval_of_when(when)[1])
    if wanted is not None and when.evidence.rule in COARSE and end is not None:
        return start <= wanted < end
    return wanted is not None and start == wanted


def _same_range(when: When, value: dict[str, Any]) -> bool:
    start, end = (_naive(moment) for moment in interval_of_when(when))
    if all(CLOCK.fullmatch(value[k]) for k in ("start", "end") if k in value):
        clocks = tuple(m.strftime("%H:%M:%S") if m else None for m in (start, end))
        exact = when.start is not None or when.end is not None
        return exact and all(value.get(k) in (None, c) for k, c in zip(("start", "end"), clocks, strict=True))
    wanted_start = moment_of(value["start"]) if "start" in value else None
    wanted_end = moment_of(value["end"]) if "end" in value else None
    mod = value.get("Mod", "")
    if mod in ("start", "mid", "end") and start and end and wanted_start and wanted_end:
        shared = min(end, wanted_end) - max(start, wanted_start)
        return shared * 2 >= max(end - start, wanted_end - wanted_start)
    loose = when.kind is TimexKind.DURATION or mod.split("-")[0] in ("before", "until", "after", "since")
    slack = (DAY, -DAY) if loose else ()
    if wanted_start is not None and (start is None or wanted_start not in (start, *(start + s for s in slack))):
        return False
    return wanted_end is None or (end is not None and wanted_end in (*_ends(when, end), *(end + s for s in slack)))


def _ends(when: When, end: Moment) -> Iterator[Moment]:
    """The end of an interval, and what it would be with the last named unit left out."""
    yield end
    _, _, last = when.value.partition("/")
    whole = interval_of(last) if last else None
    if last == "PRESENT_REF":
        yield end - DAY
    elif "T" in last:
        yield from (end + datetime.timedelta(minutes=n) for n in (-1, 1))
    elif whole is not None:
        yield datetime.datetime.combine(whole[0], datetime.time())


def pairs(whens: list[When], expected: list[dict[str, Any]]) -> list[tuple[When, dict[str, Any]]]:
    """Ours and theirs that overlap, one to one, the largest overlaps first."""
    overlaps = sorted(
        (-(min(w.span.end, e["Start"] + len(e["Text"])) - max(w.span.start, e["Start"])), i, j)
        for i, w in enumerate(whens)
        for j, e in enumerate(expected)
        if w.span and min(w.span.end, e["Start"] + len(e["Text"])) > max(w.span.start, e["Start"])
    )
    used_ours: set[int] = set()
    used_theirs: set[int] = set()
    made = []
    for _, i, j in overlaps:
        if i not in used_ours and j not in used_theirs:
            used_ours.add(i)
            used_theirs.add(j)
            made.append((whens[i], expected[j]))
    return made


def run_case(case: dict[str, Any], counts: Counter[str]) -> list[str]:
    """Counts one case; what is wrong in it, in words."""
    text = case["Input"]
    reference = datetime.datetime.fromisoformat((case.get("Context") or {}).get("ReferenceDateTime", "2016-11-07"))
    whens = find_times_in(text, reference)
    expected = case["Results"]
    wrong = []
    matched = pairs(whens, expected)
    counts["expected"] += len(expected)
    counts["found"] += len(whens)
    counts["relaxed"] += len(matched)
    for when, theirs in matched:
        same_span = when.span is not None and core_of(when.span.text_of(text)) == core_of(theirs["Text"])
        same_value = value_agrees(when, theirs, text)
        counts["span"] += same_span
        counts["value"] += same_value
        if not same_span and when.span:
            wrong.append(f"SPAN  {theirs['Text']!r} ours {when.span.text_of(text)!r}")
        if not same_value:
            offered = (theirs.get("Resolution") or {}).get("values") or []
            start, end = interval_of_when(when)
            wrong.append(f"VALUE {theirs['Text']!r} {offered} ours {when.value} {start}..{end}")
    wrong += [f"MISS  {e['Text']!r}" for e in expected if not any(e is theirs for _, theirs in matched)]
    ours = [when for when, _ in matched]
    extra = [when for when in whens if not any(when is other for other in ours)]
    wrong += [f"EXTRA {when.span.text_of(text)!r} {when.value}" for when in extra if when.span]
    counts["cases"] += 1
    counts["right"] += not wrong
    return wrong


def f1(counts: Counter[str], kind: str) -> float:
    return 2 * counts[kind] / max(counts["expected"] + counts["found"], 1)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path, metavar="CASES.json")
    parser.add_argument("--errors", action="store_true", help="print what is wrong, case by case")
    parser.add_argument("--half", type=int, choices=(0, 1), help="only every other case: the even (0) or odd (1) ones")
    arguments = parser.parse_args(argv)
    cases = json.loads(arguments.cases.read_text(encoding="utf-8-sig"))
    if arguments.half is not None:
        cases = cases[arguments.half :: 2]
    counts: Counter[str] = Counter()
    for case in cases:
        wrong = run_case(case, counts)
        if arguments.errors and wrong:
            reference = (case.get("Context") or {}).get("ReferenceDateTime", "")
            print(f"{case['Input']!r} ({reference})", *wrong, sep="\n    ")
    print(f"cases {counts['cases']}, expected {counts['expected']}, found {counts['found']}")
    print(f"span F1 {f1(counts, 'span'):.3f} (relaxed {f1(counts, 'relaxed'):.3f})")
    of_found = counts["value"] / max(counts["relaxed"], 1)
    rate = counts["value"] / max(counts["expected"], 1)
    print(f"value rate {rate:.3f} (of the found ones {of_found:.3f}), value F1 {f1(counts, 'value'):.3f}")
    print(f"cases right as a whole {counts['right'] / max(counts['cases'], 1):.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
