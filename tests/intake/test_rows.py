"""Feeds and JSON Lines: each entry or row a report, and one broken one does not stop the rest."""

from __future__ import annotations

import json

from dragoman.codes import NoteKind
from dragoman.intake.source import read_bytes
from dragoman.records import Document, Failure

TEXT = "Sorland said on Monday that it had moved its guns back."
RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Valley Notes</title><link>https://v.example.com</link>
<item><title>Guns &lt;i&gt;moved&lt;/i&gt; back</title><link>https://v.example.com/1</link>
<dc:creator>Dana Whitlock</dc:creator>
<pubDate>Tue, 04 Apr 2023 09:00:00 GMT</pubDate><content:encoded><![CDATA[<p>{TEXT}</p><script>alert(1)</script>
<blockquote>“We kept our word,” said its defence minister.</blockquote>
<p>The post <a href="x">Guns moved back</a> appeared
first on <a href="y">Valley Notes</a>.</p>]]></content:encoded></item>
<item><title>Nothing here</title><link>https://v.example.com/2</link></item>
<item><title>Short</title><description>Monitors arrived in Teren on Sunday evening, officials said.</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Notes</title><entry><title>Guns</title><id>x</id>
<updated>2023-04-04T10:00:00Z</updated><content type="html">&lt;p&gt;{TEXT}&lt;/p&gt;</content></entry></feed>"""


def read_all(text: str, name: str) -> list[Document | Failure]:
    return list(read_bytes(text.encode(), name))


def test_each_entry_of_a_feed_is_a_document() -> None:
    first, broken, short = read_all(RSS, "feed.xml")
    assert isinstance(first, Document) and isinstance(broken, Failure) and isinstance(short, Document)
    assert first.text == f"{TEXT}\n\n“We kept our word,” said its defence minister."
    assert (first.title, first.byline, first.outlet) == ("Guns moved back", "Dana Whitlock", "Valley Notes")
    assert first.published and first.published.value == "2023-04-04"
    assert first.url == "https://v.example.com/1"
    assert broken.source == "feed.xml entry 2" and "https://v.example.com/2" in broken.reason
    assert any("summary only" in note.why for note in short.notes)


def test_an_atom_feed_under_any_name() -> None:
    (document,) = read_all(ATOM, "feed.txt")
    assert isinstance(document, Document)
    assert (document.text, document.title) == (TEXT, "Guns")
    assert document.published and document.published.value == "2023-04-04"


def test_the_id_of_an_entry_does_not_hang_on_its_position() -> None:
    alone = RSS.replace(RSS[RSS.index("<item><title>Nothing") : RSS.index("<item><title>Short")], "")
    assert read_all(RSS, "a.xml")[2].id == read_all(alone, "b.xml")[1].id  # type: ignore[union-attr]


def test_rows_with_a_broken_one_and_a_half_written_last_one() -> None:
    good = {
        "url": "https://n.example.org/2023/05/06/a",
        "title": "Guns",
        "date": "2023-05-07",
        "author": "Jane Example",
        "text": TEXT,
    }
    lines = [
        json.dumps(good),
        '{"title": broken',
        '{"title": "no text"}',
        "",
        "[1]",
        json.dumps({"text": TEXT}),
        '{"text": "The arm',
    ]
    first, *rest = read_all("\n".join(lines), "rows.jsonl")
    assert isinstance(first, Document)
    assert (first.text, first.title, first.byline, first.outlet) == (TEXT, "Guns", "Jane Example", "n.example.org")
    assert first.published and first.published.value == "2023-05-07"
    assert any("2023-05-06" in note.why and "disagree" in note.why for note in first.notes)
    assert [found.source for found in rest if isinstance(found, Failure)] == [
        f"rows.jsonl line {n}" for n in (2, 3, 5, 7)
    ]
    assert len([found for found in rest if isinstance(found, Document)]) == 1


def test_a_row_with_a_forged_date_is_read_without_one() -> None:
    (document,) = read_all(json.dumps({"text": TEXT, "date": "0206-05-07"}), "rows.jsonl")
    assert isinstance(document, Document) and document.published is None
    assert any(note.kind == NoteKind.WARNING and "206" in note.why for note in document.notes)


def test_the_same_row_gives_the_same_id_on_any_line() -> None:
    row = json.dumps({"text": TEXT})
    (one,) = read_all(row, "a.jsonl")
    other = read_all(f"{json.dumps({'text': 'x y z'})}\n  {row}\r\n", "b.jsonl")[1]
    assert isinstance(one, Document) and isinstance(other, Document) and one.id == other.id


def test_a_row_of_markup_is_read_as_markup() -> None:
    (document,) = read_all(json.dumps({"text": f"<p>{TEXT}</p><p>It came back.</p>"}), "rows.jsonl")
    assert isinstance(document, Document) and document.text == f"{TEXT}\n\nIt came back."
