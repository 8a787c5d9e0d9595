"""Coreference by rule: the mention that a pronoun, a relative or "the minister" refers to.

Precise over broad: where two people compete equally there is no answer. All links of a reading are made in one pass in
text order, so that a chain of pronouns carries its person along. "I" and "we" are not looked at: who speaks inside a
quotation is for the finder of statements to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

from dragoman.reading.genders import EITHER, gender_of_given_name, gender_of_noun, gender_of_title
from dragoman.reading.persons import named_people
from dragoman.reading.reading import Mention, Reading

MASCULINE = frozenset(("he", "him", "his", "himself"))
FEMININE = frozenset(("she", "her", "hers", "herself"))
PLURAL = frozenset(("they", "them", "their", "theirs", "themselves"))
NEUTER = frozenset(("it", "its", "itself"))
REFLEXIVE = frozenset(("himself", "herself", "itself", "themselves"))
RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
GENDER = dict.fromkeys(MASCULINE, "m") | dict.fromkeys(FEMININE, "f")
SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))
FRONTED = frozenset(("advcl", "prep", "acl", "npadvmod", "pcomp"))
PLACES = frozenset(("GPE", "LOC", "FAC"))
COLLECTIVE = frozenset(("ORG", "GPE", "NORP"))
# How many sentences back a pronoun may reach.
REACH = 2
# How many sentences somebody without a name is remembered.
FAINT = 1
# The best person must beat the next by this much, or there is no answer; weights below are on the same scale and were
# set together on the news and interview part of GUM.
MARGIN = 10
BACK = 32
SUBJECT = 34
MAIN = 12
OBJECT = 8
POSSESSIVE = 4
NAMED = 14
UNSEXED = 10
OTHER_SIDE = 25


@dataclass(frozen=True, slots=True)
class Person:
    """A mention that can be he or she: its head token and that of the words it goes back to, m, f or x, the key all
    mentions of one person share, by name or not."""

    head: int
    origin: int
    gender: str
    key: str
    named: bool


def antecedent_of(reading: Reading, i: int) -> int | None:
    """The head token of the mention that token ``i`` refers to; ``None`` where there is none or two compete."""
    word = reading.lower[i]
    if word in RELATIVE:
        return _relative(reading, i)
    if word in GENDER or word in PLURAL or word in NEUTER:
        return _links_of(reading).of(i)
    if reading.tags[i] in ("NN", "NNP"):
        return _introduced(reading, i)
    return None


def mention_head(reading: Reading, mention: Mention) -> int:
    """The token of a name on which the others hang."""
    heads = reading.heads
    outside = [
        i for i in range(mention.start, mention.end) if heads[i] == i or not mention.start <= heads[i] < mention.end
    ]
    named = [i for i in outside if reading.tags[i] not in ("POS", "IN", "DT", "TO", "CC", "'")]
    return (named or outside)[-1 if mention.label == "PERSON" else 0]


# -- relative pronouns and nouns ---------------------------------------------------------------------------------


def _relative(reading: Reading, i: int) -> int | None:
    if reading.tags[i] not in ("WP", "WDT", "WP$"):
        return None
    for above in reading.ancestors(i):
        if reading.deps[above] == "relcl" and reading.heads[above] < i:
            return _modified(reading, i, reading.heads[above])
        if reading.deps[above] in ("ccomp", "advcl", "ROOT"):
            return None
    return None


def _modified(reading: Reading, i: int, noun: int) -> int:
    """The noun a relative clause is about: of "a diplomat in Geneva who …" the diplomat, since a place is no who."""
    mention = reading.mention_of[noun]
    if reading.lower[i] == "who" and mention is not None and mention.label in PLACES and reading.deps[noun] == "pobj":
        above = reading.heads[reading.heads[noun]]
        if reading.tags[above] in ("NN", "NNS", "NNP", "NNPS"):
            return above
    return noun


def _introduced(reading: Reading, i: int) -> int | None:
    """ "the minister" → the last named person whose title or apposition has that noun."""
    if not any(reading.lower[c] == "the" for c in reading.children[i]):
        return None
    if any(reading.deps[c] in ("amod", "compound", "poss", "prep", "relcl", "appos") for c in reading.children[i]):
        return None
    found = _links_of(reading).by_title.get(reading.lower[i], [])
    before = [head for head in found if head < i]
    return before[-1] if before else None


# -- people of a document ----------------------------------------------------------------------------------------


class _Links:
    """The people of a reading by sentence, and whom each pronoun in it means."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.by_title: dict[str, list[int]] = {}
        self.people: list[list[Person]] = [[] for _ in reading.sentences]
        self.links: dict[int, int | None] = {}
        self._find_people()
        self._done = False

    def of(self, i: int) -> int | None:
        if not self._done:
            self._done = True
            self._link()
        return self.links.get(i)

    def _find_people(self) -> None:
        reading = self.reading
        names = named_people(reading)
        sexes: dict[str, str] = {}
        for mention in names:
            key = _key_of(reading, mention)
            sex = _gender_of_name(reading, mention)
            if sex != EITHER and key:
                sexes.setdefault(key, sex)
        for mention in names:
            key = _key_of(reading, mention)
            if not key:
                continue
            head = mention_head(reading, mention)
            own = _gender_of_name(reading, mention)
            person = Person(head, head, sexes.get(key, EITHER) if own == EITHER else own, key, True)
            self.people[reading.sentence_index[head]].append(person)
            for noun in _title_nouns(reading, mention, head):
                self.by_title.setdefault(reading.lower[noun], []).append(head)
        self._find_nouns()

    def _find_nouns(self) -> None:
        reading = self.reading
        for i, tag in enumerate(reading.tags):
            if tag != "NN" or reading.deps[i] in ("compound", "amod", "attr", "appos", "nmod"):
                continue
            sex = gender_of_noun(reading.lower[i])
            if sex is None or reading.mention_of[i] is not None or reading.child(i, "appos") is not None:
                continue
            name = _introduced_before(self, i)
            key = name.key if name else f"{i}"
            gender = name.gender if name and sex == EITHER else sex
            self.people[reading.sentence_index[i]].append(
                Person(i, name.origin if name else i, gender, key, name is not None)
            )

    def _link(self) -> None:
        reading = self.reading
        for i, word in enumerate(reading.lower):
            if word in GENDER:
                self._link_person(i, GENDER[word])
            elif word in PLURAL:
                self.links[i] = _plural(reading, i)
            elif word in NEUTER:
                self.links[i] = _neuter(reading, i)

    def _link_person(self, i: int, gender: str) -> None:
        person = _best(self, i, gender)
        self.links[i] = person.origin if person else None
        if person is not None:
            self.people[self.reading.sentence_index[i]].append(
                Person(i, person.origin, gender, person.key, person.named)
            )


