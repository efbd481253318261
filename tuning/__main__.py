"""Tunes the encoder and writes `engine/encoder.onnx` and `engine/encoder.npz`.

    make tune          about 20 minutes on two cores; the result is kept in the repository

Learns level, topic, asker and intent at once from every training message. Small changes to a message (no capitals, no
punctuation) keep a style from giving the level away.
"""

from __future__ import annotations

import math
import random
import string
import time

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from engine import e5_file
from engine.encoder import HEADS, NETWORK, SHARPNESS, digest_of
from engine.tokens import Tokens
from tuning.messages import LABELS, Example, read_examples
from tuning.network import Network, export

ROUNDS = 3
BATCH = 32
RATE = 1e-4
HEAD_RATE = 2e-3
WEIGHT = {"level": 1.0, "topic": 0.7, "asker": 0.3, "intent": 0.5}
"""How much each label counts in what is learned."""
SMOOTHING = 0.05
LONGEST = 128
"""Pieces of a message that are learned from."""
CHANGED = 0.3
"""Share of messages that are read without capitals, without punctuation, or without both."""


def main() -> None:
    """Tune, and store."""
    torch.manual_seed(0)
    chance = random.Random(0)
    file = e5_file.read()
    tokens = Tokens(file)
    examples = read_examples()
    classes = {name: sorted({one[name] for one in examples if name in one}) for name in LABELS}
    network = Network(file, classes).train()
    learner = Learner(network, examples, classes, tokens, chance)
    started = time.perf_counter()
    for number in range(ROUNDS):
        loss = learner.round()
        print(f"round {number + 1} of {ROUNDS}: loss {loss:.3f}, {time.perf_counter() - started:.0f} s", flush=True)
    store(network, classes, digest_of(file))


class Learner:
    """One optimiser over all rounds."""

    def __init__(
        self,
        network: Network,
        examples: list[Example],
        classes: dict[str, list[str]],
        tokens: Tokens,
        chance: random.Random,
    ) -> None:
        self._network, self._examples, self._classes, self._tokens = network, examples, classes, tokens
        self._chance = chance
        self._pieces = [tokens(one["text"])[:LONGEST] for one in examples]
        self._balance = {
            name: balance([one[name] for one in examples if name in one], classes[name]) for name in ("level", "topic")
        }
        encoder, heads = list(network.tensors().values()), list(network.heads.parameters())
        self._learned = [*encoder, *heads]
        self._optimiser = torch.optim.AdamW(
            [
                {"params": encoder, "lr": RATE, "weight_decay": 0.01},
                {"params": heads, "lr": HEAD_RATE, "weight_decay": 0.0},
            ]
        )
        steps = ROUNDS * math.ceil(len(examples) / BATCH)
        self._schedule = torch.optim.lr_scheduler.LambdaLR(
            self._optimiser, lambda step: min(1.0, (step + 1) / (0.06 * steps)) * max(0.0, 1 - step / steps) + 1e-4
        )

    def round(self) -> float:
        """Learn from every message once; gives the mean loss."""
        losses = [self._learn(batch) for batch in self._batches()]
        return float(np.mean(losses))

    def _batches(self) -> list[list[int]]:
        """Messages of about the same length together: less padding, the same learning."""
        order = sorted(range(len(self._examples)), key=lambda one: len(self._pieces[one]) + self._chance.random() * 6)
        batches = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
        self._chance.shuffle(batches)
        return batches

    def _learn(self, batch: list[int]) -> float:
        vectors = self._network(*padded([self._changed(one) for one in batch])) * SHARPNESS
        loss = torch.zeros(())
        for name, weight in WEIGHT.items():
            known = [place for place, one in enumerate(batch) if name in self._examples[one]]
            if not known:  # examples in the content teach some labels only
                continue
            wanted = torch.tensor([self._classes[name].index(self._examples[batch[place]][name]) for place in known])
            scores = self._network.heads[name](vectors[known])
            loss = loss + weight * F.cross_entropy(
                scores, wanted, weight=self._balance.get(name), label_smoothing=SMOOTHING
            )
        self._optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self._learned, 1.0)
        self._optimiser.step()
        self._schedule.step()
        return loss.item()

    def _changed(self, number: int) -> list[int]:
        share = self._chance.random() / CHANGED
        if share >= 1:
            return self._pieces[number]
        text = self._examples[number]["text"]
        if share < 2 / 3:
            text = text.lower()
        if share > 1 / 3:
            text = text.translate(str.maketrans("", "", string.punctuation)) or text
        return self._tokens(text)[:LONGEST]


def balance(labels: list[str], classes: list[str]) -> Tensor:
    """A weight per class: rare ones count more, by the square root of how rare."""
    counts = np.array([labels.count(one) for one in classes])
    return torch.tensor((len(labels) / len(classes) / counts) ** 0.5, dtype=torch.float32)


def padded(rows: list[list[int]]) -> tuple[Tensor, Tensor]:
    """Rows of different lengths as one matrix, and where it holds something."""
    longest = max(map(len, rows))
    pieces = torch.ones(len(rows), longest, dtype=torch.long)
    mask = torch.zeros(len(rows), longest, dtype=torch.bool)
    for number, row in enumerate(rows):
        pieces[number, : len(row)] = torch.tensor(row)
        mask[number, : len(row)] = True
    return pieces, mask


def store(network: Network, classes: dict[str, list[str]], base: str) -> None:
    """Write what was learned: the network, and the heads without pickled objects."""
    export(network, NETWORK)
    heads: dict[str, np.ndarray] = {}
    for name, found in classes.items():
        head = network.heads[name]
        heads |= {
            f"{name}_classes": np.array(found),
            f"{name}_weights": head.weight.detach().numpy(),
            f"{name}_bias": head.bias.detach().numpy(),
        }
    np.savez_compressed(HEADS, base=base, heads=np.array(list(classes)), **heads)
    print(f"{NETWORK.name}: {NETWORK.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
