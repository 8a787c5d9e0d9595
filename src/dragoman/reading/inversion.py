"""Questions the parser reads badly: "Will the council relent?", where it takes the verb for a noun.

Position decides: behind an auxiliary that opens its clause stands the subject, and behind that a bare verb.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.reading.reading import Columns

MODALS = frozenset(("will", "wo", "would", "could", "can", "ca", "may", "might", "shall", "should", "must"))
OPENING = frozenset((",", ":", ";", "“", '"', "``", "‘", "—", "–", "-", "(", "and", "but", "or", "so", "then", "yet"))
# "When will the oil flow?", "how long will peace last?"
ASKING = frozenset(("when", "where", "why", "how", "long", "soon", "far"))
# What a parser may take a bare verb for; a verb takes none of the modifiers below.
MISREAD = frozenset(("NN", "NNP", "JJ", "VBP", "VBD", "VB", "NNS"))
BEFORE_NOUN = frozenset(("det", "compound", "amod", "nmod", "nummod", "poss", "preconj", "predet", "npadvmod", "punct"))
BEFORE_VERB = frozenset(("neg", "advmod", "aux"))
SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl", "csubj"))
PROSPECTS = frozenset(("about", "likely", "unlikely", "due", "set", "bound", "ready", "willing", "certain", "poised"))
# They determine a noun, and stand for one only where none follows.
DETERMINING = frozenset(("either", "neither", "both", "the", "a", "an", "this", "that", "each", "any", "all", "its"))
# So far before its act stands the verb of a question, and so far behind its auxiliary what hangs on its act.
LONGEST, FARTHEST = 60, 400
STANDING = frozenset(("either", "neither", "both", "all", "this", "that"))


def mend_questions(columns: Columns) -> None:
    """Puts right, in place, the verb and the subject of questions that open with an auxiliary."""
    for first, after in columns.sentences():
        if any(word[-1] == "?" for word in columns.words[max(first, after - 3) : after]):
            for i in range(first, after - 2):
                word = columns.words[i].lower()
                before = columns.words[i - 1].lower() if i > first else ""
                if word in MODALS and (i == first or before in OPENING or before in ASKING):
                    _mend(columns, i, after)
                elif word == "planning" and columns.tags[i] == "NN" and columns.words[i + 1] == "to" and i > first + 1:
                    _mend_planning(columns, first, i)
                elif word in ("likely", "possible", "imminent") and columns.tags[i + 1] in (".", "IN", "DT"):
                    _mend_likely(columns, first, i)
                elif word in PROSPECTS and columns.words[i + 1] == "to" and columns.tags[i + 2] == "VB":
                    _mend_prospect(columns, first, i)


def _mend(columns: Columns, modal: int, after: int) -> None:
    _free_modal(columns, modal)
    verb = columns.heads[modal]
    _mend_back(columns, verb)
    if not modal < verb < after - 1 or columns.tags[verb] not in MISREAD:
        return
    inner = _verb_inside(columns, modal, verb, after)
    if inner is not None:
        _shift(columns, modal, verb, inner)
        return
    between = [j for j in range(modal + 1, verb) if columns.heads[j] == verb and columns.deps[j] not in BEFORE_VERB]
    if columns.tags[verb] == "NNS" and _is_bare(columns, verb - 1) and verb - modal > 2:
        _shift(columns, modal, verb, verb - 1)
        return
    subjects = [j for j in between if columns.deps[j] in SUBJECTS]
    if subjects and any(columns.deps[j] == "det" for j in between if j > subjects[-1]):
        # "Would Oslo blacklist the whole court?": what has an article is no verb; its "subject" is.
        _shift(columns, modal, verb, subjects[-1])
        return
    if subjects:
        columns.deps[modal], columns.tags[modal], columns.tags[verb] = "aux", "MD", "VB"
        return
    modifiers = [j for j in between if columns.deps[j] in BEFORE_NOUN and columns.words[j][0].isalnum()]
    # All that stands between the two must belong to what is taken for one noun phrase.
    if any(j not in modifiers for j in between) or (modifiers and modifiers[-1] != verb - 1):
        return
    if all(columns.words[j].lower() in DETERMINING for j in modifiers) and _is_verb_next(columns, verb):
        _move(columns, modal, verb, modifiers)
    elif modifiers and (columns.tags[modifiers[-1]][0] in "NPCV" or columns.words[modifiers[-1]].lower() in STANDING):
        _part(columns, modal, verb, modifiers)


def _verb_inside(columns: Columns, modal: int, noun: int, after: int) -> int | None:
    """The verb of "will Lima and Quito resume trade?", "will Lagos mine Douala's port?": a bare word before what was
    taken for the verb, which is the object."""
    before = noun - 1
    bare = columns.words[before].islower() and columns.tags[before] == "NN" and columns.heads[before] == noun
    if bare and before > modal + 1:
        # No verb has a compound.
        has_subject = any(columns.heads[j] == noun and columns.deps[j] == "nsubj" for j in range(modal + 1, before))
        if columns.deps[before] == "compound" and has_subject:
            return before
    if any(tag == "VB" for tag in columns.tags[modal + 1 : after]) or columns.tags[noun][:2] != "NN":
        return None
    first = modal + 1
    while first < noun and columns.tags[first] == "NNP":
        first += 1
    named = first > modal + 1 and columns.words[first].islower() and columns.tags[first] in ("NN", "JJ", "VBP")
    return first if named and first < noun else None


def _mend_planning(columns: Columns, first: int, i: int) -> None:
    """ "Is Cairo planning to close it?": whoever plans is the subject."""
    helper = next((j for j in range(first, i) if columns.words[j].lower() in ("is", "are")), None)
    doers = [j for j in range(first, i) if columns.heads[j] == i]
    if helper is None or not doers or columns.heads[i] != helper:
        return
    for j in range(first, min(i + LONGEST, len(columns.heads))):
        if columns.heads[j] == helper and j not in (helper, i):
            columns.heads[j] = i
    above, dep = columns.heads[helper], columns.deps[helper]
    columns.heads[i], columns.deps[i], columns.tags[i] = (i if above == helper else above), dep, "VBG"
    columns.heads[helper], columns.deps[helper] = i, "aux"
    columns.deps[doers[-1]] = "nsubj"


def _free_modal(columns: Columns, modal: int) -> None:
    """ "Will Caracas, which shut it once, shut it again?": no first name, where it stands before a verb's subject."""
    noun = columns.heads[modal]
    if (
        columns.deps[modal] != "compound"
        or columns.deps[noun] != "nsubj"
        or columns.words[modal] not in ("Will", "May")
    ):
        return
    verb = columns.heads[noun]
    if verb > noun and columns.tags[verb] in MISREAD and not columns.words[verb].endswith("ed"):
        columns.heads[modal], columns.deps[modal], columns.tags[modal] = verb, "aux", "MD"


