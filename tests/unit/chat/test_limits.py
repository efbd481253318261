"""Too often is refused, kindly and for a while; an address is nowhere kept."""

from datetime import UTC, datetime

import pytest
from fastapi.testclient import TestClient

from tests.people import Teen
from weerwoord.chat import limits
from weerwoord.chat.limits import Limits, Rule
from weerwoord.problems import Problem


@pytest.mark.parametrize("rule", list(Rule))
def test_the_last_allowed_call_passes_and_the_next_is_refused(rule: Rule) -> None:
    counted = Limits("geheim")
    for _ in range(rule.limit.amount):
        counted.count(rule, "a")
    with pytest.raises(Problem) as refused:
        counted.count(rule, "a")
    assert refused.value.status == 429
    assert 1 <= (refused.value.retry_after or 0) <= rule.limit.get_expiry()
    counted.count(rule, "b")  # somebody else is not held up


def test_rules_are_counted_apart() -> None:
    counted = Limits("geheim")
    for _ in range(Rule.CODES.limit.amount):
        counted.count(Rule.CODES, "a")
    counted.count(Rule.MESSAGES, "a")


def test_a_network_has_one_name_that_does_not_tell_the_address() -> None:
    counted = Limits("geheim")
    home = counted.network("2001:db8:1:2:aaaa::1")
    assert home == counted.network("2001:db8:1:2:bbbb::9")
    assert home != counted.network("2001:db8:1:3::1")
    assert counted.network("192.0.2.1") != counted.network("192.0.2.2")
    assert "192.0.2" not in counted.network("192.0.2.1")
    assert counted.network("192.0.2.1") != Limits("ander geheim").network("192.0.2.1")


@pytest.mark.parametrize("address", [None, "", "testclient", "999.1.1.1"])
def test_what_is_no_address_counts_as_one_network(address: str | None) -> None:
    assert Limits("geheim").network(address) == Limits("geheim").network(None)


def test_tomorrow_the_name_is_another(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = Limits("geheim")
    names = set()
    for day in (1, 2):
        monkeypatch.setattr(limits, "now", lambda day=day: datetime(2026, 11, day, tzinfo=UTC))
        names.add(counted.network("192.0.2.1"))
    assert len(names) == 2


def test_a_teen_who_floods_hears_when_to_go_on_and_loses_nothing(teen: Teen) -> None:
    sent = [teen.send(f"bericht {number}") for number in range(Rule.MESSAGES.limit.amount + 1)]
    assert {one.status_code for one in sent[:-1]} == {202}
    assert sent[-1].status_code == 429
    assert int(sent[-1].headers["Retry-After"]) >= 1
    assert "blijft staan" in sent[-1].json()["detail"]
    assert len([one for one in teen.read() if one["author"] == "teen"]) == Rule.MESSAGES.limit.amount


def test_guessing_codes_ends_soon(client: TestClient) -> None:
    tries = [client.post("/api/chat/return", json={"code": f"CODE-{number:08}"}).status_code for number in range(12)]
    assert tries == [404] * 10 + [429] * 2
