"""One question's board: its hypotheses, and the arguments the text has for and against each of them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from dragoman.explanations.alternatives import Alternatives, alternatives_after, alternatives_in
from dragoman.explanations.causes import Offered, causes_in
from dragoman.explanations.evidence import Sources, strength_in
from dragoman.explanations.following import exclude_each_other
from dragoman.explanations.lexicon import strengths, wordings
from dragoman.explanations.matters import Matter
from dragoman.explanations.replies import Replies, replies_to
from dragoman.explanations.stretches import without_edges
from dragoman.explanations.topics import fields_of, stems_of
from dragoman.reading.reading import Reading
from dragoman.records import Argument, Evidence, Explanation, Hypothesis, Span, make_id

SOMETHING_ELSE = Hypothesis("something else", None, ())
# Paragraphs searched before and after a question: answers follow soon, and the bound keeps the walk linear.
BEFORE, AFTER = 1, 15
# A text without paragraphs is bounded by sentences instead.
SENTENCES = 80
# Within so many paragraphs after the question a sentence is taken to be still on its subject.
NEAR = 2
LONGEST_SENTENCE = 400
WHY = {
    "asked": "these answers are given straight after the question",
    "asked-in-passing": "several sources answer the question straight after it",
    "left-unknown": "the text says that it is not known, and several sources have a view",
    "answers-announced": "the text announces rival answers, and gives them",
    "answers-weighed": "the text asks which of these accounts holds",
    "reasons-named": "the text names these reasons, one after the other",
    "rivals": "several sources put it down to different things",
}
BREAKS = frozenset(("…", "...", ";", ":", "—", "–", "“", "”", '"', "``", "''"))


@dataclass(slots=True)
class Candidate:
    """A hypothesis in the making: its tokens, the stems of its words that the question does not share, its kinds."""

    tokens: range
    stems: frozenset[str]
    kinds: frozenset[str]
    arguments: list[Argument] = field(default_factory=list)
    # Whether it is told as the cause of just what the question asks about.
    is_firm: bool = True


class Board:
    """Gathers what the text offers as answers to one question."""

    def __init__(self, reading: Reading, sources: Sources, asked: frozenset[int], matter: Matter) -> None:
        self.reading = reading
        self.asked = asked
        self.sources = sources
        self.matter = matter
        self.tokens = matter.tokens
        self.span = reading.span(matter.tokens.start, matter.tokens.stop - 1)
        self.paragraph = reading.paragraph_index(self.span.start)
        alternatives = Alternatives((), False)
        if matter.rule == "alternatives-open":
            alternatives = alternatives_after(reading, self.tokens)
        elif matter.question is not None and matter.rule in ("asked", "left-unknown"):
            alternatives = alternatives_in(reading, self.tokens)
        self.exclusive = alternatives.exclusive
        inside = {j for piece in alternatives.ranges for j in piece}
        self.topic = stems_of(reading, (j for j in self.tokens if j not in inside))
        self.acts = stems_of(reading, (j for j in self.tokens if j not in inside and not _is_name(reading, j)))
        self.candidates = [self._candidate(piece) for piece in alternatives.ranges]
        self.heard = 0

    def explanation(self) -> Explanation | None:
        """The board as a record, or ``None`` where the text offers no answer, or too few."""
        stated = bool(self.candidates)
        replies = None if stated else replies_to(self.reading, self.matter, self.sources)
        if self.matter.rule == "asked" or stated:
            for sentence in self._sentences():
                self._read(sentence, stated)
        if replies is not None:
            self._hear(replies)
        if len(self.candidates) < self.matter.least or not any(c.is_firm for c in self.candidates):
            return None
        question, document = self.matter.question, self.reading.document.id
        words = " ".join(self.span.text_of(self.reading.text).split())
        return Explanation(
            id=make_id("ex", question.id) if question is not None else make_id("ex", document, self.span),
            document=document,
            question=question.id if question is not None else words,
            hypotheses=(*(self._hypothesis(c) for c in self.candidates), SOMETHING_ELSE),
            exclusive=self.exclusive,
            evidence=self._evidence(stated),
        )

    def _evidence(self, stated: bool) -> Evidence:
        span = self.question_span()
        if stated:
            return Evidence(span, "alternatives", "the question names its own answers")
        if self.heard >= len(self.candidates):
            return Evidence(span, "views-given", WHY[self.matter.rule])
        return Evidence(span, "causes-offered", "the text offers these answers")

    def question_span(self) -> Span:
        """The words of the question as it is on record, else those of the matter."""
        question = self.matter.question
        return question.span if question is not None and question.span is not None else self.span

    def _candidate(self, tokens: range) -> Candidate:
        words = [self.reading.lower[j] for j in tokens]
        return Candidate(tokens, stems_of(self.reading, tokens) - self.topic, fields_of(words))

    def _hypothesis(self, candidate: Candidate) -> Hypothesis:
        span = self.reading.span(candidate.tokens.start, candidate.tokens.stop - 1)
        words = " ".join(span.text_of(self.reading.text).split())
        arguments = {argument.span: argument for argument in reversed(candidate.arguments)}
        return Hypothesis(_with_paired_marks(words), span, tuple(reversed(arguments.values())))

    def _sentences(self) -> Iterator[range]:
        """The sentences near the question, those that ask left out."""
        reading = self.reading
        first = max(0, self.paragraph - BEFORE)
        start = reading.paragraphs[first].start if reading.paragraphs else 0
        here = reading.sentence_index[self.tokens.start]
        begin = max(here - SENTENCES, reading.sentence_index[reading.tokens_in(Span(start, start + 1_000)).start])
        for index in range(begin, min(here + SENTENCES, len(reading.sentences))):
            sentence = reading.sentences[index]
            if reading.paragraph_index(reading.starts[sentence.start]) > self.paragraph + AFTER:
                return
            if index != here and index not in self.asked and len(sentence) <= LONGEST_SENTENCE:
                yield sentence

    def _read(self, sentence: range, stated: bool) -> None:
        """One sentence: the causes it offers, then what its clauses say of the answers already known."""
        used: list[range] = []
        for offered in causes_in(self.reading, sentence):
            if any(offered.cause.start in other for other in used) or not self._answers(sentence, offered):
                continue
            if self._take(sentence, offered, stated):
                used.append(offered.cause)
        if stated:
            self._weigh(sentence, used)

    def _hear(self, replies: Replies) -> None:
        """The answers that are given straight after the question, and what is said for and against each.

        Where an answer tells a cause ("they left because …"), that cause is the answer.
        """
        answers: dict[str, Candidate] = {}
        known = list(self.candidates)
        for reply in replies.found:
            told = next((c for c in known if c.tokens.start in reply.tokens), None)
            owner = answers.get(reply.answer) or told
            if owner is None:
                owner = self._candidate(reply.tokens)
            if reply.answer not in answers:
                answers[reply.answer] = owner
            if told is None:
                against, around = not reply.supports, reply.stretch
                # Of what is said for an answer only the hedges tell how firmly: "could read" and "looks at" do not.
                lead = range(around.start, reply.tokens.start)
                hedges = (j for j in reply.tokens if self.reading.lower[j] in wordings().hedges)
                put = around if against else (*lead, *hedges)
                made = self.sources.argument(reply.tokens, put, reply.why, against=against, whose=reply.whose)
                if reply.is_told:
                    told_in = range(min(around.start, reply.tokens.start), max(around.stop, reply.tokens.stop))
                    made = replace(made, span=self.reading.span(told_in.start, told_in.stop - 1))
                owner.arguments.append(made)
        self.heard = len(answers)
        given = list({id(candidate): candidate for candidate in answers.values()}.values())
        # Where answers are given outright, a cause told elsewhere is seldom one more.
        others = [c for c in known if not any(c is candidate for candidate in given)] if len(given) < 2 else []
        self.candidates = sorted((*given, *others), key=lambda candidate: candidate.tokens.start)
        if len(self.candidates) > 1:
            self.exclusive = replies.is_either or exclude_each_other(self.reading, self.tokens)

    # -- causes ----------------------------------------------------------------------------------------------------

    def _answers(self, sentence: range, offered: Offered) -> bool:
        """Whether what a cause explains is what the question asks about."""
        effect = stems_of(self.reading, offered.effect)
        shared = effect & self.topic
        near = self._distance(sentence) in range(NEAR + 1)
        if offered.subject is not None:
            if not self._is_topical(offered.subject):
                return False
            clause = _around(self.reading, sentence, offered.cue)
            if near and (self._follows(sentence) or strength_in(self.reading, clause)):
                return True
        if shared & self.acts and len(shared) >= 2:
            return True
        if not near:
            return False
        if offered.rule == "named-reason" and not effect - stems_of(self.reading, (offered.cue,)):
            return True
        of_the_question = any(self.reading.lower[j] == "question" for j in offered.effect)
        follows = self._follows(sentence) and offered.rule != "purpose" and (not effect or of_the_question)
        return bool(shared & self.acts) or follows

    def _is_firm(self, offered: Offered) -> bool:
        shared = stems_of(self.reading, offered.effect) & self.topic
        if offered.rule in ("named-reason", "purpose"):
            return offered.rule == "named-reason"
        return len(shared) > 1 and bool(shared & self.acts)

    def _is_topical(self, subject: int) -> bool:
        """Whether who is after something is one the question names, or a pronoun that may stand for one."""
        reading = self.reading
        return reading.tags[subject] in ("PRP", "DT") or bool(stems_of(reading, reading.subtree(subject)) & self.topic)

    def _follows(self, sentence: range) -> bool:
        return sentence.start == self.reading.sentence_of(self.tokens.start).stop

    def _distance(self, sentence: range) -> int:
        return self.reading.paragraph_index(self.reading.starts[sentence.start]) - self.paragraph

    def _take(self, sentence: range, offered: Offered, stated: bool) -> bool:
        """Gives an offered cause to the answer it belongs to, or makes it an answer of its own."""
        reading = self.reading
        cause = without_edges(reading, offered.cause)
        if cause and reading.lower[cause.start] == "that" and reading.tags[cause.start] == "IN":
            cause = cause[1:]
        if not cause or (len(cause) == 1 and reading.tags[cause.start] in ("PRP", "DT")):
            return False
        end = offered.cause.start - 1 if offered.rule == "connective" else offered.cue
        cue = reading.span(offered.cue, end).text_of(reading.text)
        owner, shared = self._owner(cause)
        if owner is None and stated:
            return False
        if owner is None:
            owner = self._candidate(cause)
            owner.is_firm = self._is_firm(offered)
            self.candidates.append(owner)
            why = f"“{cue}” offers it as the reason"
        else:
            why = f"“{cue}” offers it as the reason, and like that answer it speaks of “{shared}”"
        told = cause
        if offered.subject is not None and offered.subject < cause.start:
            # "He may be trying to open talks" is more than "open talks".
            told = range(max(reading.subtree(offered.subject)[0], sentence.start), cause.stop)
        owner.arguments.append(self.sources.argument(told, _around(reading, sentence, offered.cue), why))
        return True

    def _owner(self, tokens: range) -> tuple[Candidate | None, str]:
        """The one answer that a stretch speaks of, and the word they share; none where two would do."""
        reading = self.reading
        speaking = [j for j in tokens if not self.sources.names_an_actor(j)]
        stems = stems_of(reading, speaking) - self.topic
        kinds = fields_of(reading.lower[j] for j in speaking)
        scored = []
        for candidate in self.candidates:
            direct = stems & candidate.stems
            kind = kinds & candidate.kinds
            score = 2 * len(direct) + len(kind)
            if score:
                scored.append((score, candidate, direct, kind))
        scored.sort(key=lambda row: -row[0])
        if not scored or (len(scored) > 1 and scored[0][0] == scored[1][0]):
            return None, ""
        _, candidate, direct, kind = scored[0]
        if direct:
            word = next(reading.words[j] for j in speaking if stems_of(reading, (j,)) & direct)
        else:
            members = strengths().fields[min(kind)]
            word = next(reading.words[j] for j in speaking if reading.lower[j] in members)
        return candidate, word

    # -- clauses that weigh an answer ------------------------------------------------------------------------------

    def _weigh(self, sentence: range, used: list[range]) -> None:
        """The clauses of a sentence that speak of one answer, where the sentence is about what the question asks."""
        shared_topic = stems_of(self.reading, sentence) & self.topic
        near = self._distance(sentence) in range(NEAR + 1)
        told = len(shared_topic) >= 2 and bool(shared_topic & self.acts)
        # "Was it fear, or was it greed?" names no topic: what follows is taken to be on it, as is what follows at once.
        at_once = self._distance(sentence) == 0 and sentence.start > self.tokens.start
        if not (shared_topic or not self.topic or at_once) or not (told or near):
            return
        for clause in clauses_of(self.reading, sentence):
            if any(clause.start in piece or piece.start in clause for piece in used):
                continue
            # A fact that shares only a name or an act with the question is no argument until somebody makes it one.
            if not told and self.sources.around(clause.start) is None and strength_in(self.reading, clause) is None:
                continue
            if self.sources.is_a_position(clause):
                continue
            owner, word = self._owner(clause)
            if owner is not None and (shared_topic or not at_once or stems_of(self.reading, clause) & owner.stems):
                why = f"it speaks of “{word}”, as that answer does, and of what the question asks about"
                clause = clause[1:] if self.reading.lower[clause.start] in ("but", "and") else clause
                owner.arguments.append(self.sources.argument(clause, clause, why))


def _around(reading: Reading, sentence: range, cue: int) -> range:
    """The clause in which the word stands that offers a cause."""
    return next((clause for clause in clauses_of(reading, sentence) if cue in clause), sentence)


def clauses_of(reading: Reading, sentence: range) -> list[range]:
    """A sentence cut where a clause of reason, contrast or addition begins or ends."""
    cuts = {sentence.start}
    for i in sentence:
        if reading.words[i] in BREAKS:
            cuts |= {i, i + 1}
        if reading.deps[i] == "advcl" and any(reading.deps[c] == "mark" for c in reading.children[i]):
            tokens = reading.subtree(i)
            cuts |= {tokens[0], tokens[-1] + 1}
        elif reading.deps[i] == "cc" and reading.lower[i] == "but" and reading.is_verb(reading.heads[i]):
            cuts.add(i)
    edges = [*sorted(cut for cut in cuts if cut in sentence), sentence.stop]
    pieces = [without_edges(reading, range(a, b)) for a, b in itertools.pairwise(edges)]
    if any(_lacks_its_subject(reading, piece) for piece in pieces):
        return [without_edges(reading, sentence)]
    return [piece for piece in pieces if len(piece) > 2]


def _lacks_its_subject(reading: Reading, piece: range) -> bool:
    """Whether a piece starts with a verb parted from its subject by a misread: then no cut is to be trusted."""
    return bool(piece) and reading.tags[piece.start] in ("VBD", "VBZ", "VBP", "MD")


def _with_paired_marks(words: str) -> str:
    """An answer without a quotation mark that lacks its fellow."""
    for opening, closing in (("“", "”"), ('"', '"')):
        if words.count(opening) % 2 if opening == closing else words.count(opening) > words.count(closing):
            words = words.replace(opening, "")
    return words if words.count("”") <= words.count("“") else words.replace("”", "")


def _is_name(reading: Reading, i: int) -> bool:
    return reading.tags[i] in ("NNP", "NNPS") or reading.mention_of[i] is not None
