"""Boards in the desk: forecasts from draft to scored, rival explanations, positions laid out."""

from __future__ import annotations

import datetime
from dataclasses import replace

import httpx
from factory import EXPLANATION, make_dossier
from test_page import Elements
from visitor import send

from dragoman.codes import Stance
from dragoman.desk.calibration import draw_calibration
from dragoman.desk.matrix import OTHER, Held, matrix_of
from dragoman.desk.page import dossier_html
from dragoman.desk.pages.boards import _in_words
from dragoman.desk.shelf import Shelf
from dragoman.forecast.book import Book
from dragoman.forecast.question import make_question
from dragoman.forecast.scores import Bin
from dragoman.records import make_id

BOARD = f"/explanations/{EXPLANATION.id}"


def drafted(client: httpx.Client) -> str:
    """The id of an open question that was written by hand."""
    closes = (datetime.date.today() + datetime.timedelta(days=40)).isoformat()
    answer = send(client, "/forecasts/draft", text="Will the bridge open?", criterion="It opens.", closes=closes)
    id = answer.headers["location"].rsplit("/", 1)[1]
    assert send(client, "/forecasts/step", id=id, step="confirm").status_code == 303
    return id


def test_the_questions_of_a_report_become_drafts(client: httpx.Client) -> None:
    assert "Make drafts" in client.get("/forecasts").text
    send(client, "/forecasts/draft", document="doc-1")
    found = client.get("/forecasts.json").json()["questions"]
    assert found and {q["state"] for q in found} == {"draft"}
    page = client.get(f"/forecasts/{found[0]['id']}").text
    assert "Open it" in page and "/documents/doc-1?at=" in page


def test_a_question_from_draft_to_settled_and_back(client: httpx.Client) -> None:
    id = drafted(client)
    page = f"/forecasts/{id}"
    assert send(client, "/forecasts/log", id=id, probability="35", note="Frost.", who="Ada").status_code == 303
    [made] = client.get(f"{page}.json").json()["forecasts"]
    assert (made["probability"], made["who"], made["reason"]) == (0.35, "Ada", "Frost.")
    send(client, "/forecasts/log", id=id, probability="80 %", note="It trades so.", who="market", kind="crowd")
    assert client.get(f"{page}.json").json()["forecasts"][1]["kind"] == "crowd"
    assert "35%" in client.get(page).text and "Put it better" not in client.get(page).text
    send(client, "/forecasts/step", id=id, step="resolve", outcome="yes", note="It did.", who="Ada")
    assert client.get(f"{page}.json").json()["question"]["outcome"] is True
    send(client, "/forecasts/step", id=id, step="dispute", note="By whom?")
    assert "disputed" in client.get("/forecasts").text
    send(client, "/forecasts/step", id=id, step="settle", note="By the mayor.")
    send(client, "/forecasts/step", id=id, step="reopen", note="It shut again.")
    answer = client.get(f"{page}.json").json()
    assert answer["question"]["state"] == "open"
    assert [s["step"] for s in answer["steps"]] == ["draft", "confirm", "resolve", "dispute", "settle", "reopen"]


def test_the_event_looked_for_is_told_by_hand(client: httpx.Client) -> None:
    fields = {"text": "Will the ferry be stopped?", "criterion": "A report says so."}
    answer = send(client, "/forecasts/draft", **fields, event_type="COERCE", event_source="Kenya", event_least="2")
    page = answer.headers["location"]
    assert "COERCE, Kenya to anyone, at least 2 of them" in client.get(page).text
    id = page.rsplit("/", 1)[1]
    send(
        client, "/forecasts/step", id=id, step="edit", event_type="COERCE", event_source="Kenya", event_target="Uganda"
    )
    found = client.get(f"{page}.json").json()
    assert (found["question"]["pattern"]["target"], found["question"]["pattern"]["at_least"]) == ("Uganda", 1)
    assert found["steps"][-1]["note"] == "changed: pattern"
    for wrong in ({"event_type": "QUARREL"}, {"event_type": "COERCE", "event_least": "many"}, {"event_least": "²"}):
        assert send(client, "/forecasts/draft", **fields, **wrong).status_code == 400


def test_what_cannot_be_done_is_told_plainly(client: httpx.Client) -> None:
    id = drafted(client)
    for fields, told in (
        ({"probability": "35", "note": ""}, "Say why"),
        ({"probability": "often", "note": "x"}, "no percentage"),
        ({"probability": "140", "note": "x"}, "from 0 to 100"),
        ({"probability": "nan", "note": "x"}, "from 0 to 100"),
        ({"probability": "0.35", "note": "x"}, "Write 35"),
        ({"probability": "35", "note": "x", "evidence": "ev-none"}, "No record ev-none"),
    ):
        answer = send(client, "/forecasts/log", id=id, **fields)
        assert answer.status_code in (400, 404) and told in answer.text
    assert send(client, "/forecasts/step", id=id, step="resolve", outcome="no").status_code == 400
    assert send(client, "/forecasts/step", id=id, step="bless").status_code == 400
    assert client.get("/forecasts/fq-none").status_code == 404
    assert client.post("/forecasts/log", data={"id": id, "probability": "5"}).status_code == 403


