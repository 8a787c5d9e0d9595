"""The recipe on a tiny folder: it learns, answers the same twice, and its weights are read again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from dragoman.actors.cast import Cast
from dragoman.cli import app
from dragoman.errors import DragomanError, SourceError
from dragoman.reading.reading import Reading
from dragoman.statements.find import find_statements
from dragoman.statements.learned.loglinear import Choices, fit
from dragoman.statements.learned.recipe import learn, pages_of
from dragoman.statements.learned.weights import load_model

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def weights(marked_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("weights") / "own.npz"
    done = CliRunner().invoke(app, ["train", "statements", str(marked_folder), "--out", str(out), "--license", "none"])
    assert done.exit_code == 0, done.output
    assert "9 statements" in done.output
    return out


def test_the_card_says_what_was_learned_from(weights: Path, marked_folder: Path) -> None:
    card = json.loads(weights.with_suffix(".card.json").read_text(encoding="utf-8"))
    assert (card["documents"], card["statements"], card["license"]) == (3, 9, "none")
    assert card["learned_from"] == marked_folder.as_posix() and len(card["digest"]) == 64
    assert set(card["held_out"]) == {"precision", "recall", "f1"}


def test_what_was_learned_is_found_again(weights: Path, read: Callable[[str], Reading]) -> None:
    text = "The guild warned that prices would rise. Rain fell."
    reading = read(text)
    [found] = find_statements(reading, [], Cast(reading, []), load_model(weights))
    assert found.source[0].text_of(text) == "The guild"
    assert found.content[0].text_of(text) == "that prices would rise"
    assert "learned weights hold it likely" in found.evidence.why


def test_training_twice_gives_the_same_weights(weights: Path, marked_folder: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.npz"
    learn(pages_of([marked_folder]), again, learned_from="the same", license="none")
    with np.load(weights) as one, np.load(again) as two:
        assert all(np.array_equal(one[part], two[part]) for part in one)


def test_steps_are_reported(marked_folder: Path, tmp_path: Path) -> None:
    from dragoman.statements.learned.recipe import steps_of

    pages, steps = pages_of([marked_folder]), []
    learn(pages, tmp_path / "w.npz", learned_from="", license="", done=lambda: steps.append(1))
    assert len(steps) == steps_of(pages)


def test_a_wrong_folder_is_one_line(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["train", "statements", str(tmp_path)])
    assert isinstance(done.exception, SourceError)
    assert "text/*.txt" in str(done.exception)


def test_one_text_is_too_few(tmp_path: Path, marked_folder: Path) -> None:
    for name in ("text/valley.txt", "attributions/valley_a.ann"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_bytes((marked_folder / name).read_bytes())
    with pytest.raises(SourceError, match="too few"):
        pages_of([tmp_path])


@pytest.mark.parametrize("content", [b"", b"no weights", None])
def test_a_file_that_holds_no_weights_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "w.npz"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DragomanError):
        load_model(path)


def test_weights_of_another_make_are_refused(tmp_path: Path) -> None:
    with (tmp_path / "w.npz").open("wb") as file:
        np.savez(file, format=np.array(99))
    with pytest.raises(DragomanError, match="format 99"):
        load_model(tmp_path / "w.npz")


def test_a_choice_is_learned_from_its_features() -> None:
    choices = Choices()
    for _ in range(20):
        choices.add((["red", "round"], ["blue", "round"]), (1.0, 0.0))
    chooser = fit(choices, penalty=1e-3, batch=4)
    red, blue = chooser.probabilities((["red"], ["blue"]))
    assert red > 0.9
    assert chooser.score(["never seen"]) == 0.0
    assert red + blue == pytest.approx(1.0)


def test_weights_stay_at_their_anchors_where_nothing_was_learned() -> None:
    choices = Choices()
    for _ in range(3):
        choices.add((["even"], ["even"]), (0.5, 0.5))
    assert fit(choices, penalty=1.0, batch=4, anchors={"even": 2.0}).score(["even"]) == pytest.approx(2.0)
