"""What somebody puts forward in a sentence: the view of a source, or the thing that a source blames or suspects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from dragoman.codes import Act, Status
from dragoman.explanations.evidence import Sources
from dragoman.explanations.lexicon import Views, views, wordings
from dragoman.explanations.stretches import FINITE, has_verb, without_edges
from dragoman.reading.reading import Reading
from dragoman.records import Statement

# Acts that say how things are; what is demanded, threatened or denied answers no "why".
VIEWS = frozenset((Act.SAY, Act.BELIEVE))
# Words at the head of a view by which it can be told to be none.
LEAD = 3
# Fewer words are no answer ("it", "so"), unless they are the thing blamed.
LEAST_WORDS = 3
# Words of a content before its "that" ("told me over this morning’s line that …").
INTRODUCED = 6
# Words of a view in which "there may be two reasons" announces answers instead of giving one.
ANNOUNCING = 8
BECAUSE = frozenset(("because", "out", "due", "owing", "from", "for", "thanks"))
# A turn in an interview is no view by itself; a noun ("the fear of …") has no source of its own.
OTHER_RULES = ("colon", "noun-clause", "noun-preposition")
NAMING_RULES = ("verb-object", "verb-prepositional")
REFUSING = frozenset(("to", "not", "n't", "n’t", "never"))
SOME = frozenset(("some", "others", "many", "few"))
NOBODY = frozenset(("nobody", "no", "none", "neither", "few"))
RELATIVES = frozenset(("WDT", "WP", "WP$"))
# Words between a verb of blaming and its answer ("attribute the change to the price of rice").
FAR = 12


class Kind(StrEnum):
    """How a source puts something forward: names a thing, believes, argues, claims, backs its word, cites or denies."""

    NAMED = "named"
    BELIEVED = "believed"
    ARGUED = "argued"
    CLAIMED = "claimed"
    BACKING = "backing"
    CITED = "cited"
    DENIED = "denied"


# Kinds that tell why, wherever they stand; what is only claimed may be told for its own sake.
TELLING = (Kind.NAMED, Kind.BELIEVED, Kind.ARGUED)


@dataclass(frozen=True, slots=True)
class View:
    """What a source puts forward: whose it is (an id, or its words; empty for a mere pronoun), where, and how.

    ``is_sourced`` tells what has a source in words from hearsay. ``whose`` is the statement on record, or else the head
    of the words that name the source.
    """

    speaker: str
    tokens: range
    kind: Kind = Kind.CLAIMED
    is_sourced: bool = True
    whose: Statement | int | None = None

    @property
    def is_own(self) -> bool:
        """Whether it may be an answer of its own."""
        return self.kind in (*TELLING, Kind.CLAIMED)


def views_in(reading: Reading, sentence: range, sources: Sources) -> list[View]:
    """The views put forward in a sentence, in text order; who tells of another's view does not hold it himself."""
    found = [view for s in sources.beginning_in(sentence) if (view := _stated(reading, sentence, s)) is not None]
    unsaid = [s for s in sources.beginning_in(sentence) if s.status is not Status.ASSERTED]
    left = {i for s in unsaid for i in reading.tokens_in(s.content[0])}
    for view in _unstated(reading, sentence, sources):
        # What is on record as not said is no view.
        if view.tokens.start in left:
            continue
        is_known = any(_is_same(view, other) for other in found)
        if not is_known or (view.kind is Kind.CITED and all(view.tokens.start != o.tokens.start for o in found)):
            found.append(view)
    inner = [v for v in found if not any(_is_told_in(reading, o, v) for o in found if o is not v)]
    return sorted(inner, key=lambda view: view.tokens.start)


def _is_same(view: View, other: View) -> bool:
    """Whether two views overlap, or name what can only be one thing ("blamed the mayor on the radio")."""
    if view.tokens.start in other.tokens or other.tokens.start in view.tokens:
        return True
    return view.kind is other.kind is Kind.NAMED and 0 < view.tokens.start - other.tokens.stop < LEAD


