"""Room for letters in a drawing: how wide words are, and which boxes are still free."""

from __future__ import annotations

from dataclasses import dataclass, field

Box = tuple[float, float, float, float]

# Widths as shares of the size of the letters, in the sans faces the pages ask for; generous rather than tight.
NARROW = frozenset("iljtfrI.,:;'’|!()[] ")
WIDE = frozenset("mwMW@%—ABCDEFGHKNOPQRUVXYZ&")
SHARES = {"narrow": 0.37, "wide": 0.76, "plain": 0.6}


def width_of(words: str, size: float, spacing: float = 0.0) -> float:
    """About how wide the words are, in the units of ``size``."""
    narrow = sum(letter in NARROW for letter in words)
    wide = sum(letter in WIDE or ord(letter) > 0x2E80 for letter in words)
    plain = len(words) - narrow - wide
    shares = narrow * SHARES["narrow"] + wide * SHARES["wide"] + plain * SHARES["plain"]
    return shares * size + spacing * len(words)


def fitted(words: str, room: float, size: float) -> str:
    """The words, cut with an ellipsis where they would not fit; nothing where hardly a word would."""
    if width_of(words, size) <= room:
        return words
    while words and width_of(words + "…", size) > room:
        words = words[:-1]
    return words.rstrip(" ,;:") + "…" if len(words) > 5 else ""


@dataclass
class Sheet:
    """The picture's area and what is taken on it."""

    width: float
    height: float
    taken: list[Box] = field(default_factory=list)

    def is_free(self, box: Box) -> bool:
        left, top, right, bottom = box
        if left < 2 or top < 2 or right > self.width - 2 or bottom > self.height - 2:
            return False
        return not any(left < r and x < right and top < b and y < bottom for x, y, r, b in self.taken)

    def take(self, box: Box) -> None:
        self.taken.append(box)
