"""Clauses: whether the text says that what a verb or noun names is so, is not so, may be or will be.

The walk goes from the word up to the root of its sentence. On its way it gathers cues: auxiliaries, negations and
openers beside each verb, and the words that govern each clause ("refused to", "calls for"). It stops where the text
takes what is below as given (a relative clause, "because …", a definite noun under an ordinary verb). The cues are
rows of ``data/reading/status.toml``; the strongest one decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.codes import Status
from dragoman.reading.cues import Cue, Cues, load_cues
from dragoman.reading.reading import Reading

# A hedge outranks a denial ("if they do not withdraw"), a denial outranks a plan ("will not attend").
RANK = {Status.HYPOTHETICAL: 3, Status.NEGATED: 2, Status.FUTURE: 1, Status.ASSERTED: 0}
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
CLAUSES = frozenset(("xcomp", "ccomp", "acl", "pcomp", "advcl", "csubj", "csubjpass", "prep"))
OBJECTS = frozenset(("dobj", "nsubjpass", "oprd", "attr", "dative", "npadvmod", "acomp"))
SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))
# Labels at which a new assertion of its own begins.
BORDERS = frozenset(("ROOT", "parataxis", "appos", "poss", "relcl", "dep", "intj", "meta", "list"))
POINTERS = frozenset(("the", "this", "that", "these", "those", "its", "their", "his", "her", "our", "my", "your"))
# No sentence a person wrote nests deeper; bounds the walk on freak parses.
DEEPEST = 40
YEAR = re.compile(r"(1[0-9]|20)\d\d")


@dataclass(frozen=True, slots=True)
class ClauseStatus:
    """The status the text gives to what token ``i`` names, with the rule and the reason."""

    status: Status
    rule: str
    why: str


PLAIN = ClauseStatus(Status.ASSERTED, "plain", "nothing in the clause qualifies it")


def status_of(reading: Reading, i: int) -> ClauseStatus:
    """The status of the verb or event noun at token ``i``."""
    if reading.is_question(i) or _ends_in_question(reading, i):
        return ClauseStatus(Status.HYPOTHETICAL, "question", "it is asked, not said")
    walk = _Walk(reading, load_cues())
    found = list(walk.up_from(i))
    denials = [found_cue for found_cue in found if found_cue.status is Status.NEGATED]
    if len(denials) > 1:
        return ClauseStatus(Status.HYPOTHETICAL, "double-negation", "it is denied twice, so the text leaves it open")
    strongest = max(found, key=lambda cue: RANK[cue.status], default=PLAIN)
    if strongest.status is not Status.ASSERTED:
        return strongest
    return _past(reading, i, load_cues()) or PLAIN


def _ends_in_question(reading: Reading, i: int) -> bool:
    """Whether ``i`` stands in a quoted question inside a longer sentence."""
    index = reading.quote_of[i]
    if index < 0:
        return False
    inner = reading.quotes[index].inner
    text = reading.text[max(reading.starts[i], inner.end - 400) : inner.end].rstrip()
    return text.endswith("?") and not any(mark in text[:-1] for mark in (". ", "! ", "? "))


@dataclass(slots=True)
class _Walk:
    reading: Reading
    cues: Cues

    def up_from(self, i: int) -> Iterator[ClauseStatus]:
        """Every cue that bears on token ``i``, nearest first."""
        at, told, shared = i, False, True
        reading_tags = self.reading.tags
        for _ in range(DEEPEST):
            for found in self._beside(at, shared):
                yield from _through_telling(found, told)
            dep, head = self.reading.deps[at], self.reading.heads[at]
            if head == at:
                yield from self._at_root(at)
                return
            if dep == "conj":
                while reading_tags[at] in FINITE and reading_tags[head] == "VB" and self.reading.heads[head] != head:
                    head = self.reading.heads[head]
                bare = self._bare_infinitive_beside(at, head)
                shared, at = (True, bare) if bare is not None else (self._shares(at, head), head)
                continue
            shared = True
            step = self._step(at, dep, head)
            if step is None:
                return
            found_above, at, tells = step
            if found_above is not None:
                yield from _through_telling(found_above, told)
            told = told or tells

    # -- cues beside a word ----------------------------------------------------------------------------------------

    def _beside(self, at: int, shared: bool) -> Iterator[ClauseStatus]:
        if self.reading.tags[at][0] == "V":
            yield from self._beside_verb(at, shared)
        else:
            yield from self._beside_noun(at)

    def _beside_verb(self, v: int, shared: bool) -> Iterator[ClauseStatus]:
        """Auxiliaries, adverbs, openers and emptied subjects or objects; of a conjunct that has its own
        auxiliaries (``shared`` false) only the openers count."""
        reading = self.reading
        denied = self._denied(v)
        for c in reading.children[v]:
            dep, word = reading.deps[c], reading.lower[c]
            if dep == "mark" and word in self.cues.marks:
                yield _told_by(self.cues.marks[word], word)
            elif dep in ("mark", "advmod") and word in self.cues.open_marks and self._is_open(v, word):
                yield _told_by(self.cues.open_marks[word], word)
            elif not shared:
                continue
            elif dep == "aux":
                yield from self._auxiliary(v, c, denied)
            elif dep == "advmod" and word == "only" and self._modal(v):
                yield ClauseStatus(Status.HYPOTHETICAL, "only-if", "“only” ties it to a condition")
            elif dep == "advmod" and word in self.cues.adverbs:
                yield _told_by(self.cues.adverbs[word], word)
            elif dep in ("nsubj", "nsubjpass", "dobj", "attr", "preconj", "cc"):
                yield from self._emptied(c)
        if shared and denied and not self._modal(v):
            yield ClauseStatus(Status.NEGATED, "negation", f"“{reading.words[v]}” is negated")
        if shared and self._is_scheduled(v):
            yield ClauseStatus(Status.FUTURE, "scheduled", "the clause names a time to come")

    def _denied(self, v: int) -> bool:
        """A "not" on the verb; "not only" denies nothing."""
        reading = self.reading
        for c in reading.children[v]:
            if reading.deps[c] == "neg" and reading.lower[c] != "never":
                following = reading.lower[c + 1] if c + 1 < len(reading) else ""
                if following not in ("only", "just", "merely", "simply", "least"):
                    return True
            elif reading.deps[c] == "neg" or (reading.lower[c] == "longer" and reading.lower[c - 1] == "no"):
                return True
        return False

    def _modal(self, v: int) -> bool:
        reading = self.reading
        return any(reading.deps[c] == "aux" and reading.lemma(c) in self.cues.modals for c in reading.children[v])

    def _auxiliary(self, v: int, c: int, denied: bool) -> Iterator[ClauseStatus]:
        reading = self.reading
        lemma, word = reading.lemma(c), reading.words[c]
        if lemma in self.cues.modals:
            if denied and lemma in self.cues.negated_modals:
                yield _told_by(self.cues.negated_modals[lemma], word)
            elif lemma == "would" and self._is_backshifted(v):
                yield ClauseStatus(Status.FUTURE, "future", "“would” after a verb of saying in the past means “will”")
            else:
                yield _told_by(self.cues.modals[lemma], word)
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
        return word in ("until", "till") or self._modal(above) or self.reading.tags[above] in ("VB", "VBZ", "VBP")

    def _is_scheduled(self, v: int) -> bool:
        """A present with "next week" or "later this month": the timetable use."""
        reading = self.reading
        first = next((c for c in reading.children[v] if reading.deps[c] in ("aux", "auxpass")), v)
        if reading.tags[first] not in ("VBZ", "VBP") or reading.lower[first] in ("has", "have", "'ve", "’ve"):
            return False
        return any(
            reading.deps[c] == "npadvmod" and any(reading.lower[m] in ("next", "later") for m in reading.children[c])
            for c in reading.children[v]
        )

    def _emptied(self, c: int) -> Iterator[ClauseStatus]:
        """A subject or object that is "no …", "nobody", "neither …" or "any …"."""
        reading = self.reading
        for word_at in (c, *(m for m in reading.children[c] if reading.deps[m] in ("det", "preconj", "neg"))):
            word = reading.lower[word_at]
            if word in self.cues.empty:
                yield _told_by(self.cues.empty[word], word)
                return

    def _beside_noun(self, n: int) -> Iterator[ClauseStatus]:
        reading = self.reading
        for c in reading.children[n]:
            word = reading.lower[c]
            if reading.deps[c] in ("det", "neg", "preconj") and word in self.cues.empty:
                yield _told_by(self.cues.empty[word], word)
            elif reading.deps[c] == "det" and word in self.cues.any:
                yield _told_by(self.cues.any[word], word)
            elif reading.deps[c] in ("amod", "nmod", "compound") and word in self.cues.adjectives:
                yield _told_by(self.cues.adjectives[word], word)
        if reading.child(n, "cop") is None and reading.tags[n][0] == "J" and self._denied(n):
            yield ClauseStatus(Status.NEGATED, "negation", f"“{reading.words[n]}” is negated")

    def _undone(self, v: int) -> ClauseStatus:
        return ClauseStatus(Status.HYPOTHETICAL, "infinitive", f"“to {self.reading.words[v]}” is no deed yet")

    # -- the way up ------------------------------------------------------------------------------------------------

    def _bare_infinitive_beside(self, conjunct: int, head: int) -> int | None:
        """The infinitive that a bare verb is really joined to ("asked it to stop and withdraw"), where the parser
        hung it on the finite verb above."""
        reading = self.reading
        if reading.tags[conjunct] != "VB" or reading.tags[head] not in FINITE:
            return None
        if reading.child(conjunct, "nsubj", "aux") is not None or reading.child(head, "aux") is not None:
            return None
        before = [c for c in reading.children_by(head, "xcomp", "ccomp", "advcl") if c < conjunct]
        return next((c for c in reversed(before) if reading.tags[c] == "VB"), None)

    def _shares(self, conjunct: int, head: int) -> bool:
        """Whether a conjunct stands under the auxiliaries and the "not" of the verb it is joined to."""
        reading = self.reading
        if reading.tags[conjunct][0] != "V":
            return True
        own = any(reading.deps[c] in ("nsubj", "nsubjpass", "aux", "auxpass") for c in reading.children[conjunct])
        but = any(reading.deps[c] == "cc" and reading.lower[c] == "but" for c in reading.children[head])
        return not own and not but and reading.tags[conjunct] == reading.tags[head]

    def _step(self, at: int, dep: str, head: int) -> tuple[ClauseStatus | None, int, bool] | None:
        """The cue on the edge above ``at``, where the walk goes on, and whether a telling lies between."""
        if dep in BORDERS:
            return self._over_border(at, dep, head)
        if self.reading.deps[at] in ("pobj", "pcomp"):
            return self._over_preposition(at, head)
        if self.reading.tags[at][0] == "V" and dep in CLAUSES:
            return self._over_clause(at, dep, head)
        return self._over_noun(at, dep, head)

    def _over_border(self, at: int, dep: str, head: int) -> tuple[ClauseStatus | None, int, bool] | None:
        if dep != "relcl":
            return None
        if self._is_infinitive(at):
            cue = self.cues.governor(self._key(head), "", "clause")
            ordinal = any(self.reading.lower[c] in ("first", "last", "only") for c in self.reading.children[head])
            shielded = ordinal or (cue is not None and cue.status is Status.ASSERTED)
            return None if shielded else (self._undone(at), head, False)
        # "any country that attacks", "those who attack": nobody in particular.
        words = [self.reading.lower[head], *(self.reading.lower[c] for c in self.reading.children_by(head, "det"))]
        cue = next((self.cues.any[w] for w in words if w in self.cues.any), None)
        cue = cue or next((self.cues.empty[w] for w in words if w in self.cues.empty), None)
        if cue is None:
            return None
        return _told_by(cue, self.reading.lower[head]), self.reading.roots[self.reading.sentence_index[at]], True

    def _over_preposition(self, at: int, preposition: int) -> tuple[ClauseStatus | None, int, bool] | None:
        reading = self.reading
        word = reading.lower[preposition]
        governor = reading.heads[preposition]
        if word in self.cues.prepositions:
            return _told_by(self.cues.prepositions[word], word), governor, False
        if reading.deps[preposition] == "pcomp" or reading.tags[governor] in ("IN", "TO", "RB"):
            governor = reading.heads[governor]
        cue = self.cues.governor(self._key(governor), word, "clause" if reading.tags[at][0] == "V" else "object")
        if cue is not None:
            return _told_by(cue, f"{reading.words[governor]} {word}"), governor, False
        if word in self.cues.given or (reading.tags[at][0] != "V" and self._is_definite(at)):
            return None
        return None, governor, False

    def _over_clause(self, at: int, dep: str, head: int) -> tuple[ClauseStatus | None, int, bool] | None:
        reading = self.reading
        finite = self._is_finite(at) and not is_subjunctive(self.reading, at)
        if dep == "advcl":
            if finite:
                return None
            if self._is_infinitive(at):
                return ClauseStatus(Status.HYPOTHETICAL, "purpose", "“to …” names a purpose, not a deed"), head, False
            return None, head, False
        key = self._key(head)
        tells = dep == "ccomp" and finite and key in self.cues.telling
        cue = None if tells else self.cues.governor(key, self._opener(at), "clause")
        if cue is not None:
            return _told_by(cue, reading.words[head]), head, tells
        if dep == "ccomp" and self._is_imperative(at):
            return (
                ClauseStatus(Status.HYPOTHETICAL, "imperative", f"“{reading.words[at]}” is an order or a wish"),
                head,
                True,
            )
        if dep in ("ccomp", "xcomp", "acl") and is_subjunctive(self.reading, at):
            return ClauseStatus(Status.HYPOTHETICAL, "asked-for", "“that … + bare verb” asks for it"), head, False
        if dep in ("ccomp", "acl") and finite:
            return None, head, True
        if dep in ("xcomp", "ccomp", "acl") and self._is_infinitive(at):
            if reading.lemma(head) == "be":
                return ClauseStatus(Status.FUTURE, "scheduled", "“is to …” puts it in the future"), head, False
            if reading.lemma(head) == "have":
                return self._over_have(at, head)
            return self._undone(at), head, False
        return None if dep == "acl" else (None, head, False)

    def _over_have(self, at: int, head: int) -> tuple[ClauseStatus | None, int, bool]:
        """ "has yet to …" is not done, "had to …" is; "has to …" is only due."""
        reading = self.reading
        if any(reading.lower[c] == "yet" for c in (*reading.children[head], *reading.children[at])):
            return ClauseStatus(Status.NEGATED, "not-yet", "“yet to …” says that it is not done"), head, False
        if reading.lower[head] == "had":
            return None, head, False
        return ClauseStatus(Status.HYPOTHETICAL, "modal", "“has to …” says that it is due, not done"), head, False

    def _over_noun(self, at: int, dep: str, head: int) -> tuple[ClauseStatus | None, int, bool] | None:
        reading = self.reading
        if dep in ("compound", "nmod", "amod"):
            cue = self.cues.governor(reading.lemma(head), "", "object")
            return (_told_by(cue, reading.words[head]), head, False) if cue else None
        if dep == "prep":
            return None, head, False
        if dep == "nsubj":
            said_of = self._said_of(head)
            if said_of is not None:
                return said_of, head, False
        elif dep in OBJECTS:
            cue = self.cues.governor(self._key(head), "", "object")
            if cue is not None and cue.status is not Status.ASSERTED:
                return _told_by(cue, reading.words[head]), head, False
        if self._is_definite(at) and self._key(head).split(" ")[0] not in self.cues.occurrence:
            return None
        return None, head, False

    def _said_of(self, verb: int) -> ClauseStatus | None:
        """ "… is unlikely", "… remain a possibility"."""
        for c in self.reading.children_by(verb, "acomp", "attr", "oprd"):
            word = self.reading.lower[c]
            if word in self.cues.adjectives:
                return _told_by(self.cues.adjectives[word], word)
            cue = self.cues.governor(self.reading.lemma(c), "", "object")
            if cue is not None and self.reading.deps[c] == "attr" and cue.status is Status.HYPOTHETICAL:
                return _told_by(cue, word)
        return None

    def _at_root(self, root: int) -> Iterator[ClauseStatus]:
        reading = self.reading
        if self._is_infinitive(root):
            yield ClauseStatus(Status.FUTURE, "scheduled", "“to …” in a headline puts it in the future")
        elif self._is_imperative(root):
            yield ClauseStatus(Status.HYPOTHETICAL, "imperative", f"“{reading.words[root]}” is an order or a wish")

    def _is_imperative(self, v: int) -> bool:
        reading = self.reading
        if reading.tags[v] != "VB" or reading.child(v, "nsubj", "nsubjpass") is not None:
            return False
        # "don't attack": do-support is all the help an order takes.
        return all(reading.lower[c] == "do" for c in reading.children_by(v, "aux"))

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


def is_subjunctive(reading: Reading, v: int) -> bool:
    """Whether a clause is "that the army withdraw": a bare verb under a subject, whatever form the tagger calls it."""
    subject = reading.child(v, "nsubj", "nsubjpass")
    if subject is None or reading.tags[v] not in ("VB", "VBP", "VBN"):
        return False
    helpers = reading.children_by(v, "aux", "auxpass")
    if reading.tags[v] == "VBP":
        return not helpers and reading.tags[subject] in ("NN", "NNP") and len(reading.conjuncts(subject)) == 1
    if reading.tags[v] == "VBN":
        return bool(helpers) and all(reading.lower[c] == "be" for c in helpers)
    return all(reading.tags[c] == "VB" for c in helpers)


def _told_by(cue: Cue, word: str) -> ClauseStatus:
    return ClauseStatus(cue.status, cue.rule, cue.why.replace("{cue}", word))


def _through_telling(found: ClauseStatus, told: bool) -> Iterator[ClauseStatus]:
    """What stands outside a telling: a plan to tell, or a telling denied, says nothing of what is told."""
    if not told:
        yield found
    elif found.status is Status.NEGATED:
        yield ClauseStatus(Status.HYPOTHETICAL, "told", f"{found.why}, and it stands under that")
    elif found.status is Status.HYPOTHETICAL:
        yield found


def _past(reading: Reading, i: int, cues: Cues) -> ClauseStatus | None:
    """A year well before publication, or an age long past, in the clause of ``i``."""
    published = reading.document.published
    limit = published.first.year - 1 if published and published.first else None
    at = i
    for _ in range(4):
        for c in reading.children[at]:
            year = _year_under(reading, c)
            if limit is not None and year is not None and year < limit:
                return ClauseStatus(Status.HISTORICAL, "past-year", f"{year} is well before the report")
            if reading.deps[c] in ("prep", "advmod", "npadvmod"):
                phrase = _phrase(reading, c)
                past = next((words for words in cues.past if words in phrase), None)
                if past:
                    return ClauseStatus(Status.HISTORICAL, "past-age", f"“{past}” lies well in the past")
        if reading.deps[at] not in ("dobj", "nsubj", "nsubjpass", "conj", "pobj", "prep"):
            return None
        at = reading.heads[at]
    return None


def meanwhile_of(reading: Reading, i: int) -> list[int]:
    """The verbs of clauses that tell how it came about: "killed when shells struck the market"."""
    return [
        c
        for verb in reading.conjuncts(i)
        for c in reading.children_by(verb, "advcl")
        if any(reading.lower[word] in ("when", "as") for word in reading.children_by(c, "advmod", "mark"))
    ]


def _year_under(reading: Reading, c: int) -> int | None:
    """The year of "in 1994", "in May 1994", "on 3 May 1994", or of "the 1994 invasion"."""
    if reading.deps[c] in ("compound", "nummod", "nmod", "amod", "npadvmod", "advmod"):
        inside = [c]
    elif reading.deps[c] == "prep" and reading.lower[c] in ("in", "on", "during", "of"):
        objects = reading.children_by(c, "pobj")
        inside = [*objects, *(g for o in objects for g in reading.children_by(o, "nummod", "appos"))]
    else:
        return None
    return next((int(reading.words[j]) for j in inside if YEAR.fullmatch(reading.words[j])), None)


def _phrase(reading: Reading, c: int) -> str:
    return " ".join(reading.lower[c : min(c + 7, len(reading))]) if c else " ".join(reading.lower[:7])
