"""From probabilities to a level, and from a level to an intent. Plain functions, without Rasa.

The thresholds were chosen on messages by writers that the model had not seen (`make bench-quality`);
docs/model-card.md states the figures that came out.
"""

from __future__ import annotations

from typing import Any

from engine.levels import highest
from engine.topics import TELLS

HIGH_FROM = 0.36
"""Urgent and emergency together count from this probability on: a missed teen is worse than a needless offer."""
EMERGENCY_FROM = 0.4
"""Share of that probability from which a high message is read as an emergency."""
FAQ_SURE = 0.4
"""Confidence of the `faq` intent from which a question about the subject outweighs a mere concern."""

ASKER_SURE = 0.6
"""Probability from which a message counts as somebody else's than the victim's: wrongly said "your friend" hurts."""

FOLLOW_UP = "vervolg"
"""The intent of what a teen asks or tells next in a talk about something grave ("ik heb al betaald")."""
FOLLOW_UP_HEARD = 0.3
"""Confidence of that intent from which a message is a follow-up, and not one more thing that happened."""
FOLLOW_UP_LIKE = 0.25
"""Confidence in one follow-up from which a message is it too, when it was not heard surely as something else."""
FOLLOW_UP_PLAIN = 0.6
"""The same, when it was heard surely as a disclosure or a question, or as something that steers the talk."""
HEARD_SURELY = 0.5
MAY_BE_FOLLOW_UP = {*TELLS.values(), "faq", "nlu_fallback"}
STEERS = {"weet_niet", "wat_nu", "luisteren", "wil_hulplijn", "wil_mens", "reactie_contact"}

ANSWERS = {
    "ja", "nee", "weet_niet", "snap_niet", "wat_nu", "luisteren", "al_gedaan", "reactie_contact", "wil_mens",
    "wil_hulplijn", "verkeerd_begrepen", "terugnemen", "stoppen", "afscheid", "bedankt", "leeftijd", "plaats",
    "groet", "schelden",
}  # fmt: skip
"""Intents that answer the bot or steer the talk."""
CHAT = {"praatje", "buiten_bereik", "over_ander"}
NEVER_JUST_TALK = {"al_gedaan", "stoppen"}
"""Intents whose words may be the gravest: "heb alles klaargelegd", "ik wil stoppen met alles"."""
TALK_SURE = 0.5
"""Confidence of such an intent from which a message may be talk and no danger,"""
HARMLESS_FROM = 0.25
"""and the share of the topics that are no harm from which it is. On the held-out messages the two cost no teen in
danger, and "moet weg, mn zusje komt binnen" is no emergency any more."""
GRAVE_IN_A_TALK = {"afscheid", "stoppen", "al_gedaan", "terugnemen", "bedankt", "reactie_contact"}
"""Of these the ones that may be a sign by themselves in a talk about death: "dag allemaal", "heb alles klaargelegd"."""
ABOUT_DEATH = {"suicide", "self_harm"}
ANSWER_SURE = 0.5
"""Confidence from which such an answer outweighs a mere concern, in a talk that knows of the concern already."""

OVERRIDE = {"emergency": "nood", "urgent": "dringend"}
"""The intents that win over whatever the classifier thought, as Rasa's FallbackClassifier does."""


OTHER_LANGUAGE = "andere_taal"
"""The intent of a message that is not in Dutch, whatever it says: one action answers in its language."""
DUTCH = "nl"


def decide_level(probability: dict[str, float]) -> str:
    """The level, from a probability per level. In doubt the higher one."""
    high = probability.get("urgent", 0.0) + probability.get("emergency", 0.0)
    if high >= HIGH_FROM:
        return "emergency" if probability.get("emergency", 0.0) >= EMERGENCY_FROM * high else "urgent"
    return "concern" if probability.get("concern", 0.0) >= probability.get("none", 0.0) else "none"


def is_talk(heard: dict[str, Any], topics: dict[str, float]) -> bool:
    """Whether a message is plainly talk: its words answer the bot or chat, and it is about no harm."""
    harmless = sum(share for topic, share in topics.items() if topic not in TELLS)
    talk = (ANSWERS | CHAT) - NEVER_JUST_TALK
    return heard["name"] in talk and heard["confidence"] >= TALK_SURE and harmless >= HARMLESS_FROM


