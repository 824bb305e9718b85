"""sayso: a ledger of who did what to whom, and on whose say-so.

The verbs are those of the command line; docs/api.md shows them at work.
"""

TYPE_CHECKING = False  # typing's own takes as long to load as all that stands here
if TYPE_CHECKING:
    from sayso.api.analysis import (
        audit_of,
        breaks_of,
        compare_claim,
        imported_events,
        own_events,
        power_of,
        read_events,
        reciprocity_of,
        resolve_prediction,
        score_predictions,
        series_of,
        try_claim,
        try_prediction,
    )
    from sayso.api.coding import (
        actor_file,
        annotate_files,
        code_files,
        code_text,
        shard_files,
    )
    from sayso.api.ledgers import (
        back_up,
        diff_ledgers,
        diff_runs,
        export_ledger,
        import_file,
        merge_ledgers,
        open_ledger,
        show_rows,
        show_stories,
        unknown_actors,
        verify_ledger,
        watch_ledger,
        watch_seen,
        why_row,
        why_story,
    )
    from sayso.api.pages import explorer, write_report
    from sayso.api.reviewing import (
        add_row,
        decide,
        decisions,
        measure_agreement,
        review_file,
        review_page,
        review_queue,
        undo,
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
    "add_row",
    "annotate_files",
    "audit_of",
    "back_up",
    "breaks_of",
    "code_files",
    "code_text",
    "compare_claim",
    "decide",
    "decisions",
    "diff_ledgers",
    "diff_runs",
    "explorer",
    "export_ledger",
    "import_file",
    "imported_events",
    "measure_agreement",
    "merge_ledgers",
    "open_ledger",
    "own_events",
    "power_of",
    "read_events",
    "reciprocity_of",
    "resolve_prediction",
    "review_file",
    "review_page",
    "review_queue",
    "score_predictions",
    "series_of",
    "shard_files",
    "show_rows",
    "show_stories",
    "try_claim",
    "try_prediction",
    "undo",
    "unknown_actors",
    "verify_ledger",
    "watch_ledger",
    "watch_seen",
    "why_row",
    "why_story",
    "write_report",
]

ROOMS = (
    "api.coding",
    "api.ledgers",
    "api.reviewing",
    "api.analysis",
    "api.pages",
    "problems",
    "record",
    "settings",
)


def __getattr__(name: str) -> object:
    """Load what is asked for when it is asked for: the command line has no use for the verbs of Python."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    rooms = (import_module(f"{__name__}.{room}") for room in ROOMS)
    return next(getattr(room, name) for room in rooms if hasattr(room, name))


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
