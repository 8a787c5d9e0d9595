"""Wire rewrites made by a script: what other outlets do to an agency's story, with a record of what came from where.

A rewrite has another headline, an agency's credit or none, a paraphrased lead; paragraphs are cut, moved, joined and
lightly edited, and an outlet's furniture is put below. Every sentence remembers the one it came from.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field

# Words as one desk would write them -> as another would.
SYNONYMS = {
    "said": ["stated", "said", "told reporters"],
    "says": ["states", "maintains"],
    "also": ["likewise", ""],
    "however": ["but", "though"],
    "near": ["close to", "near"],
    "about": ["around", "some"],
    "around": ["about", "roughly"],
    "began": ["started"],
    "began to": ["started to"],
    "after": ["following", "after"],
    "before": ["ahead of", "before"],
    "because": ["since", "because"],
    "several": ["a number of", "several"],
    "many": ["numerous", "many"],
    "large": ["big", "sizeable"],
    "small": ["little", "minor"],
    "killed": ["left dead", "killed"],
    "wounded": ["injured", "hurt"],
    "two": ["two", "a pair of"],
    "government": ["government", "authorities"],
    "officials": ["officials", "authorities"],
    "talks": ["negotiations", "talks"],
    "agreed": ["agreed", "consented"],
    "told": ["informed", "told"],
    "asked": ["requested", "asked"],
    "during": ["in the course of", "during"],
    "while": ["as", "while"],
    "although": ["though", "even though"],
    "since": ["since", "ever since"],
    "yesterday": ["a day earlier", "yesterday"],
    "border": ["frontier", "border"],
    "soldiers": ["troops", "soldiers"],
    "vehicles": ["vehicles", "trucks"],
    "shortly": ["soon", "shortly"],
    "more than": ["over", "upwards of"],
    "at least": ["no fewer than", "at least"],
    "according to": ["in the words of", "according to"],
}
HEADLINES = ("{} — what we know", "Update: {}", "{}: sources", "Dispute deepens over {}", "In brief: {}")
OPENERS = (
    "In the latest development, ",
    "In news that drew attention in the region, ",
    "As was reported this week, ",
    "",
)
AGENCIES = ("Reuters", "AP", "AFP", None, None)
FURNITURE = (
    "The Daily Meridian is published every morning. Write to our editors with your view of this story.",
    "Sign up for our newsletter and never miss what happens next. More on this story later.",
    "This article first appeared in our print edition and was edited for length and clarity.",
    "Follow our coverage of the region on every platform, at any time of the day.",
)
_SENTENCE = re.compile(r"(?<=[.!?])[”\"’)]*\s+(?=[“\"‘(]?[A-Z])")
_WORDS = re.compile(r"\b(" + "|".join(sorted(map(re.escape, SYNONYMS), key=len, reverse=True)) + r")\b")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the story it came from and its number there (-1: from none)."""

    text: str
    number: int
    story: str = ""


@dataclass(slots=True)
class Story:
    """A report as paragraphs of numbered sentences; ``source`` is the name of the story it retells."""

    name: str
    source: str
    title: str
    date: str
    outlet: str
    paragraphs: list[list[Sentence]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n\n".join(" ".join(sentence.text for sentence in part) for part in self.paragraphs)

    def sentence_at(self, text: str, offset: int) -> Sentence | None:
        """The sentence at an offset of ``text``."""
        at = 0
        for part in self.paragraphs:
            for sentence in part:
                found = text.find(sentence.text, max(0, at - 5))
                if found < 0:
                    continue
                if found <= offset < found + len(sentence.text):
                    return sentence
                at = found + len(sentence.text)
        return None


def story_of(name: str, title: str, date: str, text: str) -> Story:
    """A story from a plain text whose paragraphs are parted by empty lines."""
    story = Story(name, name, title, date, "Meridian Wire")
    number = 0
    for part in text.split("\n\n"):
        sentences = []
        for sentence in _SENTENCE.split(" ".join(part.split())):
            sentences.append(Sentence(sentence, number, name))
            number += 1
        story.paragraphs.append(sentences)
    return story


def rewrite(story: Story, number: int, chance: random.Random) -> Story:
    """One rewrite of a story, the same for the same state of ``chance``."""
    made = Story(
        f"{story.name}-rewrite-{number}", story.name, _headline(story.title, chance), story.date, f"Outlet {number}"
    )
    lead, *rest = story.paragraphs
    kept = [part for part in rest if chance.random() < chance.uniform(0.3, 1.0)] or rest[:1]
    if chance.random() < 0.6:
        _move(kept, chance)
    edits = chance.uniform(0.05, 0.7)
    body = [[_edited(sentence, edits, chance) for sentence in part] for part in [_paraphrased(lead, chance), *kept]]
    if chance.random() < 0.4:
        body = _joined(body, chance)
    agency = chance.choice(AGENCIES)
    if agency:
        first = body[0][0]
        body[0][0] = Sentence(f"({agency}) — {first.text}", first.number, first.story)
    made.paragraphs = [*body, [Sentence(chance.choice(FURNITURE), -1)]]
    return made


def _headline(title: str, chance: random.Random) -> str:
    words = title.split()
    return chance.choice(HEADLINES).format(" ".join(words[: max(3, len(words) // 2)]).rstrip(",;:"))


def _paraphrased(lead: list[Sentence], chance: random.Random) -> list[Sentence]:
    """The lead in other words: synonyms everywhere, clauses turned around, an opener of the desk's own."""
    told = []
    for sentence in lead:
        text = _WORDS.sub(lambda found: chance.choice(SYNONYMS[found[0]]), sentence.text)
        before, comma, after = text.partition(", ")
        if comma and 20 < len(before) < len(text) - 20 and not re.search(r"[“”\"]", text):
            text = f"{after.rstrip('.')[:1].upper()}{after.rstrip('.')[1:]}, {before[:1].lower()}{before[1:]}."
        told.append(Sentence(text, sentence.number, sentence.story))
    opener = chance.choice(OPENERS)
    first = told[0]
    text = f"{opener}{first.text[:1].lower()}{first.text[1:]}" if opener else first.text
    told[0] = Sentence(text, first.number, first.story)
    return told


def _edited(sentence: Sentence, share: float, chance: random.Random) -> Sentence:
    if chance.random() > share or re.search(r"[“”\"]", sentence.text):
        return sentence
    text = _WORDS.sub(lambda found: chance.choice(SYNONYMS[found[0]]), sentence.text)
    return Sentence(" ".join(text.split()), sentence.number, sentence.story)


def _move(paragraphs: list[list[Sentence]], chance: random.Random) -> None:
    for _ in range(max(1, len(paragraphs) // 3)):
        taken = paragraphs.pop(chance.randrange(len(paragraphs)))
        paragraphs.insert(chance.randrange(len(paragraphs) + 1), taken)


def _joined(paragraphs: list[list[Sentence]], chance: random.Random) -> list[list[Sentence]]:
    joined: list[list[Sentence]] = []
    for part in paragraphs:
        if joined and chance.random() < 0.3:
            joined[-1] = [*joined[-1], *part]
        else:
            joined.append(part)
    return joined
