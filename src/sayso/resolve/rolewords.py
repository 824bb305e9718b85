"""Role words in a sentence: which words around a token tell what part somebody plays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.ontology.actors import ActorDictionary
from sayso.tree import Tree

TITLES = {
    "sen.": "senator", "sens.": "senator", "rep.": "congressman", "reps.": "congressman",
    "gov.": "governor", "gen.": "general", "lt.": "lieutenant", "col.": "colonel", "maj.": "major",
    "adm.": "admiral", "capt.": "captain", "brig.": "general", "sgt.": "sergeant", "cmdr.": "commander",
    "prof.": "professor", "pres.": "president",
}  # fmt: skip
HYPHENS = ("-", "\u2013")


@dataclass(frozen=True, slots=True)
class Role:
    """A role word at tokens ``first`` to ``last``; ``belongs`` where it takes the role of its owner."""

    role: str
    belongs: bool
    row: str
    first: int
    last: int


def find_role(tree: Tree, last: int, dictionary: ActorDictionary, earliest: int = 0) -> Role | None:
    """Return the role word whose phrase ends at token *last*, the longest, or runs on over an "of".

    It begins at token *earliest* or later, behind a name ("European Union | officials").
    """
    for end in dict.fromkeys((_with_complement(tree, last), last)):
        if _plain(tree[end].text) not in dictionary.role_ends:
            continue
        for first in range(max(earliest, end - 4), min(end, last) + 1):
            found = role_of([token.text for token in tree.tokens[first : end + 1]], dictionary)
            if found is not None:
                role, belongs, row = found
                return Role(role, belongs, row, first, last)
    return None


def _with_complement(tree: Tree, last: int) -> int:
    """Return where "secretary of state" or "attorney-general" ends that begins at *last*."""
    between = tree[last + 1].text.lower() if last + 2 < len(tree) else ""
    return last + 2 if between == "of" or between in HYPHENS else last


def role_of(words: Sequence[str], dictionary: ActorDictionary) -> tuple[str, bool, str] | None:
    """Return the role of a phrase, whether it belongs to its owner, and the row that says so."""
    roles = dictionary.roles
    spaced = " ".join(map(_plain, words)).replace("\u2019", "'").replace(" '", "'")  # "women 's group"
    for phrase in dict.fromkeys((spaced, spaced.replace(" - ", "-"), spaced.replace(" - ", " "))):
        if phrase in roles.heads:
            return roles.heads[phrase], False, roles.own.get(phrase, f"roles/heads:{phrase}")
        if phrase in roles.belonging:
            return roles.belonging[phrase], True, f"roles/belonging:{phrase}"
        for field in ("states", "peoples"):
            if phrase in getattr(roles, field):
                return "", False, f"roles/{field}:{phrase}"
    return None


def _plain(word: str) -> str:
    """Return *word* in small letters, a title spelled out."""
    lower = word.lower()
    return TITLES.get(lower, lower)
