"""The sample articles that are shipped with sayso, all invented."""

from __future__ import annotations

from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[1] / "samples"


def sample_files() -> list[str]:
    """Return the paths of the sample articles."""
    return sorted(str(path) for path in SAMPLES.iterdir() if path.suffix in {".txt", ".html"})
