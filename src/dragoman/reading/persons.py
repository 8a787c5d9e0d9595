"""Names of people: those the model marks, and those that only a title or an apposition shows to be people."""

from __future__ import annotations

from dragoman.reading.genders import gender_of_noun, gender_of_title
from dragoman.reading.reading import Mention, Reading

# Labels that the model gives to the names of people by mistake.
MISTAKEN = frozenset(("ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART"))
# No name of a person has more words.
LONGEST = 6
# Roles that firms and countries have too ("the market leader").
VAGUE = frozenset(("leader", "head", "chief", "deputy", "representative", "member", "major", "general", "rival"))
PLACES = frozenset(("GPE", "LOC", "FAC"))


def named_people(reading: Reading) -> list[Mention]:
    """The names of people in text order: "General N", "the minister, N N," count whatever the model calls them."""
    found = [m for m in reading.mentions if m.label == "PERSON"]
    end = 0
    for i, tag in enumerate(reading.tags):
        if tag != "NNP" or i < end:
            continue
        mention = reading.mention_of[i]
        if mention is not None and mention.label not in MISTAKEN:
            continue
        name = _titled(reading, i, mention) or _apposed(reading, i, mention)
        if name is not None:
            found.append(Mention(name.start, name.end, "PERSON"))
            end = name.end
    return sorted(found, key=lambda m: m.start)


def is_role(word: str) -> bool:
    """Whether a word names a person by role or rank."""
    return gender_of_noun(word.lower()) is not None or gender_of_title(word) is not None


def _titled(reading: Reading, i: int, mention: Mention | None) -> Mention | None:
    """ "General N": the name starts right after a role with a capital."""
    if i == 0 or reading.tags[i - 1] != "NNP" or not is_role(reading.words[i - 1]) or reading.heads[i - 1] < i:
        return None
    if mention is not None:
        # "Pope County" is a county.
        starts = (i,) if mention.label in PLACES else (i - 1, i)
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
