"""For everyone: axe finds nothing in any state of the widget; it works by keyboard, zoomed in, in every colour."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import expect_an_answer, last_message, open_chat, open_menu, part, size_in_sight, write
from tests.browser.conftest import DESKTOP, PHONE

Open = Callable[..., Page]
Look = Callable[[Page], None]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing(size: dict[str, int], scheme: Any, open_site: Open, axe: Look) -> None:
    teen = open_site("/", size)
    teen.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    axe(teen)
    open_chat(teen)
    axe(teen)
    write(teen, "wie kan ik bellen")
    expect(part(teen, "card").first).to_be_visible()
    axe(teen)
    open_menu(teen)
    axe(teen)
    part(teen, "later").click()
    expect(part(teen, "code")).to_be_visible()
    axe(teen)
    open_menu(teen)
    open_menu(teen)
    part(teen, "return").click()
    axe(teen)
    open_menu(teen)
    open_menu(teen)
    part(teen, "feedback-open").click()
    expect(part(teen, "feedback")).to_be_visible()
    axe(teen)
    open_menu(teen)
    part(teen, "erase").click()
    axe(teen)
    teen.route("**/api/**", lambda route: route.abort())
    teen.evaluate("sessionStorage.clear()")
    teen.reload()
    part(teen, "launcher").click()
    expect(part(teen, "unreachable")).to_be_visible()
    axe(teen)


def test_everything_can_be_done_with_the_keyboard_alone(open_site: Open) -> None:
    teen = open_site("/", DESKTOP)
    part(teen, "launcher").focus()
    teen.keyboard.press("Enter")
    expect(part(teen, "message").first).to_be_visible()
    expect(part(teen, "input")).to_be_focused()
    teen.keyboard.type("wie kan ik bellen")
    teen.keyboard.press("Enter")
    expect(part(teen, "card").first).to_be_visible()
    expect(part(teen, "input")).to_be_focused()
    seen = []
    for _ in range(60):
        teen.keyboard.press("Shift+Tab")
        name = teen.evaluate("document.activeElement.shadowRoot?.activeElement?.getAttribute('part')")
        seen.append(name)
        if name == "exit":
            break
    assert {"log", "help-line", "exit"} <= {name for name in seen if name}
    part(teen, "more").focus()
    teen.keyboard.press("Enter")
    expect(part(teen, "easy")).to_be_focused()
    teen.keyboard.press("Space")
    expect(part(teen, "easy")).to_have_attribute("aria-checked", "true")
    teen.keyboard.press("Escape")
    expect(part(teen, "sheet")).to_be_hidden()
    expect(part(teen, "more")).to_be_focused()


def test_a_screen_reader_hears_what_is_new(open_site: Open) -> None:
    teen = open_site()
    open_chat(teen)
    log = part(teen, "log")
    assert log.get_attribute("role") == "log"
    assert log.get_attribute("aria-live") == "polite"
    first = part(teen, "message").first.element_handle()
    write(teen, "hoi")
    expect_an_answer(teen)
    assert first is not None
    assert first.evaluate("node => node.isConnected")  # what was read is not drawn, and so not read, once more


@pytest.mark.parametrize("size", [{"width": 320, "height": 568}, {"width": 640, "height": 400}])
def test_zoomed_in_nothing_falls_off(size: dict[str, int], open_site: Open) -> None:
    teen = open_site("/", size)  # 1280 × 800 at 400 % and at 200 %
    open_chat(teen)
    write(teen, "wie kan ik bellen")
    expect(part(teen, "card").first).to_be_visible()
    assert teen.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    for name in ("exit", "close", "input", "send", "more"):
        assert min(size_in_sight(part(teen, name), size)) >= 24, name


def test_forced_colours_keep_every_edge(open_site: Open) -> None:
    teen = open_site()
    teen.emulate_media(forced_colors="active")
    open_chat(teen)
    for name in ("input", "send", "exit", "reply"):
        width = part(teen, name).first.evaluate("node => parseFloat(getComputedStyle(node).borderTopWidth)")
        assert width >= 1, name


def test_easy_language_stays_on_after_a_reload_and_an_erased_talk(open_site: Open) -> None:
    teen = open_site()
    open_chat(teen)
    open_menu(teen)
    part(teen, "easy").click()
    open_menu(teen)
    write(teen, "wat is sextortion")
    expect_an_answer(teen)
    teen.reload()
    open_menu(teen)
    expect(part(teen, "easy")).to_have_attribute("aria-checked", "true")
    part(teen, "erase").click()
    part(teen, "erase-confirm").click()
    expect(part(teen, "log")).not_to_contain_text("wat is sextortion")
    open_menu(teen)
    expect(part(teen, "easy")).to_have_attribute("aria-checked", "true")


def test_a_code_brings_the_talk_to_another_device(open_site: Open) -> None:
    phone = open_site()
    open_chat(phone)
    write(phone, "straks verder")
    expect(phone.locator(".delivery")).to_have_count(0)
    open_menu(phone)
    part(phone, "later").click()
    expect(part(phone, "code")).to_contain_text("-")
    code = part(phone, "code").inner_text()
    computer = open_site("/", DESKTOP)
    open_chat(computer)
    open_menu(computer)
    part(computer, "return").click()
    part(computer, "code-input").fill("AAAA-AAAA-AAAA")
    part(computer, "code-input").press("Enter")
    expect(part(computer, "code-form")).to_contain_text("Kijk of alle letters kloppen")
    part(computer, "code-input").fill(code.lower())
    part(computer, "code-input").press("Enter")
    expect(last_message(computer, "teen")).to_contain_text("straks verder")


def test_feedback_is_two_taps(open_site: Open) -> None:
    teen = open_site()
    open_chat(teen)
    write(teen, "doei")
    feedback = part(teen, "feedback")
    expect(feedback).to_be_visible()  # the bot said goodbye
    feedback.get_by_role("button", name="Een beetje").click()
    feedback.get_by_role("button", name="Het duurde lang").click()
    expect(feedback).to_contain_text("Dank je")
