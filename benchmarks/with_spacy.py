"""What runs in an interpreter that has spaCy: python with_spacy.py train FILE OUT MINUTES, or parse PATH.

It imports nothing of sayso, so that spaCy may live in an environment of its own. ``parse`` reads lines of
JSON, each a list of texts, and answers each with a line: words, and seconds of processor and of the clock,
for the whole pipeline and for tokeniser and parser alone.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

TOGETHER = 6  # sentences in a document, so that the parser learns where one ends
BATCH = 24  # documents


def train(file: str, out: str, minutes: str) -> None:
    """Train tok2vec, tagger, parser and entities on the sentences in *file* for so many *minutes*."""
    import spacy
    from spacy.cli.init_config import init_config
    from spacy.util import load_model_from_config, minibatch

    made: Any = init_config(lang="en", pipeline=["tagger", "parser", "ner"], optimize="efficiency", gpu=False)
    nlp = load_model_from_config(made, auto_fill=True)
    examples = list(_examples(nlp, json.loads(Path(file).read_text(encoding="utf-8"))))
    chance = random.Random(1)
    optimizer = nlp.initialize(lambda: examples)
    end, seen, losses = perf_counter() + 60 * float(minutes), 0, {}
    while perf_counter() < end:
        chance.shuffle(examples)
        for batch in minibatch(examples, BATCH):
            nlp.update(batch, sgd=optimizer, losses=losses, drop=0.1)
            seen += len(batch)
            if perf_counter() > end:
                break
    nlp.to_disk(out)
    scores = nlp.evaluate(examples[:300])
    print(f"spaCy {spacy.__version__}: {seen} documents seen; on some of them", flush=True)
    print({name: round(scores[name], 3) for name in ("tag_acc", "dep_uas", "dep_las", "ents_f")}, flush=True)


def _examples(nlp: Any, sentences: Sequence[dict[str, list[Any]]]) -> Iterator[Any]:
    """Yield spaCy's examples of *sentences*, some of them to a document."""
    from spacy.tokens import Doc
    from spacy.training import Example

    for first in range(0, len(sentences), TOGETHER):
        some = sentences[first : first + TOGETHER]
        words = [word for one in some for word in one["words"]]
        heads: list[int] = []
        for one in some:
            start = len(heads)
            heads += [start + (at if head < 0 else head) for at, head in enumerate(one["heads"])]
        columns = {name: [label for one in some for label in one[name]] for name in ("tags", "deps", "ents")}
        yield Example(Doc(nlp.vocab, words), Doc(nlp.vocab, words, heads=heads, **columns))


def parse(path: str) -> None:
    """Answer each line of texts with what parsing them took."""
    import spacy

    nlp = spacy.load(path)
    few = [name for name in nlp.pipe_names if name not in ("tok2vec", "parser")]
    list(nlp.pipe(["This is a sentence, and here is another one."]))
    print(json.dumps({"version": spacy.__version__, "pipes": nlp.pipe_names}), flush=True)
    for line in sys.stdin:
        texts = json.loads(line)
        answer = {"whole": _timed(nlp, texts)}
        with nlp.select_pipes(disable=few):
            answer["parser"] = _timed(nlp, texts)
        print(json.dumps(answer), flush=True)


def _timed(nlp: Any, texts: Sequence[str]) -> dict[str, float]:
    """Return the words of *texts* and the seconds that reading them took."""
    began, clock = process_time(), perf_counter()
    words = sum(len(doc) for doc in nlp.pipe(texts, batch_size=64))
    return {"words": words, "cpu": process_time() - began, "clock": perf_counter() - clock}


if __name__ == "__main__":
    {"train": train, "parse": parse}[sys.argv[1]](*sys.argv[2:])
