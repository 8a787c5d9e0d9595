"""Clauses: whether the text says that what a verb or noun names is so, is not so, may be or will be.

The walk goes from the word up to the root of its sentence. On its way it gathers cues: auxiliaries, negations and
openers beside each verb, and the words that govern each clause ("refused to", "calls for"). It stops where the text
takes what is below as given (a relative clause, "because …", a definite noun under an ordinary verb). The cues are
rows of ``data/reading/status.toml``; the strongest one decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.codes import Status
from dragoman.reading.beside import CONDITIONAL_PLAN, FINITE, Beside, ClauseStatus, told_by
from dragoman.reading.cues import load_cues
from dragoman.reading.past import past_of
from dragoman.reading.reading import Reading

# A hedge outranks a denial ("if they do not withdraw"), a denial outranks a plan ("will not attend").
RANK = {Status.HYPOTHETICAL: 3, Status.NEGATED: 2, Status.FUTURE: 1, Status.ASSERTED: 0}
CLAUSES = frozenset(("xcomp", "ccomp", "acl", "pcomp", "advcl", "csubj", "csubjpass", "prep"))
OBJECTS = frozenset(("dobj", "nsubjpass", "oprd", "attr", "dative", "npadvmod", "acomp"))
# Labels at which a new assertion of its own begins.
BORDERS = frozenset(("ROOT", "parataxis", "appos", "poss", "relcl", "dep", "intj", "meta", "list"))
# Cues under which "not to …" is itself only wished for.
OPEN_WISHES = frozenset(("asked-for", "wanted", "feared", "thought-of"))
# Denied in their turn, these say that it was done ("could not prevent it", "never stopped sending it").
UNDOABLE = frozenset(("prevented", "failed", "ended"))
# What was only wanted and then kept from happening was not done ("foiled an attempt to …").
STRIVEN = frozenset(("wanted", "intended", "alleged", "infinitive", "purpose"))
# Where the walk ends because what stands further up bears no more on the word.
NOWHERE = -1
# No sentence a person wrote nests deeper; bounds the walk on freak parses.
DEEPEST = 40


__all__ = ["CONDITIONAL_PLAN", "ClauseStatus", "is_subjunctive", "meanwhile_of", "status_of"]

PLAIN = ClauseStatus(Status.ASSERTED, "plain", "nothing in the clause qualifies it")


def status_of(reading: Reading, i: int) -> ClauseStatus:
    """The status of the verb or event noun at token ``i``."""
    if reading.is_question(i) or _ends_in_question(reading, i):
        return ClauseStatus(Status.HYPOTHETICAL, "question", "it is asked, not said")
    walk = _Walk(reading, load_cues())
    found = list(walk.up_from(i))
    denials = [found_cue for found_cue in found if found_cue.status is Status.NEGATED]
    if len(denials) > 1:
        if all(cue.status is Status.NEGATED for cue in found) and UNDOABLE & {cue.rule for cue in denials}:
            return ClauseStatus(Status.ASSERTED, "not-prevented", f"{denials[0].why}, but that is denied, too")
        return ClauseStatus(Status.HYPOTHETICAL, "double-negation", "it is denied twice, so the text leaves it open")
    kept_from = next((i for i, cue in enumerate(found) if cue.rule in ("prevented", "failed", "called-off")), None)
    if kept_from is not None and all(i < kept_from and found[i].rule in STRIVEN for i in _hypothetical(found)):
        return found[kept_from]
    strongest = max(found, key=lambda cue: RANK[cue.status], default=PLAIN)
    if strongest.status is not Status.ASSERTED:
        return strongest
    past = past_of(reading, i, walk.cues)
    return PLAIN if past is None else ClauseStatus(Status.HISTORICAL, *past)


def _hypothetical(found: list[ClauseStatus]) -> list[int]:
    return [i for i, cue in enumerate(found) if cue.status is Status.HYPOTHETICAL]


def _ends_in_question(reading: Reading, i: int) -> bool:
    """Whether ``i`` stands in a quoted question inside a longer sentence."""
    index = reading.quote_of[i]
    if index < 0:
        return False
    inner = reading.quotes[index].inner
    text = reading.text[max(reading.starts[i], inner.end - 400) : inner.end].rstrip()
    return text.endswith("?") and not any(mark in text[:-1] for mark in (". ", "! ", "? "))


@dataclass(slots=True)
class _Walk(Beside):
    """The way from a word up to the root of its sentence."""

    def up_from(self, i: int) -> Iterator[ClauseStatus]:
        """Every cue that bears on token ``i``, nearest first."""
        at, came, told, shared = i, i, False, True
        reading_tags = self.reading.tags
        for _ in range(DEEPEST):
            for found in self.beside(at, shared, came):
                yield from _through_telling(found, told)
            came = at
            dep, head = self.reading.deps[at], self.reading.heads[at]
            if head == at:
                yield from self._at_root(at)
                return
            if dep == "conj":
                while reading_tags[at] in FINITE and reading_tags[head] == "VB" and self.reading.heads[head] != head:
                    head = self.reading.heads[head]
                if self._is_after_nor(at, head):
                    yield from _through_telling(told_by(self.cues.empty["nor"], "nor"), told)
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
            if at == NOWHERE:
                return
            told = told or tells

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
        truth = self._truth_of(head) if dep in ("ccomp", "acl", "relcl") and self._opener(at) == "that" else None
        if truth is not None:
            return truth
        if dep == "ccomp" and at < head and self._is_parted(at, head):
            return None
        if dep in BORDERS:
            return self._over_border(at, dep, head)
        if self.reading.deps[at] in ("pobj", "pcomp"):
            return self._over_preposition(at, head)
        if dep in CLAUSES and (self.reading.tags[at][0] == "V" or self._is_mistaken_verb(at)):
            return self._over_clause(at, dep, head)
        return self._over_noun(at, dep, head)

    def _is_parted(self, at: int, head: int) -> bool:
        """ "They shelled it; nobody was hurt": a semicolon parts two sentences, whatever the parser makes of them."""
        return any(at < c < head and self.reading.words[c] == ";" for c in self.reading.children_by(head, "punct"))

    def _is_mistaken_verb(self, at: int) -> bool:
        """Whether the tagger took the verb of a clause for a noun ("that Peru apologise")."""
        reading = self.reading
        return (
            reading.deps[at] == "ccomp"
            and reading.child(at, "mark") is not None
            and reading.child(at, "nsubj") is not None
        )

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
        return told_by(cue, self.reading.lower[head]), self.reading.roots[self.reading.sentence_index[at]], True

    def _over_preposition(self, at: int, preposition: int) -> tuple[ClauseStatus | None, int, bool] | None:
        reading = self.reading
        word = reading.lower[preposition]
        governor = reading.heads[preposition]
        if preposition and f"{reading.lower[preposition - 1]} {word}" in (
            "far from",
            "short of",
            "instead of",
            "rather than",
        ):
            return told_by(self.cues.prepositions["short"], f"{reading.lower[preposition - 1]} {word}"), NOWHERE, False
        if word in self.cues.prepositions:
            return told_by(self.cues.prepositions[word], word), governor, False
        if word == "but" and reading.lemma(governor) in ("choice", "option", "alternative"):
            return None, reading.heads[governor], False
        if reading.tags[governor] == "RB" and (near := self.cues.governor(reading.lower[governor], word, "clause")):
            return told_by(near, f"{reading.words[governor]} {word}"), reading.heads[governor], False
        if reading.deps[preposition] == "pcomp" or reading.tags[governor] in ("IN", "TO", "RB"):
            governor = reading.heads[governor]
        cue = self.cues.governor(self._key(governor), word, "clause" if reading.tags[at][0] == "V" else "object")
        if cue is not None:
            return told_by(cue, f"{reading.words[governor]} {word}"), governor, False
        if word in self.cues.given or (reading.tags[at][0] != "V" and self._is_definite(at)):
            return None
        return None, governor, False

    def _over_clause(self, at: int, dep: str, head: int) -> tuple[ClauseStatus | None, int, bool] | None:
        reading = self.reading
        finite = self._is_finite(at) and not is_subjunctive(self.reading, at)
        if dep == "advcl":
            if finite:
                return None
            if reading.lower[head] == "far":
                return None, reading.heads[head], False
            if self._is_infinitive(at):
                return ClauseStatus(Status.HYPOTHETICAL, "purpose", "“to …” names a purpose, not a deed"), head, False
            return None, head, False
        key = self._key(head)
        tells = dep == "ccomp" and finite and key in self.cues.telling
        opener = self._opener(at)
        cue = None if tells else self.cues.governor(key, opener, "clause")
        if cue is None and opener == "that" and not tells:
            cue = self.cues.governor(key, "", "clause")
        if self._is_infinitive(at) and self._denied(at) and (cue is None or cue.rule not in OPEN_WISHES):
            return None, head, False
        if cue is not None:
            return told_by(cue, reading.words[head]), head, tells
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

    def _truth_of(self, head: int) -> tuple[ClauseStatus | None, int, bool] | None:
        """ "It is not true that …", "it was no secret that …": what the frame says of the clause in it."""
        reading = self.reading
        said = head if reading.tags[head][0] in "JN" else reading.child(head, "acomp", "attr", "oprd")
        if said is None:
            return None
        word = reading.lower[said]
        verb = reading.heads[head] if said == head else head
        denied = (
            self._denied(head)
            or self._denied(verb)
            or any(reading.lower[c] in ("no", "not", "hardly") for c in reading.children[said])
        )
        if word in self.cues.open_secret:
            return None, NOWHERE, True
        if (word in self.cues.truth and denied) or (word in self.cues.untruth and not denied):
            cue = ClauseStatus(Status.NEGATED, "untrue", f"the text says that it is not so (“{reading.words[said]}”)")
            return cue, NOWHERE, True
        return None

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
            return (told_by(cue, reading.words[head]), head, False) if cue else None
        if dep == "prep":
            return None, head, False
        if dep == "nsubj":
            said_of = self._said_of(head)
            if said_of is not None:
                return said_of, head, False
        elif dep in OBJECTS:
            cue = self.cues.governor(self._key(head), "", "object")
            if cue is not None and cue.status is not Status.ASSERTED:
                return told_by(cue, reading.words[head]), head, False
        if self._is_definite(at) and self._key(head).split(" ")[0] not in self.cues.occurrence:
            return None
        return None, head, False

    def _said_of(self, verb: int) -> ClauseStatus | None:
        """ "… is unlikely", "… remain a possibility"."""
        for c in self.reading.children_by(verb, "acomp", "attr", "oprd"):
            word = self.reading.lower[c]
            if word in self.cues.untruth and not self._denied(verb):
                return ClauseStatus(Status.NEGATED, "untrue", f"the text calls it “{word}”")
            if word in self.cues.adjectives:
                return told_by(self.cues.adjectives[word], word)
            cue = self.cues.governor(self.reading.lemma(c), "", "object")
            if cue is not None and self.reading.deps[c] == "attr" and cue.status is Status.HYPOTHETICAL:
                return told_by(cue, word)
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


def is_subjunctive(reading: Reading, v: int) -> bool:
    """Whether a clause is "that the army withdraw": a bare verb under a subject, whatever form the tagger calls it."""
    subject = reading.child(v, "nsubj", "nsubjpass")
    if subject is None or reading.tags[v] not in ("VB", "VBP", "VBN", "NN"):
        return False
    if reading.tags[v] == "NN":
        return reading.child(v, "mark") is not None
    helpers = reading.children_by(v, "aux", "auxpass")
    if reading.tags[v] == "VBP":
        return not helpers and reading.tags[subject] in ("NN", "NNP") and len(reading.conjuncts(subject)) == 1
    if reading.tags[v] == "VBN":
        return bool(helpers) and all(reading.lower[c] == "be" for c in helpers)
    return all(reading.tags[c] == "VB" for c in helpers)


def _through_telling(found: ClauseStatus, told: bool) -> Iterator[ClauseStatus]:
    """What stands outside a telling: a plan to tell, or a telling denied, says nothing of what is told."""
    if not told or found.rule == "untrue":
        yield found
    elif found.status is Status.NEGATED:
        yield ClauseStatus(Status.HYPOTHETICAL, "told", f"{found.why}, and it stands under that")
    elif found.status is Status.HYPOTHETICAL:
        yield found


def meanwhile_of(reading: Reading, i: int) -> list[int]:
    """The verbs of clauses that tell how it came about: "killed when shells struck the market"."""
    return [
        c
        for verb in reading.conjuncts(i)
        for c in reading.children_by(verb, "advcl")
        if any(reading.lower[word] in ("when", "as") for word in reading.children_by(c, "advmod", "mark"))
    ]
