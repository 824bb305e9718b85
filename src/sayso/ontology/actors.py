"""The dictionaries of actors: which names stand for whom, and which words tell a role.

The names are data: ``countries.yaml`` and, in ``actors/``, bodies, institutions,
groups, parties, media and people. ``roles.yaml`` holds the role words. A user's own
lists (``userfile``) go before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any, Literal, NamedTuple

EntryKind = Literal["state", "people", "place", "body"]
NO_COUNTRY = frozenset(["IGO", "NGO", "MNC", "INT", "UNK"])
LISTS = ("bodies", "institutions", "groups", "parties", "media", "people")
PLACES_OF = {
    "names": "state",
    "capital": "state",
    "adjective": "people",
    "people": "people",
    "nationals": "people",
    "places": "place",
}
LONGEST = 8  # words in a name
NO_END = frozenset(["'s", "\u2019s", "'", "\u2019", "-", "\u2013"])  # words that a name never ends with
_ARTICLES = ("the", "The")
_BEFORE, _ARTICLE = ("the ", "The "), 4
_BLANKS = re.compile(r"[\s\-\u2010-\u2013]+")


class Term(NamedTuple):
    """A code that was right from one ISO day up to, not including, another."""

    start: str
    end: str
    code: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Who a name stands for: ``code`` outside all ``terms``; ``row`` names the dictionary row.

    ``also`` are other countries in which a group acts; ``common`` is a name that others bear, too.
    """

    row: str
    kind: EntryKind
    code: str
    terms: tuple[Term, ...] = ()
    also: tuple[str, ...] = ()
    common: bool = False

    def code_on(self, day: str | None) -> str:
        """Return the code on an ISO *day*; where none is known, a person's latest and a body's usual one."""
        if day is None:
            return self.terms[-1].code if self.terms and self.row.startswith("people/") else self.code
        return next((term.code for term in self.terms if term.start <= day < term.end), self.code)


class RoleWords(NamedTuple):
    """The role words, by phrase in lower case; an empty role is that of a word that has none of its own."""

    heads: Mapping[str, str]
    belonging: Mapping[str, str]
    states: frozenset[str]
    modifiers: Mapping[str, str]
    former: frozenset[str]
    civil: frozenset[str]
    bodies: Mapping[str, str]
    peoples: frozenset[str] = frozenset()
    against: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    ties: frozenset[str] = frozenset()
    own: Mapping[str, str] = {}  # the rows of the user's words


class ActorDictionary:
    """Names and role words, looked up by words."""

    def __init__(self, names: Mapping[str, Entry], roles: RoleWords, surnames: frozenset[str]) -> None:
        """Index *names* by their spelling; names in capitals are found too."""
        self._names = names
        self._capitals = {name.upper(): entry for name, entry in names.items() if len(name) > 3}
        self._firsts = {name.partition(" ")[0] for some in (names, self._capitals) for name in some}
        self._firsts.update(_ARTICLES)
        self.roles = roles
        phrases = (*roles.heads, *roles.belonging, *roles.states, *roles.peoples)
        # "ex-minister" may be one word, or end in "minister"
        self.role_ends = frozenset(re.split(end, phrase)[-1] for phrase in phrases for end in (" ", "[ -]"))
        self.surnames = surnames

    def entry(self, name: str) -> Entry | None:
        """Return who *name* stands for, spelled exactly so or in capitals."""
        plain = plain_name(name)
        if name.startswith(_BEFORE) and _titled(plain) in self._names:
            return self._names[_titled(plain)]
        return self._names.get(plain) or (self._capitals.get(plain) if plain.isupper() else None)

    def names_of(self, entry: Entry) -> list[str]:
        """Return every name, made plain, that stands for *entry*."""
        return [name for name, other in self._names.items() if other.row == entry.row]

    def longest(self, words: Sequence[str], first: int) -> tuple[Entry, int] | None:
        """Return who the longest name that begins at word *first* stands for, and where it ends."""
        if words[first].isalpha() and words[first] not in self._firsts:
            return None  # no name can begin so: a word of letters alone is made no plainer
        for last in range(min(len(words), first + LONGEST), first, -1):
            if words[last - 1] in NO_END:
                continue
            found = self.entry(" ".join(words[first:last]))
            if found is not None:
                return found, last
        return None


def plain_name(name: str) -> str:
    """Return *name* with hyphens, apostrophes and blanks made plain and without an article before it."""
    plain = _BLANKS.sub(" ", name.replace("\u2019", "'")).replace(" '", "'").strip()
    if plain.startswith(_BEFORE) and len(plain) > _ARTICLE:
        plain = plain[_ARTICLE:]
    return plain.removesuffix("'s").removesuffix("'").strip()


def _of_paper(name: str) -> str:
    """Return the *name* of a medium made plain, with its article where the rest is one word ("The Sun")."""
    plain = plain_name(name)
    return _titled(plain) if name.startswith("The ") and " " not in plain else plain


def _titled(plain: str) -> str:
    return f"The {plain}"


