"""What the parser coordinates with the wrong verb: "called on them to stop and at once withdraw", where it reads
"called and withdraw"; "asked them to stop and left the hall", where it reads "stop and left".

Form decides: a bare verb is coordinated with the infinitive before it, a past tense with the past tense above that.
"""

from __future__ import annotations

from dragoman.reading.reading import Columns

FINITE = frozenset(("VBD", "VBZ", "VBN"))
BARE = frozenset(("VB", "VBP"))
INFINITIVES = frozenset(("xcomp", "ccomp", "advcl", "acl", "relcl"))
# What stands with a verb of its own: it is no bare one then.
OWN = frozenset(("nsubj", "nsubjpass", "aux", "auxpass", "expl"))
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
TOLD = frozenset(("VBD", "VBZ"))
# What belongs to the second verb when it stands between the two.
JOINING = frozenset(("cc", "punct", "advmod"))


def mend_coordination(columns: Columns) -> None:
    """Hangs, in place, bare verbs coordinated with finite ones on an infinitive, and past tenses the other way."""
    for first, after in columns.sentences():
        for i in range(first, after):
            if columns.deps[i] == "conj" and not _has_subject(columns, i, after):
                above = columns.heads[i]
                if columns.tags[i] in BARE and columns.tags[above] in FINITE:
                    _hang(columns, i, _infinitive_before(columns, above, i))
                elif columns.tags[i] == "VBD" and columns.tags[above] == "VB" and first <= above < i:
                    _hang(columns, i, _past_above(columns, above))
                if columns.tags[i] in TOLD and columns.deps[columns.heads[i]] == "ccomp":
                    _hang(columns, i, _teller_above(columns, i, after))


def _has_subject(columns: Columns, verb: int, after: int) -> bool:
    return any(columns.heads[j] == verb and columns.deps[j] in OWN for j in range(columns.heads[verb], after))


def _hang(columns: Columns, verb: int, above: int) -> None:
    """Hangs a coordinated verb on another one, and what joins the two with it; nothing where ``above`` is -1."""
    before = columns.heads[verb]
    if above < 0:
        return
    columns.heads[verb] = above
    for j in range(max(before, above) + 1, verb):
        if columns.heads[j] == before and columns.deps[j] in JOINING:
            columns.heads[j] = verb if columns.deps[j] == "advmod" else above


def _infinitive_before(columns: Columns, finite: int, verb: int) -> int:
    """The nearest infinitive that hangs on the finite verb and stands before the bare one; -1 where none does."""
    for j in range(verb - 1, finite, -1):
        if columns.tags[j] == "VB" and columns.heads[j] == finite and columns.deps[j] in INFINITIVES:
            return j if any(columns.tags[k] == "TO" and columns.heads[k] == j for k in range(finite, j)) else -1
    return -1


def _teller_above(columns: Columns, verb: int, after: int) -> int:
    """ "Demanded that both leave, and stressed that …": the verb before which such a clause stands too; -1 where what
    comes between may be what its own subject tells."""
    clause = columns.heads[verb]
    teller = columns.heads[clause]
    if (
        columns.tags[teller] != columns.tags[verb]
        or not teller < clause < verb
        or not _opens_that(columns, verb, after)
    ):
        return -1
    subjects = [j for j in range(teller + 1, clause) if columns.heads[j] == clause and columns.deps[j] in SUBJECTS]
    if not subjects or not _opens_that(columns, teller, clause + 1):
        return -1
    told = columns.tags[clause] == "VB" or columns.tags[subjects[0]] not in ("PRP", "WP")
    return teller if told else -1


def _opens_that(columns: Columns, verb: int, after: int) -> bool:
    """Whether "that" follows a verb at once, but for a word or two ("stressed again that")."""
    return any(
        columns.words[j].lower() == "that" and columns.tags[j] == "IN" for j in range(verb + 1, min(verb + 3, after))
    )


def _past_above(columns: Columns, infinitive: int) -> int:
    """The past tense on which an infinitive with "to" hangs; -1 where none does."""
    above = columns.heads[infinitive]
    if columns.deps[infinitive] not in INFINITIVES or columns.tags[above] != "VBD" or above > infinitive:
        return -1
    return (
        above
        if any(columns.tags[k] == "TO" and columns.heads[k] == infinitive for k in range(above, infinitive))
        else -1
    )
