"""Direct questions: the ones that end with a question mark."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.codes import QuestionKind
from dragoman.questions.answered import is_answered
from dragoman.questions.asked import LONGEST_SENTENCE, SUBJECTS, WH, Asked, Unasked, is_counterfactual
from dragoman.questions.expecting import by_chance, in_time, what_if, without_verb
from dragoman.questions.lexicon import asking
from dragoman.questions.wording import act_dared, act_under_way
from dragoman.reading.reading import Reading

CONNECTIVES = frozenset(
    ("and", "but", "so", "or", "then", "now", "yet", "still", "well", "indeed", "meanwhile", "also")
)
STOPS = frozenset((".", "?", "!", "…", ";"))
LEADS = frozenset((":", "“", '"', "``", "''", "‘"))
# Verbs that open a question, and the marks behind which one may begin.
OPENING_VERBS = frozenset(("is", "are", "do", "does", "has", "have"))
BORDERS = frozenset((",", ":", "—", "–", ";", "-"))
FINITE = frozenset(("VBZ", "VBP", "VBD", "MD"))
PERSONAL = frozenset(("you", "i", "my", "your"))
PUT_TO_READER = "it is put to the reader or to one who is interviewed"


def direct_questions(reading: Reading, mark: int) -> Iterator[Asked | Unasked]:
    """The question that ends with the mark at token ``mark``."""
    sentence = reading.sentence_of(mark)
    if len(sentence) > LONGEST_SENTENCE:
        return
    first, last = _after_lead(reading, _stretch(reading, sentence, mark), mark), mark
    while first < last and (not reading.words[first][0].isalnum() or reading.lower[first] in CONNECTIVES):
        first += 1
    for start, end in _halves(reading, first, last):
        found = _asked_in(reading, start, end)
        later = (_asked_in(reading, k, end) for k in _joined_starts(reading, start, end)) if found is None else ()
        found = found or next((asked for asked in later if asked is not None), None)
        if found is None:
            continue
        if isinstance(found, Asked) and found.kind is QuestionKind.PREDICTIVE and is_answered(reading, mark):
            found = Unasked(found.first, found.last, "answered", "the text answers it at once")
        yield found


def _asked_in(reading: Reading, first: int, last: int) -> Asked | Unasked | None:
    return (
        in_time(reading, first, last)
        or by_chance(reading, first, last)
        or what_if(reading, first, last)
        or _explanatory(reading, first, last)
        or _predictive(reading, first, last)
        or without_verb(reading, first, last)
    )


def _joined_starts(reading: Reading, first: int, last: int) -> Iterator[int]:
    """Where a question may begin inside a sentence: "the text is ready, but will they sign?", "on alert: is …"."""
    for j in range(first + 2, last - 2):
        asks = reading.tags[j] == "MD" or reading.lower[j] in OPENING_VERBS
        before = j - 1
        if reading.lower[before] in CONNECTIVES:
            before -= 1
        if asks and reading.words[before] in BORDERS:
            yield j


def _halves(reading: Reading, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The questions that one mark ends: "Will Kenya sign, and will Uganda follow?" asks two."""
    for j in range(first + 3, last - 2):
        joined = reading.lower[j] in ("and", "but") and reading.lower[j + 1] in asking().modals
        if joined and any(reading.tags[k] in ("VB", "VBN") for k in range(first, j)):
            yield first, j - 1 if reading.words[j - 1] == "," else j
            first = j + 1
    if first < last:
        yield first, last


def _stretch(reading: Reading, sentence: range, mark: int) -> int:
    """The first token of the question that ends at ``mark``: after the last stop, or inside its quotation."""
    first = mark
    quote = reading.quote_of[mark]
    while first > sentence.start and reading.words[first - 1] not in STOPS and reading.quote_of[first - 1] == quote:
        first -= 1
    return first if quote >= 0 or first == mark else _with_quotes_inside(reading, sentence, first)