_LINKS: WeakKeyDictionary[Reading, _Links] = WeakKeyDictionary()


def _links_of(reading: Reading) -> _Links:
    links = _LINKS.get(reading)
    if links is None:
        links = _LINKS[reading] = _Links(reading)
    return links


def _key_of(reading: Reading, mention: Mention) -> str:
    """The surname, in lower case: what all mentions of one person share."""
    words = [i for i in range(mention.start, mention.end) if reading.words[i][0].isalpha() and reading.tags[i] != "POS"]
    while words and reading.lower[words[-1]].rstrip(".") in ("jr", "sr", "ii", "iii"):
        words.pop()
    return reading.lower[words[-1]] if words else ""


def _gender_of_name(reading: Reading, mention: Mention) -> str:
    for i in range(max(mention.start - 2, 0), mention.start):
        sex = gender_of_title(reading.words[i])
        if sex and (i == mention.start - 1 or reading.tags[mention.start - 1] == "NNP"):
            return sex
    first = reading.words[mention.start]
    sex = gender_of_title(first)
    if sex is None and mention.end - mention.start > 1:
        sex = gender_of_given_name(first)
    if sex is None:
        head = mention_head(reading, mention)
        nouns = (gender_of_noun(reading.lower[noun]) for noun in _title_nouns(reading, mention, head))
        sex = next((found for found in nouns if found in ("m", "f")), None)
    return sex or EITHER


def _title_nouns(reading: Reading, mention: Mention, head: int) -> list[int]:
    """The nouns that say what a named person is: before the name, or in apposition to it."""
    found = [
        i
        for i in range(max(mention.start - 3, 0), mention.end)
        if gender_of_noun(reading.lower[i]) and (reading.heads[i] == head or i == mention.start - 1)
    ]
    found.extend(c for c in reading.children[head] if reading.deps[c] == "appos")
    if reading.deps[head] == "appos":
        found.append(reading.heads[head])
    return [i for i in found if gender_of_noun(reading.lower[i])]


def _introduced_before(links: _Links, i: int) -> Person | None:
    head = _introduced_head(links, i)
    if head is None:
        return None
    return next((p for p in links.people[links.reading.sentence_index[head]] if p.head == head), None)


def _introduced_head(links: _Links, i: int) -> int | None:
    reading = links.reading
    children = reading.children[i]
    if not any(reading.lower[c] == "the" for c in children) or any(
        reading.deps[c] in ("amod", "compound", "poss", "prep", "relcl") for c in children
    ):
        return None
    before = [head for head in links.by_title.get(reading.lower[i], []) if head < i]
    return before[-1] if before else None


# -- choosing ----------------------------------------------------------------------------------------------------


