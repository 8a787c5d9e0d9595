"""Sources: whose words a cue announces, as ranked candidates from the parse."""

from __future__ import annotations

from dataclasses import replace

from dragoman.reading.reading import Reading
from dragoman.statements.candidates import Source, is_complement
from dragoman.statements.cues import Cue, Kind
from dragoman.statements.lexicon import load_lexicon

SUBJECTS = ("nsubj", "csubj")
FINITE = frozenset(("VBD", "VBZ", "VBP"))
RELATIVES = frozenset(("who", "which", "that"))
# Labels of a verb that shares the subject of its head: "he left, saying …", "went on to say", "ended by saying".
SHARES_SUBJECT = frozenset(("advcl", "xcomp", "conj", "pcomp", "prep", "dep"))
# Each step away from the verb makes a subject less likely to be the speaker.
STEP = 0.1
CLIMB = 5
# Words a name with its titles and appositions may take between a quotation and its verb.
GAP = 40
# Pronouns that can only be subjects: behind "…, said" they speak, as "it" in "…, called it" does not.
SPEAKING_PRONOUNS = frozenset(("he", "she", "they", "i", "we"))
# Verbs whose passive tells what its subject holds: "Oslo is persuaded that …".
FELT = frozenset(("persuade", "convince", "satisfy", "reassure"))
# Dependents after a noun's comma or dash that are no part of the phrase that names the source.
ASIDES = frozenset(("advcl", "parataxis", "ccomp", "dep", "punct"))


def sources_of(reading: Reading, cue: Cue) -> list[Source]:
    """The candidates for the source of a cue, best first."""
    walk = {
        Kind.VERB: _of_verb,
        Kind.NOUN: _of_noun,
        Kind.ACCORDING: _of_according,
        Kind.VIEW: _of_view,
        Kind.COLON: _of_colon,
        Kind.ADVERB: _of_nobody,
    }[cue.kind]
    return sorted(walk(reading, cue), key=lambda source: -source.score)


def is_passive(reading: Reading, i: int) -> bool:
    """Whether verb ``i`` is passive: with its auxiliary, or a bare participle after a noun ("quoted as saying")."""
    if any(reading.deps[c] in ("auxpass", "nsubjpass") for c in reading.children[i]):
        return True
    if reading.tags[i] != "VBN":
        return False
    if reading.deps[i] in ("acl", "advcl") or reading.child(i, "agent") is not None:
        return reading.child(i, "aux", "nsubj") is None
    return reading.deps[i] == "conj" and not _has_own(reading, i) and is_passive(reading, reading.heads[i])


def _has_own(reading: Reading, i: int) -> bool:
    return any(reading.deps[c] in ("aux", "nsubj") for c in reading.children[i])


def _of_verb(reading: Reading, cue: Cue) -> list[Source]:
    i = cue.head
    if any("seeming" in row.takes for row in cue.rows):
        return [_phrase(reading, p, 1.0, "to-whom-it-seems") for p in _observers(reading, i)]
    if is_passive(reading, i):
        if reading.lemma(i) in FELT and (felt := reading.child(i, "nsubjpass")) is not None:
            return [_phrase(reading, felt, 1.0, "subject")]
        return [_phrase(reading, p, 1.0, "by-agent") for p in _agents(reading, i)]
    own = [c for c in reading.children[i] if reading.deps[c] in SUBJECTS]
    if reading.quote_of[i] < 0 and reading.tags[i] in FINITE and all(reading.quote_of[c] >= 0 for c in own):
        between = _between_quote_and_verb(reading, cue)
        if between:
            return between
    if own:
        # Of two subjects ("…," the minister said, where the quote's first noun hangs on "said") the nearest speaks.
        subject = min(own, key=lambda c: abs(c - i))
        rule = "subject" if subject < i else "inverted-subject"
        return [_phrase(reading, subject, 1.0, rule)]
    return [*_inverted(reading, i), *_shared(reading, i), *_nearest_name(reading, cue)]


def _observers(reading: Reading, i: int) -> list[int]:
    """ "To the envoy it seemed …"."""
    to = [c for c in reading.children_by(i, "prep") if reading.lower[c] == "to"]
    return [p for c in to for p in reading.children_by(c, "pobj")]


def _agents(reading: Reading, i: int) -> list[int]:
    return [p for by in reading.children_by(i, "agent") for p in reading.children_by(by, "pobj")]


