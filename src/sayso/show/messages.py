"""Problems as people read them: code, what happened, where, what to do."""

from __future__ import annotations

from sayso.record import Problem
from sayso.show.terminal import tell
from sayso.show.visible import short, visible

LONGEST = 1000  # characters


def block(found: Problem) -> str:
    """Return *found* as a block of three lines."""
    lines = (
        f"{found.code}  {_told(found.what)}",
        f"      where: {_told(found.where)}",
        f"      do:    {_told(found.remedy)}",
    )
    return "\n".join(lines)


def _told(text: str) -> str:
    """Return *text* on one line that cannot fill a screen: names and addresses have any length."""
    return short(visible(text), LONGEST)


def tell_problem(found: Problem) -> None:
    """Write *found* to standard error."""
    tell(block(found))


def counted(number: int, noun: str) -> str:
    """Return *number* with its noun: ``1 claim``, ``1,204 claims``, ``2 entries``."""
    if number == 1:
        return f"1 {noun}"
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{number:,} {plural}"
