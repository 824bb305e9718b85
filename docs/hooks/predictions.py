"""What predictions.md shows is computed when the pages are built: see ``hooks`` in mkdocs.yml.

``{{ name }}`` in the page stands for a value computed here, on the invented events of
examples/invented_pair.py. A name that is not computed stops the build.
"""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

import numpy as np
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from sayso.analyse.contrast import Windows, contrasts
from sayso.analyse.placebo import date_p
from sayso.analyse.power import Series
from sayso.analyse.simulate import invented
from sayso.analyse.textbook import interrupted_p, poisson_p, t_p
from sayso.run.detectable import what_shows
from sayso.run.trials import Tried, try_claim
from sayso.show.figures.save import save
from sayso.show.figures.trials import placebo_chart, power_chart, specification_chart
from sayso.show.verdicts import lines, power_lines, power_summary

PAGE = "predictions.md"
ROOT = Path(__file__).resolve().parents[2]


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Compute the walk-through and add its pictures to the site."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        values, pictures = walk(folder)
        for picture in pictures:
            content = picture.read_text("utf-8")
            files.append(File.generated(config, f"pictures/{picture.name}", content=content))
    config.extra[PAGE] = values
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """Put the computed values in their places."""
    return filled(markdown, config.extra.get(page.file.src_uri, {}))


def filled(markdown: str, values: dict[str, str]) -> str:
    """Return *markdown* with each ``{{ name }}`` replaced. Raises KeyError for one that is not computed."""
    return re.sub(r"\{\{ (\w+) \}\}", lambda found: values[found[1]], markdown) if values else markdown


def walk(folder: Path) -> tuple[dict[str, str], list[Path]]:
    """Return the values and pictures of the walk-through, made in *folder*."""
    generator = _example()
    generator.main(folder)
    data = str(folder / "events.csv")
    tried = try_claim(folder / "claim.toml", data)
    choices = {"codebook": "CAMEO", "types": ("10", "11", "12", "13", "14", "15", "16", "17", "18")}
    shows, _ = what_shows(data, generator.BACK, choices)
    charts = {
        "placebo": placebo_chart(tried.plan, tried.verdict),
        "curve": specification_chart(tried.plan, tried.verdict),
        "power": power_chart(shows),
    }
    pictures = [folder / f"{name}.svg" for name in charts]
    for chart, picture in zip(charts.values(), pictures, strict=True):
        save(chart, picture)
    told = "\n".join(line for line in lines(tried) if not line.startswith("Plan:"))
    power = "\n".join([*power_lines(shows), power_summary(shows)])
    return {**_numbers(tried), "claim": generator.CLAIM, "verdict": told, "power": power, **_size()}, pictures


def _numbers(tried: Tried) -> dict[str, str]:
    """Return the numbers of the direction that the burst is in."""
    test = tried.verdict.tests[1]
    episode = test.episode
    assert episode is not None
    return {
        "word": tried.verdict.word,
        "ratio": f"{np.exp(test.effect):.2f}",
        "p_poisson": f"{test.textbook['Poisson rate ratio']:.4f}",
        "p_interrupted": f"{test.textbook['interrupted series']:.3f}",
        "p_dates": f"{test.p:.2f}",
        "dates": str(test.dates),
        "episode": episode.name,
        "episode_events": str(episode.events),
        "episode_whole": str(episode.whole),
        "ratio_without": f"{np.exp(episode.effect):.2f}",
        "smallest": "none" if test.smallest is None else f"{np.exp(test.smallest):.2f}",
        "base_rate": f"{test.same_way:.0%}",
    }


def _size() -> dict[str, str]:
    """Return the share of invented pairs, changed by nothing, in which each test sees a change."""
    pairs, year = 300, Windows(12, 12)
    rng = np.random.default_rng(11)
    values, whole = invented(pairs, 156, rng)
    firsts = rng.integers(12, 145, pairs)
    p = date_p(contrasts(values, whole, year), (firsts - 12)[:, None])
    found = {"size_placebo": float(np.mean(p <= 0.05)), "size_pairs": float(pairs)}
    for name, test in (("poisson", poisson_p), ("t", t_p), ("interrupted", interrupted_p)):
        each = [test(Series(values[k], whole[k]), int(firsts[k]), year) for k in range(pairs)]
        found[f"size_{name}"] = float(np.mean(np.array(each) <= 0.05))
    return {name: f"{value:.0f}" if value > 1 else f"{value:.2f}" for name, value in found.items()}


def _example() -> ModuleType | Any:
    """Return the module examples/invented_pair.py."""
    spec = importlib.util.spec_from_file_location("invented_pair", ROOT / "examples" / "invented_pair.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