def _is_told_in(reading: Reading, inner: View, outer: View) -> bool:
    if inner.tokens.start not in outer.tokens or len(inner.tokens) >= len(outer.tokens):
        return False
    return inner.kind is Kind.NAMED or any(reading.is_verb(i) for i in inner.tokens)


# -- statements --------------------------------------------------------------------------------------------------------


def _stated(reading: Reading, sentence: range, statement: Statement) -> View | None:
    if statement.status is not Status.ASSERTED or statement.evidence.rule.startswith(OTHER_RULES):
        return None
    cue = [i for span in statement.cue for i in reading.tokens_in(span)]
    lemmas = {reading.lemma(i) for i in cue}
    content = reading.tokens_in(statement.content[0])
    if not content:
        return None
    speaker = _speaker(reading, statement)
    if speaker.split(" ")[0] in NOBODY:
        return None
    if statement.evidence.rule.startswith(NAMING_RULES) and not _has_clause(reading, content):
        named = _named(reading, cue, content, speaker)
        return replace(named, whose=statement) if named is not None else None
    is_denied = statement.act is Act.DENY or bool(lemmas & views().denying)
    # "He denies it": what is denied stands before.
    is_denied = is_denied or any(reading.lemma(j) in views().denying for j in content[:2])
    if not (is_denied or statement.act in VIEWS) or reading.lower[content.start] == "to":
        return None
    tokens = trimmed(reading, content, sentence)
    is_cause = reading.lower[content.start] in BECAUSE
    if not tokens or not (is_cause or _says_something(reading, tokens)):
        return None
    is_belief = statement.act is Act.BELIEVE and not lemmas & views().expecting
    explains = (
        is_cause or lemmas & views().arguing or views().explaining & set(reading.lower[tokens.start : tokens.stop])
    )
    kind = Kind.BELIEVED if is_belief else Kind.ARGUED if explains else Kind.CLAIMED
    if is_denied or lemmas & views().no_view:
        kind = Kind.DENIED if is_denied else Kind.BACKING
    return View(speaker, tokens, kind, bool(statement.source), statement)


def _has_clause(reading: Reading, content: range) -> bool:
    """Whether what stands behind a verb is said in a clause ("inclines to the view that …")."""
    return any(reading.lower[j] == "that" and reading.tags[j] == "IN" for j in content[:INTRODUCED])


def _named(reading: Reading, cue: list[int], content: range, speaker: str) -> View | None:
    table = views()
    lemma = next((reading.lemma(i) for i in cue if reading.is_verb(i)), reading.lemma(cue[0]) if cue else "")
    words = " ".join(reading.lower[i] for i in cue)
    if any(reading.lower[i] in table.ascribing for i in cue):
        content = _behind(reading, content, "to")
    elif lemma == "blame":
        content = _behind(reading, content, "on") or _before(reading, content, "for")
    elif lemma == "accuse":
        content = _before(reading, content, "of")
    elif lemma in table.citing:
        return View(speaker, without_edges(reading, content), Kind.CITED)
    elif not (
        any(reading.lemma(i) in table.naming for i in cue)
        or any(f"{lemma} {last}" in table.governed for last in words.split()[-2:])
    ):
        return None
    tokens = without_edges(reading, content)
    if not tokens or reading.tags[tokens.start] in ("PRP", *RELATIVES) or reading.lower[tokens[-1]] == "other":
        return None
    return View(speaker, tokens, Kind.NAMED)


def _behind(reading: Reading, content: range, word: str) -> range:
    # "A levy on transit goods" is one thing: only what hangs on the verb is meant.
    hangs = (j for j in content if reading.lower[j] == word and reading.deps[j] in ("prep", "dative"))
    k = next((j for j in hangs if word == "to" or reading.heads[j] not in content), None)
    return range(k + 1, content.stop) if k is not None else range(0)


def _before(reading: Reading, content: range, word: str) -> range:
    k = next((j for j in content if reading.lower[j] == word and reading.deps[j] == "prep"), content.stop)
    return range(content.start, k)