def _inverted(reading: Reading, i: int) -> list[Source]:
    """ "…," said the minister, where the parser did not see a subject."""
    if i == 0 or reading.words[i - 1] not in (",", "”", '"', "''", "»", "?", "!"):
        return []
    after = [c for c in reading.children[i] if c > i and reading.deps[c] in ("attr", "dobj", "oprd", "npadvmod")]
    named = [
        c for c in after if reading.tags[c] in ("NNP", "NNPS", "NN", "NNS") or reading.lower[c] in SPEAKING_PRONOUNS
    ]
    return [_phrase(reading, named[0], 0.7, "inverted-subject")] if named else []


def _between_quote_and_verb(reading: Reading, cue: Cue) -> list[Source]:
    """ "“…,” the envoy, a former general, said": the words between, where the parser lost them in the quotation."""
    sentence = reading.sentence_of(cue.head)
    quoted = cue.first - 1
    while quoted >= sentence.start and reading.quote_of[quoted] < 0 and cue.first - quoted < GAP:
        quoted -= 1
    if quoted < sentence.start or reading.quote_of[quoted] < 0:
        return []
    first = quoted + 1
    while first < cue.first and not reading.words[first][0].isalnum():
        first += 1
    last = cue.first - 1
    while last > first and not reading.words[last][-1].isalnum():
        last -= 1
    head = first
    while (head < last and reading.tags[head] in ("DT", "JJ", "PRP$", "POS")) or (
        head < last and reading.tags[head][0] == "N" and reading.tags[head + 1][0] == "N"
    ):
        head += 1
    if any(reading.is_verb(j) for j in range(first, last + 1)):
        return []
    if first > last or not reading.is_nominal(head) or reading.tags[head] in ("DT", "CD"):
        return []
    return [Source(head, head, first, last, 0.8, "between-quote-and-verb")]


def _nearest_name(reading: Reading, cue: Cue) -> list[Source]:
    """ "In an interview on radio General Smith, the chairman, said": a subject taken into the phrase before."""
    i = cue.head
    if reading.tags[i] not in FINITE:
        return []
    for c in reversed(reading.children[i]):
        if c > i or reading.deps[c] != "prep":
            continue
        tokens = reading.subtree(c)
        if tokens[-1] + 1 < cue.first - 1:
            return []
        named = [t for t in tokens if _is_person(reading, t) and reading.deps[t] not in ("compound", "poss", "appos")]
        return [_without_outlet(reading, _phrase(reading, named[-1], 0.6, "nearest-name"))] if named else []
    return []


def _without_outlet(reading: Reading, source: Source) -> Source:
    """The phrase from its title or name on: "on the radio General Smith" is one compound to the parser."""
    first = source.first
    for j in range(source.first, source.head):
        mention = reading.mention_of[j]
        if mention is not None and mention.label != "PERSON":
            first = j + 1
    return replace(source, first=min(first, source.head))


def _is_person(reading: Reading, i: int) -> bool:
    mention = reading.mention_of[i]
    return mention is not None and mention.label == "PERSON"


def is_aside(reading: Reading, i: int) -> bool:
    """ "He said he would go, adding that …": a participle of saying after a comma tells what the speaker does."""
    if reading.tags[i] != "VBG" or reading.deps[i] != "advcl" or i == 0 or reading.words[i - 1] != ",":
        return False
    return any(not row.weak for row in load_lexicon().verbs.get(reading.lemma(i), ()))


def _shared(reading: Reading, i: int) -> list[Source]:
    """The subject of a verb that governs this one or that it is coordinated with."""
    score = 0.9
    above_clause = is_aside(reading, i)
    if above_clause:
        i = _speaking_verb_above(reading, i)
    for _ in range(CLIMB):
        label, head = reading.deps[i], reading.heads[i]
        if label == "ccomp" and above_clause:
            label, above_clause = "advcl", False
        if label in ("acl", "relcl") and reading.is_nominal(head):
            return [_phrase(reading, head, score, "noun-with-participle", without=i)]
        if label not in SHARES_SUBJECT or head == i:
            return []
        if label == "xcomp" and (controller := _object_control(reading, head, i)) is not None:
            return [_phrase(reading, controller, score - STEP, "object-of-governing-verb")]
        if label == "pcomp" and reading.deps[head] == "prep" and reading.is_nominal(reading.heads[head]):
            return []
        i = head
        subjects = [c for c in reading.children[i] if reading.deps[c] in (*SUBJECTS, "nsubjpass")]
        if subjects:
            return [_phrase(reading, subjects[-1], score, f"subject-shared-by-{label}")]
        score -= STEP
    return []


def _speaking_verb_above(reading: Reading, i: int) -> int:
    """The participle itself, or the clause that stands as content of the verb of saying it really belongs to."""
    head = reading.heads[i]
    while reading.deps[head] in ("conj", "xcomp", "advcl"):
        head = reading.heads[head]
    above = reading.heads[head]
    if reading.deps[head] == "ccomp" and above < head < i and reading.lemma(above) in load_lexicon().verbs:
        return head
    return i


