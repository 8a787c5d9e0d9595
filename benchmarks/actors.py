"""python -m benchmarks.actors CASES.json OUT.json [--score]

Answers rows ``text``, ``context``, ``date``, ``kind`` with ``country``, ``sector`` and ``canonical``, with ``country``
and ``rest`` (kind search_nat) or with ``co_actors`` (kind co_actors). Rows without a date, or of "today", mean
2022-11-01.
``--score`` prints how many answers agree with ``expect``: country, sector, both, canonical, rest and co-actors.
"""

from __future__ import annotations

import argparse
import datetime
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from dragoman.actors.agents import agent_of
from dragoman.actors.cast import Cast
from dragoman.actors.phrases import head_of_phrase, nationality_of
from dragoman.actors.tables import fold
from dragoman.codes import Basis
from dragoman.places.find import find_places
from dragoman.reading.reader import load_reader
from dragoman.reading.reading import Reading
from dragoman.records import Actor, Document, Evidence, Place, day_when, make_id
from dragoman.times.find import find_times

TODAY = "2022-11-01"


def reading_of(text: str, day: str) -> Reading:
    when = day_when(datetime.date.fromisoformat(day), Basis.STATED, Evidence(None, "given", "given by the case"))
    document = Document(make_id("doc", text), text, None, None, None, when, None, "en", "", ())
    return next(iter(load_reader().read([document])))


def day_of(row: dict[str, Any]) -> str:
    """The day of a case: ISO, or in words that the finder of times reads."""
    given = str(row.get("date") or "")
    if re.fullmatch(r"\d{4}-\d\d-\d\d", given):
        return given
    whens = find_times(reading_of(given, TODAY)) if given and given.lower() != "today" else []
    return str(whens[0].first) if whens and whens[0].first else TODAY


def actor_of(row: dict[str, Any]) -> tuple[Actor | None, Place | None]:
    """Who a phrase names, and where: a place alone is nobody in a sentence, but a case may ask for it."""
    reading = reading_of(" ".join(str(row["text"]).split()), day_of(row))
    places = find_places(reading)
    cast = Cast(reading, places)
    head = head_of_phrase(reading, cast)
    return cast.one(head) if head is not None else None, places[0] if places else None


def answer_of(row: dict[str, Any]) -> dict[str, Any]:
    if row["kind"] == "search_nat":
        nationality, rest = nationality_of(row["text"])
        return {"country": nationality.country if nationality else "", "rest": rest}
    if row["kind"] == "co_actors":
        return {"co_actors": co_actors(row)}
    actor, place = actor_of(row)
    context, _ = nationality_of(str(row.get("context") or ""))
    country = actor.country if actor else place.country if place else None
    sector = actor.sector if actor else None
    listed = actor is not None and actor.evidence.rule == "listed-name"
    if sector is None and not listed and (agent := agent_of(str(row["text"]).split())) is not None:
        # A phrase alone may be parsed as no noun phrase ("Thai junta").
        sector = agent.sector
    if country is None and context is not None:
        country = context.country
    named = actor is not None and actor.evidence.rule in ("person", "listed-name")
    return {
        "country": country or "",
        "sector": sector or "",
        "canonical": actor.name if actor and named else place.name if place and not actor else "",
    }


def co_actors(row: dict[str, Any]) -> list[str]:
    """The actors coordinated with the one the row names, as the text has them."""
    reading = reading_of(row["text"], TODAY)
    start = row["text"].find(row["actor"])
    tokens = [i for i in range(len(reading)) if start <= reading.starts[i] < start + len(row["actor"])]
    if not tokens:
        return []
    head = min(tokens, key=lambda i: len(reading.ancestors(i)))
    return [reading.noun_phrase(i).text_of(reading.text) for i in reading.conjuncts(head)]


def score(rows: list[dict[str, Any]], answers: list[dict[str, Any]]) -> None:
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for row, answer in zip(rows, answers, strict=True):
        agree = agreement(row["expect"], answer)
        for key, same in agree.items():
            asked[key] += 1
            right[key] += same
        if not all(agree.values()):
            print(json.dumps({"text": row["text"], "expect": row["expect"], "answer": answer}, ensure_ascii=False))
    for key in sorted(asked):
        print(f"{key}: {right[key]} of {asked[key]} = {right[key] / asked[key]:.3f}")


def agreement(expect: dict[str, Any], answer: dict[str, Any]) -> dict[str, bool]:
    agree: dict[str, bool] = {}
    for key in ("country", "sector"):
        if key in expect:
            # A generic actor (UNK) and an actor of no sector are the same answer.
            agree[key] = (expect[key] or "").replace("UNK", "") == answer.get(key, "").replace("UNK", "")
    if len(agree) == 2:
        agree["both"] = all(agree.values())
    if expect.get("canonical"):
        agree["canonical"] = fold(expect["canonical"]) == fold(answer.get("canonical", ""))
    if "rest" in expect:
        agree["rest"] = expect["rest"] == answer.get("rest")
    if "actors" in expect:
        agree["co_actors"] = expect["actors"] == answer.get("co_actors")
    return agree


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("cases", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--score", action="store_true")
    options = parser.parse_args()
    rows = json.loads(options.cases.read_text(encoding="utf-8"))
    answers = [answer_of(row) for row in rows]
    answered = [row | answer for row, answer in zip(rows, answers, strict=True)]
    options.out.write_text(json.dumps(answered, ensure_ascii=False, indent=1), encoding="utf-8")
    if options.score:
        score(rows, answers)


if __name__ == "__main__":
    main()
