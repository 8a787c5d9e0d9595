from __future__ import annotations

import pytest

from dragoman_corpus.compile import compiled
from dragoman_corpus.dispatch import COMPOSED, parse_dispatch
from dragoman_corpus.export import standoff
from dragoman_corpus.marks import MarkError, read_attributes, strip_marks
from dragoman_corpus.validate import faults_of

SOURCE = f"""{COMPOSED}
genre: wire
region: west_africa
countries: GHA
topics: aid
published: 2021-03-02
title: A title
--- text
{{S1c|“{{S2s|{{A1|We}}}} {{S2q|believe}} {{S2c|{{A2|they}} will {{E1|return}}}}”}}, {{S1s|{{A1|the envoy}}}} {{S1q|said}} {{T1:DATE:2021-03-01|on Monday}}.
--- tail
--- marks
A1 name="the envoy" kind=person
A2 name="they" kind=group
S1 speaker=A1 grade=office
S2 speaker=A1 grade=office act=believe
E1 type=RETREAT source=A2 status=future
"""


def changed(old: str, new: str) -> list[str]:
    assert old in SOURCE
    return faults_of(parse_dispatch("0001", SOURCE.replace(old, new)))


def test_marks_come_off_and_point_at_their_words() -> None:
    text, marks = strip_marks("{A1|{P1:met|Accra}} {E1|closed} it")
    assert text == "Accra closed it"
    assert [(m.record, m.fields, m.span.text_of(text)) for m in marks] == [
        ("A1", (), "Accra"),
        ("P1", ("met",), "Accra"),
        ("E1", (), "closed"),
    ]


@pytest.mark.parametrize("marked", ["{A1|open", "closed}", "{x|y}", "{A1|}", "a { b"])
def test_broken_marks_are_refused(marked: str) -> None:
    with pytest.raises(MarkError):
        strip_marks(marked)


@pytest.mark.parametrize("lines", ["S1 act", 'S1 name="open', "S1 act=say\nS1 act=deny"])
def test_broken_attribute_lines_are_refused(lines: str) -> None:
    with pytest.raises(MarkError):
        read_attributes(lines)


def test_a_sound_dispatch_has_no_faults() -> None:
    assert faults_of(parse_dispatch("0001", SOURCE)) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("speaker=A1 grade=office\nS2", "speaker=A9 grade=office\nS2", "refers to nothing"),
        ("genre: wire", "genre: gossip", "genre"),
        ("status=future", "status=soon", "status=soon"),
        ("DATE:2021-03-01", "DATE:Monday", "TIMEX3 value"),
        ("type=RETREAT", "type=LEAVE", "type=LEAVE"),
        (" kind=person\n", "\n", "lacks kind"),
        ("act=believe", "act=believe status=retracted", "because"),
        ("act=believe", "act=believe mood=bad", "mood"),
        ("published: 2021-03-02", "published: yesterday", "published"),
        ("{S1q|said}", "{S1q|said }", "white space"),
        ("E1 type", "E7 type", "marks no words"),
    ],
)
def test_the_validator_says_what_is_wrong(old: str, new: str, told: str) -> None:
    assert any(told in fault for fault in changed(old, new))


def test_form_and_nesting_are_computed() -> None:
    row = compiled(parse_dispatch("0001", SOURCE))
    first, second = row["statements"]
    assert (first["form"], first["outer"], second["outer"]) == ("verbatim", None, "S1")
    assert row["events"][0]["reported_in"] == "S2"
    assert row["times"][0]["value"] == "2021-03-01"
    assert row["split"] == "train"


def test_the_standoff_is_brat() -> None:
    lines = standoff(compiled(parse_dispatch("0001", SOURCE))).splitlines()
    assert lines[0].startswith("T1\tSource ") and lines[0].endswith("\tthe envoy")
    assert lines[3] == "E1\tAttribution:T2 Cue:T2 Source:T1 Content:T3"
