"""Beside: the cues beside one verb or noun: auxiliaries, negations, openers, adjectives, emptied phrases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.codes import Status
from dragoman.reading.cues import Cue, Cues
from dragoman.reading.reading import Reading

FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
POINTERS = frozenset(("the", "this", "that", "these", "those", "its", "their", "his", "her", "our", "my", "your"))
DAYS = frozenset(("DATE", "TIME"))
# What "will" come if something else does.
CONDITIONAL_PLAN = "conditional-plan"


@dataclass(frozen=True, slots=True)
class ClauseStatus:
    """The status the text gives to what token ``i`` names, with the rule and the reason."""

    status: Status
    rule: str
    why: str


@dataclass(slots=True)
class Beside:
    """Reads the cues beside a word."""

    reading: Reading
    cues: Cues

    def beside(self, at: int, shared: bool, came: int) -> Iterator[ClauseStatus]:
        if self.reading.tags[at][0] == "V":
            yield from self.beside_verb(at, shared, came)
        else:
            yield from self._beside_noun(at)

    def _is_after_nor(self, conjunct: int, head: int) -> bool:
        """ "did not shell it, nor did it mine it": the second half is denied as well."""
        reading = self.reading
        return any(reading.lower[c] == "nor" and c < conjunct for c in reading.children_by(head, "cc"))

    def beside_verb(self, v: int, shared: bool, came: int = -1) -> Iterator[ClauseStatus]:
        """Auxiliaries, adverbs, openers and emptied subjects or objects; of a conjunct that has its own
        auxiliaries (``shared`` false) only the openers count."""
        reading = self.reading
        denied = self._denied(v)
        for c in reading.children[v]:
            dep, word = reading.deps[c], reading.lower[c]
            if dep == "mark" and word in self.cues.marks:
                yield told_by(self.cues.marks[word], word)
            elif word == "before" and self._is_before_could(v):
                yield ClauseStatus(Status.NEGATED, "prevented", "“before … could” says that it did not come to that")
            elif dep in ("mark", "advmod") and word in self.cues.open_marks and self._is_open(v, word):
                yield told_by(self.cues.open_marks[word], word)
            elif word == "as" and dep == "mark" and reading.lower[c - 1 : c] == ["soon"] and self._is_open(v, "until"):
                yield told_by(self.cues.open_marks["once"], "as soon as")
            elif not shared:
                continue
            elif dep == "aux":
                yield from self._auxiliary(v, c, denied)
            elif dep == "advmod" and word == "only" and self._modal(v):
                yield ClauseStatus(Status.HYPOTHETICAL, "only-if", "“only” ties it to a condition")
            elif dep == "advmod" and word in self.cues.adverbs:
                yield told_by(self.cues.adverbs[word], word)
            elif dep in ("nsubj", "nsubjpass", "dobj", "attr", "preconj") and c != came:
                yield from self._emptied(c)
            elif dep == "advcl" and not denied and self._is_condition(v, c):
                why = "it hangs on a condition (“if …”)"
                yield ClauseStatus(Status.HYPOTHETICAL, CONDITIONAL_PLAN, why)
        if shared and denied and not self._modal(v):
            yield ClauseStatus(Status.NEGATED, "negation", f"“{reading.words[v]}” is negated")
        if any(self._is_undone_echo(c) for c in reading.children_by(v, "conj")):
            yield ClauseStatus(
                Status.NEGATED, "negation", f"“{reading.words[v]} … but did not” says that it was not done"
            )
        if shared and self._is_scheduled(v):
            yield ClauseStatus(Status.FUTURE, "scheduled", "the clause names a time to come")

    def _is_undone_echo(self, c: int) -> bool:
        """ "… but never did", "… and has not": a helping verb alone takes the deed back."""
        reading = self.reading
        bare = not reading.children_by(c, "dobj", "xcomp", "ccomp", "prep", "acomp", "attr")
        return bare and reading.lemma(c) in ("do", "have") and self._denied(c)

    def _is_condition(self, v: int, clause: int) -> bool:
        """Whether a clause opened by "if" or "unless" ties what "will" come; "even if" and "as if" tie nothing."""
        reading = self.reading
        marks = [c for c in reading.children_by(clause, "mark") if reading.lower[c] in ("if", "unless", "provided")]
        if not marks or (marks[0] and reading.lower[marks[0] - 1] in ("even", "as", "only")):
            return False
        return any(reading.lower[c] in ("will", "shall", "'ll", "’ll", "wo") for c in reading.children_by(v, "aux"))

    def _denied(self, v: int) -> bool:
        """A "not" on the verb; "not only", "not until", "cannot but" deny nothing."""
        reading = self.reading
        for c in reading.children[v]:
            if reading.deps[c] == "neg" and reading.lower[c] != "never":
                following = reading.lower[c + 1] if c + 1 < len(reading) else ""
                if following not in ("only", "just", "merely", "simply", "least", "until", "till", "but", "long"):
                    return True
            elif reading.deps[c] == "neg" or (reading.lower[c] == "longer" and reading.lower[c - 1] == "no"):
                return True
        return False

    def _modal(self, v: int) -> bool:
        reading = self.reading
        return any(reading.deps[c] == "aux" and reading.lemma(c) in self.cues.modals for c in reading.children[v])

    def _is_before_could(self, v: int) -> bool:
        opened = any(self.reading.lower[c] == "before" for c in self.reading.children_by(v, "mark", "advmod"))
        return opened and any(self.reading.lower[c] == "could" for c in self.reading.children_by(v, "aux"))

    def _cannot_but(self, v: int) -> bool:
        return any(self.reading.lower[c + 1 : c + 2] == ["but"] for c in self.reading.children_by(v, "neg"))

    def _auxiliary(self, v: int, c: int, denied: bool) -> Iterator[ClauseStatus]:
        reading = self.reading
        lemma, word = reading.lemma(c), reading.words[c]
        if lemma in ("could", "can") and (self._is_before_could(v) or self._cannot_but(v)):
            return
        if lemma in self.cues.modals:
            if denied and lemma in self.cues.negated_modals:
                yield told_by(self.cues.negated_modals[lemma], word)
            elif lemma == "would" and self._is_backshifted(v):
                yield ClauseStatus(Status.FUTURE, "future", "“would” after a verb of saying in the past means “will”")
            else:
                yield told_by(self.cues.modals[lemma], word)
        elif reading.lower[c] in ("had", "were") and reading.deps[v] == "advcl" and self._is_inverted(v, c):
            yield ClauseStatus(Status.HYPOTHETICAL, "conditional", f"“{word}” before its subject makes a condition")

    def _is_backshifted(self, v: int) -> bool:
        head = self.reading.heads[v]
        while self.reading.deps[v] == "conj" and head != v:
            v, head = head, self.reading.heads[head]
        if self.reading.deps[v] not in ("ccomp", "acl"):
            return False
        return self.reading.tags[head] in ("VBD", "VBN", "NN", "NNS") and self.reading.lemma(head) != "wish"

    def _is_inverted(self, v: int, c: int) -> bool:
        subject = self.reading.child(v, "nsubj", "nsubjpass")
        return subject is not None and c < subject

    def _is_open(self, v: int, word: str) -> bool:
        """Whether the verb group stands in the present, so that "until …", "once …" speak of what may come."""
        first = next((c for c in self.reading.children[v] if self.reading.deps[c] in ("aux", "auxpass")), v)
        if self.reading.tags[first] not in ("VBZ", "VBP", "VB"):
            return False
        above = self.reading.heads[v]
        return (
            word in ("until", "till", "before")
            or self._modal(above)
            or self.reading.tags[above] in ("VB", "VBZ", "VBP")
        )

    def _is_scheduled(self, v: int) -> bool:
        """A present with "next week", "later this month" or, of what begins, "on Monday": the timetable use."""
        reading = self.reading
        first = next((c for c in reading.children[v] if reading.deps[c] in ("aux", "auxpass")), v)
        if reading.tags[first] not in ("VBZ", "VBP") or reading.lower[first] in ("has", "have", "'ve", "’ve"):
            return False
        if reading.lemma(v) in self.cues.timetable and any(self._is_day(c) for c in reading.children_by(v, "prep")):
            return True
        return any(
            reading.deps[c] == "npadvmod" and any(reading.lower[m] in ("next", "later") for m in reading.children[c])
            for c in reading.children[v]
        )

    def _is_day(self, preposition: int) -> bool:
        pobj = self.reading.child(preposition, "pobj")
        mention = self.reading.mention_of[pobj] if pobj is not None else None
        return self.reading.lower[preposition] in ("on", "at", "in") and mention is not None and mention.label in DAYS

    def _emptied(self, c: int) -> Iterator[ClauseStatus]:
        """A subject or object that is "no …", "nobody", "neither …" or "any …"."""
        reading = self.reading
        if reading.lemma(c) in ("choice", "option", "alternative"):
            return
        for word_at in (c, *(m for m in reading.children[c] if reading.deps[m] in ("det", "preconj", "neg"))):
            word = reading.lower[word_at]
            if word in self.cues.empty:
                yield told_by(self.cues.empty[word], word)
                return

    def _beside_noun(self, n: int) -> Iterator[ClauseStatus]:
        reading = self.reading
        for c in reading.children[n]:
            word = reading.lower[c]
            if reading.deps[c] in ("det", "neg", "preconj") and word in self.cues.empty:
                yield told_by(self.cues.empty[word], word)
            elif reading.deps[c] == "det" and word in self.cues.any:
                yield told_by(self.cues.any[word], word)
            elif reading.deps[c] in ("amod", "nmod", "compound") and word in self.cues.adjectives:
                yield told_by(self.cues.adjectives[word], word)
            elif self._is_next(c):
                yield ClauseStatus(Status.FUTURE, "future", f"“{word}” puts it in the future")
        if reading.child(n, "cop") is None and reading.tags[n][0] == "J" and self._denied(n):
            yield ClauseStatus(Status.NEGATED, "negation", f"“{reading.words[n]}” is negated")
        for clause in reading.children_by(n, "relcl"):
            yield from self._said_in_relative(clause)

    def _is_next(self, c: int) -> bool:
        """ "Tomorrow's talks", "next week's visit", "a visit next month"."""
        reading = self.reading
        if reading.deps[c] not in ("poss", "npadvmod", "nmod", "compound"):
            return False
        return reading.lower[c] == "tomorrow" or any(
            reading.lower[m] in ("next", "coming") for m in reading.children[c]
        )

    def _said_in_relative(self, v: int) -> Iterator[ClauseStatus]:
        """ "talks that never took place", "the deal they hope to reach": a relative clause says what became of it."""
        inner = self.reading.child(v, "xcomp")
        if inner is None and self.reading.lemma(v) in self.cues.occurrence:
            yield from self.beside_verb(v, True)
        elif inner is not None and self.reading.lemma(inner) in self.cues.occurrence:
            yield from self.beside_verb(v, True)
            cue = self.cues.governor(self._key(v), "", "clause")
            if cue is not None and self.reading.child(inner, "dobj") is None:
                yield told_by(cue, self.reading.words[v])

    def _undone(self, v: int) -> ClauseStatus:
        return ClauseStatus(Status.HYPOTHETICAL, "infinitive", f"“to {self.reading.words[v]}” is no deed yet")

    # -- small questions -------------------------------------------------------------------------------------------

    def _key(self, head: int) -> str:
        """The lemma of a word with its particle ("rule out")."""
        particle = self.reading.child(head, "prt")
        lemma = self.reading.lemma(head)
        return lemma if particle is None else f"{lemma} {self.reading.lower[particle]}"

    def _opener(self, verb: int) -> str:
        mark = self.reading.child(verb, "mark")
        return self.reading.lower[mark] if mark is not None else ""

    def _is_finite(self, v: int) -> bool:
        reading = self.reading
        if reading.tags[v] in ("VBD", "VBZ", "VBP"):
            return True
        return any(reading.tags[c] in FINITE for c in reading.children[v] if reading.deps[c] in ("aux", "auxpass"))

    def _is_infinitive(self, v: int) -> bool:
        reading = self.reading
        return any(reading.deps[c] == "aux" and reading.tags[c] == "TO" for c in reading.children[v])

    def _is_definite(self, n: int) -> bool:
        """Whether the phrase points at something taken as known ("the invasion", "Russia's withdrawal")."""
        reading = self.reading
        return any(
            reading.deps[c] == "poss" or (reading.deps[c] == "det" and reading.lower[c] in POINTERS)
            for c in reading.children[n]
        )


def told_by(cue: Cue, word: str) -> ClauseStatus:
    return ClauseStatus(cue.status, cue.rule, cue.why.replace("{cue}", word))
