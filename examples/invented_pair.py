"""An invented pair of countries whose news has a burst: python examples/invented_pair.py FOLDER.

Writes FOLDER/events.csv and FOLDER/claim.toml, the same ones each time. Nothing happened in August 2009; in
December a single story, arrests, fills the news of one direction. docs/predictions.md walks through it.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from sayso.analyse.simulate import Making, invented

SEED, YEARS = 39, range(2001, 2014)
MONTHS = 12 * len(YEARS)
BURST = 12 * 8 + 11  # December 2009
PAIR, BACK = ("KEN", "UGA"), ("UGA", "KEN")
OTHERS = tuple("TZA ETH SOM SDN RWA BDI COD ZMB MWI MOZ AGO NGA GHA SEN MLI NER TCD CMR GAB EGY ZAF".split())
CLAIM = """# The sample's headline, about two other countries and invented events.
claim = "Agreement could spur closer cooperation"
said_by = "a headline"
said_on = 2009-08-07
words = "could"
low = 0.2
high = 0.6

# From here on it is our reading: closer cooperation shows as less conflict short of fighting.
pairs = [["KEN", "UGA"], ["UGA", "KEN"]]
codebook = "CAMEO"
types = ["10", "11", "12", "13", "14", "15", "16", "17", "18"]
direction = "down"
exposed = 2009-08-05
horizons = [12]
rivals = ["aid that was promised in October", "a flood in July of the next year"]
"""
Row = tuple[str, str, str, str, str]


def main(folder: Path) -> None:
    """Write the events and the claim into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "claim.toml").write_text(CLAIM, encoding="utf-8")
    with (folder / "events.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("day", "source", "target", "code", "story"))
        writer.writerows(events())


def events() -> Iterator[Row]:
    """Yield day, source, target, code and story of each invented event."""
    rng = np.random.default_rng(SEED)
    busy = Making(rate=25, spread=0.5, bursts=0.0, total=120)
    for pair in (PAIR, BACK):
        counts, whole = invented(1, MONTHS, rng, busy)
        yield from _rows(pair, counts[0], "1", rng)
        yield from _rows((pair[0], "TZA"), whole[0], "0", rng)
    quiet = Making(rate=4, spread=0.5, bursts=0.02, total=12)
    for source in OTHERS:
        for target in PAIR:
            counts, _ = invented(1, MONTHS, rng, quiet)
            yield from _rows((source, target), counts[0], "1", rng)
            yield from _rows((source, "FRA"), counts[0] * 3, "0", rng)
    for day in range(1, 31):
        for kind in range(4):
            yield f"2009-12-{day:02d}", *BACK, f"17{kind + 1}", "arrests"


def _rows(pair: tuple[str, str], counts: np.ndarray, digit: str, rng: np.random.Generator) -> Iterator[Row]:
    """Yield so many events of each month, on days and with codes (1xx or 0xx) at random."""
    for month, number in enumerate(counts.astype(int)):
        year = YEARS[month // 12]
        days, roots, last = (
            rng.integers(1, 29, number),
            rng.integers(0, 9, number),
            rng.integers(0, 5, number),
        )
        for day, root, end in zip(days, roots, last, strict=True):
            code = f"{digit}{root if digit == '1' else root % 5 + 1}{end}"
            yield f"{year}-{month % 12 + 1:02d}-{day:02d}", *pair, code, ""


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "invented"))
