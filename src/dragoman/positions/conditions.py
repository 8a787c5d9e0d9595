"""Conditions: which words tie a position to something else, how far they reach, and whose act they ask for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dragoman.codes import ConditionKind
from dragoman.positions.grammar import ADVERBIAL, SUBJECTS, holder_of
from dragoman.positions.lexicon import ConditionCue, lexicon
from dragoman.positions.voices import Voices
from dragoman.reading.reading import Reading
from dragoman.records import Actor, Condition, Span

# An "if" under these is a question ("asked if", "it is not clear if").
ASKING = frozenset(("ask", "wonder", "know", "see", "clear", "unclear", "sure", "question", "doubt", "decide", "say"))
PARTICIPLES = frozenset(("provided", "providing", "assuming", "supposing"))
CLAUSE_LABELS = frozenset(("advcl", "acl", "ccomp", "pcomp", "relcl", "dep", "xcomp", "conj", "parataxis", "ROOT"))
REASONS = ADVERBIAL - frozenset(("if", "unless", "until", "till", "when", "where"))


@dataclass(frozen=True, slots=True)
class Tie:
    """A condition found in a sentence: its cue, its tokens, the head of what must hold, and what it hangs on."""

    cue: ConditionCue
    kind: ConditionKind
    first: int
    last: int
    state: int
    head: int
    anchor: int
    denied: bool


def ties_in(reading: Reading, sentence: range, dated: Callable[[int], bool]) -> list[Tie]:
    """The conditions of a sentence, in text order; a cue that binds in several ways gives one for each way."""
    cues = lexicon().conditions
    found = []
    i = sentence.start
    while i < sentence.stop:
        width = 0
        for cue in cues.get(reading.lower[i], ()):
            if width and len(cue.words) < width:
                break
            tie = _tie(reading, sentence, i, cue, dated)
            if tie is not None:
                found.append(tie)
                width = len(cue.words)
        i += max(1, width)
    return found


def _tie(reading: Reading, sentence: range, i: int, cue: ConditionCue, dated: Callable[[int], bool]) -> Tie | None:
    end = i + len(cue.words)
    if end >= sentence.stop or tuple(reading.lower[i:end]) != cue.words or _is_question_or_concession(reading, i):
        return None
    governed = _governed(reading, end - 1)
    if governed is None or reading.lower[governed] in cue.excepted:
        return None
    if cue.only and reading.lower[governed] not in cue.only:
        return None
    is_clause = reading.is_verb(governed) and reading.deps[governed] in CLAUSE_LABELS
    if (cue.takes == "clause" and not is_clause) or (cue.takes == "noun" and is_clause):
        return None
    last = _reach(reading, governed, end)
    if cue.date is not None and cue.date != any(dated(j) for j in range(end, last + 1)):
        return None
    anchor = _anchor(reading, i, end - 1, governed)
    if cue.words == ("if",) and (reading.deps[governed] == "ccomp" or _leaves_open(reading, anchor)):
        return None
    kind = cue.kind
    if cue.words == ("if",) and reading.is_negated(governed):
        kind = ConditionKind.UNLESS
    denied = i > sentence.start and reading.lower[i - 1] == "not"
    return Tie(cue, kind, i, last, end, governed, anchor, denied)


def _leaves_open(reading: Reading, anchor: int) -> bool:
    """Whether the "if" asks: it hangs on "ask", "know", "is unclear"."""
    return any(reading.lemma(j) in ASKING for j in (anchor, *reading.children_by(anchor, "acomp", "attr")))


def _is_question_or_concession(reading: Reading, i: int) -> bool:
    return i > 0 and reading.lower[i] == "if" and reading.lower[i - 1] in ("even", "as", "what", "or")


def _governed(reading: Reading, k: int) -> int | None:
    """The head of the clause or phrase that the last word of a cue governs."""
    if reading.lower[k] in PARTICIPLES:
        # The parser takes these for verbs with an object of their own; the clause is the first verb after them.
        sentence = reading.sentence_of(k)
        near = range(k + 1, min(sentence.stop, k + 15))
        return next((j for j in near if reading.is_verb(j) and reading.deps[j] not in ("aux", "auxpass")), None)
    below = reading.child(k, "pobj", "pcomp", "advcl", "ccomp")
    if below is not None and below > k:
        return below
    above = reading.heads[k]
    if above > k and reading.deps[k] in ("mark", "advmod", "dobj", "nsubj", "prep", "det"):
        return above
    return None


def _anchor(reading: Reading, first: int, last: int, governed: int) -> int:
    """The token outside the condition that it hangs on."""
    at = first if reading.deps[first] == "prep" else governed
    for _ in range(6):
        at = reading.heads[at]
        if not first <= at <= last:
            break
    return at


def _reach(reading: Reading, governed: int, start: int) -> int:
    """The last token of a condition: the end of its clause, reasons given after it left out."""
    last = governed
    stack = [governed]
    while stack:
        i = stack.pop()
        last = max(last, i)
        stack.extend(c for c in reading.children[i] if c >= start and not _opens_reason(reading, c, governed))
    while last > start and not reading.words[last][-1].isalnum() and reading.words[last] not in ("%", ")"):
        last -= 1
    return last


def _opens_reason(reading: Reading, i: int, governed: int) -> bool:
    if i <= governed or reading.deps[i] not in ("advcl", "prep", "cc", "conj", "parataxis"):
        return False
    if reading.deps[i] == "conj":
        return reading.is_verb(i) and reading.child(i, *SUBJECTS) is not None
    return reading.deps[i] == "advcl" and any(
        reading.deps[c] == "mark" and reading.lower[c] in REASONS for c in reading.children[i]
    )


def condition_of(reading: Reading, voices: Voices, tie: Tie, own: tuple[str, Actor | None]) -> Condition:
    """The condition as a record; ``own`` is what the position itself asks, and of whom, for cues that turn to it."""
    span = reading.span(tie.first, tie.last)
    if tie.cue.turns:
        return Condition(tie.kind, span, *own)
    state = Span(reading.starts[min(tie.state, tie.last)], span.end).text_of(reading.text)
    return Condition(tie.kind, span, " ".join(state.split()), required_actor(reading, voices, tie.head))


def named_condition(reading: Reading, noun: int, own: tuple[str, Actor | None]) -> Condition:
    """The condition that the position itself is of something else ("is a precondition for talks")."""
    phrase = reading.noun_phrase(noun)
    purpose = next((c for c in reading.children_by(noun, "prep") if reading.lower[c] in ("for", "of", "to")), None)
    end = reading.subtree_span(purpose).end if purpose is not None else phrase.end
    return Condition(ConditionKind.PRECONDITION, Span(phrase.start, max(phrase.end, end)), *own)


def time_condition(reading: Reading, held: range, actor: Actor | None) -> list[Condition]:
    """The time that somebody is given between two tokens, as a deadline ("gave the firm nine days to …")."""
    times = [m for i in held if (m := reading.mention_of[i]) is not None and m.label in ("DATE", "TIME")]
    spans = [reading.span(m.start, m.end - 1) for m in times[:1]]
    return [Condition(ConditionKind.DEADLINE, span, span.text_of(reading.text), actor) for span in spans]


def focus_condition(reading: Reading, voices: Voices, focus: range) -> Condition:
    """What "only" singles out, as a condition ("only … with the new government")."""
    span = reading.span(focus.start, focus.stop - 1)
    head = next(i for i in focus if reading.heads[i] not in focus or reading.heads[i] == i)
    noun = reading.child(head, "pobj")
    actor = required_actor(reading, voices, noun if noun is not None else head)
    return Condition(ConditionKind.ONLY_IF, span, " ".join(span.text_of(reading.text).split()), actor)


def required_actor(reading: Reading, voices: Voices, head: int) -> Actor | None:
    """Who must bring a state about: the subject of its clause, the holder of its noun, or the actor it names."""
    if reading.is_verb(head):
        subject = reading.child(head, *SUBJECTS)
        if subject is None:
            return None
        return voices.actor(subject) or _holder(reading, voices, subject)
    return voices.actor(head) or _holder(reading, voices, head)


def _holder(reading: Reading, voices: Voices, noun: int) -> Actor | None:
    """Whose act a noun names ("the withdrawal of Russian troops", "a pledge by Iran")."""
    holder = holder_of(reading, noun)
    if holder is not None:
        return voices.actor(holder)
    of = next((c for c in reading.children_by(noun, "prep") if reading.lower[c] in ("of", "from")), None)
    owner = reading.child(of, "pobj") if of is not None else None
    return voices.actor(owner)
