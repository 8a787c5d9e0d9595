"""Lemmas on demand: a word and its Penn Treebank tag → its dictionary form.

The rules and exceptions are those of the English model's own rule lemmatizer (spaCy, after WordNet's morphy); asking
for single words spares running that component over every token of a text.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

# Forms that the model reaches only through its attribute ruler.
CLITICS = {
    **dict.fromkeys(("am", "is", "are", "was", "were", "been", "being", "'re", "’re", "'m", "’m"), "be"),
    **dict.fromkeys(("has", "had", "having", "'ve", "’ve"), "have"),
    **dict.fromkeys(("'ll", "’ll", "wo"), "will"),
    **dict.fromkeys(("'d", "’d"), "would"),
    "'s": "be",
    "’s": "be",
    "ca": "can",
    "sha": "shall",
}
# Tag -> table of the model. Tags of base forms (VB, VBP, NN, JJ, RB, MD) are absent: they are their own lemma.
TABLES = {
    **dict.fromkeys(("VBD", "VBG", "VBN", "VBZ"), "verb"),
    "NNS": "noun",
    **dict.fromkeys(("JJR", "JJS"), "adj"),
    **dict.fromkeys(("RBR", "RBS"), "adv"),
}
Table = dict[str, Any]


class Lemmas:
    """A lemma table that remembers what it was asked."""

    def __init__(self, rules: Table, exceptions: Table, index: Table) -> None:
        self._rules = rules
        self._exceptions = exceptions
        self._index = index
        self._known: dict[tuple[str, str], str] = {}

    @classmethod
    def from_model(cls, folder: Path) -> Lemmas:
        """The tables of a spaCy model folder; where it has none, words stay as they are."""
        import srsly
        from spacy.strings import hash_string  # type: ignore[attr-defined]  # compiled, no stub

        path = folder / "lemmatizer" / "lookups" / "lookups.bin"
        raw: Mapping[str, Any] = srsly.msgpack_loads(path.read_bytes()) if path.exists() else {}
        keys = {part: hash_string(part) for part in ("verb", "noun", "adj", "adv")}
        rules = {part: raw.get("lemma_rules", {}).get(key, []) for part, key in keys.items()}
        exceptions = {part: raw.get("lemma_exc", {}).get(key, {}) for part, key in keys.items()}
        index = {part: frozenset(raw.get("lemma_index", {}).get(key, ())) for part, key in keys.items()}
        return cls(rules, exceptions, index)

    def of(self, word: str, tag: str) -> str:
        """The lemma of a lower-cased word with that tag."""
        key = (word, tag)
        lemma = self._known.get(key)
        if lemma is None:
            lemma = self._known[key] = self._look_up(word, tag)
        return lemma

    def _look_up(self, word: str, tag: str) -> str:
        if tag != "POS" and tag[:1] in "VM" and word in CLITICS:
            return CLITICS[word]
        part = TABLES.get(tag)
        if part is None:
            return word
        irregular = self._exceptions[part].get(word)
        if irregular:
            return str(irregular[0])
        forms = [word[: -len(old)] + new for old, new in self._rules[part] if word.endswith(old)]
        known = [form for form in forms if form in self._index[part]]
        # Several rules may fit ("using": us, use); the form with its -e restored is the commoner verb.
        return max(known, key=len) if known else next(filter(None, forms), word)
