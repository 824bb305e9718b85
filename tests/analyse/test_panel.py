"""Panels: what is counted, what is left out, and what is said about it."""

from __future__ import annotations

from datetime import date
from unittest import mock

import numpy as np
import pytest

from sayso.analyse import panel as panels
from sayso.analyse.asked import Asked
from sayso.analyse.panel import build, cells
from sayso.ontology.scales import load_scale

from .support import table

ROWS = [
    ("2009-01-05", "USA GOV", "PAK GOV", "042", "a", "s1"),
    ("2009-01-05", "USA GOV", "PAK GOV", "042", "b", "s1"),  # the same act in a second report
    ("2009-01-05", "PAK GOV", "USA GOV", "042", "a", "s1"),  # its mirror
    ("2009-03-31", "USA MIL", "PAK REB", "190", "c", "s2"),
    ("2009-03-02", "USA", "IND", "112", "d", "s3"),
    ("2009-03-02", "USA", "USA GOV", "112", "d", "s3"),  # domestic
    ("", "USA", "PAK", "190", "e", "s4"),  # no day
    ("2009-03-03", "USA", "UNK", "190", "f", "s5"),  # nobody known
]
PAIR = ("USA", "PAK")


def test_months_without_events_are_zero() -> None:
    """Every period between the first and the last day is there, with zeros where nothing happened."""
    panel = build(table(ROWS), Asked(pairs=(PAIR,)))
    assert panel.labels == ["2009-01", "2009-02", "2009-03"]
    assert panel.counts[panel.row(PAIR)].tolist() == [1, 0, 1]
    assert panel.coverage.silent == ("2009-02",)


def test_repeats_count_once_and_their_reports_are_kept() -> None:
    """An act counts once a day; how many rows, reports and stories tell it stays known."""
    panel = build(table(ROWS), Asked(pairs=(PAIR,)))
    row = panel.row(PAIR)
    assert (panel.mentions[row, 0], panel.reports[row, 0], panel.stories[row, 0]) == (2, 2, 1)
    assert panel.thinned["repeats"] == 1
    assert build(table(ROWS), Asked(pairs=(PAIR,), dedupe="none")).counts[0, 0] == 2


def test_every_step_says_what_it_took() -> None:
    """Rows that cannot be placed and domestic rows are counted apart."""
    panel = build(table(ROWS), Asked())
    taken = {"undated": 1, "outside": 0, "unplaced": 1, "domestic": 1, "repeats": 1}
    assert (panel.read, panel.thinned) == (8, taken)


@pytest.mark.parametrize(("mirrors", "counted"), [("keep", 1.0), ("split", 0.5), ("drop", 0.0)])
def test_mirrors(mirrors: str, counted: float) -> None:
    """A>B and B>A of one day and code count fully, by half, or not at all."""
    panel = build(table(ROWS), Asked(pairs=(PAIR, PAIR[::-1]), mirrors=mirrors))  # type: ignore[arg-type]
    assert panel.counts[:, 0].tolist() == [counted, counted]


def test_an_undirected_panel_has_one_row_for_both_directions() -> None:
    """Where direction does not matter, both directions are one series, found by either name."""
    panel = build(table(ROWS), Asked(pairs=(PAIR,), directed=False))
    assert panel.row(PAIR) == panel.row(PAIR[::-1])
    assert panel.counts.tolist() == [[2, 0, 1]]


def test_the_denominator_is_what_the_source_did_otherwise() -> None:
    """Others are the source's events of any code with anybody else; the share is of them."""
    panel = build(table(ROWS), Asked(pairs=(PAIR,), types=("19",)))
    assert panel.others.tolist() == [[0, 0, 1]]
    assert panel.values("share")[0, 2] == 1.0
    assert np.isnan(panel.values("share")[0, 0])


def test_tone_and_net_name_their_scale() -> None:
    """Tone is the mean over events with a value, net their sum; the panel names scale and version."""
    scale = load_scale("goldstein-keds")
    panel = build(table(ROWS), Asked(unit="year", pairs=(PAIR,)), scale)
    assert panel.scale == scale.title
    assert panel.values("net").tolist() == [[scale.values["042"] + scale.values["190"]]]
    assert panel.values("tone").tolist() == [[(scale.values["042"] + scale.values["190"]) / 2]]


def test_a_scale_of_another_codebook_is_refused() -> None:
    """WEIS codes get no numbers from a scale for CAMEO."""
    with pytest.raises(ValueError, match="goldstein-keds"):
        build(table(ROWS, codebook="WEIS"), Asked(), load_scale("goldstein-keds"))


def test_stories_and_reports_can_be_what_counts() -> None:
    """At the level of stories an act of one story counts once, on its first day."""
    rows = [("2009-01-05", "A", "B", "19", str(n), "one") for n in range(3)] + [
        ("2009-02-05", "A", "B", "19", "9", "one"),
        ("2009-02-06", "A", "B", "19", "9", ""),
    ]
    by_level = {
        level: build(table(rows), Asked(level=level, dedupe="none")).counts.tolist()
        for level in ("mentions", "reports", "stories")
    }
    assert by_level == {"mentions": [[3, 2]], "reports": [[3, 2]], "stories": [[1, 1]]}


def test_a_panel_never_reaches_beyond_what_was_covered() -> None:
    """Days asked for before the first event are not filled with zeros: nobody looked then."""
    panel = build(table(ROWS), Asked(since=date(2001, 1, 1), until=date(2009, 2, 28)))
    assert panel.labels == ["2009-01", "2009-02"]
    assert panel.thinned["outside"] == 4


def test_a_pair_without_events_is_a_row_of_zeros() -> None:
    """Who asks for a pair gets it, also where nothing was recorded of it."""
    panel = build(table(ROWS), Asked(pairs=(("CHN", "PAK"),)))
    assert panel.counts.tolist() == [[0, 0, 0]]


def test_a_table_without_days_says_so() -> None:
    """Events without any day cannot be counted by period."""
    with pytest.raises(ValueError, match="day"):
        build(table([("", "A", "B", "19")]), Asked())


def test_roles_can_be_parties() -> None:
    """With roles, ministries and armies are parties of their own."""
    panel = build(table(ROWS), Asked(roles=True, pairs=(("USA MIL", "PAK REB"),)))
    assert panel.counts.sum() == 1


def test_cells_are_the_panel_without_its_zeros() -> None:
    """What is counted without zeros is what stands in the panel."""
    for asked in (Asked(), Asked(mirrors="split", directed=False), Asked(types=("19",), dedupe="none")):
        panel, found = build(table(ROWS), asked), cells(table(ROWS), asked)
        pairs, periods = np.nonzero(panel.counts)
        assert found.sources.tolist() == panel.sources[pairs].tolist()
        assert found.targets.tolist() == panel.targets[pairs].tolist()
        assert found.periods.tolist() == (panel.first + periods).tolist()
        assert found.counts.tolist() == panel.counts[pairs, periods].tolist()
        assert found.mentions.tolist() == panel.mentions[pairs, periods].tolist()


def test_a_panel_that_no_memory_holds_is_refused() -> None:
    """Too many pairs by too many periods are not filled with zeros; the message says what to do."""
    rows = [("1900-01-01", "A", "B", "19"), ("1999-12-31", "A", "C", "19")]
    with mock.patch.object(panels, "MOST", 2_000), pytest.raises(ValueError, match="busier pairs"):
        build(table(rows), Asked())
    assert build(table(rows), Asked()).counts.shape == (2, 1_200)
