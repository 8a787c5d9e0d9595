from __future__ import annotations

import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.intake.opml import addresses_in, is_opml
from dragoman.intake.piece import Piece, read_piece
from dragoman.intake.pieces import find_pieces, size_of
from dragoman.intake.source import read_source
from dragoman.records import Document, Failure
from dragoman.settings import Settings

REPORT = (
    "Norway’s foreign minister said on Monday that Sweden would send envoys to Oslo.\n\nNobody in Stockholm answered."
)
ROWS = [{"title": f"Report {n}", "date": "2024-05-01", "text": f"{REPORT} This is report {n}."} for n in range(5)]
LINES = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in ROWS)
OPML = b"""<?xml version="1.0"?>
<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/hostname">]>
<opml version="2.0"><head><title>Feeds &x;</title></head><body><outline text="Region">
<outline type="rss" text="A" xmlUrl="https://a.example/feed"/><outline text="B" xmlUrl="http://b.example/rss"/>
<outline text="again" xmlUrl="https://a.example/feed"/><outline text="odd" xmlUrl="file:///etc/hostname"/>
</outline></body></opml>"""
FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>The Fjord Post</title>
<item><title>One</title><link>https://a.example/1</link><description>{REPORT * 3}</description></item>
<item><title>Two</title><link>https://a.example/2</link><description></description></item></channel></rss>"""


def found(*sources: object, **settings: Any) -> list[Piece | Failure]:
    return list(find_pieces([str(source) for source in sources], settings=Settings(**settings)))


def names(pieces: list[Piece | Failure]) -> list[str]:
    return [piece.name if isinstance(piece, Piece) else f"! {piece.source}" for piece in pieces]


def documents(pieces: list[Piece | Failure]) -> list[Document]:
    told = [each for piece in pieces if isinstance(piece, Piece) for each in read_piece(piece)]
    return [each for each in told if isinstance(each, Document)]


def test_a_folder_is_walked_in_order_without_what_is_hidden(tmp_path: Path) -> None:
    for name in ("b/two.txt", "a.txt", ".git/config", "b/.hidden", "c/deep/er.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(REPORT + name)
    pieces = found(tmp_path)
    assert [Path(name).name for name in names(pieces)] == ["a.txt", "two.txt", "er.txt"]
    assert size_of([str(tmp_path)]) == sum(piece.size for piece in pieces if isinstance(piece, Piece))


def test_a_glob_stands_for_what_fits_it(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md"):
        (tmp_path / name).write_text(REPORT)
    assert [Path(name).name for name in names(found(tmp_path / "*.txt"))] == ["a.txt", "b.txt"]
    [failure] = found(tmp_path / "*.html")
    assert isinstance(failure, Failure) and "There is no file" in failure.reason


def test_a_piece_makes_the_document_its_source_would(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(REPORT)
    [piece] = found(path)
    assert isinstance(piece, Piece)
    assert [piece.id] == [d.id for d in documents([piece])] == [d.id for d in read_source(str(path))]


@pytest.mark.parametrize("packed", [False, True])
def test_rows_are_read_line_by_line(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / ("rows.jsonl.gz" if packed else "rows.jsonl")
    raw = ("\ufeff" + LINES + "\n{broken\n").encode()
    path.write_bytes(gzip.compress(raw) if packed else raw)
    pieces = found(path, max_bytes=1000)
    assert len(pieces) == 6 and [d.title for d in documents(pieces)] == [row["title"] for row in ROWS]
    [failure] = [f for p in pieces if isinstance(p, Piece) for f in read_piece(p) if isinstance(f, Failure)]
    assert failure.source.endswith("line 7") and "broken JSON" in failure.reason
    if not packed:
        plain = tmp_path / "plain.jsonl"
        plain.write_text(LINES)
        assert [p.id for p in found(plain) if isinstance(p, Piece)] == [d.id for d in read_source(str(plain))]


def test_a_row_that_is_too_long_is_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(LINES + json.dumps({"text": "x" * 5000}) + "\n" + LINES)
    pieces = found(path, max_bytes=1000)
    assert len(pieces) == 11 and names(pieces)[5] == f"! {path} line 6"


def test_rows_in_another_encoding_are_taken_in(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes('{"text": "Der Minister grüßte in Zürich und sagte nichts."}\n'.encode("latin-1"))
    assert "grüßte" in documents(found(path))[0].text


def test_what_is_cut_short_is_read_up_to_the_break(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl.gz"
    path.write_bytes(gzip.compress((LINES * 200).encode(), 0)[:-30])
    pieces = found(path)
    assert len(pieces) > 900 and isinstance(pieces[-1], Failure) and "cut short" in pieces[-1].reason


def test_a_list_of_feeds_names_its_addresses_and_nothing_else() -> None:
    assert is_opml(OPML) and not is_opml(FEED.encode())
    assert addresses_in(OPML, "x") == ["https://a.example/feed", "http://b.example/rss"]


def test_a_list_is_followed_and_a_feed_that_fails_is_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    path.write_bytes(OPML)
    pieces = found(path)
    assert len(pieces) == 2 and all(isinstance(piece, Failure) for piece in pieces)


def test_the_entries_of_a_feed_are_known_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(FEED)
    piece, failure = found(path)
    assert isinstance(piece, Piece) and isinstance(failure, Failure)
    assert piece.kind == "document" and [piece.id] == [d.id for d in documents([piece])]


def test_a_source_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(REPORT)
    (tmp_path / "empty.txt").write_text("")
    pieces = found(tmp_path / "none.txt", tmp_path / "empty.txt", "gopher://x.example/", good)
    assert [isinstance(piece, Piece) for piece in pieces] == [False, False, False, True]


def test_the_standard_input_may_hold_rows_or_one_report() -> None:
    settings = Settings()
    rows = list(find_pieces(["-"], settings=settings, stdin=io.BytesIO(LINES.encode())))
    assert len(rows) == 5
    [one] = find_pieces(["-"], settings=settings, stdin=io.BytesIO(REPORT.encode()))
    assert isinstance(one, Piece) and documents([one])[0].text.startswith("Norway")


def test_a_file_that_is_too_large_says_so(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_text(REPORT * 50)
    [failure] = found(path, max_bytes=1000)
    assert isinstance(failure, Failure) and "larger than" in failure.reason
