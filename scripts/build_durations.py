"""Builds the small tables of durations and onsets that forecasts rest on, from two files of UCDP.

Usage: python scripts/build_durations.py ucdp_acd.csv ucdp_onsets.csv

Sources: UCDP/PRIO Armed Conflict Dataset (Gleditsch et al. 2002; Davies et al. 2025) and UCDP's onsets by country-year,
both CC BY 4.0. An episode is a run of years in which a conflict is active; it has ended where UCDP gives its end.
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
SOURCE = """# {title}
# Derived by scripts/build_durations.py from {source} (Uppsala Conflict Data Program; CC BY 4.0):
# {reference}
# {columns}
"""


def main(conflicts: Path, onsets: Path) -> None:
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


def _write(name: str, head: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    with (FOLDER / name).open("w", encoding="utf-8", newline="") as file:
        file.write(head)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
    print(f"{name}: {len(rows)} rows")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
