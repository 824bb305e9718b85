"""``sayso audit``: what is wrong with events before anything is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sayso.show.cli import counting, options
from sayso.show.exits import Exit

if TYPE_CHECKING:
    from sayso.run.counting import Wish


@click.command()
@counting.data
@counting.wishing(counting.CODEBOOK, counting.IMPORT, options.as_coded)
@click.option(
    "--against", metavar="DATA", help="Dated events of others: tells by how many weeks these drift."
)
@options.as_json
def audit(data: str, wish: Wish, against: str | None, as_json: bool) -> Exit:
    """Look for what makes counts of these events wrong.

    Codebook, repeats, mirrors, bursts of one story, calendar, targets that are places, domestic events. Each
    finding is a sentence with its numbers. The exit code is 0 whatever is found. Events of ledgers are read
    as they stand after review.
    """
    from sayso.show.data import put_json
    from sayso.show.lookup_series import audited, finding_object
    from sayso.show.messages import tell_problem
    from sayso.show.terminal import put_line

    findings, problems = audited(data, wish, against)
    for one in problems:
        tell_problem(one)
    for finding in findings:
        if as_json:
            put_json(finding_object(finding))
        else:
            put_line(f"{finding.weight:8} {finding.check:10} {finding.sentence}")
    return counting.exit_of(problems)
