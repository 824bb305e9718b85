"""The trigger lexicon: which words name an event, of which type, and where its parties stand.

The words are data, one file for each type in ``verbs/``; docs/codebook.md says
what the types mean and how an entry is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal, get_args

from sayso.ontology.contents import Contents, load_contents
from sayso.record import Status

Pos = Literal["verb", "noun", "adjective"]
Strength = Literal["strong", "weak"]
Content = Literal["wanted", "future", "not_happened", "same"]

TYPES = tuple(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT "
    "THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
)
MODES: Mapping[str, frozenset[str]] = {
    "ACCUSE": frozenset({"disapprove", "allege", "investigate"}),
    "ASSAULT": frozenset(
        "beat torture execute sexual assassinate primitive firearms explosives suicide-attack "
        "heavy-weapons crowd-control".split()
    ),
    "COERCE": frozenset(
        "seize restrict ban censor martial-law arrest deport withhold misinformation".split()
    ),
    "CONSULT": frozenset({"visit", "third-party", "multilateral", "phone"}),
    "MOBILIZE": frozenset({"troops", "weapons", "police", "militia"}),
    "PROTEST": frozenset({"demo", "riot", "strike", "hunger", "boycott", "obstruct"}),
    "REJECT": frozenset({"assist", "change", "yield", "meet"}),
    "REQUEST": frozenset({"assist", "change", "yield", "meet"}),
    "RETREAT": frozenset({"withdraw", "release", "return", "disarm", "ceasefire", "access"}),
    "SANCTION": frozenset({"convict", "expel", "withdraw", "discontinue"}),
    "THREATEN": frozenset({"restrict", "ban", "arrest", "relations", "expel", "territory", "violence"}),
}
ROOTS: Mapping[str, tuple[str, ...]] = {  # CAMEO roots that a type's words may have, the commonest first
    "AGREE": ("03", "05"),
    "CONSULT": ("04",),
    "SUPPORT": ("05",),
    "CONCEDE": ("08", "05"),
    "COOPERATE": ("06",),
    "AID": ("07",),
    "RETREAT": ("08",),
    "REQUEST": ("02", "10"),
    "ACCUSE": ("11", "09"),
    "REJECT": ("12",),
    "THREATEN": ("13",),
    "PROTEST": ("14",),
    "SANCTION": ("16",),
    "MOBILIZE": ("15",),
    "COERCE": ("17",),
    "ASSAULT": ("18", "19", "20"),
}
CONTEXTS = frozenset("military diplomatic economic legal intelligence refugees cyber".split())
PREPOSITIONS = frozenset(
    "about after against along alongside among around as at before behind between by for from in into like "
    "near of off on out outside over to toward towards under upon with".split()
)
SLOTS = PREPOSITIONS | {"subj", "obj", "iobj", "poss", "compound", "clause", "below", "speaker"}

ACTOR_SLOTS = {"verb": ("subj",), "noun": ("poss", "by", "compound", "of", "from"), "adjective": ("subj",)}
RECIPIENT_SLOTS = {"verb": ("obj",), "noun": ("of", "on", "against", "to", "with"), "adjective": ("to", "of")}
_SMALL = PREPOSITIONS | {"a", "an", "the", "would", "-"}
# the tokeniser keeps these on the word that follows: "co-operate" is one token, "cease-fire" three
_PREFIXES = frozenset(
    "anti co counter cross de e ex inter mid mini multi non over post pre pro re semi sub un under".split()
)
_KEYS = frozenset(
    "words pos actor recipient mode context cameo symmetric head object not_object needs strength "
    "status content".split()
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """One entry of the lexicon, its defaults filled in.

    ``words`` are lemmas, one a token, and ``head`` the number of the one that the
    others hang on. ``actor`` and ``recipient`` are slots, tried in order. One of
    ``object`` must, and none of ``not_object`` may, head the object, the
    of-complement or what the last preposition of ``words`` governs ("any" stands
    for every object or complement clause); for a noun they may also be its
    premodifier or the noun it modifies. ``needs`` says where a political party
    must stand; empty: nowhere. ``content`` says what becomes of the deed in the
    complement.
    """

    row: str
    type: str
    cameo: str
    words: tuple[str, ...]
    head: int
    pos: Pos
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    mode: str | None
    context: tuple[str, ...]
    symmetric: bool
    object: frozenset[str]
    not_object: frozenset[str]
    needs: tuple[str, ...]
    strength: Strength
    status: Status | None
    content: Content | None


class Triggers:
    """The lexicon, looked up by the lemma of a trigger's head word.

    ``all`` are its entries, ``roots`` each type's commonest CAMEO root, ``contents`` what other words add.
    """

    def __init__(self, triggers: Iterable[Trigger], contents: Contents | None = None) -> None:
        """Index *triggers*, refusing two with one row."""
        self.all = tuple(triggers)
        self.contents = contents or load_contents()
        self._by_head: dict[tuple[str, str], tuple[Trigger, ...]] = {}
        rows: set[str] = set()
        for trigger in sorted(self.all, key=_rank):
            if trigger.row in rows:
                raise ValueError(f"{trigger.row} stands twice in the trigger lexicon")
            rows.add(trigger.row)
            key = (trigger.words[trigger.head], trigger.pos)
            self._by_head[key] = (*self._by_head.get(key, ()), trigger)
        verbs = {word for word, pos in self._by_head if pos == "verb"}
        self._bases = {form: verb for verb in sorted(verbs) for form in _inflected(verb)}
        roots = Counter((trigger.type, trigger.cameo) for trigger in self.all)
        self.roots = {kind: cameo for (kind, cameo), _ in reversed(roots.most_common())}

    def candidates(self, lemma: str, pos: str) -> tuple[Trigger, ...]:
        """Return what a word may trigger, the entries with most words and conditions first."""
        return self._by_head.get((lemma.lower(), pos), ())

    def base(self, form: str) -> str:
        """Return the verb of the lexicon of which *form* is a regular inflection, or *form* itself."""
        return self._bases.get(form.lower(), form)


def _inflected(verb: str) -> Iterator[str]:
    """Yield the regular inflections of *verb*: "sever", "severs", "severed", "severing"."""
    if verb.endswith("y") and verb[-2:-1] not in {*"aeiou"}:
        yield from (verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
    elif verb.endswith("e"):
        yield from (verb + "s", verb + "d", (verb if verb.endswith("ee") else verb[:-1]) + "ing")
    else:
        yield from (
            verb + ("es" if verb.endswith(("s", "x", "ch", "sh")) else "s"),
            verb + "ed",
            verb + "ing",
        )


def load_triggers() -> Triggers:
    """Return the lexicon that is shipped with sayso. Raises ValueError where an entry is malformed."""
    import yaml

    # the base loader reads every scalar as text: to the safe one "on" and "no" are truth values
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    folder = files("sayso.ontology") / "verbs"
    contents = {
        path.name: yaml.load(path.read_text("utf-8"), loader)
        for path in sorted(folder.iterdir(), key=lambda path: path.name)
        if path.name.endswith(".yaml")
    }
    return Triggers(trigger for name, content in contents.items() for trigger in read_triggers(name, content))


def _rank(trigger: Trigger) -> tuple[object, ...]:
    """Order the entries of one head: longest first, then conditional ones, then strong ones."""
    weak = trigger.strength == "weak"
    return (-len(trigger.words), not trigger.object, weak, not trigger.not_object, trigger.row)


def read_triggers(name: str, content: Mapping[str, Any]) -> Iterator[Trigger]:
    """Yield the entries of one lexicon file, *name*; an entry with several ``words`` yields one for each."""
    for entry in content["triggers"]:
        wordings = [entry["words"]] if isinstance(entry["words"], str) else entry["words"]
        shared = _shared(entry, content)
        fault = _fault(shared, entry)
        if fault or name != f"{content['type'].lower()}.yaml":
            raise ValueError(f"{name}, {wordings[0]!r}: {fault or 'the file is named for another type'}")
        for wording in wordings:
            words = tuple(_tokens(wording))
            head = words.index(entry["head"]) if "head" in entry else _head(words, shared["pos"])
            row = f"verbs/{content['type'].lower()}#{wording.replace(' ', '_')}"
            row = ".".join((row, shared["pos"], *entry.get("object", ())[:1]))
            yield Trigger(row=row, words=words, head=head, **shared)


def _shared(entry: Mapping[str, Any], content: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields, defaults filled in, that all words of *entry* share."""
    pos = entry.get("pos", "verb")
    return {
        "type": content["type"],
        "cameo": entry.get("cameo", content["cameo"]),
        "pos": pos,
        "actor": tuple(entry.get("actor", ACTOR_SLOTS.get(pos, ()))),
        "recipient": tuple(entry.get("recipient", RECIPIENT_SLOTS.get(pos, ()))),
        "mode": entry.get("mode"),
        "context": tuple(entry.get("context", ())),
        "symmetric": entry.get("symmetric") == "true",
        "object": frozenset(entry.get("object", ())),
        "not_object": frozenset(entry.get("not_object", ())),
        "needs": tuple(entry.get("needs", ("party",))),
        "strength": entry.get("strength", "strong"),
        "status": entry.get("status"),
        "content": entry.get("content"),
    }


