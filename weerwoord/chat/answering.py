"""Answers teens' messages: one at a time per conversation, within five seconds, and never with silence."""

from __future__ import annotations

import asyncio
import contextlib
import logging

from engine.phrases import unmistakable
from weerwoord.chat import service
from weerwoord.chat.owner import Owner
from weerwoord.chat.rasa import Rasa, RasaUnavailable, Reply
from weerwoord.chat.waiting import KEEP_TALKING
from weerwoord.content.library import Library
from weerwoord.db import Database, now
from weerwoord.live import Hub
from weerwoord.privacy.erasure import erase_tracker

DEADLINE = 4.0
"""Seconds after a message arrived at which the static answer goes out: five is promised, one is margin."""

log = logging.getLogger(__name__)


class Answering:
    """Takes messages from the outbox to Rasa and its answers back."""

    def __init__(self, database: Database, rasa: Rasa, library: Library, hub: Hub, tracker_url: str) -> None:
        self._database = database
        self._rasa = rasa
        self._library = library
        self._hub = hub
        self._tracker_url = tracker_url
        self._wanted: set[str] = set()  # conversations that somebody kicked
        self._busy: set[str] = set()  # conversations that a task sees to
        self._tasks: set[asyncio.Task[None]] = set()

    async def resume(self) -> None:
        """Answer what an earlier process left unanswered."""
        for conversation_id in await asyncio.to_thread(self._left_behind):
            self.kick(conversation_id)

    def kick(self, conversation_id: str) -> None:
        """See to the open messages of a conversation, soon; call on the event loop."""
        self._wanted.add(conversation_id)
        if conversation_id not in self._busy:
            self._busy.add(conversation_id)
            task = asyncio.get_running_loop().create_task(self._drain(conversation_id))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """Wait for the answers that are under way."""
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _drain(self, conversation_id: str) -> None:
        try:
            # A kick that comes while the last look is under way asks for one look more.
            while conversation_id in self._wanted:
                self._wanted.discard(conversation_id)
                while (message := await asyncio.to_thread(self._next, conversation_id)) is not None:
                    await self._answer(message)
        except Exception:  # whatever it is, the next message must find a working queue
            log.exception("could not answer in conversation %s", conversation_id)
        finally:
            self._busy.discard(conversation_id)

    async def _answer(self, message: service.Open) -> None:
        if message.payload == KEEP_TALKING:
            await asyncio.to_thread(self._keep_talking, message)
            # A person may have talked since the bot asked something: "ja" would answer them.
            with contextlib.suppress(RasaUnavailable):
                await self._rasa.forget_question(message.conversation_id, seconds=2)
            return
        if message.owner == Owner.BOT:
            self._hub.publish(message.conversation_id, "typing", author="bot")
        try:
            await asyncio.to_thread(self._record, message, await self._ask(message))
        except Exception as error:  # down, slow, or a reply that makes no sense: silence would be worse
            # Only the kind of error: its text may hold the teen's words.
            kind = error if isinstance(error, RasaUnavailable) else type(error).__name__
            log.warning("rasa unavailable (%s): static answer in %s", kind, message.conversation_id)
            await asyncio.to_thread(self._record_silence, message)

    async def _ask(self, message: service.Open) -> Reply:
        seconds = DEADLINE - (now() - message.received_at).total_seconds()
        if message.owner in (Owner.COUNSELLOR, Owner.WAITING):
            return await self._rasa.read(message.text, message.context, seconds)
        return await self._rasa.answer(
            message.conversation_id, message.text, message.for_rasa, message.context, message.easy, seconds
        )

    def _left_behind(self) -> list[str]:
        with self._database.transaction() as session:
            return service.conversations_to_answer(session)

    def _next(self, conversation_id: str) -> service.Open | None:
        with self._database.transaction() as session:
            return service.next_open(session, conversation_id)

    def _keep_talking(self, message: service.Open) -> None:
        with self._database.transaction() as session:
            service.keep_talking(session, message, self._library)

    def _record(self, message: service.Open, reply: Reply) -> None:
        with self._database.transaction() as session:
            known = service.record(session, message, reply, self._library)
        self._forget_again_unless(known, message)

    def _record_silence(self, message: service.Open) -> None:
        phrase = unmistakable(message.text)
        level, topic = (phrase.level, phrase.topic) if phrase else ("none", None)
        with self._database.transaction() as session:
            known = service.record_silence(session, message, self._library, level, topic)
        self._forget_again_unless(known, message)

    def _forget_again_unless(self, known: bool, message: service.Open) -> None:
        """Erased while Rasa was thinking: it may just have written its tracker again."""
        if not known:
            erase_tracker(self._tracker_url, message.conversation_id)
