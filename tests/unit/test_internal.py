"""What the action server asks the front door, and that nobody else can."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient

from weerwoord.state import State

TOKEN = {"Authorization": f"Bearer {'i' * 32}"}


def internal_paths(client: TestClient, state: State) -> list[str]:
    """Every internal path, with values that exist."""
    assert isinstance(client.app, FastAPI)
    known = {"entry_id": next(iter(state.library.faq)), "topic": next(iter(state.library.first_aid)), "code": "tr",
             "follow_up_id": "al_betaald"}  # fmt: skip
    paths = [str(route.path) for route in iter_route_contexts(client.app.routes)]
    return [path.format(**known) for path in paths if path.startswith("/internal")]


WRONG = [
    "", "Bearer", "Bearer ", "i" * 32, f"bearer {'i' * 32}", f"Bearer {'i' * 31}", f"Bearer {'i' * 33}",
    f"Bearer {'r' * 32}", f"Bearer {'s' * 32}", "Bearer één",
]  # fmt: skip


def test_every_internal_path_needs_the_token(client: TestClient, state: State) -> None:
    paths = internal_paths(client, state)
    assert len(paths) >= 3
    for path in paths:
        assert client.get(path, headers=TOKEN).status_code == 200, path
        for headers in ({}, *({"Authorization": wrong.encode()} for wrong in WRONG)):
            refused = client.get(path, headers=headers)
            assert refused.status_code == 403, (path, headers)
            assert refused.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/internal/faq/bestaat-niet", "/internal/first-aid/bestaat-niet"])
def test_without_the_token_nobody_learns_what_exists(path: str, client: TestClient) -> None:
    assert client.get(path).status_code == 403


@pytest.mark.parametrize(
    "path",
    ["/internal/faq/bestaat-niet", "/internal/faq/..%2f..%2f.env", "/internal/first-aid/bestaat-niet",
     "/internal/first-aid/smalltalk", "/internal/first-aid/SUICIDE", "/internal/follow-ups/bestaat_niet",
     "/internal/anders"],
)  # fmt: skip
def test_what_is_not_known_is_404(path: str, client: TestClient) -> None:
    missing = client.get(path, headers=TOKEN)
    assert missing.status_code == 404
    assert missing.headers["content-type"] == "application/problem+json"


def test_every_faq_entry_comes_with_cards_and_questions_that_can_be_asked(client: TestClient, state: State) -> None:
    assert state.library.faq
    for entry in state.library.faq.values():
        found = client.get(f"/internal/faq/{entry.id}", headers=TOKEN).json()
        assert found["id"] == entry.id
        assert found["title"] == entry.title
        assert found["answer"]
        assert found["easier"]
        assert "{" not in found["answer"] + found["easier"]
        assert [one["title"] for one in found["next"]] == [state.library.faq[one].title for one in entry.next]
        assert [card["id"] for card in found["cards"]] == list(entry.organisations)


def test_first_aid_of_every_topic_says_whom_to_call_and_what_to_do(client: TestClient, state: State) -> None:
    assert "suicide" in state.library.first_aid
    for topic, aid in state.library.first_aid.items():
        found = client.get(f"/internal/first-aid/{topic}", headers=TOKEN).json()
        assert found["topic"] == topic
        assert found["levels"].keys() == aid.levels.keys()
        assert found["steps"] == {who: list(steps) for who, steps in aid.steps.items()}
        assert found["check_danger"] in {"ja", "nee"}
        assert "{telefoon" not in str(found)
        for level, texts in found["levels"].items():
            assert texts["say"]
            assert "{" not in "".join(texts.values())
            if level == "emergency":
                assert texts["call"].replace("-", "").replace(" ", "").isdigit(), topic


def test_the_number_of_an_emergency_is_filled_from_the_directory(client: TestClient) -> None:
    found = client.get("/internal/first-aid/suicide", headers=TOKEN).json()
    assert found["levels"]["emergency"]["call"] == "113"
    assert "112" in found["levels"]["emergency"]["say"]


def test_help_for_a_topic_gives_at_most_three_cards_with_a_name(client: TestClient, state: State) -> None:
    for topic in state.library.first_aid:
        found = client.get("/internal/help", params={"topic": topic}, headers=TOKEN).json()
        assert found["region"] is None
        assert 1 <= len(found["cards"]) <= 3
        assert all(card["name"] for card in found["cards"])


@pytest.mark.parametrize("topic", [None, "", "bestaat-niet"])
def test_help_without_a_known_topic_is_help_for_everyone(topic: str | None, client: TestClient) -> None:
    params = {} if topic is None else {"topic": topic}
    cards = client.get("/internal/help", params=params, headers=TOKEN).json()["cards"]
    assert {card["id"] for card in cards} == {"kindertelefoon", "helpwanted", "113"}


@pytest.mark.parametrize(
    ("place", "region"),
    [
        ("amsterdam", "amsterdam"),
        ("ik woon in Breda", "noord-brabant"),
        ("gent", "vlaanderen"),
        ("", None),
        ("weet niet", None),
    ],
)
def test_help_says_what_it_understood_of_a_place(place: str, region: str | None, client: TestClient) -> None:
    found = client.get("/internal/help", params={"topic": "sextortion", "place": place}, headers=TOKEN).json()
    assert found["region"] == region
    assert found["cards"]
    if region == "vlaanderen":
        assert all(card["id"].startswith("be_") for card in found["cards"])


def test_the_internal_paths_are_in_no_public_description(client: TestClient) -> None:
    assert "/internal" not in client.get("/openapi.json").text


@pytest.mark.parametrize(("code", "language"), [("tr", "tr"), ("en", "en"), ("de", "en"), ("zz", "en")])
def test_a_language_without_words_gets_english(code: str, language: str, client: TestClient) -> None:
    assert client.get(f"/internal/languages/{code}", headers=TOKEN).json()["language"] == language
