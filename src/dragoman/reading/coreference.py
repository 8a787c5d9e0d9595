"""Coreference by rule: the mention that a pronoun, a relative or "the minister" refers to.

Precise over broad: where two people compete equally there is no answer. All links of a reading are made in one pass in
text order, so that a chain of pronouns carries its person along. "I" and "we" are not looked at: who speaks inside a
quotation is for the finder of statements to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.reading.genders import EITHER, gender_of_given_name, gender_of_noun, gender_of_title
from dragoman.reading.groups import body_of, co_arguments, is_empty, own_voice, plural_of
from dragoman.reading.introduced import Introductions, are_kin, before_name, is_first_met, title_nouns
from dragoman.reading.narration import LONGEST_QUOTED, SUBJECTS, narrative_steps, tells
from dragoman.reading.persons import PLACES, is_role, named_people, without_possessive
from dragoman.reading.reading import Mention, Reading
from dragoman.reading.relatives import antecedent_of_relative

MASCULINE = frozenset(("he", "him", "his", "himself"))
FEMININE = frozenset(("she", "her", "hers", "herself"))
PLURAL = frozenset(("they", "them", "their", "theirs", "themselves"))
NEUTER = frozenset(("it", "its", "itself"))
REFLEXIVE = frozenset(("himself", "herself", "itself", "themselves"))
RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
GENDER = dict.fromkeys(MASCULINE, "m") | dict.fromkeys(FEMININE, "f")
FRONTED = frozenset(("advcl", "prep", "acl", "npadvmod", "pcomp"))
SHORTEST_NAME = 3
TITLE_LENGTH = 8
# How many sentences back a pronoun may reach.
REACH = 2
# How many sentences somebody without a name is remembered.
FAINT = 1
# The best person must beat the next by this much, or there is no answer; weights below are on the same scale and were
# set together on the news and interview part of GUM.
MARGIN = 10
LEAST = -35
LEAST_ALONE = -62
# How many sentences back somebody with a name is found when nobody else could be meant.
FAR = 6
BACK = 32
SUBJECT = 34
MAIN = 12
OBJECT = 8
POSSESSIVE = 4
NAMED = 14
UNSEXED = 10
OTHER_SIDE = 25
SAME_VOICE = 12


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
        return antecedent_of_relative(reading, i)
    if word in GENDER or word in PLURAL or word in NEUTER:
        return _links_of(reading).of(i)
    if reading.tags[i] in ("NN", "NNP"):
        known = _links_of(reading).introductions.meant_by(i)
        return known.head if known is not None else None
    return None


def name_of_person(reading: Reading, i: int) -> Mention | None:
    """The fullest name of the person whose name token ``i`` heads, whatever the model calls it; else ``None``."""
    return _links_of(reading).name_at(i)


def surname_of(reading: Reading, i: int) -> Mention | None:
    """The full name, met not long before, of which token ``i`` is the last word ("Jordan", after "Jim Jordan")."""
    return _links_of(reading).bearer_of(i)


def rivals_of(reading: Reading, i: int) -> list[bool]:
    """Of each person that "he" or "she" at token ``i`` could mean, whether he has a name; nearest sentences first."""
    links = _links_of(reading)
    gender = GENDER.get(reading.lower[i])
    if gender is None:
        return []
    return [
        person.named
        for sentence, _ in _sentences_before(links, i)
        for person in links.people[sentence]
        if person.head < i and _agrees(links.gender_of(person), gender)
    ]


def mention_head(reading: Reading, mention: Mention) -> int:
    """The token of a name on which the others hang."""
    heads = reading.heads
    outside = [
        i for i in range(mention.start, mention.end) if heads[i] == i or not mention.start <= heads[i] < mention.end
    ]
    named = [i for i in outside if reading.tags[i] not in ("POS", "IN", "DT", "TO", "CC", "'")]
    return (named or outside)[-1 if mention.label == "PERSON" else 0]


# -- people of a document ----------------------------------------------------------------------------------------


class _Links:
    """The people of a reading by sentence, and whom each pronoun in it means."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.introductions = Introductions(reading)
        self.people: list[list[Person]] = [[] for _ in reading.sentences]
        self.links: dict[int, int | None] = {}
        self.sexes: dict[str, str] = {}
        self.steps = narrative_steps(reading)
        self._by_head: dict[int, Person] = {}
        # Who is shown to be a person by more than a word with a capital.
        self._certain: set[str] = set()
        self._fullest: dict[str, Mention] = {}
        self._surnames: dict[str, list[Mention]] = {}
        self._find_people()
        self._done = False

    def of(self, i: int) -> int | None:
        if not self._done:
            self._done = True
            self._link()
        return self.links.get(i)

    def name_at(self, i: int) -> Mention | None:
        """The fullest name of the person at token ``i``, if one is shown to be a person."""
        person = self._by_head.get(i)
        if person is None or person.key.split("/")[0] not in self._certain:
            return None
        full = self._fullest.get(person.key)
        if full is None or full.start <= i < full.end or not self._is_shared(full):
            return full
        return None

    def _is_shared(self, full: Mention) -> bool:
        """Whether the text names two people of one surname."""
        words = self.reading.lower
        return len({words[name.start] for name in self._surnames.get(words[full.end - 1], [])}) > 1

    def bearer_of(self, i: int) -> Mention | None:
        """The last full name before token ``i`` that ends with its word."""
        before = [end for end in self._surnames.get(self.reading.lower[i], []) if end.end <= i]
        return before[-1] if before and not self._is_shared(before[-1]) else None

    def gender_of(self, person: Person) -> str:
        """The gender of a person as far as the text up to here has told it."""
        return self.sexes.get(person.key, EITHER) if person.gender == EITHER else person.gender

    def _find_people(self) -> None:
        reading = self.reading
        named = self._named()
        headed = [(mention, key, mention_head(reading, mention)) for mention, key in named]
        titled = [(mention, key, head, title_nouns(reading, mention, head)) for mention, key, head in headed]
        sexes = [_gender_of_name(reading, mention, nouns) for mention, _, _, nouns in titled]
        titled = _kept_apart(titled, sexes)
        for (mention, key, _, nouns), sex in zip(titled, sexes, strict=True):
            if sex != EITHER:
                self.sexes.setdefault(key, sex)
            name = without_possessive(reading, mention)
            if name.end - name.start > 1 and not are_kin(reading, nouns):
                self._surnames.setdefault(reading.lower[name.end - 1], []).append(name)
        for (mention, key, head, nouns), sex in zip(titled, sexes, strict=True):
            mention = without_possessive(reading, mention)
            longest = self._fullest.get(key, Mention(0, 0, ""))
            if mention.end - mention.start > longest.end - longest.start and not are_kin(reading, nouns):
                self._fullest[key] = mention
            self._add(Person(head, head, sex, key, key.split("/")[0] in self._certain))
            for noun in nouns:
                self.introductions.add(noun, head, True)
        self._find_nouns()

    def _named(self) -> list[tuple[Mention, str]]:
        """The names of people with the key of each; a single word of a longer name brings its bearer back."""
        reading = self.reading
        mentions = named_people(reading)
        found = [(mention, key) for mention in mentions if (key := _key_of(reading, mention))]
        bearers: dict[str, str] = {}
        for mention, key in found:
            if mention.end - mention.start > 1:
                self._certain.add(key)
                for i in range(mention.start, mention.end):
                    if reading.tags[i] == "NNP" and len(reading.words[i]) >= SHORTEST_NAME:
                        bearers.setdefault(reading.lower[i], key)
            elif (title := before_name(reading, mention.start)) >= 0 and is_role(reading.words[title]):
                self._certain.add(key)
        taken = {i for mention in mentions for i in range(mention.start, mention.end)}
        for i, tag in enumerate(reading.tags):
            if tag[0] != "N" or reading.lower[i] not in bearers or i in taken or not reading.words[i][0].isupper():
                continue
            if reading.deps[i] == "compound":
                continue
            marked = reading.mention_of[i]
            start, end = (marked.start, marked.end) if marked is not None else (i, i + 1)
            known = all(reading.lower[j] in bearers or reading.words[j] == "-" for j in range(start, end))
            single = end - start == 1
            if known and i == end - 1 and not (single and marked is not None and marked.label in PLACES):
                found.append((Mention(start, end, "PERSON"), bearers[reading.lower[i]]))
        found.sort(key=lambda pair: pair[0].start)
        return [(mention, bearers.get(key, key)) for mention, key in found]

    def _add(self, person: Person) -> None:
        self._by_head.setdefault(person.head, person)
        self.people[self.reading.sentence_index[person.head]].append(person)

    def _find_nouns(self) -> None:
        reading = self.reading
        for i, tag in enumerate(reading.tags):
            if tag not in ("NN", "NNP") or reading.deps[i] in ("compound", "amod", "appos", "nmod"):
                continue
            if reading.deps[i] == "attr" and reading.child(reading.heads[i], "expl") is None:
                continue
            if reading.deps[i] == "pobj" and reading.lower[reading.heads[i]] == "as":
                continue  # "Served as an envoy": a role of somebody who is told of already.
            sex = gender_of_noun(reading.lower[i])
            if sex is None or reading.mention_of[i] is not None or i in self._by_head or _has_name_beside(reading, i):
                continue
            known = self.introductions.meant_by(i)
            before = self._by_head.get(known.head) if known is not None else None
            if before is not None:
                gender = before.gender if sex == EITHER else sex
                self._add(Person(i, before.origin, gender, before.key, before.named))
            else:
                self._add(Person(i, i, sex, f"{i}", False))
                if is_first_met(reading, i):
                    self.introductions.add(i, i, False)

    def _link(self) -> None:
        reading = self.reading
        for i, word in enumerate(reading.lower):
            if word in GENDER:
                self._link_person(i, GENDER[word])
            elif word in PLURAL:
                self.links[i] = plural_of(reading, self.steps, self.links, i)
            elif word in NEUTER and not is_empty(reading, i):
                voice = own_voice(reading, i)
                self.links[i] = voice if voice is not None else body_of(reading, self.steps, self.links, i)

    def _link_person(self, i: int, gender: str) -> None:
        person = _best(self, i, gender)
        self.links[i] = person.origin if person else None
        if person is not None:
            both = (self.reading.deps[i], self.reading.deps[person.head])
            if self.gender_of(person) == EITHER and all(dep in SUBJECTS for dep in both):
                self.sexes.setdefault(person.key, gender)
            self._add(Person(i, person.origin, gender, person.key, person.named))


