from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from dragoman.archive.store import Archive
from dragoman.codes import SourceGrade
from dragoman.dossier import make_dossiers
from dragoman.errors import NotFoundError
from dragoman.explanations.rivals import MACHINE, SOMETHING_ELSE
from dragoman.explanations.weighing import most_telling, weigh
from dragoman.forecast.boards import boards_of, keep_board, load_board, question_of
from tests.conftest import make_document

REPORT = (
    "Ethiopia left the plateau on Monday.\n\n"
    "Was the withdrawal simply forced by a shortage of fuel, or was it also a political gesture?\n\n"
    "The supplies had probably run out in May. The withdrawal may also pave the way for talks, because the gesture "
    "was made a day before the vote in parliament."
)


@pytest.mark.model
def test_a_document_gives_a_board_that_people_edit(tmp_path: Path) -> None:
    document = make_document(REPORT, "2031-06-03")
    with Archive(tmp_path / "desk.duckdb") as archive:
        archive.keep(next(make_dossiers([document])))
        [board] = boards_of(archive, document.id)
        assert board.question.startswith("Was the withdrawal") and not board.exclusive
        assert board.hypotheses[-1].text == SOMETHING_ELSE and board.evidence
        assert all(rating.by == MACHINE for rating in board.ratings)
        assert [p.probability for p in weigh(board)][:2] == [0.5, 0.5]
        edited = board.with_evidence("envoys arrive in Asmara", "to be seen", SourceGrade.NAMED, seen=False)
        edited = edited.rated(edited.hypotheses[1].id, edited.evidence[-1].id, 5, "Ada")
        keep_board(archive, edited, "Ada")
        assert boards_of(archive, document.id) == [edited] and load_board(archive, board.id) == edited
        asked = question_of(most_telling(edited)[0], edited, datetime.date(2031, 6, 3))
        assert "envoys arrive in Asmara" in asked.text and asked.tags == ("board", board.id)
        with pytest.raises(NotFoundError):
            load_board(archive, "bo-none")
