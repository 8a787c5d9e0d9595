"""The network: who acts on whom, or speaks about whom, in a period of one's choice."""

from __future__ import annotations

from dataclasses import asdict, replace

from starlette.requests import Request

from dragoman.archive.filters import EventFilter, first_day, last_day
from dragoman.archive.query import event_conditions
from dragoman.archive.store import Archive
from dragoman.archive.tally import pairs_by_name
from dragoman.desk.filters import Asked
from dragoman.desk.names import name_of_code
from dragoman.desk.net import Tie, draw_network
from dragoman.desk.pages.lists import Field
from dragoman.desk.replies import Page, Refusal
from dragoman.desk.shelf import shelf_of

MOST = 150
WAYS = (("acts", "acts on"), ("speaks", "speaks about"))
KINDS = (("country", "by country"), ("actor", "by actor"))


def network(request: Request) -> Page:
    asked, shelf = Asked(request), shelf_of(request)
    way, by = asked.get("way", "acts"), asked.get("by", "country")
    if way not in dict(WAYS) or by not in dict(KINDS):
        raise Refusal("The network shows who acts on or speaks about whom, by country or by actor.")
    wanted = EventFilter(
        since=asked.day("since", first_day), until=asked.day("until", last_day), type=tuple(asked.all("type")) or None
    )
    with shelf.reading() as archive:
        ties = shelf.remembered(("ties", way, by, wanted), lambda: ties_of(archive, way, by, wanted))
    fields = [
        Field("since", "Since", asked.get("since"), "2022-10"),
        Field("until", "Until", asked.get("until"), "2022-11"),
    ]
    drawn = {
        "network": draw_network(ties),
        "ties": ties[:60],
        "fields": fields,
        "way": way,
        "by": by,
        "ways": [(name, words, asked.with_(way=name)) for name, words in WAYS],
        "kinds": [(name, words, asked.with_(by=name)) for name, words in KINDS],
        "asked": asked,
    }
    return Page("network.html", "Network", {"way": way, "by": by, "ties": [asdict(tie) for tie in ties]}, drawn)


def ties_of(archive: Archive, way: str, by: str, wanted: EventFilter) -> list[Tie]:
    """The busiest ties of a period, the busiest first."""
    if (way, by) == ("acts", "actor"):
        return [Tie(a, a, b, b, n, mean) for a, b, n, mean in pairs_by_name(archive, replace(wanted, limit=MOST))]
    where = event_conditions(wanted)
    table = "events"
    if way == "speaks":
        table = (
            "(SELECT e.*, s.speaker_country, s.speaker_name FROM events e JOIN statements s ON s.id = e.reported_in)"
        )
        sides = (
            ("speaker_country", "coalesce(target_country, source_country)")
            if by == "country"
            else ("speaker_name", "coalesce(target, source)")
        )
    else:
        sides = ("source_country", "target_country")
    query = (
        f"SELECT a, b, count(*) AS n, avg(intensity) FROM (SELECT {sides[0]} AS a, {sides[1]} AS b, intensity, day"
        f" FROM {table}{where.sql}) WHERE a IS NOT NULL AND b IS NOT NULL AND a <> b"
        f" GROUP BY a, b ORDER BY n DESC, a, b LIMIT {MOST}"
    )
    named = name_of_code if by == "country" else str
    return [Tie(a, named(a), b, named(b), n, mean) for a, b, n, mean in archive.rows(query, where.values)]
