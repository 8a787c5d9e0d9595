"""Nouns that bring somebody back: "the minister", "the official added", after he was named or first mentioned."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.reading.genders import gender_of_noun, gender_of_title
from dragoman.reading.reading import Mention, Reading
from dragoman.reading.roles import full_title, load_roles

POINTING = frozenset(("the", "this", "that"))
FIRST_MET = frozenset(("a", "an", "one", "another"))
BESIDE = frozenset(("JJ", "NN", "NNP", "NNPS", "NNS", "HYPH", "VBN", "POS", "FW"))
# How many words before and after a noun may say which one is meant.
WIDE = 7
LONGEST_PHRASE = 12
SOON = 30
PHRASE = BESIDE | {"DT", "IN", "PRP$", "TO", "CC", "VBG"}
KIN = frozenset(
    [
        *("wife", "husband", "son", "daughter", "brother", "sister", "mother", "father", "widow", "widower"),
        *("grandson", "granddaughter", "grandmother", "grandfather", "niece", "nephew", "cousin", "spouse"),
    ]
)
# Titles that say nothing but man or woman.
POLITE = frozenset(
    ("mr", "mrs", "ms", "miss", "mister", "madam", "madame", "sir", "lady", "señor", "señora", "herr", "frau")
)
# What tells nothing about who somebody is.
SLIGHT = frozenset(
    ("of", "the", "for", "'s", "’s", "-", "a", "an", "same", "former", "then", "himself", "herself", "old", "young")
)
# Dependents of a noun that single out somebody new.
SINGLING = frozenset(("relcl", "appos", "acl", "nummod", "poss"))


@dataclass(frozen=True, slots=True)
class Introduction:
    """Somebody brought in by a noun: the head token of the name (or the noun itself), the noun, the words around it."""

    head: int
    noun: int
    words: frozenset[str]
    named: bool


class Introductions:
    """Who has been brought in with which noun, in text order."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._by_noun: dict[str, list[Introduction]] = {}

    def add(self, noun: int, head: int, named: bool) -> None:
        words = words_beside(self.reading, noun)
        known = self._by_noun.setdefault(full_title(self.reading.words[noun]), [])
        known.append(Introduction(head, noun, words, named))

    def meant_by(self, i: int) -> Introduction | None:
        """Who is meant by the noun at token ``i``: the last one before it who fits all it says of him."""
        reading = self.reading
        noun = full_title(reading.words[i])
        known = self._by_noun.get(noun) or self._by_narrower(noun, i)
        if not known or not _points_back(reading, i):
            return None
        words = words_beside(reading, i)
        fitting = [it for it in known if max(it.head, it.noun) < i and words <= it.words]
        if fitting:
            last = max(fitting, key=lambda it: max(it.head, it.noun))
            # "Its ambassador" in passing is not the ambassador who was named.
            named = [it for it in fitting if it.named] if not last.named and _is_owned(reading, last.noun) else []
            return max(named, key=lambda it: max(it.head, it.noun), default=last)
        # "The prosecutor had doubts, and the prosecutor, N N, …": named in the next breath.
        soon = [it for it in known if it.named and i < it.noun < i + SOON and words <= it.words]
        return min(soon, key=lambda it: it.noun, default=None)

    def _by_narrower(self, noun: str, i: int) -> list[Introduction]:
        """Who was brought in by name and a narrower word ("Brigadier N N … the officer"), where it is one alone."""
        narrower = load_roles().broader.get(noun, frozenset())
        found = [it for word in narrower for it in self._by_noun.get(word, ()) if it.named and it.head < i]
        names = {self.reading.lower[it.head] for it in found}
        return found if len(names) == 1 else []


def _points_back(reading: Reading, i: int) -> bool:
    """Whether a noun means somebody known: "the minister", or a title with a capital and no article."""
    if reading.tags[i] not in ("NN", "NNP") or any(reading.deps[c] in SINGLING for c in reading.children[i]):
        return False
    first = i
    while first > 0 and reading.tags[first - 1] in BESIDE:
        first -= 1
    beside = [first - 1] if first and reading.tags[first - 1] == "DT" else []
    determiners = [reading.lower[c] for c in reading.children[i] if reading.deps[c] == "det"]
    determiners = determiners or [reading.lower[c] for c in beside]
    if determiners:
        return determiners[0] in POINTING
    return reading.words[i][0].isupper() and reading.deps[i] in ("nsubj", "nsubjpass")


def is_first_met(reading: Reading, i: int) -> bool:
    """ "A diplomat", "one official": somebody without a name is brought in."""
    if reading.tags[i] not in ("NN", "NNP"):
        return False
    return any(reading.lower[c] in FIRST_MET for c in reading.children[i]) or _is_owned(reading, i)


