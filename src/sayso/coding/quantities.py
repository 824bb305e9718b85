"""Magnitudes: the numbers that an event is reported with."""

from __future__ import annotations

from collections.abc import Iterator

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
CURRENCIES = frozenset("$ € £ ¥ us$ dollar euro pound yen".split())
AT_LEAST = frozenset(["at least", "more than", "over"])
AT_MOST = frozenset(["up to", "at most", "fewer than", "less than", "under", "as many as"])


def find_magnitudes(text: str, tree: Tree, head: int) -> tuple[Magnitude, ...]:
    """Return the numbers told of the deed at *head*: people counted at its parties, and money.

    *text* is the article's, for the words.
    """
    found = []
    for number in _numbers(tree, head):
        kind = "money" if _is_money(tree, number) else COUNTED.get(tree.lemma(head))
        value = _value(tree, number)
        if kind is not None and value is not None:
            found.append(_bounded(text, tree, number, (kind, value)))
    return tuple(found)


def _numbers(tree: Tree, head: int) -> Iterator[int]:
    """Yield the numerals that count the objects, subjects and obliques of *head*."""
    for child in tree.children(head, "obj", "nsubj", "nsubj:pass", "obl", "nmod", "compound"):
        if tree[child].upos == "NUM" or tree[child].text in CURRENCIES:
            yield from (child, *tree.children(child, "nummod"))
        yield from tree.children(child, "nummod")


def _is_money(tree: Tree, number: int) -> bool:
    """Return whether a currency stands at *number*."""
    around = [number, tree.head(number), *tree.children(number), *tree.children(tree.head(number))]
    return bool({tree.lemma(token) for token in around if token >= 0} & CURRENCIES)


def _value(tree: Tree, number: int) -> float | None:
    """Return the value of the numeral headed by *number*, or None where it cannot be read."""
    total: float | None = None
    for token in sorted({number, *tree.children(number, "compound", "nummod", "flat")}):
        text = tree[token].text.lower().replace(",", "")
        if text.replace(".", "", 1).isdigit():
            total = float(text)
        elif text in MULTIPLES and total is not None:
            total *= MULTIPLES[text]
        elif text in WORDS:
            total = (total or 0) + WORDS[text]
        elif text in MULTIPLES:
            total = float(MULTIPLES[text])
    return total


def _bounded(text: str, tree: Tree, number: int, counted: tuple[str, float]) -> Magnitude:
    """Return the magnitude with the bounds that "at least" or "up to" before it set."""
    kind, value = counted
    numeral = [*tree.subtree(number), max(number, min(tree.head(number), number + 3))]
    before = " ".join(tree[token].text.lower() for token in range(max(0, min(numeral) - 3), number))
    low = None if any(words in before for words in AT_MOST) else value
    high = None if any(words in before for words in AT_LEAST) else value
    words = tree.span(numeral)
    return Magnitude(kind, low, value, high, text[words.start : words.end])
