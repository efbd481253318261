"""For everyone, at the desk too: axe finds nothing on any page, and every page fits 1280 × 720."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acting import open_chat, write
from tests.running import Stack

Open = Callable[..., Page]
Look = Callable[[Page], None]
Picture = Callable[[Page, str], None]
ASKS = "ik wil met een mens praten"
PAGES = {
    "/desk": "desk-queue-all", "/desk/duty": "desk-duty", "/desk/alerts": "desk-alerts", "/desk/review": "desk-review",
    "/desk/review/sample": "desk-review-sample", "/desk/review/second": "desk-review-second",
    "/desk/review/agreement": "desk-review-agreement", "/desk/numbers": "desk-numbers",
    "/desk/accounts": "desk-accounts", "/desk/log": "desk-log", "/desk/me": "desk-me",
}  # fmt: skip
KEPT = {"desk-duty", "desk-review", "desk-numbers", "desk-accounts"}
"""The pictures that the manuals show."""


@pytest.fixture
def everything(desk: Page, every_role: Callable[[str], None]) -> Page:
    """Noor's desk, with all roles."""
    every_role("noor")
    return desk


def look_at(page: Page, axe: Look) -> None:
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url


def test_every_page(open_site: Open, everything: Page, axe: Look, picture: Picture, stack: Stack) -> None:
    teen = open_site()
    open_chat(teen)
    write(teen, ASKS)
    everything.set_viewport_size({"width": 1280, "height": 720})
    row = everything.get_by_role("row").filter(has_text="wacht")
    expect(row.first).to_be_visible(timeout=15_000)
    for address, name in PAGES.items():
        everything.goto(stack.url + address)
        look_at(everything, axe)
        if name in KEPT:
            picture(everything, name)
    everything.goto(f"{stack.url}/desk/review")
    everything.get_by_role("link", name="Lezen gesprek").first.click()
    expect(everything.get_by_role("button", name="Nagelezen")).to_be_visible()
    look_at(everything, axe)
    picture(everything, "desk-review-talk")
    everything.goto(f"{stack.url}/desk")
    everything.get_by_role("link", name="Openen").first.click()
    expect(everything.get_by_role("log")).to_be_visible()
    look_at(everything, axe)


def test_the_login(open_site: Open, axe: Look, picture: Picture) -> None:
    page = open_site("/desk/login", {"width": 1280, "height": 720})
    look_at(page, axe)
    picture(page, "desk-login")