def _object_control(reading: Reading, head: int, i: int) -> int | None:
    """ "asked him to say": the object speaks."""
    between = [c for c in reading.children[head] if head < c < i and reading.deps[c] in ("dobj", "dative")]
    return between[-1] if between else None


def _of_noun(reading: Reading, cue: Cue) -> list[Source]:
    i = cue.head
    found = [_phrase(reading, c, 1.0, "possessor") for c in reading.children_by(i, "poss")]
    for c in reading.children[i]:
        if reading.deps[c] == "prep" and reading.lower[c] in ("by", "from", "among", "of"):
            score = 0.5 if reading.lower[c] == "of" else 0.9
            found += [_giver(reading, p, score, f"noun-{reading.lower[c]}") for p in reading.children_by(c, "pobj")]
        elif reading.deps[c] == "agent" or (reading.deps[c] == "acl" and reading.tags[c] == "VBN"):
            by = c if reading.deps[c] == "agent" else reading.child(c, "agent")
            if by is not None:
                found += [_giver(reading, p, 0.9, "noun-by") for p in reading.children_by(by, "pobj")]
        elif reading.deps[c] in ("amod", "compound") and reading.mention_of[c] is not None:
            found.append(_phrase(reading, c, 0.6, "adjective-of-people"))
    return found + _maker(reading, i)


def _giver(reading: Reading, head: int, score: float, rule: str) -> Source:
    """Who gives the statement, without the clause that tells it."""
    told = next((c for c in reading.children[head] if is_complement(reading, c)), -1)
    return _phrase(reading, head, score, rule, without=told)


def _maker(reading: Reading, i: int) -> list[Source]:
    """ "He made a claim that …": who makes it."""
    verb = reading.heads[i]
    if reading.deps[i] != "dobj" or not reading.is_verb(verb) or reading.lemma(verb) not in load_lexicon().makes:
        return []
    return _of_verb(reading, Cue(verb, Kind.VERB, (), verb, verb))


def _of_according(reading: Reading, cue: Cue) -> list[Source]:
    heads = [p for c in reading.children_by(cue.head, "prep") for p in reading.children_by(c, "pobj")]
    return [_phrase(reading, p, 1.0, "according-to") for p in heads]


def _of_view(reading: Reading, cue: Cue) -> list[Source]:
    return [_phrase(reading, c, 1.0, "possessor") for c in reading.children_by(cue.head, "poss")]


def _of_colon(reading: Reading, cue: Cue) -> list[Source]:
    line = reading.text.rfind("\n", 0, reading.starts[cue.head]) + 1
    first = cue.head
    while first > 0 and reading.starts[first - 1] >= line:
        first -= 1
    if first == cue.head:
        return []
    last = cue.head - 1
    return [Source(last, last, first, last, 1.0, "label-before-colon")]


def _of_nobody(reading: Reading, cue: Cue) -> list[Source]:
    return []


def _phrase(reading: Reading, head: int, score: float, rule: str, without: int = -1) -> Source:
    first, last = phrase_of(reading, head, without)
    return Source(head, named_by(reading, head), first, last, score, rule)


def named_by(reading: Reading, head: int) -> int:
    """The token that names whom ``head`` means: for a relative pronoun the noun its clause hangs on."""
    if reading.lower[head] not in RELATIVES or reading.tags[head] not in ("WP", "WDT"):
        return head
    return next((reading.heads[a] for a in reading.ancestors(head) if reading.deps[a] == "relcl"), head)


def phrase_of(reading: Reading, head: int, without: int = -1) -> tuple[int, int]:
    """The first and last token of a noun phrase, ended before what a comma or dash sets apart from it.

    ``without`` is a dependent that ends the phrase too: the participle that is itself the cue.
    """
    first = last = head
    for c in reading.children[head]:
        if c == without:
            break
        if c > head and reading.deps[c] in ASIDES and (reading.deps[c] == "punct" or _is_set_apart(reading, c, head)):
            continue
        tokens = reading.subtree(c)
        first, last = min(first, tokens[0]), max(last, tokens[-1])
    while (
        last > head and not reading.words[last][-1].isalnum() and reading.words[last] not in (")", "]", "”", '"', "%")
    ):
        last -= 1
    while first < head and not reading.words[first][0].isalnum() and reading.words[first] not in ("“", '"', "$", "["):
        first += 1
    return first, last


def _is_set_apart(reading: Reading, c: int, head: int) -> bool:
    start = reading.subtree(c)[0]
    return start > 0 and reading.words[start - 1] in (",", "—", "–", "-", "--", "(")