def _tokens(wording: str) -> Iterator[str]:
    """Yield the tokens of *wording* as the tokeniser cuts them: hyphens stand alone, save after a prefix."""
    for word in wording.split():
        parts = word.split("-")
        while len(parts) > 1 and parts[0] in _PREFIXES:
            parts[:2] = ["-".join(parts[:2])]
        yield parts[0]
        for part in parts[1:]:
            yield from ("-", part)


def _head(words: tuple[str, ...], pos: Pos) -> int:
    """Return the head's number: a verb's first content word, a noun's last before a following preposition."""
    contents = [number for number, word in enumerate(words) if word not in _SMALL] or [0]
    if pos == "verb":
        return contents[0]
    following = (number for number in range(contents[0], len(words)) if words[number] in PREPOSITIONS)
    end = next(following, len(words))
    return max(number for number in contents if number < end)


def _fault(shared: Mapping[str, Any], entry: Mapping[str, Any]) -> str | None:
    """Return what is wrong with *entry*, whose fields are *shared*, or None."""
    faults: dict[str, set[Any]] = {
        "an unknown key": set(entry) - _KEYS,
        "an unknown type": {shared["type"]} - set(TYPES),
        "an unknown part of speech": {shared["pos"]} - set(get_args(Pos)),
        "an unknown slot": {*shared["actor"], *shared["recipient"]} - SLOTS,
        "an unknown mode of its type": {shared["mode"]} - {None} - MODES.get(shared["type"], frozenset()),
        "an unknown context": set(shared["context"]) - CONTEXTS,
        "an unknown need": set(shared["needs"]) - {"party", "actor", "recipient"},
        "an unknown strength": {shared["strength"]} - set(get_args(Strength)),
        "an unknown content": {shared["content"]} - {None, *get_args(Content)},
        "an unknown status": {shared["status"]} - {None, "not_happened"},
        "an unknown CAMEO root": {shared["cameo"]} - {f"{root:02}" for root in range(1, 21)},
    }
    return next((f"{what}: {sorted(map(str, found))}" for what, found in faults.items() if found), None)