def _is_owned(reading: Reading, i: int) -> bool:
    return any(reading.deps[c] == "poss" for c in reading.children[i])


def words_beside(reading: Reading, noun: int) -> frozenset[str]:
    """The words around a noun that say which one: "deputy", "interior", "of Ghana"; a name after it ends them."""
    sentence = reading.sentence_of(noun)
    found = set()
    for j in range(noun - 1, max(sentence.start, noun - WIDE) - 1, -1):
        if reading.tags[j] not in BESIDE:
            break
        found.add(full_title(reading.words[j]))
    after = noun + 1
    if after < sentence.stop and reading.lower[after] in ("of", "for"):
        for j in range(after, min(sentence.stop, after + WIDE)):
            if reading.tags[j] not in BESIDE and reading.tags[j] not in ("IN", "DT"):
                break
            found.add(full_title(reading.words[j]))
    return frozenset(found - SLIGHT)


def title_nouns(reading: Reading, mention: Mention, head: int) -> list[int]:
    """The nouns that say what a named person is: before the name, in apposition to it, or said of it with "is"."""
    found = [i for i in range(max(mention.start - 3, 0), mention.end) if _is_title(reading, mention, head, i)]
    found.extend(c for c in reading.children[head] if reading.deps[c] == "appos")
    if reading.deps[head] == "appos":
        above = reading.heads[head]
        found.append(above)
        found.extend(c for c in reading.children[above] if reading.deps[c] == "appos" and c != head)
    if reading.deps[head] == "nsubj":
        found.extend(c for c in reading.children[reading.heads[head]] if reading.deps[c] == "attr")
    found.extend(role_before_comma(reading, mention.start))
    found.extend(role_after_comma(reading, mention.end))
    return [i for i in dict.fromkeys(found) if i != head and is_role_noun(reading, i)]


def role_before_comma(reading: Reading, start: int) -> list[int]:
    """ "The consul in Nodo, N N,": the role in the phrase before the comma, whatever the parser hangs the name on."""
    first = reading.sentence_of(start).start
    i = before_name(reading, start)
    while i > first and (gender_of_title(reading.words[i]) or is_role_noun(reading, i)):
        i = before_name(reading, i)
    if i <= first or reading.words[i] != ",":
        return []
    found: list[int] = []
    for j in range(i - 1, max(first, i - LONGEST_PHRASE) - 1, -1):
        if reading.tags[j] not in PHRASE:
            break
        if reading.tags[j] in ("NN", "NNP") and is_role_noun(reading, j):
            # Of "deputy minister" the minister.
            found = found if found and found[0] == j + 1 else [j]
        if reading.tags[j] in ("DT", "PRP$") and found and found[0] - j < WIDE:
            break
    return found


def role_after_comma(reading: Reading, end: int) -> list[int]:
    """ "N N, legal adviser to …": the role that ends the first words after the comma."""
    stop = min(reading.sentence_of(end - 1).stop, end + WIDE)
    if end + 1 >= stop or reading.words[end] != ",":
        return []
    for j in range(end + 1, stop):
        if reading.tags[j] not in BESIDE and reading.tags[j] not in ("DT", "PRP$", "RB"):
            return []
        if j + 1 >= stop or reading.tags[j + 1] not in BESIDE:
            if reading.tags[j] in ("NN", "NNP"):
                return [j] if is_role_noun(reading, j) else []
            if reading.tags[j] != "DT":
                return []
    return []


def are_kin(reading: Reading, nouns: list[int]) -> bool:
    """ "His wife, N N": somebody brought in by kinship; the bare surname is the other's."""
    return any(reading.lower[i] in KIN for i in nouns)


def _is_title(reading: Reading, mention: Mention, head: int, i: int) -> bool:
    return i != head and (reading.heads[i] == head or i == before_name(reading, mention.start))


def before_name(reading: Reading, start: int) -> int:
    """The token before a name, the dot of a shortened title ("Capt.") left aside; -1 where there is none."""
    i = start - 1
    return i - 1 if i > 0 and reading.words[i] == "." and reading.ends[i - 1] == reading.starts[i] else i


def is_role_noun(reading: Reading, i: int) -> bool:
    word = full_title(reading.words[i])
    if word == reading.lower[i]:
        return gender_of_noun(word) is not None or (word not in POLITE and gender_of_title(word) is not None)
    # "Col." before a name is a title; "fr" or "det" elsewhere is not.
    return gender_of_noun(word) is not None or (
        reading.words[i][0].isupper() and gender_of_title(reading.words[i]) is None
    )
