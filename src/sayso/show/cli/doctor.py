"""``sayso doctor``: whether everything is in place."""

from __future__ import annotations

import click

from sayso.show.exits import Exit


@click.command()
def doctor() -> Exit:
    """Say what is installed, what is wrong, and what to do about it."""
    from sayso.show.checks import checks
    from sayso.show.terminal import put_line

    wrong = 0
    for check in checks():
        put_line(f"{'ok   ' if check.well else 'WRONG'}  {check.name:<17} {check.found}")
        if check.remedy:
            wrong += 1
            put_line(f"       {'':<17} {check.remedy}")
    put_line("Everything is in place." if not wrong else f"Wrong: {wrong}. What to do stands under each.")
    return Exit.SOME_FAILED if wrong else Exit.DONE