def test_the_track_record_is_drawn_with_the_number_of_forecasts(shelf: Shelf, client: httpx.Client) -> None:
    with shelf.writing() as archive:
        book = Book(archive, now=datetime.datetime(2024, 1, 2))
        asked = make_question("Will it rain?", "It rains.", datetime.date(2024, 1, 1), datetime.date(2024, 1, 12))
        book.draft(asked, "Ada")
        book.confirm(asked.id, "Ada")
        book.forecast(asked.id, 0.8, "Ada", "clouds")
        Book(archive, now=datetime.datetime(2024, 2, 1)).resolve(
            asked.id, True, "Ada", "wet", on=datetime.date(2024, 1, 12)
        )
    page = client.get("/forecasts").text
    assert '<svg class="calibration"' in page and "10 at 80% on average; 100% came true" in page
    assert Elements(page).balanced


def test_bins_are_drawn_where_they_lie() -> None:
    plot = draw_calibration([Bin(0.0, 0.1, 4, 0.0, 0.0), Bin(0.9, 1.0, 16, 1.0, 1.0), Bin(0.5, 0.6, 0, None, None)])
    assert plot is not None
    low, high = plot.dots
    assert (low.x, low.y) == (plot.margin, plot.margin + plot.side)
    assert (high.x, high.y) == (plot.margin + plot.side, plot.margin)
    assert high.radius == 2 * low.radius
    assert draw_calibration([Bin(0.0, 0.1, 0, None, None)]) is None


def test_a_board_is_rated_by_people_and_the_machine_counts_only_where_asked(client: httpx.Client) -> None:
    before = client.get(f"{BOARD}.json").json()
    board = before["board"]
    assert len({round(p["probability"], 6) for p in before["posteriors"][:-1]}) == 1
    asked = client.get(f"{BOARD}.json?machine=1").json()
    assert asked["posteriors"] != before["posteriors"]
    first, evidence = board["hypotheses"][0]["id"], board["evidence"][0]["id"]
    send(client, "/explanations/edit", explanation=EXPLANATION.id, change="rate", who="Ada", hypothesis=first,
         evidence=evidence, value="5")  # fmt: skip
    after = client.get(f"{BOARD}.json").json()
    assert after["posteriors"][0]["probability"] > before["posteriors"][0]["probability"]
    page = client.get(BOARD).text
    assert "very consistent" in page and "Ada" in page and "If one source is false" in page
    matrix = client.get(f"{BOARD}?view=matrix").text
    assert "Inconsistency" in matrix and "Diagnosticity" in matrix


def test_a_board_is_edited_and_asks_its_most_telling_question(client: httpx.Client) -> None:
    def edit(**fields: str) -> httpx.Response:
        return send(client, "/explanations/edit", explanation=EXPLANATION.id, who="Ada", **fields)

    edit(change="hypothesis", text="A quarrel over fish")
    edit(change="evidence", text="The boats leave the quay", origin="the harbour", grade="office", missing="yes")
    found = client.get(f"{BOARD}.json").json()
    texts = [h["text"] for h in found["board"]["hypotheses"]]
    assert "A quarrel over fish" in texts and texts[-1] == "something else"
    [expected] = found["missing"]
    answer = edit(change="ask", evidence=expected["id"])
    question = client.get(answer.headers["location"]).text
    assert "Will it be observed that the boats leave the quay?" in question and BOARD in question
    rest = next(h["id"] for h in found["board"]["hypotheses"] if h["text"] == "something else")
    assert edit(change="without", evidence=rest).status_code == 400
    edit(change="evidence", text="The ice came early this year, say the pilots", origin="one paper", grade="office")
    edit(change="evidence", text="The ice came early this year, say the pilots!", origin="another", grade="office")
    twins = client.get(f"{BOARD}.json").json()["board"]["evidence"][-2:]
    assert len({(item["origin"], item["content"]) for item in twins}) == 1
    edit(change="without", evidence=expected["id"])
    assert client.get(f"{BOARD}.json").json()["missing"] == []
    assert edit(change="rate", evidence="it-none", hypothesis="hy-none", value="9").status_code == 400
    assert edit(change="hypothesis", text="").status_code == 400
    named = {"explanation": EXPLANATION.id, "who": "machine", "change": "hypothesis", "text": "Ice"}
    assert send(client, "/explanations/edit", **named).status_code == 400


def test_a_rating_that_leans_is_not_told_as_neutral() -> None:
    told = [_in_words(value) for value in (1.0, 2.6, 3.0, 3.4, 3.5, 4.6)]
    assert told == [
        "very inconsistent", "slightly inconsistent", "neutral", "slightly consistent", "consistent", "very consistent",
    ]  # fmt: skip


