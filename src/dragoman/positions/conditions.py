"""Conditions: which words tie a position to something else, how far they reach, and whose act they ask for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from dragoman.codes import ConditionKind
from dragoman.positions.grammar import ADVERBIAL, SUBJECTS, agent_of, holder_of
from dragoman.positions.lexicon import ConditionCue, lexicon
from dragoman.positions.voices import Voices
from dragoman.reading.reading import Reading
from dragoman.records import Actor, Condition, Span

# An "if" under these is a question ("asked if", "it is not clear if").
ASKING = frozenset(("ask", "wonder", "know", "see", "clear", "unclear", "sure", "question", "doubt", "decide"))
PARTICIPLES = frozenset(("provided", "providing", "assuming", "supposing"))
# "The moment" and "the day" open a clause that the parser takes for a relative one.
MOMENTS = frozenset(("moment", "minute", "instant", "day"))
# What a condition without words of its own asks for.
ASKED_BEFORE = {ConditionKind.UNLESS: "what was asked is done", ConditionKind.EXCHANGE: "what was asked"}
ASKED_BEFORE |= {ConditionKind.PRECONDITION: "this first"}
CLAUSE_LABELS = frozenset(("advcl", "acl", "ccomp", "pcomp", "relcl", "dep", "xcomp", "conj", "parataxis", "ROOT"))
# What hangs over at the end of a condition the parse cuts short.
DANGLING = frozenset(("and", "or", "but", ","))
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
    return _parted(reading, found)


def _parted(reading: Reading, ties: list[Tie]) -> list[Tie]:
    """Conditions joined by "and" told apart: the second hangs on what the first hangs on."""
    found: list[Tie] = []
    for tie in ties:
        before = next((t for t in found if t.first < tie.first <= t.last), None)
        if before is not None and reading.deps[tie.first] == "conj":
            found[found.index(before)] = replace(before, last=max(before.state, tie.first - 2))
            tie = replace(tie, anchor=before.anchor)
        elif before is not None:
            # What qualifies a condition is part of it, its date too ("unless the road is open by May").
            continue
        found.append(tie)
    return found


def _tie(reading: Reading, sentence: range, i: int, cue: ConditionCue, dated: Callable[[int], bool]) -> Tie | None:
    end = i + len(cue.words)
    if end >= sentence.stop or tuple(reading.lower[i:end]) != cue.words or _is_question_or_concession(reading, i):
        return None
    if cue.alone:
        return _tie_alone(reading, sentence, i, end, cue)
    governed = _governed(reading, end - 1) if not cue.inverted else _inverted(reading, i)
    if governed is None or reading.lower[governed] in cue.excepted or _is_relative(reading, governed, cue):
        return None
    if (cue.words == ("before",) and _measures(reading, i)) or _is_at_once(reading, i):
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
    if governed < anchor <= last:
        last = max(governed, min(reading.subtree(anchor)) - 1)
    if cue.words == ("if",) and (reading.deps[governed] == "ccomp" or _leaves_open(reading, i, anchor)):
        return None
    denied = i > sentence.start and reading.lower[i - 1] == "not"
    return Tie(cue, cue.kind, i, last, end, governed, anchor, denied)


def _is_relative(reading: Reading, governed: int, cue: ConditionCue) -> bool:
    """Whether the cue takes up what was said ("without which"); of an exchange that is the other half of it."""
    return reading.tags[governed] in ("WDT", "WP") and cue.kind is not ConditionKind.EXCHANGE


def _tie_alone(reading: Reading, sentence: range, i: int, end: int, cue: ConditionCue) -> Tie | None:
    """A cue with nothing under it: at the edge of its clause, and no part of a noun phrase ("in return for")."""
    following, above = reading.lower[end], reading.heads[i]
    if cue.words[0] == "in" and following in ("for", "to"):
        return None
    if len(cue.words) == 1 and (reading.deps[i] != "advmod" or not reading.is_verb(above)):
        return None
    if cue.words == ("first",) and (following[0].isalnum() or reading.words[i - 1] == ","):
        # "Asks, first, that …" opens a list.
        return None
    if cue.words == ("otherwise",) and reading.child(above, "aux") is None:
        return None
    outside = [reading.heads[j] for j in range(i, end) if not i <= reading.heads[j] < end]
    above = next((h for h in outside if h > end), outside[0] if outside else above)
    return Tie(cue, cue.kind, i, end - 1, i, i, above, denied=False)


def _is_at_once(reading: Reading, i: int) -> bool:
    """Whether "once" counts or hurries ("at once", "more than once")."""
    return reading.lower[i] == "once" and i > 0 and reading.lower[i - 1] in ("at", "than", "all")


def _measures(reading: Reading, i: int) -> bool:
    """Whether "before" only tells how much earlier ("a week before the coup") or whither ("put before the court")."""
    return i > 0 and reading.lemma(i - 1) in (
        "second",
        "minute",
        "hour",
        "day",
        "week",
        "month",
        "year",
        "night",
        "shortly",
        "just",
        "long",
        "ever",
        "never",
        "as",
    )


def _leaves_open(reading: Reading, i: int, anchor: int) -> bool:
    """Whether the "if" asks: it hangs on "ask", "know", "is unclear"."""
    if reading.lemma(anchor) == "say" and anchor + 1 == i:
        return True
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
    if below is None and reading.lower[k] == "failing":
        below = reading.child(k, "dobj")
    if below is None and reading.lower[k] in MOMENTS:
        below = reading.child(k, "relcl", "acl")
    if below is not None and below > k:
        return below
    above = reading.heads[k]
    if above > k and reading.deps[k] in ("mark", "advmod", "dobj", "nsubj", "prep", "det"):
        return above
    return None


def _inverted(reading: Reading, i: int) -> int | None:
    """The verb of a clause that "should" or "were" opens in place of "if"."""
    verb = reading.heads[i]
    subject = reading.child(verb, *SUBJECTS)
    if reading.deps[i] not in ("aux", "auxpass") or subject is None or not i < subject < verb or reading.is_question(i):
        return None
    return verb if reading.deps[verb] in ("advcl", "ccomp", "conj", "dep", "parataxis") else None


def _anchor(reading: Reading, first: int, last: int, governed: int) -> int:
    """The token outside the condition that it hangs on."""
    if reading.deps[first] == "aux" and (main := reading.child(governed, "ccomp")) is not None and main > governed:
        # The parser hangs what follows "should it stay" below it.
        return main
    at = first if reading.deps[first] == "prep" else governed
    if reading.lower[last] in MOMENTS:
        at = last
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


def condition_of(
    reading: Reading, voices: Voices, tie: Tie, own: tuple[str, Actor | None], other: Actor | None
) -> Condition:
    """The condition as a record; ``own`` is what the position itself asks, and of whom, for cues that turn to it.

    ``other`` is the counterpart of the position.
    """
    last = tie.last
    while last > tie.state and reading.lower[last] in DANGLING:
        last -= 1
    span = reading.span(tie.first, last)
    if tie.cue.turns:
        return Condition(tie.kind, span, *own)
    if tie.cue.alone:
        return Condition(tie.kind, span, ASKED_BEFORE[tie.kind], other)
    state = Span(reading.starts[min(tie.state, tie.last)], span.end).text_of(reading.text)
    actor = required_actor(reading, voices, tie.head) if tie.kind is not ConditionKind.DEADLINE else None
    if tie.kind is ConditionKind.EXCHANGE and not reading.is_verb(tie.head):
        # What is given in exchange is no actor, though a place may look like one.
        actor = _holder(reading, voices, tie.head)
    if actor is None and tie.kind in (ConditionKind.EXCHANGE, ConditionKind.DEADLINE):
        # The other half of an exchange, and what is due by a day, are for whom it is offered to or asked of.
        actor = other
    return Condition(tie.kind, span, " ".join(state.split()), actor)


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
        if reading.child(head, "auxpass") is not None and reading.tags[subject] != "NNP":
            # "Until the sailors are freed" is for others to bring about.
            return voices.actor(agent_of(reading, head))
        return voices.actor(subject) or _holder(reading, voices, subject)
    return voices.actor(head) or _holder(reading, voices, head)


def _holder(reading: Reading, voices: Voices, noun: int) -> Actor | None:
    """Whose act a noun names ("the withdrawal of Russian troops", "a pledge by Iran")."""
    holder = holder_of(reading, noun)
    if holder is not None:
        return voices.actor(holder)
    # "The withdrawal of the troops" is their act, "the release of the sailors" is not.
    own = reading.lemma(noun) in lexicon().light["own_acts"]
    of = next(
        (
            c
            for c in reading.children_by(noun, "prep")
            if reading.lower[c] == "from" or (own and reading.lower[c] == "of")
        ),
        None,
    )
    owner = reading.child(of, "pobj") if of is not None else None
    return voices.actor(owner)