def decide_asker(probability: dict[str, float]) -> str:
    """Who asks, from a probability per asker: the teen about themself unless another is plain."""
    asker = max(probability, key=probability.__getitem__)
    return asker if probability[asker] >= ASKER_SURE else "self"


def is_follow_up(heard: dict[str, Any], follow_up: float, level: str, level_before: str) -> bool:
    """Whether a message is a follow-up: nothing worse than the talk knew already, and like one of those that we know.

    Args:
        heard: the intent by the words alone, with its confidence.
        follow_up: confidence in the likeliest follow-up.
        level: what triage decided about the message.
        level_before: the highest level of the talk so far.
    """
    known_already = level_before != "none" and highest(level, level_before) == level_before
    if not known_already or level == "emergency":
        return False
    if heard["name"] == FOLLOW_UP:
        return bool(heard["confidence"] >= FOLLOW_UP_HEARD or follow_up >= FOLLOW_UP_LIKE)
    if heard["name"] in MAY_BE_FOLLOW_UP and heard["confidence"] < HEARD_SURELY:
        return follow_up >= FOLLOW_UP_LIKE
    return heard["name"] in {*TELLS.values()} | STEERS and follow_up >= FOLLOW_UP_PLAIN  # a sure question is one


def says_it_all(parse: dict[str, Any], level_before: str) -> bool:
    """Whether a message needs no reading with those before it: an answer to the bot or a follow-up brings no news.

    Read together, "nee" after a disclosure would be the disclosure once more, and count as worse than it was.
    """
    heard, level = parse["heard"], parse["triage"]["level"]
    if parse["language"] != DUTCH:
        return False
    plain_answer = heard["name"] in ANSWERS - GRAVE_IN_A_TALK and heard["confidence"] >= ANSWER_SURE
    return (plain_answer and level == "none") or is_follow_up(
        heard, parse["follow_up"]["confidence"], level, level_before
    )


def leaves_it_at_that(parse: dict[str, Any], together: dict[str, Any]) -> bool:
    """Whether a goodbye, thanks or "al gedaan" is no more than that: it is a sign in a talk about death only."""
    heard, level = parse["heard"], parse["triage"]["level"]
    plain = heard["name"] in GRAVE_IN_A_TALK and heard["confidence"] >= ANSWER_SURE and level == "none"
    return plain and together["triage"]["topic"] not in ABOUT_DEATH


def is_answer(heard: dict[str, Any], level: str, level_before: str) -> bool:
    """Whether a message surely answers the bot, though it sounds of a concern that the talk knows already."""
    plain = heard["name"] in ANSWERS and heard["confidence"] >= ANSWER_SURE
    return bool(plain and level == "concern" and level_before != "none")


def decide_intent(level: str, intent: str, confidence: float, language: str) -> str:
    """The intent that the rules act on.

    Args:
        level: what triage decided.
        intent: what the intent classifier thought, after the fallback.
        confidence: how sure it was.
        language: the message's, as an ISO 639-1 code.
    """
    if language != DUTCH:
        return OTHER_LANGUAGE
    if level in OVERRIDE:
        return OVERRIDE[level]
    if level == "concern" and (intent != "faq" or confidence < FAQ_SURE):
        return "zorg"
    return intent


def rule_intent(heard: dict[str, Any], level: str, language: str) -> dict[str, Any]:
    """The intent with its confidence that the rules act on: what was heard, or surely what wins over it."""
    return _surely(heard, decide_intent(level, heard["name"], heard["confidence"], language))


def rule_intent_in_talk(parse: dict[str, Any], level_before: str) -> dict[str, Any]:
    """The same for a message in a talk, which may be a follow-up."""
    heard, level = parse["heard"], parse["triage"]["level"]
    if parse["language"] == DUTCH and is_follow_up(heard, parse["follow_up"]["confidence"], level, level_before):
        return _surely(heard, FOLLOW_UP)
    if parse["language"] == DUTCH and is_answer(heard, level, level_before):
        return heard
    return rule_intent(heard, level, parse["language"])


def _surely(heard: dict[str, Any], name: str) -> dict[str, Any]:
    return heard if name == heard["name"] else {"name": name, "confidence": 1.0}
