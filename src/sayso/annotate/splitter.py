"""How surely a sentence begins with each token of a block, as a small network sees it.

The rules know marks; this also knows words, and so finds the ends of lines,
greetings and headings that no mark ends. Each token is the sum of its traits'
rows in a table; two convolutions over the block's tokens then score it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING
from zlib import crc32

from sayso.record import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Features = NDArray[np.float32]

Weights = Mapping[str, "NDArray[np.float32]"]

ROWS = 4096  # of the table; traits are hashed to them, and some share one
NEAR, FAR = 3, 3  # rows on each side that the first and the second convolution see
STEP = 2  # the second sees every other one
REACH = NEAR + FAR * STEP
_AT_ONCE = 2000
_LENGTHS = (1, 2, 3, 4, 6, 8, 12, 18, 26, 40, 60)
_AGAIN = re.compile(r"(.)\1+", re.DOTALL)
_DIGIT = re.compile(r"\d")
_LONGEST = 30  # characters of a word whose shape is looked at


def traits(text: str, tokens: Sequence[Span], begins: Sequence[bool]) -> Numbers:
    """Return the rows (tokens, traits) of *tokens*; *begins*: where the rules begin a sentence."""
    import numpy as np

    # two apostrophes are how some papers write a quote mark, and the treebanks hardly
    words = [text[start:end].replace("''", '"') for start, end in tokens]
    blanks = [True, *(one.end < other.start for one, other in pairwise(tokens))]
    lengths = zip(_lengths(begins), _lengths([*begins[1:], True][::-1])[::-1], strict=True)
    placed = [
        (*_of_word(word), _row(f"g{blank:d}{begin:d}"), _row(f"s{since}"), _row(f"a{ahead}"), _row(marks))
        for word, blank, begin, (since, ahead), marks in zip(
            words, blanks, begins, lengths, _open(words), strict=True
        )
    ]
    return np.array(placed, dtype=np.int64)


def _lengths(begins: Sequence[bool]) -> list[int]:
    """Return for each token how far it is from the last begin, in classes."""
    found, length = [], 0
    for begin in begins:
        length = 0 if begin else length + 1
        found.append(bisect_right(_LENGTHS, length))
    return found


def _open(words: Sequence[str]) -> Iterator[str]:
    """Yield for each word whether a straight quote and whether a bracket is open."""
    quoted, depth = False, 0
    for word in words:
        quoted ^= word == '"'
        depth = max(0, depth + (word in "([{") - (word in ")]}"))
        yield f"q{quoted:d}{depth > 0:d}"


@lru_cache(maxsize=20_000)
def _of_word(word: str) -> tuple[int, ...]:
    """Return the rows of a word: itself, its ending, its shape, its beginning with its length."""
    plain = _DIGIT.sub("0", word.lower())
    shape = _AGAIN.sub(r"\1", "".join(map(_kind, word[:_LONGEST])))
    return (
        _row(f"w{plain}"),
        _row(f"x{plain[-3:]}"),
        _row(f"k{shape}"),
        _row(f"l{shape[:2]}{min(len(word), 8)}"),
    )


def _kind(char: str) -> str:
    if char.isalpha():
        return "X" if char.isupper() else "x"
    return "0" if char.isdigit() else char


@lru_cache(maxsize=1000)
def _row(trait: str) -> int:
    return crc32(trait.encode("utf-8", "replace")) % ROWS


def scores(found: Numbers, weights: Weights) -> list[float]:
    """Return a score for each token of the traits *found*: above 0 where a sentence rather begins with it."""
    scored: list[float] = []
    for first in range(0, len(found), _AT_ONCE):  # a long block at once would take much memory
        start = max(0, first - REACH)
        part = _scores(found[start : first + _AT_ONCE + REACH], weights)
        scored += part[first - start : first - start + _AT_ONCE].tolist()
    return scored


def _scores(found: Numbers, weights: Weights) -> Features:
    import numpy as np

    first = weights["table"][found].sum(1)
    near = np.maximum(_around(first, NEAR, 1) @ weights["near"] + weights["near_bias"], 0)
    far = np.maximum(_around(near, FAR, STEP) @ weights["far"] + weights["far_bias"], 0)
    scored: Features = near @ weights["out_near"] + far @ weights["out_far"] + weights["out_bias"]
    return scored


def _around(rows: Features, reach: int, step: int) -> Features:
    """Return beside each row every *step*-th around it, *reach* on each side; zeros beyond the ends."""
    import numpy as np

    margin = reach * step
    padded = np.pad(rows, ((margin, margin), (0, 0)))
    return np.concatenate([padded[at : at + len(rows)] for at in range(0, 2 * margin + 1, step)], 1)
