"""Positions of single sentences: who, which stance, and the kinds of conditions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.actors.cast import Cast
from dragoman.codes import ConditionKind, Stance, Status
from dragoman.places.find import find_places
from dragoman.positions.find import find_positions
from dragoman.reading.reading import Reading
from dragoman.records import Position
from dragoman.statements.find import find_statements

pytestmark = pytest.mark.model
Find = Callable[[str], list[Position]]

# sentence, then for each position: part of the actor's name, stance, kinds of its conditions
SENTENCES = [
    ("Ankara will only negotiate with the new government.", [("Turkey", "offer", "only_if")]),
    ("Kyiv will negotiate only if Russian troops leave the region.", [("Ukraine", "offer", "only_if")]),
    ("Ankara wants the two sides to sign the deal by 1 June.", [("Turkey", "demand", "deadline")]),
    (
        "President Arslan refused to sign the treaty until the troops withdraw from the border.",
        [("Arslan", "reject", "until")],
    ),
    (
        "The minister said Georgia would not join the pact without security guarantees.",
        [("Georgia", "reject", "unless")],
    ),
    (
        "Moldova offered to release the prisoners in exchange for the opening of the road.",
        [("Moldova", "offer", "exchange")],
    ),
    ("Greece insists that Turkey withdraw its ships before any talks.", [("Greece", "demand", "precondition")]),
    (
        "The rebels agreed to a truce on condition that the government lifts the siege.",
        [("rebels", "accept", "precondition")],
    ),
    ("President Orlova ruled out talks with the rebels.", [("Orlova", "rule_out", "")]),
    (
        "Finland threatened to close the border if Russia did not stop the flights.",
        [("Finland", "threaten", "only_if")],
    ),
    (
        "Egypt's demand for a ceasefire was rejected by the commander.",
        [("Egypt", "demand", ""), ("commander", "reject", "")],
    ),
    (
        "The removal of the general is a precondition for talks, Kyiv says.",
        [("Ukraine", "demand", "precondition")],
    ),
    (
        "Armenia is ready to hold talks provided that Azerbaijan recognises the border.",
        [("Armenia", "offer", "precondition")],
    ),
    ('"We will never accept the annexation," Foreign Minister Lena Marek said.', [("Marek", "rule_out", "")]),
    ("There will be no talks unless the army leaves, President Marek said.", [("Marek", "reject", "unless")]),
    ("The United States called on Iran and Israel to show restraint.", [("United States", "demand", "")]),
    ("Sudan warned that it would expel the diplomats.", [("Sudan", "threaten", "")]),
    ("Kenya said it was willing to take part, but only after a ceasefire.", [("Kenya", "offer", "only_if")]),
    ("Turkey opposes any change of the status quo.", [("Turkey", "reject", "")]),
    ("The prime minister urged lawmakers to approve the budget by Friday.", [("prime minister", "demand", "deadline")]),
    ("Not until the hostages are freed will Israel open the crossing.", [("Israel", "reject", "until")]),
    ("Lithuania has demanded the immediate release of the crew.", [("Lithuania", "demand", "")]),
    (
        "Washington asked Ukraine to drop its refusal to engage in talks unless the general is dismissed.",
        [("United States", "demand", ""), ("Ukraine", "reject", "unless")],
    ),
    ("Poland does not want to host the summit.", [("Poland", "reject", "")]),
    ("Jordan is not ready to reopen the crossing.", [("Jordan", "reject", "")]),
    (
        "Unless the sanctions are lifted, Iran will not return to the talks.",
        [("Iran", "reject", "unless")],
    ),
    ("Albania urged Serbia to release the three policemen.", [("Albania", "demand", "")]),
    ("Croatia's refusal to ratify the accord angered its neighbours.", [("Croatia", "reject", "")]),
    (
        "President Marek said that Hungary would lift its veto once the funds were released.",
        [("Hungary", "offer", "precondition")],
    ),
    (
        "The opposition agreed to end the protests in return for early elections.",
        [("opposition", "accept", "exchange")],
    ),
    ("Vietnam rejected the proposal.", [("Vietnam", "reject", "")]),
    ("Canada turned down the request.", [("Canada", "reject", "")]),
    ("The general vowed to retaliate.", [("general", "threaten", "")]),
    (
        "Tunisia proposed a meeting of foreign ministers.",
        [("Tunisia", "offer", "")],
    ),
    ("The junta must hand over power, President Ndoye said.", [("Ndoye", "demand", "")]),
    (
        "Ethiopia is prepared to talk as long as the rebels lay down their arms.",
        [("Ethiopia", "offer", "precondition")],
    ),
    (
        "France will join the mission only after the parliament votes.",
        [("France", "accept", "only_if")],
    ),
    (
        "Denmark says it will not sell the island.",
        [("Denmark", "reject", "")],
    ),
    (
        "Chile insisted on the return of the ship within 48 hours.",
        [("Chile", "demand", "deadline")],
    ),
    ("Cuba appealed to Mexico to send doctors.", [("Cuba", "demand", "")]),
    (
        "The Taliban have refused to release the engineer unless their commander is freed.",
        [("Taliban", "reject", "unless")],
    ),
    ("Bulgaria demanded that North Macedonia change its constitution.", [("Bulgaria", "demand", "")]),
    ("Somalia will never recognise the breakaway region.", [("Somalia", "rule_out", "")]),
    (
        "Yemen's offer to exchange prisoners came as a surprise.",
        [("Yemen", "offer", "")],
    ),
    (
        "Kosovo is open to talks on the north.",
        [("Kosovo", "accept", "")],
    ),
    (
        "Peru threatened to recall its ambassador unless Bolivia apologised.",
        [("Peru", "threaten", "unless")],
    ),
    (
        "Nigeria said it would not withdraw its troops before the election is held.",
        [("Nigeria", "reject", "precondition")],
    ),
    (
        "Norway offered Iceland a loan on the condition that the banks be reformed.",
        [("Norway", "offer", "precondition")],
    ),
    (
        "Pakistan cannot accept the ruling.",
        [("Pakistan", "reject", "")],
    ),
    ("The Syrian government insists that the rebels disarm.", [("Syria", "demand", "")]),
    ("Algeria is unwilling to reopen the pipeline.", [("Algeria", "reject", "")]),
    ("Brussels wants London to accept the court.", [("European", "demand", "")]),
    (
        '"Russia should withdraw from the valley," Foreign Minister Tamar Beridze said.',
        [("Beridze", "demand", "")],
    ),
    (
        "Madagascar would end the boycott if the islands were returned, Foreign Minister Rakoto said.",
        [("Madagascar", "offer", "only_if")],
    ),
    (
        "Japan's opposition to the reform has not softened.",
        [("Japan", "reject", "")],
    ),
    ("Oman pressed Iran to free the tanker by the end of the week.", [("Oman", "demand", "deadline")]),
    (
        "Uganda agreed to withdraw provided the militia is disarmed.",
        [("Uganda", "accept", "precondition")],
    ),
    (
        "Qatar said any deal was conditional on the release of the hostages.",
        [],
    ),
    ("Slovakia no longer insists on a new treaty.", [("Slovakia", "demand", "")]),
    ("Estonia did not rule out new talks.", [("Estonia", "rule_out", "")]),
    # What is asked, supposed, told by the author or about the everyday puts forward no position.
    ("Would Georgia accept a smaller army?", []),
    ("The spokesman declined to comment.", []),
    ("We must ask ourselves what went wrong.", []),
    ("The plan requires patience.", []),
    ("Officials urged calm.", [("fficials", "demand", "")]),
    ("The court asked whether the minister knew of the plan.", []),
    ("Russia will not win the war.", []),
    ("The storm threatened the coast.", []),
    ("Lisbon should have acted earlier.", []),
    ("They called the prime minister a liar.", []),
    ("Many people want to change.", []),
    ("The envoy called Kabul to ask after the hostages.", []),
    ("The clinic is open until June if the funds last.", []),
    # A finite verb joined to an infinitive is the outer subject's; "nor" denies; a paper speaks for who sent it.
    (
        "Nepal urged its guards to close the pass and asked India to send aid.",
        [("Nepal", "demand", ""), ("Nepal", "demand", "")],
    ),
    ("Mali opposes the vote, nor does Mali endorse the plan.", [("Mali", "reject", ""), ("Mali", "reject", "")]),
    (
        "Forty deputies sent a letter to President Marek calling for a ceasefire.",
        [("deputies", "demand", "")],
    ),
    # Holders known by their words alone; threats by what is done unless; what is supposed is nobody's position.
    ("The ferrymen demanded a second pier before the harvest.", [("ferrymen", "demand", "deadline")]),
    ("The bakers of Tunis refuse the new flour tax.", [("bakers", "reject", "")]),
    ("The tenants' committee threatened to march if the heating fails.", [("committee", "threaten", "only_if")]),
    ("Voters want change.", []),
    ("“The gates will stay shut unless the mayor resigns,” Irina Dolan said.", [("Irina Dolan", "threaten", "unless")]),
    ("Senator Ilmar Kask pledged to resign unless the chamber votes.", [("Ilmar Kask", "threaten", "unless")]),
    ("Sudan would accept the observers only if Chad agreed.", [("Sudan", "accept", "only_if")]),
    ("Norway accepts no map that Denmark draws alone.", [("Norway", "reject", "")]),
    ("The refusal of the ministry to pay the guards angered them.", [("ministry", "reject", "")]),
    ("Peru insists that the boats did not cross the line.", []),
    ("Peru insists that the boats leave the bay.", [("Peru", "demand", "")]),
    ("Gabon would never again lease the ridge, its minister said.", [("Gabon", "rule_out", "")]),
    ("The harbour board gave the tug firm ten days to clear the channel.", [("harbour board", "demand", "deadline")]),
    ("Laos rules out paying for the buoy.", [("Laos", "rule_out", "")]),
    ("Bhutan has no intention of opening the pass.", [("Bhutan", "rule_out", "")]),
    ("Cameroon has agreed to nothing.", []),
    ("Cyprus rejects the radar, the road and the mast.", [("Cyprus", "reject", "")] * 3),
    ("What Benin wants is a port.", [("Benin", "demand", "")]),
    ("It is unclear if the shops will open, but Oman wants the port closed.", [("Oman", "demand", "")]),
    # Lists: each thing asked for is a position of its own, with its own conditions.
    (
        "Kenya demanded three things: the release of the crew; a new survey by 1 June 2023; and an apology.",
        [("Kenya", "demand", ""), ("Kenya", "demand", "deadline"), ("Kenya", "demand", "")],
    ),
    (
        "Benin demands that the gate be opened, that the fees be cut and that the guards leave.",
        [("Benin", "demand", "")] * 3,
    ),
    (
        "Nepal has sent four requests:\n\n(a) that the road be opened;\n\n(b) a bridge;\n\n(c) a seat on the board.",
        [("Nepal", "demand", "")] * 3,
    ),
    (
        "Mali calls for the return of the trucks by Friday and for an inquiry into the fire.",
        [("Mali", "demand", "deadline"), ("Mali", "demand", "")],
    ),
    (
        "Cairo wants the guns moved; Libya will not talk until they are.",
        [("Egypt", "demand", ""), ("Libya", "reject", "until")],
    ),
    # A promise or threat that something will be done is told once, and whoever is bound by it holds it.
    ("The minister pledged that Kenya would open the road if Uganda paid.", [("Kenya", "offer", "only_if")]),
    (
        "The mayor threatened that nothing on wheels would cross unless the sum was found.",
        [("mayor", "threaten", "unless")],
    ),
    ("The mayor vowed that no ship will be handed over.", [("mayor", "rule_out", "")]),
    ("Nobody will cross the bridge until the toll is cut, said Irina Dolan.", [("Irina Dolan", "rule_out", "until")]),
    ("Ghana will accept no waste from its neighbours.", [("Ghana", "rule_out", "")]),
    # What is said to be so until or unless something happens.
    ("“The boats stay in port until the fees are cut,” Irina Dolan said.", [("Irina Dolan", "threaten", "until")]),
    ("“If one net is cut, we block the harbour,” warned Irina Dolan.", [("Irina Dolan", "threaten", "only_if")]),
    ("Until the map is signed, Ghana will keep the gate shut, its minister said.", [("Ghana", "threaten", "until")]),
    ("Should Oslo veto the loan, Kenya will leave the talks, its minister said.", [("Kenya", "offer", "only_if")]),
    ("Failing an apology, Kenya will recall its ambassador.", [("Kenya", "threaten", "unless")]),
    ("The road must be open by May; failing that, Kenya will close the port.", [("Kenya", "threaten", "unless")]),
    ("Kenya will lift the levy the moment Uganda lifts its own.", [("Kenya", "offer", "precondition")]),
    ("Kenya offered Uganda the boats in return.", [("Kenya", "offer", "exchange")]),
    ("The crew might return once the fine is paid, Ghana said.", [("Ghana", "offer", "precondition")]),
    ("Ghana might let the crew return once the fine is paid.", [("Ghana", "offer", "precondition")]),
    ("The herders intend to march unless the well is opened.", [("herders", "threaten", "unless")]),
    ("The herders plan to march.", []),
    # "Before" sets a time, or what the holder would do next.
    ("Ghana wants the tents gone before it reopens the road.", [("Ghana", "demand", "precondition")]),
    ("Ghana wants the tents gone before the rains end.", [("Ghana", "demand", "deadline")]),
    ("Ghana demands that the text be put before parliament.", [("Ghana", "demand", "")]),
    ("A week before the vote, Ghana demanded a recount.", [("Ghana", "demand", "")]),
    # Who holds it: those a spokesman speaks for, whom "it" takes up.
    ("“We reject the plan,” said a spokesman for the miners.", [("miners", "reject", "")]),
    ("The council met on Monday. It wants a second gate.", [("council", "demand", "")]),
    ("Ghana is in favour of a joint patrol.", [("Ghana", "accept", "")]),
    ("The villagers are adamant that the dam be moved.", [("villagers", "demand", "")]),
    ("Serbia's condition for joining is a seat on the board.", [("Serbia", "demand", "precondition")]),
    ("Kenya threatened Uganda with sanctions.", [("Kenya", "threaten", "")]),
    ("Kenya pledged not to reopen the camp.", [("Kenya", "rule_out", "")]),
    ("Kenya turned down the loan, saying it was too small.", [("Kenya", "reject", "")]),
    # A condition belongs to the stance told last before it.
    (
        "Fiji rejected the dam but accepted the road, provided Tonga paid for it.",
        [("Fiji", "reject", ""), ("Fiji", "accept", "precondition")],
    ),
    (
        "Fiji demanded a pilot and said that its crews would strike if none came.",
        [("Fiji", "demand", ""), ("crews", "threaten", "only_if")],
    ),
    # Parentheses of saying, and what the parser hangs elsewhere.
    ("The patrols, Kenya proposed, should be resumed by May.", [("Kenya", "offer", "deadline")]),
    (
        "The commission will recommend, its chairman said, that two judges sit on the bench.",
        [("commission", "demand", "")],
    ),
    ("The signatories appeal to both sides for calm.", [("signatories", "demand", "")]),
    ("Sweden offered condolences and a joint patrol.", [("Sweden", "offer", "")]),
    ("Kenya demands forty boats and two cranes.", [("Kenya", "demand", "")]),
    # Papers speak for who brings or signs them; who speaks is somebody.
    ("The teachers marched to the ministry with a list. It demands new roofs.", [("teachers", "demand", "")]),
    (
        "The delegate opened a folder. The note that she produced was short. It demands that the dam be opened.",
        [("delegate", "demand", "")],
    ),
    ("The slate says it will accept the result only if the box is found.", [("slate", "accept", "only_if")]),
    (
        "The miners met on Monday. They want three things. A year of wages. The manager out. A new lift.",
        [("miners", "demand", "")] * 3,
    ),
    (
        "In view of this, the delegates demand of the Danish side:\n\nFirst, to open the lock;\n\nSecond, to pay the crews.",
        [("delegates", "demand", "")] * 2,
    ),
    (
        "The Kenyan side pledged that no camp will be closed, and that the road will be widened if Uganda pays.",
        [("Kenyan side", "rule_out", ""), ("Kenyan side", "offer", "only_if")],
    ),
    # To join is to take up what another proposes; what is vowed till another yields is a threat.
    ("Kenya would take part only if Chad agreed.", [("Kenya", "accept", "only_if")]),
    ("The rebels vowed to hold the bridge until the army left.", [("rebels", "threaten", "until")]),
    ("The consul wrote that two guards would testify only if the court moved.", [("consul", "offer", "only_if")]),
    # What others only believe, and what an everyday word denies or tells of nobody in particular.
    ("Togo believes that Ghana wants a second road.", []),
    ("Ghana did not offer a loan.", []),
    ("The visitors asked for tea.", []),
    ("The court ordered both banks to pay.", []),
    ("The governor neither accepted the offer nor answered it.", []),
    ("The envoy was not ready to say if the talks would go on.", []),
    ("Somebody demanded that the gate be shut.", []),
    (
        "Kenya asks, first, that the gate be opened; second, that the fee be cut; third, that the guards leave.",
        [("Kenya", "demand", "")] * 3,
    ),
    ("The mayor rejected the plan at once.", [("mayor", "reject", "")]),
    # No positions: what nobody has put forward so far, mere things promised, what was sworn to have been, forecasts.
    ("Ghana has not asked for a loan.", []),
    ("The baker promised cake.", []),
    ("A shepherd swears that the lorries hummed.", []),
    ("The minister hopes that the deliveries will resume before the feast.", []),
    ("Prices will rise if the harvest fails, the minister said.", []),
    ("Chad would have refused to sign.", []),
    ("Togo accepted it.", []),
    ("Two officials asked not to be named.", []),
    ("Will Gabon close the port before the rains?", []),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_positions_of_a_sentence(positions_in: Find, sentence: str, expected: list[tuple[str, str, str]]) -> None:
    found = positions_in(sentence)
    told = [(p.actor.name, p.stance.value, " ".join(c.kind.value for c in p.conditions)) for p in found]
    assert len(told) == len(expected), told
    for (name, stance, kinds), (part, wanted, ties) in zip(told, expected, strict=True):
        assert part in name
        assert (stance, kinds) == (wanted, ties)


# sentence, status of its first position
STATUSES = [
    ("Slovakia no longer insists on a new treaty.", Status.NEGATED),
    ("Estonia did not rule out new talks.", Status.NEGATED),
    ("Serbia did not demand an apology.", Status.NEGATED),
    ("Serbia would accept the plan if the court dropped the case.", Status.HYPOTHETICAL),
    ("If Serbia rejects the plan, the talks will end.", Status.HYPOTHETICAL),
    ("Serbia may demand a new vote.", Status.HYPOTHETICAL),
    ("Serbia will demand a new vote.", Status.FUTURE),
    ("Serbia dropped its demand for a new vote.", Status.NEGATED),
    ("Serbia demands a new vote.", Status.ASSERTED),
    ("Serbia is not willing to sign unless Kosovo signs.", Status.ASSERTED),
    ("Serbia would accept the plan only if the court dropped the case.", Status.ASSERTED),
    ("Serbia may yet accept the plan if the court drops the case.", Status.HYPOTHETICAL),
    ("Serbia has no intention of signing.", Status.ASSERTED),
]


@pytest.mark.parametrize(("sentence", "status"), STATUSES)
def test_a_stance_keeps_its_status(positions_in: Find, sentence: str, status: Status) -> None:
    found = positions_in(sentence)
    assert found and found[0].status is status, [(p.stance, p.status, p.evidence.why) for p in found]


def test_condition_names_the_state_and_who_must_bring_it_about(positions_in: Find) -> None:
    (position,) = positions_in("Iran refuses to hold talks unless President Marek is removed from office.")
    (condition,) = position.conditions
    assert condition.kind is ConditionKind.UNLESS
    assert condition.state == "President Marek is removed from office"
    assert condition.actor is not None and "Marek" in condition.actor.name
    assert position.object == "hold talks"


def test_only_singles_out_a_counterpart(positions_in: Find) -> None:
    (position,) = positions_in("Ukraine will only negotiate with the new Russian president.")
    (condition,) = position.conditions
    assert (position.stance, condition.kind) == (Stance.OFFER, ConditionKind.ONLY_IF)
    assert condition.state == "with the new Russian president"
    assert condition.actor is not None and "president" in condition.actor.name


def test_called_upon_names_the_counterpart_and_both_acts(positions_in: Find) -> None:
    (position,) = positions_in("Ghana called upon Togo to stop the patrols and withdraw its boats from the lake.")
    assert position.counterpart is not None and position.counterpart.name == "Togo"
    assert position.object == "stop the patrols and withdraw its boats from the lake"


def test_what_comes_before_talks_is_what_is_demanded(positions_in: Find) -> None:
    (position,) = positions_in("Greece insists that Turkey withdraw its ships before any talks.")
    (condition,) = position.conditions
    assert condition.state == "Turkey withdraw its ships"
    assert (
        condition.span.text_of("Greece insists that Turkey withdraw its ships before any talks.") == "before any talks"
    )


def test_nested_positions_have_their_own_actors(positions_in: Find) -> None:
    outer, inner = positions_in(
        "Berlin has asked Kenya to drop its refusal to meet the rebels unless the general resigns."
    )
    assert outer.counterpart is not None and outer.counterpart.name == "Kenya"
    assert inner.actor.name == "Kenya" and inner.status is Status.ASSERTED
    assert inner.conditions[0].state == "the general resigns"


def test_we_is_the_speaker_and_never_the_author(positions_in: Find) -> None:
    assert positions_in("We demand an end to the siege.") == []
    (position,) = positions_in('"We demand an end to the siege," Foreign Minister Lena Marek said.')
    assert "Marek" in position.actor.name
    assert position.statements


def test_a_deadline_ends_the_validity(positions_in: Find) -> None:
    (position,) = positions_in("Kenya urged Sudan to open the border by 1 June 2023.")
    assert position.valid_to is not None and position.valid_to.isoformat() == "2023-06-01"


def test_a_date_that_only_names_a_thing_ends_nothing(positions_in: Find) -> None:
    (position,) = positions_in("Kenya refused to withdraw the boats unless Uganda recognised the border of 1926.")
    assert position.valid_to is None


def test_the_date_of_a_condition_is_part_of_it(positions_in: Find) -> None:
    (position,) = positions_in(
        "Kenya will close the port unless Uganda pays the fees by 1 June 2023, its minister said."
    )
    (condition,) = position.conditions
    assert condition.state == "Uganda pays the fees by 1 June 2023"
    assert position.valid_to is not None and position.valid_to.isoformat() == "2023-06-01"


def test_the_other_half_of_an_exchange_is_for_the_counterpart(positions_in: Find) -> None:
    (position,) = positions_in("Kenya offered a ferry to Uganda in exchange for the release of the sailors.")
    (condition,) = position.conditions
    assert condition.actor is not None and condition.actor.name == "Uganda"


def test_terms_tell_towards_whom_a_position_is_held(positions_in: Find) -> None:
    (position,) = positions_in("Kenya will close the port unless Uganda pays the fees.")
    assert position.counterpart is not None and position.counterpart.name == "Uganda"


def test_what_is_accepted_was_put_forward_by_another(positions_in: Find) -> None:
    demanded, accepted = positions_in("Kenya demanded a second gate. On Friday Uganda accepted the demand.")
    assert demanded.counterpart is None
    assert accepted.counterpart is not None and accepted.counterpart.name == "Kenya"


def test_who_suffers_an_act_is_not_asked_for_it(positions_in: Find) -> None:
    (position,) = positions_in("Ghana demands that the sailors be freed.")
    assert position.counterpart is None


def test_what_is_no_act_of_the_holder_is_told_whole(positions_in: Find) -> None:
    (position,) = positions_in("The gate, Irina Dolan said, will stay shut unless the fee is paid.")
    assert "shut" in position.object and position.counterpart is None
    (position,) = positions_in("Irina Dolan said the gate will stay shut unless the fee is paid.")
    assert position.object == "the gate will stay shut"


def test_a_retracted_letter_is_a_retracted_demand(positions_in: Find) -> None:
    (position,) = positions_in(
        "Thirty deputies sent — then quickly withdrew — a letter to Mr. Marek calling for a truce."
    )
    assert position.status is Status.RETRACTED


def test_hearsay_is_left_out_with_a_note(read: Callable[..., Reading]) -> None:
    reading = read("Togo believes that Ghana wants a second road.")
    cast = Cast(reading, find_places(reading))
    assert find_positions(reading, [], cast, find_statements(reading, [], cast)) == []
    assert [d.evidence.rule for d in reading.doubts if d.room == "positions"] == ["hearsay"]


def test_odd_texts_break_nothing(positions_in: Find) -> None:
    for text in ("", "demand", "?!", "unless until if", "“refuse", "demand unless " * 2_000, "🙂 will not", "ترفض"):
        positions_in(text)