def _after_lead(reading: Reading, first: int, mark: int) -> int:
    """Where a question begins that stands after a colon: "the question is this: will there be fuel?"."""
    for j in range(mark - 2, first, -1):
        if reading.words[j] == ":" and (reading.lower[j + 1] in WH or reading.lower[j + 1] in asking().modals):
            return j + 1
    return first


def _with_quotes_inside(reading: Reading, sentence: range, first: int) -> int:
    """A question may hold words in quotation marks: go on to its left where the quote lies inside the sentence."""
    while first > sentence.start and reading.words[first - 1] not in STOPS:
        first -= 1
    return first


def _explanatory(reading: Reading, first: int, last: int) -> Asked | Unasked | None:
    words = tuple(reading.lower[first : first + 5])
    table = asking()
    for opener in table.not_asked:
        if words[: len(opener)] == opener:
            return Unasked(first, last, "not-asked", f"“{' '.join(opener)}” suggests or exclaims rather than asks")
    start = _opener_within(reading, first, last)
    words = tuple(reading.lower[start : start + 5])
    for opener in table.reasons:
        if words[: len(opener)] == opener:
            verb = _main_verb(reading, start, last)
            if verb is None or last - start < 3:
                return Unasked(first, last, "bare-why", "it asks for a reason without saying of what")
            if _is_to_the_reader(reading, verb):
                return Unasked(first, last, "to-the-reader", PUT_TO_READER)
            why = f"“{' '.join(opener)}” asks for a reason"
            return Asked(
                _without_lead(reading, first, start), last, verb, start, QuestionKind.EXPLANATORY, "reason-asked", why
            )
    return _alternatives(reading, first, last)


def _alternatives(reading: Reading, first: int, last: int) -> Asked | None:
    """A yes-or-no question about what is or was so that offers rival answers, or names a cause."""
    start = _fronted_auxiliary(reading, first, last)
    if start is None or reading.tags[start] == "MD":
        return None
    verb = _main_verb(reading, start, last)
    if verb is None or _is_about_future(reading, verb, start):
        return None
    words = {reading.lower[j] for j in range(start, last)}
    ors = [j for j in range(start + 2, last - 1) if reading.lower[j] in ("or", "rather")]
    rivals = any(_is_rival(reading, j) for j in ors) and bool(words & (asking().causes | asking().contrasts))
    cause = words & asking().plain_causes
    if not rivals and not cause:
        return None
    why = "it offers rival answers" if rivals else f"“{min(cause)}” asks about a cause"
    if _is_to_the_reader(reading, verb):
        return None
    first = _without_lead(reading, first, start)
    return Asked(first, last, verb, start, QuestionKind.EXPLANATORY, "alternatives" if rivals else "cause-asked", why)


def _is_rival(reading: Reading, j: int) -> bool:
    """Whether the "or" at ``j`` sets whole accounts against each other, rather than two names."""
    word, after = reading.lower[j], reading.lower[j + 1]
    if word == "rather" or after in ("not", "else", "so", "more", "less"):
        return word == "rather" and after == "than"
    if reading.tags[j + 1] in ("DT", "IN", "RB", "PRP$", "TO") or reading.is_verb(j + 1):
        return True
    left = reading.heads[j]
    return reading.lower[j - 1] == "," or reading.deps[left] in ("attr", "appos", "acomp", "oprd", "ROOT", "dep")


def _predictive(reading: Reading, first: int, last: int) -> Asked | Unasked | None:
    start = _fronted_auxiliary(reading, first, last)
    word = _opener_within(reading, first, last)
    if start is None and reading.lower[word] in WH:
        return _open_predictive(reading, first, word, last)
    if start is None:
        return None
    verb = _main_verb(reading, start, last)
    if verb is None:
        return None
    if _is_to_the_reader(reading, verb):
        return Unasked(first, last, "to-the-reader", PUT_TO_READER)
    if reading.lower[start] == "should":
        return Unasked(first, last, "ought", "it asks what ought to be, not what will be")
    if not _is_about_future(reading, verb, start):
        return None
    if is_counterfactual(reading, verb):
        return Unasked(first, last, "counterfactual", "it asks what would have been")
    if verb == start and reading.tags[verb] == "MD":
        return Unasked(first, last, "no-act", "it does not say what would happen")
    verb = _bridged(reading, verb)
    return Asked(
        _without_lead(reading, first, start), last, verb, start, QuestionKind.PREDICTIVE, "future-asked",
        f"“{reading.words[start]}” asks what will happen",
    )  # fmt: skip


