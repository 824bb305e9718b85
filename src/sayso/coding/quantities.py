"""Magnitudes: the numbers that an event is reported with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.record import Magnitude
from sayso.tree import Tree

COUNTED = {  # what the numbers at these deeds count
    "kill": "killed", "killing": "killed", "die": "killed", "death": "killed", "massacre": "killed",
    "wound": "wounded", "injure": "wounded", "injury": "wounded", "hurt": "wounded",
    "arrest": "arrested", "detain": "arrested", "detention": "arrested",
    "imprison": "arrested", "jail": "arrested",
    "abduct": "abducted", "kidnap": "abducted", "expel": "expelled", "deport": "expelled",
    "deploy": "troops", "deployment": "troops", "send": "troops",
    "withdraw": "troops", "withdrawal": "troops",
    "displace": "displaced", "protest": "protesters", "march": "protesters", "rally": "protesters",
}  # fmt: skip
WORDS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty".split()
    )
} | {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
    "dozen": 12,
}
MULTIPLES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12}
MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())
CURRENCIES = frozenset("$ € £ ¥ us$ dollar euro pound yen".split())
AT_LEAST = frozenset(["at least", "more than", "over"])
AT_MOST = frozenset(["up to", "at most", "fewer than", "less than", "under", "as many as"])


def find_magnitudes(text: str, tree: Tree, head: int) -> tuple[Magnitude, ...]:
    """Return the numbers told of the deed at *head*: people counted at its parties, and money.

    *text* is the article's, for the words.
    """
    found = []
    for numeral in _numerals(tree, head):
        kind = "money" if _is_money(tree, numeral) else COUNTED.get(tree.lemma(head))
        value = _value(tree, numeral)
        if kind is not None and value is not None:
            found.append(_bounded(text, tree, numeral, (kind, value)))
    return tuple(found)


def _numerals(tree: Tree, head: int) -> list[list[int]]:
    """Return the numerals that count the parties of *head*, each its unbroken tokens, dates left out."""
    near: set[int] = set()
    for child in tree.children(head, "obj", "nsubj", "nsubj:pass", "obl", "nmod", "compound", "nummod"):
        near.update(tree.phrase(child))
    numbers = sorted(token for token in near if tree[token].upos == "NUM" or tree.lemma(token) in MULTIPLES)
    found: list[list[int]] = []
    for number in numbers:
        if found and found[-1][-1] == number - 1:
            found[-1].append(number)
        else:
            found.append([number])
    return [numeral for numeral in found if not _is_date(tree, numeral)]


def _is_date(tree: Tree, numeral: Sequence[int]) -> bool:
    """Return whether a month stands beside the numeral, or it is a year."""
    beside = [token for token in (numeral[0] - 1, numeral[-1] + 1) if 0 <= token < len(tree)]
    year = len(numeral) == 1 and re.fullmatch(r"(?:19|20)\d\d", tree[numeral[0]].text) is not None
    return year or any(tree[token].text.lower().rstrip(".")[:3] in MONTHS for token in beside)


def _is_money(tree: Tree, numeral: Sequence[int]) -> bool:
    """Return whether a currency stands before or after the numeral."""
    beside = [token for token in (numeral[0] - 1, numeral[-1] + 1) if 0 <= token < len(tree)]
    return bool(tree.lemmas(beside) & CURRENCIES)


def _value(tree: Tree, numeral: Sequence[int]) -> float | None:
    """Return the value of a numeral, or None where it cannot be read."""
    total: float | None = None
    for token in numeral:
        text = tree[token].text.lower().replace(",", "")
        if text.replace(".", "", 1).isdigit():
            total = float(text)
        elif tree.lemma(token) in MULTIPLES:
            total = (total or 1) * MULTIPLES[tree.lemma(token)]
        elif text in WORDS:
            total = (total or 0) + WORDS[text]
    return total


def _bounded(text: str, tree: Tree, numeral: Sequence[int], counted: tuple[str, float]) -> Magnitude:
    """Return the magnitude with the bounds that "at least" or "up to" before it set."""
    kind, value = counted
    before = " ".join(tree[token].text.lower() for token in range(max(0, numeral[0] - 3), numeral[0]))
    low = None if any(words in before for words in AT_MOST) else value
    high = None if any(words in before for words in AT_LEAST) else value
    first = numeral[0] - 1 if numeral[0] and tree.lemma(numeral[0] - 1) in CURRENCIES else numeral[0]
    last = tree.head(numeral[-1])
    words = tree.span(range(first, max(numeral[-1], last if last - numeral[-1] <= 3 else 0) + 1))
    return Magnitude(kind, low, value, high, text[words.start : words.end])
