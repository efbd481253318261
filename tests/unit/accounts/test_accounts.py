"""Accounts: the first one is made once, a password opens only its own."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from tests.unit.conftest import PASSWORD
from weerwoord.accounts import service
from weerwoord.accounts.models import Account
from weerwoord.state import State


def test_the_first_account_is_made_once_and_its_password_works(state: State) -> None:
    with state.database.transaction() as session:
        password = service.create_first(session)
        assert password is not None
    with state.database.transaction() as session:
        assert service.create_first(session) is None
        assert session.scalar(select(func.count()).select_from(Account)) == 1
        account = service.check(session, "desk", password)
        assert account is not None
        assert (account.login, account.alias) == ("desk", "Noor")


def test_beside_any_other_account_no_first_one_is_made(state: State) -> None:
    with state.database.transaction() as session:
        service.create(session, "sam", "Sam", PASSWORD)
        assert service.create_first(session) is None
        assert session.scalars(select(Account.login)).all() == ["sam"]


def test_every_first_password_is_another_and_long(state: State) -> None:
    made = []
    for _ in range(2):
        with state.database.transaction() as session:
            made.append(service.create_first(session) or "")
            session.query(Account).delete()
    assert made[0] != made[1]
    assert min(len(password) for password in made) >= 16


def test_a_password_is_not_kept_and_equal_ones_do_not_look_equal(state: State) -> None:
    with state.database.transaction() as session:
        noor = service.create(session, "noor", "Noor", PASSWORD)
        sam = service.create(session, "sam", "Sam", PASSWORD)
        assert PASSWORD not in noor.password_hash
        assert noor.password_hash.startswith("$argon2id$")
        assert noor.password_hash != sam.password_hash


def test_names_are_stored_without_spaces_around_and_a_login_without_capitals(state: State) -> None:
    with state.database.transaction() as session:
        made = service.create(session, " Noor@Voorbeeld.NL ", " Noor ", PASSWORD)
        assert (made.login, made.alias) == ("noor@voorbeeld.nl", "Noor")


@pytest.mark.parametrize("again", ["noor", "NOOR", " noor "])
def test_two_accounts_cannot_share_a_login(again: str, state: State) -> None:
    with state.database.transaction() as session:
        service.create(session, "noor", "Noor", PASSWORD)
    with pytest.raises(IntegrityError), state.database.transaction() as session:
        service.create(session, again, "Een ander", PASSWORD)


@pytest.mark.parametrize("login", ["noor", "NOOR", "  Noor\n"])
def test_the_right_password_gives_the_account_however_the_login_is_typed(login: str, state: State) -> None:
    with state.database.transaction() as session:
        made = service.create(session, "noor", "Noor", PASSWORD)
        service.create(session, "sam", "Sam", "een ander lang wachtwoord")
        assert service.check(session, login, PASSWORD) is made


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("noor", ""),
        ("noor", PASSWORD.upper()),
        ("noor", f" {PASSWORD} "),
        ("noor", PASSWORD[:-1]),
        ("noor", "wachtwoord van sam"),
        ("sam", PASSWORD),
        ("niemand", PASSWORD),
        ("", PASSWORD),
        ("", ""),
        ("no%", PASSWORD),
        ("noor' OR '1'='1", PASSWORD),
    ],
)
def test_nothing_else_gives_an_account(login: str, password: str, state: State) -> None:
    with state.database.transaction() as session:
        service.create(session, "noor", "Noor", PASSWORD)
        service.create(session, "sam", "Sam", "wachtwoord van sam")
        assert service.check(session, login, password) is None


def test_the_stored_hash_is_no_password(state: State) -> None:
    with state.database.transaction() as session:
        made = service.create(session, "noor", "Noor", PASSWORD)
        assert service.check(session, "noor", made.password_hash) is None


def test_checking_a_password_is_no_sign_of_life(state: State) -> None:
    with state.database.transaction() as session:
        service.create(session, "noor", "Noor", PASSWORD)
        account = service.check(session, "noor", PASSWORD)
        assert account is not None
        assert account.seen_at is None
