"""Whether a statement was made, was not, may be, will be or was taken back; how it is put and to whom. Invented people."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.actors.cast import Cast
from dragoman.codes import Act, Hedge, Modality, Status
from dragoman.places.find import find_places
from dragoman.reading.reading import Reading
from dragoman.records import Statement
from dragoman.statements.find import find_statements

pytestmark = pytest.mark.model
Read = Callable[..., Reading]


def by_cue(read: Read, text: str, cue: str) -> Statement:
    reading = read(text)
    found = find_statements(reading, [], Cast(reading, find_places(reading)))
    return next(s for s in found if cue in reading.words_of(s.cue).split())


@pytest.mark.parametrize(
    ("text", "cue", "status"),
    [
        ("The ministry declined to comment on the letter.", "declined", Status.NEGATED),
        ("The ministry declined to withdraw its troops.", "declined", Status.ASSERTED),
        ("Neither delegation would say whether the bridge would open.", "say", Status.NEGATED),
        ("The minister will announce that the talks are over.", "announce", Status.FUTURE),
        ("Ana Lund said that the rifles had gone; the police did not confirm it.", "said", Status.ASSERTED),
        ("The minister is to address parliament on Tuesday about the deal.", "is", Status.FUTURE),
        ("The judge did not answer, adding that the case was closed.", "adding", Status.ASSERTED),
        ("The army’s claim that it had left could not be verified.", "claim", Status.ASSERTED),
        ("I would advise that the port be closed, Ana Lund said.", "said", Status.ASSERTED),
    ],
)
def test_status(read: Read, text: str, cue: str, status: Status) -> None:
    assert by_cue(read, text, cue).status is status


@pytest.mark.parametrize(
    "text",
    [
        "The agency stated that two had drowned. The agency withdrew the statement on Friday.",
        "The agency stated that two had drowned. That evening it corrected itself.",
        "A radio station in Lomé stated that two had drowned. The crew was safe. The station later withdrew the item.",
        "Minister Ana Lund stated that two had drowned. On Friday Lund admitted that she had misspoken.",
        "A weekly stated that two had drowned, and deleted the article that evening.",
        "The agency stated that two had drowned; that statement was incorrect.",
    ],
)
def test_taken_back(read: Read, text: str) -> None:
    stated = by_cue(read, text, "stated")
    assert stated.status is Status.RETRACTED
    assert "taken back by" in stated.evidence.why


@pytest.mark.parametrize(
    "text",
    [
        "The army stated that two had drowned. The army withdrew its troops on Friday.",
        "Minister Ana Lund stated that two had drowned. France withdrew its offer.",
        "Minister Ana Lund stated that two had drowned. The rebels want the statement withdrawn.",
        "Minister Ana Lund stated that two had drowned. The rebels denied the claim.",
    ],
)
def test_not_taken_back(read: Read, text: str) -> None:
    assert by_cue(read, text, "stated").status is Status.ASSERTED


@pytest.mark.parametrize(
    ("text", "cue", "modality"),
    [
        ("The mayor asked whether the bridge would open.", "asked", Modality.ASKED),
        ("The mayor would not say who had closed the bridge.", "say", Modality.ASKED),
        ("The mayor said that the bridge would open if the army left.", "said", Modality.CONDITIONAL),
        ("The mayor said that the bridge would open on Friday.", "said", Modality.STATED),
        ("The mayor said that the bridge might open on Friday.", "said", Modality.POSSIBLE),
        ("The mayor said that the bridge must open on Friday.", "said", Modality.NECESSARY),
    ],
)
def test_modality(read: Read, text: str, cue: str, modality: Modality) -> None:
    assert by_cue(read, text, cue).modality is modality


@pytest.mark.parametrize(
    ("text", "cue", "act"),
    [
        ("The mayor would not say who had closed the bridge.", "say", Act.REFUSE),
        ("The mayor rejected the claim.", "rejected", Act.DENY),
        ("The mayor rejected the offer.", "rejected", Act.REFUSE),
        ("The mayor asked that the bridge be opened.", "asked", Act.DEMAND),
    ],
)
def test_act(read: Read, text: str, cue: str, act: Act) -> None:
    assert by_cue(read, text, cue).act is act


@pytest.mark.parametrize(
    ("text", "cue", "hedge"),
    [
        ("It was reported that the bridge was closed.", "reported", Hedge.REPORTED),
        ("It is understood that the bridge was closed.", "understood", Hedge.REPORTED),
        ("It is believed that the envoy has left.", "believed", Hedge.INFERRED),
        ("The mayor said that the bridge was closed.", "said", Hedge.NONE),
        ("A report by the port said that the bridge was closed.", "said", Hedge.NONE),
    ],
)
def test_hedge(read: Read, text: str, cue: str, hedge: Hedge) -> None:
    assert by_cue(read, text, cue).reporting_hedge is hedge


def test_me_in_a_quotation_is_its_speaker(read: Read) -> None:
    told = by_cue(read, "“They told me that the port was closed,” Minister Ana Lund said.", "told")
    assert told.addressee is not None and told.addressee.name == "Ana Lund"
