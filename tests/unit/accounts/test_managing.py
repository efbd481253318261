"""What `beheer` does: invite, block, change roles, reset; and what the log keeps of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.people import Teen, log_in
from tests.unit.conftest import PASSWORD, FakeRasa
from weerwoord.accounts import log, managing, service
from weerwoord.accounts.models import Account, LogEntry
from weerwoord.accounts.roles import BEHEER, HULPVERLENER, ROLES
from weerwoord.db import now
from weerwoord.problems import Problem
from weerwoord.state import State

CHOSEN = {"alias": "Sam", "password": "paard batterij nietje trap"}


@pytest.fixture
def boss(state: State, client: TestClient) -> TestClient:
    """A browser in which somebody with all roles is logged in."""
    with state.database.transaction() as session:
        service.create(session, "baas", "Bo", PASSWORD, ROLES)
    log_in(client, "baas", PASSWORD)
    return client


@pytest.fixture
def other(boss: TestClient) -> Iterator[TestClient]:
    """Somebody else's browser."""
    browser = TestClient(boss.app, follow_redirects=False)
    yield browser
    browser.close()


@pytest.fixture
def sam(state: State, other: TestClient) -> int:
    """Sam's account, logged in in the other browser."""
    with state.database.transaction() as session:
        made = service.create(session, "sam", "Sam", PASSWORD).id
    log_in(other, "sam", PASSWORD)
    return made


def link_on(page: str) -> str:
    """The path of the invitation that a page shows."""
    found = re.search(r'value="http://localhost(/desk/invitation/[\w.-]+)"', page)
    assert found is not None
    return found[1]


def invite(boss: TestClient, login: str = "sam@voorbeeld.nl", *roles: str) -> str:
    """Invite somebody; gives the path of the link."""
    made = boss.post("/desk/accounts", data={"login": login, "roles": list(roles or (HULPVERLENER,))})
    assert made.status_code == 200
    return link_on(made.text)


def actions(state: State) -> list[str]:
    """What the log holds, in order."""
    with state.database.transaction() as session:
        return [entry.action for entry in session.query(LogEntry).order_by(LogEntry.id)]


def test_who_is_invited_chooses_a_name_and_a_password_once(boss: TestClient, other: TestClient) -> None:
    link = invite(boss)
    assert "sam@voorbeeld.nl" in other.get(link).text
    assert other.post(link, data=CHOSEN).headers["location"] == "/desk/login"
    assert "Log nu in" in other.get("/desk/login").text
    log_in(other, "sam@voorbeeld.nl", CHOSEN["password"])
    assert "<strong>Sam</strong>" in other.get("/desk").text
    for again in (other.get(link), other.post(link, data=CHOSEN)):
        assert again.status_code == 410


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"alias": "  "}, "Vul een naam in"),
        ({"alias": "x" * 61}, "hooguit 60"),
        ({"alias": "Sa\x00m"}, "hooguit 60"),
        ({"password": "kort"}, "te kort"),
        ({"password": "Welkom01Welkom01"}, "te makkelijk"),
    ],
)
def test_a_bad_choice_is_told_beside_the_field_and_the_link_still_works(
    wrong: dict[str, str], said: str, boss: TestClient, other: TestClient
) -> None:
    link = invite(boss)
    refused = other.post(link, data=CHOSEN | wrong)
    assert refused.status_code == 422
    assert said in refused.text
    assert 'aria-invalid="true"' in refused.text
    assert other.post(link, data=CHOSEN).status_code == 303


