"""The linear model on three documents of its own: it reads the marks, learns them, and answers the same twice."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from benchmarks.linear_attribution import drawn, main
from benchmarks.loglinear import Choices, fit
from benchmarks.standoff import Marked, cue_head, dice, golds_of, outermost, read_marked
from dragoman.reading.reading import Reading

# Source in square brackets, cue in angle brackets, content in curly ones.
TEXTS = {
    "harbour": (
        "[The harbour master] <said> {that two ships had left the port}. The crews were tired. "
        "{“We will repair the crane,”} [Ilvo Tarresk] <said>. [The guild] <warned> {that prices would rise}. "
        "The boats lay still."
    ),
    "valley": (
        "[Governor Ansa Pelvorin] <said> {that the road was open again}. Snow fell all night. "
        "{The bridge will hold}, <according to> [the engineers]. [The mayor] <warned> {that the river would rise}."
    ),
    "border": (
        "{“Nobody was hurt,”} [Captain Dov Serrano] <said>. [The ministry] <said> {that the post had been closed}. "
        "The guards walked home. {The talks will go on}, <according to> [the embassy]."
    ),
}
ROLES = {"[": ("Source", "]"), "<": ("Cue", ">"), "{": ("Content", "}")}
MARKS = frozenset("[]<>{}")


def write_corpus(root: Path) -> None:
    """The texts in PolNeAR's layout; the roles of one attribution stand in one sentence."""
    for name in ("text", "attributions"):
        (root / "data" / "train" / name).mkdir(parents=True)
    for name, marked in TEXTS.items():
        text, lines = unmarked(marked)
        (root / "data/train/text" / f"{name}.txt").write_text(text, encoding="utf-8")
        (root / "data/train/attributions" / f"{name}_a.ann").write_text(lines, encoding="utf-8")
        (root / "data/train/attributions" / f"{name}_b.ann").write_text("", encoding="utf-8")


def unmarked(marked: str) -> tuple[str, str]:
    text, lines, parts = "", [], {}
    opened = 0
    for letter in marked:
        if letter in ROLES:
            opened = len(text)
        elif letter in MARKS:
            role = next(role for role, closing in ROLES.values() if closing == letter)
            lines.append(f"T{len(lines)}\t{role} {opened} {len(text)}\t{text[opened:]}")
            parts[role] = f"T{len(lines) - 1}"
            if len(parts) == len(ROLES):
                lines.append(
                    f"E{len(lines)}\tAttribution:{parts['Cue']} " + " ".join(f"{r}:{t}" for r, t in parts.items())
                )
                parts = {}
        else:
            text += letter
    return text, "\n".join(lines)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("corpus")
    write_corpus(root)
    return root


def words(document: Marked, tokens: frozenset[int]) -> str:
    return " ".join(document.reading.words[t] for t in sorted(tokens))


@pytest.mark.model
def test_marks_are_read_as_words(corpus: Path) -> None:
    border, harbour, valley = read_marked(corpus, "train")
    assert [document.name for document in (border, harbour, valley)] == ["border", "harbour", "valley"]
    assert [len(document.golds) for document in (border, harbour, valley)] == [3, 3, 3]
    gold = valley.golds[1]
    assert words(valley, gold.source) == "the engineers"
    assert words(valley, gold.cue) == "according to"
    assert words(valley, gold.content) == "The bridge will hold"
    assert cue_head(valley.reading, gold.cue) == min(gold.cue)


@pytest.mark.model
def test_pieces_of_a_content_count_together(read: Callable[[str], Reading]) -> None:
    reading = read("The road, she said, is open.")
    marks = "T1\tContent 0 8;20 27\tThe road is open\nT2\tCue 14 18\tsaid\nE1\tAttribution:T2 Cue:T2 Content:T1"
    (gold,) = golds_of(reading, marks)
    assert [reading.words[t] for t in sorted(gold.content)] == ["The", "road", "is", "open"]
    assert not gold.source


@pytest.mark.model
def test_attributions_inside_others_are_left_out(read: Callable[[str], Reading]) -> None:
    reading = read("He said that she said it was late.")
    marks = (
        "T1\tCue 3 7\tsaid\nT2\tContent 8 33\tthat …\nT3\tCue 17 21\tsaid\nT4\tContent 22 33\tit …\n"
        "E1\tAttribution:T1 Cue:T1 Content:T2\nE2\tAttribution:T3 Cue:T3 Content:T4"
    )
    golds = golds_of(reading, marks)
    assert len(golds) == 2
    assert outermost(golds) == golds[:1]


@pytest.mark.model
def test_what_was_learned_is_found_again(corpus: Path, tmp_path: Path) -> None:
    model, out = tmp_path / "model.npz", tmp_path / "out.jsonl"
    main(["train", str(corpus), str(model)])
    main(["predict", str(model), str(corpus / "data/train/text"), str(out)])
    rows = {row["id"]: row["attributions"] for row in map(json.loads, out.read_text(encoding="utf-8").splitlines())}
    text = (corpus / "data/train/text/harbour.txt").read_text(encoding="utf-8")
    spans = [{role: text[slice(*pairs[0])] for role, pairs in found.items() if pairs} for found in rows["harbour"]]
    assert {"source": "The guild", "cue": "warned", "content": "that prices would rise"} in spans
    assert sum(len(found) for found in rows.values()) == 9


@pytest.mark.model
def test_training_twice_gives_the_same_weights(corpus: Path, tmp_path: Path) -> None:
    for name in ("one.npz", "two.npz"):
        main(["train", str(corpus), str(tmp_path / name)])
    with np.load(tmp_path / "one.npz") as one, np.load(tmp_path / "two.npz") as two:
        assert all(np.array_equal(one[part], two[part]) for part in one)


@pytest.mark.model
def test_smaller_shares_lie_within_larger_ones(corpus: Path) -> None:
    all_of_them = [document.name for document in drawn(corpus, "train", 1.0)]
    assert [document.name for document in drawn(corpus, "train", 0.4)] == all_of_them[:1]


def test_a_choice_is_learned_from_its_features() -> None:
    choices = Choices()
    for _ in range(20):
        choices.add((["red", "round"], ["blue", "round"]), (1.0, 0.0))
    chooser = fit(choices, penalty=1e-4, batch=4)
    red, blue = chooser.probabilities((["red"], ["blue"]))
    assert red > 0.9
    assert chooser.score(["never seen"]) == 0.0
    assert red + blue == pytest.approx(1.0)


def test_likeness_of_word_sets() -> None:
    assert dice(frozenset((1, 2)), frozenset((2, 3))) == 0.5
    assert dice(frozenset(), frozenset()) == 1.0
