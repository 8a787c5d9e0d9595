"""Who would do it, and to whom: by the words of a question, else by what was told before it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.records import Question

pytestmark = pytest.mark.model
Find = Callable[[str], list[Question]]

# text, countries or names of the source, of the target
TEXTS = [
    ("Chad shut the road. Libya protested to Chad. Will the two sides talk?", ["TCD", "LBY"], []),
    ("Kenya and Uganda quarrel over the island. Will either compromise?", ["KEN", "UGA"], []),
    ("Kenya and Uganda quarrel over the island. Will both capitals sign?", ["KEN", "UGA"], []),
    ("North Korea shut the road. Will the North open it again?", ["PRK"], []),
    ("The Malian army is short of fuel. Its depot burned. Will it leave the outposts?", ["MLI"], []),
    ("Officials say that the militants hold the hills. Will they attack the town?", ["militants"], []),
    ("Kenya shut the border with Somalia on Monday. Will the border reopen?", ["KEN"], []),
    ("Kenya and Somalia agreed on a truce. Will the truce hold?", ["KEN", "SOM"], []),
    ("Mali accused Niger of theft. Will Bamako retaliate?", ["MLI"], ["NER"]),
    ("The cabinet in Oslo has not decided whether to recall its envoy.", ["NOR"], []),
    ("Does Beijing intend to demand that Ulaanbaatar open the crossing?", ["CHN"], ["MNG"]),
    ("Will Ghana suspend payments to Accra?", ["GHA"], []),
    ("Will Norway suspend payments to Accra?", ["NOR"], ["GHA"]),
    ("Will the captain be in the dock on 9 June?", [], ["captain"]),
    ("Will Germany send tanks to Ukraine?", ["DEU"], ["UKR"]),
    ("Will anyone answer?", [], []),
    ("Will Peru stand in the way of Chile’s membership?", ["PER"], ["CHL"]),
    ("Will Norway give Accra the money?", ["NOR"], ["GHA"]),
    ("Will Ghana grant the latecomers asylum?", ["GHA"], ["latecomers"]),
    ("How many soldiers is Nairobi prepared to send to the frontier?", ["KEN"], []),
    ("The Chilean government said no decision had been taken on whether to send a ship.", ["CHL"], []),
    ("Will the two camps return to the table?", ["two camps"], []),
    ("Will Oman suggest that Kenya should wait?", ["OMN"], ["KEN"]),
]


@pytest.mark.parametrize(("text", "source", "target"), TEXTS)
def test_sides(questions_in: Find, text: str, source: list[str], target: list[str]) -> None:
    [question] = questions_in(text)
    assert question.pattern is not None or not (source or target)
    if question.pattern is None:
        return
    for found, wanted in ((question.pattern.source, source), (question.pattern.target, target)):
        assert [actor.country or actor.name.removeprefix("the ") for actor in found] == wanted
