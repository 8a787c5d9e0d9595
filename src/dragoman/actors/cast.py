"""The cast of a document: who is meant by each name, title, nominal and pronoun in it."""

from __future__ import annotations

from dragoman.reading.reading import Reading
from dragoman.records import Actor, Evidence, Place, make_id


class Cast:
    """Answers who acts or speaks where a noun phrase stands. Built once for a reading."""

    def __init__(self, reading: Reading, places: list[Place]) -> None:
        self.reading = reading
        self.places = places

    def mentions(self) -> list[Actor]:
        """Every named actor of the document, a record for each mention, in text order."""
        heads = [
            max(range(m.start, m.end), key=lambda i: -len(self.reading.ancestors(i))) for m in self.reading.mentions
        ]
        return [actor for head in heads if (actor := self.one(head)) is not None]

    def at(self, i: int) -> tuple[Actor, ...]:
        """The actors meant by the noun phrase that token ``i`` heads, what is coordinated with it included."""
        return tuple(actor for j in self.reading.conjuncts(i) if (actor := self.one(j)) is not None)

    def one(self, i: int) -> Actor | None:
        """The actor meant by token ``i`` alone, or ``None`` where it names a thing, or nobody one can tell."""
        mention = self.reading.mention_of[i]
        if mention is None or mention.label not in ("PERSON", "ORG", "GPE", "NORP"):
            return None
        return self.described(i)

    def described(self, i: int) -> Actor:
        """An actor known by the words alone ("a senior official", "the report"), never resolved further."""
        span = self.reading.noun_phrase(i)
        name = span.text_of(self.reading.text)
        evidence = Evidence(span, "described", "named by these words alone")
        return Actor(make_id("ac", name.lower()), name, None, None, None, None, None, False, evidence)
