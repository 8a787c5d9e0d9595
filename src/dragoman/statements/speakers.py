"""Speakers: who a source is, and how well the text identifies it.

The source is the mention as it stands; the speaker is whom it means. Where that cannot be told the speaker stays
unknown, and what a reader would have expected is noted in the margin.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.actors.cast import Cast
from dragoman.actors.tables import fold
from dragoman.codes import SourceGrade
from dragoman.reading.coreference import antecedent_of, name_of_person, rivals_of, surname_of
from dragoman.reading.genders import gender_of_given_name
from dragoman.reading.reading import Reading
from dragoman.records import Actor, Evidence, make_id
from dragoman.statements.candidates import Source
from dragoman.statements.grading import BODILY, PRONOUNS, grade_of_noun, is_common, may_speak, things
from dragoman.statements.homeland import seated_at, with_country
from dragoman.statements.papers import author_of

FIRST_PERSON = frozenset(("i", "we", "me", "us", "my", "our", "myself", "ourselves"))
SEVERAL = frozenset(("we", "us", "our", "ourselves"))
QUANTITIES = frozenset(
    [
        *(
            "some",
            "many",
            "most",
            "several",
            "few",
            "one",
            "both",
            "all",
            "none",
            "half",
            "majority",
            "percent",
            "cent",
        ),
        *("chorus", "handful", "dozens", "hundreds", "thousands", "scores", "number", "couple"),
    ]
)
NOBODY = frozenset(
    ("nobody", "nothing", "none", "anybody", "anyone", "somebody", "someone", "everybody", "everyone", "one", "no")
)
SEXES = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}
# Talk that nobody in particular spreads.
HEARSAY = frozenset(("rumour", "rumours", "rumor", "rumors", "gossip", "hearsay", "talk", "whispers"))
# What a name and the noun before it are made of ("the retired judge N N").
NAMING = frozenset(("NNP", "HYPH", "DT", "JJ", "NN", "."))
# Rules of the cast that know somebody by the phrase alone, so that an earlier mention may tell more.
BY_PHRASE = frozenset(("agent-phrase", "described"))


def speakers_of(
    reading: Reading, cast: Cast, source: Source | None, enclosing: Actor | None, in_quote: bool
) -> tuple[Actor, ...]:
    """Who speaks, several where the source names several. First person in a quotation is its speaker; outside one it
    is the author, known where the document has a byline."""
    if source is None:
        return ()
    if reading.lower[source.who] in FIRST_PERSON:
        first = _first_person(reading, source.who, enclosing) if in_quote else None
        speaker = author_of_text(reading, source.who) if not in_quote else first
        return (speaker,) if speaker is not None else ()
    who = _bound(reading, source.who)
    named = _named_within(reading, cast, source)
    if named is not None:
        return (named,)
    found: dict[str, Actor] = {}
    for each in _coordinated(reading, source, _partitive(reading, who)):
        actor = actor_of(reading, cast, each)
        if actor is not None:
            found.setdefault(actor.id, actor)
    return tuple(found.values())


def _first_person(reading: Reading, who: int, enclosing: Actor | None) -> Actor | None:
    """ "I" is who is quoted; "we" is the body that is quoted, or, from a single person, people one cannot tell."""
    if enclosing is None or reading.lower[who] not in SEVERAL or _is_body(enclosing):
        return enclosing
    why = f"for whom {enclosing.name} says “{reading.words[who]}” is not told"
    reading.doubt("statements", reading.span(who, who), "who-are-we", why)
    return None


def _is_body(actor: Actor) -> bool:
    """Whether an actor is several by itself: a country, a body with a name, or a noun for one."""
    if actor.person:
        return False
    return actor.evidence.rule not in BY_PHRASE or is_common(actor.name.split()[-1].lower())


def author_of_text(reading: Reading, who: int) -> Actor | None:
    """Whom "I" means outside quotation marks: the person in the byline."""
    name = (reading.document.byline or "").strip()
    if reading.lower[who] in SEVERAL or not name:
        return None
    evidence = Evidence(reading.span(who, who), "byline", f"“{reading.words[who]}” is the author, {name}")
    return Actor(make_id("ac", "person", fold(name)), name, None, None, None, None, None, True, evidence)


def _coordinated(reading: Reading, source: Source, who: int) -> list[int]:
    """The heads of a source that names several: "Bern and Oslo", "the minister and two deputies"."""
    if reading.tags[who] in PRONOUNS:
        return [who]
    inside = [i for i in reading.conjuncts(who) if i == who or source.first <= i <= source.last]
    return [i for i in inside if i == who or _stands_alone(reading, i, who)]


def _stands_alone(reading: Reading, i: int, first: int) -> bool:
    """Whether a conjunct is somebody of its own, not a second title ("the founder and chairman of X")."""
    if reading.tags[i] in ("NNP", "NNPS", "NNS"):
        return True
    return any(reading.deps[c] in ("det", "poss", "nummod") for c in reading.children[i])


def actor_of(reading: Reading, cast: Cast, who: int) -> Actor | None:
    """The actor that token ``who`` means, or ``None`` for things, for nobody, and where one cannot tell."""
    if reading.tags[who] in PRONOUNS:
        meant = cast.one(who)
        if meant is None or meant.evidence.rule == "coreference":
            meant = _referred(reading, cast, who)
        return meant
    if reading.lower[who] in NOBODY | HEARSAY or _denied(reading, who):
        return None
    actor = cast.one(who)
    if (actor is None or not actor.person) and reading.tags[who][0] == "N" and reading.lemma(who) in things():
        author = author_of(reading, who)
        return actor_of(reading, cast, author) if author is not None and author != who else None
    if (actor is None or actor.evidence.rule in BY_PHRASE) and (earlier := _referred(reading, cast, who)) is not None:
        return earlier
    if actor is not None and actor.evidence.rule in BODILY and (bearer := surname_of(reading, who)) is not None:
        # "Jordan said", where the text speaks of a Jim Jordan.
        actor = _person_from(reading, bearer.start, bearer.end - 1, who)
    if actor is None:
        actor = seated_at(reading, who)
    if actor is None or not (actor.person or actor.country):
        actor = _person_named(reading, who) or actor or _unmarked_name(reading, who)
    if actor is None and may_speak(reading, who):
        actor = cast.described(who)
    return with_country(reading, cast, actor, who) if actor is not None else None


def toactor_of(reading: Reading, cast: Cast, i: int) -> Actor | None:
    """Whom the words at token ``i`` mean as someone spoken to."""
    return actor_of(reading, cast, i)


def _denied(reading: Reading, who: int) -> bool:
    """ "No minister said": nobody speaks."""
    return any(reading.lower[c] == "no" and reading.deps[c] == "det" for c in reading.children[who])


def _referred(reading: Reading, cast: Cast, who: int) -> Actor | None:
    """Whom a pronoun or "the official" takes up, by name or by the words he was brought in with."""
    j = antecedent_of(reading, who)
    if j is None or j == who or cast.is_town_for(who, j):
        return None
    actor = cast.one(j)
    if actor is None or not actor.person:
        actor = _person_named(reading, j) or actor or (cast.described(j) if reading.tags[j][0] == "N" else None)
    if actor is None or _is_other_sex(reading.lower[who], actor):
        return None
    why = f"“{reading.words[who]}” refers to “{reading.words[j]}”; {actor.evidence.why}"
    span = reading.span(who, who) if reading.tags[who] in PRONOUNS else reading.noun_phrase(who)
    return replace(actor, evidence=Evidence(span, "coreference", why))


def _is_other_sex(pronoun: str, actor: Actor) -> bool:
    """Whether a given name shows that "she" cannot be this man: two of one surname were taken for one."""
    wanted = SEXES.get(pronoun)
    known = gender_of_given_name(actor.name.split()[0]) if actor.person and wanted else None
    return known is not None and known != wanted


def _person_named(reading: Reading, i: int) -> Actor | None:
    """The person whose name stands at token ``i`` where only a title or a role beside it shows that it is one."""
    mention = name_of_person(reading, i) if reading.words[i][0].isupper() else None
    return _person_from(reading, mention.start, mention.end - 1, i) if mention is not None else None


def _unmarked_name(reading: Reading, i: int) -> Actor | None:
    """A name that nobody marked, without an article: "Vardo-Lenk says"; not a word for a body with a capital."""
    mention = reading.mention_of[i]
    if reading.tags[i] != "NNP" or (mention is not None and mention.label != "PERSON") or reading.child(i, "det"):
        return None
    if is_common(reading.lower[i]) or not reading.words[i][0].isupper() or reading.words[i].isupper():
        return None
    first = i
    while first > 0 and reading.heads[first - 1] == i and reading.tags[first - 1] in ("NNP", "HYPH"):
        first -= 1
    return _person_from(reading, first, i, i)


def _person_from(reading: Reading, first: int, last: int, i: int) -> Actor:
    name = reading.span(first, last).text_of(reading.text)
    evidence = Evidence(reading.span(i, i), "named-beside-role", f"what stands beside “{name}” shows a person")
    return Actor(make_id("ac", "person", fold(name)), name, None, None, None, None, None, True, evidence)


def _named_within(reading: Reading, cast: Cast, source: Source) -> Actor | None:
    """ "A schoolmaster of the place, N N,": the name set beside the noun, whatever the parser hangs it on."""
    if reading.tags[source.who] != "NN":
        return None
    for i in range(source.last, source.first, -1):
        mention = reading.mention_of[i]
        if reading.tags[i] != "NNP" or (mention is not None and mention.label not in ("PERSON", "ORG")):
            continue
        first = i
        while first - 1 > source.first and reading.words[first - 1] not in (",", "(", "–", "—"):
            first -= 1
        if first - 1 <= source.who or reading.words[first - 1] not in (",", "–", "—"):
            return None
        if any(reading.tags[j] not in NAMING or reading.deps[j] in ("cc", "prep") for j in range(first, i + 1)):
            return None
        actor = cast.one(i)
        if actor is not None and actor.person:
            return actor
        if mention is None and i - first > 0 and all(reading.tags[j] in ("NNP", "HYPH") for j in range(first, i + 1)):
            return _person_named(reading, i) or _person_from(reading, first, i, i)
        return _person_named(reading, i)
    return None


def _bound(reading: Reading, who: int) -> int:
    """ "Asked Iran to drop its refusal": a possessive is bound by the subject of its own clause."""
    if reading.tags[who] != "PRP$":
        return who
    for above in reading.ancestors(who):
        if reading.is_verb(above):
            subject = reading.child(above, "nsubj")
            governor = reading.heads[above]
            if subject is None and reading.deps[above] == "xcomp":
                between = [c for c in reading.children_by(governor, "dobj") if governor < c < above]
                subject = between[-1] if between else None
            return subject if subject is not None and reading.tags[subject] != "PRP" else who
    return who


def _partitive(reading: Reading, who: int) -> int:
    """ "Some of the allies": the allies are who speaks."""
    if reading.lower[who] not in QUANTITIES and reading.tags[who] != "CD":
        return who
    of = next((c for c in reading.children_by(who, "prep") if reading.lower[c] == "of"), None)
    named = reading.child(of, "pobj") if of is not None else None
    return named if named is not None else who


def grade_of(reading: Reading, source: Source | None, speaker: Actor | None) -> SourceGrade:
    """Named person, office or institution, anonymous but described, anonymous and bare, or none."""
    if source is None:
        return SourceGrade.NONE
    if speaker is not None and speaker.person:
        return SourceGrade.NAMED
    if reading.lower[source.who] in HEARSAY:
        return SourceGrade.NONE
    who, word = source.who, reading.lower[source.who]
    if word in FIRST_PERSON:
        return _grade_of_first_person(word, speaker)
    if reading.tags[who] in PRONOUNS:
        meant = antecedent_of(reading, who)
        if meant is None:
            return _grade_unresolved(reading, who)
        who = meant
    if _names_person(reading, who):
        return SourceGrade.NAMED
    return grade_of_noun(reading, who, speaker)


def _grade_of_first_person(word: str, speaker: Actor | None) -> SourceGrade:
    if speaker is None:
        return SourceGrade.ANONYMOUS_DESCRIBED if word in SEVERAL else SourceGrade.NONE
    return SourceGrade.OFFICE if word in SEVERAL else SourceGrade.ANONYMOUS_DESCRIBED


def _grade_unresolved(reading: Reading, who: int) -> SourceGrade:
    """ "He", where two compete, is a named man if both are; "they" are people, "it" is a body."""
    if reading.lower[who] == "it":
        return SourceGrade.OFFICE
    if reading.lower[who] not in ("he", "she", "his", "her"):
        return SourceGrade.ANONYMOUS_DESCRIBED
    rivals = rivals_of(reading, who)
    if not rivals:
        return SourceGrade.NONE  # Nobody can tell who he is.
    return SourceGrade.NAMED if any(rivals) else SourceGrade.ANONYMOUS_DESCRIBED


def _names_person(reading: Reading, who: int) -> bool:
    mention = reading.mention_of[who]
    if mention is not None and mention.label == "PERSON":
        return True
    # "The spokesman, Ivan Petrenko, said": the apposition names the man.
    apposed = [c for c in reading.children[who] if reading.deps[c] == "appos"]
    return any((m := reading.mention_of[c]) is not None and m.label == "PERSON" for c in apposed)
