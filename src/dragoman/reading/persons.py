"""Names of people: those the model marks, and those that only a title or an apposition shows to be people."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from dragoman.reading.genders import gender_of_given_name, gender_of_noun, gender_of_title
from dragoman.reading.introduced import before_name, role_after_comma, role_before_comma
from dragoman.reading.reading import Mention, Reading
from dragoman.reading.roles import full_title

# Labels that the model gives to the names of people by mistake.
MISTAKEN = frozenset(("ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART"))
# No name of a person has more words.
LONGEST = 6
# Roles that firms and countries have too ("the market leader").
VAGUE = frozenset(("leader", "head", "chief", "deputy", "representative", "member", "major", "general", "rival"))
PLACES = frozenset(("GPE", "LOC", "FAC"))
# As what a name of somebody stands in its clause; before a noun it is the name of a thing.
BEARING = frozenset(("nsubj", "nsubjpass", "appos", "pobj", "dobj", "dative", "conj", "poss", "ROOT", "attr"))
MOST_NAMES = 3
# What a name that begins with a given name may end with, and is none of a person then.
BODIES = frozenset(
    """airport avenue award awards bank base bay beach bridge building camp center centre church city college corp
    corporation county court creek dam district fund foundation group hall harbor harbour hill hospital hotel house inc
    institute institution island islands lake library ltd mosque mountain museum palace park party peninsula plaza port
    press prize province republic river road school space square stadium station strait street theater theatre times
    tower tunnel university valley village""".split()  # noqa: SIM905
)
SPOTS = frozenset(("in", "at", "near", "outside", "inside", "into", "across", "around"))


_FOUND: WeakKeyDictionary[Reading, list[Mention]] = WeakKeyDictionary()


def named_people(reading: Reading) -> list[Mention]:
    """The names of people in text order: "General N", "the minister, N N," count whatever the model calls them."""
    found = _FOUND.get(reading)
    if found is None:
        found = _FOUND[reading] = _find_names(reading)
    return found


def _find_names(reading: Reading) -> list[Mention]:
    found = [m for m in _whole_names(reading) if not _is_spot(reading, m)]
    end = 0
    for i, tag in enumerate(reading.tags):
        if tag != "NNP" or i < end:
            continue
        mention = reading.mention_of[i]
        if mention is not None and mention.label not in MISTAKEN:
            continue
        name = (
            _titled(reading, i, mention)
            or _apposed(reading, i, mention)
            or _beside_role(reading, i, mention)
            or _given(reading, i, mention)
        )
        if name is not None:
            found.append(Mention(name.start, name.end, "PERSON"))
            end = name.end
    return sorted(found, key=lambda m: m.start)


def _whole_names(reading: Reading) -> list[Mention]:
    """The names marked as people, those that the model breaks at a hyphen or between two words put together."""
    found: list[Mention] = []
    words = reading.words
    for mention in reading.mentions:
        if mention.label != "PERSON":
            continue
        start, end = mention.start, mention.end
        while end + 1 < len(words) and words[end] == "-" and _continues(reading, end + 1):
            end += 2
        last = found[-1] if found else None
        if (
            last is not None
            and last.end == start
            and _continues(reading, start)
            and reading.heads[last.end - 1] >= start
        ):
            found[-1] = Mention(last.start, end, "PERSON")
        elif last is None or last.end <= start:
            found.append(Mention(start, end, "PERSON"))
    return found


def _continues(reading: Reading, i: int) -> bool:
    return reading.tags[i] == "NNP" and reading.words[i][0].isupper()


def _is_spot(reading: Reading, mention: Mention) -> bool:
    """ "At Nodo", "near Nodo": one word after a preposition of place names no person, whatever the model says."""
    i = mention.start
    if mention.end - i != 1 or reading.deps[i] != "pobj" or i == 0 or is_role(reading.words[i - 1]):
        return False
    return reading.lower[reading.heads[i]] in SPOTS and reading.heads[i] == i - 1


def without_possessive(reading: Reading, mention: Mention) -> Mention:
    """A name without the "’s" that the model takes into it."""
    end = mention.end - (reading.tags[mention.end - 1] == "POS" and mention.end - mention.start > 1)
    return Mention(mention.start, end, mention.label)


def is_role(word: str) -> bool:
    """Whether a word names a person by role or rank."""
    return gender_of_noun(full_title(word)) is not None or gender_of_title(word) is not None


def _titled(reading: Reading, i: int, mention: Mention | None) -> Mention | None:
    """ "General N": the name starts right after a role with a capital."""
    title = before_name(reading, i)
    if title < 0 or reading.tags[title] != "NNP" or not is_role(reading.words[title]):
        return None
    if title == i - 1 and reading.heads[title] < i:
        return None
    if mention is not None:
        # "Pope County" is a county.
        starts = (i,) if mention.label in PLACES else (title, i)
        return Mention(i, mention.end, "PERSON") if mention.start in starts else None
    return Mention(i, _run_end(reading, i), "PERSON") if reading.words[i][0].isupper() else None


def _apposed(reading: Reading, i: int, mention: Mention | None) -> Mention | None:
    """ "The minister, N N,": a name of two words or more beside a role, between commas."""
    above = reading.heads[i]
    beside = reading.deps[i] == "appos" and above < i and is_role(reading.words[above])
    if not beside:
        return mention if mention is not None and _has_role(reading, i, mention) else None
    start = mention.start if mention is not None else i
    while mention is None and reading.tags[start - 1] == "NNP" and reading.heads[start - 1] == i:
        start -= 1
    end = mention.end if mention is not None else i + 1
    if (
        end - start < 2
        or end <= i
        or start <= above
        or not all(reading.words[j][0].isupper() for j in range(start, end))
    ):
        return None
    return Mention(start, end, "PERSON") if reading.words[start - 1] in (",", "(", "–", "—") else None


def _beside_role(reading: Reading, i: int, mention: Mention | None) -> Mention | None:
    """ "The delegate of the council, N N,", "N N, a clerk,": unmarked words with capitals that a role stands beside."""
    words = reading.words
    if not words[i][0].isupper() or (mention is not None and mention.start != i):
        return None
    end = mention.end if mention is not None else _run_end(reading, i)
    while mention is None and end + 1 < len(words) and words[end] == "-" and _continues(reading, end + 1):
        end = _run_end(reading, end + 1)
    names = [j for j in range(i, end) if reading.tags[j] == "NNP" and words[j][0].isupper()]
    if len(names) < 2 or words[i].isupper() or (i and reading.tags[i - 1] == "NNP"):
        return None
    before = i > 1 and words[i - 1] == "," and bool(role_before_comma(reading, i))
    after = mention is None and bool(role_after_comma(reading, end))
    closed = end >= len(words) or words[end] in (",", ".", ")", "–", "—") or reading.tags[end][0] in "VM"
    return Mention(i, end, "PERSON") if closed and (before or after) else None


def _given(reading: Reading, i: int, mention: Mention | None) -> Mention | None:
    """ "Marko Ilić": two or three capitals of which the first is a given name, where nothing makes them a place or a
    body ("Martin Marietta Corp", "the Victoria Bridge")."""
    words = reading.words
    if gender_of_given_name(words[i]) is None or (
        i and (reading.tags[i - 1] == "NNP" or reading.lower[i - 1] == "the")
    ):
        return None
    if mention is not None and mention.start != i:
        return None
    end = mention.end if mention is not None else _run_end(reading, i)
    if not 2 <= end - i <= MOST_NAMES or reading.deps[end - 1] not in BEARING:
        return None
    if not all(reading.tags[j] == "NNP" and words[j][:1].isupper() and not words[j].isupper() for j in range(i, end)):
        return None
    if end < len(words) and (reading.tags[end] in ("NNP", "NNPS") or words[end] in ("&", "-")):
        return None
    return Mention(i, end, "PERSON") if reading.lower[end - 1] not in BODIES else None


def _has_role(reading: Reading, i: int, mention: Mention) -> bool:
    """ "N N, the mayor of …": a name of two words or more with a role in apposition."""
    if mention.end - mention.start < 2 or mention.end != i + 1 or mention.label in PLACES:
        return False
    role = next((c for c in reading.children_by(i, "appos") if reading.tags[c] == "NN"), None)
    return role is not None and reading.lower[role] not in VAGUE and is_role(reading.words[role])


def _run_end(reading: Reading, i: int) -> int:
    stop = min(reading.sentence_of(i).stop, i + LONGEST)
    while i < stop and reading.tags[i] == "NNP" and reading.mention_of[i] is None:
        i += 1
    return i
