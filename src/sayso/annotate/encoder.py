"""The language core: words to parts of speech, dependencies and entities, on ONNX Runtime."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

from sayso.annotate.deeds import deeds, factuality, parts, roles
from sayso.annotate.lemma import Lemmatiser
from sayso.annotate.pieces import Pieces, WordPieces
from sayso.annotate.repair import mended
from sayso.annotate.tree import best_tree, is_tree
from sayso.problems import Failure, problem
from sayso.record import Choice, Deed, Part, Weights
from sayso.settings import Model, Settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Features = NDArray[np.float32]
    Arrays = Mapping[str, Features]
    Numbers = NDArray[np.int64]
    Outputs = dict[str, NDArray[Any]]

_SHIPPED = Path(__file__).resolve().parents[1] / "models"
MODELS: dict[Model, Path] = {"fast": _SHIPPED, "accurate": _SHIPPED / "accurate"}
MODEL, RELATIONS = "model.int8.onnx", "relations.int8.onnx"
TOKENIZER, LEMMAS, LABELS = "tokenizer.json", "lemmas.json", "labels.json"
LINKER, PARTIES, SPLITTER = "linker.npz", "parties.json", "splitter.npz"
TOGETHER, FULL = 8, 200  # most sentences, and sub-tokens, that go through the network at once
_LOADING = Lock()


class Analysis(NamedTuple):
    """What the core says of one sentence, a value for each word.

    ``heads`` are word numbers from 0, -1 for the root. ``probabilities`` are
    those of head, relation and entity tag being all three right, taken as
    independent. ``deeds`` are None where hardly any event is seen,
    ``factuality`` is where a word is no predicate, ``parts`` where hardly any claim is,
    ``roles`` are where a word hardly stands for a party. ``states`` (words, width) are the
    mean over all layers of what each makes of a word, None without words.
    """

    upos: list[str]
    xpos: list[str]
    heads: list[int]
    deprels: list[str]
    entities: list[str]
    probabilities: list[float]
    deeds: list[Deed | None]
    factuality: list[float | None]
    parts: list[Part | None]
    roles: list[Choice | None]
    states: Features | None = None


NOTHING = Analysis([], [], [], [], [], [], [], [], [], [])


class Core:
    """The loaded model. Safe to share between threads."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        """Load the model in *folder*.

        Raises Failure: S201 where a file is missing, S202 where one was altered.
        """
        labels = json.loads(_read(folder, LABELS))
        for name, digest in labels["sha256"].items():
            if hashlib.sha256(_read(folder, name)).hexdigest() != digest:
                raise Failure(problem("S202", str(folder), name=name))
        self.version = _version(labels)
        # while the core is being built, what stands on it is not there yet
        self.splitter, self.linker = (
            _arrays(folder / name) if name in labels["sha256"] else {} for name in (SPLITTER, LINKER)
        )
        self.parties = _parties(folder) if PARTIES in labels["sha256"] else {}
        self.longest: int = labels["longest"]
        self._labels: dict[str, list[str]] = labels["labels"]
        self.lemmas = Lemmatiser(json.loads(_read(folder, LEMMAS)))
        self._pieces = WordPieces(folder / TOKENIZER)
        self._session = _session(folder / MODEL, threads)
        self._relations = _session(folder / RELATIONS, threads)

    def count(self, words: Sequence[str]) -> list[int]:
        """Return the number of sub-tokens of each of *words*."""
        self._pieces.learn(words)
        return [len(self._pieces.word(word)) for word in words]

    def analyse(self, words: Sequence[str]) -> Analysis:
        """Return the analysis of one sentence of *words*, of at most ``longest`` sub-tokens."""
        return self.analyse_all([words])[0]

    def analyse_all(self, sentences: Sequence[Sequence[str]]) -> list[Analysis]:
        """Return the analysis of each of *sentences*; those of like length go through the network together.

        What company a sentence has changes its probabilities by a millionth at most.
        """
        pieces = [self._pieces.sentence(words) for words in sentences]
        filled = (number for number, words in enumerate(sentences) if words)
        order = sorted(filled, key=lambda number: len(pieces[number].ids))
        found = [NOTHING] * len(pieces)
        for group in groups(order, [len(one.ids) for one in pieces]):
            outputs = self._run([pieces[number] for number in group])
            for number, its in zip(group, outputs, strict=True):
                found[number] = self._named(sentences[number], its)
        return found

    def _run(self, pieces: Sequence[Pieces]) -> list[Outputs]:
        """Return the model's outputs for each sentence, the root being word 0; its heads make a tree."""
        outputs = outputs_of(self._session, inputs(pieces))
        sizes = [len(one.firsts) for one in pieces]
        for heads, arcs, size in zip(outputs["heads"], outputs["arc"], sizes, strict=True):
            heads[0] = 0
            if not is_tree(heads[:size].tolist()):
                heads[:size] = best_tree(arcs[:size, :size])
        outputs |= outputs_of(self._relations, outputs)
        return _each(outputs, sizes)

    def _named(self, words: Sequence[str], outputs: Outputs) -> Analysis:
        chance = (outputs["arc_p"] * outputs["deprel_p"] * outputs["ner_p"])[1:]
        tags = {
            name: [self._labels[name][number] for number in outputs[name][1:].tolist()]
            for name in ("upos", "xpos", "deprel")
        }
        heads = [head - 1 for head in outputs["heads"][1:].tolist()]
        return Analysis(
            upos=tags["upos"],
            xpos=tags["xpos"],
            heads=heads,
            deprels=mended(words, heads, tags["deprel"]),
            entities=_without_adjectives(
                best_tags(outputs["ner_all"][1:], self._labels["ner"]), tags["xpos"]
            ),
            probabilities=[round(one, 4) for one in chance.tolist()],
            deeds=deeds(outputs, self._labels),
            factuality=factuality(outputs, self._labels),
            parts=parts(outputs, self._labels),
            roles=roles(outputs, self._labels),
            states=outputs["states"][1:],
        )


