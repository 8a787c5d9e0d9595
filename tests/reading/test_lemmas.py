from __future__ import annotations

import pytest

from dragoman.reading.lemmas import Lemmas


@pytest.mark.model
@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        ("said", "VBD", "say"),
        ("withdrew", "VBD", "withdraw"),
        ("using", "VBG", "use"),
        ("talks", "NNS", "talk"),
        ("’s", "VBZ", "be"),
        ("’s", "POS", "’s"),
        ("wo", "MD", "will"),
        ("had", "VBD", "have"),
        ("found", "VBN", "find"),
        ("saw", "VBD", "see"),
        ("rose", "NN", "rose"),
        ("agreed", "VBD", "agree"),
        ("planning", "VBG", "plan"),
        ("xyzzied", "VBD", "xyzzie"),
    ],
)
def test_lemmas_of_verbs_and_nouns(word: str, tag: str, lemma: str) -> None:
    from dragoman.reading.reader import load_reader

    assert load_reader().lemmas.of(word, tag) == lemma


def test_without_tables_words_stay_as_they_are() -> None:
    empty: dict[str, object] = {part: {} for part in ("verb", "noun", "adj", "adv")}
    rules: dict[str, object] = {part: [] for part in empty}
    assert Lemmas(rules, empty, empty).of("withdrew", "VBD") == "withdrew"
