"""What a teen does with the widget, for the tests in browsers."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

OPENING = 3
"""Messages with which each talk opens."""


def part(page: Page, name: str) -> Locator:
    """A part of the widget."""
    return page.locator(f'[part~="{name}"]')


def open_chat(page: Page) -> None:
    """Open the chat, and wait for its first words."""
    part(page, "launcher").click()
    expect(part(page, "message").first).to_be_visible()


def write(page: Page, text: str) -> None:
    """Type something and send it."""
    part(page, "input").fill(text)
    part(page, "send").click()


def open_menu(page: Page) -> None:
    """Open or close "Meer"."""
    part(page, "more").click()


def last_message(page: Page, author: str) -> Locator:
    """The last message that somebody wrote."""
    return page.locator(f'[part~="message"][data-author="{author}"]').last


def expect_an_answer(page: Page) -> None:
    """Wait until the bot said more than its opening."""
    expect(page.locator('[part~="message"][data-author="bot"]')).not_to_have_count(OPENING, timeout=20_000)


def said_by_teen(page: Page) -> list[str]:
    """What the teen said, in the order in which it stands in the chat."""
    return page.locator('[part~="message"][data-author="teen"] .bubble').all_inner_texts()


def size_in_sight(element: Locator, screen: dict[str, int]) -> tuple[float, float]:
    """Width and height of an element that lies wholly on the screen."""
    box = element.bounding_box()
    assert box is not None
    assert min(box["x"], box["y"]) >= 0
    assert box["x"] + box["width"] <= screen["width"]
    assert box["y"] + box["height"] <= screen["height"]
    return box["width"], box["height"]
