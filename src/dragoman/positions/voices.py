"""Whose voice a word stands in: the statement around it, and the actor a word means in that voice."""

from __future__ import annotations

from dragoman.actors.cast import Cast
from dragoman.codes import Act, Status
from dragoman.positions.grammar import SUBJECTS
from dragoman.positions.lexicon import lexicon
from dragoman.reading.reading import Reading
from dragoman.records import Actor, Span, Statement

FIRST_PERSON = frozenset(("i", "we", "us", "me", "my", "our", "ours", "mine", "ourselves"))
PLURAL = frozenset(("we", "us", "our", "ours", "ourselves"))
# Plurals of nouns of agents and of peoples.
AGENTIVE = ("ers", "ors", "ists", "men", "women", "ians", "ants", "eers")
OPINIONS = frozenset((Act.BELIEVE, Act.FORECAST, Act.DENY))
WARNING = frozenset(("warn", "threaten", "caution"))
NOUNS = frozenset(("NN", "NNS", "NNPS", "NNP"))
# Nobody in particular.
ANYBODY = frozenset(("somebody", "someone", "anybody", "anyone", "everyone", "everybody"))
SECOND_PERSON = frozenset(("you", "your", "yours"))


def _is_plural(reading: Reading, noun: int) -> bool:
    """Whether a noun is plural."""
    return reading.tags[noun] in ("NNS", "NNPS")


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
        if not inside and near and (before := self._joined_to(i)) is not None:
            return self.around(before)
        return min(inside, key=lambda s: sum(piece.end - piece.start for piece in s.content), default=None)

    def _joined_to(self, i: int) -> int | None:
        """The clause to which another with a "that" of its own is joined ("said that it rained and that he left")."""
        reading = self.reading
        for j in (i, *reading.ancestors(i)):
            if reading.deps[j] == "conj" and reading.is_verb(j) and reading.heads[j] != j:
                mark = reading.child(j, "mark")
                return reading.heads[j] if mark is not None and reading.lower[mark] == "that" else None
        return None

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
        nobody = papers | ANYBODY
        return tuple(actor for actor in speakers if not nobody & set(actor.name.lower().split()))[:1]

    def speaker(self, i: int) -> Actor | None:
        """Who speaks where token ``i`` stands; ``None`` where the author does."""
        statement = self.around(i)
        return statement.speaker if statement is not None else None

    def willing(self, i: int) -> tuple[Actor, ...]:
        """The speaker whose own doing token ``i`` may be: nobody's where it is only hoped for or foretold."""
        statement = self.around(i)
        if statement is None or statement.speaker is None or statement.act in OPINIONS:
            return ()
        return (statement.speaker,)

    def says(self, i: int, subject: int) -> bool:
        """Whether token ``i`` is a word of saying in the active, and its subject no paper: then it is somebody."""
        active = self.reading.child(i, "auxpass", "nsubjpass") is None
        named = self.reading.tags[subject] in NOUNS and self.reading.lemma(subject) not in lexicon().light["papers"]
        return active and named and self.is_cue(i)

    def is_cue(self, i: int) -> bool:
        """Whether token ``i`` is a word of saying."""
        return any(self._says(statement, i) for statement in self._of_sentence.get(self.reading.sentence_index[i], ()))

    def _says(self, statement: Statement, i: int) -> bool:
        at = Span(self.reading.starts[i], self.reading.ends[i])
        return any(piece.overlaps(at) for piece in statement.cue)

    def warns(self, i: int) -> bool:
        """Whether token ``i`` stands in a warning or a threat."""
        statement = self.around(i)
        return statement is not None and any(
            self.reading.lemma(j) in WARNING for piece in statement.cue for j in self.reading.tokens_in(piece)
        )

    def actors(self, i: int) -> tuple[Actor, ...]:
        """The actors meant by the phrase that ``i`` heads; "we" is who speaks, and nobody when the author does."""
        word = self.reading.lower[i]
        if word in SECOND_PERSON or word in ANYBODY:
            return ()
        if word in FIRST_PERSON:
            speaker = self.speaker(i)
            if speaker is not None and word in PLURAL:
                speaker = self.represented(speaker) or speaker
            return (speaker,) if speaker is not None else ()
        return self.cast.at(i)

    def holders(self, i: int) -> tuple[Actor, ...]:
        """The actors meant, else those whom the words describe as people or a body ("the hauliers", "her guild")."""
        found = self.actors(i)
        if found or not self._is_somebody(i):
            return found
        return (self.cast.described(i),)

    def taken_up(self, i: int) -> tuple[Actor, ...]:
        """Whom an "it" or "they" without an antecedent takes up: the subject told last, here or just before."""
        reading = self.reading
        plural = reading.lower[i] in ("they", "their")
        if not plural and reading.lower[i] not in ("it", "its"):
            return ()
        speaker = self.speaker(i)
        if plural and speaker is not None and (others := self.represented(speaker)) is not None:
            return (others,)
        if said := self._who_says(i):
            return said
        sentence = reading.sentence_of(i)
        for j in range(i - 1, sentence.start - 1, -1):
            if reading.deps[j] in SUBJECTS and (found := self._fitting(j, plural)):
                return found
        earlier = reading.sentence_index[i] - 1
        if earlier < 0 or reading.paragraph_index(reading.starts[i]) != reading.paragraph_index(
            reading.starts[sentence.start - 1]
        ):
            return ()
        subject = reading.child(reading.roots[earlier], *SUBJECTS)
        return self._fitting(subject, plural) if subject is not None else ()

    def _who_says(self, i: int) -> tuple[Actor, ...]:
        """Who speaks, of the pronoun that opens what is said ("the slate says it will"): whoever speaks is somebody."""
        reading = self.reading
        clause = reading.heads[i]
        saying = reading.heads[clause]
        if reading.deps[clause] != "ccomp" or not self.is_cue(saying):
            return ()
        subject = reading.child(saying, "nsubj")
        if subject is None or reading.tags[subject] not in NOUNS or reading.lemma(subject) in lexicon().light["papers"]:
            return ()
        if _is_plural(reading, subject) != (reading.lower[i] in ("they", "their")):
            return ()
        found = self.actors(subject)
        return tuple(a for a in found if not a.person) if found else (self.cast.described(subject),)

    def _fitting(self, subject: int, plural: bool) -> tuple[Actor, ...]:
        """The actor of a subject, where its number fits; "it" is a country or a body, "they" are people."""
        owner = self.reading.child(subject, "poss")
        if _is_plural(self.reading, subject) != plural and owner is None:
            return ()
        found = self.holders(subject) or (self.holders(owner) if owner is not None else ())
        if plural:
            return found
        body = self.reading.lower[subject] in lexicon().light["bodies"]
        return tuple(a for a in found if not a.person and (body or a.country or a.sector))[:1]

    def represented(self, speaker: Actor) -> Actor | None:
        """Whom a spokesman speaks for ("a spokesman for the miners", "the miners' spokesman")."""
        span = speaker.evidence.span
        if span is None:
            return None
        reading = self.reading
        noun = next((j for j in reading.tokens_in(span) if reading.lemma(j) in lexicon().light["mouthpieces"]), None)
        if noun is None:
            return None
        preposition = next((c for c in reading.children_by(noun, "prep") if reading.lower[c] in ("for", "of")), None)
        behind = reading.child(preposition, "pobj") if preposition is not None else reading.child(noun, "poss")
        return next(iter(self.holders(behind)), None) if behind is not None else None

    def _is_somebody(self, i: int) -> bool:
        if self.reading.tags[i] not in NOUNS or self.reading.lower[i] in ANYBODY:
            return False
        word, bodies = self.reading.lower[i], lexicon().light["bodies"]
        if any((m := self.reading.mention_of[c]) is not None and m.label == "NORP" for c in self.reading.children[i]):
            return True
        return word in bodies or (self.reading.tags[i] in ("NNS", "NNPS") and word.endswith(AGENTIVE))

    def actor(self, i: int | None) -> Actor | None:
        found = self.actors(i) if i is not None else ()
        return found[0] if found else None

    def status(self, i: int, status: Status) -> Status:
        """The status a stance keeps once the statements it rests on are taken into account."""
        for statement in self.resting(i):
            if statement.status is Status.RETRACTED:
                return Status.RETRACTED
            if self.reading.tags[i] == "JJ" and self._says(statement, self.reading.heads[i]):
                # "Is not willing": the stance and what is said are one, and its condition is told apart.
                continue
            if status is not Status.ASSERTED:
                continue
            if statement.act is Act.DENY and statement is self.around(i):
                status = Status.NEGATED
            elif statement.status is not Status.ASSERTED and statement is self.around(i):
                status = Status.HYPOTHETICAL
        return status
