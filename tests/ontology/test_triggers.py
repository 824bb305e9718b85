"""The trigger lexicon: well formed, complete in its types, looked up by head lemma."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest

from sayso.annotate.abbreviations import PREFIXES
from sayso.ontology import triggers
from sayso.ontology.triggers import TYPES, Trigger, Triggers, load_triggers, read_triggers


@pytest.fixture(scope="module")
def lexicon() -> Triggers:
    """Return the shipped lexicon."""
    return load_triggers()


def only(**entry: Any) -> Trigger:
    """Return the one trigger that *entry* of an ACCUSE file stands for."""
    (found,) = read_triggers("accuse.yaml", {"type": "ACCUSE", "cameo": "11", "triggers": [entry]})
    return found


def rows(lexicon: Triggers, lemma: str, pos: str) -> list[str]:
    """Return the rows that *lemma* may trigger."""
    return [trigger.row for trigger in lexicon.candidates(lemma, pos)]


def test_every_type_has_a_file_and_every_file_a_type(lexicon: Triggers) -> None:
    """The sixteen types have a file each, and each yields triggers."""
    names = {path.name for path in (files("sayso.ontology") / "verbs").iterdir()}
    assert names == {f"{kind.lower()}.yaml" for kind in TYPES}
    assert {trigger.type for trigger in lexicon.all} == set(TYPES)


def test_rows_are_unique(lexicon: Triggers) -> None:
    """A row can be cited: no two triggers share one."""
    assert len({trigger.row for trigger in lexicon.all}) == len(lexicon.all)


def test_entries_are_lemmas_in_lower_case(lexicon: Triggers) -> None:
    """Words and conditions are written as lemmas, so that a look-up can meet them."""
    for trigger in lexicon.all:
        for word in (*trigger.words, *trigger.object, *trigger.not_object):
            assert word == word.lower().strip(), trigger.row
            assert word, trigger.row


def test_conditions_do_not_contradict(lexicon: Triggers) -> None:
    """No entry asks for an object that it also cancels."""
    assert [trigger.row for trigger in lexicon.all if trigger.object & trigger.not_object] == []


def test_words_are_cut_as_the_tokeniser_cuts_them() -> None:
    """The lexicon keeps the same prefixes together as the tokeniser, of those that it uses."""
    assert triggers._PREFIXES <= PREFIXES


def test_defaults_of_a_verb() -> None:
    """A verb's actor is its subject and its recipient its object."""
    accuse = only(words="accuse", pos="verb")
    assert (accuse.actor, accuse.recipient, accuse.needs) == (("subj",), ("obj",), ("party",))
    assert (accuse.row, accuse.cameo, accuse.strength) == ("verbs/accuse#accuse.verb", "11", "strong")


def test_defaults_of_a_noun() -> None:
    """A noun's actor is looked for in its possessive first."""
    criticism = only(words="criticism", pos="noun", recipient=["of", "against"])
    assert criticism.actor == ("poss", "by", "compound", "of", "from")
    assert criticism.recipient == ("of", "against")


@pytest.mark.parametrize(
    ("wording", "pos", "words", "head"),
    [
        ("lash out", "verb", ("lash", "out"), "lash"),
        ("harsh word", "noun", ("harsh", "word"), "word"),
        ("vote of confidence", "noun", ("vote", "of", "confidence"), "vote"),
        ("in talks", "noun", ("in", "talks"), "talks"),
        ("cease-fire", "noun", ("cease", "-", "fire"), "fire"),
        ("co-operate", "verb", ("co-operate",), "co-operate"),
    ],
)
def test_head_of_several_words(wording: str, pos: str, words: tuple[str, ...], head: str) -> None:
    """The head is a verb's first content word and a noun's last before a preposition."""
    trigger = only(words=wording, pos=pos)
    assert trigger.words == words
    assert words[trigger.head] == head


