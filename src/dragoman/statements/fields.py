"""What a statement is: its form, its act, the hedges on it, how its content is put forward, and to whom."""

from __future__ import annotations

from dragoman.actors.cast import Cast
from dragoman.codes import Act, Form, Hedge, Modality
from dragoman.reading.reading import Reading
from dragoman.records import Actor
from dragoman.statements.cues import Kind
from dragoman.statements.decode import Attribution, governing_verbs
from dragoman.statements.lexicon import load_lexicon
from dragoman.statements.quotations import Quotations
from dragoman.statements.sources import is_passive
from dragoman.statements.speakers import FIRST_PERSON, HEARSAY, actor_of, author_of_text
from dragoman.statements.standing import denier_of, is_taken_as_given
from dragoman.statements.wording import load_wording

# Quoted share of a content's words from which it counts as verbatim: a stray "that" may stand outside the marks.
VERBATIM = 0.95
FIRST_VERBS = frozenset(("ccomp", "advcl", "acl", "ROOT", "parataxis", "xcomp", "relcl", "pcomp"))
REPORTING_PASSIVES = frozenset(
    ["say", "report", "quote", "rumor", "rumour", "allege", "claim", "believe", "understand"]
)
REFUSING = frozenset(("will", "would", "wo", "wouldn", "’ll", "'ll"))
FUTURE = frozenset(("will", "shall", "'ll", "’ll"))
QUESTIONS = frozenset(("who", "what", "which", "why", "how", "when", "where", "whom", "whose"))
CLAUSES = frozenset(("clause-after", "clause-before", "object"))
# What can be denied by rejecting it.
SAID_THINGS = frozenset(
    [
        *("accusation", "allegation", "assertion", "charge", "claim", "contention", "idea", "insinuation", "notion"),
        *("report", "story", "suggestion", "theory", "version", "account", "figure", "reading", "rumour", "rumor"),
    ]
)
CONDITIONS = frozenset(("if", "unless", "until", "till", "provided", "providing", "once", "otherwise"))
# Of these the word alone is enough; the others must open a clause.
FIRM = frozenset(("unless", "otherwise"))
# What a passive without a "by" says of how the reporter knows: "it is whispered", "is believed to".
WEIGHED = (
    dict.fromkeys(("whisper", "mutter", "murmur", "gossip", "bruit", "rumour", "rumor"), Hedge.RUMOURED)
    | dict.fromkeys(("believe", "think", "presume", "assume", "suppose", "suspect", "consider"), Hedge.INFERRED)
    | {"understand": Hedge.REPORTED}
)
TOLD = frozenset(["tell", "inform", "assure", "remind", "notify", "brief", "warn", "ask", "caution", "advise"])
# "The report says" points to a document that the text has named; "reports say" points to none.
POINTING = frozenset(("the", "this", "that", "these", "those"))
SELF = frozenset(("it", "they", "he", "she", "i", "we"))
GOING_TO = frozenset(("will", "would", "'ll", "’ll", "shall", "could"))


def form_of(reading: Reading, quotations: Quotations, found: Attribution) -> Form:
    """Verbatim, mixed or paraphrase, by the share of the content's words that stand in quotation marks."""
    words = [i for first, last in found.runs for i in range(first, last + 1) if reading.words[i][0].isalnum()]
    home = quotations.at[found.cue.head]
    quoted = sum(quotations.at[i] >= 0 and quotations.at[i] != home for i in words)
    if words and quoted >= VERBATIM * len(words):
        return Form.VERBATIM
    return Form.MIXED if quoted else Form.PARAPHRASE


def act_of(reading: Reading, found: Attribution) -> Act:
    """The act of the row, where the complement does not say otherwise."""
    act, rule = found.row.act, found.content.rule
    i = found.cue.head
    if act is Act.SAY and found.cue.kind is Kind.VERB and _will_not(reading, i):
        return Act.REFUSE
    if found.row.lemma in ("respond", "reply", "answer") and reading.is_negated(i):
        return Act.REFUSE
    if rule == "object" and found.row.lemma in ("reject", "dismiss", "dispute", "rebut", "refute"):
        return Act.DENY if _is_object_said(reading, i) else act
    if found.row.lemma in ("ask", "insist", "say", "suggest", "write") and _has_bare_clause(reading, i):
        return Act.DEMAND
    if (
        found.row.lemma == "want"
        and rule == "infinitive"
        and reading.child(i, "dobj") is None
        and _same_subject(reading, i)
    ):
        return Act.BELIEVE
    if found.row.lemma == "ask":
        return Act.DEMAND if _asks_for(reading, found) else Act.SAY
    if found.row.lemma in ("tell", "warn", "remind", "say") and rule == "infinitive" and found.source is not None:
        return Act.DEMAND
    if found.row.lemma == "warn" and (_threatens(reading, found) or _names_terms(reading, found)):
        return Act.THREATEN
    if found.row.lemma in ("insist", "maintain", "affirm") and _was_not(reading, found):
        return Act.DENY
    return act


