"""The exit codes, one list for every command."""

from __future__ import annotations

from enum import IntEnum

from sayso.record import Problem


class Exit(IntEnum):
    """What a command tells the shell that called it."""

    DONE = 0
    NOTHING_FOUND = 1
    THEY_DIFFER = 1  # as for diff(1)
    WRONG_USAGE = 2
    SOME_FAILED = 3
    LEDGER_DAMAGED = 4
    FAULT = 70
    INTERRUPTED = 130


SPECIAL = {
    "S304": Exit.WRONG_USAGE,
    "S305": Exit.LEDGER_DAMAGED,
    "S306": Exit.NOTHING_FOUND,
    "S307": Exit.WRONG_USAGE,
    "S308": Exit.WRONG_USAGE,
    "S320": Exit.LEDGER_DAMAGED,
    "S321": Exit.WRONG_USAGE,
    "S322": Exit.WRONG_USAGE,
    "S323": Exit.WRONG_USAGE,
    "S324": Exit.WRONG_USAGE,
    "S331": Exit.WRONG_USAGE,
    "S344": Exit.WRONG_USAGE,
    "S352": Exit.WRONG_USAGE,
    "S360": Exit.WRONG_USAGE,
    "S361": Exit.WRONG_USAGE,
    "S362": Exit.WRONG_USAGE,
    "S366": Exit.NOTHING_FOUND,
    "S367": Exit.WRONG_USAGE,
    "S602": Exit.WRONG_USAGE,
    "S603": Exit.WRONG_USAGE,
    "S604": Exit.WRONG_USAGE,
    "S620": Exit.WRONG_USAGE,
    "S621": Exit.WRONG_USAGE,
    "S622": Exit.WRONG_USAGE,
    "S626": Exit.WRONG_USAGE,
    "S628": Exit.WRONG_USAGE,
    "S629": Exit.NOTHING_FOUND,
    "S720": Exit.WRONG_USAGE,
    "S724": Exit.WRONG_USAGE,
    "S725": Exit.WRONG_USAGE,
    "S750": Exit.WRONG_USAGE,
}


def exit_for(found: Problem) -> Exit:
    """Return the exit code of a command that *found* has ended."""
    return SPECIAL.get(found.code, Exit.SOME_FAILED)
