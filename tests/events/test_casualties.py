from collections.abc import Callable

import pytest

from dragoman.records import Count, Event

pytestmark = pytest.mark.model


def bounds(count: Count | None) -> tuple[int | None, int | None] | None:
    return None if count is None else (count.least, count.most)


# text, dead, injured, size of the first event
COUNTED = [
    ("A bomb killed at least 12 Peruvian soldiers in Lima.", (12, None), None, None),
    ("Rebels attacked the barracks in Goma, killing between 10 and 15 people.", (10, 15), None, None),
    ("Shelling by the Peruvian army left 14 people dead and dozens injured.", (14, 14), (24, None), None),
    ("Russian forces shelled the town; no casualties were reported.", (0, 0), (0, 0), None),
    ("Ethiopian soldiers killed two nurses and three teachers in Gondar.", (5, 5), None, None),
    ("A crowd of 3,000 marched in Lagos against the Nigerian government.", None, None, (3000, 3000)),
    ("Kenyan police arrested more than 40 protesters in Nairobi.", None, None, (41, None)),
    ("Ghana deployed 500 troops along the border with Togo.", None, None, (500, 500)),
    ("Chad released 12 Sudanese prisoners.", None, None, (12, 12)),
    ("Sudanese militiamen could kill thousands of villagers in Chad.", None, None, None),
]


@pytest.mark.parametrize(("text", "dead", "injured", "size"), COUNTED)
def test_numbers_of_people(
    events_in: Callable[..., list[Event]],
    text: str,
    dead: tuple[int | None, int | None] | None,
    injured: tuple[int | None, int | None] | None,
    size: tuple[int | None, int | None] | None,
) -> None:
    event = events_in(text)[0]
    assert (bounds(event.dead), bounds(event.injured), bounds(event.size)) == (dead, injured, size)


def test_the_words_of_a_number_are_kept(events_in: Callable[..., list[Event]]) -> None:
    text = "A bomb killed at least 12 Peruvian soldiers in Lima."
    [event] = events_in(text)
    assert event.dead is not None and event.dead.words == "at least 12" == event.dead.span.text_of(text)
