"""Files of annotation tools as the decisions of a reviewer: what was changed in them, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sayso.ledger.corrections import same
from sayso.ledger.decisions import Decision, Draft, counting, decide, made, named
from sayso.ledger.imports import doccano, labelstudio
from sayso.ledger.imports.annotated import Annotated, digest_of
from sayso.ledger.imports.coming import Unfit
from sayso.ledger.imports.edits import Changes, Coder, Doubt, Edit
from sayso.ledger.imports.streams import Found, objects_in
from sayso.ledger.query import rows_of
from sayso.ledger.rows import Rows
from sayso.ledger.store import Ledger
from sayso.ontology.actors import ActorDictionary, load_actors
from sayso.problems import Failure, problem
from sayso.record import Problem

Json = Mapping[str, object]


class Tool(NamedTuple):
    """A tool whose files hold corrections: ``fits`` tells them by their first object."""

    name: str
    fits: Callable[[Json], bool]
    text_of: Callable[[Json], str]
    annotated: Callable[[Json, Rows], Annotated]


TOOLS = (
    Tool("labelstudio", labelstudio.fits, labelstudio.text_of, labelstudio.annotated),
    Tool("doccano", doccano.fits, doccano.text_of, doccano.annotated),
)


@dataclass(slots=True)
class Reviewed:
    """What came of a file: its articles, the decisions that are new, how many were there, what went wrong."""

    articles: int = 0
    decisions: list[Decision] = field(default_factory=list)
    known: int = 0
    problems: list[Problem] = field(default_factory=list)


def bring_reviews(ledger: Ledger, path: Path, reviewer: str, format: str = "") -> Reviewed:  # noqa: A002
    """Keep what was changed in the file at *path* as decisions of *reviewer* about the rows of *ledger*.

    What was not changed is no decision. A file that is brought again adds nothing. Raises Failure: S101,
    S112, S120 where the file cannot be read, S303 where the ledger cannot be written, S344 where it is of no
    tool that is known, S312 where *reviewer* is no name.
    """
    reviewer = named(reviewer)
    tool = _tool(path, format)
    code_of, reviewed = _coder(), Reviewed()
    for found in objects_in(path):
        where = f"{path}, entry {found.number}"
        try:
            changed = _changes(ledger, tool, found, code_of)
        except Unfit as fault:
            reviewed.problems.append(problem("S341", where, reason=fault))
            continue
        if changed is None:
            reviewed.problems.append(problem("S340", where))
            continue
        changes, article = changed
        reviewed.articles += 1
        for one in changes.decisions():
            _keep(ledger, one, Draft("", "reject", reviewer, article=article), where, reviewed)
    return reviewed


def _tool(path: Path, name: str) -> Tool:
    """Return the tool called *name*, or the one that the first object fits. Raises Failure (S344)."""
    first = next((one.value for one in objects_in(path) if one.value is not None), {})
    tool = next((one for one in TOOLS if one.name == name or (not name and one.fits(first))), None)
    if tool is None:
        raise Failure(problem("S344", str(path), names=", ".join(one.name for one in TOOLS)))
    return tool


def _coder() -> Coder:
    """Return what gives the code of a party by its words; the dictionaries are read with the first."""

    @cache
    def dictionary() -> ActorDictionary:
        return load_actors()

    def code(words: str) -> str:
        entry = dictionary().entry(words)
        return entry.code_on(None) if entry else "UNK"

    return code


def _changes(ledger: Ledger, tool: Tool, found: Found, code_of: Coder) -> tuple[Changes, str] | None:
    """Return what was made of an article and its digest, None where the ledger has it not. Raises Unfit."""
    if found.value is None:
        raise Unfit(found.fault)
    text = tool.text_of(found.value)
    article = digest_of(text)
    if not any(ledger.read("SELECT 1 FROM current WHERE article = ?", (article,))):
        return None
    rows = rows_of(ledger, article)
    return Changes(rows, text, tool.annotated(found.value, rows), code_of), article


def _keep(ledger: Ledger, one: Edit | Doubt, draft: Draft, where: str, reviewed: Reviewed) -> None:
    """Keep what was made of a row, unless that is what the reviewer has decided already."""
    if isinstance(one, Doubt):
        code = "S343" if one.row else "S342"
        reviewed.problems.append(problem(code, where, row=one.row[:8], reason=one.reason))
        return
    draft = replace(draft, row=one.row, verdict=one.verdict, corrections=one.corrections)
    if _is_known(ledger, draft):
        reviewed.known += 1
        return
    try:
        reviewed.decisions.append(decide(ledger, draft))
    except Failure as failure:
        if failure.problem.code == "S303":
            raise
        reviewed.problems.append(problem("S343", where, row=one.row[:8], reason=failure.problem.what))


def _is_known(ledger: Ledger, draft: Draft) -> bool:
    """Return whether *draft* is what the reviewer's decision that counts says."""
    standing = counting(made(ledger, draft.article)).get((draft.article or "", draft.row), {})
    last = standing.get(draft.reviewer)
    if (
        last is None
        or last.verdict != draft.verdict
        or not draft.corrections.keys() <= last.corrections.keys()
    ):
        return False
    return all(same(value, last.corrections[name]) for name, value in draft.corrections.items())
