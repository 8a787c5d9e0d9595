"""The lexicon is large enough, well formed, and speaks PLOVER."""

from dragoman.codes import EventType
from dragoman.events.frames import load_lexicon


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
