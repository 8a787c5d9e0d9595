"""Positions of a reading: who wants, offers, accepts, refuses, rules out or threatens what, and on which conditions."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace

from dragoman.actors.cast import Cast
from dragoman.codes import ConditionKind, Stance
from dragoman.positions.conditions import (
    Tie,
    condition_of,
    focus_condition,
    named_condition,
    required_actor,
    ties_in,
    time_condition,
)
from dragoman.positions.lexicon import lexicon
from dragoman.positions.objects import object_heads, object_tokens
from dragoman.positions.stances import Held, stances_at
from dragoman.positions.voices import Voices
from dragoman.positions.willed import MODALS, only_focus, willed_at
from dragoman.reading.reading import Reading
from dragoman.records import Evidence, Position, Span, Statement, When, make_id
from dragoman.times.attach import when_of

# Longer "sentences" are lists and tables; the bound also keeps the walk linear.
LONGEST_SENTENCE = 400
ROOM = "positions"
# Conditions that hardly ever stand without a position.
TELLING = frozenset((ConditionKind.UNLESS, ConditionKind.ONLY_IF, ConditionKind.EXCHANGE))


def find_positions(reading: Reading, whens: list[When], cast: Cast, statements: list[Statement]) -> list[Position]:
    """Every position, in text order."""
    return list(_Finder(reading, whens, cast, statements).positions())


class _Finder:
    def __init__(self, reading: Reading, whens: list[When], cast: Cast, statements: list[Statement]) -> None:
        self.reading = reading
        self.whens = whens
        self.voices = Voices(reading, cast, statements)
        self.when_at = {i: when for when in whens if when.span for i in reading.tokens_in(when.span)}

    def positions(self) -> Iterator[Position]:
        reading = self.reading
        cues = lexicon().stances
        triggers: dict[int, list[int]] = {}
        for i, word in enumerate(reading.lower):
            if word in cues or word in MODALS:
                triggers.setdefault(reading.sentence_index[i], []).append(i)
        for sentence, found in triggers.items():
            if len(reading.sentences[sentence]) <= LONGEST_SENTENCE:
                yield from self._of_sentence(reading.sentences[sentence], found)

    def _of_sentence(self, sentence: range, triggers: list[int]) -> Iterator[Position]:
        reading = self.reading
        ties = ties_in(reading, sentence, self._dated)
        held = self._held(triggers, ties)
        bound = self._bound(held, ties)
        if not held:
            self._doubt(triggers, ties)
        supposed = {i for ties in bound.values() for tie in ties for i in range(tie.first, tie.last + 1)}
        for stance in held:
            # What somebody would have to want first is part of the condition, not a position of theirs.
            if stance.trigger not in supposed:
                yield from self._listed(stance, bound.get(stance.trigger, []))

    def _listed(self, held: Held, ties: list[Tie]) -> Iterator[Position]:
        """A position for each thing in a list of them ("reject the road, the mast and the name")."""
        heads = object_heads(self.reading, held)
        for head in heads:
            subtree = self.reading.subtree(head)
            others = [range(j, j + 1) for j in heads if j != head]
            below = [range(k, k + 1) for j in heads if j != head and j in subtree for k in self.reading.subtree(j)]
            yield from self._records(replace(held, head=head), ties, [*others, *below])

    def _doubt(self, triggers: list[int], ties: list[Tie]) -> None:
        """Notes a stance tied to a condition whose holder the sentence does not tell."""
        tie = next((tie for tie in ties if tie.kind in TELLING), None)
        named = next((i for i in triggers if self.reading.lower[i] in lexicon().stances), None)
        if tie is not None and named is not None:
            words = self.reading.words[named]
            why = f"“{words}” and a condition stand here, but not whose position it would be"
            self.reading.doubt(ROOM, self.reading.span(tie.first, tie.last), "unknown-holder", why)

    def _held(self, triggers: list[int], ties: list[Tie]) -> list[Held]:
        """The stances of a sentence; a verb with "will not" before it is not read a second time by itself."""
        reading, voices = self.reading, self.voices
        anchors = {tie.anchor: tie for tie in ties if tie.kind is not ConditionKind.DEADLINE and not tie.cue.turns}
        found: dict[int, Held] = {}
        for i in triggers:
            if reading.lower[i] in MODALS:
                held = willed_at(reading, voices, i, anchors)
                if held is not None and held.trigger not in found:
                    found[held.trigger] = held
        for i in triggers:
            if reading.lower[i] in lexicon().stances and i not in found:
                found.update((held.trigger, held) for held in stances_at(reading, voices, i))
        return sorted(found.values(), key=lambda held: held.trigger)

    def _dated(self, i: int) -> bool:
        mention = self.reading.mention_of[i]
        return i in self.when_at or (mention is not None and mention.label in ("DATE", "TIME"))

    def _bound(self, held: list[Held], ties: list[Tie]) -> dict[int, list[Tie]]:
        """Each condition given to the nearest stance that it can bind and hangs together with."""
        bound: dict[int, list[Tie]] = {}
        spent: set[int] = set()
        for tie in ties:
            if tie.first in spent:
                continue
            above = {tie.anchor, *self.reading.ancestors(tie.anchor)}
            near = [h for h in held if self._fits(h, tie, above)]
            if near:
                best = min(near, key=lambda h: tie.first - h.trigger if h.trigger < tie.first else 1000 + h.trigger)
                bound.setdefault(best.trigger, []).append(tie)
                spent.add(tie.first)
        return bound

    def _fits(self, held: Held, tie: Tie, above: set[int]) -> bool:
        if tie.cue.stances is not None and held.stance not in tie.cue.stances:
            return False
        if tie.first <= held.trigger <= tie.last:
            return False
        return held.trigger in above or held.head in above or tie.anchor in self.reading.ancestors(held.trigger)

    def _records(self, held: Held, ties: list[Tie], beside: list[range]) -> Iterator[Position]:
        reading, voices = self.reading, self.voices
        if held.stance is Stance.OFFER and any(tie.kind is ConditionKind.UNLESS for tie in ties):
            held = replace(
                held, stance=Stance.THREATEN, why=f"{held.why}; what is done unless another yields is a threat"
            )
        focus = only_focus(reading, held) if not any(tie.kind is ConditionKind.ONLY_IF for tie in ties) else None
        cut = [range(tie.first, tie.last + 1) for tie in ties] + ([focus] if focus is not None else []) + beside
        tokens = object_tokens(reading, held, cut)
        if tokens is None:
            return
        span = reading.span(tokens.start, tokens.stop - 1)
        words = " ".join(span.text_of(reading.text).split())
        own = (words, held.counterpart or required_actor(reading, voices, held.head))
        conditions = [condition_of(reading, voices, tie, own) for tie in ties]
        if held.rule == "time-given" and not conditions:
            conditions += time_condition(reading, range(held.trigger, held.head), held.counterpart)
        if held.turns:
            conditions.append(named_condition(reading, held.trigger, own))
        if focus is not None:
            conditions.append(focus_condition(reading, voices, focus))
        since, until = self._validity(held, ties, span)
        for actor in held.actors:
            if held.counterpart is not None and held.counterpart.id == actor.id:
                continue
            yield Position(
                id=make_id("po", reading.document.id, actor.id, held.stance, span, reading.starts[held.trigger]),
                document=reading.document.id,
                actor=actor,
                object=words,
                object_span=span,
                counterpart=held.counterpart,
                stance=held.stance,
                status=held.status,
                conditions=tuple(conditions),
                valid_from=since,
                valid_to=until,
                statements=tuple(statement.id for statement in voices.resting(held.trigger)),
                evidence=Evidence(reading.span(held.trigger, held.trigger), held.rule, held.why),
            )

    def _validity(self, held: Held, ties: list[Tie], about: Span) -> tuple[datetime.date | None, datetime.date | None]:
        when = when_of(self.reading, self.whens, held.trigger)
        dates = [self.when_at[i] for tie in ties for i in range(tie.first, tie.last + 1) if i in self.when_at]
        until = dates[0].last if dates else None
        # A date inside the object says when that should be, and a month or a year says too little.
        if when is None or when in dates or when.precision != "day" or (when.span and about.covers(when.span)):
            return None, until
        return when.first, until
