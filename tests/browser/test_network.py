"""The network fails at each step of a talk: each message arrives once, in order, and the teen is told the truth."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page, Route, expect

from tests.browser.acting import expect_an_answer, last_message, open_chat, part, said_by_teen, write
from tests.running import Stack
from weerwoord.stack import start

Open = Callable[..., Page]
SAID = ["eerste bericht", "tweede bericht", "derde bericht"]


class Cut:
    """Breaks the first `times` calls of one kind, before they reach the server or on the way back."""

    def __init__(self, method: str, on_the_way_back: bool, times: int) -> None:
        self.method = method
        self.on_the_way_back = on_the_way_back
        self.left = times

    def __call__(self, route: Route) -> None:
        """Handle one request."""
        if route.request.method != self.method or not self.left:
            route.continue_()
            return
        self.left -= 1
        if self.on_the_way_back:
            with suppress(Error):
                route.fetch(timeout=2_000)  # the server got it; the answer never arrives
        route.abort()


@pytest.mark.parametrize("on_the_way_back", [False, True], ids=["before the server", "after the server"])
@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize(
    ("what", "method"), [("sessions", "POST"), ("messages", "POST"), ("messages?*", "GET"), ("stream", "GET")]
)
def test_a_cut_loses_and_doubles_nothing(
    what: str, method: str, times: int, on_the_way_back: bool, open_site: Open
) -> None:
    teen = open_site()
    teen.route(f"**/api/chat/{what}", Cut(method, on_the_way_back and what != "stream", times))
    part(teen, "launcher").click()
    expect(part(teen, "message").first).to_be_visible(timeout=20_000)
    for text in SAID:
        write(teen, text)
    expect(teen.locator(".delivery")).to_have_count(0, timeout=30_000)
    assert said_by_teen(teen) == SAID
    teen.reload()
    expect(last_message(teen, "teen")).to_contain_text(SAID[-1])
    assert said_by_teen(teen) == SAID


def test_what_cannot_be_sent_says_so_and_goes_out_later(open_site: Open) -> None:
    teen = open_site()
    open_chat(teen)
    teen.route("**/api/**", lambda route: route.abort())
    write(teen, "ben je daar")
    expect(part(teen, "message").filter(has_text="Niet verstuurd")).to_be_visible(timeout=20_000)
    teen.unroute("**/api/**")
    teen.get_by_role("button", name="Probeer opnieuw").click()
    expect(teen.locator(".delivery")).to_have_count(0)
    assert said_by_teen(teen) == ["ben je daar"]


def test_streams_that_do_not_get_through_are_replaced_by_asking(open_site: Open) -> None:
    teen = open_site()
    teen.route("**/api/chat/stream", lambda route: route.abort())
    open_chat(teen)
    write(teen, "hoi")
    expect_an_answer(teen)


def test_a_server_that_starts_anew_is_found_again(open_site: Open, stack: Stack) -> None:
    teen = open_site()
    open_chat(teen)
    write(teen, SAID[0])
    expect(teen.locator(".delivery")).to_have_count(0)
    door = stack.parts["front door"]
    door.stop()
    write(teen, SAID[1])
    start([door])
    expect(teen.locator(".delivery")).to_have_count(0, timeout=30_000)
    write(teen, SAID[2])
    expect(teen.locator(".delivery")).to_have_count(0)
    assert said_by_teen(teen) == SAID


def test_two_tabs_of_one_talk_show_the_same(open_site: Open) -> None:
    one = open_site()
    open_chat(one)
    with one.context.expect_page() as opened:
        one.evaluate("window.open(location.href)")  # a tab that is opened by a tab gets a copy of its storage
    two = opened.value
    expect(part(two, "message").first).to_be_visible()
    write(one, SAID[0])
    expect(last_message(two, "teen")).to_contain_text(SAID[0])
    write(two, SAID[1])
    expect(last_message(one, "teen")).to_contain_text(SAID[1])
    for tab in (one, two):
        assert said_by_teen(tab) == SAID[:2]


def test_a_phone_that_slept_catches_up(open_site: Open) -> None:
    teen = open_site()
    open_chat(teen)
    teen.context.set_offline(True)
    write(teen, SAID[0])
    teen.wait_for_timeout(1_500)
    teen.context.set_offline(False)
    expect(teen.locator(".delivery")).to_have_count(0, timeout=20_000)
    expect_an_answer(teen)
    assert said_by_teen(teen) == SAID[:1]
