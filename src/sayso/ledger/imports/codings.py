"""Adding codings that another ledger exported: each article whole or not at all, as its run left it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from sayso.ledger.imports.coming import Coming
from sayso.ledger.insert import recipe
from sayso.ledger.store import Ledger
from sayso.problems import problem
from sayso.record import Problem, Run


@dataclass(slots=True)
class Added:
    """How many articles and rows were new, and how many articles were left out."""

    articles: int = 0
    rows: int = 0
    left_out: int = 0
    problems: list[Problem] = field(default_factory=list)


def add_codings(ledger: Ledger, coming: Iterable[Coming], where: str) -> Added:
    """Add each coding of *coming*, which stand in the file *where*, that *ledger* has not yet.

    An article that the ledger has coded by other rules is left as it is there (S357). What was added
    stays where the file breaks off; importing it again adds the rest.
    """
    added = Added()
    runs: dict[str, Run] = {}
    for one in coming:
        if not _welcome(ledger, one):
            added.left_out += 1
            continue
        count = len(_codings(ledger, one.coded.article.sha256))
        added.rows += ledger.add(one.coded, one.run)
        added.articles += len(_codings(ledger, one.coded.article.sha256)) - count
        runs[one.run.id] = one.run
    for run in runs.values():
        _finish(ledger, run)
    if added.left_out:
        added.problems.append(problem("S357", where, count=added.left_out))
    return added


def _welcome(ledger: Ledger, one: Coming) -> bool:
    """Return whether the article of *one* is new to *ledger* or coded by its rules, and its run no other."""
    coded_by = _codings(ledger, one.coded.article.sha256)
    if coded_by and recipe(one.run) not in coded_by:
        return False
    same = next(ledger.read("SELECT * FROM runs WHERE id = ?", (one.run.id,)), None)
    return same is None or all(same[name] == value for name, value in asdict(one.run).items())


def _codings(ledger: Ledger, sha256: str) -> list[str]:
    """Return the rules by which *ledger* has coded the article with this digest."""
    return [row["recipe"] for row in ledger.read("SELECT recipe FROM codings WHERE article = ?", (sha256,))]


def _finish(ledger: Ledger, run: Run) -> None:
    """Note that all of *run* that is in the file is there, unless that was noted before."""
    if not any(ledger.read("SELECT 1 FROM finishes WHERE run_id = ?", (run.id,))):
        ledger.finish(run)
