"""How far reviewers agree, and where they do not."""

from __future__ import annotations

from sayso.analyse.agreement import Plan
from sayso.problems import Failure
from sayso.run.agreement import Asked as Whose
from sayso.run.agreement import compare
from sayso.show.agreement import difference_line, line
from sayso.show.visible import visible
from sayso.show.web.answers import Asked, Page
from sayso.show.web.desk import Desk
from sayso.show.web.links import Links

DRAWS = 200  # enough for an interval to two digits on a page; sayso agreement draws more
SHOWN = 200


def agreement_page(desk: Desk, links: Links, asked: Asked) -> Page:
    """Return the page of agreement; where there is none to measure, it says so."""
    blind = bool(asked.query.get("blind"))
    with desk.open() as ledger:
        try:
            measured, differences = compare(ledger, Whose(blind=blind), Plan(DRAWS, 0))
        except Failure as failure:
            if failure.problem.code != "S313":
                raise
            content = {"problem": failure.problem, "lines": (), "differences": (), "blind": blind, "more": 0}
            return Page("agreement.html", "Agreement", "review", content)
    rows = [
        (
            {name: visible(value) for name, value in difference_line(one).items()},
            links.article(
                one.judged.article, f"{'e' if one.judged.kind == 'event' else 'c'}-{one.judged.row}"
            ),
        )
        for one in differences[:SHOWN]
    ]
    content = {
        "problem": None,
        "lines": [line(one) for one in measured],
        "differences": rows,
        "blind": blind,
        "more": max(len(differences) - SHOWN, 0),
    }
    return Page("agreement.html", "Agreement", "review", content)
