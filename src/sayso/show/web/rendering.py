"""Pages as HTML. Templates only lay out what they are given; all text is escaped."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import jinja2

from sayso.show.web.answers import Page
from sayso.show.web.links import Links

HERE = Path(__file__).parent
STATIC = HERE / "static"
ROOMS = (
    ("ledger", "Ledger"),
    ("review", "Review"),
    ("actors", "Actors and pairs"),
    ("claims", "Claims"),
    ("predictions", "Predictions"),
    ("disputes", "Contradictions"),
    ("runs", "Runs, problems, sources"),
)
LIVE_ONLY = ("review",)


class Frame(NamedTuple):
    """What stands around every page: the ledger's name, where links lead, and whether it can be written."""

    ledger: str
    links: Links
    token: str = ""
    read_only: bool = False
    policy: str = ""


def environment() -> jinja2.Environment:
    """Return the templates: escaping everything, refusing what they are not given."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(templates: jinja2.Environment, page: Page, frame: Frame) -> str:
    """Return *page* as HTML."""
    links = frame.links
    around = {
        "title": page.title,
        "ledger": frame.ledger,
        "live": links.live,
        "token": frame.token,
        "read_only": frame.read_only,
        "policy": frame.policy,
        "style": links.file("explorer.css"),
        "icon": links.file("icon.svg"),
        "script": links.file("explorer.js"),
        "rooms_of": {
            name: links.page(name) for name in ("ledger", "actors", "runs", "predictions", "trials")
        },
        "rooms": [
            (links.page(name), title, name == page.room)
            for name, title in ROOMS
            if links.live or name not in LIVE_ONLY
        ],
    }
    return templates.get_template(page.template).render({**around, **page.content})
