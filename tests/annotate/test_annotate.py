"""The stage as a whole, with the model that ships."""

from __future__ import annotations

import hashlib
import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from sayso.annotate.annotate import annotate
from sayso.annotate.conllu import to_conllu
from sayso.annotate.encoder import FULL, MODELS, NOTHING, TOGETHER, Core, groups, load_core
from sayso.annotate.tree import is_tree
from sayso.problems import Failure
from sayso.record import Annotation, Article, Block, Published, Span
from sayso.settings import Model, Settings

TEXT = (
    "France warns Chad\n\n"
    "PARIS (AP) — Mr. Dupont said France didn't send 2,000 soldiers to Chad. "
    "“We won\u2019t attack,” he said.\n\nSubscribe now"
)


def article(text: str, *kinds: str) -> Article:
    """Return an article whose blocks are the stretches of *text* between empty lines, of *kinds*."""
    blocks, place = [], 0
    for number, part in enumerate(text.split("\n\n")):
        kind = kinds[number] if number < len(kinds) else "paragraph"
        blocks.append(Block(kind, Span(place, place + len(part))))  # type: ignore[arg-type]
        place += len(part) + 2
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    return Article("one", "one.txt", digest, digest, text, None, Published(), tuple(blocks))


def annotated(text: str, *kinds: str) -> Annotation:
    """Return what the shipped core sees in *text*."""
    return annotate(article(text, *kinds), Settings(), load_core(Settings()))[0]


def test_blocks_and_residue() -> None:
    """Sentences stay within their block, a dateline stands alone, and residue is not annotated."""
    sentences = annotated(TEXT, "title", "paragraph", "residue").sentences
    assert [sentence.block for sentence in sentences] == [0, 1, 1, 1]
    assert TEXT[slice(*sentences[1].span)].startswith("PARIS")
    assert sentences[1].span.end < sentences[2].span.start
    assert TEXT[slice(*sentences[3].span)] == "“We won\u2019t attack,” he said."


def test_what_the_model_sees() -> None:
    """A plain sentence has the subject, object and names that anyone would see."""
    (sentence,) = annotated("The French president accused Iran of attacks on two ships.").sentences
    tokens = {token.text: token for token in sentence.tokens}
    assert tokens["accused"].head == -1
    assert (tokens["president"].deprel, tokens["president"].head) == ("nsubj", 3)
    assert (tokens["Iran"].deprel, tokens["Iran"].entity) == ("obj", "B-LOC")
    assert (tokens["attacks"].lemma, tokens["ships"].lemma) == ("attack", "ship")
    assert all(0 <= token.probability <= 1 for token in sentence.tokens)


def test_the_accused_is_an_object() -> None:
    """Whoever is accused of doing something hangs on the accusing."""
    (sentence,) = annotated("The French president accused Iran of attacking two ships.").sentences
    assert sentence.tokens[4].deprel == "obj"


@hypothesis_settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    """Any text gets tokens that are its own characters, and trees with one root."""
    found = article(text)
    annotation, _ = annotate(found, Settings(), load_core(Settings()))
    for sentence in annotation.sentences:
        assert all(text[slice(*token.span)] == token.text for token in sentence.tokens)
        assert is_tree([0, *(token.head + 1 for token in sentence.tokens)])
    assert all(len(row.split("\t")) == 10 for row in rows(found, annotation))


def rows(found: Article, annotation: Annotation) -> list[str]:
    """Return the token lines of *annotation*."""
    return [line for line in to_conllu(found, annotation) if line and not line.startswith("#")]


STRANGE = (
    "Iran",
    "?! ... \u2014 ;",
    "\U0001f680\U0001f680 \U0001f1eb\U0001f1f7",
    "FRANCE SAID CHAD MUST LEAVE. CHAD REFUSED.",
    "Cumhurba\u015fkan\u0131 Ankara'da bakanlarla g\u00f6r\u00fc\u015ft\u00fc.",
    "Fra\u200bnce sa\u200did \u202eChad\u202c left.",
    "France said \x00 Chad left.",
)


@pytest.mark.parametrize("text", STRANGE)
def test_strange_text_keeps_its_offsets(text: str) -> None:
    """A word alone, marks, emoji, capitals, Turkish, invisible characters: offsets stay right."""
    found = annotated(text)
    for sentence in found.sentences:
        assert is_tree([0, *(token.head + 1 for token in sentence.tokens)])
        for token in sentence.tokens:
            assert token.text == text[slice(*token.span)]
    for mention in found.mentions:
        assert text[slice(*mention.span)]


def test_pronoun_is_linked_to_its_name() -> None:
    """A woman named and spoken of as "she" is one referent; a country is another."""
    text = "Angela Merkel visited Chad on Monday. She met the president there."
    chains = {text[slice(*one.span)]: one.chain for one in annotated(text).mentions}
    assert chains["She"] == chains["Angela Merkel"] != chains["Chad"]


def test_analysis_depends_on_the_sentence_alone() -> None:
    """A sentence has the same analysis wherever it stands, and whoever reads it at the same time."""
    core = load_core(Settings())
    sentences = [f"Chad sent {number} soldiers home .".split() for number in range(40)]
    alone = [core.analyse(words) for words in sentences]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(core.analyse, sentences))
    for one, other in zip(alone, together, strict=True):
        assert one._replace(states=None) == other._replace(states=None)
        assert np.array_equal(one.states, other.states)


