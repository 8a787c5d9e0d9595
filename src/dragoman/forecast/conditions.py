"""Conditions of positions as questions, and the later events that meet them.

"No talks until the troops are withdrawn" asks whether they will be. The reader codes what stands inside a condition as
an event that has not happened; a later report that tells of it outright meets the condition.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.archive.links import Link, Member, forget_links, store_links
from dragoman.archive.store import Archive
from dragoman.codes import ConditionKind, Status
from dragoman.dossier import Dossier
from dragoman.forecast.question import ForecastQuestion, Pattern, code_of_actors, make_question
from dragoman.forecast.resolve import Found, propose_from
from dragoman.questions.wording import HORIZONS, window_told
from dragoman.records import Condition, Position, make_id

MET = "met"
# A position's conditions are watched for the longest of the default horizons.
WATCHED_DAYS = HORIZONS[-1]
# Positions looked at, the newest first: what was asked for long ago has been given or forgotten.
MOST_POSITIONS = 300


@dataclass(frozen=True, slots=True)
class Met:
    """A position, the condition of it that later reports meet, and their words."""

    position: Position
    condition: Condition
    question: ForecastQuestion
    evidence: tuple[Found, ...]


def questions_of_conditions(dossier: Dossier) -> list[ForecastQuestion]:
    """A draft for each condition that names an event, tagged with its position."""
    return [question for _, _, question in _asked(dossier)]


def met_conditions(archive: Archive, today: datetime.date | None = None) -> list[Met]:
    """The positions held whose condition a later report tells of outright, the newest first."""
    query = (
        "SELECT document, max(reported) AS day FROM positions WHERE conditions > 0 AND status = 'asserted'"
        f" AND reported IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {MOST_POSITIONS}"
    )
    found = []
    for document, _ in archive.rows(query):
        for position, condition, question in _asked(archive.dossier(document)):
            proposal = propose_from(archive, question, today)
            later = [f for f in proposal.evidence if f.document != document] if proposal and proposal.outcome else []
            if later:
                found.append(Met(position, condition, question, tuple(later)))
    return found


def flag_met(archive: Archive) -> list[Met]:
    """Links each position to the later events that meet a condition of it, anew each time. Writes to the archive."""
    found = met_conditions(archive)
    with archive.changes():
        forget_links(archive, MET)
        store_links(archive, [_link(met) for met in found])
    return found


def _asked(dossier: Dossier) -> Iterator[tuple[Position, Condition, ForecastQuestion]]:
    published = dossier.document.published
    opens = published.first if published is not None else None
    if opens is None:
        return
    for position in dossier.positions:
        for condition in position.conditions if position.status is Status.ASSERTED else ():
            pattern = _pattern(condition, dossier)
            if pattern is not None:
                closes = opens + datetime.timedelta(days=WATCHED_DAYS)
                yield position, condition, _question(position, condition, pattern, opens, closes)


def _pattern(condition: Condition, dossier: Dossier) -> Pattern | None:
    """The event named in a condition, with who must bring it about; none where none or several are named."""
    if condition.kind is ConditionKind.DEADLINE:
        return None
    inside = [e for e in dossier.events if condition.span.covers(e.trigger) and e.status is not Status.ASSERTED]
    if len({event.type for event in inside}) != 1:
        return None
    event = inside[0]
    source = code_of_actors((condition.actor,) if condition.actor is not None else event.source)
    pattern = Pattern((event.type.value,), source=source, target=code_of_actors(event.target))
    return pattern if pattern.is_decisive else None


def _question(
    position: Position, condition: Condition, pattern: Pattern, opens: datetime.date, closes: datetime.date
) -> ForecastQuestion:
    state = " ".join(condition.state.split()).rstrip(".")
    return make_question(
        f"Will what {position.actor.name} asks for come about: “{state}”?",
        f"Yes if a source reports, {window_told(opens, closes)}, that this has come about: {state}.",
        opens,
        closes,
        pattern=pattern,
        tags=("position", position.id),
    )


def _link(met: Met) -> Link:
    words = " ".join(met.condition.state.split())
    first = Member(met.position.id, met.position.document, met.position.document, f"hangs on “{words}”")
    events = {found.event: found for found in met.evidence}.values()
    later = [Member(f.event, f.document, f.origin, f"“{f.quote}”") for f in events]
    why = f"a later report tells of what the position hangs on: “{words}”"
    return Link(make_id("met", met.question.id), MET, (first, *later), why)
