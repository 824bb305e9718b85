"""Numbers as news writes them: "at least 12", "between 40 and 50", "tens of thousands", "£2.5bn"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.coding.days import MONTHS
from sayso.tree import Tree

WORDS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
MULTIPLES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
SHORT = {"m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000}  # behind digits
VAGUE = {"dozens": 24, "scores": 40, "tens": 20, "hundreds": 200, "thousands": 2_000, "millions": 2_000_000}
DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
YEAR = re.compile(r"(?:19|20)\d\d")
SIGNS = frozenset("$ € £ ¥ us$".split())
CURRENCIES = frozenset(
    "dollar euro pound yen naira rupee peso shilling rand rouble ruble yuan lira franc dinar "
    "riyal dirham crown won real".split()
)
BOUNDS = {  # by which of least and most the words set
    (True, False): ("at least", "more than", "over", "no fewer than", "no less than", "upwards of"),
    (False, True): (
        *("up to", "at most", "fewer than", "less than", "under", "as many as", "no more than"),
        *("nearly", "almost", "close to"),
    ),
    (False, False): ("about", "around", "some", "roughly", "approximately", "estimated"),
}
TENS = 20
LONGEST = 16  # words that a number is written out in, at most
MEMBERS = frozenset(["strong", "man", "member", "person"])  # "an 80-strong unit"
SHARES = (["%"], ["percent"], ["per"])
TIGHT = frozenset(["-", "\N{EN DASH}", "to", "or"])  # between the two numbers of a range


@dataclass(frozen=True, slots=True)
class Number:
    """A number at the tokens from ``first`` to ``last``, with the bounds that the words tell."""

    first: int
    last: int
    low: float | None
    best: float
    high: float | None


def find_numbers(tree: Tree) -> list[Number]:
    """Return the numbers that *tree* tells, in order: no dates."""
    found: list[Number] = []
    for number in _values(tree):
        before = found[-1] if found else None
        if before is not None and _is_range(tree, before, number):
            middle = (before.best + number.best) / 2
            found[-1] = Number(before.first, number.last, before.best, middle, number.best)
        else:
            found.append(_bounded(tree, number))
    return [number for number in found if not (_is_date(tree, number) or _is_part(tree, number))]


def is_money(tree: Tree, number: Number) -> bool:
    """Return whether the sign of a currency stands before the number, or its word behind it."""
    sign = _words_before(tree, number, 1) in SIGNS
    return sign or (number.last + 1 < len(tree) and tree.lemma(number.last + 1) in CURRENCIES)


def _beside(tree: Tree, number: Number) -> list[int]:
    return [token for token in (number.first - 1, number.last + 1) if 0 <= token < len(tree)]


def _values(tree: Tree) -> Iterator[Number]:
    """Yield each unbroken stretch of words for a number, without bounds but those of vague words."""
    token = 0
    while token < len(tree):
        number = _vague(tree, token) or _several(tree, token) or _exact(tree, token)
        if number is not None:
            yield number
        token = number.last + 1 if number is not None else token + 1


def _vague(tree: Tree, first: int) -> Number | None:
    """Return the number of "dozens" or "hundreds of thousands", which counts as the least that it may be."""
    value: float | None = VAGUE.get(tree[first].text.lower())
    last = first
    if value is None:
        return None
    if first + 2 < len(tree) and tree.lemma(first + 1) == "of" and tree.lemma(first + 2) in MULTIPLES:
        last, value = first + 2, value * MULTIPLES[tree.lemma(first + 2)]
    return Number(first, last, float(value), float(value), None)


def _several(tree: Tree, first: int) -> Number | None:
    """Return the number of "several hundred" or "a few dozen", which counts as two of them."""
    if tree[first].text.lower() not in ("several", "few", "couple"):
        return None
    number = _exact(tree, first + 1) if first + 1 < len(tree) else None
    plain = number is not None and tree.lemma(number.first) in MULTIPLES
    return Number(first, number.last, 2 * number.best, 2 * number.best, None) if number and plain else None


def _exact(tree: Tree, first: int) -> Number | None:
    """Return the number that is written out from the token *first* on."""
    words = [token.text.lower() for token in tree.tokens[first : first + LONGEST]]
    if words[0] == "half" and words[1:2] in (["a"], ["an"]) and words[2:3] and words[2] in MULTIPLES:
        value = MULTIPLES[words[2]] / 2
        return Number(first, first + 2, value, value, value)
    total, part, last = 0.0, 0.0, -1
    for place, word in enumerate(words):
        if place == 0 and DIGITS.fullmatch(word):
            part = float(word.replace(",", ""))
        elif word in WORDS:
            part += WORDS[word]
        elif word in ("hundred", "dozen"):
            part = (part or 1) * MULTIPLES[word]
        elif word in MULTIPLES or (word in SHORT and part):
            total, part = total + (part or 1) * (MULTIPLES | SHORT)[word], 0.0
        elif not _joins(words, place):
            break
        else:
            continue
        last = place
    return Number(first, first + last, total + part, total + part, total + part) if last >= 0 else None


def _joins(words: Sequence[str], place: int) -> bool:
    """Return whether the word at *place* joins words for one number ("hundred and fifty", "twenty-five")."""
    if not 0 < place < len(words) - 1 or words[place + 1] not in WORDS:
        return False
    return words[place - 1 : place + 1] == ["hundred", "and"] or (
        words[place] == "-" and WORDS.get(words[place - 1], 0) >= TENS > WORDS[words[place + 1]]
    )


def _is_range(tree: Tree, before: Number, number: Number) -> bool:
    """Return whether two numbers are the ends of one ("between 40 and 50", "15 to 20")."""
    if number.first - before.last != 2 or before.best >= number.best:
        return False
    between = tree[before.last + 1].text.lower()
    return between in TIGHT or (between == "and" and _words_before(tree, before, 1) == "between")


def _bounded(tree: Tree, number: Number) -> Number:
    """Return *number* with the bounds that "at least" or "up to" before it set."""
    first = number.first - (1 if _words_before(tree, number, 1) in SIGNS | {"a", "an", "the"} else 0)
    before = f" {_words_before(tree, replace(number, first=first), 4)}"
    told = {
        words: bounds for bounds, group in BOUNDS.items() for words in group if before.endswith(f" {words}")
    }
    if not told:
        return number
    low, high = told[max(told, key=len)]
    best = number.best
    return replace(number, low=best if low else None, high=best if high else None)


def _words_before(tree: Tree, number: Number, many: int) -> str:
    return " ".join(token.text.lower() for token in tree.tokens[max(0, number.first - many) : number.first])


def _is_part(tree: Tree, number: Number) -> bool:
    """Return whether the number is a share, or part of a word with a hyphen but "80-strong"."""
    words = [token.text.lower() for token in tree.tokens[number.last + 1 : number.last + 3]]
    tied = words[:1] == ["-"] and words[1:] and words[1] not in MEMBERS
    return bool(tied) or words[:1] in SHARES or _words_before(tree, number, 1) == "-"


def _is_date(tree: Tree, number: Number) -> bool:
    """Return whether a month stands beside the number, or it is a year."""
    year = number.first == number.last and YEAR.fullmatch(tree[number.first].text) is not None
    return year or any(
        tree[token].text.lower().rstrip(".")[:3] in MONTHS and tree[token].upos == "PROPN"
        for token in _beside(tree, number)
    )
