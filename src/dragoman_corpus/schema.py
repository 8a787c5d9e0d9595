"""What may be marked and how: the layers, their roles, their attributes and the closed sets of values.

Sets are those of ``dragoman.records``, so that the corpus and the program can never drift apart.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from dragoman.codes import (
    Act,
    ConditionKind,
    EventType,
    Hedge,
    Modality,
    QuestionKind,
    Sense,
    SourceGrade,
    Stance,
    Status,
    TimexKind,
)

GENRES = (
    *("wire", "commentary", "op_ed", "communique", "briefing", "interview", "readout", "live_blog"),
    *("background", "translated", "no_politics"),
)
REGIONS = (
    *("north_africa", "west_africa", "central_africa", "east_africa", "southern_africa", "middle_east"),
    *("western_europe", "eastern_europe", "caucasus", "central_asia", "south_asia", "southeast_asia", "east_asia"),
    *("north_america", "central_america", "south_america", "oceania", "global"),
)
SENSES = {"lit": Sense.LITERAL, "met": Sense.METONYM, "mod": Sense.MODIFIER, "dem": Sense.DEMONYM}
SECTORS = (
    *("GOV", "MIL", "REB", "OPP", "PTY", "AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "HLH", "HRI", "LAB", "LEG"),
    *("JUD", "MED", "REF", "SPY", "COP", "REL", "UNK", "PAR", "IGO", "NGO"),
)
KINDS = ("person", "group", "country", "organisation")
ANY = ()
REF = ("@",)


@dataclass(frozen=True, slots=True)
class Layer:
    """One letter of the mark-up: its name, the roles a mark may have, and its attributes with their closed sets.

    A set of ``ANY`` takes free words, ``REF`` the labels of other records, comma-separated.
    """

    name: str
    roles: tuple[str, ...]
    attributes: dict[str, Collection[str]]
    required: tuple[str, ...] = ()
    defaults: dict[str, str] = field(default_factory=dict)


LAYERS = {
    "A": Layer("actor", ("",), {"name": ANY, "country": ANY, "sector": SECTORS, "kind": KINDS}, ("name", "kind")),
    "P": Layer("place", ("",), {"name": ANY, "country": ANY, "kind": ANY}, ()),
    "T": Layer("time", ("",), {"first": ANY, "last": ANY, "event": REF}, ()),
    "S": Layer(
        "statement",
        ("s", "q", "c"),
        {
            "speaker": REF,
            "act": list(Act),
            "hedge": list(Hedge),
            "grade": list(SourceGrade),
            "status": list(Status),
            "modality": list(Modality),
            "addressee": REF,
            "when": REF,
            "because": ANY,
        },
        ("grade",),
        {"act": "say", "hedge": "none", "status": "asserted", "modality": "stated"},
    ),
    "E": Layer(
        "event",
        ("",),
        {
            "type": list(EventType),
            "mode": ANY,
            "source": REF,
            "target": REF,
            "when": REF,
            "where": REF,
            "status": list(Status),
            "hedge": list(Hedge),
            "dead": ANY,
            "injured": ANY,
        },
        ("type",),
        {"status": "asserted", "hedge": "none"},
    ),
    "N": Layer(
        "position",
        ("o", *(f"k{n}" for n in range(1, 6))),
        {
            "actor": REF,
            "stance": list(Stance),
            "counterpart": REF,
            "status": list(Status),
            **{f"k{n}": list(ConditionKind) for n in range(1, 6)},
            **{f"k{n}by": REF for n in range(1, 6)},
        },
        ("actor", "stance"),
        {"status": "asserted"},
    ),
    "Q": Layer(
        "question",
        ("",),
        {
            "kind": list(QuestionKind),
            "asker": REF,
            "type": list(EventType),
            "source": REF,
            "target": REF,
            "where": REF,
            "by": ANY,
        },
        ("kind",),
    ),
    "X": Layer(
        "explanation",
        tuple(f"{letter}{sign}" for letter in "abcdef" for sign in ("", "+", "-")),
        {"question": REF, "exclusive": ("yes", "no"), **{f"{letter}by": REF for letter in "abcdef"}},
        (),
        {"exclusive": "no"},
    ),
}
TIMEX_KINDS = tuple(TimexKind)
