from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.archive.coded import COLUMNS, coded
from dragoman.archive.store import Archive
from dragoman.engine.coding import code_batch, table_of_pieces
from dragoman.engine.errand import Errand
from dragoman.engine.shards import MANIFEST, read_coded, singly, write_batch, write_broken, write_coded
from dragoman.errors import ArchiveError
from dragoman.intake.piece import Piece
from dragoman.records import Failure

TEXTS = [f"Norway’s foreign minister said on Monday that report {n} was untrue. Oslo sent envoys." for n in range(3)]


def shard(folder: Path) -> Path:
    tables = coded([], "edition", [Failure("a.txt", "is empty"), Failure("b.txt", "is binary")], ["a.txt", "b.txt"])
    return write_coded(tables, folder / "0000001")


def test_a_shard_comes_back_as_it_was_written(tmp_path: Path) -> None:
    tables = read_coded(shard(tmp_path))
    assert set(tables) == set(COLUMNS) and tables["failures"]["source"].to_pylist() == ["a.txt", "b.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["0000001"]


@pytest.mark.parametrize("damage", ["cut", "missing", "counted", "manifest", "columns"])
def test_a_damaged_shard_is_refused_and_nothing_of_it_stored(tmp_path: Path, damage: str) -> None:
    folder = shard(tmp_path)
    file = folder / "failures.parquet"
    if damage == "cut":
        file.write_bytes(file.read_bytes()[:-20])
    elif damage == "missing":
        file.unlink()
    elif damage == "counted":
        told = json.loads((folder / MANIFEST).read_text())
        (folder / MANIFEST).write_text(json.dumps({**told, "failures": 3}))
    elif damage == "manifest":
        (folder / MANIFEST).write_text("{")
    else:
        (folder / "sources.parquet").replace(file)
    with pytest.raises(ArchiveError, match=r"cut short or damaged.*run the same command again"):
        read_coded(folder)


def test_a_batch_is_taken_apart_to_find_the_piece_that_kills(tmp_path: Path) -> None:
    pieces = [Piece.of(f"{n}.txt", text.encode()) for n, text in enumerate(TEXTS)]
    source = write_batch(table_of_pieces(pieces), tmp_path / "7.parquet")
    alone = list(singly(Errand(source, tmp_path / "7", "edition", 3)))
    assert [errand.pieces for errand in alone] == [1, 1, 1] and len({errand.target for errand in alone}) == 3
    write_broken(alone[1], "ended the reading process")
    assert read_coded(alone[1].target)["failures"].to_pylist() == [
        {"source": "1.txt", "reason": "ended the reading process"}]  # fmt: skip


@pytest.mark.model
def test_one_piece_that_breaks_the_reader_does_not_take_the_others_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import dragoman.engine.coding as coding

    whole = coding.dossier_of

    def breaking(reading: object, model: str) -> object:
        if "report 1" in reading.document.text:  # type: ignore[attr-defined]
            raise RecursionError("too deep")
        return whole(reading, model)  # type: ignore[arg-type]

    monkeypatch.setattr(coding, "dossier_of", breaking)
    pieces = [Piece.of(f"{n}.txt", text.encode()) for n, text in enumerate([*TEXTS, "", TEXTS[0]])]
    tables = code_batch(table_of_pieces(pieces), "dragoman 1")
    assert tables["documents"].num_rows == 2
    reasons = dict(zip(*(tables["failures"][name].to_pylist() for name in ("source", "reason")), strict=True))
    assert set(reasons) == {"1.txt", "3.txt"} and "RecursionError: too deep" in reasons["1.txt"]
    with Archive(tmp_path / "desk.duckdb") as archive:
        assert archive.merge(tables) == 2 and archive.merge(tables) == 0
        assert archive.merge(tables, again=True) == 2
        assert archive.counts()["documents"] == 2 and len(archive.failures()) == 2
        archive.merge(coded([], "dragoman 1", [], ["1.txt"]))
        assert [failure.source for failure in archive.failures()] == ["3.txt"]


@pytest.mark.model
def test_what_was_read_is_let_go() -> None:
    import gc
    import weakref

    from dragoman.dossier import dossier_of
    from dragoman.intake.plain import as_written
    from dragoman.reading.reader import load_reader

    reading = next(load_reader().read([as_written("The minister said on Monday that she would meet her guests. " * 3)]))
    dossier_of(reading, "test")
    kept = weakref.ref(reading)
    del reading
    gc.collect()
    assert kept() is None
