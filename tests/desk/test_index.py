from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

from factory import GEORGIA, MARCH, TBILISI, make_bare

from dragoman.desk.index import index_of
from dragoman.desk.marks import Mark
from dragoman.desk.segments import paragraphs_of
from dragoman.records import Span


def at(record: Any, span: Span) -> Any:
    return replace(record, evidence=replace(record.evidence, span=span))


def spots(count: int) -> list[Span]:
    return [Span(10 * i, 10 * i + 4) for i in range(count)]


def test_entries_have_all_their_spots_in_order() -> None:
    spans = spots(3)
    actors = tuple(at(GEORGIA, span) for span in reversed(spans))
    [entry] = index_of(replace(make_bare("x" * 40), actors=(*actors, actors[0])))
    assert entry.spans == tuple(spans)


def test_a_name_that_stands_in_twenty_thousand_spots_takes_no_longer_than_twenty_thousand_names() -> None:
    spans = spots(20_000)
    dossier = replace(
        make_bare("word " * 40_000),
        actors=tuple(at(GEORGIA, span) for span in spans),
        places=tuple(at(TBILISI, span) for span in spans),
        whens=tuple(at(MARCH, span) for span in spans),
    )
    begun = time.process_time()
    assert [len(entry.spans) for entry in index_of(dossier)] == [20_000] * 3
    assert time.process_time() - begun < 5


def test_a_record_in_twenty_thousand_spots_is_marked_in_all_of_them_at_once() -> None:
    begun = time.process_time()
    [line] = paragraphs_of(
        "word " * 40_000, [Mark("ev-1", "event", "E1", "asserted", tuple(spots(20_000)))], [], Span(0, 10**6)
    )
    assert sum(segment.records == ("ev-1",) for segment in line) == 20_000
    assert time.process_time() - begun < 5
