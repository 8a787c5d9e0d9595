from __future__ import annotations

import numpy as np
import pytest

from dragoman.codes import SourceGrade
from dragoman.explanations.ach import consistency, diagnosticity, disagreement, inconsistency, ranked
from dragoman.explanations.bands import bands, likelihood_of, rating_of, reliability_of
from dragoman.explanations.lexicon import strengths
from dragoman.explanations.rivals import MACHINE, SOMETHING_ELSE, Board, Proposition, Rating, with_copies_merged
from dragoman.explanations.weighing import leave_one_out, missing, most_telling, weigh


def board(exclusive: bool = True) -> Board:
    rows = tuple(Proposition(name, name) for name in ("shortage", "ruse", SOMETHING_ELSE))
    return Board("bo-1", "Why did they leave?", rows, (), (), exclusive)


def told(
    made: Board, text: str, origin: str, ratings: tuple[float, ...], grade: SourceGrade = SourceGrade.NAMED
) -> Board:
    made = made.with_evidence(text, origin, grade)
    item = made.evidence[-1].id
    for hypothesis, value in zip(("shortage", "ruse"), ratings, strict=True):
        made = made.rated(hypothesis, item, value, "Ada")
    return made


def probabilities(made: Board, **options: bool) -> dict[str, float]:
    return {p.text: p.probability for p in weigh(made, **options)}


def test_classic_view_has_the_formulas_of_open_synthesis() -> None:
    generator = np.random.default_rng(5)
    for _ in range(50):
        rows, columns = generator.integers(2, 7, 2)
        matrix = [
            [list(generator.integers(1, 6, generator.integers(0, 4))) for _ in range(columns)] for _ in range(rows)
        ]
        for row in matrix:
            means = np.array([np.mean(cell) for cell in row if cell])
            expected = float(np.sum(3 - means[means < 3])) if means.size else 0.0
            assert inconsistency(row) == pytest.approx(expected, abs=1e-9)
            assert consistency(row) == pytest.approx(float(np.sum(means[means > 3] - 3)) if means.size else 0, abs=1e-9)
        for c in range(columns):
            means = np.array([np.mean(row[c]) for row in matrix if row[c]])
            found = diagnosticity([row[c] for row in matrix])
            assert found is None if not means.size else found == pytest.approx(float(np.std(means)), abs=1e-9)
        assert [score for _, score in ranked(matrix)] == sorted(inconsistency(row) for row in matrix)
    assert disagreement([1, 5]) == 2 and disagreement([]) is None


def test_evidence_moves_the_board_and_the_machine_does_not_unless_asked() -> None:
    made = board()
    assert probabilities(made) == {name: pytest.approx(1 / 3) for name in ("shortage", "ruse", SOMETHING_ELSE)}
    made = told(made, "the depots stood empty", "Reuters", (5, 2))
    found = probabilities(made)
    assert found["shortage"] > found[SOMETHING_ELSE] > found["ruse"]
    by_machine = made.with_evidence("no shells were fired", "AFP", SourceGrade.NAMED)
    item = by_machine.evidence[-1].id
    by_machine = Board(
        **{
            **{f: getattr(by_machine, f) for f in by_machine.__slots__},
            "ratings": (*by_machine.ratings, Rating("ruse", item, 5, MACHINE)),
        }
    )
    assert probabilities(by_machine) == pytest.approx(found)
    assert probabilities(by_machine, with_machine=True)["ruse"] > found["ruse"]
    corrected = by_machine.rated("ruse", item, 3, "Ada")
    assert [r.by for r in corrected.cells(with_machine=True)["ruse", item]] == ["Ada"]


def test_copies_of_one_origin_count_once() -> None:
    once = told(board(), "the depots at Orlo stood empty on Monday", "Reuters", (5, 2))
    copied = told(once, "The depots at Orlo stood empty on Monday!", "Le Monde", (5, 2))
    assert probabilities(copied)["shortage"] > probabilities(once)["shortage"]
    assert probabilities(with_copies_merged(copied)) == pytest.approx(probabilities(once))
    by_link = with_copies_merged(copied, lambda item: "story")
    assert {item.origin for item in by_link.evidence} == {"Reuters"}


