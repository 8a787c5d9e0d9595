"""Events as a reader would note them: type, status, who and to whom."""

import time
from collections.abc import Callable

import pytest

from dragoman.codes import Hedge, Status
from dragoman.reading.reading import Reading
from dragoman.records import Actor, Event

pytestmark = pytest.mark.model


def countries(actors: tuple[Actor, ...]) -> str:
    return "+".join(actor.country or actor.sector or "?" for actor in actors)


def rows(events: list[Event]) -> list[tuple[str, str, str, str]]:
    return [(e.type.value, e.status.value, countries(e.source), countries(e.target)) for e in events]


# text, the one event in it
ONE_EVENT = [
    ("Poland expelled the Belarusian ambassador.", ("SANCTION", "asserted", "POL", "BLR")),
    ("Ghana and Togo signed a trade agreement.", ("SUPPORT", "asserted", "GHA+TGO", "")),
    ("Peru's foreign minister met with the Chilean president.", ("CONSULT", "asserted", "PER", "CHL")),
    ("Kenya sent 40 tons of food to Somalia.", ("AID", "asserted", "KEN", "SOM")),
    ("Norway condemned the Sudanese government.", ("ACCUSE", "asserted", "NOR", "SDN")),
    ("The Norwegian government was condemned by Sudan.", ("ACCUSE", "asserted", "SDN", "NOR")),
    ("Chad has imposed sanctions on Niger.", ("SANCTION", "asserted", "TCD", "NER")),
    ("Serbian police arrested two Croatian journalists.", ("COERCE", "asserted", "SRB", "HRV")),
    ("Ethiopian troops attacked Eritrean soldiers.", ("ASSAULT", "asserted", "ETH", "ERI")),
    ("Ethiopia's invasion of Eritrea shocked the region.", ("ASSAULT", "asserted", "ETH", "ERI")),
    ("Talks between Armenia and Azerbaijan began in Vienna.", ("CONSULT", "asserted", "ARM+AZE", "")),
    ("Jordan rejected an Iraqi proposal.", ("REJECT", "asserted", "JOR", "IRQ")),
    ("Peru has agreed to withdraw its troops from Ecuador.", ("AGREE", "asserted", "PER", "ECU")),
    ("Peru refused to withdraw its troops from Ecuador.", ("REJECT", "asserted", "PER", "ECU")),
    ("Ecuador demanded that Peru withdraw its troops.", ("REQUEST", "asserted", "ECU", "PER")),
    ("Ecuador called on Peru to withdraw its troops.", ("REQUEST", "asserted", "ECU", "PER")),
    ("Ecuador said that Peru must withdraw its troops.", ("REQUEST", "asserted", "ECU", "PER")),
    ("Ecuador threatened to attack Peru.", ("THREATEN", "asserted", "ECU", "PER")),
    ("Ecuador will visit Peru.", ("CONSULT", "future", "ECU", "PER")),
    ("Finland suspended military aid to Mali.", ("SANCTION", "asserted", "FIN", "MLI")),
    ("Finland lifted its sanctions on Mali.", ("RETREAT", "asserted", "FIN", "MLI")),
    ("Norwegian workers staged a protest against the government of Sweden.", ("PROTEST", "asserted", "NOR", "SWE")),
    ("Peru reopened its airspace to Ecuador.", ("RETREAT", "asserted", "PER", "ECU")),
    ("Ukrainian drones struck depots in Belgorod.", ("ASSAULT", "asserted", "UKR", "RUS")),
    ("Turkish artillery shelled positions of the Syrian army.", ("ASSAULT", "asserted", "TUR", "SYR")),
    ("Peru told Ecuador to withdraw its troops.", ("REQUEST", "asserted", "PER", "ECU")),
    ("Gabon said it would not accept refugees from Cameroon.", ("REJECT", "asserted", "GAB", "CMR")),
]


@pytest.mark.parametrize(("text", "row"), ONE_EVENT)
def test_one_event(events_in: Callable[..., list[Event]], text: str, row: tuple[str, str, str, str]) -> None:
    assert rows(events_in(text)) == [row]


# None of these tells that something was done.
NOT_DONE = [
    "Did Peru attack Ecuador?",
    "Will Peru withdraw its troops from Ecuador?",
    "If Peru attacks Ecuador, Chile will mediate.",
    "Peru may attack Ecuador.",
    "Peru did not attack Ecuador.",
    "Peru refused to attack Ecuador.",
    "Peru wants Ecuador to attack Chile.",
    "Some of Peru's supporters would condemn Ecuador.",
    "Peru is unlikely to attack Ecuador.",
    "There were fears of a Peruvian attack on Ecuador.",
    "Chile accused Peru of attacking Ecuador.",
]


@pytest.mark.parametrize("text", NOT_DONE)
def test_what_was_not_done_is_never_told_as_done(events_in: Callable[..., list[Event]], text: str) -> None:
    done = [event for event in events_in(text) if event.status == "asserted"]
    assert not [event for event in done if event.type in ("ASSAULT", "RETREAT")]


@pytest.mark.parametrize("text", ["Did Peru attack Ecuador?", "Why did Peru withdraw from Ecuador?"])
def test_no_event_from_a_question(events_in: Callable[..., list[Event]], text: str) -> None:
    assert events_in(text) == []


# Words of many senses, and deeds of nobody one could name.
NO_EVENT = [
    "The minister told reporters that the sanctions would be lifted.",
    "Peru said that the weather was fine.",
    "The film struck a chord with me and I support it.",
    "We met at the bar and she ordered the fish.",
    "They refused to fix my car, so I demanded a refund.",
    "The minister of Peru declined to comment.",
    "The team released a new version in March.",
    "His lawyer attacked the argument.",
]


