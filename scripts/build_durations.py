"""Builds the small tables of durations, onsets and step-ups that forecasts rest on, from three files of UCDP.

Usage: python scripts/build_durations.py ucdp_acd.csv ucdp_onsets.csv ucdp_ged_syria.csv

Sources: UCDP/PRIO Armed Conflict Dataset (Gleditsch et al. 2002; Davies et al. 2025), UCDP's onsets by country-year and
the events of UCDP GED in Syria, all CC BY 4.0. An episode is a run of years in which a conflict is active; it has
ended where UCDP gives its end.
"""

from __future__ import annotations

import csv
import datetime
import sys
from collections import defaultdict
from pathlib import Path

from dragoman.formats.codebook import country_of_state_number

FOLDER = Path(__file__).parents[1] / "src" / "dragoman" / "data" / "forecast"
KINDS = {"interstate": "interstate", "intrastate": "civil", "II": "internationalised", "extrasystemic": "colonial"}
SINCE = 1990
STRETCHES = (30, 60, 90, 120, 180, 270)
SOURCE = """# {title}
# Derived by scripts/build_durations.py from {source} (Uppsala Conflict Data Program; CC BY 4.0):
# {reference}
# {columns}
"""


def main(conflicts: Path, onsets: Path, events: Path) -> None:
    _write(
        "episodes.csv",
        SOURCE.format(
            title="Episodes of armed conflict since 1946: how long each lasted.",
            source="the UCDP/PRIO Armed Conflict Dataset, years 1946 to 2024",
            reference="Gleditsch et al. (2002), Journal of Peace Research 39(5); Davies et al. (2025), same journal.",
            columns="country, other: ISO3 of the governments on side A and B; kind; start, end: days; "
            "ended: 0 where it was still active at the end of 2024.",
        ),
        ("country", "other", "kind", "start", "end", "ended"),
        _episodes(conflicts),
    )
    _write(
        "onsets.csv",
        SOURCE.format(
            title=f"New state-based armed conflicts by country, {SINCE} to 2017.",
            source="UCDP's onset data by country-year",
            reference="Pettersson and Eck (2018), Journal of Peace Research 55(4), and the reference above.",
            columns="years: country-years seen; onsets: years in which a conflict began, new or after two quiet years.",
        ),
        ("country", "years", "onsets"),
        _onsets(onsets),
    )
    _write(
        "step_ups.csv",
        SOURCE.format(
            title="How often fighting stepped up: stretches of days in the governorates of Syria, 2016 to 2019.",
            source="UCDP GED, state-based violence dated to the week or better",
            reference="Sundberg and Melander (2013), Journal of Peace Research 50(4); Davies et al. (2025), same "
            "journal.",
            columns="days: length of a stretch; stretches: those after one of as many days with five events or more; "
            "more: those with a quarter more events than the one before.",
        ),
        ("days", "stretches", "more"),
        _step_ups(events),
    )


def _episodes(path: Path) -> list[tuple[str, ...]]:
    found: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found[row["conflict_id"], row["start_date2"]].append(row)
    episodes = []
    for rows in found.values():
        rows.sort(key=lambda row: float(row["year"]))
        last = rows[-1]
        ends = [row["ep_end_date"] for row in rows if row["ep_end_date"]]
        end = max(ends) if ends else f"{int(float(last['year']))}-12-31"
        kind = KINDS[last["type_of_conflict"]]
        country, other = _state(last["gwno_a"]), _state(last["gwno_b"])
        start = min(row["start_date2"] for row in rows)
        if datetime.date.fromisoformat(end) >= datetime.date.fromisoformat(start):
            episodes.append((country, other, kind, start, end, str(int(bool(ends)))))
    return sorted(episodes, key=lambda row: (row[3], row))


def _state(numbers: str) -> str:
    first = numbers.split(",")[0].strip()
    return (country_of_state_number(first) if first else None) or ""


def _onsets(path: Path) -> list[tuple[str, ...]]:
    years: dict[str, int] = defaultdict(int)
    began: dict[str, int] = defaultdict(int)
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            country = country_of_state_number(row["gwcode"])
            if country and float(row["year"]) >= SINCE:
                years[country] += 1
                began[country] += float(row["sumonset2"] or 0) > 0
    return [(country, str(years[country]), str(began[country])) for country in sorted(years)]


def _step_ups(path: Path) -> list[tuple[str, ...]]:
    days: dict[str, list[int]] = defaultdict(list)
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if float(row["type_of_violence"]) == 1 and float(row["date_prec"]) <= 3 and row["adm_1"]:
                days[row["adm_1"]].append(datetime.date.fromisoformat(row["date_start"]).toordinal())
    first, last = datetime.date(2016, 1, 1).toordinal(), datetime.date(2019, 12, 31).toordinal()
    rows = []
    for length in STRETCHES:
        stretches = more = 0
        for found in days.values():
            for start in range(first, last - 2 * length + 1, length):
                before = sum(start <= day < start + length for day in found)
                after = sum(start + length <= day < start + 2 * length for day in found)
                stretches += before >= 5
                more += before >= 5 and after >= 1.25 * before
        rows.append((str(length), str(stretches), str(more)))
    return rows


def _write(name: str, head: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    with (FOLDER / name).open("w", encoding="utf-8", newline="") as file:
        file.write(head)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
    print(f"{name}: {len(rows)} rows")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
