"""The rules on their own: passwords, lock-out, codes of the second factor."""

from __future__ import annotations

import re
from datetime import timedelta

import pyotp
import pytest

from weerwoord.accounts import lockout, passwords, second_factor
from weerwoord.accounts.models import Account
from weerwoord.db import now

KEY = "k" * 32


@pytest.mark.parametrize(
    ("password", "refusal"),
    [
        ("", "te kort"),
        ("kort", "te kort"),
        ("Xq7!vb2#mZ9", "te kort"),  # eleven, however wild
        ("Xq7!vb2#mZ9p", None),
        ("Welkom01Welkom01", "te makkelijk"),
        ("wachtwoord1234", "te makkelijk"),
        ("aaaaaaaaaaaaaaaaaaaa", "te makkelijk"),
        ("voorbeeld.nlvoorbeeld.nl", "te makkelijk"),  # the login, twice
        ("paard batterij nietje trap", None),
        ("paard batterij nietje trap " * 20, None),
    ],
)
def test_a_new_password_is_long_and_hard_to_guess(password: str, refusal: str | None) -> None:
    said = passwords.why_refused(password, "voorbeeld.nl", "Noor")
    assert said is None if refusal is None else said is not None and refusal in said


@pytest.mark.parametrize(
    ("failures", "minutes"), [(0, 0), (4, 0), (5, 1), (6, 2), (7, 4), (10, 32), (11, 60), (12, 60), (10_000, 60)]
)
def test_the_lock_doubles_from_a_minute_to_an_hour(failures: int, minutes: int) -> None:
    assert lockout.lock_after(failures) == timedelta(minutes=minutes)


def test_a_right_try_during_a_lock_is_wrong_and_wrong_ones_do_not_prolong_it() -> None:
    account, moment = Account(failures=0), now()
    for _ in range(4):
        assert lockout.count(account, False, moment) is False
    assert lockout.count(account, True, moment) is True
    assert lockout.count(account, False, moment) is False  # the fifth: a right password alone forgets nothing
    until = account.locked_until
    assert until == moment + timedelta(minutes=1)
    assert lockout.count(account, True, until - timedelta(microseconds=1)) is False
    assert lockout.count(account, False, until - timedelta(microseconds=1)) is False
    assert (account.failures, account.locked_until) == (5, until)
    assert lockout.count(account, True, until) is True
    lockout.forget(account)
    assert (account.failures, account.locked_until) == (0, None)


@pytest.mark.parametrize(("steps", "right"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_code_is_right_half_a_minute_before_and_after(steps: int, right: bool) -> None:
    secret, moment = pyotp.random_base32(), now()
    code = pyotp.TOTP(secret).at(moment, counter_offset=steps)
    assert (second_factor.step_of(secret, code, moment, None) is not None) is right


def test_a_code_works_once_and_so_does_no_older_one() -> None:
    secret, moment = pyotp.random_base32(), now()
    used = second_factor.step_of(secret, pyotp.TOTP(secret).at(moment), moment, None)
    assert used is not None
    for steps in (-1, 0):
        assert second_factor.step_of(secret, pyotp.TOTP(secret).at(moment, counter_offset=steps), moment, used) is None
    assert second_factor.step_of(secret, pyotp.TOTP(secret).at(moment, counter_offset=1), moment, used) == used + 1


@pytest.mark.parametrize("typed", ["", "abc", "12345", "１２３４５６", "\x00", "0" * 1000])
def test_what_is_no_code_is_not_right(typed: str) -> None:
    assert second_factor.step_of(pyotp.random_base32(), typed, now(), None) is None


def test_spaces_in_a_code_do_not_count() -> None:
    secret, moment = pyotp.random_base32(), now()
    code = pyotp.TOTP(secret).at(moment)
    assert second_factor.step_of(secret, f" {code[:3]} {code[3:]}", moment, None) is not None


def test_a_secret_is_kept_encrypted_and_another_key_does_not_open_it() -> None:
    sealed = second_factor.new_secret(KEY)
    secret = second_factor.opened(KEY, sealed)
    assert secret is not None
    assert secret not in sealed
    assert second_factor.opened("another key", sealed) is None
    assert second_factor.step_of(None, pyotp.TOTP(secret).now(), now(), None) is None


def test_the_picture_has_no_style_and_takes_a_login_for_what_it_is() -> None:
    svg = second_factor.qr(pyotp.random_base32(), '"><script>alert(1)</script>', "Stichting Voorbeeld")
    assert svg.startswith("<svg")
    assert not re.search(r"style|<script", svg)


@pytest.mark.parametrize(
    ("public_url", "may"),
    [
        ("http://localhost:8000", True),
        ("http://127.0.0.1", True),
        ("http://[::1]:8000", True),
        ("https://localhost", False),
        ("https://chat.voorbeeld.nl", False),
        ("http://chat.voorbeeld.nl", False),
        ("http://localhost.voorbeeld.nl", False),
    ],
)
def test_only_on_ones_own_machine_the_second_factor_may_wait(public_url: str, may: bool) -> None:
    assert second_factor.may_wait(public_url) is may