def _open_predictive(reading: Reading, first: int, word: int, last: int) -> Asked | Unasked | None:
    """ "Who will …", "when will …", "how long could …"."""
    verb = _main_verb(reading, word, last)
    if verb is None:
        return None
    modals = [
        c for c in reading.children[verb] if word < c < last and reading.deps[c] == "aux" and
        reading.lower[c] in asking().modals
    ]  # fmt: skip
    going = _is_about_future(reading, verb, verb)
    if not modals and not going:
        return None
    if _is_to_the_reader(reading, verb):
        return Unasked(first, last, "to-the-reader", PUT_TO_READER)
    if is_counterfactual(reading, verb):
        return Unasked(first, last, "counterfactual", "it asks what would have been")
    if (
        reading.lower[word] == "who"
        and reading.lower[modals[0] if modals else word] == "would"
        and _denies(reading, verb)
    ):
        return Unasked(first, last, "rhetorical", "it says that everybody would")
    how = reading.lower[word] in ("what", "where") or reading.lower[word : word + 2] in (
        ["how", "can"],
        ["how", "could"],
    )
    if how and modals and reading.lower[modals[0]] in ("can", "could"):
        return Unasked(first, last, "how-to", "it asks how something can be done")
    return Asked(
        _without_lead(reading, first, word), last, verb, word, QuestionKind.PREDICTIVE, "open-future",
        f"“{reading.words[word]}” asks what will happen",
    )  # fmt: skip


def _denies(reading: Reading, verb: int) -> bool:
    return reading.child(verb, "neg") is not None


def _is_to_the_reader(reading: Reading, verb: int) -> bool:
    subject = reading.child(verb, *SUBJECTS)
    if subject is None:
        return False
    return reading.lower[subject] in PERSONAL or any(reading.lower[c] in PERSONAL for c in reading.children[subject])


def _without_lead(reading: Reading, first: int, opener: int) -> int:
    """Where the question proper begins: "The question is, why …" and "He asked: will …" only lead up to it."""
    for j in range(first, opener):
        if reading.words[j] in LEADS or (reading.tags[j] in FINITE and not _in_opening_clause(reading, j)):
            return opener
    return first


def _fronted_auxiliary(reading: Reading, first: int, last: int) -> int | None:
    """The auxiliary or form of "to be" that stands before its subject, not behind a question word."""
    for j in range(first, last):
        if reading.lower[j] in WH and not _in_opening_clause(reading, j):
            return None
        if reading.tags[j] == "MD" or (reading.is_verb(j) and reading.lemma(j) in ("be", "do", "have")):
            verb = reading.heads[j] if reading.deps[j] in ("aux", "auxpass") else j
            subject = next((s for s in reading.children_by(verb, *SUBJECTS) if s >= first), None)
            if subject is not None and subject < j:
                if _in_opening_clause(reading, j):
                    continue
                return None
            return j
        if reading.is_verb(j) and not _in_opening_clause(reading, j):
            return None
    return None


def _in_opening_clause(reading: Reading, j: int) -> bool:
    """Whether ``j`` lies in an adverbial clause or phrase that comes before the question proper."""
    at = j
    for _ in range(12):
        if reading.deps[at] in ("advcl", "prep", "pcomp", "npadvmod", "relcl", "acl") and reading.heads[at] > at:
            return True
        if reading.heads[at] == at:
            return False
        at = reading.heads[at]
    return False


