"""Which stance a condition binds: the one it hangs on, wherever reported speech puts it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.codes import ConditionKind
from dragoman.positions.conditions import Tie
from dragoman.positions.grammar import FINITE, SUBJECTS
from dragoman.positions.lexicon import REFUSING
from dragoman.positions.stances import Held
from dragoman.positions.voices import FIRST_PERSON, Voices
from dragoman.reading.reading import Reading

CLAUSAL = frozenset((ConditionKind.UNLESS, ConditionKind.UNTIL, ConditionKind.ONLY_IF, ConditionKind.EXCHANGE))
# Clauses about something that is told of.
ASIDE = frozenset(("acl", "relcl", "appos"))
OWN_WORDS = FIRST_PERSON | {
    "it",
    "they",
    "he",
    "she",
    "its",
    "their",
    "his",
    "her",
    "there",
    "any",
    "further",
    "talking",
}
# Dealings that need the holder himself.
DEALINGS = frozenset(
    ("talk", "talks", "negotiation", "negotiations", "dialogue", "conversation", "meeting", "discussion")
)


def borne(reading: Reading, voices: Voices, tie: Tie) -> Tie:
    """The condition hung on what is said, where the parser hangs it on the verb of saying around it.

    "Unless the list comes, she said, the gates stay shut" and "nothing moves, he told them, until I see a stamp".
    """
    is_clause = tie.kind in CLAUSAL or (tie.cue.takes == "clause" and not tie.cue.later)
    if not is_clause or tie.anchor == tie.head:
        return tie
    above = reading.heads[tie.anchor]
    if (
        reading.deps[tie.anchor] in ("parataxis", "ccomp")
        and tie.last < tie.anchor < above
        and voices.is_cue(tie.anchor)
    ):
        return replace(tie, anchor=above)
    said = [
        c for c in reading.children_by(tie.anchor, "ccomp") if not tie.first <= c <= tie.last and _is_finite(reading, c)
    ]
    said = [c for c in said if reading.child(c, "mark") is None and not _is_parted(reading, c, tie.first)]
    after = [c for c in said if c > tie.last] or said[-1:]
    if after:
        return replace(tie, anchor=after[0])
    quoted = _quoted_after(reading, tie)
    return replace(tie, anchor=quoted) if quoted is not None else tie


def _quoted_after(reading: Reading, tie: Tie) -> int | None:
    """The verb of the quotation that goes on behind the verb of saying (“unless it comes,” she said, “we leave”)."""
    if reading.quote_of[tie.first] < 0 or tie.anchor < tie.last:
        return None
    rest = range(tie.anchor + 1, reading.sentence_of(tie.anchor).stop)
    verbs = (i for i in rest if reading.tags[i] in ("VB", "VBZ", "VBP") and reading.quote_of[i] >= 0)
    return next((i for i in verbs if _is_finite(reading, i)), None)


def _refuses_only(tie: Tie) -> bool:
    return tie.cue.stances is not None and tie.cue.stances <= REFUSING


def binds_refusals(tie: Tie) -> bool:
    return tie.kind is not ConditionKind.DEADLINE and (tie.cue.stances is None or bool(tie.cue.stances & REFUSING))


def shared_out(ties: list[Tie], heads: list[int]) -> list[list[Tie]]:
    """The conditions of each thing listed: what stands between two belongs to the first, the rest to all without."""
    own = [
        [tie for tie in ties if head < tie.first and (k + 1 == len(heads) or tie.first < heads[k + 1])]
        for k, head in enumerate(heads)
    ]
    if len(heads) == 1 or not any(own[:-1]):
        return [ties] * len(heads)
    return own


def _is_finite(reading: Reading, verb: int) -> bool:
    return reading.is_verb(verb) and reading.child(verb, *SUBJECTS) is not None


def bound(reading: Reading, voices: Voices, held: list[Held], ties: Iterable[Tie]) -> dict[int, list[Tie]]:
    """The conditions by the trigger of their stance: each goes to the nearest one that it can bind."""
    found: dict[int, list[Tie]] = {}
    spent: set[int] = set()
    for tie in ties:
        if tie.first in spent:
            continue
        above = {tie.anchor, *reading.ancestors(tie.anchor)}
        near = [
            h for h in held if _fits(reading, h, tie, above) and (not tie.cue.own or _is_own(reading, voices, h, tie))
        ]
        if near:
            hung = [h for h in near if h.trigger == tie.anchor and not _is_passed_over(near, h, tie)]
            best = (
                hung[0]
                if hung
                else min(near, key=lambda h: tie.first - h.trigger if h.trigger < tie.first else 1000 + h.trigger)
            )
            found.setdefault(best.trigger, []).append(tie)
            spent.add(tie.first)
    return found


def _is_passed_over(near: list[Held], held: Held, tie: Tie) -> bool:
    """Whether another stance stands nearer before the condition ("rejects the fence but takes the gate if")."""
    return any(held.trigger < h.trigger < tie.first for h in near)


def _fits(reading: Reading, held: Held, tie: Tie, above: set[int]) -> bool:
    if tie.cue.stances is not None and held.stance not in tie.cue.stances:
        return False
    if tie.first <= held.trigger <= tie.last or (tie.cue.later and tie.first < held.trigger):
        return False
    if (
        _is_parted(reading, held.trigger, tie.first)
        or _is_anothers(reading, held, tie)
        or _is_joined_on(reading, held, tie)
    ):
        return False
    return held.trigger in above or held.head in above or _hangs_above(reading, held, tie)


def _hangs_above(reading: Reading, held: Held, tie: Tie) -> bool:
    """Whether the condition hangs above the stance; a date there does not reach what somebody only tells of."""
    path = (held.trigger, *reading.ancestors(held.trigger))
    if tie.anchor not in path[1:]:
        return False
    told = any(reading.deps[i] in ASIDE for i in path[: path.index(tie.anchor)])
    return not (told and tie.kind is ConditionKind.DEADLINE)


def _is_joined_on(reading: Reading, held: Held, tie: Tie) -> bool:
    """Whether a finite verb joined to the stance stands between ("wants a guard and says it will go if none comes")."""
    if held.trigger == tie.anchor:
        return False
    path = (tie.anchor, *reading.ancestors(tie.anchor))
    if held.trigger not in path:
        return False
    below = path[: path.index(held.trigger)]
    return any(reading.deps[i] == "conj" and reading.tags[i] in FINITE for i in below)


def _is_anothers(reading: Reading, held: Held, tie: Tie) -> bool:
    """Whether the condition belongs to a relative clause about something ("a demand Vienna met within the day")."""
    for i in (tie.anchor, *reading.ancestors(tie.anchor)):
        if i in (held.trigger, held.head):
            return False
        if reading.deps[i] == "relcl" and held.trigger < i:
            return True
    return False


def _is_parted(reading: Reading, i: int, j: int) -> bool:
    """Whether a semicolon stands between two tokens: what follows it is another's, or a new start."""
    return ";" in reading.words[min(i, j) : max(i, j)]