Titled = tuple[Mention, str, int, list[int]]


def _kept_apart(titled: list[Titled], sexes: list[str]) -> list[Titled]:
    """A man and a woman of one surname get a key each; the bare surname is the one's who is named first in full."""
    first: dict[str, str] = {}
    both: set[str] = set()
    for (_, key, _, _), sex in zip(titled, sexes, strict=True):
        if sex != EITHER and first.setdefault(key, sex) != sex:
            both.add(key)
    if not both:
        return titled
    return [
        (mention, f"{key}/{sex if sex != EITHER else first[key]}" if key in both else key, head, nouns)
        for (mention, key, head, nouns), sex in zip(titled, sexes, strict=True)
    ]


def _links_of(reading: Reading) -> _Links:
    # Kept by the reading itself: a table of weak keys would never let go, since the links point back to the reading.
    kept = vars(reading)
    if _KEPT not in kept:
        kept[_KEPT] = _Links(reading)
    links: _Links = kept[_KEPT]
    return links


_KEPT = "coreference"


def _has_name_beside(reading: Reading, i: int) -> bool:
    """ "The minister, N N,": the name is the mention, the noun is none of its own."""
    if any(reading.deps[c] == "appos" and reading.tags[c] in ("NNP", "NNPS") for c in reading.children[i]):
        return True
    # "Secretary of State for Security N N".
    for j in range(i + 1, min(i + TITLE_LENGTH, reading.sentence_of(i).stop)):
        if reading.tags[j] not in ("NNP", "IN", "DT", "CC"):
            return False
        mention = reading.mention_of[j]
        if mention is not None and mention.label == "PERSON" and reading.tags[i] == "NNP":
            return True
    return False


