"""sayso: a ledger of who did what to whom, and on whose say-so.

The verbs are those of the command line; docs/api.md shows them at work.
"""

from sayso.api import (
    actor_file,
    annotate_files,
    back_up,
    code_files,
    code_text,
    diff_ledgers,
    diff_runs,
    open_ledger,
    show_rows,
    show_stories,
    unknown_actors,
    verify_ledger,
    why_row,
    why_story,
)
from sayso.problems import Failure
from sayso.record import Coded, Event, Problem
from sayso.settings import Settings

__all__ = [
    "Coded",
    "Event",
    "Failure",
    "Problem",
    "Settings",
    "actor_file",
    "annotate_files",
    "back_up",
    "code_files",
    "code_text",
    "diff_ledgers",
    "diff_runs",
    "open_ledger",
    "show_rows",
    "show_stories",
    "unknown_actors",
    "verify_ledger",
    "why_row",
    "why_story",
]
