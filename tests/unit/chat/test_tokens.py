import time

import itsdangerous.timed
import pytest
from itsdangerous import URLSafeTimedSerializer

from weerwoord.chat.tokens import LIFETIME, RENEW_AFTER, Tokens
from weerwoord.problems import Problem


def test_a_token_opens_its_own_conversation() -> None:
    tokens = Tokens("geheim")
    assert tokens.conversation_of(f"Bearer {tokens.issue('abc')}") == "abc"


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer x", "Basic abc", "Bearer abc.def.ghi"])
def test_anything_else_is_refused(header: str | None) -> None:
    with pytest.raises(Problem) as refused:
        Tokens("geheim").conversation_of(header)
    assert refused.value.status == 401


def test_forged_foreign_and_other_purpose_tokens_are_refused() -> None:
    foreign = Tokens("ander geheim").issue("abc")
    other_purpose = URLSafeTimedSerializer("geheim", salt="desk").dumps("abc")
    good = Tokens("geheim").issue("abc")
    for token in (foreign, other_purpose, good[:-1] + ("A" if good[-1] != "A" else "B")):
        with pytest.raises(Problem):
            Tokens("geheim").conversation_of(f"Bearer {token}")


def test_an_old_token_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    tokens = Tokens("geheim")
    issued = tokens.issue("abc")
    later = itsdangerous.timed.time.time() + LIFETIME + 2
    monkeypatch.setattr(itsdangerous.timed.time, "time", lambda: later)
    with pytest.raises(Problem):
        tokens.conversation_of(f"Bearer {issued}")


@pytest.mark.parametrize(("age", "renewed"), [(0, False), (RENEW_AFTER - 2, False), (RENEW_AFTER + 2, True)])
def test_a_token_in_use_is_renewed_after_an_hour(age: int, renewed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    tokens = Tokens("geheim")
    old = tokens.issue("abc")
    later = time.time() + age
    monkeypatch.setattr(time, "time", lambda: later)
    fresh = tokens.renewed(f"Bearer {old}")
    assert (fresh is not None) == renewed
    if fresh is not None:
        assert tokens.conversation_of(f"Bearer {fresh}") == "abc"


def test_a_new_key_signs_and_the_one_before_still_reads() -> None:
    old = Tokens("eerst").issue("abc")
    both = Tokens("daarna", "eerst")
    assert both.conversation_of(f"Bearer {old}") == "abc"
    assert Tokens("daarna").conversation_of(f"Bearer {both.issue('abc')}") == "abc"
    with pytest.raises(Problem):
        Tokens("daarna").conversation_of(f"Bearer {old}")
