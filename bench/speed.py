"""Measures speed beside stock Rasa and an echo bot, all behind the same client in one run: `make bench-speed`.

Ours is the whole stack (Rasa, action server, front door for the content), asked at Rasa's door as the front door does.
Stock is `bench/stock.py`. The echo bot is Rasa with the least that can answer: the floor of what any Rasa bot costs.
"""

from __future__ import annotations

import os
import sqlite3
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue

import httpx2

from bench import stock
from bench.scoring import HELD_OUT, read, table
from tests.running import free_ports, running_stack
from weerwoord.model import RASA, current_model, train
from weerwoord.stack import Part, start

MESSAGES = 240
"""Per measurement; the held-out messages in their order."""
TURNS_EACH = 6
"""Messages in one conversation before the next begins."""
STORED = 10_000
"""Conversations already in the database for the last measurement."""
ECHO = {
    "config.yml": "recipe: default.v1\nassistant_id: echo\nlanguage: nl\npipeline: [{name: KeywordIntentClassifier}]\n"
    "policies: [{name: RulePolicy, core_fallback_action_name: utter_echo}]\n",
    "domain.yml": 'version: "3.1"\nintents: [hoi, dag]\nresponses: {utter_echo: [{text: Echo.}]}\n',
    "data.yml": """
version: "3.1"
nlu: [{intent: hoi, examples: "- hoi\\n- hee\\n"}, {intent: dag, examples: "- dag\\n- doei\\n"}]
rules: [{rule: hoi, steps: [{intent: hoi}, {action: utter_echo}]}]
""",
}

Ask = Callable[[httpx2.Client, str, str], None]


@dataclass
class Bot:
    """A running bot: how to ask it something, its processes, and its tracker database."""

    ask: Ask
    parts: list[Part]
    tracker: Path
    ready: float

    @property
    def megabytes(self) -> float:
        """Resident memory of its processes and their children."""
        return sum(resident(part.process.pid) for part in self.parts if part.process) / 1e6


def main() -> None:
    """Measure one bot after the other, and print one Markdown table."""
    texts = [one["text"] for one in read(HELD_OUT)][:MESSAGES]
    stock_model, stock_training = stock.build()
    columns = {}
    for name, running in (("ours", ours), ("stock Rasa", lambda f: plain(f, stock_model)), ("echo bot", echo)):
        with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as bot:
            columns[name] = measure(bot, texts)
        print(f"{name}: {columns[name]}", flush=True)
    columns["ours"]["training, s of processor time"] = training_of_ours()
    columns["stock Rasa"]["training, s of processor time"] = stock_training
    rows = {
        figure: [f"{found[figure]:.1f}" if figure in found else "–" for found in columns.values()]
        for figure in columns["ours"]
    }
    print("\n" + table(list(columns), rows))


def measure(bot: Bot, texts: list[str]) -> dict[str, float]:
    """All figures of one bot; times in milliseconds unless said otherwise."""
    burst(bot, texts[:30], 1, "warm")
    found = {"ready after, s": bot.ready}
    for clients in (1, 8):
        took, seconds = burst(bot, texts, clients, f"c{clients}")
        found[f"messages/s, {clients} clients"] = len(took) / seconds
        found[f"p50, {clients} clients"] = 1000 * statistics.median(took)
        found[f"p95, {clients} clients"] = 1000 * p95(took)
    talks = [[ask_once(bot, f"long{number}", texts[turn % len(texts)]) for turn in range(204)] for number in range(4)]
    for turn in (5, 50, 200):
        around = [one for talk in talks for one in talk[turn - 5 : turn + 4]]
        found[f"p50 at turn {turn}"] = 1000 * statistics.median(around)
        found[f"p95 at turn {turn}"] = 1000 * p95(around)
    copy_conversations(bot.tracker, STORED)
    took, _seconds = burst(bot, texts[:120], 1, "full")
    found[f"p50 with {STORED} conversations"] = 1000 * statistics.median(took)
    found[f"p95 with {STORED} conversations"] = 1000 * p95(took)
    return found | {"memory, MB": bot.megabytes}


