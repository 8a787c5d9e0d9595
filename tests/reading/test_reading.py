from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from dragoman.reading.reading import Reading

pytestmark = pytest.mark.model
Read = Callable[..., Reading]


def test_tokens_point_into_the_text(read: Read) -> None:
    text = "Norway’s army\n\n  left the “old” fort. 🏳️ It isn't back."
    reading = read(text)
    assert all(text[a:b] == word for a, b, word in zip(reading.starts, reading.ends, reading.words, strict=True))
    assert not any(word.isspace() for word in reading.words)


def test_a_paragraph_starts_a_sentence(read: Read) -> None:
    reading = read("Talks resume in Oslo\n\nThe envoys of both sides met on Monday. They will meet again.")
    assert [reading.words[s.start] for s in reading.sentences] == ["Talks", "The", "They"]
    assert [reading.sentence_index[s.start] for s in reading.sentences] == [0, 1, 2]


def test_the_tree_is_walked_by_index(read: Read) -> None:
    reading = read("Norway, Sweden and Finland did not sign the treaty.")
    sign = reading.words.index("sign")
    subject = reading.child(sign, "nsubj")
    assert subject is not None
    assert [reading.words[i] for i in reading.conjuncts(subject)] == ["Norway", "Sweden", "Finland"]
    assert reading.is_negated(sign)
    assert reading.roots == [sign]
    treaty = reading.child(sign, "dobj")
    assert treaty is not None and reading.words_of(reading.noun_phrase(treaty)) == "the treaty"


def test_questions_are_seen_behind_quotes(read: Read) -> None:
    reading = read("“Will they sign?” she asked. They signed.")
    will, signed = reading.words.index("sign"), reading.words.index("signed")
    assert reading.is_question(will)
    assert not reading.is_question(signed)


def test_tokens_know_their_quote(read: Read) -> None:
    reading = read("He called it “a great victory” and left.")
    inside = [word for word, quote in zip(reading.words, reading.quote_of, strict=True) if quote >= 0]
    assert inside == ["a", "great", "victory"]


def test_offsets_and_tokens_agree(read: Read) -> None:
    reading = read("The envoy spoke briefly.")
    assert reading.token_at(4) == 1
    assert reading.token_at(3) is None
    assert list(reading.tokens_in(reading.span(1, 2))) == [1, 2]


@pytest.mark.parametrize("text", ["", " \n\n ", "???", "🏳️‍🌈 🏳️‍🌈", "\u202eabc", "a" * 5000, "word " * 3000, "“" * 300])
def test_any_text_can_be_read(read: Read, text: str) -> None:
    reading = read(text)
    assert len(reading.words) == len(reading.heads) == len(reading.starts)
    assert sum(len(sentence) for sentence in reading.sentences) == len(reading)


def test_a_long_text_is_read_in_pieces(read: Read) -> None:
    paragraph = "The envoy of Norway met the envoy of Peru in Oslo. They signed nothing. "
    text = "\n\n".join([paragraph.strip()] * 1200) + "\n\n" + "word" * 20_000 + " end."
    reading = read(text)
    assert len(text) > 120_000
    assert all(text[a:b] == word for a, b, word in zip(reading.starts, reading.ends, reading.words, strict=True))
    assert all(reading.sentence_index[i] == reading.sentence_index[head] for i, head in enumerate(reading.heads))
    assert sum(reading.words[m.start] == "Oslo" for m in reading.mentions) > 1000


@pytest.mark.parametrize("run", ["“" * 20_000, "x" * 5_000 + "--" * 5_000, "http://example.org/" + "a/" * 400])
def test_a_run_without_a_space_is_read_in_good_time(read: Read, run: str) -> None:
    text = f"Georgia said no. {run} Then it said yes."
    start = time.process_time()
    reading = read(text)
    assert time.process_time() - start < 30
    words = zip(reading.starts, reading.ends, reading.words, strict=True)
    assert all(reading.document.text[a:b] == word for a, b, word in words)
    assert "".join(reading.words) == "".join(reading.document.text.split())