def _best(links: _Links, i: int, gender: str) -> Person | None:
    reading = links.reading
    if reading.lower[i] in REFLEXIVE:
        return _subject_person(links, i)
    ahead = _cataphor(links, i, gender)
    here = reading.sentence_index[i]
    scores: dict[str, tuple[float, Person]] = {}
    barred = _co_arguments(reading, i)
    speakers = _speakers(links, i)
    for back in range(min(REACH, here) + 1):
        for person in links.people[here - back]:
            if person.head >= i or not _agrees(person.gender, gender) or person.head in barred:
                continue
            if person.key in speakers or _is_faint(reading, person, here):
                continue
            score = _salience(reading, i, person, gender) - BACK * back
            if person.key not in scores or score > scores[person.key][0]:
                scores[person.key] = (score, person)
    if ahead is not None:
        return ahead if not any(p.key == ahead.key for _, p in scores.values()) else scores[ahead.key][1]
    ranked = sorted(scores.values(), key=lambda pair: -pair[0])
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN):
        return None
    return ranked[0][1]


def _is_faint(reading: Reading, person: Person, here: int) -> bool:
    """Whether somebody without a name ("a witness", "his sister") was named too far back to be meant still."""
    if person.named:
        return False
    away = here - reading.sentence_index[person.origin]
    return away > (0 if reading.child(person.origin, "poss") is not None else FAINT)


def _speakers(links: _Links, i: int) -> set[str]:
    """The keys of those who say the words around token ``i``: nobody calls himself "he"."""
    reading = links.reading
    index = reading.quote_of[i]
    if index < 0:
        return set()
    quoted = reading.tokens_in(reading.quotes[index].inner)
    first, last = (reading.sentence_index[j] for j in (quoted.start, max(quoted.start, quoted.stop - 1)))
    return {
        person.key
        for sentence in range(first, min(last, first + REACH) + 1)
        for person in links.people[sentence]
        if reading.quote_of[person.head] < 0 and _saying(reading, person.head)
    }


def _saying(reading: Reading, head: int) -> bool:
    """Whether a mention is subject, itself or through its apposition, of the verb of a clause."""
    if reading.deps[head] == "appos":
        head = reading.heads[head]
    return reading.deps[head] in SUBJECTS


def _agrees(known: str, wanted: str) -> bool:
    return known in (wanted, EITHER)


def _salience(reading: Reading, i: int, person: Person, gender: str) -> float:
    head = person.head
    score = 0.0
    dep = reading.deps[head]
    if dep == "appos" and reading.deps[reading.heads[head]] in SUBJECTS:
        # "The minister, General N, said": N is the subject.
        head = reading.heads[head]
        dep = "nsubj"
    if dep == "conj" and reading.deps[reading.heads[head]] in SUBJECTS:
        dep = "nsubj"
    if dep in SUBJECTS:
        score += SUBJECT + (MAIN if reading.heads[reading.heads[head]] == reading.heads[head] else 0)
    elif dep in ("dobj", "dative", "appos", "attr"):
        score += OBJECT
    elif dep == "poss":
        score += POSSESSIVE
    if person.named:
        score += NAMED
    if person.gender == EITHER:
        score -= UNSEXED if person.named else 2 * UNSEXED
    if reading.quote_of[head] != reading.quote_of[i]:
        score -= OTHER_SIDE
    return score - (i - head) * 0.1


def _co_arguments(reading: Reading, i: int) -> set[int]:
    """The tokens that a plain pronoun cannot mean: the other arguments of its own verb, and the noun it belongs to."""
    head = reading.heads[i]
    if reading.deps[i] == "poss":
        barred = {head}
        if reading.deps[head] == "appos":
            # "Ms Berg, his wife": not Berg.
            barred.add(reading.heads[head])
        barred.update(c for c in reading.children[head] if reading.deps[c] == "appos")
        return barred
    if reading.deps[i] == "pobj":
        head = reading.heads[head]
    if not reading.is_verb(head) and reading.tags[head] != "MD":
        return set()
    return {c for c in reading.children[head] if reading.deps[c] in ("nsubj", "nsubjpass", "dobj", "dative", "agent")}


def _subject_person(links: _Links, i: int) -> Person | None:
    """Whom "himself" means: the subject of the nearest clause above it."""
    reading = links.reading
    for above in reading.ancestors(i):
        subject = reading.child(above, "nsubj", "nsubjpass")
        if subject is not None and subject != i:
            return next((p for p in links.people[reading.sentence_index[i]] if p.head == subject), None)
    return None


def _cataphor(links: _Links, i: int, gender: str) -> Person | None:
    """The named subject of the main clause, for a pronoun in a fronted clause ("Days after he …, President N")."""
    reading = links.reading
    clause = _fronted_clause(reading, i)
    if clause is None:
        return None
    main = reading.heads[clause]
    people = links.people[reading.sentence_index[i]]
    subject = reading.child(main, "nsubj", "nsubjpass")
    if subject is not None and subject > i:
        named = next((p for p in people if p.head == subject and p.named), None)
        if named is not None and _agrees(named.gender, gender):
            return named
    if any(p.head < i for p in people) or _people_before(links, i, gender):
        return None
    later = [p for p in people if p.head > i and p.named and _agrees(p.gender, gender)]
    return later[0] if len({p.key for p in later}) == 1 else None


