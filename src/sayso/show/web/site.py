"""The explorer's pages as files of one folder, which need no server: what a report is."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from sayso.problems import Failure, problem
from sayso.show.web.answers import Answer, Asked, Page
from sayso.show.web.desk import Desk
from sayso.show.web.links import FileLinks
from sayso.show.web.rendering import LIVE_ONLY, ROOMS, STATIC, Frame, environment, render
from sayso.show.web.views.actors import actor_page, actors_page, pair_page
from sayso.show.web.views.article import article_page
from sayso.show.web.views.claims import claims_page, disputes_page
from sayso.show.web.views.events import ledger_page
from sayso.show.web.views.network import network_page
from sayso.show.web.views.predictions import prediction_page, predictions_page, trials_page
from sayso.show.web.views.runs import runs_page, sources_page
from sayso.show.web.views.trials import drawing, plan_page

MARK = "sayso-report.txt"  # what tells a folder that may be replaced from one that may not
FIRST = "index.html"
# a page that is a file has no headers, and 'self' is nothing to a browser that opens a file
POLICY = (
    "default-src 'none'; style-src 'self' file:; script-src 'self' file:; img-src 'self' file:;"
    " base-uri 'none'; form-action 'none'"
)
VIEWS: Mapping[str, Callable[[Desk, FileLinks, Asked], Answer]] = {
    "ledger": ledger_page,
    "actors": actors_page,
    "actor": actor_page,
    "pair": pair_page,
    "network": network_page,
    "claims": claims_page,
    "predictions": predictions_page,
    "prediction": prediction_page,
    "trials": trials_page,
    "plan": plan_page,
    "disputes": disputes_page,
    "runs": runs_page,
    "sources": sources_page,
}


def write_site(desk: Desk, folder: Path) -> int:
    """Write all pages of the ledger at *desk* into *folder*, whole or not at all; return how many there are.

    A report that was there is replaced. Raises Failure (S301, S302, S304, S305, S704).
    """
    desk.open().close()
    _look_at(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".sayso-") as made:
            pages = Path(made) / "report"
            shutil.copytree(STATIC, pages)
            count = sum(1 for _ in _written(desk, pages))
            shutil.copyfile(pages / "ledger.html", pages / FIRST)
            (pages / MARK).write_text("Written by sayso report. It may be replaced.\n", encoding="utf-8")
            if folder.exists():
                shutil.rmtree(folder)
            pages.rename(folder)
    except OSError as error:
        raise Failure(problem("S704", str(folder), reason=error.strerror or str(error))) from error
    return count


def _look_at(folder: Path) -> None:
    """Raise Failure (S704) where there is something else at *folder*."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise Failure(problem("S704", str(folder), reason="it is no folder"))
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise Failure(problem("S704", str(folder), reason="the folder holds something else"))


def _written(desk: Desk, folder: Path) -> Iterator[str]:
    """Write the pages of all views, and every page that one of them leads to; yield the name of each file."""
    links, templates = FileLinks(), environment()
    frame = Frame(desk.path.name, links, read_only=True, policy=POLICY)
    for name, _ in ROOMS:
        if name not in LIVE_ONLY:
            links.page(name)
    done: set[str] = set()
    while waiting := [file for file in (*links.pages, *links.articles) if file not in done]:
        for file in waiting:
            page = _page(desk, links, file)
            (folder / file).write_text(render(templates, page, frame), encoding="utf-8")
            done.add(file)
            yield file
    for file, (verdict, kind) in links.figures.items():
        (folder / file).write_bytes(drawing(desk, verdict, kind))


def _page(desk: Desk, links: FileLinks, file: str) -> Page:
    if file in links.articles:
        return article_page(desk, links, Asked({"article": links.articles[file]}))
    name, query = links.pages[file]
    answer = VIEWS[name](desk, links, Asked(query=query))
    if not isinstance(answer, Page):
        raise TypeError(f"the view {name} gives no page")
    return answer