def _is_verb_next(columns: Columns, noun: int) -> bool:
    """Whether the word behind what was taken for the verb is the verb: a bare word that hangs on it."""
    after = noun + 1
    bare = columns.tags[after] in ("NN", "VB", "VBP", "JJ") or columns.words[after] in ("back", "down")
    above = columns.heads[after]
    # A "those" or a "them" takes no noun before it: "will Baku jail those who stayed?".
    over = columns.tags[above] in ("DT", "PRP") and columns.heads[above] == noun
    return bare and (above == noun or over)


def _is_bare(columns: Columns, i: int) -> bool:
    """Whether a word before a plural noun may be a verb with that for its object ("fund hospitals")."""
    word = columns.words[i]
    is_plural = word.endswith("s") and not word.endswith("ss")
    return columns.tags[i] in ("NN", "VB", "VBP") and word.islower() and not is_plural


def _mend_back(columns: Columns, verb: int) -> None:
    """ "Will China back Cuba?": what stands behind this adverb is its object."""
    if columns.words[verb] == "back" and columns.tags[verb] == "RB":
        columns.tags[verb] = "VB"
        for j in range(verb + 1, min(verb + 8, len(columns.words))):
            if columns.heads[j] == verb and columns.deps[j] == "npadvmod":
                columns.deps[j] = "dobj"
                return


