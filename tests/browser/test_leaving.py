"""Snel weg: always in sight, gone at once, and nothing left behind."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.acting import expect_an_answer, last_message, open_chat, open_menu, part, size_in_sight, write
from tests.browser.conftest import DESKTOP, PHONE

Open = Callable[..., Page]
NEUTRAL = "https://www.wikipedia.org/"
COOKIE_BAR = """
const bar = document.createElement("div");
bar.id = "cookies";
bar.style.cssText = "position:fixed;inset:0;z-index:2147483647;background:white";
document.body.append(bar);
"""


def neutral_site(page: Page) -> None:
    """The site that Snel weg leads to, as a plain page."""
    page.context.route(f"{NEUTRAL}**", lambda route: route.fulfill(body="<title>Neutraal</title>iets anders"))


def leave(page: Page, how: str) -> None:
    """Press the button, or Esc twice."""
    if how == "button":
        part(page, "exit").click()
    else:
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")


def hang(route: Route) -> None:
    """Never answer."""


@pytest.mark.parametrize("how", ["button", "escape"])
@pytest.mark.parametrize("server", ["up", "hangs", "is offline"])
def test_it_leaves_at_once_whatever_the_server_does(how: str, server: str, open_site: Open) -> None:
    teen = open_site()
    neutral_site(teen)
    open_chat(teen)
    write(teen, "hoi")
    if server == "hangs":
        teen.route("**/api/**", hang)
        write(teen, "dit komt nooit aan")
    if server == "is offline":
        teen.route("**/api/**", lambda route: route.abort())
    leave(teen, how)
    teen.wait_for_url(f"{NEUTRAL}**")
    assert teen.title() == "Neutraal"


def test_back_does_not_lead_to_the_chat_and_nothing_is_kept(open_site: Open) -> None:
    teen = open_site("/health")
    before = teen.url
    neutral_site(teen)
    teen.goto(before.replace("/health", "/"))
    open_chat(teen)
    write(teen, "niemand mag dit zien")
    expect(last_message(teen, "teen")).to_contain_text("niemand")
    leave(teen, "button")
    teen.wait_for_url(f"{NEUTRAL}**")
    teen.go_back()
    assert teen.url == before  # the page before the chat, not the chat
    assert teen.evaluate("[sessionStorage.length, localStorage.length, document.cookie]") == [0, 0, ""]
    teen.goto(before.replace("/health", "/"))
    expect(part(teen, "launcher")).to_be_visible()
    expect(part(teen, "panel")).to_be_hidden()


def test_the_counsellor_sees_that_the_teen_left(open_site: Open, state_of_left: Callable[[], list[bool]]) -> None:
    teen = open_site()
    neutral_site(teen)
    open_chat(teen)
    write(teen, "ik moet weg")
    expect_an_answer(teen)
    leave(teen, "button")
    teen.wait_for_url(f"{NEUTRAL}**")
    teen.wait_for_timeout(500)  # the beacon travels by itself
    assert any(state_of_left())


@pytest.mark.parametrize("size", [{"width": 320, "height": 480}, PHONE, DESKTOP])
def test_it_is_in_sight_at_every_size_also_with_the_menu_open(size: dict[str, int], open_site: Open) -> None:
    teen = open_site("/", size)
    open_chat(teen)
    for opened in (False, True):
        if opened:
            open_menu(teen)
        assert round(size_in_sight(part(teen, "exit"), size)[1]) >= 44
        part(teen, "exit").click(trial=True)  # nothing lies over it


def test_a_cookie_bar_of_the_site_does_not_cover_it(open_site: Open) -> None:
    teen = open_site()
    neutral_site(teen)
    open_chat(teen)
    teen.evaluate(COOKIE_BAR)  # comes late, as such bars do
    leave(teen, "button")
    teen.wait_for_url(f"{NEUTRAL}**")


def test_the_tab_tells_nothing(open_site: Open) -> None:
    teen = open_site()
    title = teen.title()
    icon = teen.locator('link[rel="icon"]').get_attribute("href")
    open_chat(teen)
    write(teen, "hoi")
    expect_an_answer(teen)
    part(teen, "close").click()
    assert teen.title() == title
    assert teen.locator('link[rel="icon"]').get_attribute("href") == icon
