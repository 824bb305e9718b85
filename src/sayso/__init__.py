"""sayso: a ledger of who did what to whom, and on whose say-so.

The verbs are those of the command line; docs/api.md shows them at work.
"""

from sayso.api import (
    actor_file,
    annotate_files,
    code_files,
    code_text,
    decide,
    decisions,
    export_ledger,
    import_file,
    imported_events,
    measure_agreement,
    open_ledger,
    own_events,
    read_events,
    review_file,
    review_page,
    review_queue,
    show_rows,
    show_stories,
    undo,
    unknown_actors,
    verify_ledger,
    watch_ledger,
    watch_seen,
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
    "code_files",
    "code_text",
    "decide",
    "decisions",
    "export_ledger",
    "import_file",
    "imported_events",
    "measure_agreement",
    "open_ledger",
    "own_events",
    "read_events",
    "review_file",
    "review_page",
    "review_queue",
    "show_rows",
    "show_stories",
    "undo",
    "unknown_actors",
    "verify_ledger",
    "watch_ledger",
    "watch_seen",
    "why_row",
    "why_story",
]
