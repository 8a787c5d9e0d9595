"""The small sets: positions never tuned on, passages with open questions, and what their validator refuses."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from dragoman_corpus.compile import compiled
from dragoman_corpus.dispatch import Dispatch
from dragoman_corpus.marks import MarkError
from dragoman_corpus.pairs import passage_faults, read_position_sentences, read_question_passages, sentence_faults

PAIRS = Path(__file__).parents[2] / "corpus" / "pairs"
BLOCK = """# a comment

001 published=2024-11-05
{A1|The army} holds the bridge. {Q1|Will {A1|it} leave by Friday?}
A1 name="the army" kind=organisation country=MLI sector=MIL
Q1 kind=predictive type=RETREAT source=A1 by=2024-11-08
"""


def passages_of(tmp_path: Path, text: str) -> list[Dispatch]:
    path = tmp_path / "questions.txt"
    path.write_text(text, encoding="utf-8")
    return read_question_passages(path)


def test_the_passages_are_sound_and_enough() -> None:
    passages = read_question_passages(PAIRS / "questions.txt")
    assert passage_faults(passages) == []
    assert len(passages) == 320
    assert sum(not passage.marked.marks for passage in passages) >= 16


def test_both_parts_are_alike_in_kind() -> None:
    parts = {part: read_question_passages(PAIRS / "questions.txt", part) for part in ("dev", "test")}
    kinds = {
        part: Counter(question["kind"] for passage in passages for question in compiled(passage)["questions"])
        for part, passages in parts.items()
    }
    assert [len(passages) for passages in parts.values()] == [240, 80]
    assert [part["predictive"] >= 70 for part in kinds.values()] == [True, True]
    shares = [part["explanatory"] / part.total() for part in kinds.values()]
    assert shares[0] == pytest.approx(shares[1], abs=0.05)


def test_a_passage_compiles_with_its_part() -> None:
    dev, test = (read_question_passages(PAIRS / "questions.txt", part) for part in ("dev", "test"))
    assert (dev[-1].id, test[0].id) == ("240", "241")
    row = compiled(dev[80])
    question = row["questions"][0]
    assert (row["split"], row["published"]) == ("dev", "2021-07-25")
    assert (question["type"], question["source"], question["by"]) == ("RETREAT", ["A1"], "2021-09-15")
    assert [row["text"][a:b] for a, b in question["spans"]] == ["whether it will withdraw the marines by 15 September"]
    assert compiled(test[0])["split"] == "test"


@pytest.mark.parametrize("name", ["positions_unseen.txt", "positions_passages.txt"])
def test_the_unseen_sentences_are_sound_and_others(name: str) -> None:
    unseen = read_position_sentences(PAIRS / name)
    seen = {sentence.marked.text for sentence in read_position_sentences(PAIRS / "positions.txt")}
    assert sentence_faults(unseen) == []
    assert len(unseen) >= 75
    assert seen.isdisjoint(sentence.marked.text for sentence in unseen)


def test_a_sound_passage_has_no_faults(tmp_path: Path) -> None:
    assert passage_faults(passages_of(tmp_path, BLOCK)) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("by=2024-11-08", "by=Friday", "not a day"),
        ("by=2024-11-08", "by=2024-11-01", "before the passage"),
        ("type=RETREAT", "type=LEAVE", "type=LEAVE"),
        ("source=A1", "source=A7", "refers to nothing"),
        ("source=A1", "source=Q1", "must refer to a record A"),
        ("country=MLI", "country=MLX", "no ISO"),
        ("published=2024-11-05", "published=Tuesday", "day of publication"),
        ("{Q1|Will {A1|it} leave by Friday?}", "{Q1|Will {A1|it}} {Q1|leave?}", "more than once"),
    ],
)
def test_the_validator_says_what_is_wrong(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in BLOCK
    assert any(told in fault for fault in passage_faults(passages_of(tmp_path, BLOCK.replace(old, new))))


def test_numbers_are_unique(tmp_path: Path) -> None:
    twice = passages_of(tmp_path, f"{BLOCK}\n{BLOCK}")
    assert "number 001 stands 2 times" in passage_faults(twice)


def test_actors_alone_are_a_fault(tmp_path: Path) -> None:
    bare = BLOCK.replace("{Q1|Will {A1|it} leave by Friday?}", "{A1|It} stays.")
    assert any("no question" in fault for fault in passage_faults(passages_of(tmp_path, bare)))


def test_a_broken_mark_names_its_file_and_number(tmp_path: Path) -> None:
    with pytest.raises(MarkError, match=r"questions\.txt 001"):
        passages_of(tmp_path, BLOCK.replace("{A1|The army}", "{A1|The army"))
