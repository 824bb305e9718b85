"""Reading one phrase: which country and role its own words tell, by which dictionary rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.ontology.actors import NO_COUNTRY, ActorDictionary, Entry
from sayso.record import Mention
from sayso.resolve.reading import Reading
from sayso.resolve.rolewords import HYPHENS, Role, find_role, role_of
from sayso.tree import Tree

OWNERS = ("of", "in", "from", "for", "with", "at")  # what a noun's complement may stand under to be its owner
CIVILIANS = "CVL"
ARMED = ("MIL", "COP", "JUD")  # roles that whoever works for an international body keeps
ELITE = "ELI"
LEGISLATORS = "LEG"
CHAMBERS = frozenset("house senate congressional parliamentary commons".split())  # of legislators
YIELDING = ("institutions/", "parties/", "groups/")  # names that several states have: "India's Supreme Court"
NO_PART = ("media/", "bodies/", "institutions/", "parties/", "groups/")  # what is no part of a person's name
STATES = ("#names", "#adjective", "#people", "#capital")  # rows that stand for a state itself
QUANTITIES = frozenset("thousands hundreds dozens scores millions tens many some most".split())
INNER = ("of", "for", "on", "in", "de", "du")  # what stands before the complement within a name
POSSESSIVES = ("'s", "\u2019s", "'", "\u2019")
NO_TITLES = frozenset(["national"])  # a person as a noun ("a Kenyan national"), but no title or modifier
DIRECTIONS = frozenset("north south east west".split())  # alone they may be states: "the North"
PAPER = 2  # words of a paper's name that is a common word with an article: "The Sun"
BEFORE = 6  # words of a title before a name
BEYOND = 2  # words around a mention that may belong to its name


@dataclass(frozen=True, slots=True)
class Phrase:
    """A mention with its tree, the dictionary and the day that decides who held which office.

    ``surnames`` are those of the persons whose full names the article gives.
    """

    tree: Tree
    mention: Mention
    dictionary: ActorDictionary
    day: str | None
    surnames: frozenset[str] = frozenset()

    def words(self, first: int, last: int) -> list[str]:
        """Return the words of tokens *first* to *last* (exclusive)."""
        return [token.text for token in self.tree.tokens[first:last]]

    def read(self) -> Reading | None:
        """Return what the words tell, or None where they name no political actor."""
        named = self._name_at(self.mention.head)
        several = named is not None and named[0].code == "INT" and self.mention.kind == "nominal"
        if named is not None and not several:
            return self._named(*named)
        role = self._role_of_noun()
        if named is not None and not (role is not None and (role.role or self._is_owned(named[1]))):
            return self._named(*named)
        counted = self._counted()
        if counted is not None:
            return counted
        if self.mention.kind == "name":
            return self._unknown_name(role)
        return self._described(role) if role is not None else None

    def _role_of_noun(self) -> Role | None:
        """Return the role word that the mention is, that its name ends with, or heads in small letters."""
        head = self.mention.head
        last = self._role(self.mention.last) if self.mention.kind == "name" else None
        small = self.mention.kind != "name" or self.tree[head].text.islower()  # "ministry of defence"
        return last or (self._role(head) if small else None)

    def _is_owned(self, name: range) -> bool:
        """Return whether a state or a group stands before a *name* of several states ("Seleka coalition")."""
        before = self._modifying(self.mention.first, name.start)
        return any(owner.country not in NO_COUNTRY for owner in before)

    def _counted(self) -> Reading | None:
        """Return the reading of the people that a number of is told ("thousands of Hungarians")."""
        if self.tree[self.mention.head].text.lower() not in QUANTITIES:
            return None
        for child in self.tree.by_preposition(self.mention.head, "of"):
            entry = self.dictionary.longest(self.words(0, child + 1), child)
            if entry is not None and entry[0].kind == "people":
                return Reading(entry[0].code, CIVILIANS, "", (entry[0].row,))
        return None

    def _name_at(self, head: int) -> tuple[Entry, range] | None:
        """Return the longest name that covers token *head* and begins first: whose it is, and its tokens."""
        words = self.words(0, self.mention.last + 1 + BEYOND)
        for first in range(self._leftmost(), head + 1):
            found = self.dictionary.longest(words, first)
            if found is not None and found[1] > head:
                entry, last = found
                if self._is_surname(entry, first, last) or self._is_start(entry, first, last):
                    return None
                return entry, range(first + self._is_article(first), last)
        return None

    def _is_article(self, number: int) -> bool:
        return self.tree[number].text in ("the", "The")

    def _leftmost(self) -> int:
        """Return where a name may begin that the mention is the end of ("North" before "Korea")."""
        first = self.mention.first
        while first > max(0, self.mention.first - BEYOND) and self.tree[first - 1].upos in ("PROPN", "ADJ"):
            first -= 1
        return first - (first > 0 and self._is_article(first - 1))

    def _is_surname(self, entry: Entry, first: int, last: int) -> bool:
        """Return whether a country's name is part of a person's: "Michael Jordan"."""
        if self.mention.entity != "PER" or (entry.kind == "body" and not entry.row.startswith(NO_PART)):
            return False
        part = last - first < self.mention.last + 1 - self.mention.first
        if entry.kind == "body":
            return part
        return part or (last - first == 1 and self.words(first, last)[0] in self.surnames)

    def _is_start(self, entry: Entry, first: int, last: int) -> bool:
        """Return whether a name of one word begins another's: "Republican People's Party", "North London"."""
        size, initial = last - first, self.tree[first].text.lower()
        if last >= len(self.tree):
            return False
        following = self.tree[last]
        role = role_of([following.text], self.dictionary)
        if entry.row.startswith("media/") and size > 1 and initial == "the":
            return size == PAPER and following.upos == "NOUN" and (role is None or role[0] != "MED")
        if size > 1 or not (initial in DIRECTIONS or entry.row.startswith("parties/")):
            return False
        return following.upos == "PROPN" and following.text[0].isupper() and role is None

    def _named(self, entry: Entry, name: range) -> Reading:
        """Return the reading of a name of the dictionary, which is the tokens *name*."""
        words = self.tree.span(name)
        country, _, role = entry.code_on(self.day).partition(" ")
        owner = self._foreign_owner(entry, country, name)
        if owner is not None:
            if entry.row.startswith("parties/") and entry.common:
                role = ""  # who governs there is not told
            role = CIVILIANS if entry.kind == "people" else role
            return Reading(owner.country, role, "", (entry.row, *owner.rows), words)
        role = self._role_in_place(entry, role, name.start)
        key = "" if entry.kind == "place" else entry.row.partition("#")[0]
        tied, common = self._backs(name.stop), entry.common
        return Reading(country, role, key, (entry.row,), words, also=entry.also, tied=tied, common=common)

    def _role_in_place(self, entry: Entry, role: str, first: int) -> str:
        """Return the role of a name that begins at token *first*, by the words around it too."""
        if entry.kind == "people" and self.mention.kind != "adjective" and self._is_civil():
            return CIVILIANS
        if entry.row.endswith("#nationals") and self._are_people():
            return CIVILIANS  # the people of a city or region are not its state
        if entry.row.startswith("parties/") and first and self.tree[first - 1].text.lower() in CHAMBERS:
            return LEGISLATORS
        if entry.row.startswith("people/") and self._was(role, first):
            return ELITE
        return role

    def _are_people(self) -> bool:
        """Return whether the mention is a noun of its own: the people, not what is theirs."""
        relation = self.tree[self.mention.head].deprel
        return self.mention.kind != "adjective" and relation not in ("compound", "amod", "nmod:desc")

    def _foreign_owner(self, entry: Entry, country: str, name: range) -> Reading | None:
        """Return the other state that a *name* which more than one state has is said to be of."""
        if entry.kind == "people" and self._are_people():
            return self._host(country)
        if not entry.row.startswith(YIELDING) or country in NO_COUNTRY:
            return None
        owner = self._state_before(name.start) or (self._state_after(name.stop) if entry.common else None)
        return owner if owner is not None and owner.country != country else None

    def _host(self, country: str) -> Reading | None:
        """Return the other state that people live in: "Georgia's Armenians", "ethnic Russians in Estonia"."""
        head = self.mention.head
        hosts = self.tree.children(head, "nmod:poss")
        if "ethnic" in {self.tree[child].text.lower() for child in self.tree.children(head, "amod")}:
            hosts += self.tree.by_preposition(head, "in")
        told = (reading for host in hosts for reading in self._modifying(*_ends(self.tree.subtree(host))))
        return next((one for one in told if one.country not in {country, *NO_COUNTRY}), None)

    def _state_before(self, first: int) -> Reading | None:
        """Return the state right before a name: "India's Supreme Court", "the Kenyan Senate"."""
        end = first - 1 if first and self.tree[first - 1].text in POSSESSIVES else first
        for start in range(max(0, end - 4), end):
            found = self.dictionary.longest(self.words(0, end), start)
            if found is not None and found[1] == end and found[0].row.endswith(STATES):
                adjective = end < first or found[0].row.endswith("#adjective")
                return Reading(found[0].code, "", "", (found[0].row,)) if adjective else None
        return None

    def _state_after(self, last: int) -> Reading | None:
        """Return the state behind a name that ends before token *last*: "the Supreme Court of Kenya"."""
        if last + 1 >= len(self.tree) or self.tree[last].text not in ("of", "in"):
            return None
        found = self.dictionary.longest(self.words(0, len(self.tree)), last + 1)
        if found is None or not found[0].row.endswith(STATES) or found[0].code in NO_COUNTRY:
            return None
        return Reading(found[0].code, "", "", (found[0].row,))

    def _was(self, role: str, first: int) -> bool:
        """Return whether a title before a name says that an office of this *role* is over."""
        start = first
        while start > max(0, first - BEFORE) and (
            self.tree[start - 1].upos in ("NOUN", "PROPN", "ADJ", "ADP") or self.tree[start - 1].text == "-"
        ):
            start -= 1
        title = self._role(first - 1) if start < first else None
        if title is None or not role:
            return False
        office = title.row.partition(":former ")[2]  # a role word of its own: "former president"
        over = self.dictionary.roles.heads.get(office) == role
        return over or (title.role == role and self._is_former(title.first))

    def _is_civil(self) -> bool:
        """Return whether words before a people say that private persons are meant ("many Afghans")."""
        before = {word.lower() for word in self.words(max(0, self.mention.first - 2), self.mention.head)}
        return not before.isdisjoint(QUANTITIES | self.dictionary.roles.civil)

    def _role(self, last: int) -> Role | None:
        """Return the role word whose phrase ends at token *last*."""
        names = self._names(max(0, min(self.mention.first, last)), last + 1)
        earliest = max((end for _, _, end in names if end <= last), default=0)
        return find_role(self.tree, last, self.dictionary, earliest)

    def _described(self, role: Role) -> Reading:
        """Return the reading of a role phrase: its role, and the country of what it belongs to."""
        places = role.role != "LEG"  # a committee on a place is not of that place
        owner = next(self._owners(self.mention.head, role.first, places), None)
        country, also = (owner.country, owner.also) if owner is not None else ("", ())
        rows = (role.row, *(owner.rows if owner is not None else ()))
        word, loose = role.role, False
        if role.belongs:
            against = self.tree[role.last].text.lower() in self.dictionary.roles.against
            told = self._modifier(role.first) or ("" if against else self._role_of_owner(owner))
            word = told or ("" if self._is_open(role.first) else word)
            loose = not told and not against
        elif role.row.removeprefix("roles/heads:") in self.dictionary.roles.offices:
            word = self._role_of_organisation(owner) or word
        if role.row.startswith("roles/peoples:") and country:
            word = CIVILIANS  # "Turkey's Kurds"
        if self._is_former(role.first):
            word, loose = ELITE, False
        if word == "MIL" and owner is not None and owner.role == "REB":
            word = owner.role  # "Hezbollah troops"
        if owner is not None and owner.rows[0].startswith("bodies/"):
            word, loose = _within(word, owner), loose and word in ARMED
        return Reading(country, word, "", rows, loose=loose, also=also)

    def _role_of_owner(self, owner: Reading | None) -> str:
        """Return the role of what the phrase belongs to, by *owner* or by what it heads."""
        return (owner.role if owner is not None else "") or self._role_of_complement()

    def _role_of_organisation(self, owner: Reading | None) -> str:
        """Return the role of the organisation that an office is of, if it is of one."""
        for child in self.tree.by_preposition(self.mention.head, "of"):
            for of in self._modifying(*_ends(self.tree.subtree(child))):
                if of.rows[0].startswith(NO_PART):
                    return of.role
        if owner is not None and owner.rows[0].startswith(NO_PART) and owner.role not in ("OPP", "PTY"):
            return owner.role
        return self._role_of_complement()

    def _role_of_complement(self) -> str:
        """Return the role of what a noun heads: "head of a research centre", "leader of the rebels"."""
        for child in self.tree.children(self.mention.head, "nmod"):
            if self.tree.preposition(child) in OWNERS:
                role = self._role(child)
                words = self.words(*_ends(self.tree.subtree(child)))
                bodies = [self.dictionary.roles.bodies.get(word, "") for word in words]
                found = [role.role if role is not None else "", *bodies]
                return next(filter(None, found), "")
        return ""

    def _modifier(self, first: int) -> str:
        """Return the role that a word before a role word tells ("military officials")."""
        for number in range(first - 1, max(-1, first - 4), -1):
            word = self.tree[number].text.lower()
            if word in NO_TITLES:
                continue
            found = self.dictionary.roles.modifiers.get(word) or self.dictionary.roles.heads.get(word)
            if found:
                return found
        return ""

    def _is_open(self, first: int) -> bool:
        """Return whether the word before a role word names a group of any role ("party leaders")."""
        before = self.tree[first - 1].text.lower() if first else ""
        return self.dictionary.roles.belonging.get(before) == ""

    def _is_former(self, first: int) -> bool:
        """Return whether a word before a role word says that the office is over."""
        return any(
            self.tree[number].text.lower().rstrip("-") in self.dictionary.roles.former
            and self.tree.head(number) > number  # "ousted the president" is a deed, no office that is over
            for number in range(max(0, first - 4), first)
        )

    def _owners(self, head: int, last: int, places: bool = True) -> Iterator[Reading]:
        """Yield whose the thing at *head* is: names before it up to *last*, possessors, complements."""
        for reading in self._modifying(self.mention.first, last):
            if places or not reading.rows[0].endswith("#places"):
                yield reading
        for child in self.tree.children(head, "nmod:poss", "compound", "amod", "nmod:desc"):
            yield from self._modifying(*_ends(self.tree.phrase(child)))
        for child in self.tree.children(head, "nmod", "obl", "acl"):
            if self.tree[child].text.lower() in self.dictionary.roles.ties:  # "backed by Iran"
                continue
            if self.tree.preposition(child) in OWNERS or self.tree[child].deprel == "acl":
                yield from self._modifying(*_ends(self.tree.subtree(child)))

    def _modifying(self, first: int, last: int) -> Iterator[Reading]:
        """Yield what the dictionary's names among tokens *first* to *last* tell, in their order."""
        for entry, _, _ in self._names(first, last):
            country, _, role = entry.code_on(self.day).partition(" ")
            yield Reading(country, role, "", (entry.row,), also=entry.also)

    def _names(self, first: int, last: int) -> list[tuple[Entry, int, int]]:
        """Return the names of the dictionary among tokens *first* to *last*, where each begins and ends."""
        words = self.words(0, last)
        number, found = first, []
        while number < last:
            name = self.dictionary.longest(words, number)
            if name is not None and not self._is_start(name[0], number, name[1]) and not self._backs(name[1]):
                found.append((name[0], number, name[1]))
            number = name[1] if name is not None else number + 1
        return found

    def _backs(self, last: int) -> bool:
        """Return whether the name that ends before token *last* is only tied to the thing: "US-backed"."""
        if last + 1 >= len(self.tree) or self.tree[last].text not in HYPHENS:
            return False
        return self.tree[last + 1].text.lower() in self.dictionary.roles.ties

    def _unknown_name(self, role: Role | None) -> Reading:
        """Return what stands around a name that no dictionary knows: its title, its last word, its owner."""
        first = self.mention.first
        is_person = self.mention.entity == "PER"
        if role is not None and not is_person and (role.role or role.first < self.mention.head):
            return self._described(role)  # "State" is no title of the State Police
        for number in range(self.mention.head - 1, max(-1, first - 2), -1):
            title = self._role(number) if self._adjoins(number) else None
            if title is not None:
                return self._titled(title)
        if role is not None and not is_person:
            return self._described(role)
        if is_person:
            return Reading()
        return self._organised() or next(self._modifying(first, self.mention.last + 1), Reading())

    def _organised(self) -> Reading | None:
        """Return the reading of an organisation by what it calls itself: "Court" in "Court of Appeals"."""
        first, last = self.mention.first, self.mention.last + 1
        complement = next((at for at in range(first + 1, last) if self.tree[at].text in INNER), last)
        for end in dict.fromkeys((complement, last)):
            for size in (2, 1):
                words = self.words(max(first, end - size), end)
                found = self.dictionary.roles.bodies.get(" ".join(words))
                if found:
                    owner = next(self._owners(self.mention.head, last), Reading())
                    country = "" if owner.country == "INT" else owner.country
                    return Reading(country, found, "", (f"roles/bodies:{words[-1]}", *owner.rows))
        return None

    def _adjoins(self, number: int) -> bool:
        """Return whether the noun at *number* is a title of this name, not a phrase of its own."""
        token = self.tree[number]
        titles = token.upos in ("NOUN", "PROPN", "ADJ") and token.text.lower() not in NO_TITLES
        return titles and token.text[0] not in ",;"

    def _titled(self, title: Role) -> Reading:
        """Return the reading of a name with a title: "Pakistani Prime Minister Gilani"."""
        first = title.first
        while first > 0 and self.tree[first - 1].upos in ("ADJ", "PROPN", "NOUN", "PART"):
            first -= 1
        owner = next(self._modifying(first, title.first), Reading())
        owner = owner if owner.country else next(self._owners(title.last, title.first), Reading())
        told = (self._modifier(title.first) or owner.role) if title.belongs else title.role
        if owner.rows and title.row.removeprefix("roles/heads:") in self.dictionary.roles.offices:
            told = self._role_of_organisation(owner) or told
        former = self._is_former(title.first)
        role = ELITE if former else told or title.role
        return Reading(owner.country, role, "", (title.row, *owner.rows), loose=not (told or former))


def _within(role: str, body: Reading) -> str:
    """Return the role of those who are of a *body*: its own, but for the armed, students and workers."""
    if body.role == "BUS" or body.country == "MNC":
        return "LAB" if role in ("LAB", "MIL") else body.role  # an airline's pilots are no soldiers
    return role if role in ARMED or (role == CIVILIANS and body.role == "EDU") else body.role


def _ends(tokens: Sequence[int]) -> tuple[int, int]:
    """Return the first of *tokens* and the one after the last."""
    return min(tokens), max(tokens) + 1
