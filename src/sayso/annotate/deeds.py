"""From the outputs of the event and claim heads to deeds, factuality and parts of claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from sayso.record import Certainty, CertaintyChoice, Choice, Deed, Link, Part, Status, StatusChoice

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST = 0.02  # probability of any event from which on a word is kept as a deed, and that of any claim
PREDICATE = 0.3  # probability from which on a word that is no verb counts as a predicate
KEPT = 0.01  # probability from which on a type is kept

Outputs = Mapping[str, "NDArray[Any]"]
Told = Mapping[str, list[Any]]  # outputs as numbers of Python: to look at one by one, many times faster
_CHOSEN = ("status", "certainty", "prediction", "actor", "recipient", "said")
_TOLD = ("event_all", *_CHOSEN, *(f"{name}_p" for name in _CHOSEN))


def deeds(outputs: Outputs, labels: Mapping[str, Sequence[str]]) -> list[Deed | None]:
    """Return what the heads see in each word, the root (word 0) left out."""
    none = labels["event"].index("O")
    chances = (1.0 - outputs["event_all"][1:, none]).tolist()
    told = {name: outputs[name].tolist() for name in _TOLD} if max(chances, default=0.0) >= LEAST else {}
    return [
        _deed(number, told, labels) if chance >= LEAST else None
        for number, chance in enumerate(chances, start=1)
    ]


def factuality(outputs: Outputs, labels: Mapping[str, Sequence[str]]) -> list[float | None]:
    """Return how sure each predicate is (-3 to 3): the mean of the scores, weighed by their probabilities."""
    import numpy as np

    names = labels["factuality"]
    scored = [number for number, name in enumerate(names) if name != "O"]
    scores = np.array([float(names[number]) for number in scored])
    chances = outputs["factuality_all"][1:, scored]
    verbs = outputs["upos"][1:] == labels["upos"].index("VERB")
    told = chances.sum(axis=1) >= PREDICATE
    means = (chances @ scores) / chances.sum(axis=1)
    return [
        round(mean, 2) if counts else None
        for mean, counts in zip(means.tolist(), (verbs | told).tolist(), strict=True)
    ]


def parts(outputs: Outputs, labels: Mapping[str, Sequence[str]]) -> list[Part | None]:
    """Return what each word is in a claim, the root (word 0) left out."""
    source, cue, content = (_part_chances(name, outputs, labels["claim"]) for name in Part._fields[:3])
    links = {name: outputs[name].tolist() for name in ("cue", "cue_p")}
    return [
        Part(*three, _link("cue", number, links)) if max(three) >= LEAST else None
        for number, three in enumerate(zip(source, cue, content, strict=True), start=1)
    ]


def roles(outputs: Outputs, labels: Mapping[str, Sequence[str]]) -> list[Choice | None]:
    """Return what kind of party each word is, should it be one, the root (word 0) left out."""
    names = labels["role"]
    kinds = [number for number, name in enumerate(names) if name != "O"]
    chances = outputs["role_all"][1:, kinds]
    sums, best = chances.sum(axis=1), chances.argmax(axis=1)
    shares = chances.max(axis=1) / sums
    return [
        Choice(names[kinds[place]], round(share, 4)) if told else None
        for place, share, told in zip(best.tolist(), shares.tolist(), (sums >= LEAST).tolist(), strict=True)
    ]


def _part_chances(part: str, outputs: Outputs, names: Sequence[str]) -> list[float]:
    """Return the probability that each word is *part* of a claim, be it its first word or another."""
    columns = [number for number, name in enumerate(names) if name.endswith(part)]
    return [round(chance, 4) for chance in outputs["claim_all"][1:, columns].sum(axis=1).tolist()]


def _deed(number: int, told: Told, labels: Mapping[str, Sequence[str]]) -> Deed:
    def _label(name: str) -> str:
        return labels[name][told[name][number]]

    def _chance(name: str) -> float:
        return round(float(told[f"{name}_p"][number]), 4)

    return Deed(
        types=_types(told["event_all"][number], labels["event"]),
        status=StatusChoice(cast(Status, _label("status")), _chance("status")),
        certainty=CertaintyChoice(cast(Certainty, _label("certainty")), _chance("certainty")),
        prediction=_chance("prediction") if _label("prediction") == "true" else 1 - _chance("prediction"),
        actor=_link("actor", number, told),
        recipient=_link("recipient", number, told),
        source=_link("said", number, told),
    )


def _types(chances: Sequence[float], names: Sequence[str]) -> tuple[Choice, ...]:
    """Return the types worth keeping, the likeliest first."""
    found = [
        Choice(name, round(chance, 4))
        for name, chance in zip(names, chances, strict=True)
        if chance >= KEPT and name != "O"
    ]
    return tuple(sorted(found, key=lambda one: -one.probability))


def _link(name: str, number: int, told: Told) -> Link:
    return Link(told[name][number] - 1, round(told[f"{name}_p"][number], 4))
