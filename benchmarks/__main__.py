"""python -m benchmarks NAME [OPTIONS]: measure, and print. The names are those of benchmarks/README.md."""

from __future__ import annotations

import sys
from importlib import import_module

from sayso.run.crew import one_thread

NAMES = {
    "ledger": "ledger",
    "speed": "speed",
    "profile": "stages",
    "sieve": "sieve",
    "cores": "cores",
    "train-spacy": "spacy_pipeline",
    "review": "review",
    "web": "web",
    "export": "export",
    "imports": "imports",
    "series": "series",
    "placebo": "placebo",
    "size": "size",
    "archive": "archive",
}


def main() -> int:
    """Run the benchmark that the command line names."""
    name, *arguments = sys.argv[1:] or ["--help"]
    if name not in NAMES:
        print(f"{__doc__}\n\nNAME is one of: {', '.join(NAMES)}.")
        return 0 if name in ("-h", "--help") else 2
    one_thread()  # as the commands of sayso do before NumPy is loaded
    import_module(f"benchmarks.{NAMES[name]}").main(arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main())
