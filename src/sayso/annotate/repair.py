"""Mending relations that cannot be: two slips of the parser that English grammar rules out."""

from __future__ import annotations

from collections.abc import Sequence


def mended(words: Sequence[str], heads: Sequence[int], deprels: Sequence[str]) -> list[str]:
    """Return *deprels* with impossible ones exchanged; *heads* are word numbers, -1 for the root.

    A verb has no second subject behind it ("Russia accused Ukraine"): that is its
    object. A clause under "that" which follows its verb is its complement.
    """
    found = list(deprels)
    for number, relation in enumerate(deprels):
        head = heads[number]
        if relation not in ("nsubj", "advcl") or not 0 <= head < number:
            continue
        around = {deprels[other] for other in range(len(words)) if heads[other] == head}
        if relation == "nsubj" and not around & {"obj", "cop", "ccomp"}:
            before = any(heads[other] == head and deprels[other] == "nsubj" for other in range(head))
            found[number] = "obj" if before else relation
        if relation == "advcl" and "ccomp" not in around and _is_that(words, heads, deprels, number):
            found[number] = "ccomp"
    return found


def _is_that(words: Sequence[str], heads: Sequence[int], deprels: Sequence[str], clause: int) -> bool:
    """Return whether the clause headed by *clause* begins with a bare "that"."""
    marks = [
        word.lower()
        for word, head, deprel in zip(words, heads, deprels, strict=True)
        if head == clause and deprel == "mark"
    ]
    return marks == ["that"]