def _opener_within(reading: Reading, first: int, last: int) -> int:
    """The question word or auxiliary that opens the question proper, after "With winter setting in, …"."""
    for j in range(first, min(last, first + 30)):
        if (reading.lower[j] in WH or reading.tags[j] == "MD") and not _in_opening_clause(reading, j):
            before = j - 1
            if j == first or reading.words[before] in (",", ":", "—", "–") or reading.lower[before] in CONNECTIVES:
                return j
    return first


def _main_verb(reading: Reading, start: int, last: int) -> int | None:
    """The verb asked about: climbed to from the opener, within the question."""
    at = start
    for _ in range(8):
        above = reading.heads[at]
        if above == at or not start <= above <= last or ":" in reading.words[min(at, above) : max(at, above)]:
            break
        at = above
    if reading.is_verb(at) or reading.deps[at] == "ROOT" or reading.lower[at] in asking().modals:
        return at
    return next(
        (j for j in range(start, last) if reading.is_verb(j) and reading.deps[j] not in ("aux", "auxpass")), None
    )


def _is_about_future(reading: Reading, verb: int, start: int) -> bool:
    table = asking()
    if start != verb and reading.tags[start] == "MD" and reading.lower[start] in table.modals:
        return True
    if start == verb and reading.tags[start] == "MD":
        return True
    if any(reading.tags[c] == "VBD" for c in (verb, *reading.children_by(verb, "aux"))):
        return False
    prospect = reading.child(verb, "acomp")
    if prospect is not None and reading.lower[prospect] in table.prospects and reading.tags[verb] in ("VBZ", "VBP"):
        subject = reading.child(verb, "nsubj")
        if subject is not None and reading.tags[subject] in ("NN", "NNS"):
            return True
    subject = reading.child(verb, *SUBJECTS)
    # "Is the gang bound to …" may be read as a gang that is bound.
    misread = (
        reading.children_by(subject, "acl", "relcl") if subject is not None and reading.lemma(verb) == "be" else []
    )
    if reading.lower[verb] in table.bound or any(
        reading.lower[c] in table.bound for c in (*reading.children_by(verb, "acomp", "advmod", "xcomp"), *misread)
    ):
        return any(
            reading.lower[c] == "to" and reading.deps[c] == "aux"
            for j in (verb, *reading.children[verb], *misread)
            for x in (j, *reading.children_by(j, "xcomp"))
            for c in reading.children[x]
        )
    does = any(reading.lower[c] in ("do", "does") for c in reading.children_by(verb, "aux"))
    if does and reading.lemma(verb) in table.intending and act_under_way(reading, verb) is not None:
        return True
    if _has_it_in_them(reading, verb) or _is_on_the_way(reading, verb):
        return True
    return reading.tags[verb] == "VB" and _bridged(reading, verb) != verb


def _has_it_in_them(reading: Reading, verb: int) -> bool:
    """ "Does Rome have the nerve to defy Brussels?", "has it the votes to stop them?"."""
    return act_dared(reading, verb) is not None and reading.tags[verb] in ("VB", "VBZ", "VBP")


def _is_on_the_way(reading: Reading, verb: int) -> bool:
    """ "Are the troops leaving for good?": of a departure the present tells what is to come."""
    helped = [reading.lower[c] for c in reading.children_by(verb, "aux")]
    known = reading.lemma(verb) in asking().departing and reading.tags[verb] == "VBG"
    return known and helped in (["is"], ["are"]) and reading.child(verb, "nsubj") is not None


def _bridged(reading: Reading, verb: int) -> int:
    """The verb of the clause in "Does it mean that X will …"; any other verb itself."""
    if reading.lemma(verb) in asking().bridges and reading.child(verb, "aux") is not None:
        clause = reading.child(verb, "ccomp")
        if clause is not None and any(reading.tags[c] == "MD" for c in reading.children_by(clause, "aux")):
            does = any(reading.lower[c] in ("do", "does") for c in reading.children_by(verb, "aux"))
            return clause if does else verb
    return verb