def _says_something(reading: Reading, tokens: range) -> bool:
    """Whether a view says something of its own: no scrap, no relative clause, nothing about the answers themselves."""
    if len(tokens) < LEAST_WORDS or any(reading.lower[i] in wordings().answers for i in tokens[:LEAD]):
        return False
    # "Tell your people to rest" orders something.
    if any(reading.tags[i] in RELATIVES for i in tokens[:3]) or reading.tags[tokens[0]] in (*FINITE, "VB"):
        return False
    if any(reading.lower[i] in wordings().announcing for i in tokens[:ANNOUNCING]):
        return False
    return has_verb(reading, tokens)


def _speaker(reading: Reading, statement: Statement) -> str:
    if statement.speaker is not None:
        return statement.speaker.id
    if len(statement.source) == 1 and reading.tags[reading.tokens_in(statement.source[0]).start] == "PRP":
        return ""
    return " ".join(span.text_of(reading.text).lower() for span in statement.source) or statement.id


def trimmed(reading: Reading, content: range, sentence: range) -> range:
    """The words of a view within its sentence, without "that" and the marks around it."""
    first, stop = max(content.start, sentence.start), min(content.stop, sentence.stop)
    for j in range(first, min(first + INTRODUCED, stop)):
        # "the view that …", "is that …": what introduces a view is no part of it.
        if reading.lower[j] == "that" and reading.tags[j] == "IN":
            first = j + 1
            break
    opening = reading.lower[first : first + 2]
    if opening[:1] == ["because"] or opening in (["due", "to"], ["owing", "to"], ["thanks", "to"]):
        first += 1 + (opening[1:] in (["of"], ["to"]))
    return without_edges(reading, range(first, stop))


# -- what the statements have not ----------------------------------------------------------------------------------


def _unstated(reading: Reading, sentence: range, sources: Sources) -> Iterator[View]:
    """Views by words that are seldom cues of speech: "holds that", "are convinced", "for Lima, …", "attribute … to"."""
    for kind, source, tokens in _offered(reading, sentence):
        stop = next((j for j in tokens if reading.words[j] == ";"), tokens.stop)
        words = without_edges(reading, range(tokens.start, stop))
        is_no_thing = words and (
            reading.tags[words.start] in ("PRP", *RELATIVES) or reading.lower[words[-1]] == "other"
        )
        if not words or (kind is Kind.NAMED and is_no_thing):
            continue
        if source is None:
            yield View("", words, kind)
        elif reading.lower[min(reading.subtree(source))] not in NOBODY:
            yield View(sources.speaker_at(source), words, kind, whose=source)


def _offered(reading: Reading, sentence: range) -> Iterator[tuple[Kind, int | None, range]]:
    table = views()
    for j in sentence:
        word = reading.lower[j]
        if word in table.holding_that or word in table.holding:
            yield from _held(reading, sentence, j, table)
        elif word in ("for", "in") and j in (sentence.start, sentence.start + 1):
            yield from _outlook(reading, sentence, j)
        first, kind = _thing_after(reading, sentence, j, table)
        source = _source_before(reading, sentence, j) if first is not None else None
        if first is None or reading.lower[j - 1] in REFUSING or (source is None and kind is Kind.NAMED):
            continue
        content = range(first, sentence.stop)
        if word.startswith("blame"):
            content = _behind(reading, content, "on") or _before(reading, content, "for")
        yield kind, source if kind is Kind.NAMED else None, content


