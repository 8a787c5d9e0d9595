from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from factory import make_bare, make_dossier

from dragoman.archive.alike import shared
from dragoman.archive.corrections import Correction, correct, undo
from dragoman.archive.echoes import Saying, echo_between
from dragoman.archive.filters import DocumentFilter, EventFilter, StatementFilter
from dragoman.archive.linking import link_all
from dragoman.archive.links import link, links_of
from dragoman.archive.origins import Text, link_texts
from dragoman.archive.query import documents, events, statements
from dragoman.archive.same_events import Report, likeness, together
from dragoman.archive.sketch import sketch_of
from dragoman.archive.store import Archive
from dragoman.codes import Basis, EventType, Hedge, Sense, Status
from dragoman.dossier import Dossier
from dragoman.errors import NotFoundError
from dragoman.records import Actor, Count, Event, Evidence, Place, Span, day_when

STORY = (
    "Border guards at Ninotsminda stopped eleven trucks loaded with timber on Monday night. The drivers had no papers for the wood. "
    "A spokesman for the customs service said the timber had been felled in a protected valley. Two of the drivers were taken to Gori. "
    "Villagers along the road reported hearing engines for several nights before. The ministry promised to publish what it finds. "
    "Nobody at the sawmill answered the telephone on Tuesday, and its gate was locked with a new chain."
)
OTHER = (
    "A ferry ran aground off Bergen in thick fog, and its ninety passengers were brought ashore by fishing boats. The captain told "
    "investigators that his radar had failed an hour earlier. The line has cancelled all crossings until Friday and offers buses instead."
)


def text_of(id: str, words: str, day: int = 1, **facts: object) -> Text:
    made = Text(id, sketch_of(words), None, None, datetime.date(2024, 5, day), frozenset())
    return replace(made, **facts)  # type: ignore[arg-type]


def sentences(words: str) -> list[str]:
    return [f"{part}." for part in words.rstrip(".").split(". ")]


def stories(*texts: Text) -> list[set[str]]:
    return [{member.id for member in each.members} for each in link_texts(list(texts))]


def test_a_rewrite_that_is_cut_and_moved_has_one_origin_with_its_story() -> None:
    told = sentences(STORY)
    rewrite = " ".join(["Customs men have held a convoy.", told[4], told[2], told[1], "Write to our editors."])
    assert stories(text_of("a", STORY), text_of("b", rewrite), text_of("c", OTHER)) == [{"a", "b"}]


def test_one_quoted_sentence_makes_no_common_origin() -> None:
    assert stories(text_of("a", STORY * 2), text_of("b", OTHER + " " + sentences(STORY)[2])) == []


def test_a_round_up_is_none_of_its_stories() -> None:
    filler = " ".join(
        f"Item {n} of the week concerns matter {n * 7} in town {n * 3} and nothing else." for n in range(90)
    )
    assert stories(text_of("a", OTHER), text_of("b", f"{filler} {OTHER}")) == []


def test_the_same_words_a_month_later_are_another_story() -> None:
    assert stories(text_of("a", STORY, 1), replace(text_of("b", STORY), published=datetime.date(2024, 7, 1))) == []


def test_a_common_agency_or_common_quotes_make_less_suffice() -> None:
    told = sentences(STORY)
    other = f"{OTHER} {told[0]} {told[5]}"
    assert stories(text_of("a", STORY), text_of("b", other)) == []
    assert stories(text_of("a", STORY, agency="Reuters"), text_of("b", other, agency="Reuters")) == [{"a", "b"}]
    assert stories(text_of("a", STORY, outlet="Reuters"), text_of("b", other, agency="Reuters")) == [{"a", "b"}]
    quotes = frozenset((1, 2))
    assert stories(text_of("a", STORY, quotes=quotes), text_of("b", other, quotes=quotes)) == [{"a", "b"}]


def test_the_earliest_report_names_the_link() -> None:
    [one] = link_texts([text_of("z", STORY, 1), text_of("a", STORY, 2)])
    [other] = link_texts([text_of("a", STORY, 2), text_of("z", STORY, 1), text_of("m", STORY, 3)])
    assert one.id == other.id


def test_sketches_of_nothing_share_nothing() -> None:
    assert len(sketch_of("")) == len(sketch_of("two words")) == 0
    assert [len(part) for part in shared([np.zeros(0, np.uint64)] * 3, 1)] == [0, 0, 0]
    assert stories() == [] and stories(text_of("a", "")) == []