def test_a_worse_source_moves_less() -> None:
    named = told(board(), "the depots stood empty", "Reuters", (5, 2))
    bare = told(board(), "the depots stood empty", "Reuters", (5, 2), SourceGrade.ANONYMOUS_BARE)
    assert probabilities(named)["shortage"] > probabilities(bare)["shortage"] > 1 / 3


def test_posteriors_come_as_ranges() -> None:
    for exclusive in (True, False):
        made = told(told(board(exclusive), "a", "Reuters", (5, 2)), "b", "AFP", (4, 1))
        for p in weigh(made):
            assert 0 <= p.low <= p.probability <= p.high <= 1
            assert p.low < p.high
    assert sum(p.probability for p in weigh(told(board(), "a", "Reuters", (5, 2)))) == pytest.approx(1)


def test_overlapping_factors_may_both_be_true() -> None:
    made = told(board(exclusive=False), "the depots stood empty and a decoy was built", "Reuters", (5, 5))
    found = probabilities(made)
    assert found["shortage"] == found["ruse"] > 0.5
    assert found[SOMETHING_ELSE] == pytest.approx((1 - found["shortage"]) ** 2)


def test_the_source_on_which_the_top_hangs_is_named_first() -> None:
    made = told(told(told(board(), "a", "Reuters", (4, 3)), "b", "AFP", (5, 1)), "c", "a blogger", (2, 5))
    reliances = leave_one_out(made)
    assert {r.origin for r in reliances} == {"Reuters", "AFP", "a blogger"}
    assert reliances[0].origin == "AFP" and reliances[0].changes_top and reliances[0].top == "ruse"
    assert not reliances[-1].changes_top


def test_what_is_expected_and_missing_speaks_against() -> None:
    made = board().with_evidence("lorries carry shells west", "nobody yet", SourceGrade.NAMED, seen=False)
    item = made.evidence[0]
    made = made.rated("ruse", item.id, 5, "Ada").rated("shortage", item.id, 1, "Ada")
    found = probabilities(made)
    assert found["ruse"] < found["shortage"] and missing(made) == (item,)


def test_the_most_telling_observation_parts_the_answers() -> None:
    made = board()
    for text, ratings in (("a", (3, 3)), ("b", (5, 1)), ("c", (4, 2))):
        made = made.with_evidence(text, f"to be seen: {text}", SourceGrade.NAMED, seen=False)
        for hypothesis, value in zip(("shortage", "ruse"), ratings, strict=True):
            made = made.rated(hypothesis, made.evidence[-1].id, value, "Ada")
    tellings = most_telling(made)
    assert [t.item.text for t in tellings] == ["b", "c", "a"]
    assert tellings[0].bits > tellings[1].bits > tellings[2].bits >= 0
    assert tellings[0].if_seen[0] > tellings[0].if_not[0]


def test_stated_priors_leave_the_rest_to_the_others() -> None:
    made = board().with_hypothesis("an order from above", prior=0.7)
    assert [h.text for h in made.hypotheses][-2:] == ["an order from above", SOMETHING_ELSE]
    found = probabilities(made)
    assert found["an order from above"] == pytest.approx(0.7) and found["ruse"] == pytest.approx(0.1)


def test_editing_gives_a_new_board_and_refuses_nonsense() -> None:
    made = told(board(), "a", "Reuters", (5, 2))
    assert made.without("ruse").cells().keys() == {("shortage", made.evidence[0].id)}
    assert not made.without_origin("Reuters").evidence
    with pytest.raises(ValueError):
        made.rated("ruse", made.evidence[0].id, 9, "Ada")


def test_every_word_of_strength_has_a_rating_and_every_grade_a_band() -> None:
    known = set(bands().words)
    assert {word for word in strengths().words if word not in known} == set()
    assert {" ".join(phrase) for phrase in strengths().phrases} <= known
    for grade in SourceGrade:
        assert 0 <= reliability_of(grade).low < reliability_of(grade).high <= 1


def test_words_map_to_bands_in_their_order() -> None:
    order = [rating_of(word, True) for word in ("may", "suggests", "likely", "certainly")]
    assert order == sorted(order) and order[0] > 3
    assert rating_of("certainly", False) < 2 < 3 < rating_of(None, True)
    assert likelihood_of(3).middle == pytest.approx(0.5)
    middles = [likelihood_of(r).middle for r in (1, 1.5, 2, 3.4, 5)]
    assert middles == sorted(middles)
