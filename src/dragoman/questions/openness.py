"""What leaves an indirect question open: the word over it, and whether that word is denied or still to come."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.questions.lexicon import asking
from dragoman.reading.reading import Reading

FINITE = frozenset(("VBZ", "VBP", "VBD", "MD"))
# Words on the way from a clause to the word that governs it.
LINKS = frozenset(
    ("about", "over", "of", "on", "as", "to", "around", "at", "upon", "is", "was", "remains", "be", "are")
)
BESIDE = ("acomp", "attr", "nsubj", "xcomp", "oprd", "dobj", "csubj", "advmod", "prep", "neg")
UNDECIDED = frozenset(("decision", "choice", "word", "announcement", "nothing", "answer", "question", "agreement"))
# What follows a question word that another is joined to, and how far after it the verb is looked for.
BREAKS = frozenset((",", "and", "or"))
FAR = 14
# So far before a question its denial is looked for ("nobody in the capital can say …").
WINDOW = 16


@dataclass(frozen=True, slots=True)
class Open:
    """By which word a question is open, who asks it, if somebody does, and who would do it ("undecided whether to").

    ``is_unlisted``: no table says that the word leaves it open; nothing closes it.
    """

    by: int
    asker: int | None = None
    doer: int | None = None
    is_kept_back: bool = False
    is_unlisted: bool = False


def clause_verb(reading: Reading, i: int) -> int | None:
    """The verb of the clause that the question word at token ``i`` opens."""
    if reading.lower[min(i + 1, len(reading) - 1)] in BREAKS:
        return _verb_after(reading, i)
    verb = reading.heads[i]
    for _ in range(4):
        if reading.is_verb(verb) or reading.heads[verb] == verb or verb <= i:
            break
        verb = reading.heads[verb]
    while reading.deps[verb] == "xcomp" and reading.heads[verb] > i:
        # "Which of the two they will ask to leave".
        verb = reading.heads[verb]
    return verb if verb > i else None


def _verb_after(reading: Reading, i: int) -> int | None:
    """The verb after "whether and when …" or "when, rather than whether, …", which parsers take apart."""
    for j in range(i + 1, min(i + FAR, reading.sentence_of(i).stop)):
        verb = reading.heads[j]
        if reading.deps[j] == "aux" and reading.tags[j] in ("MD", "TO") and j < verb:
            return verb
        if reading.words[j] in (".", ";", ":"):
            return None
    return None


def left_open_by(reading: Reading, i: int, verb: int) -> Open | None:
    """What leaves the clause of ``verb``, opened by the word at token ``i``, open; ``None`` where nothing does."""
    table = asking()
    at = verb
    for _ in range(4):
        at = reading.heads[at]
        telling = reading.child(at, "acomp", "attr", "oprd", "csubj") is not None
        if telling or reading.lower[at] not in LINKS or reading.heads[at] == at:
            break
    around = [at, *reading.children_by(at, *BESIDE)]
    # "What remains uncertain is whether …".
    around += [c for j in reading.children_by(at, "csubj") for c in reading.children_by(j, "acomp", "nsubj")]
    if reading.deps[at] in ("xcomp", "advcl", "acl"):
        around.append(reading.heads[at])
    around = [j for j in around if j < i or is_first(reading, i)]
    denied = any(reading.is_negated(j) for j in around) or any(reading.lower[j] in table.denying for j in around)
    if reading.lower[i] in ("whether", "if"):
        denied = denied or is_denied_before(reading, i)
    else:
        # "Who" and "how" open so many clauses that the denial has to hang right on the word over them.
        near = [c for j in (*around, reading.heads[at]) for c in reading.children[j] if c < i]
        denied = denied or any(reading.lower[c] in table.denying for c in near)
    for j in around:
        word, lemma = reading.lower[j], reading.lemma(j)
        if word in table.plain and not (word == "seen" and not _is_to_be_seen(reading, j)):
            return Open(j, doer=doer_of(reading, at))
        if word in table.nouns and (reading.lower[i] != "if" or word in ("question", "doubt")):
            return Open(j)
        if lemma in table.denied and (denied or _has_no_subject(reading, j) or _is_declined(reading, j)):
            return Open(j, is_kept_back=_is_kept_back(reading, j))
        if lemma in table.deciding and (denied or _is_to_come(reading, j)):
            return Open(j, doer=doer_of(reading, j))
    if reading.lemma(at) in table.wondering or reading.lower[at] in table.wondering:
        return Open(at, _asker(reading, at), doer_of(reading, at))
    if reading.lemma(at) in table.asking and is_present(reading, at):
        return Open(at, _asker(reading, at), doer_of(reading, at))
    return None


def is_first(reading: Reading, i: int) -> bool:
    """Whether a word stands first in its sentence, or after a mark that ends what came before."""
    before = i - 1
    while before >= 0 and reading.words[before] in ("“", "”", '"', "‘", "(", "—", "–"):
        before -= 1
    return before < reading.sentence_of(i).start or reading.words[before] in (";", ":", ".")


def is_denied_before(reading: Reading, i: int) -> bool:
    """Whether the words right before say that it cannot be told: "few can say", "it is too early to predict"."""
    denying = asking().denying
    start = max(reading.sentence_of(i).start, i - WINDOW)
    for j in range(i - 1, start - 1, -1):
        if reading.lower[j] in denying:
            return True
        if reading.words[j] in (";", ":", "”") or (reading.words[j] == "," and reading.lower[j + 1] in ("and", "but")):
            return False
    return False


def _asker(reading: Reading, verb: int) -> int | None:
    subject = reading.child(verb, "nsubj")
    if subject is None and reading.deps[verb] == "xcomp":
        subject = reading.child(reading.heads[verb], "nsubj")
    return subject


def doer_of(reading: Reading, verb: int) -> int | None:
    """Who would do it where the question has no subject of its own: "Brussels has not decided whether to close it"."""
    at = verb
    for _ in range(5):
        subject = reading.child(at, "nsubj", "nsubjpass")
        if subject is not None and reading.lemma(subject) in UNDECIDED and reading.heads[at] != at:
            # "The government says that no decision has been taken on whether to go".
            at = reading.heads[at]
            continue
        if subject is not None:
            idle = reading.lower[subject] in ("it", "what") or reading.lemma(subject) in UNDECIDED
            return None if idle else subject
        at = reading.heads[at]
    return None


def _is_kept_back(reading: Reading, verb: int) -> bool:
    """ "She did not say who will pay": somebody keeps it to herself, which leaves nothing open; who cannot does not."""
    subject = reading.child(verb, "nsubj")
    if any(reading.lower[c] in ("can", "could", "ca") for c in reading.children_by(verb, "aux")):
        return False
    return reading.is_verb(verb) and subject is not None and not _has_no_subject(reading, verb)


def is_present(reading: Reading, verb: int) -> bool:
    auxiliaries = [reading.lower[c] for c in reading.children_by(verb, "aux")]
    above = reading.heads[verb]
    keeps = reading.tags[verb] == "VBG" and reading.lemma(above) in ("keep", "continue", "start", "begin")
    if (auxiliaries == ["to"] or (keeps and not auxiliaries)) and above != verb:
        return is_present(reading, above)
    if reading.tags[verb] == "VB" and not auxiliaries and reading.deps[verb] == "ROOT":
        # A plural present that is read as an imperative.
        return reading.child(verb, "nsubj") is not None
    if auxiliaries == ["to", "be"] and above != verb:
        return is_present(reading, above) or reading.child(above, "auxpass") is not None
    return reading.tags[verb] in ("VBZ", "VBP") or (reading.tags[verb] == "VBG" and auxiliaries in (["are"], ["is"]))


def _is_to_come(reading: Reading, verb: int) -> bool:
    """Whether somebody is to decide it yet: "will rule on Friday", "is to decide", "is weighing"."""
    auxiliaries = {reading.lower[c] for c in reading.children_by(verb, "aux")}
    return bool(auxiliaries & {"will", "to", "must"}) or is_present(reading, verb)


def _has_no_subject(reading: Reading, verb: int) -> bool:
    """Whether it is nobody who could tell: "neither side would say", "no one can tell"."""
    subject = reading.child(verb, "nsubj")
    if subject is None:
        return False
    nobody = asking().nobody
    if reading.lower[subject] in ("anyone", "anybody"):
        return any(reading.lower[c] == "nor" for c in reading.children[verb])
    return reading.lower[subject] in nobody or any(reading.lower[c] in nobody for c in reading.children[subject])


def _is_declined(reading: Reading, verb: int) -> bool:
    return reading.deps[verb] == "xcomp" and reading.lemma(reading.heads[verb]) in asking().declining


def _is_to_be_seen(reading: Reading, i: int) -> bool:
    return any(reading.lower[c] in ("to", "yet") for c in reading.children[i])