def test_an_invitation_ends_after_seven_days(
    boss: TestClient, other: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = invite(boss)
    monkeypatch.setattr(managing, "INVITED_FOR", -1)
    assert other.get(link).status_code == 410


@pytest.mark.parametrize("token", ["x", "WzEsMV0.abc.def", "%00"])
def test_a_made_up_invitation_is_worth_nothing(token: str, other: TestClient) -> None:
    assert other.get(f"/desk/invitation/{token}").status_code == 410


def test_a_newer_invitation_and_a_block_end_the_older(boss: TestClient, other: TestClient) -> None:
    first = invite(boss)
    account = re.findall(r"/desk/accounts/(\d+)", boss.get("/desk/accounts").text)[-1]
    second = link_on(boss.post(f"/desk/accounts/{account}/invitation").text)
    assert other.get(first).status_code == 410
    assert other.get(second).status_code == 200
    boss.post(f"/desk/accounts/{account}/block")
    assert other.get(second).status_code == 410
    assert boss.post(f"/desk/accounts/{account}/invitation").status_code == 409


@pytest.mark.parametrize(
    ("login", "roles", "said"),
    [
        ("", [HULPVERLENER], "Vul een e-mailadres in"),
        ("twee woorden", [HULPVERLENER], "Vul een e-mailadres in"),
        ("x" * 121, [HULPVERLENER], "Vul een e-mailadres in"),
        ("BAAS ", [HULPVERLENER], "Er is al een account"),
        ("nieuw", [], "minstens één rol"),
        ("nieuw", ["koning"], "minstens één rol"),
    ],
)
def test_who_cannot_be_invited_is_told_why(
    login: str, roles: list[str], said: str, boss: TestClient, state: State
) -> None:
    refused = boss.post("/desk/accounts", data={"login": login, "roles": roles})
    assert refused.status_code == 422
    assert said in refused.text
    with state.database.transaction() as session:
        assert session.query(Account).count() == 1


def test_an_account_that_was_never_finished_opens_with_no_password(boss: TestClient, other: TestClient) -> None:
    invite(boss)
    for password in ("", "x"):
        tried = other.post("/desk/login", data={"login": "sam@voorbeeld.nl", "password": password})
        assert tried.status_code == 401


def test_a_block_is_felt_at_once_and_can_be_lifted(boss: TestClient, other: TestClient, sam: int) -> None:
    assert other.get("/desk").status_code == 200
    boss.post(f"/desk/accounts/{sam}/block")
    assert other.get("/desk").headers["location"] == "/desk/login"
    assert other.post("/desk/login", data={"login": "sam", "password": PASSWORD}).status_code == 401
    boss.post(f"/desk/accounts/{sam}/unblock")
    assert other.get("/desk").headers["location"] == "/desk/login"  # the old session stays ended
    log_in(other, "sam", PASSWORD)


def test_other_roles_end_the_session_and_count_from_the_next(boss: TestClient, other: TestClient, sam: int) -> None:
    assert other.get("/desk/accounts").status_code == 403
    boss.post(f"/desk/accounts/{sam}/roles", data={"roles": [BEHEER]})
    assert other.get("/desk/accounts").headers["location"] == "/desk/login"
    log_in(other, "sam", PASSWORD)
    assert other.get("/desk/accounts").status_code == 200
    assert other.get("/desk").status_code == 403
    assert boss.post(f"/desk/accounts/{sam}/roles", data={}).status_code == 422


def test_a_reset_second_factor_is_set_up_anew(boss: TestClient, other: TestClient, sam: int, state: State) -> None:
    with state.database.transaction() as session:
        session.get_one(Account, sam).totp_secret = "x"
    to = other.post("/desk/login", data={"login": "sam", "password": PASSWORD}).headers["location"]
    assert to == "/desk/login/code"
    assert other.post("/desk/login/code", data={"code": "123456"}).status_code == 401  # of another SECRET_KEY
    boss.post(f"/desk/accounts/{sam}/second-factor")
    log_in(other, "sam", PASSWORD)


def test_the_last_with_beheer_cannot_go(boss: TestClient, sam: int, state: State) -> None:
    with state.database.transaction() as session:
        own = service.find(session, "baas")
        assert own is not None
    for path, form in (("block", {}), ("roles", {"roles": [HULPVERLENER]})):
        assert boss.post(f"/desk/accounts/{own.id}/{path}", data=form).status_code == 409
    invite(boss, "kim", BEHEER)  # who has not come yet does not count
    assert boss.post(f"/desk/accounts/{own.id}/block").status_code == 409
    boss.post(f"/desk/accounts/{sam}/roles", data={"roles": [BEHEER]})
    gone = boss.post(f"/desk/accounts/{own.id}/roles", data={"roles": [HULPVERLENER]})
    assert gone.headers["location"] == "/desk"
    assert boss.get("/desk").status_code == 200  # one's own change keeps one's own session
    assert boss.get("/desk/accounts").status_code == 403


def test_a_blocked_one_with_beheer_does_not_count(boss: TestClient, sam: int, state: State) -> None:
    with state.database.transaction() as session:
        own = service.find(session, "baas")
        assert own is not None
        managing.set_roles(session, sam, [BEHEER], own)
        managing.block(session, sam, True, own)
        with pytest.raises(Problem, match="laatste"):
            managing.block(session, own.id, True, own)


def test_what_happens_to_accounts_is_in_the_log(boss: TestClient, other: TestClient, sam: int, state: State) -> None:
    other.post("/desk/login", data={"login": "sam", "password": "verkeerd"})
    other.post("/desk/login", data={"login": "verkeerd ingetypt wachtwoord", "password": "sam"})
    for path, form in (("roles", {"roles": [HULPVERLENER]}), ("second-factor", {}), ("block", {}), ("unblock", {})):
        boss.post(f"/desk/accounts/{sam}/{path}", data=form)
    boss.post("/desk/logout")
    assert actions(state) == [
        "made", "sign_in", "made", "sign_in", "refused", "refused", "roles", "factor_reset", "blocked", "unblocked",
        "sign_out",
    ]  # fmt: skip
    with state.database.transaction() as session:
        assert "ingetypt" not in str([vars(entry) for entry in session.query(LogEntry)])


def test_a_look_at_a_conversation_is_noted_and_erasing_leaves_its_id_alone(
    boss: TestClient, teen: Teen, rasa: FakeRasa, state: State
) -> None:
    rasa.says(level="urgent", topic="sextortion", custom=[{"custom": {"type": "escalation"}}])
    teen.tell("hij heeft een foto van mij")
    case = re.findall(r"/desk/cases/(\d+)", boss.get("/desk").text)[0]
    assert "look" not in actions(state)
    boss.get(f"/desk/cases/{case}")
    assert actions(state)[-1] == "look"
    assert teen.client.delete("/api/chat", headers=teen.headers).status_code == 204
    with state.database.transaction() as session:
        entry = session.query(LogEntry).filter_by(action="look").one()
        assert (entry.conversation_id, entry.account_id, entry.why) == (teen.conversation, None, "gesprek geopend")
    assert teen.conversation in boss.get("/desk/log").text


@pytest.mark.parametrize(
    "statement",
    ["UPDATE access_log SET why = 'x'", "UPDATE access_log SET actor_id = NULL WHERE id > 0", "DELETE FROM access_log"],
)
def test_the_database_refuses_to_change_the_log(statement: str, boss: TestClient, state: State) -> None:
    before = actions(state)
    with pytest.raises(DBAPIError, match="append-only"), state.database.transaction() as session:
        session.execute(text(statement))
    assert actions(state) == before != []


def test_the_log_is_read_by_account_day_and_page(boss: TestClient, sam: int, state: State) -> None:
    with state.database.transaction() as session:
        account = session.get_one(Account, sam)
        for number in range(log.PER_PAGE + 10):
            log.note_look(session, account, f"gesprek-{number}", "wachtrij")
    first = boss.get("/desk/log").text
    assert first.count("<tr>") == log.PER_PAGE + 1
    assert "Ouder" in first
    assert "Nieuwer" not in first
    second = boss.get("/desk/log?page=2").text
    assert "gesprek-0<" in second
    assert "Nieuwer" in second
    assert "Ouder" not in second
    assert boss.get(f"/desk/log?account={sam}").text.count("gesprek-") == log.PER_PAGE
    today = f"{now().astimezone(log.DUTCH_TIME):%Y-%m-%d}"
    assert "gesprek-" in boss.get(f"/desk/log?first={today}&last={today}").text
    for nothing in ("last=2020-01-01", "first=2999-12-31", "account=1&last=2020-01-01", "page=99"):
        assert "Hier staat niets." in boss.get(f"/desk/log?{nothing}").text


@pytest.mark.parametrize("day", ["gisteren", "2026-13-01", "0001-01-01", "9999-12-31"])
def test_a_day_that_is_none_is_told_beside_the_field(day: str, boss: TestClient) -> None:
    refused = boss.get(f"/desk/log?first={day}")
    assert refused.status_code == 422
    assert "Schrijf een dag als" in refused.text


@pytest.mark.parametrize("path", ["/desk/accounts/999", "/desk/accounts/0"])
def test_an_account_that_is_not_there_gets_a_page_in_dutch(path: str, boss: TestClient) -> None:
    missing = boss.get(path, headers={"accept": "text/html"})
    assert missing.status_code == 404
    assert "Dit account bestaat niet." in missing.text


def test_what_somebody_chose_as_a_name_is_never_a_piece_of_page(boss: TestClient, other: TestClient) -> None:
    link = invite(boss, "<b>sam</b>")
    other.post(link, data=CHOSEN | {"alias": "<script>x</script>"})
    for path in ("/desk/accounts", "/desk/log", "/desk/accounts/2"):
        page = boss.get(path).text
        assert "<b>sam" not in page
        assert "<script>x" not in page
