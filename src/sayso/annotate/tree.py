"""Arc scores to dependency trees: maximum spanning tree with one root.

Nodes are numbered from 0, the artificial root; ``scores[dependent, head]``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    Scores = NDArray[np.float64]

_NEVER = -1e12


def is_tree(heads: Sequence[int]) -> bool:
    """Whether *heads* (one for each node, ``heads[0]`` ignored) is a tree with exactly one root."""
    roots = sum(1 for head in heads[1:] if head == 0)
    return (roots == 1 or len(heads) == 1) and not find_cycle(heads)


def find_cycle(heads: Sequence[int]) -> list[int]:
    """Return the nodes of one cycle in *heads*, empty where there is none."""
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path, node = [], start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return path[path.index(node) :]
        for seen in path:
            state[seen] = 2
    return []


def best_tree(scores: Scores) -> list[int]:
    """Return the heads of the best tree with one root under *scores*; node 0's own head is 0."""
    import numpy as np

    scores = np.array(scores, dtype=np.float64)
    # a tree has no more roots than it needs where each costs more than all other arcs together gain
    root = len(scores) * (scores.max() - scores.min()) + 1
    scores[0, :] = _NEVER
    np.fill_diagonal(scores, _NEVER)
    heads = _spanning(scores)
    if is_tree(heads):  # the best of all spanning trees, so the best with one root as well
        return heads
    scores[:, 0] -= root
    scores[0, 0] = _NEVER
    return _spanning(scores)


def _spanning(scores: Scores) -> list[int]:
    """Chu-Liu/Edmonds: contract a cycle to one node, solve the smaller problem, open the cycle again.

    Written as a loop, so that long sentences cannot exhaust the stack.
    """
    steps: list[_Contraction] = []
    while True:
        heads = [0, *(int(head) for head in scores[1:].argmax(axis=1))]
        cycle = find_cycle(heads)
        if not cycle:
            break
        steps.append(_Contraction(scores, heads, cycle))
        scores = steps[-1].smaller
    for step in reversed(steps):
        heads = step.opened(heads)
    return heads


class _Contraction:
    """One cycle drawn together; its node is the last of the ``smaller`` problem."""

    def __init__(self, scores: Scores, heads: list[int], cycle: list[int]) -> None:
        import numpy as np

        self.heads, self.cycle = heads, cycle
        inside = set(cycle)
        self.rest = [node for node in range(len(heads)) if node not in inside]
        held = scores[cycle, [heads[node] for node in cycle]]
        leaving = scores[np.ix_(self.rest, cycle)]
        entering = scores[np.ix_(cycle, self.rest)] - held[:, None]
        self.leave, self.enter = leaving.argmax(axis=1), entering.argmax(axis=0)
        size = len(self.rest) + 1
        self.smaller = np.full((size, size), _NEVER)
        self.smaller[:-1, :-1] = scores[np.ix_(self.rest, self.rest)]
        self.smaller[:-1, -1] = leaving.max(axis=1)
        self.smaller[-1, :-1] = entering.max(axis=0) + held.sum()

    def opened(self, smaller: list[int]) -> list[int]:
        """Return the heads of the larger problem, given those of the smaller."""
        heads = list(self.heads)
        last = len(self.rest)
        for row, node in enumerate(self.rest):
            if row:
                head = smaller[row]
                heads[node] = self.cycle[self.leave[row]] if head == last else self.rest[head]
        entered = smaller[last]
        heads[self.cycle[self.enter[entered]]] = self.rest[entered]
        return heads
