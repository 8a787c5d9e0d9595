"""The lexicon of cues: every row is readable, every word is a lemma of one part of speech."""

from __future__ import annotations

from dragoman.codes import Hedge
from dragoman.statements.lexicon import PLACES, load_lexicon
from dragoman.statements.wording import load_wording

PREPOSITIONS = frozenset(["of", "about", "on", "for", "against", "at", "over", "to", "with", "upon", "in"])


def test_places_are_known_words() -> None:
    lexicon = load_lexicon()
    rows = [row for group in lexicon.verbs.values() for row in group] + list(lexicon.nouns.values())
    assert rows
    for row in rows:
        unknown = row.takes - PLACES - PREPOSITIONS - {"quote"}
        assert not unknown, (row.lemma, unknown)


def test_hedging_adverbs_hedge() -> None:
    assert Hedge.NONE not in load_lexicon().adverbs.values()


def test_words_of_force_are_no_verbs_of_saying() -> None:
    for lemma in ("attack", "defend", "blast"):
        assert all("object" not in row.takes for row in load_lexicon().verbs.get(lemma, ()))


def test_a_retraction_takes_back_words_not_troops() -> None:
    wording = load_wording()
    assert "withdraw" in wording.retracts
    assert "troop" not in wording.retractable and "army" not in wording.retractable
