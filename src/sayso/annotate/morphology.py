"""Morphology, in UD's features, as the part of speech and the tree tell it."""

from __future__ import annotations

from sayso.record import Sentence, Token

_BY_XPOS = {
    "NN": {"Number": "Sing"},
    "NNS": {"Number": "Plur"},
    "NNP": {"Number": "Sing"},
    "NNPS": {"Number": "Plur"},
    "JJ": {"Degree": "Pos"},
    "JJR": {"Degree": "Cmp"},
    "JJS": {"Degree": "Sup"},
    "RBR": {"Degree": "Cmp"},
    "RBS": {"Degree": "Sup"},
    "VB": {"VerbForm": "Inf"},
    "VBD": {"Mood": "Ind", "Tense": "Past", "VerbForm": "Fin"},
    "VBG": {"VerbForm": "Ger"},
    "VBN": {"Tense": "Past", "VerbForm": "Part"},
    "VBP": {"Mood": "Ind", "Tense": "Pres", "VerbForm": "Fin"},
    "VBZ": {"Mood": "Ind", "Number": "Sing", "Person": "3", "Tense": "Pres", "VerbForm": "Fin"},
    "MD": {"VerbForm": "Fin"},
    "CD": {"NumType": "Card"},
}


def features(sentence: Sentence, number: int) -> str:
    """Return the features of token *number*: ``Name=Value`` joined by ``|``, or ``_``."""
    token = sentence.tokens[number]
    found = dict(_BY_XPOS.get(token.xpos, {}))
    if token.xpos == "VBN" and is_passive(sentence, number):
        found["Voice"] = "Pass"
    elif token.xpos == "VBG" and _is_participle(sentence, number):
        found |= {"Tense": "Pres", "VerbForm": "Part"}
    return "|".join(f"{name}={value}" for name, value in sorted(found.items())) or "_"


def is_passive(sentence: Sentence, number: int) -> bool:
    """Whether token *number* is a verb in the passive: its dependents say so, or it modifies a noun."""
    token = sentence.tokens[number]
    return token.deprel == "acl" or any(
        child.deprel.endswith(":pass") for child in _children(sentence, number)
    )


def _is_participle(sentence: Sentence, number: int) -> bool:
    """Whether an -ing form is a participle: with an auxiliary ("is saying"), or before or after a noun."""
    children = _children(sentence, number)
    return sentence.tokens[number].deprel in ("acl", "amod") or any(
        child.deprel == "aux" for child in children
    )


def _children(sentence: Sentence, number: int) -> list[Token]:
    return [token for token in sentence.tokens if token.head == number]
