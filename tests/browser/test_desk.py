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


def test_a_case_from_queue_to_end_by_keyboard_alone(open_site: Open, desk: Page) -> None:
    teen = waiting_teen(open_site)
    desk.reload()
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    desk.get_by_role("link", name="Openen").first.focus()
    desk.wait_for_timeout(300)
    desk.keyboard.press("Enter")

    take = desk.get_by_role("button", name="Ik neem dit gesprek")
    expect(take).to_be_visible()
    desk.keyboard.press("Alt+o")
    expect(take).to_be_focused()
    desk.keyboard.press("Enter")
    box = desk.get_by_label("Jouw bericht aan de jongere")
    expect(box).to_be_focused()

    desk.keyboard.type("Hoi, ik ben Noor.")
    desk.keyboard.press("Alt+s")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(box).to_have_value("Hoi, ik ben Noor. Hoi, ik ben hier. Ik heb gelezen wat je schreef. "
                              "Wat zou je nu het meeste helpen?")  # fmt: skip
    expect(box).to_be_focused()
    expect(teen.locator('[part~="message"][data-author="counsellor"]')).to_have_count(0)

    window = desk.context.new_page()  # in a second window the case goes back into the queue
    window.goto(desk.url)
    window.keyboard.press("Alt+d")
    window.get_by_role("button", name="Terug in de wachtrij").press("Enter")
    expect(take).to_be_visible()
    expect(box).to_have_count(0)
    expect(desk.get_by_role("log")).to_contain_text("Noor zette het gesprek terug in de wachtrij.")
    expect(teen.locator('[part~="message"][data-author="system"]').last).to_contain_text("Noor is niet meer")
    desk.keyboard.press("Alt+o")
    desk.keyboard.press("Enter")
    expect(box).to_be_focused()
    expect(box).to_have_value("Hoi, ik ben Noor. Hoi, ik ben hier. Ik heb gelezen wat je schreef. "
                              "Wat zou je nu het meeste helpen?")  # fmt: skip
    window.close()

    desk.keyboard.press("Alt+k")
    desk.get_by_label("Organisatie").select_option("helpwanted")
    expect(desk.get_by_text("Dit ziet de jongere bij je bericht")).to_be_visible()
    desk.keyboard.press("Alt+b")
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
