"""Members by date: facts of public record."""

import datetime

import pytest

from dragoman.actors.members import members_of, memberships, memberships_of
from dragoman.actors.tables import rows_of


@pytest.mark.parametrize(
    ("organisation", "on", "number"),
    [
        ("NATO", "1990-01-01", 16),
        ("NATO", "2000-01-01", 19),
        ("NATO", "2005-01-01", 26),
        ("NATO", "2022-11-01", 30),
        ("NATO", "2024-06-01", 32),
        ("European Union", "2003-01-01", 15),
        ("European Union", "2010-01-01", 27),
        ("European Union", "2014-01-01", 28),
        ("European Union", "2022-11-01", 27),
        ("Eurozone", "2015-06-01", 19),
        ("Collective Security Treaty Organization", "2022-11-01", 6),
        ("Shanghai Cooperation Organisation", "2024-12-01", 10),
        ("BRICS", "2023-01-01", 5),
        ("Association of Southeast Asian Nations", "2022-11-01", 10),
        ("Arab League", "2022-11-01", 22),
        ("Economic Community of West African States", "2022-11-01", 15),
        ("Economic Community of West African States", "2025-03-01", 12),
        ("OPEC", "2022-11-01", 13),
    ],
)
def test_how_many_members_on_a_day(organisation: str, on: str, number: int) -> None:
    assert len(members_of(organisation, datetime.date.fromisoformat(on))) == number


def test_where_a_state_belongs() -> None:
    names = [m.organisation for m in memberships_of("FIN", datetime.date(2023, 6, 1))]
    assert names == ["Nordic Council", "European Union", "Eurozone", "NATO"]


def test_every_organisation_is_one_that_actors_know() -> None:
    known = {row["name"] for row in rows_of("igos.csv")}
    assert {m.organisation for m in memberships()} <= known
