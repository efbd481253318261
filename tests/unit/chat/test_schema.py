"""The chat API with what nobody thought of: schemathesis makes requests from the schema; none may be a server error."""

from __future__ import annotations

import contextlib
from dataclasses import replace

import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode

from tests.people import new_teen
from weerwoord.app import create_app
from weerwoord.chat.limits import Limits, Rule
from weerwoord.state import State


class NoLimits(Limits):
    """Counts nothing: refusals for coming too often would hide the others."""

    def count(self, rule: Rule, who: str) -> None:
        """Let everybody pass."""


def test_nothing_that_can_be_sent_is_a_server_error(state: State) -> None:
    app = create_app(replace(state, limits=NoLimits("")))
    schema = schemathesis.openapi.from_asgi("/openapi.json", app)
    # The stream never ends, and has tests of its own.
    chat = schema.include(path_regex="^/api/chat").exclude(path="/api/chat/stream")
    operations = [found.ok() for found in chat.get_all_operations()]
    assert len(operations) >= 10
    with TestClient(app) as client:
        for operation in operations:
            for mode in GenerationMode:
                attempt(operation, mode, client)


def attempt(operation: schemathesis.APIOperation, mode: GenerationMode, client: TestClient) -> None:
    """Send what fits the schema, or what does not, with a good token."""
    statuses: set[int] = set()

    @seed(1)
    @settings(max_examples=25, deadline=None, database=None, suppress_health_check=[HealthCheck.filter_too_much])
    @given(case=operation.as_strategy(generation_mode=mode))
    def send(case: schemathesis.Case) -> None:
        answer = case.call(headers={"Authorization": f"Bearer {new_teen(client).token}"})
        statuses.add(answer.status_code)
        assert answer.status_code < 500, answer.content
        if answer.status_code >= 400:
            assert answer.headers["content-type"] == ["application/problem+json"]
            assert answer.json()["detail"]

    if mode == GenerationMode.POSITIVE:
        send()
        assert statuses, operation.label
    else:
        with contextlib.suppress(Unsatisfiable):  # what takes no input cannot get a wrong one
            send()
