"""How far the reporter stands behind an event."""

from __future__ import annotations

from dragoman.codes import Hedge
from dragoman.reading.reading import Reading

# Adverbs and adjectives beside the word that names the event, and passives over it ("is said to have fled").
BESIDE = {
    **dict.fromkeys(("reportedly", "reported"), Hedge.REPORTED),
    **dict.fromkeys(
        ("allegedly", "alleged", "rumored", "rumoured", "purportedly", "purported", "supposed"), Hedge.RUMOURED
    ),
    **dict.fromkeys(("apparently", "apparent", "seemingly", "evidently", "presumably", "suspected"), Hedge.INFERRED),
}
ABOVE = {
    **dict.fromkeys(("say", "report"), Hedge.REPORTED),
    **dict.fromkeys(("rumour", "rumor", "allege", "claim"), Hedge.RUMOURED),
    **dict.fromkeys(("believe", "think", "suspect", "understand", "seem", "appear", "assume"), Hedge.INFERRED),
}


def hedge_of(reading: Reading, i: int) -> Hedge:
    """The hedge on the word that names an event, or on what it is coordinated with."""
    for at in (i, *reading.ancestors(i)[:6]):
        for c in reading.children[at]:
            if reading.deps[c] in ("advmod", "amod") and reading.lower[c] in BESIDE:
                return BESIDE[reading.lower[c]]
        head = reading.heads[at]
        lemma = reading.lemma(head) if reading.deps[at] == "xcomp" else ""
        if lemma in ABOVE and (reading.child(head, "auxpass") is not None or lemma in ("seem", "appear")):
            return ABOVE[lemma]
        if reading.deps[at] not in ("conj", "dobj", "pobj", "prep", "xcomp", "nsubj", "nsubjpass"):
            break
    return Hedge.NONE
