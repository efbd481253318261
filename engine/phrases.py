"""Phrases that mean one thing only. They back the model up: nothing it says can lower what stands here.

Short on purpose: each phrase is a plain statement about now or about oneself, as help lines hear it.
Whatever needs judgement belongs in the training messages.
"""

from __future__ import annotations

import re
from typing import NamedTuple

NOT_ABOUT_ME = re.compile(
    r"\b(spreekbeurt|werkstuk|huiswerk|schoolopdracht|(film|serie|aflevering|boek|docu) (over|waarin|gekeken|gezien|gelezen)|"
    r"(in|op) (die|deze|een|de|het|mijn|mn) (film|serie|boek|game|nieuws|journaal)|gta|fortnite|minecraft|liedje|songtekst|"
    r"haha\w*|lol|lmao|xd)\b"
)
"""School, stories and laughter: there the model judges alone."""

_PHRASES: tuple[tuple[str, str, str], ...] = (
    (r"(maak|ga) (ik )?er (ik )?(nu|vanavond|vannacht|straks|vandaag|morgen) (echt )?(een )?eind(e)? aan", "emergency", "suicide"),
    (r"(ga|wil) (er )?(nu|vanavond|vannacht|straks|vandaag) (een )?eind(e)? aan (\w+ )?(maken|leven)", "emergency", "suicide"),
    (r"(nu|vanavond|vannacht|straks|vandaag|morgen) (maak|ga) (ik )?er (echt )?(een )?eind(e)? aan", "emergency", "suicide"),
    (r"(net|zonet|zojuist|nu|al) (veel )?te ?veel pillen", "emergency", "suicide"),
    (r"(nu|net) (een )?overdosis", "emergency", "suicide"),
    (r"(dit is mijn|schrijf(t)? (nu )?(een|mijn)) afscheidsbrief", "emergency", "suicide"),
    (r"ik wil (\w+ ){0,2}(een )?eind(e)? aan mijn leven maken", "urgent", "suicide"),
    (r"(wil|kan) (ik )?(\w+ )?niet meer leven(?! zonder)", "urgent", "suicide"),
    (r"ik wil (gewoon |echt |nu )?dood(gaan)?", "urgent", "suicide"),
    (r"(ik )?(snij|snijd|sneed) (ik )?(mezelf|mijzelf|mezelluf|me zelf)", "urgent", "self_harm"),
    (r"ik (wil|ga) (mezelf|mijzelf|me zelf|mezelluf) (dood|van kant) ?(maken)?", "urgent", "suicide"),
    (r"(denk|dacht) (ik )?(elke dag |vaak |steeds |de hele tijd )?aan (zelfmoord|zelfdoding)", "urgent", "suicide"),
    (r"(hij|ze|zij|papa|mama|vader|moeder|stiefvader|vriend) (slaat|schopt|steekt|wurgt) (mij|me|mn|mijn \w+) nu", "emergency", "physical_danger"),
    (r"(hij|ze|zij|papa|mama|vader|moeder|stiefvader|vriend|broer) (slaat|schopt|mishandelt) (mij|me)", "urgent", "physical_danger"),
    (r"(hij|ze|zij) (heeft|houdt) (mij|me) (nu )?(opgesloten|vast ?gehouden|gevangen)", "emergency", "physical_danger"),
    (r"(ik )?zit (nu )?opgesloten", "emergency", "physical_danger"),
    (r"(heeft|met) een (mes|pistool|wapen) (in zijn hand|in haar hand|voor de deur|hier)", "emergency", "physical_danger"),
    (r"(ik )?word (ik )?(nu achtervolgd|(nu )?(vastgehouden|opgesloten))", "emergency", "physical_danger"),
    (r"(word|werd|ben) (ik )?((?!niet |nooit )\w+ ){0,2}gedwongen (tot|om) (\w+ ){0,3}seks", "urgent", "sexual_violence"),
    (r"hoe (maak|krijg|kan|doe) (ik|je|k|jij) .{0,30}(nep ?naakt\w*|nep ?nude\w*|fake ?nude\w*|deepfake van|uitgekleed)", "urgent", "own_behaviour"),
    (r"hoe (krijg|zorg) (ik|je) .{0,30}(dat (ze|hij|zij)|haar|hem) .{0,20}(nudes?|naaktfoto\w*|blote foto\w*)", "urgent", "own_behaviour"),
    (r"(ik )?(moet|moest) (\w+ )?seks hebben (voor|met) (geld|vrienden|mannen|zijn|klanten)", "urgent", "exploitation"),
    (r"(iemand|man|jongen|gast|auto|hij|ze) (achtervolgt|volgt) (mij|me) (nu|naar huis|op straat)", "emergency", "physical_danger"),
    (r"word (ik )?(nu )?verkracht", "emergency", "sexual_violence"),
    (r"(ik )?(ben|werd|word) ((?!niet |nooit )\w+ )?verkracht", "urgent", "sexual_violence"),
    (r"(hij|ze|zij) heeft (mij|me) ((?!niet |nooit )\w+ )?(verkracht|aangerand|misbruikt)", "urgent", "sexual_violence"),
    (r"(ik )?(word|werd|ben) (ik )?((?!niet |nooit )\w+ ){0,3}(gechanteerd|afgeperst)", "urgent", "sextortion"),
    (r"(chanteert|chanteren|perst|persen) (mij|me|mn|mijn|haar|hem|ons)", "urgent", "sextortion"),
    (r"(dreigt|dreigen|dreigde) .{0,40}(foto|fotos|foto's|nudes?|naakt\w*|filmpje|video) .{0,30}(te sturen|sturen|door|online|posten|lekken|plaatsen)", "urgent", "sextortion"),
)  # fmt: skip

PHRASES = tuple((re.compile(rf"\b(?:{pattern})\b"), level, topic) for pattern, level, topic in _PHRASES)


class Found(NamedTuple):
    """A phrase that stands in a text: what it means, and its words there."""

    level: str
    topic: str
    words: str


def unmistakable(text: str) -> Found | None:
    """The first phrase that stands in a text, or None."""
    plain = re.sub(r"\s+", " ", text.lower())
    if NOT_ABOUT_ME.search(plain):
        return None
    for pattern, level, topic in PHRASES:
        if found := pattern.search(plain):
            return Found(level, topic, found[0])
    return None