def _thing_after(reading: Reading, sentence: range, j: int, table: Views) -> tuple[int | None, Kind]:
    """Where the thing begins that the word at ``j`` blames, hints at or cites."""
    word, after = reading.lower[j], reading.lower[min(j + 1, sentence.stop - 1)]
    if word in table.ascribing:
        within = range(j + 2, min(j + FAR, sentence.stop - 1))
        to = next((k for k in within if reading.lower[k] == "to" and reading.tags[k + 1] != "VB"), None)
        return (to + 1 if to is not None else None), Kind.NAMED
    if word in table.setting:
        within = range(j + 1, min(j + FAR, sentence.stop - 2))
        to = next((k for k in within if f"{reading.lower[k]} {reading.lower[k + 1]}" == table.setting[word]), None)
        return (to + 2 if to is not None else None), Kind.NAMED
    if word in table.governing and f"{table.governing[word]} {after}" in table.governed:
        return j + 2, Kind.NAMED
    if word in table.cited:
        return j + 1, Kind.CITED
    if word in table.blaming and reading.deps[j] not in ("dobj", "pobj"):
        return j + 1, Kind.NAMED
    return (j + 2 if word in table.seeing and after == "there" else None), Kind.NAMED


def _held(reading: Reading, sentence: range, j: int, table: Views) -> Iterator[tuple[Kind, int | None, range]]:
    source = _source_before(reading, sentence, j)
    if j + LEAST_WORDS >= sentence.stop or source is None or reading.tags[j] in ("DT", "IN"):
        return
    after, first = reading.lower[j + 1], j + 1
    if after == "of":
        # "Are convinced of something else: …".
        first = next((k for k in sentence if k > j and reading.words[k] == ":"), sentence.stop)
    elif after == "that" and reading.tags[first] != "DT":
        first += 1
    elif reading.lower[j] not in table.holding or after in ("by", ".", ",", "to"):
        return
    tokens = range(first, sentence.stop)
    if (
        reading.lower[j - 1] not in REFUSING
        and reading.tags[j - 1] != "MD"
        and (len(tokens) > LEAST_WORDS or has_verb(reading, tokens))
    ):
        yield Kind.BELIEVED, source, tokens


def _outlook(reading: Reading, sentence: range, j: int) -> Iterator[tuple[Kind, int | None, range]]:
    """ "For Lima, the boat was fishing": a clause behind the name of one whose outlook it is."""
    comma = next((k for k in range(j + 2, min(j + FAR, sentence.stop)) if reading.words[k] == ","), None)
    if comma is None or reading.deps[j] != "prep":
        return
    between = range(j + 1, comma)
    whose = reading.lower[j + 1] in ("their", "his", "her", "its")
    if reading.lower[j] == "for":
        is_outlook = all(reading.tags[k] in ("NNP", "NNPS", "DT", "POS") for k in between)
    else:
        is_outlook = any(reading.lower[k] in views().outlook for k in between[:3])
        is_outlook = is_outlook and (whose or any(reading.lower[k] in ("of", "'s", "’s") for k in between))
    first = comma + 1
    if first + 1 < sentence.stop and reading.lower[first] in ("however", "though"):
        first += 1
    tokens = range(first, sentence.stop)
    if is_outlook and has_verb(reading, tokens):
        yield (Kind.BACKING, None, tokens) if whose else (Kind.BELIEVED, _holder(reading, between), tokens)


def _holder(reading: Reading, between: range) -> int:
    """Whose outlook it is: what hangs on "of" or stands before "’s", else the last name."""
    of = next((k for k in between if reading.lower[k] == "of"), None)
    below = reading.child(of, "pobj") if of is not None else None
    return (
        below if below is not None else next((k for k in between if reading.deps[k] in ("poss", "pobj")), between[-1])
    )


def _source_before(reading: Reading, sentence: range, j: int) -> int | None:
    """The subject that stands before a cue: the nearest noun or pronoun that is one."""
    for k in range(j - 1, max(j - FAR, sentence.start) - 1, -1):
        if reading.words[k] in (";", ":"):
            return None
        if reading.deps[k] in ("nsubj", "nsubjpass") or reading.lower[k] in SOME:
            return k
    # "The police blame smugglers" may be read as one long name.
    is_name = 0 < j - sentence.start < LEAD + 1 and all(reading.is_nominal(k) for k in range(sentence.start + 1, j))
    return j - 1 if is_name else None
