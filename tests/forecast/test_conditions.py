from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.archive.links import links_of
from dragoman.archive.store import Archive
from dragoman.dossier import Dossier, make_dossiers
from dragoman.forecast.conditions import flag_met, met_conditions, questions_of_conditions
from tests.conftest import make_document

pytestmark = pytest.mark.model

HELD = "Kenya will not open the border unless Uganda releases the prisoners."
MET = "Uganda released the prisoners on Tuesday."
NOT_MET = "Uganda may release the prisoners. Uganda has not released the prisoners."


def read_report(text: str, published: str) -> Dossier:
    return next(make_dossiers([make_document(text, published)]))


def test_a_condition_that_names_an_event_becomes_a_question() -> None:
    dossier = read_report(HELD, "2031-03-03")
    [position] = [p for p in dossier.positions if p.conditions]
    [question] = questions_of_conditions(dossier)
    assert question.pattern is not None
    assert (question.pattern.types, question.pattern.source) == (("RETREAT",), "UGA")
    assert question.tags == ("position", position.id) and "2031-03-03" in question.criterion


def test_a_later_event_that_meets_a_condition_is_linked(tmp_path: Path) -> None:
    held, later = read_report(HELD, "2031-03-03"), read_report(MET, "2031-04-09")
    with Archive(tmp_path / "desk.duckdb") as archive:
        archive.keep(held)
        archive.keep(read_report(NOT_MET, "2031-04-02"))
        assert met_conditions(archive) == []
        archive.keep(later)
        [met] = flag_met(archive)
        assert flag_met(archive) == [met]
        [link] = [link for link in links_of(archive, met.position.id) if link.kind == "met"]
        assert {member.document for member in link.members} == {held.document.id, later.document.id}
        assert met.question in questions_of_conditions(held)
