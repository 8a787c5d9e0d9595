"""Whose voice a word stands in: the statement around it, and the actor a word means in that voice."""

from __future__ import annotations

from dragoman.actors.cast import Cast
from dragoman.codes import Act, Status
from dragoman.positions.lexicon import lexicon
from dragoman.reading.reading import Reading
from dragoman.records import Actor, Span, Statement

FIRST_PERSON = frozenset(("i", "we", "us", "me", "my", "our", "ours", "mine", "ourselves"))
# Plurals of nouns of agents and of peoples.
AGENTIVE = ("ers", "ors", "ists", "men", "women", "ians", "ants", "eers")
SECOND_PERSON = frozenset(("you", "your", "yours"))


class Voices:
    """The statements of a reading by sentence. Built once for a reading."""

    def __init__(self, reading: Reading, cast: Cast, statements: list[Statement]) -> None:
        self.reading = reading
        self.cast = cast
        self._of_sentence: dict[int, list[Statement]] = {}
        for statement in statements:
            touched = {
                reading.sentence_index[i]
                for piece in (*statement.content, *statement.cue)
                for tokens in (reading.tokens_in(piece),)
                for i in tokens
            }
            for sentence in touched:
                self._of_sentence.setdefault(sentence, []).append(statement)

    def around(self, i: int) -> Statement | None:
        """The innermost statement whose content token ``i`` stands in."""
        at = Span(self.reading.starts[i], self.reading.ends[i])
        near = self._of_sentence.get(self.reading.sentence_index[i], ())
        inside = [s for s in near if any(piece.covers(at) for piece in s.content)]
        return min(inside, key=lambda s: sum(piece.end - piece.start for piece in s.content), default=None)

    def resting(self, i: int) -> list[Statement]:
        """The statements a stance at token ``i`` rests on: the one made by that word, and the one around it."""
        at = Span(self.reading.starts[i], self.reading.ends[i])
        near = self._of_sentence.get(self.reading.sentence_index[i], ())
        made = [s for s in near if any(piece.overlaps(at) for piece in s.cue)]
        around = self.around(i)
        return made + ([around] if around is not None and around not in made else [])

    def made_by(self, i: int, papers: frozenset[str]) -> tuple[Actor, ...]:
        """Who makes the statement whose cue token ``i`` is; a letter that "calls for" something is nobody."""
        around = self.around(i)
        speakers = [s.speaker for s in self.resting(i) if s.speaker is not None and s is not around]
        return tuple(actor for actor in speakers if not papers & set(actor.name.lower().split()))[:1]

    def speaker(self, i: int) -> Actor | None:
        """Who speaks where token ``i`` stands; ``None`` where the author does."""
        statement = self.around(i)
        return statement.speaker if statement is not None else None

    def actors(self, i: int) -> tuple[Actor, ...]:
        """The actors meant by the phrase that ``i`` heads; "we" is who speaks, and nobody when the author does."""
        word = self.reading.lower[i]
        if word in SECOND_PERSON:
            return ()
        if word in FIRST_PERSON:
            speaker = self.speaker(i)
            return (speaker,) if speaker is not None else ()
        return self.cast.at(i)

    def holders(self, i: int) -> tuple[Actor, ...]:
        """The actors meant, else those whom the words describe as people or a body ("the hauliers", "her guild")."""
        found = self.actors(i)
        if found or not self._is_somebody(i):
            return found
        return (self.cast.described(i),)

    def _is_somebody(self, i: int) -> bool:
        if self.reading.tags[i] not in ("NN", "NNS", "NNPS", "NNP"):
            return False
        word, bodies = self.reading.lower[i], lexicon().light["bodies"]
        return word in bodies or (self.reading.tags[i] in ("NNS", "NNPS") and word.endswith(AGENTIVE))

    def actor(self, i: int | None) -> Actor | None:
        found = self.actors(i) if i is not None else ()
        return found[0] if found else None

    def status(self, i: int, status: Status) -> Status:
        """The status a stance keeps once the statements it rests on are taken into account."""
        for statement in self.resting(i):
            if statement.status is Status.RETRACTED:
                return Status.RETRACTED
            if status is not Status.ASSERTED:
                continue
            if statement.act is Act.DENY and statement is self.around(i):
                status = Status.NEGATED
            elif statement.status is not Status.ASSERTED and statement is self.around(i):
                status = Status.HYPOTHETICAL
        return status
