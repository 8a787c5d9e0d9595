"""What is replied to a question for a reason: the answers that stand straight after it, and what is said for each.

"Why did the talks stop? The ministry maintains that …. The union blames ….": nobody writes "because", for it is plain
what is being answered. Only the sentences that follow without a break are read so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from dragoman.explanations.counting import OFFERED, Counted, announced, counted_in, number_meant
from dragoman.explanations.evidence import Sources
from dragoman.explanations.following import following, is_put, preceding
from dragoman.explanations.lexicon import views, wordings
from dragoman.explanations.matters import PERSONAL, Matter
from dragoman.explanations.reasons import Reason
from dragoman.explanations.stretches import has_phrase, has_verb, stretches_of, without_concession, without_edges
from dragoman.explanations.topics import stems_of
from dragoman.explanations.views import TELLING, Kind, View, views_in
from dragoman.reading.reading import Reading
from dragoman.records import Statement

# Sentences after a question in which nobody answers, before the first answer and between two of them; and those of the
# author's own behind an answer that are read as evidence on it.
LEAD_IN, GAP, OWN = 2, 1, 2
# The same where the text said how many answers there are, and has not given them all.
ANNOUNCED = 5
# How rival answers are put that nobody has asked for.
UNASKED = frozenset((Kind.NAMED, Kind.BELIEVED))
NUMBERED = "answer "
# How the answers are named that the author offers himself.
PUT_FORWARD = "offer "
# From so many answers on, hearsay adds none.
ENOUGH = 2
# Sentences behind the last answer in which more is read as evidence.
FOLLOWING = 3
# Fewer words are no evidence.
LEAST_WORDS = 3
# Marks that may open what stands behind a colon.
OPENS = 3
# Words of a piece of evidence that may only introduce it.
INTRODUCING = 10
GIVEN = "the text gives it as an answer"
ADDED = "the source that gives this answer adds it"
FOLLOWS = "it stands behind this answer, as what bears on it"
AGAIN = "it gives the same answer in other words"
LEANS = "the author leans to this answer"
DENIED = "another source denies it"
REFERS = "it names this answer by its number"


Whose = Statement | int | None


@dataclass(frozen=True, slots=True)
class Reply:
    """Words that give an answer, or bear on one: which answer, their sentence and stretch of it, and on which side.

    ``whose`` is the statement it stands in, or the head of the words that name its source, where one is known;
    ``is_told`` where the whole stretch is to be shown, with who says so.
    """

    answer: str
    tokens: range
    sentence: range
    stretch: range
    supports: bool
    why: str
    whose: Whose = None
    is_told: bool = False


class Replies:
    """Reads the sentences after a question, and keeps which answers they give and what they say for each."""

    def __init__(self, reading: Reading, sources: Sources, kinds: frozenset[Kind] = frozenset(Kind)) -> None:
        self.kinds = kinds
        self.reading = reading
        self.sources = sources
        self.found: list[Reply] = []
        self.answers: list[str] = []
        self.is_either = False
        self._announced: int | None = None
        self._pending = ""
        self._current = ""
        self._own = 0
        self._since = 0
        self._kinds: dict[str, Kind] = {}
        # Whether the author may answer himself ("Perhaps …"): where he has asked, and nobody has answered yet but he.
        self.may_offer = False

    @property
    def _is_free(self) -> bool:
        return self.may_offer and all(name.startswith(PUT_FORWARD) for name in self.answers)

    def is_telling(self, rule: str) -> bool:
        """Whether the answers tell why: what sources only say behind a question may be told for its own sake."""
        kinds = [self._kinds.get(name) for name in self.answers]
        if rule == "answers-weighed":
            return True
        if rule == "left-unknown":
            return len(kinds) >= ENOUGH and Kind.CLAIMED not in kinds
        return any(kind is not Kind.CLAIMED for kind in kinds) and (rule != "rivals" or Kind.NAMED in kinds)

    def read(self, sentences: Iterator[range]) -> None:
        silent = 0
        home = -1
        for sentence in sentences:
            paragraph = self.reading.paragraph_index(self.reading.starts[sentence.start])
            if home >= 0 and paragraph > home and not self._goes_on(paragraph - home):
                return
            home = paragraph
            self._since += 1
            before = len(self.found)
            self.announce(sentence)
            is_summing_up = self._sums_up(sentence)
            self._read_one(sentence)
            here = self.found[before:]
            if self.answers and not here and is_summing_up:
                if not self._is_weighing():
                    return
                self._current = ""
            silent = 0 if any(reply.why != FOLLOWS for reply in here) or self._pending else silent + 1
            if silent > self._patience(is_summing_up):
                return

    def name(self, reasons: Sequence[Reason]) -> None:
        """Takes reasons that are named as such, with what follows each in its paragraph."""
        self._announced = len(reasons)
        for number, reason in enumerate(reasons, 1):
            said = self._said(reason.tokens)
            same = next((name for name in self.answers if _repeats(said, self._stems_of(name))), None)
            if same is not None:
                self._bear(same, reason.tokens, self._stretch(reason.tokens, reason.sentence), reason.sentence, AGAIN)
            else:
                self._give(f"{NUMBERED}{number}", reason.tokens, reason.sentence)
            for sentence in islice(following(self.reading, reason.sentence, is_near=True), OWN):
                if any(other.sentence == sentence for other in reasons):
                    break
                self._read_one(sentence)

    def _patience(self, is_summing_up: bool) -> int:
        """How many sentences in a row may say nothing to the question."""
        if self._announced and not self._is_full():
            return ANNOUNCED
        return LEAD_IN if self._announced is not None or (not self.answers and is_summing_up) else GAP

    def _is_weighing(self) -> bool:
        """Whether the text announced or numbered its answers: then it goes on to weigh them in its own words."""
        counted = any(name.startswith(NUMBERED) for name in self.answers)
        return self._announced is not None or (counted and len(self.answers) > 1)

    def _goes_on(self, paragraphs: int) -> bool:
        """Whether answers that were announced may stand in the next paragraph, too."""
        if not self.answers or self._pending:
            return True
        return paragraphs == 1 and self._announced is not None and len(self.answers) < max(self._announced, 2)

    def announce(self, sentence: range) -> None:
        """Takes note of how many answers a sentence announces."""
        if not self.answers and self._announced is None:
            self._announced = announced(self.reading, sentence)

    def _sums_up(self, sentence: range) -> bool:
        """Whether a sentence speaks of the answers themselves: then they have all been given."""
        words = self.reading.lower[sentence.start : sentence.stop]
        # "Women from both banks" are no answers; "Both may be true" speaks of them.
        about = (word for k, word in enumerate(words) if k < 2 or word not in ("both", "neither"))
        return any(word in wordings().answers for word in about) or self._closes(sentence)

    def _closes(self, tokens: range) -> bool:
        return has_phrase(self.reading, tokens, views().closing)

    # -- one sentence ----------------------------------------------------------------------------------------------

    def _read_one(self, sentence: range) -> None:
        offered = views_in(self.reading, sentence, self.sources)
        pending, self._pending = self._pending, ""
        for stretch in stretches_of(self.reading, sentence):
            starting = [view for view in offered if view.tokens.start in stretch]
            counted = counted_in(self.reading, stretch, sentence)
            if self.is_either and self.reading.lower[stretch.start] == "or" and self.found[-1].sentence == sentence:
                self._give(f"{NUMBERED}{len(self.answers) + 1}", without_edges(self.reading, stretch[1:]), sentence)
            elif counted is not None and self._may_count(counted.number):
                self._count(counted, starting, stretch, sentence)
                offered = [view for view in offered if view not in starting]
            elif pending:
                self._give(pending, _within(starting[0].tokens, stretch) if starting else stretch, sentence)
                offered, pending = [view for view in offered if view not in starting], ""
            elif self.answers and has_phrase(self.reading, stretch, views().leaning):
                self._lean(stretch, sentence)
            elif starting:
                for view in starting:
                    self._hear(view, stretch, sentence)
            elif self._is_first(stretch, offered):
                if not self._is_announcing(sentence):
                    self._give(f"{NUMBERED}1", stretch, sentence)
            elif not self._leads_up(stretch, offered):
                self._add(stretch, offered, sentence)

    def _leads_up(self, stretch: range, offered: list[View]) -> bool:
        """Whether a stretch only says who speaks: what it says follows behind a colon."""
        after = stretch.stop + 1
        is_led = stretch.stop < len(self.reading) and self.reading.words[stretch.stop] == ":"
        return is_led and any(view.tokens.start in range(after, after + OPENS) for view in offered)

    def _is_first(self, stretch: range, offered: list[View]) -> bool:
        """Whether a stretch of the author's own is the first of the answers that were announced."""
        if not self._announced or self.answers or any(view.is_own for view in offered):
            return False
        return has_verb(self.reading, stretch)

    def _is_announcing(self, sentence: range) -> bool:
        return announced(self.reading, sentence) is not None

    def _may_count(self, number: int) -> bool:
        """Whether an answer of that number is the next: the first, or one that was announced."""
        if number == OFFERED:
            return self._is_free
        if number == 0:
            return self._announced is not None or bool(self.answers)
        return f"{NUMBERED}{number}" not in self.answers and number <= len(self.answers) + 1

    def _count(self, counted: Counted, starting: list[View], stretch: range, sentence: range) -> None:
        kind = PUT_FORWARD if counted.number == OFFERED else NUMBERED
        name = f"{kind}{counted.number if counted.number > 0 else len(self.answers) + 1}"
        tokens = starting[0].tokens if starting and counted.number and not counted.is_given else counted.tokens
        self.is_either = self.is_either or counted.number == 0
        if tokens:
            self._give(name, _within(tokens, self._stretch(tokens, sentence)), sentence)
        else:
            self._pending = name

    def _hear(self, view: View, stretch: range, sentence: range) -> None:
        """A view put forward: an answer of its own, or what its source adds; a denial turns against another's."""
        tokens = _within(view.tokens, stretch)
        is_counted = self._current.startswith(NUMBERED)
        name = self._current if is_counted else view.speaker or self._current
        if self._closes(stretch):
            return
        if view.kind is Kind.CITED and name not in self.answers and view.speaker and not is_counted:
            # Who cites something of his own accord, rather than for what he has said, gives an answer.
            view = replace(view, kind=Kind.NAMED)
        if view.kind is Kind.DENIED:
            self._deny(view, tokens, stretch, sentence)
        elif name in self.answers:
            if view.kind in TELLING:
                self._kinds[name] = view.kind
            self._bear(
                name, tokens, stretch, sentence, FOLLOWS if is_counted else ADDED, is_cited=view.kind is Kind.CITED
            )
        elif not self._is_full() and view.is_own and view.kind in self.kinds and self._is_new(view, tokens):
            self._kinds[name] = view.kind
            self._give(name, tokens, sentence, view.whose)

    def _is_new(self, view: View, tokens: range) -> bool:
        """Whether a view is one more answer: hearsay, and what sources say of themselves, only at first."""
        if self.kinds == UNASKED:
            opening = self.reading.tags[tokens.start] if tokens else ""
            return view.is_sourced and (view.kind is Kind.NAMED or opening != "PRP")
        if len(self.answers) < ENOUGH:
            return True
        return view.is_sourced and bool(tokens) and self.reading.lower[tokens.start] not in ("they", "we", "i")

    def _deny(self, view: View, tokens: range, stretch: range, sentence: range) -> None:
        """What is denied is an answer of another source: the one that shares its words, or the only other."""
        others = [name for name in self.answers if name != view.speaker]
        said = self._said(tokens)
        shared = [name for name in others if said & self._stems_of(name)]
        named = shared if len(shared) == 1 else others
        if len(named) == 1:
            self.found.append(Reply(named[0], tokens, sentence, stretch, False, DENIED, view.whose, True))

    def _stems_of(self, name: str) -> frozenset[str]:
        return frozenset(stem for reply in self.found if reply.answer == name for stem in self._said(reply.tokens))

    def _said(self, tokens: range) -> frozenset[str]:
        """The stems of a stretch without names: who acts does not tell one answer from another."""
        return stems_of(self.reading, (j for j in tokens if self.reading.tags[j] not in ("NNP", "NNPS")))

    def _is_full(self) -> bool:
        return bool(self._announced) and len(self.answers) >= (self._announced or 0)

    def _give(self, name: str, tokens: range, sentence: range, whose: Whose = None) -> None:
        tokens = without_concession(self.reading, tokens)
        if tokens and name not in self.answers:
            stretch = self._stretch(tokens, sentence)
            self._current, self._own, self._since = name, 0, 0
            self.answers.append(name)
            self.found.append(Reply(name, tokens, sentence, stretch, True, GIVEN, whose, True))

    def _stretch(self, tokens: range, sentence: range) -> range:
        """The stretch of a sentence in which some words begin, without what joins it on."""
        stretch = next((s for s in stretches_of(self.reading, sentence) if tokens.start in s), tokens)
        while stretch.start < tokens.start and self.reading.lower[stretch.start] in (
            "and",
            "or",
            "else",
            "but",
            "that",
        ):
            stretch = without_edges(self.reading, stretch[1:])
        return stretch

    def _add(self, stretch: range, offered: list[View], sentence: range) -> None:
        """A stretch in which no view begins: the rest of one, what names an answer, or the author's own word on it."""
        owner = next((view for view in offered if _within(view.tokens, stretch)), None)
        number = number_meant(self.reading, stretch)
        if self._closes(stretch):
            return
        if number is not None and number <= len(self.answers):
            self._bear(self.answers[number - 1], stretch, stretch, sentence, REFERS)
        elif owner is not None:
            name = self._current if self._current.startswith(NUMBERED) else owner.speaker or self._current
            if name in self.answers:
                self._bear(name, _within(owner.tokens, stretch), stretch, sentence, ADDED, owner.whose)
        elif self._current and not self._sums_up(stretch) and self._may_go_on(stretch, sentence):
            self._bear(self._current, stretch, stretch, sentence, FOLLOWS)

    def _lean(self, stretch: range, sentence: range) -> None:
        """The author says which answer he leans to: by its number, or by a word that only that answer has."""
        number = number_meant(self.reading, stretch)
        said = self._said(stretch)
        if number is not None and number <= len(self.answers):
            named = [self.answers[number - 1]]
        else:
            named = [name for name in self.answers if said & self._stems_of(name)]
        if len(named) == 1:
            self.found.append(Reply(named[0], stretch, sentence, stretch, True, LEANS))
        self._current = ""

    def _may_go_on(self, stretch: range, sentence: range) -> bool:
        """Whether the author's own words bear on the answer before: in its sentence, against it, or weighing it."""
        if self.found and self.found[-1].sentence == sentence:
            return True
        self._own += 1
        return self._own <= OWN and (self._is_weighing() or self._turns(stretch))

    def _bear(
        self,
        name: str,
        tokens: range,
        stretch: range,
        sentence: range,
        why: str,
        whose: Whose = None,
        *,
        is_cited: bool = False,
    ) -> None:
        says = len(tokens) >= LEAST_WORDS and has_verb(self.reading, tokens)
        if not (says or is_cited) or self.reading.lower[tokens[-1]] == "that":
            return
        if why in (FOLLOWS, ADDED) and self._since > FOLLOWING:
            return
        self._current = name
        tokens = _without_lead(self.reading, tokens)
        turns = self._turns(stretch)
        self.found.append(
            Reply(name, tokens, sentence, stretch, not turns, why, self._denier(stretch) if turns else whose)
        )

    def _denier(self, stretch: range) -> int | None:
        """Who turns an answer down in a stretch ("the customs service denies it")."""
        denying = (j for j in stretch if self.reading.is_verb(j) and self.reading.lemma(j) in views().denying)
        return next((c for j in denying if (c := self.reading.child(j, "nsubj")) is not None), None)

    def _turns(self, stretch: range) -> bool:
        """Whether a stretch turns against the answer that it bears on."""
        first = self.reading.lower[stretch.start]
        if first in views().opening or (first in views().weighing and self._is_weighing()):
            return True
        return has_phrase(self.reading, stretch, views().within)