def _key_of(reading: Reading, mention: Mention) -> str:
    """The surname, in lower case: what all mentions of one person share."""
    words = [i for i in range(mention.start, mention.end) if reading.words[i][0].isalpha() and reading.tags[i] != "POS"]
    while words and reading.lower[words[-1]].rstrip(".") in ("jr", "sr", "ii", "iii"):
        words.pop()
    return reading.lower[words[-1]] if words else ""


def _gender_of_name(reading: Reading, mention: Mention, titles: list[int]) -> str:
    for i in range(max(mention.start - 2, 0), mention.start):
        sex = gender_of_title(reading.words[i])
        if sex and (i == mention.start - 1 or reading.tags[mention.start - 1] == "NNP"):
            return sex
    first = reading.words[mention.start]
    sex = gender_of_title(first)
    if sex is None and mention.end - mention.start > 1:
        sex = gender_of_given_name(first)
    if sex is None:
        nouns = (gender_of_noun(reading.lower[noun]) for noun in titles)
        sex = next((found for found in nouns if found in ("m", "f")), None)
    return sex or EITHER


# -- choosing ----------------------------------------------------------------------------------------------------


def _best(links: _Links, i: int, gender: str) -> Person | None:
    reading = links.reading
    if reading.lower[i] in REFLEXIVE:
        return _subject_person(links, i)
    ahead = _cataphor(links, i, gender)
    scores: dict[str, tuple[float, Person]] = {}
    barred = co_arguments(reading, i)
    speakers = _speakers(links, i)
    spoken = tells(reading, i)
    for sentence, steps in _sentences_before(links, i):
        for person in links.people[sentence]:
            if person.head >= i or person.head in barred or person.key in speakers:
                continue
            if not _agrees(links.gender_of(person), gender) or _is_faint(reading, person, steps):
                continue
            score = _salience(links, i, person) - BACK * steps
            if spoken and tells(reading, person.head):
                score += SAME_VOICE
            if person.key not in scores or score > scores[person.key][0]:
                scores[person.key] = (score, person)
    if ahead is not None:
        return ahead if not any(p.key == ahead.key for _, p in scores.values()) else scores[ahead.key][1]
    if not scores:
        return _only_one_known(links, i, gender) if reading.quote_of[i] < 0 else None
    ranked = sorted(scores.values(), key=lambda pair: -pair[0])
    least = LEAST if len(ranked) > 1 else LEAST_ALONE
    if ranked[0][0] < least or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN):
        return None
    return ranked[0][1]