def test_analysis_hardly_depends_on_company() -> None:
    """Sentences of other lengths that go through the network with it change no label and no probability."""
    core = load_core(Settings())
    some = [
        [*(f"Chad sent {number} soldiers home" + " again" * (number % 7)).split(), "."] for number in range(9)
    ]
    for words, together in zip(some, core.analyse_all(some), strict=True):
        alone = core.analyse(words)
        assert alone._replace(probabilities=[], states=None) == together._replace(
            probabilities=[], states=None
        )
        assert alone.probabilities == pytest.approx(together.probabilities, abs=2e-4)


@given(st.lists(st.integers(3, 510), max_size=60))
def test_groups_are_of_like_length_and_hold_only_so_much(sizes: list[int]) -> None:
    """Every sentence stands in one group, by length; a group holds no more than it may, but one sentence."""
    order = sorted(range(len(sizes)), key=sizes.__getitem__)
    found = list(groups(order, sizes))
    assert [number for group in found for number in group] == order
    for group in found:
        assert len(group) <= TOGETHER
        assert len(group) == 1 or len(group) * max(sizes[number] for number in group) <= FULL


def test_nothing_has_no_analysis() -> None:
    """A sentence without words is none; those beside it are read."""
    core = load_core(Settings())
    words = "Chad sent soldiers .".split()
    before, read, after = core.analyse_all([[], words, []])
    assert before == after == NOTHING
    assert read._replace(states=None) == core.analyse(words)._replace(states=None)


def test_long_sentence_is_cut_and_reported() -> None:
    """A sentence that the core cannot hold is read in windows that cover it, and S203 says so."""
    text = ", ".join(f"the village of Nowhere{number}" for number in range(300))
    annotation, problems = annotate(article(text), Settings(), load_core(Settings()))
    assert [problem.code for problem in problems] == ["S203"]
    assert len(annotation.sentences) > 1
    assert "".join(text.split()) == "".join(
        token.text for sentence in annotation.sentences for token in sentence.tokens
    )


def test_conllu() -> None:
    """CoNLL-U names document, sentence and text; its tokens spell the text."""
    found = article(TEXT, "title", "paragraph", "residue")
    lines = list(to_conllu(found, annotated(TEXT, "title", "paragraph", "residue")))
    assert lines[:4] == ["# newdoc id = one", "# newpar", "# sent_id = one-1", "# text = France warns Chad"]
    assert "# text = “We won\u2019t attack,” he said." in lines
    columns = next(line.split("\t") for line in lines if "\two\t" in line)
    assert (columns[2], columns[3], columns[9]) == ("will", "AUX", "SpaceAfter=No")
    spelled = "".join(
        row.split("\t")[1] for row in rows(found, annotated(TEXT, "title", "paragraph", "residue"))
    )
    assert "".join(TEXT.removesuffix("Subscribe now").split()) == spelled


def test_conllu_marks_entities_and_passives() -> None:
    """Names are tagged in MISC; a passive verb has its voice among the features."""
    found = article("Two men were killed in Iran.")
    lines = rows(found, annotated(found.text))
    assert any(line.endswith("Entity=B-LOC|SpaceAfter=No") for line in lines)
    assert any("\tkill\t" in line and "Voice=Pass" in line for line in lines)


def test_missing_model_is_a_problem(tmp_path: Path) -> None:
    """A folder without the model raises S201, naming the file."""
    with pytest.raises(Failure, match=r"S201 .*labels.json is missing"):
        Core(tmp_path)


def test_altered_model_is_a_problem(tmp_path: Path) -> None:
    """A model file that differs from the released one raises S202, naming the file."""
    for path in MODELS["fast"].iterdir():
        if path.is_file():
            shutil.copy(path, tmp_path)
    with (tmp_path / "lemmas.json").open("a", encoding="utf-8") as lemmas:
        lemmas.write(" ")
    with pytest.raises(Failure, match=r"S202 .*lemmas.json is not the one"):
        Core(tmp_path)


def test_a_core_is_loaded_once_and_shared() -> None:
    """Threads that ask for it at once get the same one."""
    with ThreadPoolExecutor(4) as pool:
        cores = set(pool.map(lambda _: load_core(Settings()), range(8)))
    assert len(cores) == 1


def test_the_accurate_core_has_another_version_and_says_the_same_of_a_plain_sentence() -> None:
    """Rows made with it can be told from the others; its heads and labels are those of the fast one."""
    fast, accurate = (load_core(Settings(model=model)) for model in get_args(Model))
    assert fast.version != accurate.version
    words = "Kenya accused Tanzania of attacks .".split()
    assert fast.analyse(words).heads == accurate.analyse(words).heads == [1, -1, 1, 4, 1, 1]


@pytest.mark.parametrize("folder", MODELS.values())
def test_labels_name_every_file(folder: Path) -> None:
    """labels.json holds the hash of each file that the core reads."""
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    models = "model.int8.onnx relations.int8.onnx linker.npz splitter.npz"
    assert set(labels["sha256"]) == {*models.split(), "tokenizer.json", "lemmas.json", "parties.json"}


def test_empty_article() -> None:
    """An article without text has no sentences and no problem."""
    assert annotate(article(""), Settings(), load_core(Settings())) == (Annotation((), ()), ())