def test_explanations_lead_to_their_board(client: httpx.Client) -> None:
    assert BOARD in client.get("/explanations").text
    assert client.get("/explanations/ex-none").status_code == 404


def held(id: str, actor: str, object: str, stance: str, day: str, status: str = "asserted") -> Held:
    return Held(id, actor, actor.upper(), object, stance, status, datetime.date.fromisoformat(day))


def test_what_a_later_position_replaces_is_superseded_and_what_clashes_contradicts() -> None:
    matrix = matrix_of(
        [
            held("po-3", "a", "a joint inquiry", "accept", "2024-05-01"),
            held("po-1", "a", "the joint inquiry", "reject", "2024-02-01"),
            held("po-2", "b", "joint inquiry", "demand", "2024-02-01"),
            held("po-4", "b", "a joint inquiry", "reject", "2024-02-01"),
            held("po-5", "b", "the joint inquiry", "offer", "2024-03-01", "negated"),
            held("po-6", "b", "grain", "offer", "2024-03-01"),
        ],
        most=1,
    )
    assert len(matrix.columns) == 2 and matrix.columns[1] == OTHER
    turns = {p.id: p.turn for _, _, cells in matrix.rows for cell in cells for p in cell}
    assert turns == {
        "po-1": "superseded", "po-3": "", "po-2": "contradicted", "po-4": "contradicted", "po-5": "", "po-6": "",
    }  # fmt: skip
    assert [actor for actor, _, _ in matrix.rows] == ["b", "a"]
    assert matrix.is_telling


def test_what_is_told_again_without_its_terms_is_not_superseded_and_light_words_part_no_things() -> None:
    first = replace(held("po-1", "a", "hold talks", "offer", "2024-02-01"), conditions=("deadline: 1 June",))
    again = held("po-2", "a", "talks with the port", "offer", "2024-03-01")
    turned = held("po-3", "a", "talks", "rule_out", "2024-04-01")
    repeated = matrix_of([first, again])
    assert len(repeated.columns) == 1
    assert [p.turn for _, _, cells in repeated.rows for cell in cells for p in cell] == ["", ""]
    (row,) = matrix_of([first, again, turned]).rows
    assert [p.turn for cell in row[2] for p in cell] == ["superseded", "superseded", ""]


def test_the_positions_of_the_desk_are_laid_out(client: httpx.Client) -> None:
    found = client.get("/positions.json").json()
    assert found["total"] == sum(len(cell) for row in found["rows"] for cell in row["cells"]) > 0
    page = client.get("/positions").text
    assert 'class="others"' in page and "/documents/doc-1?at=po-" in page
    assert client.get("/positions.json?actor=nobody").json()["total"] == 0


def test_a_dossier_lays_out_its_positions_where_that_tells_more_than_a_list() -> None:
    html = dossier_html(make_dossier())
    assert Elements(html).balanced
    first = make_dossier().positions[0]
    twice = replace(make_dossier(), positions=(first, replace(first, id=make_id("po", "later"), stance=Stance.REJECT)))
    html = dossier_html(twice)
    assert "Laid out by actor and object" in html and f'href="#{first.id}"' in html
    assert Elements(html).balanced


def test_what_one_position_alone_is_about_stands_below_the_table() -> None:
    shared = [
        held("po-1", "a", "the northern road", "demand", "2024-02-01"),
        held("po-2", "b", "the northern road", "reject", "2024-02-02"),
    ]
    alone = [
        held(f"po-{n}", "a", thing, "offer", "2024-03-01") for n, thing in enumerate(("grain", "gas", "a visit"), 3)
    ]
    laid = matrix_of([*shared, *alone])
    assert laid.shared == ("the northern road",)
    assert [actor for actor, _, _ in laid.laid] == ["a", "b"]
    assert [(actor, len(cell)) for actor, _, cell in laid.others] == [("a", 3)]
    # The twin has all of it, in one shape.
    assert sum(len(cell) for _, _, cells in laid.rows for cell in cells) == 5


def test_a_board_without_a_question_on_record_says_what_it_explains() -> None:
    known, unknown = EXPLANATION, replace(EXPLANATION, question="who shut the port, and <why>")
    assert "who shut the port" not in dossier_html(make_dossier(explanations=(known,)))
    shown = dossier_html(make_dossier(explanations=(unknown,)))
    assert "who shut the port, and &lt;why&gt;" in shown
    first = EXPLANATION.hypotheses[0]
    told = replace(first, arguments=(replace(first.arguments[0], statement="st-fuel"),))
    for hypothesis, source in ((first, "by the author"), (told, "by a source not named")):
        assert source in dossier_html(make_dossier(explanations=(replace(known, hypotheses=(hypothesis,)),)))