REPORT = Report(
    id="ev-1", document="doc-1", origin="doc-1", type="ASSAULT", mode=None, status="asserted", first=100, last=100,
    is_dated=True, place="Gori", country="GEO", point=(41.98, 44.11), source=frozenset({"ac-1", "RUS"}),
    target=frozenset({"ac-2", "GEO"}), source_country="RUS", target_country="GEO", dead=None, injured=None, word="shelled",
    terms=frozenset(("artillery", "shelled", "gori", "village", "monday")),
)  # fmt: skip
ELSEWHERE = replace(
    REPORT, id="ev-2", document="doc-2", origin="doc-2", terms=frozenset(("guns", "hit", "gori", "school"))
)


def test_independent_reports_that_agree_tell_one_event() -> None:
    assert likeness(REPORT, ELSEWHERE)


@pytest.mark.parametrize(
    "change",
    [
        {"type": "COERCE"},
        {"status": "negated"},
        {"first": 103, "last": 103},
        {"place": "Batumi", "point": (41.64, 41.64)},
        {"country": "ARM"},
        {"source": frozenset({"ac-9", "TUR"})},
        {"target": frozenset({"ac-9", "TUR"})},
        {"document": "doc-1"},
        {"place": None, "point": None},
    ],
)  # fmt: skip
def test_what_is_told_otherwise_rules_it_out(change: dict[str, object]) -> None:
    assert likeness(REPORT, replace(ELSEWHERE, **change)) is None  # type: ignore[arg-type]


def test_a_sentence_turned_around_is_another_event() -> None:
    turned = replace(ELSEWHERE, origin=REPORT.origin, terms=REPORT.terms, source=REPORT.target, target=REPORT.source)
    assert likeness(REPORT, turned) is None
    assert likeness(REPORT, replace(ELSEWHERE, origin=REPORT.origin, terms=REPORT.terms, first=1, last=1))


def test_a_document_tells_an_event_once() -> None:
    twice = replace(ELSEWHERE, id="ev-3")
    groups = [{member.id for member in group} for group in together([REPORT, ELSEWHERE, twice])]
    assert groups in ([{"ev-1", "ev-2"}], [{"ev-1", "ev-3"}])


def test_a_great_many_reports_of_one_day_are_compared_in_time() -> None:
    many = [replace(REPORT, id=f"ev-{n}", document=f"doc-{n}", origin=f"doc-{n}") for n in range(1200)]
    assert sum(len(group) for group in together(many)) == 1200


def report(id: str, dead: Count | None, place: str = "Gori", day: int = 13, outlet: str = "Wire") -> Dossier:
    """A document of one event: shells on a town."""
    text = f"Shells hit the market of {place} on Sunday, the governor said in report {id}. {OTHER if id == 'doc-c' else STORY}"
    why = Evidence(Span(0, 10), "test", "by hand")
    when = day_when(datetime.date(2022, 11, day), Basis.STATED, why)
    at = Place(f"pl-{place}", place, "town", "GEO", 41.98, 44.11, 3.0, (), (), Sense.LITERAL, None, why)
    army = Actor("ac-army", "Russian troops", "RUS", "MIL", None, None, None, False, why)
    town = Actor("ac-town", "Georgia", "GEO", None, None, None, None, False, why)
    told = Event(
        f"ev-{id}", id, EventType.ASSAULT, None, (), (army,), (town,), when, at, Status.ASSERTED, Hedge.NONE, None, -9.0,
        Span(7, 10), (Span(0, 30),), why, dead,
    )  # fmt: skip
    published = day_when(datetime.date(2022, 11, 14), Basis.STATED, why)
    document = replace(make_bare(text).document, id=id, published=published, outlet=outlet, title=f"Report {id}")
    return replace(make_bare(), document=document, events=(told,))


def number(least: int, most: int | None) -> Count:
    return Count(least, most, str(least), Span(0, 2))


@pytest.fixture
def linked(tmp_path: Path) -> Archive:
    with Archive(tmp_path / "linked.duckdb") as archive:
        for dossier in (
            report("doc-a", number(12, 12)), report("doc-b", number(12, 12), outlet="Copy"),
            report("doc-c", number(15, 15), outlet="Own reporter"),
        ):  # fmt: skip
            archive.keep(dossier)
        link_all(archive)
        yield archive


