"""What the tests of this room share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from sayso.read.article import read_article
from sayso.read.sources import make_source
from sayso.record import Article
from sayso.settings import Settings

STORY = (
    "The two foreign ministers met on an island in the north of the lake, said a fisherman who had seen "
    "their boats arrive, and they did not leave it before the evening."
)


def load_cases(name: str) -> Any:
    """Return the cases in ``cases/<name>.yaml``."""
    return yaml.safe_load((Path(__file__).parent / "cases" / f"{name}.yaml").read_text(encoding="utf-8"))


def read(data: bytes | str, address: str = "story.txt", **settings: Any) -> Article:
    """Return the article in *data*, which has to be one."""
    encoded = data.encode() if isinstance(data, str) else data
    article, found = read_article(make_source(address, encoded), Settings(**settings))
    assert article is not None, found
    return article


def refused(data: bytes, address: str = "story.txt") -> str:
    """Return the code of the problem for which *data* is no article."""
    article, found = read_article(make_source(address, data), Settings())
    assert article is None
    assert [problem.where for problem in found] == [address]
    return found[0].code


def kinds(article: Article) -> list[tuple[str, str]]:
    """Return the kind and the words of each block of *article*."""
    return [(block.kind, article.text[slice(*block.span)]) for block in article.blocks]
