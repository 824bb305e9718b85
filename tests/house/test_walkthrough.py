"""The walk-through of predictions: its numbers are computed when the pages are built, none is written."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from quality.shared import load_tool

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "predictions.md").read_text("utf-8")


def test_the_page_shows_what_is_computed(tmp_path: Path) -> None:
    """Every value of the walk-through is worked out from the invented events, and says what the page says."""
    pytest.importorskip("mkdocs")
    pytest.importorskip("statsmodels.tsa.api")
    hook = load_tool(ROOT / "docs" / "hooks" / "predictions.py")
    generator = hook._example()  # the hook's own way to the example
    generator.main(tmp_path)
    tried = hook.try_claim(tmp_path / "claim.toml", str(tmp_path / "events.csv"), {"curve": False})
    values = hook._numbers(tried)
    assert values["word"] == "cannot tell"
    assert float(values["p_poisson"]) < 0.05 < float(values["p_dates"])
    assert "arrests" in values["episode"]
    assert np.exp(tried.verdict.tests[1].effect) > 1 > float(values["ratio_without"])
    made = {
        "claim",
        "verdict",
        "power",
        *(f"size_{one}" for one in "placebo pairs poisson t interrupted".split()),
    }
    assert set(re.findall(r"{{ (\w+) }}", PAGE)) <= {*values, *made}
    with pytest.raises(KeyError):
        hook.filled("{{ nothing }}", values)


def test_the_pictures_are_made_with_the_page() -> None:
    """Each picture that the page shows is one that the build draws."""
    source = (ROOT / "docs" / "hooks" / "predictions.py").read_text("utf-8")
    shown = re.findall(r"\]\(pictures/(\w+)\.svg\)", PAGE)
    assert shown
    assert all(f'"{name}": ' in source for name in shown)
