"""Where the network that splits sentences may correct the rules: it learned from letters and forums as well.

It splits names in news, and takes away ends that are plain. So it is asked only
where, by the words around, it can be right (chosen on PolNeAR's training part).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.annotate.tokens import begins_sentence

# nothing is added after or before these: the treebanks do split there at times, but who says a thing and
# what is said, or a quote and its marks, shall stay together
_DASHES = frozenset("-_\u2013\u2014\u2015") | {"--"}  # agencies write "_"
_RUNS_ON = _DASHES | {"''", "``"} | frozenset("\"'\u201c\u201d\u2018\u2019([{)]}:;$#=<&@/")
_ENDS = _DASHES | frozenset("\u201d\u2019)]}:;,.!?%\u2026")
_QUOTES = frozenset("\"'\u201c\u2018") | {"''", "``"}
_OPENS = _QUOTES | frozenset("([{$=")
_ELLIPSIS = re.compile(r"\.{2,}|\u2026\.?")
# a word, name, number or abbreviation
_WORD = re.compile("['\u2019]?[^\\W_]+(?:['\u2019&-][^\\W_]*)*|\\d[\\d.,:]*\\d|(?:[^\\W_]+\\.)+")
_NEAR = 3


def may_add(words: Sequence[str], number: int) -> bool:
    """Return whether a sentence may begin with *words*[*number*], though no rule says so.

    Not where words run on without a mark ("Civil Rights Act"), unless a small word with a capital
    follows one without.
    """
    before, word = words[number - 1], words[number]
    if before in _RUNS_ON or word in _ENDS or _joins(before, word):
        return False
    if _ELLIPSIS.fullmatch(before) and word[0].islower():
        return False
    if words[max(0, number - 2) : number] == [".", "."]:
        return False
    return any(map(is_worded, words[number : number + _NEAR]))


def _joins(before: str, word: str) -> bool:
    """Return whether a word or number comes *before*, and what follows does not look like a new sentence."""
    if begins_sentence(word) and not before[0].isupper():  # capitals on both sides: a title
        return False
    if before.isalnum() and word.isalnum():  # nearly always, and quick to see
        return True
    if before != "," and not _WORD.fullmatch(before):
        return False
    return word in _OPENS or bool(_WORD.fullmatch(word))


def may_take_away(words: Sequence[str], number: int) -> bool:
    """Return whether no sentence may begin with *words*[*number*], though a rule says so.

    Only before a mark or a small letter ("(R-Ohio)"), or after a letter with a stop ("(D-N. Y.)").
    """
    quoted = words[number] in _QUOTES and number + 1 < len(words)
    word = words[number + quoted]
    if not word[0].isalnum() or word[0].islower():
        return True
    lettered = number > 1 and words[number - 1] == "." and len(words[number - 2]) == 1
    return lettered and words[number - 2].isalpha() and not quoted and not begins_sentence(word)


def is_worded(word: str) -> bool:
    """Return whether *word* is more than marks."""
    return any(map(str.isalnum, word))