def replies_to(reading: Reading, matter: Matter, sources: Sources) -> Replies:
    """The replies to a matter: those that follow it without a break, or stand before it where it takes them up."""
    is_unasked = matter.rule in ("rivals", "answers-weighed")
    replies = Replies(reading, sources, UNASKED if matter.rule == "rivals" else frozenset(Kind))
    question = matter.tokens
    if any(reading.lower[j] in PERSONAL for j in question):
        return replies
    if matter.reasons:
        replies.name(matter.reasons)
        return replies
    replies.may_offer = matter.rule in ("asked", "asked-in-passing")
    if matter.rule == "answers-announced":
        replies.announce(reading.sentence_of(question.start))
    if matter.is_before:
        replies.read(preceding(reading, question))
    elif matter.rule != "asked" or is_put(reading, question):
        replies.read(
            following(reading, question, is_near=is_unasked or matter.rule == "left-unknown", with_itself=is_unasked)
        )
    if not replies.is_telling(matter.rule):
        replies.found = []
    # Who asks in quotation marks answers himself, if at all: only answers that are counted up are meant as such.
    if reading.quote_of[question.start] >= 0:
        counted = (reply for reply in replies.found if reply.answer.startswith(NUMBERED))
        replies.found = [reply for reply in counted if reading.quote_of[reply.tokens.start] >= 0]
    return replies


def _repeats(said: frozenset[str], known: frozenset[str]) -> bool:
    """Whether two stretches share at least half of the words of the shorter, and more than one."""
    return len(said & known) > 1 and 2 * len(said & known) >= min(len(said), len(known))


def _within(tokens: range, stretch: range) -> range:
    return range(max(tokens.start, stretch.start), min(tokens.stop, stretch.stop))


def _without_lead(reading: Reading, tokens: range) -> range:
    """Evidence without what only introduces it: "the fact that", "there is this, that", "but"."""
    for j in tokens[:-LEAST_WORDS][:INTRODUCING]:
        if reading.lower[j] == "that" and reading.tags[j] == "IN":
            tokens = range(j + 1, tokens.stop)
            break
    while len(tokens) > LEAST_WORDS and reading.lower[tokens.start] in ("but", "and", "yet"):
        tokens = without_edges(reading, tokens[1:])
    return tokens
