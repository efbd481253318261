"""A counsellor who works by keyboard alone, in more than one window, at a desk with the whole stack behind it."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

Open = Callable[..., Page]


def waiting_teen(open_site: Open) -> Page:
    """A teen who asked for a person."""
    teen = open_site()
    teen.locator('[part~="launcher"]').click()
    teen.locator('[part~="input"]').fill("ik wil met een mens praten")
    teen.locator('[part~="send"]').click()
    expect(teen.locator('[part~="message"][data-author="system"]').last).to_contain_text("Je wacht nu op een mens")
    return teen


DRAFT = "Hoi, ik ben Noor. Hoi, ik ben hier. Ik heb gelezen wat je schreef. Wat zou je nu het meeste helpen?"


def claim_by_keyboard(desk: Page) -> None:
    """From the queue into the newest case, and take it: other tests leave teens waiting."""
    desk.reload()
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    links = desk.get_by_role("link", name="Openen")
    addresses = [str(link.get_attribute("href")) for link in links.all()]
    newest = max(range(len(addresses)), key=lambda number: int(addresses[number].rsplit("/", 1)[1]))
    links.nth(newest).press("Enter")
    take(desk)


def take(desk: Page) -> None:
    button = desk.get_by_role("button", name="Ik neem dit gesprek")
    expect(button).to_be_visible()
    desk.keyboard.press("Alt+o")
    expect(button).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.get_by_label("Jouw bericht aan de jongere")).to_be_focused()


def test_a_suggestion_is_put_in_the_box_and_outlives_a_change_of_hands(open_site: Open, desk: Page) -> None:
    teen = waiting_teen(open_site)
    claim_by_keyboard(desk)
    box = desk.get_by_label("Jouw bericht aan de jongere")
    desk.keyboard.type("Hoi, ik ben Noor.")
    desk.keyboard.press("Alt+s")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(box).to_have_value(DRAFT)
    expect(box).to_be_focused()
    expect(teen.locator('[part~="message"][data-author="counsellor"]')).to_have_count(0)

    window = desk.context.new_page()  # in a second window the case goes back into the queue
    window.goto(desk.url)
    window.keyboard.press("Alt+d")
    window.get_by_role("button", name="Terug in de wachtrij").press("Enter")
    expect(box).to_have_count(0)
    expect(desk.get_by_role("log")).to_contain_text("Noor zette het gesprek terug in de wachtrij.")
    expect(teen.locator('[part~="message"][data-author="system"]').last).to_contain_text("Noor is niet meer")
    take(desk)
    expect(box).to_have_value(DRAFT)


def test_a_card_a_note_and_an_end_by_keyboard_alone(open_site: Open, desk: Page) -> None:
    teen = waiting_teen(open_site)
    claim_by_keyboard(desk)
    box = desk.get_by_label("Jouw bericht aan de jongere")
    desk.keyboard.press("Alt+k")
    desk.get_by_label("Organisatie").select_option("helpwanted")
    expect(desk.get_by_text("Dit ziet de jongere bij je bericht")).to_be_visible()
    desk.keyboard.press("Alt+b")
    desk.keyboard.type("Deze mensen weten hier veel van.")
    desk.keyboard.press("Enter")
    expect(teen.locator('[part~="card"]', has_text="Helpwanted").last).to_be_visible()
    expect(box).to_have_value("")
    teen.locator('[part~="input"]').press_sequentially("ja da")
    expect(desk.get_by_text("De jongere typt …")).to_be_visible()

    desk.keyboard.press("Alt+n")
    desk.keyboard.press("Tab")
    desk.keyboard.type("let op de toon")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("log")).to_contain_text("Notitie van Noor")

    desk.keyboard.press("Alt+a")
    close = desk.get_by_role("button", name="Afsluiten")
    close.press("Enter")
    expect(desk.get_by_role("alert")).to_contain_text("Kies eerst hoe het gesprek is afgelopen")
    desk.get_by_label("Geholpen").press("Space")
    close.press("Enter")
    expect(desk.get_by_role("heading", name="Wachtrij")).to_be_visible()
    expect(teen.locator('[part~="message"][data-author="system"]').last).to_contain_text("afgesloten")
