"""Minimal pairs: the same deed done, not done, possible, still to come, long past."""

from collections.abc import Callable

import pytest

from dragoman.reading.clauses import status_of
from dragoman.reading.reading import Reading

pytestmark = pytest.mark.model

# sentence, the word whose status is asked, status
PAIRS = [
    ("The army withdrew from the town.", "withdrew", "asserted"),
    ("The army has withdrawn from the town.", "withdrawn", "asserted"),
    ("The army did not withdraw from the town.", "withdraw", "negated"),
    ("The army never withdrew from the town.", "withdrew", "negated"),
    ("The army refused to withdraw from the town.", "withdraw", "negated"),
    ("The army failed to withdraw from the town.", "withdraw", "negated"),
    ("No troops withdrew from the town.", "withdrew", "negated"),
    ("Neither side withdrew from the town.", "withdrew", "negated"),
    ("The minister denied attacking the convoy.", "attacking", "negated"),
    ("The minister left without attacking his rival.", "attacking", "negated"),
    ("The army may withdraw from the town.", "withdraw", "hypothetical"),
    ("The army could withdraw from the town.", "withdraw", "hypothetical"),
    ("The army must withdraw from the town.", "withdraw", "hypothetical"),
    ("If the army withdraws, the talks will begin.", "withdraws", "hypothetical"),
    ("Unless the army withdraws, there will be no deal.", "withdraws", "hypothetical"),
    ("Should the army withdraw, the talks would begin.", "withdraw", "hypothetical"),
    ("Will the army withdraw from the town?", "withdraw", "hypothetical"),
    ("Why did the army withdraw from the town?", "withdraw", "hypothetical"),
    ("The minister wants the army to withdraw.", "withdraw", "hypothetical"),
    ("The minister demanded that the army withdraw.", "withdraw", "hypothetical"),
    ("The minister urged the army to withdraw.", "withdraw", "hypothetical"),
    ("The minister threatened to attack the town.", "attack", "hypothetical"),
    ("The minister is unlikely to visit the town.", "visit", "hypothetical"),
    ("Withdraw your troops now.", "Withdraw", "hypothetical"),
    ("Talks between the two states are unlikely.", "Talks", "hypothetical"),
    ("The minister called for a withdrawal from the town.", "withdrawal", "hypothetical"),
    ("The minister warned of a possible invasion of the island.", "invasion", "hypothetical"),
    ("The minister spoke of the possible invasion of the island.", "invasion", "hypothetical"),
    ("Any attack on the island would be answered.", "attack", "hypothetical"),
    ("They speculated about talks between the two states.", "talks", "hypothetical"),
    ("The army will withdraw from the town.", "withdraw", "future"),
    ("The army is set to withdraw from the town.", "withdraw", "future"),
    ("The army plans to withdraw from the town.", "withdraw", "hypothetical"),
    ("The army agreed to withdraw from the town.", "withdraw", "future"),
    ("The leaders are to meet on Monday.", "meet", "future"),
    ("The leaders are due to meet on Monday.", "meet", "future"),
    ("Talks are scheduled for Monday.", "Talks", "future"),
    ("The minister said the army would withdraw from the town.", "withdraw", "future"),
    ("The planned withdrawal alarmed the opposition.", "withdrawal", "future"),
    ("The president will not attend the summit.", "attend", "negated"),
    ("The president is not attending the summit.", "attending", "negated"),
    ("He condemned the invasion of the island.", "invasion", "asserted"),
    ("The withdrawal from the town could hurt the president.", "withdrawal", "asserted"),
    ("Because the army withdrew, the talks may begin.", "withdrew", "asserted"),
    ("The army, which withdrew in May, may come back.", "withdrew", "asserted"),
    ("The army was forced to withdraw from the town.", "withdraw", "asserted"),
    ("The minister said the army withdrew from the town.", "withdrew", "asserted"),
    ("The minister did not say that the army withdrew.", "withdrew", "hypothetical"),
    ("The army not only withdrew but also disarmed.", "withdrew", "asserted"),
    ("The army may withdraw and disarm.", "disarm", "hypothetical"),
    ("The army did not advance but withdrew.", "withdrew", "asserted"),
    ("In 1994 the army withdrew from the town.", "withdrew", "historical"),
    ("The 1994 invasion of the island is forgotten.", "invasion", "historical"),
    ("During the Cold War the army invaded the island.", "invaded", "historical"),
    ("In October 2022 the army withdrew from the town.", "withdrew", "asserted"),
    ("It has yet to withdraw its troops.", "withdraw", "negated"),
    ("The two met to discuss the withdrawal of troops.", "discuss", "hypothetical"),
    ("The army stopped attacking the town.", "attacking", "negated"),
    ("Rebels prevented an attack on the town.", "attack", "negated"),
]


@pytest.mark.parametrize(("text", "word", "status"), PAIRS)
def test_status(read: Callable[..., Reading], text: str, word: str, status: str) -> None:
    reading = read(text, published="2022-11-14")
    found = status_of(reading, reading.words.index(word))
    assert found.status == status, found
    assert found.rule and found.why