@pytest.mark.parametrize(
    ("fault", "entry"),
    [
        ("unknown key", {"words": "accuse", "recipent": ["obj"]}),
        ("unknown slot", {"words": "accuse", "actor": ["subject"]}),
        ("unknown part of speech", {"words": "accuse", "pos": "adverb"}),
        ("unknown mode", {"words": "accuse", "mode": "riot"}),
        ("unknown need", {"words": "accuse", "needs": ["everyone"]}),
        ("unknown strength", {"words": "accuse", "strength": "medium"}),
        ("unknown content", {"words": "accuse", "content": "true"}),
        ("unknown status", {"words": "accuse", "status": "happened"}),
        ("unknown CAMEO root", {"words": "accuse", "cameo": "21"}),
    ],
)
def test_a_malformed_entry_is_refused(fault: str, entry: dict[str, Any]) -> None:
    """A slip in the lexicon is an error that names the file and the word, not a silent gap."""
    with pytest.raises(ValueError, match=rf"accuse\.yaml, 'accuse': an {fault}"):
        only(**entry)


def test_a_file_of_another_type_is_refused() -> None:
    """A type cannot hide in another's file."""
    with pytest.raises(ValueError, match="another type"):
        list(read_triggers("accuse.yaml", {"type": "AID", "cameo": "07", "triggers": [{"words": "feed"}]}))


def test_the_same_row_twice_is_refused() -> None:
    """A word that is entered twice under one condition is an error."""
    with pytest.raises(ValueError, match="stands twice"):
        Triggers([only(words="accuse"), only(words="accuse", recipient=["of"])])


def test_longer_entries_come_first(lexicon: Triggers) -> None:
    """What has more words, then what has a condition, is tried before the bare word."""
    found = rows(lexicon, "call", "verb")
    assert found.index("verbs/request#call_on.verb") < found.index("verbs/consult#call.verb")
    strikes = rows(lexicon, "strike", "noun")
    assert strikes.index("verbs/protest#general_strike.noun") < strikes.index("verbs/assault#strike.noun")


def test_on_is_a_preposition_and_not_a_truth_value(lexicon: Triggers) -> None:
    """YAML's "on" reaches the slots as the word."""
    assert any("on" in trigger.recipient for trigger in lexicon.candidates("airstrike", "noun"))


def test_unknown_words_trigger_nothing(lexicon: Triggers) -> None:
    """A word of attribution is not an event."""
    assert [trigger.words for trigger in lexicon.candidates("say", "verb") if len(trigger.words) == 1] == []
    assert lexicon.candidates("house", "noun") == ()


@pytest.mark.parametrize(
    ("lemma", "pos", "kind", "why"),
    [
        ("test", "noun", "MOBILIZE", "nuclear and missile tests"),
        ("hack", "verb", "COERCE", "hacking"),
        ("investigation", "noun", "ACCUSE", "inquiries"),
        ("deny", "verb", "REJECT", "denials of accusations"),
        ("call", "verb", "REQUEST", "called for, called on"),
        ("resign", "verb", "CONCEDE", "resignations under pressure"),
        ("convict", "verb", "SANCTION", "convictions"),
        ("lift", "verb", "CONCEDE", "lifting sanctions"),
        ("ceasefire", "noun", "RETREAT", "ceasefires"),
    ],
)
def test_rulings_have_their_words(lexicon: Triggers, lemma: str, pos: str, kind: str, why: str) -> None:
    """The codebook's rulings find their words under the type that they name."""
    assert kind in {trigger.type for trigger in lexicon.candidates(lemma, pos)}, why


@pytest.mark.parametrize(
    ("form", "verb"),
    [("severed", "sever"), ("boycotting", "boycott"), ("condemns", "condemn"), ("pitied", "pitied")],
)
def test_regular_forms_lead_to_their_verb(form: str, verb: str) -> None:
    """A form of a verb that the lexicon has leads to it; any other word stays as it is."""
    assert load_triggers().base(form) == verb