def test_corroboration_is_counted_by_origin_and_conflicts_are_shown(linked: Archive) -> None:
    page = events(linked, EventFilter(type="ASSAULT"))
    assert page.total == 3 and {row.origins for row in page.rows} == {2}
    told = link(linked, page.rows[0].link)
    assert (len(told.members), told.documents, told.origins) == (3, 3, 2)
    [conflict] = told.conflicts
    assert conflict.field == "dead"
    assert [(answer.value, len(answer.members), answer.origins) for answer in conflict.told] == [
        ("12", 2, 1),
        ("15", 1, 1),
    ]
    assert events(linked, EventFilter(link=told.id)).total == 3


def test_at_least_twelve_and_fifteen_are_no_conflict(tmp_path: Path) -> None:
    with Archive(tmp_path / "desk.duckdb") as archive:
        archive.keep(report("doc-a", number(12, None)))
        archive.keep(report("doc-c", number(15, 15)))
        link_all(archive)
        [each] = links_of(archive, "ev-doc-a")
        assert each.conflicts == () and each.origins == 2


def test_documents_of_one_origin_are_told(linked: Archive) -> None:
    rows = {row.id: row for row in documents(linked, DocumentFilter()).rows}
    assert rows["doc-a"].origin == rows["doc-b"].origin != rows["doc-c"].origin
    assert (rows["doc-a"].retold, rows["doc-c"].retold) == (2, 1)
    assert documents(linked, DocumentFilter(origin=rows["doc-a"].origin)).total == 2
    assert events(linked, EventFilter(origin=rows["doc-a"].origin)).total == 2


def test_linking_again_gives_the_same_links(linked: Archive) -> None:
    before = linked.rows("SELECT * FROM links ORDER BY ALL"), linked.rows("SELECT * FROM link_members ORDER BY ALL")
    link_all(linked)
    assert before == (
        linked.rows("SELECT * FROM links ORDER BY ALL"), linked.rows("SELECT * FROM link_members ORDER BY ALL"))  # fmt: skip


def test_people_part_and_join_reports(linked: Archive) -> None:
    made = Correction(kind="split-events", target="ev-doc-c", value=["ev-doc-a"], who="an analyst")
    id = correct(linked, made)
    assert links_of(linked, "ev-doc-c") == [] and len(links_of(linked, "ev-doc-a")[0].members) == 2
    link_all(linked)
    assert links_of(linked, "ev-doc-c") == []
    correct(linked, Correction(kind="merge-events", target="ev-doc-c", value="ev-doc-b", who="an analyst"))
    assert len(links_of(linked, "ev-doc-c")[0].members) == 3
    undo(linked, id)
    assert len(links_of(linked, "ev-doc-a")[0].members) == 3
    with pytest.raises(NotFoundError):
        link(linked, "same-none")


def test_one_statement_in_two_documents(tmp_path: Path) -> None:
    one, other = make_dossier(), make_dossier()
    renamed = tuple(replace(s, id=f"{s.id}-2", document="doc-2") for s in other.statements)
    other = replace(other, document=replace(other.document, id="doc-2"), statements=renamed, events=(), positions=())
    with Archive(tmp_path / "desk.duckdb") as archive:
        archive.keep(one)
        archive.keep(other)
        link_all(archive)
        said = statements(archive, StatementFilter(form="verbatim")).rows
        assert len(said) == 2 and said[0].link == said[1].link is not None and said[0].origins == 1
        assert links_of(archive, said[0].id)[0].kind == "statement"


def test_furniture_at_the_foot_makes_no_common_origin() -> None:
    furniture = " ".join(sentences(OTHER)[:2])
    first = f"{' '.join(sentences(STORY)[:4])} {furniture}"
    second = (
        "The parliament of Chile voted on a law about ports that its unions have fought for years. Dockers in Valparaíso left their "
        f"cranes standing before the count was known, and a spokeswoman promised talks within the week. {furniture}"
    )
    assert stories(text_of("a", first), text_of("b", second)) == []


def test_what_nobody_in_particular_says_is_one_statement_only_within_a_story() -> None:
    asked = np.arange(10, dtype=np.uint64)
    one = Saying("st-1", "doc-1", "doc-1", "asserted", frozenset(), asked)
    other = replace(one, id="st-2", document="doc-2", origin="doc-2")
    named = frozenset({"ac-1"})
    assert list(echo_between(one, other, 10)) == []
    assert list(echo_between(one, replace(other, origin="doc-1"), 10))
    assert list(echo_between(replace(one, speaker=named), replace(other, speaker=named), 10))
    assert (
        list(echo_between(replace(one, speaker=named), replace(other, speaker=frozenset({"ac-2"}), origin="doc-1"), 10))
        == []
    )
    assert list(echo_between(one, replace(other, origin="doc-1", status="retracted"), 10)) == []