def burst(bot: Bot, texts: list[str], clients: int, mark: str) -> tuple[list[float], float]:
    """Send messages, spread over so many clients at once; gives the seconds of each and of all."""
    talks: Queue[tuple[str, list[str]]] = Queue()
    for number, begin in enumerate(range(0, len(texts), TURNS_EACH)):
        talks.put((f"{mark}-{number}", texts[begin : begin + TURNS_EACH]))
    took: list[float] = []

    def client() -> None:
        while True:
            try:
                sender, messages = talks.get_nowait()
            except Empty:
                return
            took.extend(ask_once(bot, sender, text) for text in messages)

    threads = [threading.Thread(target=client) for _ in range(clients)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return took, time.perf_counter() - started


def ask_once(bot: Bot, sender: str, text: str) -> float:
    """Seconds until the answer is there."""
    started = time.perf_counter()
    bot.ask(CLIENT, sender, text)
    return time.perf_counter() - started


CLIENT = httpx2.Client(timeout=120, limits=httpx2.Limits(max_connections=16))


@contextmanager
def ours(folder: Path) -> Iterator[Bot]:
    """The stack as `make run` starts it. Messages carry the three before them, as the front door sends them."""
    before: dict[str, list[str]] = {}
    started = time.perf_counter()
    with running_stack(folder) as running:
        ready = time.perf_counter() - started
        headers = {"Authorization": f"Bearer {running.settings.rasa_token}"}
        url = f"{running.settings.rasa_url}/webhooks/intern/message"

        def ask(client: httpx2.Client, sender: str, text: str) -> None:
            said = before.setdefault(sender, [])
            body = {
                "conversation": sender,
                "text": text,
                "payload": None,
                "level": "none",
                "before": said[-3:],
                "easy": False,
            }
            client.post(url, json=body, headers=headers).raise_for_status()
            said.append(text)

        parts = [part for name, part in running.parts.items() if name != "front door"]
        yield Bot(ask, parts, folder / "rasa.db", ready)


@contextmanager
def plain(folder: Path, model: Path) -> Iterator[Bot]:
    """A Rasa server with a model and its own REST channel."""
    (port,) = free_ports(1)
    (folder / "credentials.yml").write_text("rest:\n")
    (folder / "endpoints.yml").write_text(f"tracker_store:\n  type: SQL\n  dialect: sqlite\n  db: {folder}/rasa.db\n")
    command = [str(RASA), "run", "--model", str(model), "--port", str(port), "--interface", "127.0.0.1"]
    files = ["--credentials", str(folder / "credentials.yml"), "--endpoints", str(folder / "endpoints.yml")]
    part = Part("bench rasa", [*command, *files], "127.0.0.1", port, "/")
    started = time.perf_counter()
    try:
        start([part])
        ready = time.perf_counter() - started
        url = f"http://127.0.0.1:{port}/webhooks/rest/webhook"

        def ask(client: httpx2.Client, sender: str, text: str) -> None:
            client.post(url, json={"sender": sender, "message": text}).raise_for_status()

        yield Bot(ask, [part], folder / "rasa.db", ready)
    finally:
        part.stop()


@contextmanager
def echo(folder: Path) -> Iterator[Bot]:
    """Rasa with the least that can answer."""
    for name, content in ECHO.items():
        (folder / name).write_text(content)
    stock.run("train", "--data", "data.yml", "--out", ".", "--fixed-model-name", "echo", folder=folder)
    with plain(folder, folder / "echo.tar.gz") as bot:
        yield bot


def copy_conversations(database: Path, count: int) -> None:
    """Store a conversation that is there so many times more, under other names."""
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA busy_timeout = 10000")
        columns = "type_name, timestamp, intent_name, action_name, data"
        connection.execute(
            f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) "
            f"INSERT INTO events (sender_id, {columns}) "
            f"SELECT 'stored-' || i, {columns} FROM n, events WHERE sender_id = 'c1-0'"
        )


def training_of_ours() -> float:
    """Seconds of processor time of a full training of our model, nothing cached."""
    with tempfile.TemporaryDirectory() as cache:
        os.environ["RASA_CACHE_DIRECTORY"] = cache
        started = stock.processor_seconds()
        current_model().unlink(missing_ok=True)
        train()
        return stock.processor_seconds() - started


def resident(process: int) -> int:
    """Bytes that a process and its children hold in memory."""
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    children = [int(one) for task in tasks for one in task.read_text().split()]
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") + sum(map(resident, children))


def p95(values: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(values, n=20)[-1]


if __name__ == "__main__":
    main()
