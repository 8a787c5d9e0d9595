"""The lexicon is large enough, well formed, and speaks PLOVER."""

from dragoman.codes import EventType
from dragoman.events.frames import load_lexicon
from dragoman.events.tables import rows_of


def test_lexicon_is_large() -> None:
    lexicon = load_lexicon()
    verbs = [frame for frames in lexicon.verbs.values() for frame in frames]
    assert sum(not frame.objects for frame in verbs) >= 350
    assert sum(len(frame.objects) for frame in verbs) >= 1000
    assert sum(len(frames) for frames in lexicon.nouns.values()) >= 200


def test_every_mode_is_one_of_its_type() -> None:
    lexicon = load_lexicon()
    frames = [frame for part in (lexicon.verbs, lexicon.nouns) for group in part.values() for frame in group]
    rows = [row for group in lexicon.operators.values() for row in group]
    for item in (*frames, *rows):
        assert item.mode is None or item.mode in lexicon.types[item.type].modes, item


def test_every_type_has_its_facts() -> None:
    lexicon = load_lexicon()
    assert set(lexicon.types) == set(EventType)
    assert all(-10 <= facts.intensity <= 10 for facts in lexicon.types.values())


def test_the_lexicon_is_large_enough() -> None:
    rows = list(rows_of("frames.csv"))
    triggers = {
        part: {t for r in rows if r["part"] == part for t in r["trigger"].split("/")} for part in ("verb", "noun")
    }
    pairs = {
        (t, o) for r in rows if r["part"] == "pair" for t in r["trigger"].split("/") for o in r["object"].split("/")
    }
    assert len(triggers["verb"]) >= 700 and len(pairs) >= 300 and len(triggers["noun"]) >= 200


def test_modes_are_those_of_the_manual() -> None:
    lexicon = load_lexicon()
    rows = [(EventType(r["type"]), r["mode"]) for r in rows_of("frames.csv")]
    rows += [(EventType(r["type"]), r["mode"]) for r in rows_of("operators.csv")]
    assert [row for row in rows if row[1] and row[1] not in lexicon.types[row[0]].modes] == []


def test_no_frame_waits_for_a_word_that_never_comes() -> None:
    # What completes a verb is compared by its lemma; articles are not looked at.
    triggers = {t for r in rows_of("frames.csv") if r["part"] == "verb" for t in r["trigger"].split("/")}
    dead = {"the", "a", "its", "ties", "talks", "tools", "guns", "bars", "views", "blows", "charges", "forces", "hands"}
    assert [t for t in sorted(triggers) if dead & set(t.split()[1:])] == []