def core_version(settings: Settings) -> str:
    """Return the version of the core that *settings* choose, which is not loaded. Raises Failure (S201)."""
    return _version(json.loads(_read(MODELS[settings.model], LABELS)))


def _version(labels: Mapping[str, object]) -> str:
    """Return the digest of the digests of the core's files."""
    return hashlib.sha256(json.dumps(labels["sha256"], sort_keys=True).encode()).hexdigest()


@lru_cache(maxsize=len(MODELS))
def _loaded(model: Model, threads: int) -> Core:
    return Core(MODELS[model], threads)


def load_core(settings: Settings) -> Core:
    """Return the core that *settings* choose, loaded once a process. Raises Failure (S201, S202)."""
    with _LOADING:  # the threads of a process share it
        return _loaded(settings.model, settings.threads)


def _read(folder: Path, name: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except OSError as error:
        raise Failure(problem("S201", str(folder), name=name)) from error


def _arrays(path: Path) -> Arrays:
    import numpy as np

    with np.load(path) as weights:  # some are shipped with half the digits
        return {name: weight.astype(np.float32) for name, weight in weights.items()}


def _parties(folder: Path) -> dict[str, Weights]:
    found = json.loads(_read(folder, PARTIES))
    return {field: Weights(weights["features"], weights["weighing"]) for field, weights in found.items()}


def _session(path: Path, threads: int) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        str(path),
        options,
        providers=["CPUExecutionProvider"],
        # the fused kernel is slower than its parts on a CPU
        disabled_optimizers=["SkipLayerNormFusion"],
    )


def inputs(pieces: Sequence[Pieces]) -> dict[str, Numbers]:
    """Return the model's inputs, (sentences, sub-tokens) or (sentences, words) each; word 0 is the root."""
    ids, shapes, firsts = (_rows([one[field] for one in pieces]) for field in range(3))
    return {
        "ids": ids,
        "shapes": shapes,
        "mask": _rows([[1] * len(one.ids) for one in pieces]),
        "firsts": firsts,
        "words": _rows([[1] * len(one.firsts) for one in pieces]),
    }


def outputs_of(session: Any, given: Mapping[str, NDArray[Any]]) -> Outputs:
    """Return what the model of *session* makes of those of the arrays *given* that it takes."""
    names = [output.name for output in session.get_outputs()]
    taken = {one.name: given[one.name] for one in session.get_inputs()}
    return dict(zip(names, session.run(names, taken), strict=True))


def groups(order: Iterable[int], sizes: Sequence[int]) -> Iterator[list[int]]:
    """Yield the numbers in *order*, those of the smallest *sizes* first, in groups."""
    group: list[int] = []
    for number in order:
        if group and (len(group) == TOGETHER or (len(group) + 1) * sizes[number] > FULL):
            yield group
            group = []
        group.append(number)
    if group:
        yield group


def _each(outputs: Outputs, sizes: Sequence[int]) -> list[Outputs]:
    """Return the outputs for each sentence, of so many words, without what fills it up."""
    found = []
    for row, size in enumerate(sizes):
        its = {name: one[row, :size] for name, one in outputs.items()}
        found.append({**its, "arc": its["arc"][:, :size]})
    return found


def _rows(lists: Sequence[Sequence[int]]) -> Numbers:
    """Return *lists* as the rows of an array, filled up with zeros."""
    import numpy as np

    rows = np.zeros((len(lists), max(map(len, lists))), dtype=np.int64)
    for row, one in zip(rows, lists, strict=True):
        row[: len(one)] = one
    return rows


def best_tags(chances: NDArray[np.float32], names: Sequence[str]) -> list[str]:
    """Return the likeliest sequence of BIO tags in which every name begins with B and keeps its type.

    *chances* (words, tags) are the probabilities of the tags *names* (Viterbi 1967).
    """
    import numpy as np

    likeliest = [names[number] for number in chances.argmax(1).tolist()]
    if all(_may_follow(one, other) for one, other in pairwise(["O", *likeliest])):
        return likeliest  # as is the rule; the search below would find the same
    may_follow = np.array([[_may_follow(one, other) for other in names] for one in names])
    never = np.where(may_follow, 0.0, -np.inf)
    logs = np.log(np.maximum(chances, 1e-9)).astype(np.float64)
    best = np.where([name[0] == "I" for name in names], -np.inf, logs[0])
    came_from = []
    for row in logs[1:]:
        steps = best[:, None] + never
        came_from.append(steps.argmax(0))
        best = steps.max(0) + row
    path = [int(best.argmax())]
    for steps_back in reversed(came_from):
        path.append(int(steps_back[path[-1]]))
    return [names[number] for number in reversed(path)]


def _may_follow(one: str, other: str) -> bool:
    """Return whether the BIO tag *other* may stand after *one*."""
    return other[0] != "I" or one[2:] == other[2:]


def _without_adjectives(tags: list[str], xpos: list[str]) -> list[str]:
    """Return *tags* without names of one word that is an adjective: "Afghan" names nobody."""
    kept = list(tags)
    for number, tag in enumerate(tags):
        single = tag[0] == "B" and tags[number + 1 : number + 2] != ["I" + tag[1:]]
        if single and xpos[number] == "JJ":
            kept[number] = "O"
    return kept