def _people_before(links: _Links, i: int, gender: str) -> bool:
    here = links.reading.sentence_index[i]
    return any(_agrees(p.gender, gender) for back in range(1, min(REACH, here) + 1) for p in links.people[here - back])


def _fronted_clause(reading: Reading, i: int) -> int | None:
    """The clause or phrase around token ``i`` that stands before the main verb it hangs on, and before its subject."""
    if reading.quote_of[i] >= 0:
        return None
    for above in reading.ancestors(i):
        head = reading.heads[above]
        if reading.deps[above] in FRONTED and above < head and reading.is_verb(head):
            subject = reading.child(head, "nsubj", "nsubjpass", "expl")
            return above if subject is not None and subject > above else None
    return None


def _plural(reading: Reading, i: int) -> int | None:
    """Whom "they" means: a plural subject of this sentence or the one before, where only one offers itself."""
    here = reading.sentence_index[i]
    barred = _co_arguments(reading, i)
    for back in range(min(1, here) + 1):
        sentence = reading.sentences[here - back]
        end = i if back == 0 else sentence.stop
        plural = [
            j
            for j in range(sentence.start, end)
            if j not in barred and reading.deps[j] in SUBJECTS and _is_plural(reading, j)
        ]
        if plural:
            return plural[-1] if back == 0 or len(plural) == 1 else plural[0]
    return None


def _is_plural(reading: Reading, j: int) -> bool:
    if reading.tags[j] in ("NNS", "NNPS"):
        return True
    if reading.tags[j] not in ("NN", "NNP"):
        return False
    return any(reading.deps[c] == "conj" and reading.tags[c][:2] == "NN" for c in reading.children[j])


def _neuter(reading: Reading, i: int) -> int | None:
    """What "it" means, only where plain: the one organisation or country that is subject of this or the last clause."""
    if _is_empty(reading, i):
        return None
    voice = _own_voice(reading, i)
    if voice is not None:
        return voice
    here = reading.sentence_index[i]
    barred = _co_arguments(reading, i)
    for back in range(min(1, here) + 1):
        sentence = reading.sentences[here - back]
        end = i if back == 0 else sentence.stop
        subjects = [
            j
            for j in range(sentence.start, end)
            if j not in barred and reading.deps[j] in SUBJECTS and reading.tags[j] in ("NN", "NNP")
        ]
        if subjects:
            j = subjects[-1] if back == 0 else subjects[0]
            mention = reading.mention_of[j]
            several = any(reading.deps[c] == "conj" for c in reading.children[j])
            return j if mention is not None and mention.label in COLLECTIVE and not several else None
    return None


def _own_voice(reading: Reading, i: int) -> int | None:
    """The institution that speaks, where "it" stands in what it says: "the army said it had completed its retreat"."""
    below = i
    for above in reading.ancestors(i):
        subject = reading.child(above, "nsubj", "nsubjpass")
        if subject is not None and subject != i and reading.lower[subject] not in NEUTER:
            said = below if reading.deps[below] == "ccomp" and below > above else None
            return subject if said is not None and _is_institution(reading, subject) else None
        if reading.deps[below] == "acl" and reading.tags[above] == "NN":
            by = next((c for c in reading.children[above] if reading.lower[c] == "by"), None)
            maker = reading.child(by, "pobj") if by is not None else reading.child(above, "poss")
            return maker if maker is not None and _is_institution(reading, maker) else None
        below = above
    return None


def _is_institution(reading: Reading, j: int) -> bool:
    """Whether a singular noun names a body that can speak: a name of one, or a noun with a nationality or office."""
    if reading.tags[j] not in ("NN", "NNP"):
        return False
    mention = reading.mention_of[j]
    if mention is not None:
        return mention.label in COLLECTIVE
    return any(reading.deps[c] in ("amod", "poss", "compound") for c in reading.children[j])


def _is_empty(reading: Reading, i: int) -> bool:
    """ "It is clear that …", "it seems": a subject that means nothing."""
    if reading.deps[i] == "expl":
        return True
    verb = reading.heads[i]
    if reading.lower[i] != "it" or reading.deps[i] not in SUBJECTS:
        return False
    labels = {reading.deps[c] for c in reading.children[verb]}
    return bool(labels & {"ccomp", "xcomp", "advcl"} and labels & {"acomp", "attr", "oprd"}) or reading.lemma(verb) in (
        "seem",
        "appear",
        "rain",
        "happen",
    )
