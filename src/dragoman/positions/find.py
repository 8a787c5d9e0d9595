"""Positions of a reading: who wants, offers, accepts, refuses, rules out or threatens what, and on which conditions."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace

from dragoman.actors.cast import Cast
from dragoman.codes import ConditionKind, Stance
from dragoman.positions.binding import anchored, binds_refusals, borne, bound, shared_out
from dragoman.positions.conditions import (
    Tie,
    condition_of,
    focus_condition,
    named_condition,
    required_actor,
    ties_in,
    time_condition,
)
from dragoman.positions.counterparts import with_counterparts
from dragoman.positions.lexicon import lexicon
from dragoman.positions.lists import items_of, root_of, trimmed
from dragoman.positions.objects import object_heads, object_tokens
from dragoman.positions.stances import Held, promised_stance, stances_at
from dragoman.positions.standing import stands
from dragoman.positions.voices import Voices
from dragoman.positions.willed import MODALS, WILLED, declared_at, only_focus, willed_at, without_doubles
from dragoman.reading.reading import Reading
from dragoman.records import Evidence, Position, Span, Statement, When, make_id
from dragoman.times.attach import when_of

# Longer "sentences" are lists and tables; the bound also keeps the walk linear.
LONGEST_SENTENCE = 400
ROOM = "positions"
# Words that may tie a plain statement to a condition ("the boats stay in port until").
TYING = frozenset(("unless", "until", "till", "if"))
# Words that make a date a limit.
LIMITS = frozenset(("by", "before", "until", "till", "within", "than", "to", "through"))
# Stances whose things are told as lists.
LISTED = frozenset((Stance.DEMAND, Stance.OFFER, Stance.THREATEN, Stance.RULE_OUT))
# Words of resolve rather than of kindness: what is vowed till another yields is held over him.
RESOLVED = frozenset(("verb-vow", "verb-swear", "verb-pledge"))
# Conditions that hardly ever stand without a position.
TELLING = frozenset((ConditionKind.UNLESS, ConditionKind.ONLY_IF, ConditionKind.EXCHANGE))


def find_positions(reading: Reading, whens: list[When], cast: Cast, statements: list[Statement]) -> list[Position]:
    """Every position, in text order."""
    return with_counterparts(list(_Finder(reading, whens, cast, statements).positions()))


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
            if word in cues or word in MODALS or word in TYING:
                triggers.setdefault(reading.sentence_index[i], []).append(i)
        for sentence, found in triggers.items():
            if len(reading.sentences[sentence]) <= LONGEST_SENTENCE:
                yield from self._of_sentence(reading.sentences[sentence], found)

    def _of_sentence(self, sentence: range, triggers: list[int]) -> Iterator[Position]:
        reading = self.reading
        ties = [borne(reading, self.voices, tie) for tie in ties_in(reading, sentence, self._dated)]
        held = self._held(triggers, ties)
        binding = bound(reading, self.voices, held, ties)
        if not held:
            self._doubt(triggers, ties)
        supposed = {i for ties in binding.values() for tie in ties for i in range(tie.first, tie.last + 1)}
        listed = {root_of(reading, item) for stance in held for item in self._items(stance)}
        for stance in held:
            if stance.trigger in listed and stance.rule in WILLED:
                # Told as one of the things that are promised.
                continue
            # What somebody would have to want first is part of the condition, not a position of theirs.
            own = binding.get(stance.trigger, [])
            if stance.trigger not in supposed and stands(self.voices, stance, own):
                yield from self._listed(stance, own)

    def _listed(self, held: Held, ties: list[Tie]) -> Iterator[Position]:
        """A position for each thing in a list of them ("reject the road, the mast and the name")."""
        items = self._items(held)
        if items:
            for item in items:
                yield from self._of_item(held, ties, item, items)
            return
        heads = object_heads(self.reading, held)
        shares = shared_out(ties, heads)
        for head, own in zip(heads, shares, strict=True):
            subtree = self.reading.subtree(head)
            others = [range(j, j + 1) for j in heads if j != head]
            below = [range(k, k + 1) for j in heads if j != head and j in subtree for k in self.reading.subtree(j)]
            yield from self._about(replace(held, head=head), own, [*others, *below])

    def _items(self, held: Held) -> list[range]:
        return items_of(self.reading, held.trigger, held.head) if held.stance in LISTED else []

    def _of_item(self, held: Held, ties: list[Tie], item: range, items: list[range]) -> Iterator[Position]:
        """The position of one item: with its own conditions, and those told before the list opens."""
        found = (tie for tie in ties_in(self.reading, item, self._dated) if _can_bind(tie, held))
        within = list({tie.first: tie for tie in found}.values())
        before = [tie for tie in ties if held.trigger < tie.first < items[0].start]
        last = min((tie.first for tie in within if tie.first > item.start), default=item.stop)
        tokens = trimmed(self.reading, range(item.start, last))
        if tokens:
            head = root_of(self.reading, tokens)
            stance = promised_stance(self.reading, held, head)
            yield from self._records(replace(held, head=head, stance=stance), [*before, *within], tokens, None)

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
        telling = [tie for tie in ties if tie.kind is not ConditionKind.DEADLINE and not tie.cue.turns]
        anchors = anchored(reading, telling)
        hung = anchors.keys() | {tie.anchor for tie in ties if binds_refusals(tie)}
        found: dict[int, Held] = {}
        for i in triggers:
            if reading.lower[i] in MODALS:
                held = willed_at(reading, voices, i, anchors)
                if held is not None and held.trigger not in found:
                    found[held.trigger] = held
        for i in triggers:
            if reading.lower[i] in lexicon().stances and i not in found:
                found.update((held.trigger, held) for held in stances_at(reading, voices, i, hung))
        for tie in telling:
            if tie.anchor not in found and (held := declared_at(reading, voices, tie)) is not None:
                found[held.trigger] = held
        return sorted(without_doubles(reading, found), key=lambda held: held.trigger)

    def _dated(self, i: int) -> bool:
        mention = self.reading.mention_of[i]
        return i in self.when_at or (mention is not None and mention.label in ("DATE", "TIME"))

    def _about(self, held: Held, ties: list[Tie], beside: list[range]) -> Iterator[Position]:
        if held.stance is Stance.OFFER and any(_presses(held, tie) for tie in ties):
            why = f"{held.why}; what is done unless another yields is a threat"
            held = replace(held, stance=Stance.THREATEN, why=why)
        focus = only_focus(self.reading, held) if not any(tie.kind is ConditionKind.ONLY_IF for tie in ties) else None
        cut = [range(tie.first, tie.last + 1) for tie in ties] + ([focus] if focus is not None else []) + beside
        tokens = object_tokens(self.reading, held, cut)
        if tokens is not None:
            yield from self._records(held, ties, tokens, focus)

    def _records(self, held: Held, ties: list[Tie], tokens: range, focus: range | None) -> Iterator[Position]:
        reading, voices = self.reading, self.voices
        span = reading.span(tokens.start, tokens.stop - 1)
        words = " ".join(span.text_of(reading.text).split())
        own = (words, held.counterpart or required_actor(reading, voices, held.head))
        conditions = [condition_of(reading, voices, tie, own, held.counterpart) for tie in ties]
        if held.rule == "time-given":
            # "Gave it until May to pay": the end of the time is a deadline.
            conditions = [replace(c, kind=ConditionKind.DEADLINE) for c in conditions]
        if held.rule == "time-given" and not conditions:
            conditions += time_condition(reading, range(held.trigger, held.head), held.counterpart)
        if held.turns:
            conditions.append(named_condition(reading, held.trigger, own))
        if focus is not None:
            conditions.append(focus_condition(reading, voices, focus))
        since, until = self._validity(held, ties, span)
        for actor in held.actors:
            # "Demanded that they be freed": a pronoun that seems to mean the holder names no counterpart.
            other = held.counterpart if held.counterpart is not None and held.counterpart.id != actor.id else None
            yield Position(
                id=make_id("po", reading.document.id, actor.id, held.stance, span, reading.starts[held.trigger]),
                document=reading.document.id,
                actor=actor,
                object=words,
                object_span=span,
                counterpart=other,
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
        until = next((self.when_at[i].last for tie in ties for i in self._limits(tie)), None)
        # A date inside the object says when that should be, and a month or a year says too little.
        if when is None or when in dates or when.precision != "day" or (when.span and about.covers(when.span)):
            return None, until
        return when.first, until

    def _limits(self, tie: Tie) -> Iterator[int]:
        """The tokens of a condition's dates that set a limit ("by May"), not of those that name a thing ("of 1926")."""
        for i in range(tie.first, tie.last + 1):
            opening = self.reading.lower[max(tie.first, i - 3) : i]
            if i in self.when_at and not LIMITS.isdisjoint(opening):
                yield i


def _presses(held: Held, tie: Tie) -> bool:
    """Whether an offer is a threat, for what is offered lasts only until another yields, or unless he does."""
    until = tie.kind is ConditionKind.UNTIL and held.rule in RESOLVED
    return until or tie.kind is ConditionKind.UNLESS


def _can_bind(tie: Tie, held: Held) -> bool:
    return not tie.cue.own and (tie.cue.stances is None or held.stance in tie.cue.stances)
