"""The dispatches themselves: sound, plentiful and varied enough."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dragoman_corpus.agreement import agreement
from dragoman_corpus.compile import compile_corpus, compiled
from dragoman_corpus.dispatch import Dispatch, read_corpus
from dragoman_corpus.export import export_polnear
from dragoman_corpus.pairs import pair_faults, read_pairs, read_position_sentences, sentence_faults
from dragoman_corpus.statistics import statistics_of
from dragoman_corpus.validate import faults_of

CORPUS = Path(__file__).parents[2] / "corpus"


@cache
def dispatches() -> list[Dispatch]:
    return read_corpus(CORPUS / "dispatches")


@cache
def counted() -> dict[str, Any]:
    return statistics_of(dispatches())


@pytest.mark.parametrize("folder", ["dispatches", "second"])
def test_every_dispatch_is_sound(folder: str) -> None:
    assert [fault for dispatch in read_corpus(CORPUS / folder) for fault in faults_of(dispatch)] == []


def test_numbers_are_given_once() -> None:
    assert [id for id, n in Counter(d.id for d in dispatches()).items() if n > 1] == []


def test_offsets_point_at_the_words(tmp_path: Path) -> None:
    for dispatch in dispatches():
        row = compiled(dispatch)
        for mark in dispatch.marked.marks:
            words = mark.span.text_of(row["text"])
            assert words == words.strip() and "{" not in words and "|" not in words
        assert "{" not in row["text"] and "}" not in row["text"]


def test_the_second_annotation_is_of_the_same_words() -> None:
    first = {d.id: d for d in dispatches()}
    second = read_corpus(CORPUS / "second")
    assert len(second) >= 20
    for dispatch in second:
        assert dispatch.marked.text == first[dispatch.id].marked.text, dispatch.id


def test_the_splits_are_of_the_size_that_the_datasheet_says() -> None:
    shares = {split: n / len(dispatches()) for split, n in counted()["splits"].items()}
    assert shares["train"] == pytest.approx(0.70, abs=0.03)
    assert shares["dev"] == pytest.approx(0.15, abs=0.03)


def test_there_is_enough() -> None:
    assert counted()["documents"] >= 160
    assert counted()["words"] >= 70_000
    assert counted()["countries"] >= 40
    assert counted()["without_politics"] >= 15


def test_it_holds_what_other_corpora_lack() -> None:
    found = counted()
    assert 15 <= found["pronoun_sources"] <= 30
    assert 5 <= found["missing_sources"] <= 10
    assert found["nested_statements"] >= 8
    assert found["statements_not_asserted"] >= 12
    assert found["events_not_asserted"] >= 12


def test_documents_without_politics_have_no_events() -> None:
    for dispatch in dispatches():
        if dispatch.header["genre"] == "no_politics":
            assert {m.record[0] for m in dispatch.marked.marks}.isdisjoint("EN"), dispatch.id


def test_the_small_sets_are_sound() -> None:
    pairs = read_pairs(CORPUS / "pairs" / "status.tsv")
    sentences = read_position_sentences(CORPUS / "pairs" / "positions.txt")
    assert pair_faults(pairs) == [] and sentence_faults(sentences) == []
    assert len({case.pair for case in pairs}) >= 200 and len(sentences) >= 150


def test_it_compiles_and_exports(tmp_path: Path) -> None:
    compile_corpus(dispatches()[:20], tmp_path)
    assert (tmp_path / "train.jsonl").read_text(encoding="utf-8").count("\n") == 14
    export_polnear([compiled(dispatches()[0])], tmp_path, "train")
    assert (tmp_path / "data" / "train" / "attributions").is_dir()


def test_an_annotation_agrees_with_itself() -> None:
    rows = [compiled(d) for d in dispatches()[:10]]
    scores = agreement(rows, rows)
    assert scores["event_type_and_roles_f1"] == scores["status_agreement"] == 100.0
