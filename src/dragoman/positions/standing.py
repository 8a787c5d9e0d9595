"""Whether a stance is put forward at all, or only supposed, denied or guessed at by others."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.codes import Status
from dragoman.positions.conditions import Tie
from dragoman.positions.stances import Held
from dragoman.positions.voices import OPINIONS, Voices
from dragoman.records import Actor


def stands(voices: Voices, held: Held, ties: Sequence[Tie]) -> bool:
    """Whether a stance is somebody's position; one that names its terms always is."""
    if ties:
        return True
    if held.tied or (held.weak and held.status is Status.NEGATED):
        # "Did not ask for", "has not offered": nobody has put it forward.
        return False
    if held.weak and voices.reading.tags[held.trigger] == "VBD" and not any(map(_is_known, held.actors)):
        # "The visitors asked for tea": an everyday word tells what happened, not what somebody stands for.
        return False
    statement = voices.around(held.trigger)
    if statement is None:
        return True
    if statement.speaker is None:
        return not held.weak
    # What one believes, doubts or denies that another wants is no position of that other's.
    own = statement.speaker.id in {actor.id for actor in held.actors}
    if own or statement.act not in OPINIONS or held.status is Status.FUTURE:
        return True
    reading = voices.reading
    why = f"“{reading.words[held.trigger]}” stands in what {statement.speaker.name} only believes or denies"
    reading.doubt("positions", reading.span(held.trigger, held.trigger), "hearsay", why)
    return False


def _is_known(actor: Actor) -> bool:
    return bool(actor.country or actor.office or actor.person or actor.sector not in (None, "CVL"))