def _only_one_known(links: _Links, i: int, gender: str) -> Person | None:
    """The one person with a name who was spoken of in the last paragraphs, where nobody else could be meant."""
    here = links.reading.sentence_index[i]
    known: dict[str, Person] = {}
    for sentence in range(here, max(-1, here - LONGEST_QUOTED), -1):
        if links.steps[here] - links.steps[sentence] > FAR:
            break
        for person in links.people[sentence]:
            if person.head < i and _agrees(links.gender_of(person), gender):
                known.setdefault(person.key, person)
    (only, *others) = known.values() or (None,)
    return only if only is not None and not others and only.named else None


def _sentences_before(links: _Links, i: int) -> Iterator[tuple[int, int]]:
    """The sentences in which somebody may still be remembered at token ``i``, with the steps back to each."""
    reading = links.reading
    here = reading.sentence_index[i]
    quoted = reading.quote_of[i] >= 0
    for sentence in range(here, max(-1, here - LONGEST_QUOTED), -1):
        steps = here - sentence if quoted else links.steps[here] - links.steps[sentence]
        if steps > REACH:
            return
        yield sentence, steps


def _is_faint(reading: Reading, person: Person, steps: int) -> bool:
    """Whether somebody without a name ("a witness", "his sister") was met too far back to be meant still."""
    if person.named:
        return False
    return steps > (0 if reading.child(person.head, "poss") is not None else FAINT)


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


def _salience(links: _Links, i: int, person: Person) -> float:
    reading = links.reading
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
    if links.gender_of(person) == EITHER:
        score -= UNSEXED
    if reading.quote_of[head] != reading.quote_of[i]:
        score -= OTHER_SIDE
    return score - (i - head) * 0.1


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
        heads = (subject, *reading.children_by(subject, "appos"))
        named = next((p for p in people if p.head in heads and p.named), None)
        if named is not None and _agrees(links.gender_of(named), gender):
            return named
    if any(p.head < i for p in people) or _people_before(links, i, gender):
        return None
    later = [p for p in people if p.head > i and p.named and _agrees(links.gender_of(p), gender)]
    return later[0] if len({p.key for p in later}) == 1 else None


def _people_before(links: _Links, i: int, gender: str) -> bool:
    """Whether somebody was spoken of shortly before; a single word behind a preposition is as often a place."""
    here = links.reading.sentence_index[i]
    return any(
        _agrees(links.gender_of(p), gender) and (p.named or links.reading.deps[p.head] != "pobj")
        for back in range(1, min(REACH, here) + 1)
        for p in links.people[here - back]
    )


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
