"""The trigger lexicon: which words name an event, of which type, and where its parties stand.

The words are data, one file for each type in ``verbs/``; docs/codebook.md says
what the types mean and how an entry is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal, cast, get_args

Pos = Literal["verb", "noun", "adjective"]
Strength = Literal["strong", "weak"]
Content = Literal["wanted", "not_happened", "same", "accused"]

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
    "COERCE": frozenset("seize restrict ban censor martial-law arrest deport withhold misinformation".split()),
    "CONSULT": frozenset({"visit", "third-party", "multilateral", "phone"}),
    "MOBILIZE": frozenset({"troops", "weapons", "police", "militia"}),
    "PROTEST": frozenset({"demo", "riot", "strike", "hunger", "boycott", "obstruct"}),
    "REJECT": frozenset({"assist", "change", "yield", "meet"}),
    "REQUEST": frozenset({"assist", "change", "yield", "meet"}),
    "RETREAT": frozenset({"withdraw", "release", "return", "disarm", "ceasefire", "access"}),
    "SANCTION": frozenset({"convict", "expel", "withdraw", "discontinue"}),
    "THREATEN": frozenset({"restrict", "ban", "arrest", "relations", "expel", "territory", "violence"}),
}
CONTEXTS = frozenset("military diplomatic economic legal intelligence refugees cyber".split())
PREPOSITIONS = frozenset(
    "about after against along alongside among around as at before behind between by for from in into like near of off on "
    "out outside over to toward towards under upon with".split()
)
SLOTS = PREPOSITIONS | {"subj", "obj", "iobj", "poss", "compound", "clause", "speaker"}

_ACTOR = {"verb": ("subj",), "noun": ("poss", "by", "compound", "of", "from"), "adjective": ("subj",)}
_RECIPIENT = {"verb": ("obj",), "noun": ("of", "on", "against", "to", "with"), "adjective": ("to", "of")}
_SMALL = PREPOSITIONS | {"a", "an", "the", "would", "-"}
# the tokeniser keeps these on the word that follows: "co-operate" is one token, "cease-fire" three
_PREFIXES = frozenset("anti co counter cross de e ex inter mid mini multi non over post pre pro re semi sub super un under".split())
_KEYS = frozenset(
    "words pos actor recipient mode context cameo symmetric head object not_object needs strength status content".split()
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """One entry of the lexicon, its defaults filled in.

    ``words`` are lemmas, one a token, and ``head`` the number of the one that the
    others hang on. ``actor`` and ``recipient`` are slots, tried in order. One of
    ``object`` must, and none of ``not_object`` may, head the object, the
    of-complement or what the last preposition of ``words`` governs; for a noun
    they may also be its premodifier or the noun it modifies. ``needs`` says where
    a political party must stand; empty: nowhere. ``content`` says what becomes of
    the deed in the complement.
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
    status: str | None
    content: Content | None


class Triggers:
    """The lexicon, looked up by the lemma of a trigger's head word."""

    def __init__(self, triggers: Iterable[Trigger]) -> None:
        """Index *triggers*, refusing two with one row."""
        self.all = tuple(triggers)
        self._by_head: dict[tuple[str, str], tuple[Trigger, ...]] = {}
        rows: set[str] = set()
        for trigger in sorted(self.all, key=_rank):
            if trigger.row in rows:
                raise ValueError(f"{trigger.row} stands twice in the trigger lexicon")
            rows.add(trigger.row)
            key = (trigger.words[trigger.head], trigger.pos)
            self._by_head[key] = (*self._by_head.get(key, ()), trigger)

    def candidates(self, lemma: str, pos: str) -> tuple[Trigger, ...]:
        """Return what a word may trigger, the entries with most words and conditions first."""
        return self._by_head.get((lemma.lower(), pos), ())


def load_triggers() -> Triggers:
    """Return the lexicon that is shipped with sayso. Raises ValueError where an entry is malformed."""
    import yaml

    # the base loader reads every scalar as text: to the safe one "on" and "no" are truth values
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    folder = files("sayso.ontology") / "verbs"
    names = sorted(path.name for path in folder.iterdir() if path.name.endswith(".yaml"))
    return Triggers(
        trigger
        for name in names
        for trigger in read_triggers(name, yaml.load((folder / name).read_text("utf-8"), loader))  # noqa: S506
    )


def read_triggers(name: str, content: Mapping[str, Any]) -> Iterator[Trigger]:
    """Yield the entries of one lexicon file, *name*; an entry with several ``words`` yields one for each."""
    for entry in content["triggers"]:
        words = entry["words"]
        for wording in [words] if isinstance(words, str) else words:
            trigger = _trigger(wording, {**entry, "cameo": entry.get("cameo", content["cameo"])}, content["type"])
            fault = _fault(trigger, entry)
            if fault or name != f"{trigger.type.lower()}.yaml":
                raise ValueError(f"{name}, {wording!r}: {fault or 'the file is named for another type'}")
            yield trigger


def _trigger(wording: str, entry: Mapping[str, Any], kind: str) -> Trigger:
    pos = cast("Pos", entry.get("pos", "verb"))
    words = tuple(_tokens(wording))
    needed = list(entry.get("object", ()))
    row = f"verbs/{kind.lower()}#{wording.replace(' ', '-')}.{pos}" + "".join(f".{word}" for word in needed[:1])
    return Trigger(
        row=row,
        type=kind,
        cameo=entry["cameo"],
        words=words,
        head=words.index(entry["head"]) if "head" in entry else _head(words, pos),
        pos=pos,
        actor=tuple(entry.get("actor", _ACTOR.get(pos, ()))),
        recipient=tuple(entry.get("recipient", _RECIPIENT.get(pos, ()))),
        mode=entry.get("mode"),
        context=tuple(entry.get("context", ())),
        symmetric=entry.get("symmetric") == "true",
        object=frozenset(needed),
        not_object=frozenset(entry.get("not_object", ())),
        needs=tuple(entry.get("needs", ("party",))),
        strength=entry.get("strength", "strong"),
        status=entry.get("status"),
        content=entry.get("content"),
    )


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
    """Return the head's number: a verb's first content word; a noun's last before a preposition that follows it."""
    contents = [number for number, word in enumerate(words) if word not in _SMALL] or [0]
    if pos == "verb":
        return contents[0]
    following = (number for number in range(contents[0], len(words)) if words[number] in PREPOSITIONS)
    end = next(following, len(words))
    return max(number for number in contents if number < end)


def _fault(trigger: Trigger, entry: Mapping[str, Any]) -> str | None:
    """Return what is wrong with *trigger*, written as *entry*, or None."""
    kinds = MODES.get(trigger.type, frozenset())
    faults = {
        "an unknown key": set(entry) - _KEYS,
        "an unknown type": {trigger.type} - set(TYPES),
        "an unknown part of speech": {trigger.pos} - set(get_args(Pos)),
        "an unknown slot": {*trigger.actor, *trigger.recipient} - SLOTS,
        "an unknown mode of its type": {trigger.mode} - {None, *kinds},
        "an unknown context": set(trigger.context) - CONTEXTS,
        "an unknown need": set(trigger.needs) - {"party", "actor", "recipient"},
        "an unknown strength": {trigger.strength} - set(get_args(Strength)),
        "an unknown content": {trigger.content} - {None, *get_args(Content)},
        "an unknown status": {trigger.status} - {None, "not_happened"},
        "an unknown CAMEO root": {trigger.cameo} - {f"{root:02}" for root in range(1, 21)},
    }
    return next((f"{what}: {sorted(map(str, found))}" for what, found in faults.items() if found), None)
