"""Browsers for teen and counsellor: Chromium of the system, driven by Playwright."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from sqlalchemy import select

from tests.running import PASSWORD, Stack
from weerwoord.accounts.models import Account
from weerwoord.accounts.roles import ROLES
from weerwoord.chat.models import Conversation
from weerwoord.db import Database
from weerwoord.live import Hub

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
"""What axe looks for."""

expect.set_options(timeout=10_000)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM"), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_site(chromium: Browser, stack: Stack) -> Iterator[Callable[..., Page]]:
    """Open the example website in a browser of its own; the page's errors fail the test."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def open_page(path: str = "/", size: dict[str, int] = PHONE) -> Page:
        phone = size == PHONE
        context = chromium.new_context(
            viewport=size, is_mobile=phone, has_touch=phone, locale="nl-NL", timezone_id="Europe/Amsterdam"
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(stack.url + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def desk(open_site: Callable[..., Page]) -> Page:
    """Noor's desk, logged in through the form, where she says that she is there."""
    page = open_site("/desk", DESKTOP)
    page.get_by_label("Naam").fill("noor")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Inloggen").click()
    page.get_by_role("button", name="Later").click()
    expect(page.get_by_role("heading", name="Wachtrij")).to_be_visible()
    page.get_by_role("button", name="Ik ben er", exact=True).click()
    expect(page.get_by_role("region", name="Jouw dienst")).to_contain_text("Je bent er.")
    return page


@pytest.fixture
def state_of_left(stack: Stack) -> Callable[[], list[bool]]:
    """Of each talk, whether the front door knows that the teen left."""

    def look() -> list[bool]:
        with Database(stack.settings.database_url, Hub()).transaction() as session:
            return [left is not None for left in session.scalars(select(Conversation.left_at))]

    return look


@pytest.fixture
def axe(root: Path) -> Callable[[Page], None]:
    """Fails when axe finds something on a page."""
    script = (root / "widget/node_modules/axe-core/axe.min.js").read_text("utf-8")

    def look(page: Page) -> None:
        page.wait_for_timeout(300)  # let soft movements end: half-way colours have no contrast
        page.evaluate(script)
        found: dict[str, Any] = page.evaluate("(rules) => axe.run(document, rules)", RULES)
        assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found["violations"]] == []

    return look


@pytest.fixture
def every_role(stack: Stack) -> Callable[[str], None]:
    """Gives an account all roles."""

    def give(login: str) -> None:
        with Database(stack.settings.database_url, Hub()).transaction() as session:
            session.scalars(select(Account).where(Account.login == login)).one().roles = sorted(ROLES)

    return give


@pytest.fixture
def picture(request: pytest.FixtureRequest, root: Path) -> Callable[[Page, str], None]:
    """Keep a screenshot for the docs, when pytest runs with `--pictures`."""

    def take(page: Page, name: str) -> None:
        if request.config.getoption("--pictures"):
            page.wait_for_timeout(400)  # let soft movements end
            page.screenshot(path=root / "docs" / "pictures" / f"{name}.png")

    return take
