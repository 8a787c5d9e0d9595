"""Matching: the frame a verb, with what stands beside it, or a noun fits."""

from __future__ import annotations

from dragoman.events.arguments import measured, noun_names, objects
from dragoman.events.frames import Frame, load_lexicon
from dragoman.reading.reading import Reading

NOWHERE: frozenset[str] = frozenset()


class Matcher:
    """Finds frames in one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.lexicon = load_lexicon()

    def frame_of(self, v: int, lemma: str) -> tuple[Frame, int | None] | None:
        """The frame of a verb, with its object where the two together name the event."""
        frames = self.lexicon.verbs.get(lemma)
        if not frames:
            return None
        longest = max(len(frame.rest) for frame in frames)
        near = self.near(v, idioms=longest > 1) if longest else NOWHERE
        candidates = self._object_names(v) if frames[0].objects else []
        for frame in frames:
            if not all(word in near for word in frame.rest):
                continue
            if not frame.objects:
                if "alone" in frame.needs and self.reading.child(v, "dobj", "ccomp") is not None:
                    continue
                if "said" in frame.needs and self.reading.child(v, "ccomp") is None:
                    continue
                return frame, None
            found = next((o for o, word, names in candidates if _fits(frame, word, names)), None)
            if found is not None:
                return frame, found
        return None

    def noun_frame(self, n: int) -> Frame | None:
        """The frame of a noun with the words before it ("general strike")."""
        reading = self.reading
        frames = self.lexicon.nouns.get(reading.lemma(n).lower())
        if not frames:
            return None
        before = {reading.lower[c] for c in reading.children[n] if reading.deps[c] in ("compound", "amod", "nmod")}
        if n > 1 and reading.words[n - 1] == "-":
            before.add(reading.lower[n - 2])
        before.update(f"{reading.lemma(n)} {reading.lower[c]}" for c in reading.children_by(n, "prep"))
        return next((frame for frame in frames if all(word in before for word in frame.rest)), None)

    def near(self, v: int, *, idioms: bool = False) -> frozenset[str]:
        """The words that may complete a verb: particles, prepositions, adverbs, its object's lemma; with ``idioms`` the
        nouns behind the prepositions too ("bring to trial")."""
        reading = self.reading
        words = set()
        for c in reading.children[v]:
            if reading.deps[c] in ("prt", "prep", "advmod", "acomp", "oprd", "dative", "agent", "mark"):
                if reading.deps[c] == "prep" and self._is_dated(c):
                    continue
                words.add(reading.lower[c])
                words.update(reading.lower[g] for g in reading.children[c] if reading.deps[g] in ("prep", "prt"))
                if idioms:
                    words.update(reading.lemma(g) for g in reading.children[c] if reading.deps[g] == "pobj")
            elif reading.deps[c] in ("dobj", "ccomp", "xcomp", "attr"):
                words.add(reading.lemma(c))
                words.update(reading.lower[g] for g in reading.children[c] if reading.deps[g] == "prep")
        return frozenset(words)

    def _is_dated(self, preposition: int) -> bool:
        """Whether the preposition only opens a date ("called on Friday")."""
        pobj = self.reading.child(preposition, "pobj")
        mention = self.reading.mention_of[pobj] if pobj is not None else None
        return mention is not None and mention.label in ("DATE", "TIME")

    def _object_names(self, v: int) -> list[tuple[int, str, tuple[str, ...]]]:
        """What may complete a pair: a noun, the preposition before it (none for an object), its names."""
        reading = self.reading
        heads = [(o, "") for o in objects(reading, v)]
        for o, _ in tuple(heads):
            heads.extend(
                (p, reading.lower[prep])
                for prep in reading.children_by(o, "prep")
                for p in reading.children_by(prep, "pobj")
            )
        for prep in reading.children_by(v, "prep", "prt", "advmod"):
            heads.extend((o, reading.lower[prep]) for o in reading.children_by(prep, "pobj"))
            for inner in reading.children_by(prep, "prep"):
                heads.extend((o, reading.lower[inner]) for o in reading.children_by(inner, "pobj"))
        found = []
        for head, word in heads:
            for o in reading.conjuncts(head):
                for n in measured(reading, o):
                    found.append((n, word, self._names(n)))
        return found

    def _names(self, n: int) -> tuple[str, ...]:
        reading = self.reading
        names = tuple(noun_names(reading, n))
        if names[-1] not in self.lexicon.words["carriers"]:
            return names
        return (*names, *(reading.lemma(c).lower() for c in reading.children_by(n, "compound")))


def _fits(frame: Frame, preposition: str, names: tuple[str, ...]) -> bool:
    """Whether a noun completes a pair; one after a preposition only where the pair names that preposition."""
    return (not preposition or preposition in frame.rest) and any(name in frame.objects for name in names)