def _shift(columns: Columns, modal: int, noun: int, verb: int) -> None:
    """A noun was taken for the verb: it is the object of a bare word before it, which is the verb."""
    before = [j for j in range(modal + 1, verb) if verb <= columns.heads[j] <= noun and columns.words[j][0].isalnum()]
    if not before:
        return
    _put_over(columns, modal, verb, noun, kept=range(verb + 1, noun))
    columns.deps[noun] = "dobj"
    columns.tags[noun] = "NNS" if columns.tags[noun] == "NNS" else "NN"
    subject = next((j for j in before if columns.tags[j][:3] == "NNP" and _has_joined(columns, j)), before[-1])
    for j in before:
        if j != subject:
            columns.heads[j] = subject
    columns.heads[subject], columns.deps[subject] = verb, "nsubj"
    columns.deps[modal], columns.tags[modal] = "aux", "MD"


def _put_over(columns: Columns, modal: int, verb: int, noun: int, kept: Sequence[int]) -> None:
    """Puts the verb where the noun taken for it stood: the noun and what hung on it, but for ``kept``, hang on it."""
    for j in range(max(0, modal - LONGEST), min(len(columns.heads), modal + FARTHEST)):
        if columns.heads[j] == noun and j != noun and j not in kept:
            columns.heads[j] = verb
    columns.heads[verb] = columns.heads[noun] if columns.heads[noun] != noun else verb
    columns.deps[verb], columns.tags[verb] = columns.deps[noun], "VB"
    columns.heads[noun] = verb


def _has_joined(columns: Columns, i: int) -> bool:
    """Whether another name is joined to this one ("Moscow and Kyiv")."""
    after = range(i + 1, min(i + 5, len(columns.words)))
    return any(columns.heads[j] == i and columns.deps[j] == "conj" for j in after)


def _part(columns: Columns, modal: int, verb: int, modifiers: list[int]) -> None:
    """The last of the words before the verb is its subject, the others belong to that."""
    subject = modifiers[-1]
    for j in modifiers[:-1]:
        columns.heads[j] = subject
    columns.deps[modal], columns.tags[modal] = "aux", "MD"
    columns.deps[subject], columns.tags[verb] = "nsubj", "VB"
    if columns.tags[subject] == "CC":
        columns.tags[subject] = "DT"


def _move(columns: Columns, modal: int, noun: int, modifiers: list[int]) -> None:
    """What was taken for the verb is its subject; the word behind it is the verb."""
    verb = noun + 1
    _put_over(columns, modal, verb, noun, kept=modifiers)
    columns.deps[noun] = "nsubj"
    columns.tags[noun] = "NNP" if columns.words[noun][0].isupper() else "NN"
    columns.deps[modal], columns.tags[modal] = "aux", "MD"
    for j in modifiers:
        columns.deps[j] = "det"
    if columns.words[verb] == "down" and columns.heads[verb + 1] == verb and columns.deps[verb + 1] == "pobj":
        columns.deps[verb + 1] = "dobj"


def _mend_prospect(columns: Columns, first: int, i: int) -> None:
    """ "Are the talks about to collapse?": what is about to happen hangs on "about", and that on the verb."""
    start = max(first, i - LONGEST)
    verb = next((j for j in range(start, i) if columns.words[j].lower() in ("is", "are", "was", "were")), None)
    if verb is None:
        return
    for j in range(verb + 1, i):
        if columns.heads[j] == verb and columns.deps[j] == "attr":
            columns.deps[j] = "nsubj"
    if columns.deps[i] in ("prep", "amod", "advmod", "compound") and i not in _above(columns, verb):
        columns.heads[i], columns.deps[i] = verb, "acomp"
        columns.heads[i + 2], columns.deps[i + 2] = i, "xcomp"
        columns.heads[i + 1], columns.deps[i + 1] = i + 2, "aux"


def _mend_likely(columns: Columns, first: int, i: int) -> None:
    """ "Is a meeting likely before May?": an adjective behind its noun is what is asked of it."""
    noun = columns.heads[i]
    if columns.words[first].lower() in ("is", "are") and columns.deps[i] in ("amod", "advmod") and noun < i:
        columns.heads[i], columns.deps[i], columns.tags[i] = first, "acomp", "JJ"


def _above(columns: Columns, i: int) -> list[int]:
    found: list[int] = []
    while columns.heads[i] != i and len(found) < 40:
        i = columns.heads[i]
        found.append(i)
    return found
