"""The act a question asks about, type by type, as commentary words it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.questions.lexicon import acts, things
from dragoman.records import Question

pytestmark = pytest.mark.model
Find = Callable[[str], list[Question]]

# type asked about; a dash where no one event would tell
ASKED = {
    "AGREE": [
        "Will Kenya and Uganda sign the accord?",
        "Will the two sides come to terms?",
        "Will Chad go ahead with the deal?",
        "Could a deal be struck by March?",
        "Will the coalition accept the plan?",
        "Would Oman offer its coast?",
        "Will the two put their signatures to it?",
        "Will there be a trade agreement by June?",
        "Will Ghana take Togo up on its proposal?",
        "Will the partners come forward with an offer of their own?",
        "Would the commanders consider a new truce?",
    ],
    "CONSULT": [
        "Will the talks resume next week?",
        "Will Ankara take part in the conference?",
        "Will direct talks begin before the vote?",
        "Will negotiators return to the table?",
        "Could Qatar mediate between the two?",
        "Can Oman bring Yemen back to the table?",
        "Will Qatar step in as a mediator?",
        "The ambassador has an invitation to the summit. Will he go?",
    ],
    "SUPPORT": [
        "Will Germany back the resolution?",
        "Will Egypt restore relations with Iran?",
        "Will the embassy reopen?",
        "Will Brasilia back the draft?",
        "Are full relations between the two about to be restored?",
        "Will Benin become the first country in the region to recognise Kosovo?",
        "Will Chad come out in favour of the plan?",
    ],
    "CONCEDE": [
        "Will the government give in to the strikers?",
        "Will the junta hold elections this year?",
        "Will the minister step down?",
        "Will the ban on rallies be lifted?",
        "Will the cabinet drop its demand?",
        "Will the generals hand power back to civilians?",
        "Will the ministry put the reform on hold?",
        "The cabinet doubled the fee in May. Will it lift the measure?",
    ],
    "COOPERATE": [
        "Will India resume imports of Iranian oil?",
        "Will Ghana and Togo patrol the river together?",
        "Will flights between the two countries resume?",
        "Could joint patrols begin this year?",
        "Will India and Nepal go on cooperating?",
        "Will the two coastguards mount joint patrols?",
        "Will Kenya execute the judgment?",
    ],
    "AID": [
        "Will Germany send tanks to Ukraine?",
        "Will aid reach the north before winter?",
        "Will Kenya take in the refugees?",
        "Will Beijing write off the debt?",
        "Will the garrison be paid now?",
        "How much is Norway ready to contribute?",
        "Will the donors make good on their pledges?",
        "The lake villages are hungry. The neighbours pledged money in April. Will they step in?",
    ],
    "RETREAT": [
        "Will the ceasefire hold?",
        "Can the truce survive the summer?",
        "Will the troops leave the town?",
        "Will the army hold its fire?",
        "Will Mali stop shelling the town?",
        "Will the fighting stop?",
        "Will the hostages be let go?",
        "Will the captors let any of the women go?",
        "Is the siege likely to be lifted?",
        "Will Chad call back its troops?",
        "Kenya put a tariff on sugar from Uganda. Will Kenya ease the restrictions?",
        "The truce began on Friday. It is the fifth this year. Will it hold?",
        "Are the troops leaving for good?",
        "Will Fiji return the statues?",
    ],
    "REQUEST": [
        "Will Kyiv ask for more weapons?",
        "Will Colombo turn to India for a loan?",
        "Will Accra have to go back to the lenders for a loan?",
    ],
    "ACCUSE": [
        "Will the assembly condemn the raid?",
        "Will the UN open an inquiry?",
        "Will Mali go so far as to blame Chad openly?",
        "Is the union prepared, for once, to criticise the junta?",
        "Will the islands take Chile to court?",
    ],
    "REJECT": [
        "Will Hungary veto the package?",
        "Will the talks collapse?",
        "Will Iran walk away from the talks?",
        "Will the parliament throw out the treaty?",
        "Does Lima have the nerve to defy the court?",
        "Will Serbia stand in the way of the accession?",
    ],
    "THREATEN": [
        "Will Beijing issue an ultimatum?",
        "Should one expect Kenya to threaten its neighbour again?",
        "Will Chad respond with the customary threats against Libya?",
    ],
    "PROTEST": [
        "Will the unions go on strike?",
        "Will people take to the streets?",
        "Will the nurses strike again?",
        "Are the nurses likely to strike over Christmas?",
        "How soon will the drivers be back on strike?",
        "When will the teachers down tools?",
        "Can the union bring the crowds back onto the streets?",
    ],
    "SANCTION": [
        "Will Washington tighten the sanctions?",
        "Will Russia cut off gas to Moldova?",
        "Will Burkina Faso leave the bloc?",
        "Would the three go so far as to break off ties with it?",
        "Will Chad stop buying oil?",
        "Will Kenya hit back with a ban on maize?",
        "Will the donors hold back the next instalment?",
        "Will Kenya hit Uganda with tariffs?",
        "Japan taxed Korean steel. Will Korea hit back?",
        "Will the delegation walk out again?",
        "Will Mali pull out of the bloc?",
    ],
    "MOBILIZE": [
        "Will Ethiopia send troops to the border?",
        "Will Chad send in its army?",
        "Is Algiers planning to send more tanks to the frontier?",
        "Will Seoul put its troops on alert?",
        "Are more soldiers going to be brought in?",
        "How many soldiers is Nairobi prepared to send to the frontier?",
        "Will Ethiopia mass troops on the border?",
    ],
    "COERCE": [
        "Will Uganda close the border?",
        "Will the internet be cut off again?",
        "Will Kenya go further and expel the ambassador?",
        "Will the police clear the camp?",
        "Will the police come for them?",
        "Will the court send the general to prison?",
        "Will the army take the channel off the air?",
    ],
    "ASSAULT": [
        "Will the rebels take the capital?",
        "Will the city fall?",
        "Will fighting break out again?",
        "Would the police use force against the students?",
        "Will Mali target the depot?",
        "What would happen if the dam were bombed?",
        "Could the gangs turn their guns on the judges?",
        "The rebels hold the hills. Will the army ever drive them out?",
        "Will Chad bomb Douala’s port?",
    ],
    "-": [
        "Will inflation fall?",
        "Will the government survive?",
        "Will the rains come in November?",
        "Can Chad avoid a war?",
        "Will Kenya not sign?",
        "Will he run again?",
        "Will the minister name a new chief of staff?",
        "Does Fiji stand a chance of meeting the deadline?",
        "How long can the alliance hold together?",
        "Will the weather soften?",
        "Is a meeting of the two presidents off the table?",
    ],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in ASKED.items() for text in texts])
def test_type_of_the_act(questions_in: Find, kind: str, text: str) -> None:
    [question] = questions_in(text)
    found = question.pattern.type if question.pattern is not None else None
    assert (found.value if found is not None else "-") == kind


def test_it_is_what_was_told_before(questions_in: Find) -> None:
    [question] = questions_in("The ministry speaks of the border. Will it open?")
    assert question.pattern is not None and question.pattern.type == "RETREAT"


def test_every_kind_a_row_names_is_listed() -> None:
    known = {*things(), "none", "place", "named", "joint", "peoples"}
    for rows in acts().values():
        for row in rows:
            assert known.issuperset((*row.objects, *row.subjects)), row
