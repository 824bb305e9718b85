"""The lexicon of cues: words by which somebody is said to say, believe, fear or want something."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue word: its lemma, its class (say, believe, want ...), and whether it denies what it introduces."""

    lemma: str
    kind: str
    denies: bool
    row: str


@dataclass(frozen=True, slots=True)
class Cues:
    """The lexicon, by lemma, and how often each construction was right where it was measured."""

    verbs: Mapping[str, Cue]
    nouns: Mapping[str, Cue]
    adjectives: Mapping[str, Cue]
    negations: frozenset[str]
    excluded: frozenset[str]
    kept: frozenset[str]
    labels: frozenset[str]
    shares: Mapping[str, float]
    threshold: float

    def keeps(self, frame: str, cue: Cue) -> bool:
        """Return whether a claim found by *frame* with *cue* is right often enough, or listed as kept."""
        key = f"{frame} {cue.lemma}"
        return key in self.kept or (key not in self.excluded and self.share(frame, cue) >= self.threshold)

    def share(self, frame: str, cue: Cue) -> float:
        """Return how often a claim found by *frame* with *cue* is right: by word, by class, by frame."""
        for key in (f"{frame} {cue.lemma}", f"{frame} {cue.kind}", frame):
            if key in self.shares:
                return self.shares[key]
        return 0.3


def load_cues() -> Cues:
    """Return the lexicon that is shipped with sayso."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data = yaml.load((files("sayso.ontology") / "cues.yaml").read_text(encoding="utf-8"), loader)
    denying = frozenset(data["denying"].split())
    return Cues(
        verbs=_by_lemma(data["verbs"], denying, "verb"),
        nouns=_by_lemma(data["nouns"], denying, "noun"),
        adjectives=_by_lemma(data["adjectives"], denying, "adjective"),
        negations=frozenset(data["negations"].split()),
        excluded=frozenset(data["excluded"]),
        kept=frozenset(data["kept"]),
        labels=frozenset(data["labels"].split()),
        shares={key: float(value) for key, value in data["shares"].items()},
        threshold=float(data["threshold"]),
    )


def _by_lemma(classes: Mapping[str, str], denying: frozenset[str], word_class: str) -> dict[str, Cue]:
    """Return the cue of each lemma; of two classes with one word the first counts."""
    found: dict[str, Cue] = {}
    for kind, words in classes.items():
        for lemma in words.split():
            row = f"cues#{kind}:{lemma}.{word_class}"
            found.setdefault(lemma, Cue(lemma, kind, lemma in denying, row))
    return found
