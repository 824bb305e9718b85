"""Where the program starts: ``sayso``, and ``python -m sayso``."""

from __future__ import annotations

import sys

INTERRUPTED = 130  # as show/exits.py has it, which may not be loaded yet


def main() -> None:
    """Run the command line and leave with its exit code, quietly where it is stopped while it loads."""
    try:
        from sayso.show.cli.main import main as start

        start()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
