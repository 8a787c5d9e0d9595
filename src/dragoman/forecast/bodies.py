"""Questions as JSON: read back with every field looked at, for they also come from other people's files."""

from __future__ import annotations

import datetime
import math
from typing import Any

from dragoman.codes import QuestionState
from dragoman.errors import RequestError
from dragoman.forecast.question import ANY_REPORT, ForecastQuestion, Pattern


def question_from(body: Any) -> ForecastQuestion:
    """The question that a JSON body holds. Raises RequestError where a field is missing or wrong."""
    if not isinstance(body, dict):
        raise RequestError("This is no forecast question: it must be an object with text, criterion, opens and closes.")
    try:
        return ForecastQuestion(
            id=_name(body),
            text=_words(body, "text"),
            criterion=_words(body, "criterion"),
            opens=_day(_words(body, "opens")),
            closes=_day(_words(body, "closes")),
            pattern=_pattern_from(body.get("pattern")),
            sources=body.get("sources") or ANY_REPORT,
            asked_in=body.get("asked_in"),
            state=_state(body),
            outcome=_answer(body.get("outcome")),
            resolved_on=_day(_words(body, "resolved_on")) if body.get("resolved_on") else None,
            disputed=bool(body.get("disputed", False)),
            tags=_several(body.get("tags", ())),
            value=_value(body.get("value")),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise RequestError(f"This is no forecast question: {_told(error)}.") from error


def _told(error: Exception) -> str:
    return f"“{error.args[0]}” is missing" if isinstance(error, KeyError) else str(error).rstrip(".")


def _words(body: dict[str, Any], name: str) -> str:
    value = body[name]
    if not isinstance(value, str):
        raise TypeError(f"“{name}” must be words, not {value!r}")
    return value


def _name(body: dict[str, Any]) -> str:
    name = _words(body, "id").strip()
    if not name:
        raise ValueError("its id is empty")
    return name


def _day(words: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(words.strip())
    except ValueError:
        raise ValueError(f"“{words}” is no day; write it as 2031-12-31") from None


def _state(body: dict[str, Any]) -> QuestionState:
    """The state told; a question that comes with its answer and no state is resolved."""
    told = body.get("state") or ("draft" if body.get("outcome") is None else "resolved")
    if told not in list(QuestionState):
        raise ValueError(f"“{told}” is no state; choose one of {', '.join(QuestionState)}")
    return QuestionState(told)


def _value(value: Any) -> float | None:
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)):
        return value
    raise TypeError(f"“value” must be a number, not {value!r}")


def _answer(value: Any) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    raise TypeError(f"“outcome” must be true, false or null, not {value!r}")


def _several(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or any(not isinstance(one, str) for one in value):
        raise TypeError(f"{value!r} must be a list of words")
    return tuple(value)


def _pattern_from(body: Any) -> Pattern | None:
    if body is None:
        return None
    if not isinstance(body, dict) or not isinstance(body.get("at_least", 1), int):
        raise TypeError(f"“pattern” must be an object with types, source, target, place, at_least, not {body!r}")
    sides = {name: body.get(name) or None for name in ("source", "target", "place", "country")}
    if any(not isinstance(side, str | None) for side in sides.values()):
        raise TypeError("the sides and places of “pattern” must be words")
    types, modes = _several(body.get("types", ())), _several(body.get("modes", ()))
    return Pattern(types, modes, **sides, at_least=body.get("at_least", 1))