def _is_own(reading: Reading, voices: Voices, held: Held, tie: Tie) -> bool:
    """Whether the condition is an act of the holder's, or dealings with him."""
    subject = reading.child(tie.head, *SUBJECTS, "expl") if reading.is_verb(tie.head) else None
    if subject is not None:
        actor = voices.actor(subject)
        any_such = any(reading.lower[c] == "any" for c in reading.children_by(subject, "det"))
        return (
            any_such
            or reading.lower[subject] in OWN_WORDS
            or (actor is not None and actor.id in {a.id for a in held.actors})
        )
    return reading.lower[tie.head] in DEALINGS or any(reading.lower[c] in OWN_WORDS for c in reading.children[tie.head])


def anchored(reading: Reading, ties: Iterable[Tie]) -> dict[int, Tie]:
    """The conditions by every word they hang on, up to the first finite verb ("would let it pass in return for")."""
    found: dict[int, Tie] = {}
    for tie in ties:
        if tie.cue.later or (_refuses_only(tie) and not reading.is_negated(tie.anchor)):
            continue
        for i in (tie.anchor, *reading.ancestors(tie.anchor)):
            found.setdefault(i, tie)
            if reading.tags[i] in ("VBD", "VBZ", "VBP", "MD") or reading.child(i, "aux") is not None:
                break
    return found