@pytest.mark.parametrize("text", NO_EVENT)
def test_no_event(events_in: Callable[..., list[Event]], text: str) -> None:
    assert rows(events_in(text)) == []


def test_control_gives_the_infinitive_its_doer(events_in: Callable[..., list[Event]]) -> None:
    (event,) = events_in("Georgian troops began to shell Armenian positions.")
    assert (event.type, countries(event.source), countries(event.target)) == ("ASSAULT", "GEO", "ARM")


def test_politicians_attack_in_words(events_in: Callable[..., list[Event]]) -> None:
    (event,) = events_in("Senator Adela Vance attacked President Ruben Okoye over the budget.")
    assert event.type == "ACCUSE"


def test_told_twice_is_one_event_with_two_mentions(events_in: Callable[..., list[Event]]) -> None:
    text = "Georgian troops attacked Armenia. The market fell. The Georgian attack on Armenia was a surprise."
    (event,) = events_in(text)
    assert [span.text_of(text)[:8] for span in event.mentions] == ["Georgian", "Georgian"]
    assert len(event.mentions) == 2


def test_a_hedge_stays_on_the_event(events_in: Callable[..., list[Event]]) -> None:
    (event,) = events_in("Georgian troops have reportedly attacked Armenian soldiers.")
    assert event.reporting_hedge is Hedge.REPORTED


def test_when_where_contexts_and_reason(events_in: Callable[..., list[Event]]) -> None:
    text = "On Friday, Kenyan troops attacked rebels in Mogadishu."
    (event,) = events_in(text)
    assert event.when is not None and event.when.value == "2022-11-11"
    assert event.where is not None and event.where.country == "SOM"
    assert "military" in event.contexts
    assert event.trigger.text_of(text) == "attacked"
    assert event.evidence.why.startswith("“attacked” names ASSAULT; source: ")


def test_an_operator_explains_itself(events_in: Callable[..., list[Event]]) -> None:
    (event,) = events_in("Peru has agreed to withdraw its troops from Ecuador.")
    assert "agree + RETREAT → AGREE" in event.evidence.why


HOSTILE = [
    "",
    "?",
    "“",
    "\u202eattacked\u202c",
    "🙂🙂 attacked 🙂",
    "attack " * 3000,
    "of the by with " * 500,
    "...\n\n\n...",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_survived(events_in: Callable[..., list[Event]], text: str) -> None:
    assert isinstance(events_in(text), list)


def test_time_grows_with_the_text_not_with_its_square(
    read: Callable[..., Reading], events_in: Callable[..., list[Event]]
) -> None:
    from dragoman.actors.cast import Cast
    from dragoman.events.find import find_events

    def seconds(times: int) -> float:
        reading = read("Georgian police arrested two Armenian journalists in Tbilisi. " * times)
        start = time.process_time()
        find_events(reading, [], [], Cast(reading, []))
        return time.process_time() - start

    seconds(10)
    assert seconds(800) < 12 * seconds(200) + 0.2


# text, type and mode of the first event
MODES = [
    ("Ecuador threatened to attack Peru.", ("THREATEN", "violence")),
    ("Ecuador threatened to suspend aid to Peru.", ("THREATEN", "relations")),
    ("Ecuador demanded that Peru withdraw its troops.", ("REQUEST", "yield")),
    ("Peru refused to meet Ecuador.", ("REJECT", "meet")),
    ("Peru vowed not to withdraw its troops from Ecuador.", ("REJECT", "yield")),
    ("Peru promised not to attack Ecuador.", ("AGREE", None)),
    ("Norway withdrew the country from the treaty with Iceland.", ("SANCTION", "withdraw")),
    ("Norway is sending 200 soldiers to Mali as peacekeepers.", ("AID", None)),
    ("Peruvian farmers blocked the road to the border with Chile.", ("PROTEST", "obstruct")),
    ("Peruvian gendarmes blocked the road to the border with Chile.", ("COERCE", "restrict")),
    ("Peruvian officials dropped their demand for an apology from Chile.", ("CONCEDE", None)),
]


@pytest.mark.parametrize(("text", "row"), MODES)
def test_modes(events_in: Callable[..., list[Event]], text: str, row: tuple[str, str | None]) -> None:
    event = events_in(text)[0]
    assert (event.type.value, event.mode) == row


@pytest.mark.parametrize(
    "text",
    [
        "The ministry in Lima withdrew the allegation.",
        "A teacher from Lima stabbed a taxi driver from Quito.",
        "Peru's president was asked whether he would sign the treaty with Chile.",
    ],
)
def test_no_political_event(events_in: Callable[..., list[Event]], text: str) -> None:
    assert [e for e in events_in(text) if e.status is not Status.HYPOTHETICAL] == []


def test_one_deed_of_joined_verbs_is_one_event(events_in: Callable[..., list[Event]]) -> None:
    [event] = events_in("Chadian soldiers shot and killed two Sudanese officers.")
    assert countries(event.source) == "TCD" and countries(event.target) == "SDN"


def test_the_coding_is_explained(events_in: Callable[..., list[Event]]) -> None:
    [event] = events_in("Peru has agreed to withdraw its troops from Ecuador.")
    assert event.evidence.why == (
        "“agreed … withdraw”: agree + RETREAT → AGREE; source: “Peru” (subject); target: “Ecuador” (after “from”); "
        "status asserted: nothing in the clause qualifies it"
    )
