"""Demands told as a list: "wants three things: a; b; and c", "asks, first, that …; second, that …"."""

from __future__ import annotations

from itertools import pairwise

from dragoman.positions.grammar import SUBJECTS
from dragoman.positions.lexicon import lexicon
from dragoman.reading.reading import Reading

ENUMERATORS = frozenset(
    ("first", "firstly", "second", "secondly", "third", "thirdly", "fourth", "fifth", "sixth", "seventh")
)
LEADING = ENUMERATORS | {
    "and",
    "also",
    "finally",
    "lastly",
    "that",
    "to",
    "(",
    ")",
    ",",
    ":",
    "—",
    "–",
    "-",
    "•",
    ".",
    "*",
}
COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
MARKERS = frozenset(("—", "–", "-", "•", "*", "("))
# How far behind the word of the stance its list may open.
NEAR = 14
LONGEST_ITEM = 60


def items_of(reading: Reading, trigger: int, head: int) -> list[range]:
    """The tokens of each thing listed, or nothing where fewer than two are."""
    sentence = reading.sentence_of(trigger)
    colon = _colon(reading, trigger, head, sentence)
    if colon is None and (told := _in_sentences(reading, trigger, head, sentence)):
        return told
    if colon is None and head == trigger:
        return []
    if colon is not None:
        start = colon + 1
        if _ends_paragraph(reading, colon):
            return _at_least_two(reading, _following(reading, start))
        return _parts(reading, start, _stop(reading, start), commas=True)
    return _parts(reading, trigger + 1, _stop(reading, trigger), commas=False)


def _in_sentences(reading: Reading, trigger: int, head: int, sentence: range) -> list[range]:
    """The things counted before and told in as many sentences of their own ("three things. A boat. …")."""
    listed = (j for j in dict.fromkeys((head, trigger)) if reading.lower[j] in lexicon().light["listed"])
    counts = (COUNTS.get(reading.lower[c]) for j in listed for c in reading.children_by(j, "nummod"))
    count = next((n for n in counts if n), 0)
    first = reading.sentence_index[trigger] + 1
    found = []
    for told in reading.sentences[first : first + count]:
        if len(told) > LONGEST_ITEM or not _stands_alone(reading, told):
            break
        found.append(told)
    return _at_least_two(reading, found)


def _stands_alone(reading: Reading, sentence: range) -> bool:
    """Whether a sentence only names a thing or an act, or says which of several it is."""
    if reading.lower[sentence.start] in ENUMERATORS:
        return True
    root = reading.roots[reading.sentence_index[sentence.start]]
    if not reading.is_verb(root):
        return reading.is_nominal(root)
    return reading.tags[root] in ("VB", "VBG", "VBN") and reading.child(root, "nsubj", "aux") is None


def _colon(reading: Reading, trigger: int, head: int, sentence: range) -> int | None:
    """The colon that opens the list: right behind the stance, or behind a word for what is listed."""
    for i in range(trigger + 1, min(trigger + NEAR, sentence.stop)):
        if reading.words[i] == ";" or reading.paragraph_index(reading.starts[i]) != _paragraph(reading, trigger):
            return None
        if reading.words[i] == ":":
            opens = i <= trigger + 2 or any(reading.lower[j] in lexicon().light["listed"] for j in range(trigger, i))
            return i if opens or head > i else None
    return None


def _paragraph(reading: Reading, i: int) -> int:
    return reading.paragraph_index(reading.starts[i])


def _ends_paragraph(reading: Reading, i: int) -> bool:
    return i + 1 >= len(reading) or _paragraph(reading, i + 1) != _paragraph(reading, i)


def _stop(reading: Reading, start: int) -> int:
    """Where the sentence of a list ends: at its full stop, for a semicolon often misleads the parser."""
    paragraph = _paragraph(reading, start)
    for i in range(start, min(len(reading), start + 200)):
        if reading.words[i] in (".", "?", "!", "”") and reading.words[i] != "”":
            return i
        if _paragraph(reading, i) != paragraph:
            return i
    return min(len(reading), start + 200)


