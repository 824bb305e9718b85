"""The way through the syntax from one word of a sentence to another."""

from __future__ import annotations

from sayso.tree import Tree

LONGEST = 5  # steps


def path(tree: Tree, start: int, end: int) -> str:
    """Return the relations on the way from *start* up, and from there down to *end*: ``xcomp>nsubj``.

    ``far`` stands for a way of more than ``LONGEST`` steps.
    """
    up = [start, *tree.ancestors(start)]
    down = []
    here = end
    while here >= 0 and here not in up:
        down.append(here)
        here = tree.head(here)
    if here < 0 or up.index(here) + len(down) > LONGEST:
        return "far"
    ups = "^".join(tree[token].deprel for token in up[: up.index(here)])
    return ">".join((ups, *(tree[token].deprel for token in reversed(down))))