def _asks_for(reading: Reading, found: Attribution) -> bool:
    """ "Asked for a list", "asked them to leave": something is wanted, not a question put."""
    first = found.runs[0][0]
    wanted = found.content.rule in ("infinitive", "object", "prepositional")
    return wanted or "for" in (reading.lower[first], reading.lower[first - 1])


def _will_not(reading: Reading, i: int) -> bool:
    """ "Would not say", "declined to say": who will not say so refuses."""
    if any(reading.lemma(above) in ("refuse", "decline") for above in governing_verbs(reading, i)[1:]):
        return True
    auxiliaries = [reading.lower[c] for c in reading.children_by(i, "aux")]
    return reading.is_negated(i) and any(aux in REFUSING for aux in auxiliaries)


def _is_object_said(reading: Reading, i: int) -> bool:
    """ "Rejected the claim", not "rejected the offer"."""
    objects = reading.children_by(i, "dobj", "nsubjpass")
    return any(reading.lemma(o) in SAID_THINGS for o in objects)


def _has_bare_clause(reading: Reading, i: int) -> bool:
    """ "Asked that the border be opened": a clause with a bare verb is wished for."""
    clause = next((c for c in reading.children_by(i, "ccomp") if c > i), None)
    if clause is None or reading.tags[clause] not in ("VB", "VBN", "JJ"):
        return False
    auxiliaries = [reading.lower[c] for c in reading.children[clause] if reading.deps[c] in ("aux", "auxpass")]
    mark = reading.child(clause, "mark")
    that = mark is not None and reading.lower[mark] == "that"
    return that and (auxiliaries == ["be"] or (reading.tags[clause] == "VB" and not auxiliaries))


def _same_subject(reading: Reading, i: int) -> bool:
    """ "Wants to go", not "wants him to go"."""
    clause = reading.child(i, "xcomp", "ccomp")
    return clause is not None and reading.child(clause, "nsubj", "nsubjpass") is None


def _threatens(reading: Reading, found: Attribution) -> bool:
    """ "Warned that it would respond": the speaker announces a deed of its own."""
    clause = reading.child(found.cue.head, "ccomp")
    if clause is None:
        return False
    subject = reading.child(clause, "nsubj")
    if subject is None or reading.lower[subject] not in SELF:
        return False
    return any(reading.lower[c] in GOING_TO for c in reading.children_by(clause, "aux"))


def _names_terms(reading: Reading, found: Attribution) -> bool:
    """ "Warned that the road would close unless …": what comes is in the speaker's hands."""
    words = {reading.lower[i] for first, last in found.runs for i in range(first, last + 1)}
    return not words.isdisjoint(("unless", "until")) and not words.isdisjoint(GOING_TO)


def _was_not(reading: Reading, found: Attribution) -> bool:
    """ "Insists that no shot was fired": the past is denied."""
    verb = _first_verb(reading, found)
    if verb is None or not any(
        reading.tags[c] in ("VBD", "VBN") for c in (verb, *reading.children_by(verb, "aux", "auxpass"))
    ):
        return False
    return denier_of(reading, verb) is not None


def hedge_of(reading: Reading, found: Attribution) -> Hedge:
    """How far the reporter stands behind the report: an adverb on the cue, the cue itself, or a hearsay source."""
    if found.row.hedge is not Hedge.NONE:
        return found.row.hedge
    if found.cue.kind is Kind.ADVERB:
        return found.row.hedge
    adverbs = load_lexicon().adverbs
    for verb in governing_verbs(reading, found.cue.head):
        for c in reading.children[verb]:
            if reading.tags[c] == "RB" and (hedge := adverbs.get(reading.lower[c])) is not None:
                return hedge
    if found.source is not None and reading.lower[found.source.head] in HEARSAY:
        return Hedge.RUMOURED
    if found.cue.kind is Kind.VERB and found.source is None and is_passive(reading, found.cue.head):
        weighed = WEIGHED.get(reading.lemma(found.cue.head))
        if weighed is not None:
            return weighed
    if found.cue.kind is Kind.VERB and _is_hearsay(reading, found):
        return Hedge.REPORTED
    return Hedge.NONE


def _is_hearsay(reading: Reading, found: Attribution) -> bool:
    i = found.cue.head
    if found.source is not None and reading.lower[found.source.head] in load_wording().hearsay:
        head = found.source.head
        named = any(reading.deps[c] in ("amod", "compound", "poss", "prep", "acl") for c in reading.children[head])
        return not named and not any(reading.lower[c] in POINTING for c in reading.children_by(head, "det"))
    if found.source is None:
        return is_passive(reading, i) and reading.lemma(i) in REPORTING_PASSIVES - {"believe", "understand"}
    # "He was quoted by state media as saying": the saying is reported by someone else.
    up = reading.heads[reading.heads[i]] if reading.deps[i] == "pcomp" else reading.heads[i]
    shared = found.source.rule.startswith("subject-shared")
    return shared and is_passive(reading, up) and reading.lemma(up) in REPORTING_PASSIVES


