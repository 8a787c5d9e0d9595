"""Who asks: the author, or the speaker of the statement or quotation the question stands in."""

from __future__ import annotations

from dragoman.actors.cast import Cast
from dragoman.codes import Modality, Status
from dragoman.questions.answered import is_evaded
from dragoman.questions.asked import Asked
from dragoman.questions.lexicon import asking
from dragoman.reading.enclosing import Enclosing
from dragoman.reading.reading import Reading
from dragoman.records import Actor, Span, Statement


class Askers:
    """The statements of a reading by the sentences they stand in. Built once for a reading."""

    def __init__(self, reading: Reading, cast: Cast, statements: list[Statement]) -> None:
        self.reading = reading
        self.cast = cast
        self._statements = Enclosing(reading, statements)

    def asker_of(self, asked: Asked) -> tuple[bool, Actor | None]:
        """Whether the asker can be told, and who it is (``None``: the author)."""
        if asked.asker is not None:
            actor = self.cast.one(asked.asker)
            if actor is None and self.reading.tags[asked.asker] in ("NN", "NNS"):
                actor = self.cast.described(asked.asker)
            return actor is not None, actor
        around = self._statement_around(asked)
        if around is not None:
            # "Is said to be weighing whether …": nobody is named, and the text itself leaves it open.
            plain = asked.rule.startswith("indirect") and self.reading.quote_of[asked.first] < 0
            return around.speaker is not None or plain, around.speaker
        if self._is_of_a_transcript(asked.first):
            return is_evaded(self.reading, asked.last), None
        quoted = self.reading.quote_of[asked.first]
        whole = quoted >= 0 and self.reading.quote_of[asked.verb] == quoted
        return not whole, None

    def _statement_around(self, asked: Asked) -> Statement | None:
        span = Span(self.reading.starts[asked.first], self.reading.ends[asked.verb])
        # "Nobody knows whether …", "nor can anyone say how …": it is the author who leaves it open.
        near = [
            s for s in self._statements.near(asked.first) if s.status is not Status.NEGATED and not self._is_nobodys(s)
        ]
        if not asked.rule.startswith("indirect") and self.reading.quote_of[asked.first] < 0:
            # "Will they leave, as they promised?": who is told of in a question of the author's does not ask it.
            near = [s for s in near if s.modality is Modality.ASKED or not self._is_told_within(s, asked)]
        inside = [s for s in near if any(p.start <= span.start and span.end <= p.end for p in s.content)]
        return min(inside, key=lambda s: sum(p.end - p.start for p in s.content), default=None)

    def _is_told_within(self, statement: Statement, asked: Asked) -> bool:
        sentence = self.reading.sentence_span(asked.first)
        return any(sentence.start <= span.start < sentence.end for span in statement.cue)

    def _is_nobodys(self, statement: Statement) -> bool:
        words = " ".join(span.text_of(self.reading.text).lower() for span in statement.source)
        return words in ("anyone", "anybody", "nobody", "no one")

    def _is_of_a_transcript(self, i: int) -> bool:
        """Whether the paragraph opens with "Q:" or another mark of one who interviews."""
        reading = self.reading
        if not reading.paragraphs:
            return False
        paragraph = reading.paragraphs[reading.paragraph_index(reading.starts[i])]
        opening = reading.text[paragraph.start : paragraph.start + 14].lower().lstrip("*_ ")
        word, mark, _ = opening.replace(".", ":", 1).partition(":")
        return bool(mark) and word.strip() in asking().transcript
