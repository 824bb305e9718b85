"""Named entities (PER, ORG, LOC) from GUM's ``Entity=`` annotations.

GUM marks every noun phrase, nested, with a type and the head of its naming
part (``minspan``). A phrase whose head is a proper noun holds a name: the
name is grown around that head over what belongs to names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from training.conllu import Row, phrases

_TYPES = {"person": "PER", "place": "LOC", "organization": "ORG"}
_INSIDE = {"-", "&", ".", "\u2013"}
_LINKS = {"of", "for", "on"}
_LINKED = _LINKS | {"and", "the"}
_NEVER_PERSON = {"Taliban", "U.S.", "US"}
_TITLES = frozenset(
    "President Ambassador Mr Mr. Mrs Mrs. Ms Ms. Dr Dr. Minister Prime Senator Sen. Rep. Governor Gov. "
    "King Queen Prince Princess Sir Lord Chancellor Professor Prof. Prof General Gen. Captain Capt. "
    "Colonel Col. Lt. Sgt. Secretary Pope Judge Justice Mayor Chief Director Sergeant Vice Foreign Lady "
    "Congressman Chairman CEO U.S. US Israeli French German Russian British American Republican "
    "Democratic Attorney Officer Administrator Councilman Councillor Sheikh Mullah Ayatollah".split()
)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A marked phrase: word numbers *first* to *last*, and the word that heads its name."""

    first: int
    last: int
    kind: str
    head: int


def gum_tags(rows: list[Row]) -> list[str]:
    """Return a BIO tag for each row of a GUM sentence. Longer names win over those nested in them."""
    tags = ["O"] * len(rows)
    names = [name for phrase in _phrases(rows) if (name := _name(rows, phrase))]
    for first, last, kind in sorted(names, key=lambda name: (name[0] - name[1], name[0])):
        if all(tag == "O" for tag in tags[first : last + 1]):
            tags[first : last + 1] = [f"B-{kind}"] + [f"I-{kind}"] * (last - first)
    return tags


def _phrases(rows: list[Row]) -> list[_Phrase]:
    """Return the phrases of a type that names have, whose head is known."""
    found = []
    for first, last, fields in phrases(rows):
        head = _head(fields, first, last)
        kind = _TYPES.get(fields[1]) if len(fields) > 1 else None
        if head is not None and kind is not None:
            found.append(_Phrase(first, last, kind, head))
    return found


def _head(fields: list[str], first: int, last: int) -> int | None:
    number = (fields[5] if len(fields) > 5 else "1").split(",")[0]
    head = first + int(number) - 1 if number.isdigit() else -1
    return head if first <= head <= last else None


def _name(rows: list[Row], phrase: _Phrase) -> tuple[int, int, str] | None:
    """Return first word, last word and type of the name within *phrase*, if it has one."""
    if not _proper(rows[phrase.head]):
        return None
    first, last = _grown(rows, phrase)
    if phrase.kind == "PER":
        if any(row[4] == "NNPS" for row in rows[first : last + 1]):  # peoples: Afghans, Muslims
            return None
        while first < last and rows[first][1] in _TITLES:
            first += 1
        if rows[first][1] in _TITLES | _NEVER_PERSON:
            return None
    while first < last and rows[first][1] in _INSIDE:
        first += 1
    while first < last and rows[last][1] in _INSIDE - {"."}:
        last -= 1
    return first, last, phrase.kind


def _proper(row: Row) -> bool:
    return row[4] in ("NNP", "NNPS") or row[3] == "PROPN"


def _named(row: Row) -> bool:
    capital = row[3] in ("ADJ", "NOUN", "NUM", "VERB") and row[1][:1].isupper()
    return _proper(row) or capital or row[1] in _INSIDE


def _grown(rows: list[Row], phrase: _Phrase) -> tuple[int, int]:
    first = last = phrase.head
    while first > phrase.first and _named(rows[first - 1]):
        first -= 1
    while last < phrase.last:
        step = _step(rows, phrase, last + 1)
        if not step:
            break
        last += step
    return first, last


def _step(rows: list[Row], phrase: _Phrase, place: int) -> int:
    """Return how many words from *place* on belong to the name: "of the Interior" does, 0 ends it."""
    if _named(rows[place]):
        return 1
    if phrase.kind == "PER" or rows[place][1].lower() not in _LINKS:
        return 0
    after = place
    while after <= phrase.last and rows[after][1].lower() in _LINKED:
        after += 1
    return after - place if after <= phrase.last and _proper(rows[after]) else 0


def names_in(tags: Sequence[str]) -> set[tuple[int, int, str]]:
    """Return (first, last, type) of each name in BIO *tags*."""
    names: set[tuple[int, int, str]] = set()
    start, kind = 0, ""
    for place, tag in enumerate([*tags, "O"]):
        if kind and (tag[0] != "I" or tag[2:] != kind):
            names.add((start, place - 1, kind))
            kind = ""
        if tag != "O" and not kind:
            start, kind = place, tag[2:]
    return names