def modality_of(reading: Reading, found: Attribution) -> Modality:
    """How the content is put forward: asked, on a condition, as possible or as needed, or plainly."""
    wording = load_wording()
    first, last = found.runs[0][0], found.runs[-1][1]
    if _is_asked(reading, found):
        return Modality.ASKED
    if _is_conditional(reading, found):
        return Modality.CONDITIONAL
    verb = _first_verb(reading, found)
    if verb is None:
        return Modality.STATED
    beside = {reading.lower[c] for c in (verb, *reading.children[verb]) if first <= c <= last}
    if beside & wording.possible:
        return Modality.POSSIBLE
    if beside & wording.necessary or _has_to(reading, verb):
        return Modality.NECESSARY
    return Modality.STATED


def _is_asked(reading: Reading, found: Attribution) -> bool:
    """ "Asked whether", "would not say who", "The Review: Why now?"."""
    first, last = found.runs[0][0], found.runs[-1][1]
    if found.row.lemma in load_wording().asks and not _asks_for(reading, found):
        return not _has_bare_clause(reading, found.cue.head)
    opener = reading.lower[first] if reading.words[first][0].isalnum() else reading.lower[min(first + 1, last)]
    if opener == "whether":
        return True
    if found.cue.kind is Kind.VERB and opener in QUESTIONS and found.content.rule in CLAUSES:
        negated = reading.is_negated(found.cue.head) or _will_not(reading, found.cue.head)
        return negated or any(reading.lower[c] in FUTURE for c in reading.children_by(found.cue.head, "aux"))
    ends = [last, *(j for j in range(last + 1, min(last + 3, len(reading))) if not reading.words[j][0].isalnum())]
    marks = [j for j in ends if reading.words[j][-1] == "?"]
    if is_taken_as_given(reading, found.cue.head) and all(reading.quote_of[j] < 0 for j in marks):
        return False  # The question around it asks, not who is spoken of in it.
    return bool(marks) and reading.sentence_index[first] == reading.sentence_index[last]


def _is_conditional(reading: Reading, found: Attribution) -> bool:
    """ "If …", "unless …", "only if", "on condition that", "in exchange for": within the content."""
    for first, last in found.runs:
        for i in range(first, last + 1):
            word = reading.lower[i]
            if word in CONDITIONS and (word in FIRM or reading.deps[i] in ("mark", "prep", "advmod", "acl", "advcl")):
                if word == "if" and reading.deps[reading.heads[i]] == "ccomp":
                    continue  # "Asked if it would go".
                return True
            if word in ("condition", "exchange", "return") and i > first and reading.lower[i - 1] in ("on", "in"):
                following = reading.lower[i + 1] if i < last else ""
                if following in ("that", "for"):
                    return True
    return False


def _first_verb(reading: Reading, found: Attribution) -> int | None:
    """The verb of the first clause of a content: the one nearest to the root."""
    first, last = found.runs[0]
    for i in range(first, last + 1):
        inside = first <= reading.heads[i] <= last and reading.heads[i] != i
        if not inside and (reading.is_verb(i) or reading.tags[i] == "MD"):
            return i
    return next((i for i in range(first, last + 1) if reading.is_verb(i) and reading.deps[i] in FIRST_VERBS), None)


def _has_to(reading: Reading, verb: int) -> bool:
    head = reading.heads[verb]
    return any(
        reading.lower[i] in ("have", "has", "had", "needs", "need") and reading.child(i, "xcomp") is not None
        for i in (verb, head)
    )


def addressee_of(
    reading: Reading, cast: Cast, found: Attribution, enclosing: Actor | None, in_quote: bool
) -> Actor | None:
    """To whom it was said: the object of "told" or "urged", or a "to …" of a verb of saying.

    "Me" in a quotation is its speaker, elsewhere the author.
    """
    if found.cue.kind is not Kind.VERB:
        return None
    direct = _addressed(reading, found, found.cue.head)
    if direct is None:
        return None
    if reading.lower[direct] in FIRST_PERSON:
        return enclosing if in_quote else author_of_text(reading, direct)
    return actor_of(reading, cast, direct)


def _addressed(reading: Reading, found: Attribution, i: int) -> int | None:
    told = found.row.lemma in TOLD
    directed = told or (found.row.act is Act.DEMAND and found.content.rule == "infinitive")
    if directed and is_passive(reading, i) and found.source is None:
        return reading.child(i, "nsubjpass")
    for c in reading.children[i]:
        if c <= i or reading.is_verb(c):
            continue
        is_person = reading.is_nominal(c) and reading.tags[c] != "CD"
        given = directed or (found.row.act is Act.PROMISE and reading.deps[c] == "dative")
        if given and reading.deps[c] in ("dobj", "dative") and is_person and found.content.rule != "object":
            return c
        if reading.deps[c] in ("prep", "dative") and reading.lower[c] == "to" and "quote" in found.row.takes:
            pobj = reading.child(c, "pobj")
            if pobj is not None and not found.covers(pobj) and reading.is_nominal(pobj):
                return pobj
        if reading.deps[c] == "prep" and reading.lower[c] in ("on", "upon") and found.row.lemma == "call":
            return reading.child(c, "pobj")
    return None
