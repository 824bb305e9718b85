"""Learns how words become lemmas: endings for each part of speech, and the words that they get wrong."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from sayso.annotate.lemma import LONGEST_ENDING, Lemmatiser, Tables
from training.conllu import read_conllu
from training.data import SYNTAX
from training.encoder import package_folder

Change = tuple[int, str]
Counts = Counter[tuple[str, str]]
_PAST, _PLURAL, _VOWELS = ("VBD", "VBN"), ("NNS", "VBZ"), "aeiou"
_IRREGULAR = Path(__file__).with_name("irregular.txt")


def write_lemmas(corpora: Path, target: Path, leave_out: Iterable[str] = ()) -> None:
    """Learn from the treebanks and MiniLM's vocabulary; write the tables to *target* as JSON."""
    right, wrong = _count(corpora, set(leave_out))
    made = _made(set((package_folder() / "vocab.txt").read_text(encoding="utf-8").split("\n")))
    tables = {}
    for tag in sorted(right):
        if not tag.startswith("NNP"):
            tables[tag] = _learn(right[tag], made.get(tag, {}), wrong[tag])
    for line in _IRREGULAR.read_text(encoding="utf-8").splitlines()[1:]:
        tag, lemma, *forms = line.split()
        tables[tag]["words"] |= dict.fromkeys(forms, lemma)
    seen = {form for form, _ in right["VBN"]}
    past = tables["VBD"]["words"].items()
    tables["VBN"]["words"] |= {form: lemma for form, lemma in past if form not in seen}
    names = Counter({(form, lemma.lower()): count for (form, lemma), count in right["NNPS"].items()})
    tables["NNPS"] = _learn(names, {}, Counter())
    target.write_text(json.dumps(tables, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _count(corpora: Path, skipped: set[str]) -> tuple[defaultdict[str, Counts], defaultdict[str, Counts]]:
    """Return how often each tag has (word, lemma), rightly spelled and misspelled."""
    right: defaultdict[str, Counts] = defaultdict(Counter)
    wrong: defaultdict[str, Counts] = defaultdict(Counter)
    files = [corpora / "language" / f"{name}-train.conllu.gz" for name in SYNTAX if name not in skipped]
    for row in chain.from_iterable(chain.from_iterable(map(read_conllu, files))):
        counts = wrong if "Typo=Yes" in row[5] else right
        counts[row[4]][row[1].lower(), row[2]] += row[2] != "_"
    return right, wrong


def _made(vocabulary: set[str]) -> dict[str, dict[str, str]]:
    """Return forms of the vocabulary's words, for endings alone cannot tell "provoked" from "condemned"."""
    past: dict[str, str] = {}
    gerund: dict[str, str] = {}
    for word in sorted(word for word in vocabulary if len(word) > 2 and word.isalpha() and word.isascii()):
        for stem in _stems(word, vocabulary):
            past[stem + "ed"] = word
            gerund[stem + "ing"] = word
    gerund |= {
        word + "ing": word
        for word in sorted(vocabulary)
        if len(word) > 3 and word.endswith(("ee", "ye", "oe"))
    }
    plural = {_plural(word): word for word in sorted(vocabulary) if len(word) > 3 and word.isalpha()}
    past |= {word[:-1] + "ied": word for word in sorted(vocabulary) if len(word) > 2 and word[-1] == "y"}
    return dict.fromkeys(_PAST, past) | {"VBG": gerund} | dict.fromkeys(_PLURAL, plural)


def _stems(word: str, vocabulary: set[str]) -> list[str]:
    """Return what -ed and -ing may be put after: "provok", "condemn", "expell"."""
    if word[-1] == "e":
        clear = word[:-1] not in vocabulary or (word[-3] in _VOWELS and word[-2] not in _VOWELS)
        return [word[:-1]] if clear else []
    inflected = any(word + ending in vocabulary for ending in ("s", "ed", "ing"))
    stems = (
        [word] if word + "ed" in vocabulary or (inflected and (word[-1] in "owx" or _closed(word))) else []
    )
    return [*stems, word + word[-1]] if word + word[-1] + "ed" in vocabulary else stems


def _plural(word: str) -> str:
    if word[-1] == "y" and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _closed(word: str) -> bool:
    """Whether *word* ends in a consonant that is not doubled: after a consonant or two vowels."""
    return word[-1] not in _VOWELS + "y" and (word[-2] not in _VOWELS or word[-3] in _VOWELS)


def _learn(right: Counts, made: dict[str, str], wrong: Counts) -> Tables:
    best = made | _best(right)
    endings = _endings(best)
    lemmatiser = Lemmatiser({"X": {"endings": endings, "words": {}}})
    # a word that the endings get right needs no entry of its own
    known = _best(wrong) | best
    words = {form: lemma for form, lemma in sorted(known.items()) if lemmatiser.lemma(form, "X") != lemma}
    return {"endings": endings, "words": words}


def _best(counts: Counts) -> dict[str, str]:
    return {form: lemma for (form, lemma), count in reversed(counts.most_common()) if count}


def _endings(best: dict[str, str]) -> dict[str, list[int | str]]:
    """Return for each ending what to cut off and to add, where it differs from that of the shorter ending."""
    votes: defaultdict[str, Counter[Change]] = defaultdict(Counter)
    for form, lemma in best.items():
        for size in range(min(LONGEST_ENDING, len(form)) + 1):
            votes[form[len(form) - size :]][_change(form, lemma.lower())] += 1
    kept: dict[str, Change] = {}
    for ending in sorted(votes, key=lambda one: (len(one), one)):
        change, count = min(votes[ending].items(), key=lambda item: (-item[1], item[0]))
        if (count > 1 or not ending) and _inherited(kept, ending) != change:
            kept[ending] = change
    return {ending: list(change) for ending, change in kept.items()}


def _inherited(kept: dict[str, Change], ending: str) -> Change | None:
    return next((kept[ending[cut:]] for cut in range(1, len(ending) + 1) if ending[cut:] in kept), None)


def _change(form: str, lemma: str) -> Change:
    """Return how many characters to cut off *form* and what to add to get *lemma*."""
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    return len(form) - same, lemma[same:]
