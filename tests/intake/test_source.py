"""What a person may hand in, and the one sentence they get when it cannot be read."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import SourceError
from dragoman.intake.source import read_bytes, read_source
from dragoman.records import Document, Failure, make_id
from dragoman.settings import Settings

SENTENCE = "The talks in Zürich failed on Monday, the minister said."


def documents(raw: bytes, name: str = "report.txt") -> list[Document]:
    found = list(read_bytes(raw, name))
    assert all(isinstance(document, Document) for document in found)
    return [document for document in found if isinstance(document, Document)]


def refusal(source: str, **given: object) -> str:
    with pytest.raises(SourceError) as caught:
        list(read_source(source, **given))  # type: ignore[arg-type]
    return str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"])
def test_every_common_encoding_is_read_right(encoding: str) -> None:
    (document,) = documents(SENTENCE.encode(encoding))
    assert document.text == SENTENCE
    assert not [note for note in document.notes if note.kind == "warning"]


def test_curly_quotes_of_windows_1252_stay() -> None:
    (document,) = documents("“No,” said the envoy’s aide – twice.".encode("cp1252"))
    assert document.text == "“No,” said the envoy’s aide – twice."


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "empty"),
        (b" \n\t\r\n ", "white space"),
        (b"\xef\xbb\xbf", "white space"),
        (b"\0" * 5000, "binary"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x89PNG\r\n\x1a\n\0\0", "picture"),
        (b"PK\x03\x04word/document.xml", "office file"),
        (b"{\\rtf1 Talks failed.}", "rich text"),
        (b"12345 67890 ---- !!", "no words"),
        (b"<html><head><title>x</title></head><body><script>var a=1</script></body></html>", "without text"),
        (b'{\n "text": "one object over two lines"}', "JSON Lines"),
        (b"word " * 250_000, "split it"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title></channel></rss>', "without entries"),
    ],
)
def test_what_cannot_be_read_gets_one_sentence(raw: bytes, said: str) -> None:
    with pytest.raises(SourceError) as caught:
        list(read_bytes(raw, "given"))
    message = str(caught.value)
    assert said in message
    assert "\n" not in message and message.endswith(".") and ":" in message


def test_missing_directory_scheme_and_locked_file(tmp_path: Path) -> None:
    assert "There is no file" in refusal(str(tmp_path / "none.txt"))
    assert "is a directory" in refusal(str(tmp_path))
    assert "scheme “ftp”" in refusal("ftp://example.org/a.txt")
    assert "scheme “file”" in refusal("file:///etc/hosts")
    assert "cannot be read" in refusal("a\0b")
    assert "cannot be read" in refusal("x" * 5000)
    if os.geteuid():
        locked = tmp_path / "locked.txt"
        locked.write_text(SENTENCE)
        locked.chmod(0)
        assert "permissions" in refusal(str(locked))


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    huge = tmp_path / "zeros.txt"
    with huge.open("wb") as file:
        file.truncate(200_000_000)
    assert "larger than 50,000,000 bytes" in refusal(str(huge))


def test_standard_input_is_read_and_bounded() -> None:
    (document,) = read_source("-", stdin=io.BytesIO(SENTENCE.encode()))
    assert isinstance(document, Document) and document.text == SENTENCE
    assert "larger than" in refusal("-", stdin=io.BytesIO(b"a" * 101), settings=Settings(max_bytes=100))


def test_the_same_bytes_give_the_same_id() -> None:
    raw = SENTENCE.encode()
    one, other = documents(raw, "a.txt")[0], documents(raw, "b.txt")[0]
    assert one.id == other.id == make_id("doc", hashlib.sha256(raw).hexdigest())
    assert one.sha256 == hashlib.sha256(raw).hexdigest()


def test_content_goes_before_the_name() -> None:
    assert documents(b"<!doctype html><html><body><p>The army left the town.</p></body></html>", "a.txt")[0].text == (
        "The army left the town."
    )
    row = b'{"text": "The army left the town."}\n'
    assert documents(row, "a.txt")[0].text == "The army left the town."


def test_a_text_in_another_language_is_read_with_a_warning() -> None:
    (document,) = documents("Le ministre a déclaré lundi que les négociations reprendraient à Genève.".encode())
    assert document.language == "fr"
    assert any("English only" in note.why for note in document.notes)


def test_characters_are_cleaned_and_no_others_changed() -> None:
    text = "The\u00a0envoy\u200b said: “no” — tw\u00adice.\r\n\r\n\r\nCafe\u0301 talks went on…\x07"
    assert documents(text.encode())[0].text == "The envoy said: “no” — twice.\n\nCafé talks went on…"


def test_a_half_written_last_character_is_told() -> None:
    (document,) = documents("The talks in Kraków failed on Monday — ü".encode()[:-1])
    assert document.text.startswith("The talks in Kraków")
    assert any("cut in half" in note.why for note in document.notes)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(
        st.binary(max_size=300),
        st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.lists(
            st.sampled_from(
                [
                    "<html>",
                    "<p>",
                    "</p>",
                    "<div class=",
                    "comments",
                    ">",
                    "<ul><li>",
                    "<sup>1</sup>",
                    "<br><br>",
                    "By ",
                    "About ",
                    "Jane Example",
                    "[1]",
                    "\n\n",
                    "\n",
                    "2022-13-99",
                    "¹",
                    "Leave a Reply",
                    "%PDF-1.4 ",
                    "%%EOF",
                    '{"text":',
                    '"a b"}',
                    "<rss><channel><item>",
                    "<title>",
                    "</title>",
                    "“",
                    "\0",
                    "KYIV, Nov 14 (Reuters) —",
                    "- ",
                    "1. ",
                    "Notes",
                    ". ",
                    "is a fellow at",
                    "<script type='application/ld+json'>",
                    "[[[[",
                    "</script>",
                    "<table><tr><td>",
                    "<a href='#_ftn1'>",
                ]
            ),
            max_size=25,
        ).map(lambda parts: "".join(parts).encode()),
    ),
    st.sampled_from(["a.txt", "a.html", "a.jsonl", "a.xml", "a.pdf", "a"]),
)
def test_no_bytes_raise_anything_but_a_source_error(raw: bytes, name: str) -> None:
    try:
        for found in read_bytes(raw, name):
            assert isinstance(found, (Document, Failure))
            if isinstance(found, Document):
                assert found.text.strip() == found.text != ""
                assert "\n\n\n" not in found.text and "\u00a0" not in found.text
    except SourceError as error:
        assert str(error)