def load_actors(
    own: Iterable[tuple[str, Entry]] = (), words: Iterable[tuple[str, str, str]] = ()
) -> ActorDictionary:
    """Return the dictionaries that are shipped with sayso, before them the user's *own* names, made plain.

    Before the shipped role words go the user's *words*: each with its role and its row.
    """
    countries = read_yaml("countries.yaml")
    names: dict[str, Entry] = {}
    for name in LISTS:
        for plain, entry in listed(name, read_yaml(f"actors/{name}.yaml")):
            names.setdefault(plain, entry)
    for plain, entry in (*_states(countries["countries"]), *_americans(countries["countries"])):
        names.setdefault(plain, entry)
    mine: dict[str, Entry] = {}
    for plain, entry in own:
        mine.setdefault(plain, entry)
        names.pop(plain, None)
        names.pop(_titled(plain), None)
    names |= mine  # the last, for of two names that differ in case alone the last is found in capitals
    roles = _with(_roles(read_yaml("roles.yaml")), list(words))
    return ActorDictionary(names, roles, frozenset(items(countries["surnames"])))


def read_yaml(name: str) -> Any:
    """Return what the shipped file *name* holds, every scalar as text."""
    return parsed((files("sayso.ontology") / name).read_text(encoding="utf-8"))


def parsed(text: str) -> Any:
    """Return what the YAML *text* holds. Raises yaml.YAMLError where it is none."""
    import yaml

    # the base loader reads every scalar as text: to the safe one NO (Norway) is a truth value
    return yaml.load(text, getattr(yaml, "CBaseLoader", yaml.BaseLoader))


def items(words: str) -> Iterator[str]:
    """Yield the items of a comma-separated list."""
    return (item for item in (one.strip() for one in words.split(",")) if item)


def _states(countries: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, Entry]]:
    """Yield every name of a state, its people and its places; names go before places."""
    for field, kind in PLACES_OF.items():
        for code, row in countries.items():
            for name in items(_field(row, field)):
                yield plain_name(name), Entry(f"countries/{code}#{field}", kind, code)  # type: ignore[arg-type]


def _americans(countries: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, Entry]]:
    """Yield the Americans of another descent: "Cuban American" is no name of Cuba."""
    entry = Entry("countries/USA#people", "people", "USA")
    for code, row in countries.items():
        for adjective in items(row.get("adjective", "")) if code != "USA" else ():
            for ending in ("American", "Americans"):
                yield plain_name(f"{adjective} {ending}"), entry


def _field(row: Mapping[str, str], field: str) -> str:
    """Return a field of a country's row; where none is given, its people bear its adjectives."""
    if field == "people" and field not in row:
        adjectives = list(items(row.get("adjective", "")))
        return ",".join(adjectives + [f"{one}s" for one in adjectives])
    return row.get(field, "")


def listed(name: str, rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Entry]]:
    """Yield every name of a list of actors."""
    for row in rows:
        terms = tuple(_term(term) for term in row.get("terms", ()))
        code = row.get("code") or row["else"]
        entry = Entry(f"{name}/{row['id']}", "body", code, terms, tuple(items(row.get("also", ""))))
        common = replace(entry, common=True)
        for one in items(row.get("names", "")):
            yield _of_paper(one) if name == "media" else plain_name(one), entry
        for one in items(row.get("common", "")):
            yield plain_name(one), common


def _term(text: str) -> Term:
    """Return the term that a line ``from to code`` tells."""
    start, end, code = text.split(maxsplit=2)
    return Term(start, "9999" if end == "now" else end, code)


def _roles(data: Mapping[str, Any]) -> RoleWords:
    return RoleWords(
        heads=_by_word(data["heads"], numbers),
        belonging=_by_word(data["belonging"], numbers),
        states=_forms(data["states"]),
        modifiers=_by_word(data["modifiers"], lambda word: (word,)),
        former=frozenset(items(data["former"])),
        civil=frozenset(items(data["civil"])),
        bodies=_by_word(data["bodies"], lambda word: (word,)),
        peoples=_forms(data["peoples"]),
        against=_forms(data["against"]),
        offices=_forms(data["offices"]),
        ties=frozenset(items(data["ties"])),
    )


def _with(roles: RoleWords, words: Sequence[tuple[str, str, str]]) -> RoleWords:
    """Return *roles* with the user's *words* before them; of two for one word the first counts."""
    heads, rows = dict(roles.heads), {}
    for word, role, row in reversed(words):
        heads[word], rows[word] = role, row
    return roles._replace(heads=heads, own=rows)


def _forms(words: str) -> frozenset[str]:
    """Return the words of a comma-separated list in singular and plural."""
    return frozenset(form for word in items(words) for form in numbers(word))


def _by_word(classes: Mapping[str, str], forms: Any) -> dict[str, str]:
    """Return the role of each word; of two roles with one word the first counts."""
    found: dict[str, str] = {}
    for role, words in classes.items():
        for word in items(words):
            for form in forms(word):
                found.setdefault(form, "" if role == "-" else role)
    return found


def numbers(word: str) -> tuple[str, ...]:
    """Return singular and plural of *word*."""
    if word.endswith("man"):
        return word, word[:-3] + "men"
    if re.search(r"[^aeiou]y$", word):
        return word, word[:-1] + "ies"
    return word, word + ("es" if re.search(r"(s|x|ch|sh)$", word) else "s")
