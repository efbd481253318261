"""A teen on a phone and a counsellor at the desk, in real browsers, with the whole stack behind them."""

from collections.abc import Callable

import httpx2
from playwright.sync_api import Page, expect

from tests.browser.acting import last_message, open_chat, open_menu, part, write
from tests.browser.conftest import DESKTOP
from tests.running import Stack
from weerwoord.stack import start

BLACKMAIL = "een meisje op snap dreigt mn fotos naar mn volgers te sturen als ik geen 200 euro betaal"
Open = Callable[..., Page]
Picture = Callable[[Page, str], None]


def test_teen_and_counsellor_talk(open_site: Open, desk: Page, picture: Picture) -> None:
    teen = open_site()
    picture(teen, "site")
    open_chat(teen)
    expect(teen.locator('[part~="owner"]')).to_contain_text("computer")
    picture(teen, "widget-opening")
    write(teen, BLACKMAIL)
    expect(last_message(teen, "bot")).to_contain_text("Zal ik een hulpverlener erbij halen")
    picture(teen, "widget-first-aid")
    teen.locator('[part~="reply"]', has_text="Ja graag").click()
    expect(last_message(teen, "system")).to_contain_text("Je wacht nu op een mens")

    row = desk.get_by_role("row").filter(has_text="sextortion").filter(has_text="vroeg om een mens")
    expect(row).to_contain_text("dringend")  # it came by itself, without a reload
    picture(desk, "desk-queue")
    row.get_by_role("link").click()
    expect(desk.get_by_role("log")).to_contain_text("200 euro")
    desk.get_by_role("button", name="Ik neem dit gesprek").click()
    expect(last_message(teen, "system")).to_contain_text("Noor is er nu bij")
    expect(teen.locator('[part~="owner"]')).to_contain_text("Noor")

    box = desk.get_by_label("Jouw bericht aan de jongere")
    box.fill("Hoi, ik ben Noor. Wat goed dat je hier bent.")
    box.press("Enter")
    expect(last_message(teen, "counsellor")).to_contain_text("ik ben Noor")
    expect(box).to_have_value("")
    write(teen, "ik durf het niet tegen mn moeder te zeggen")
    expect(desk.get_by_role("log")).to_contain_text("ik durf het niet")
    picture(desk, "desk-case")
    picture(teen, "widget-counsellor")
    bot_said = teen.locator('[part~="message"][data-author="bot"]').count()

    teen.reload()
    expect(last_message(teen, "teen")).to_contain_text("ik durf het niet")  # open again, with all of it
    write(teen, "ben je er nog")
    expect(desk.get_by_role("log")).to_contain_text("ben je er nog")
    assert teen.locator('[part~="message"][data-author="bot"]').count() == bot_said

    desk.keyboard.press("Alt+a")
    desk.get_by_role("button", name="Terug naar de computer").click()
    expect(desk.get_by_role("heading", name="Wachtrij")).to_be_visible()
    expect(teen.locator('[part~="owner"]')).to_contain_text("computer")
    write(teen, "is dit anoniem?")
    expect(last_message(teen, "bot")).to_contain_text("zonder je naam")


def test_help_cards_can_be_tapped(open_site: Open, picture: Picture) -> None:
    teen = open_site()
    open_chat(teen)
    write(teen, "wie kan ik bellen")
    card = teen.locator('[part~="card"]', has_text="Kindertelefoon").first
    expect(card).to_be_visible()
    assert card.locator('a[href^="tel:"]').first.get_attribute("href") == "tel:08000432"
    picture(teen, "widget-cards")


def test_without_a_server_the_numbers_are_there(open_site: Open, picture: Picture) -> None:
    teen = open_site()
    teen.route("**/api/**", lambda route: route.abort())
    teen.locator('[part~="launcher"]').click()
    unreachable = teen.locator('[part~="unreachable"]')
    expect(unreachable).to_be_visible()
    for number in ("112", "113", "0800-0432"):
        expect(unreachable).to_contain_text(number)
    picture(teen, "widget-unreachable")


def test_when_rasa_is_gone_the_teen_still_hears_something(open_site: Open, stack: Stack) -> None:
    teen = open_site()
    open_chat(teen)
    rasa = stack.parts["rasa"]
    rasa.stop()
    try:
        write(teen, "hallo")
        expect(last_message(teen, "bot")).to_contain_text("112", timeout=5_000)
    finally:
        start([rasa])


def test_what_a_teen_types_is_never_html(open_site: Open, desk: Page) -> None:
    teen = open_site()
    open_chat(teen)
    write(teen, "<img src=x onerror=alert(1)> ik wil met een mens praten")
    expect(last_message(teen, "teen")).to_contain_text("<img src=x")
    expect(teen.locator('[part~="log"] img')).to_have_count(0)


def test_erase_starts_afresh(open_site: Open, stack: Stack) -> None:
    teen = open_site("/", DESKTOP)
    open_chat(teen)
    write(teen, "dit mag weg")
    expect(last_message(teen, "bot")).not_to_contain_text("Waar wil je over praten")
    open_menu(teen)
    part(teen, "erase").click()
    part(teen, "erase-confirm").click()
    expect(teen.locator('[part~="log"]')).not_to_contain_text("dit mag weg")
    assert httpx2.get(f"{stack.url}/health").status_code == 200
