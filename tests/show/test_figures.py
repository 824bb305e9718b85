"""Figures of texts that nobody vouches for."""

from __future__ import annotations

from pathlib import Path

import altair
import pytest

from sayso.show.figures.save import as_svg, save


@pytest.fixture
def chart() -> altair.LayerChart:
    """Return a chart in whose data, titles and fields characters stand that no XML can hold."""
    values = altair.Data(values=[{"who\x07": "a \x1b[31mred\x1b[0m source", "n": 1}])
    bars = altair.Chart(values).mark_bar().encode(x="n:Q", y="who\x07:N")
    return altair.layer(bars, bars.mark_text()).properties(title="said\x00 so\ufffe")


def test_characters_that_svg_cannot_hold_are_replaced(chart: altair.LayerChart) -> None:
    """They would end the whole program in the library that draws."""
    drawn = as_svg(chart).decode("utf-8")
    assert "a \ufffd[31mred\ufffd[0m source" in drawn
    assert "said\ufffd so\ufffd" in drawn


@pytest.mark.parametrize("suffix", [".svg", ".png", ".html"])
def test_figures_of_them_are_written(chart: altair.LayerChart, tmp_path: Path, suffix: str) -> None:
    """In every format."""
    save(chart, tmp_path / f"figure{suffix}")
    written = (tmp_path / f"figure{suffix}").read_bytes()
    assert len(written) > 1000
    assert b"\x1b[31m" not in written
