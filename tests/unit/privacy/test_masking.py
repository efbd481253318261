"""The real masker: what may identify somebody goes, what tells how they are stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from weerwoord.content.library import Library
from weerwoord.privacy.masking import Masker, build_masker


@pytest.fixture(scope="session")
def mask() -> Masker:
    """The masker of the front door; it takes seconds to load."""
    return build_masker()


@pytest.mark.parametrize(
    ("typed", "masked"),
    [
        ("ik heet Sanne", "ik heet [naam]"),
        ("ik ben Sanne de Vries", "ik ben [naam]"),
        ("Mijn naam is Mohammed el Amrani", "Mijn naam is [naam]"),
        ("mn vriendin heet Yara", "mn vriendin heet [naam]"),
        ("Jayden stuurt mij berichten", "[naam] stuurt mij berichten"),
        ("juf Karin weet het", "juf [naam] weet het"),
        ("Noor van den Berg uit Almere", "[naam] uit Almere"),
        ("Emma en Sem", "[naam] en [naam]"),
        ("Sanne 😭 Kevin 💔", "[naam] 😭 [naam] 💔"),
        ("Thijs", "[naam]"),
    ],
)
def test_names_of_people_are_masked(typed: str, masked: str, mask: Masker) -> None:
    assert mask(typed) == masked


@pytest.mark.parametrize(
    ("typed", "masked"),
    [
        ("mail jay.2009@hotmail.com", "mail [e-mail]"),
        ("<jay+x@mail.voorbeeld.co.uk>", "<[e-mail]>"),
        ("hij is @jay_2009 op insta", "hij is [account] op insta"),
        ("insta @jay.x!", "insta [account]!"),
        ("mn snap is jay_2009", "mn snap is [account]"),
        ("mn Snapchat naam is jay2009", "mn Snapchat naam is [account]"),
        ("mijn insta: lotte.x", "mijn insta: [account]"),
        ("haar tiktok is lisa.2008.", "haar tiktok is [account]."),
        ("telegram=dark_99", "telegram=[account]"),
        ("kijk https://t.me/abc?x=1", "kijk [link]"),
        ("www.voorbeeld.nl staat het", "[link] staat het"),
        ("zit op discord.gg/abc", "zit op [link]"),
        ("wa.me/31612345678", "[link]"),
    ],
)
def test_accounts_mail_and_links_are_masked(typed: str, masked: str, mask: Masker) -> None:
    assert mask(typed) == masked


@pytest.mark.parametrize(
    "number",
    [
        "0612345678", "06-12345678", "06 12345678", "06 12 34 56 78", "06-12 34 56 78", "06.12.34.56.78",
        "(06) 12345678", "06/12345678", "0 6 1 2 3 4 5 6 7 8", "+31612345678", "+31 6 12345678", "+31 (0)6 12345678",
        "0031612345678", "020-1234567", "020 123 45 67", "+32 470 12 34 56", "+49 151 23456789",
    ],
)  # fmt: skip
def test_phone_numbers_are_masked_however_they_are_written(number: str, mask: Masker) -> None:
    assert mask(number) == "[telefoon]"
    assert mask(f"bel {number} of 0800-0113!") == "bel [telefoon] of 0800-0113!"


def test_two_phone_numbers_in_one_message_are_both_masked(mask: Masker) -> None:
    assert mask("0612345678 en anders 0687654321") == "[telefoon] en anders [telefoon]"


@pytest.mark.parametrize(
    ("typed", "masked"),
    [
        ("NL91ABNA0417164300", "[rekening]"),
        ("nl91 abna 0417 1643 00 maak het over", "[rekening] maak het over"),
        ("DE89 3704 0044 0532 0130 00", "[rekening]"),
        ("BE71 0961 2345 6769 voor mij", "[rekening] voor mij"),  # the next word has four letters too
        ("NL92ABNA0417164300", "NL92ABNA0417164300"),  # its check digits are wrong: no account
        ("bsn 111222333", "bsn [bsn]"),
        ("1112.22.333", "[bsn]"),
        ("010464554", "[bsn]"),
        ("10464554", "[bsn]"),  # its leading zero left out
        ("111222334", "111222334"),
    ],
)
def test_bank_accounts_and_bsn_are_known_by_their_check_digits(typed: str, masked: str, mask: Masker) -> None:
    assert mask(typed) == masked


@pytest.mark.parametrize(
    ("typed", "masked"),
    [
        ("1012 AB", "[adres]"),
        ("ik zit op 1012AB", "ik zit op [adres]"),
        ("postcode 1012ab", "postcode [adres]"),
        ("Damstraat 12", "[adres]"),
        ("kerkstraat 5a in Breda", "[adres] in Breda"),
        ("ik woon op de Dorpsweg 103", "ik woon op de [adres]"),
        ("aan het zandpad 3", "aan het [adres]"),
        ("Keizersgracht 123", "[adres]"),
    ],
)
def test_postcodes_and_streets_with_a_number_are_masked(typed: str, masked: str, mask: Masker) -> None:
    assert mask(typed) == masked


@pytest.mark.parametrize(
    "typed",
    [
        "ik woon in Amsterdam", "in utrecht", "uit Den Haag", "in Rotterdam-Zuid", "Bonaire", "de Kerkstraat",
        "ik ben 14", "hij is 34", "15 jaar oud", "groep 8", "klas 2B", "havo 4",
        "op 12 mei", "3 maart 2011", "12-05-2024", "12.05.2024", "01-01-2010", "5-5-2010", "2024-05-12", "12/05/2024",
        "in 2009", "van 2009-2010", "vanaf 2023 nu", "om 22.00 uur", "half 5",
        "€ 250", "€ 1.500,00", "1500 euro", "10.000 euro", "100 eu", "150,-",
        "bel 112", "113", "116 111", "0800-0113", "0800 0113", "08000113", "0800 1315", "0800-2000", "0900-0101",
        "0900 8844", "0800 266 64 36",
        "ze is al weg 3 uur", "hij is onderweg 2 minuten nog", "ik ben weg 2 dagen",
        "mijn snap is gehackt.", "mn insta is weg. help", "mn snap is 2 weken dicht", "tiktok is 24/7 open",
        "@", "1 @ 2",
    ],
)  # fmt: skip
def test_places_ages_dates_amounts_and_help_lines_stay(typed: str, mask: Masker) -> None:
    assert mask(typed) == typed


def test_every_free_or_short_number_of_the_directory_stays(root: Path, mask: Masker) -> None:
    facts = [one.facts for one in Library(root / "data").directory.by_id.values()]
    numbers = [str(of["phone"].value) for of in facts if "phone" in of]
    kept = [number for number in numbers if number.startswith(("080", "090")) or len(number) < 5]
    assert len(kept) > 10
    assert [number for number in kept if mask(f"bel {number} nu") != f"bel {number} nu"] == []


SENTENCES = """\
welke server ik ook pak, diezelfde gast joint binnen 2 minuten
mail zegt dat ik inlogde vanuit vietnam. zit gewoon in Goes
wachtwoord veranderd, 2 staps aan, en tóch staan er chats op gelezen die ik niet heb geopend
code van 6 cijfers gegeven aan mn beste vriend. was me beste vriend niet
opgesloten in het gymhok. hoor ze lachen buiten. pikdonker en mn batterij is 4 procent
Een leerling van mij eet al drie weken alleen op het toilet. Waar begin ik?
halve klas staat bij ons op t erf te bonken op de deur en te filmen, ouders zitten in Duitsland
pleegbroer heeft opeens 3 telefoons en als er een gaat moet hij weg. hij trilt dan helemaal
broertje (13) heeft opeens drie telefoons. eentje piept snachts en dan glipt ie weg
is t witwassen als t maar 1 keer was en je moest van iemand
nieuwe school, schone lei, dag 3: iemand heeft die fake van mij weer gevonden
een jongen uit havo 2 heeft zo'n app en doet het met alle meiden van het jaarboek
waarom geeft een jongen van 23 mij een telefoon? hij wil er niks voor terug
had 18 ingevuld op een datingapp. kreeg n jas, airpods, eten. moest wel 'lief' zijn daarvoor
800 per weekend verdien ik dus skeer ben ik niet meer lol. de helft gaat naar hem
heb hem nooit gezien want zn camera is kapot. al 5 maanden
zegt 16 maar typt als mijn oom. wil mn adres voor een cadeautje
ze zegt steeds dat ik zo volwassen ben voor 13. compliment toch?
mn foto staat op tele in een groep met 400 man
doe alsof ik ziek ben. sinds vrijdag weet iedereen hoe ik er onder mn kleren uitzie
zo jaloers als de neten is ie, ik mag met niemand knuffelen. labrador, 3 jaar
uitbuiting dit. 2x vaatwasser uitruimen voor 1 euro, waar is de vakbond
mijn moeder vermoordt me als ze ziet dat de airfryer naar plastic ruikt 😂
hoeveel is 15 procent korting van 40 euro
hoeveel verdien je bij de appie als je 15 bent
gister 40 berichten gestuurd terwijl ze al nee had gezegd. ben ik nu zo'n creep
Vrienden geven 10 euro als ik vies plaatje doorstuur van meisje uit 3B. Nog niet gedaan
vind een jongen leuk die 12 is en ik ben 16, we appen alleen. is dat fout van mij
ze zijn me 6 man op weg nr hier omdak ne snitch zou zijn
kan je 112 ook appen? mag niet praten want hij hoort alles
Waar kan ik als docent posters van Helpwanted aanvragen voor in ons lokaal?
Hoeveel jongeren krijgen er per jaar te maken met grooming? zoek een bron na 2022
2 minuten te laat gereageerd = 3 dagen oorlog
kiezen zegt ze, de chiro of zij. k zit al 9 jaar bij de chiro
12 dagen mezelf niks gedaan en net verpest
nog 4 uur staat er nu in de chat, hij telt af tot ie het op school laat zien
'betaal 200 of je oma ziet alles' staat er. mn OMA bro
nog 1 keer frietjes met opa vanmiddag en dan is t wel mooi geweest
ken je een mop? ik ken er 1 over een koe
400 vrienden online en niemand wist dat ik jarig was"""
"""Forty training messages, of every file in data/nlu, in which nobody is named."""


@pytest.mark.parametrize("sentence", SENTENCES.splitlines())
def test_what_teens_write_stays_as_it_is_when_nobody_is_named(sentence: str, mask: Masker) -> None:
    assert mask(sentence) == sentence


ODD = [
    "", " ", "\n\n", "a\tb\r\nc", "]][[", "[naam]", "[x] {} %s \\ <b>", "👩‍👩‍👧 🏳️‍🌈",
    "😭" * 2000, "a" * 2000, "(" * 2000, "[" * 2000, "@" * 2000, "1 " * 1000,
]  # fmt: skip


def in_short(text: str) -> str:
    return ascii(text[:12])


@pytest.mark.parametrize("typed", ODD, ids=in_short)
def test_odd_texts_come_through_unchanged(typed: str, mask: Masker) -> None:
    assert mask(typed) == typed


@pytest.mark.parametrize(
    ("typed", "masked"),
    [
        ("ik\nben\nSanne\n", "ik\nben\n[naam]\n"),
        ("ik heet [Sanne] hoor", "ik heet [[naam]] hoor"),
        ("<b>Sanne</b>", "<b>[naam]</b>"),
        ("Anna's telefoon", "[naam]'s telefoon"),
        ("0612345678 " * 180, "[telefoon] " * 180),
        ("ik heet Sanne. " * 130, "ik heet [naam]. " * 130),
    ],
    ids=in_short,
)
def test_names_and_numbers_between_odd_characters_are_masked(typed: str, masked: str, mask: Masker) -> None:
    assert mask(typed) == masked


EVERYTHING = (
    "Ik ben Sanne de Vries (14), Damstraat 12, 1012 AB Amsterdam. App 06-12345678, mail s@voorbeeld.nl of @sanne_x. "
    "Kijk op https://voorbeeld.nl/x, mn snap is sanne_2009. NL91 ABNA 0417 1643 00, bsn 111222333."
)


@pytest.mark.parametrize(
    "typed", [EVERYTHING, *SENTENCES.splitlines()[::8], "ik heet [Sanne] en Kevin", *ODD], ids=in_short
)
def test_masking_twice_changes_nothing_more(typed: str, mask: Masker) -> None:
    once = mask(typed)
    assert mask(once) == once


def test_everything_at_once_is_masked_and_the_town_and_age_stay(mask: Masker) -> None:
    masked = mask(EVERYTHING)
    for secret in ("Sanne", "sanne", "Vries", "Damstraat", "1012", "0612", "12345678", "voorbeeld", "ABNA", "111222"):
        assert secret not in masked
    assert "Amsterdam" in masked
    assert "(14)" in masked