def _following(reading: Reading, start: int) -> list[range]:
    """The paragraphs that follow, as long as they open like items of a list."""
    found: list[range] = []
    while start < len(reading) and len(found) < 12:
        stop = start
        while (
            stop < len(reading)
            and stop - start <= LONGEST_ITEM
            and _paragraph(reading, stop) == _paragraph(reading, start)
        ):
            stop += 1
        if not _opens_item(reading, start):
            break
        found.append(range(start, stop))
        start = stop
    return found


def _opens_item(reading: Reading, i: int) -> bool:
    word = reading.lower[i]
    return (
        word in MARKERS
        or word in ENUMERATORS
        or word[0].isdigit()
        or (len(word) == 1 and word.isalpha() and word != "a")
    )


def _parts(reading: Reading, start: int, stop: int, commas: bool) -> list[range]:
    """The sentence cut at its semicolons, at each "that" or number, or at the commas behind a colon."""
    semicolons = [i for i in range(start, stop) if reading.words[i] == ";"]
    if semicolons:
        parts = _cut(start, stop, semicolons)
        several = len(parts) > 2 or _opens_that(reading, parts[1])
        if commas or (several and all(_is_alike(reading, part) for part in parts[1:])):
            return _at_least_two(reading, parts)
        return []
    repeated = [i for i in range(start, stop) if _opens_again(reading, i, start)]
    if repeated:
        return _at_least_two(reading, _cut(start, stop, repeated))
    if commas:
        marks = [
            i
            for i in range(start, stop)
            if reading.words[i] == "," or (reading.lower[i] == "and" and reading.words[i - 1] != ",")
        ]
        parts = _at_least_two(reading, _cut(start, stop, marks))
        return parts if len(parts) > 2 and all(_is_thing(reading, part) for part in parts) else []
    return []


def _cut(start: int, stop: int, at: list[int]) -> list[range]:
    edges = [start - 1, *at, stop]
    return [range(a + 1, b) for a, b in pairwise(edges)]


def _opens_again(reading: Reading, i: int, start: int) -> bool:
    """Whether a comma or "and" stands before another "that" like the one that opened the list."""
    after = i + 1 if reading.lower[i + 1 : i + 2] != ["and"] else i + 2
    if reading.words[i] not in (",", "and") or reading.lower[start] != "that" or after >= len(reading):
        return False
    return reading.lower[after] == "that" and reading.tags[after] == "IN" and (i == 0 or reading.words[i - 1] != ",")


def _is_alike(reading: Reading, part: range) -> bool:
    """Whether a part behind a semicolon goes on with the list, and is no sentence of its own."""
    return _opens_that(reading, part) or _is_thing(reading, part)


def _opens_that(reading: Reading, part: range) -> bool:
    opening = [reading.lower[i] for i in part[:4] if reading.words[i] not in (",", "and")]
    return opening[:1] == ["that"] or bool(ENUMERATORS & set(opening[:1]))


def _is_thing(reading: Reading, part: range) -> bool:
    part = trimmed(reading, part)
    if not part:
        return False
    root = root_of(reading, part)
    return reading.is_nominal(root) and reading.deps[root] not in SUBJECTS


def _at_least_two(reading: Reading, parts: list[range]) -> list[range]:
    found = [part for part in (trimmed(reading, part) for part in parts) if part]
    return found if len(found) > 1 and all(len(part) <= LONGEST_ITEM for part in found) else []


def trimmed(reading: Reading, part: range) -> range:
    """A part without the number, the dash or the "and" before it and the stop behind it."""
    first, last = part.start, part.stop
    while first < last and (reading.lower[first] in LEADING or _is_number(reading, first, part)):
        first += 1
    while last > first and not reading.words[last - 1][-1].isalnum() and reading.words[last - 1] not in ("”", ")", "%"):
        last -= 1
    return range(first, last)


def _is_number(reading: Reading, i: int, part: range) -> bool:
    """Whether token ``i`` numbers an item: "1." or "(a)"."""
    word = reading.words[i]
    return len(word) <= 2 and i + 1 < part.stop and reading.words[i + 1] in (")", ".") and word[0].isalnum()


def root_of(reading: Reading, part: range) -> int:
    """The token that heads a part: the first whose own head stands outside."""
    return next((i for i in part if reading.heads[i] not in part or reading.heads[i] == i), part.start)
