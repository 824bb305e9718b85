"""python -m quality [SHARED]: measure everything on the development data; write scores.json and scores.md."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from quality import (
    attribution,
    cameo,
    cases,
    circumstances,
    coreference,
    dates,
    events,
    factuality,
    language,
    modes,
    petrarch,
    phrases,
    plover,
    relations,
)
from quality.page import page
from quality.shared import SHARED
from sayso.run.pipeline import load_resources
from sayso.settings import Settings

HERE = Path(__file__).parent


def measure(shared: Path) -> dict[str, float]:
    """Return every score, by name."""
    resources = load_resources(Settings())
    accurate = load_resources(Settings(model="accurate"))
    its_own = {
        **language.measure(shared, accurate),
        **coreference.measure(shared, accurate),
        **attribution.measure(shared, accurate),
        **events.measure(shared, accurate, "dev"),
    }
    return {
        **language.measure(shared, resources),
        **coreference.measure(shared, resources),
        **attribution.measure(shared, resources),
        **factuality.measure(shared, resources),
        **events.measure(shared, resources, "dev"),
        **events.measure(shared, resources, "sample"),
        **plover.measure(shared, resources),
        **cameo.measure(shared, resources),
        **petrarch.measure(shared),
        **phrases.measure(shared, resources),
        **cases.measure(resources),
        **circumstances.measure(resources),
        **modes.measure(resources),
        **relations.measure(resources),
        **dates.measure(resources),
        **{f"accurate {name}": score for name, score in its_own.items()},
    }


def below_floor(scores: dict[str, float]) -> list[str]:
    """Return a sentence for every score that is missing or below its floor in floors.json."""
    floors: dict[str, float] = json.loads((HERE / "floors.json").read_text())
    return [
        f"{name}: {scores.get(name)} is below its floor {floor}"
        for name, floor in floors.items()
        if scores.get(name, -1.0) < floor
    ]


def main() -> int:
    """Measure, print, store; return 1 where a floor is broken."""
    scores = measure(Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED)
    (HERE / "scores.json").write_text(json.dumps(scores, indent=1) + "\n")
    floors = json.loads((HERE / "floors.json").read_text())
    (HERE / "scores.md").write_text(page(scores, floors), encoding="utf-8")
    for name, score in scores.items():
        print(f"{score:8.4f}  {name}")
    broken = below_floor(scores)
    print("\n".join(broken) if broken else "every score is at or above its floor")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
