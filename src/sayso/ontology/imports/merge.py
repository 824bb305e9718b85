"""Making entries of a user's list out of what another program's dictionary holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.ontology.actors import LONGEST, ActorDictionary, items, plain_name
from sayso.ontology.codes import load_codes
from sayso.ontology.imports.money import read_money
from sayso.ontology.imports.petrarch import read_petrarch
from sayso.ontology.imports.spelling import slug
from sayso.ontology.userfile import LONGEST_WORD, Row, entry_text
from sayso.problems import Failure, problem
from sayso.record import Problem, Source


@dataclass(frozen=True, slots=True)
class Imported:
    """The text of the entries to add, how many they are and how many were there; the rest that came of it.

    ``unknown`` counts what the codebook has no place for: parts of codes, topics, countries, schemata.
    """

    text: str
    added: int
    known: int
    problems: tuple[Problem, ...]
    unknown: Counter[str]


def import_actors(source: Source, held: Sequence[Row], shipped: ActorDictionary) -> Imported:
    """Return the actors of *source* that a list with the entries *held* has not yet, as text to add to it.

    Names of states, peoples and places that are *shipped* are left to those,
    which know more of them. Raises Failure (S106) where the source is no text.
    """
    try:
        text = source.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Failure(problem("S106", source.address, encoding="UTF-8", offset=error.start)) from error
    read = read_money if text.lstrip().startswith("{") else read_petrarch
    drafts, problems, unknown = read(text, source.address, load_codes())
    ids = {row["id"] for row in held}
    names = {plain_name(name) for row in held for name in items(row["names"])}
    entries = []
    for draft in drafts:
        known = shipped.roles.heads if draft.is_word else {}
        wanted = [name for name in draft.names if known.get(name) != draft.code]
        longest = LONGEST_WORD if draft.is_word else LONGEST
        new = replace(draft, names=tuple(one for one in wanted if _is_new(one, names, shipped, longest)))
        if new.names:
            entries.append(entry_text(_fresh(slug(new.names[0]), ids), new))
    return Imported("".join(entries), len(entries), len(drafts) - len(entries), tuple(problems), unknown)


def _is_new(name: str, names: set[str], shipped: ActorDictionary, longest: int) -> bool:
    """Return whether *name* can be found and is neither in *names* nor one of geography; note it there."""
    plain = plain_name(name)
    entry = shipped.entry(plain)
    geography = entry is not None and entry.kind != "body"
    if not plain or plain in names or geography or len(plain.split()) > longest:
        return False
    names.add(plain)
    return True


def _fresh(name: str, ids: set[str]) -> str:
    """Return *name*, or it with a number behind it, as an id that is not among *ids*; note it there."""
    name = name or "actor"
    fresh = next(one for number in range(1, len(ids) + 2) if (one := _numbered(name, number)) not in ids)
    ids.add(fresh)
    return fresh


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name}-{number}"
