"""Label Studio (https://labelstud.io/guide/task_format): a task an article, its rows as predictions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import quoteattr

from sayso.ledger.content import Held, contents
from sayso.ledger.export.entire import whole
from sayso.ledger.export.marks import CERTAINTIES, TIES, Mark, Tie, labels, marks, ties
from sayso.ledger.export.streams import put_list
from sayso.ledger.store import Ledger

Json = dict[str, object]
TASKS, LABELS = "tasks.json", "labels.xml"
LABEL, CERTAINTY, TEXT = "label", "certainty", "text"  # the controls of the configuration
# by what a label has behind its colon: what happened stands out, what did not is pale
COLOURS = {
    "": "#b03030",
    "future": "#5078b4",
    "conditional": "#8c78b4",
    "wanted": "#b4963c",
    "not_happened": "#a0a0a0",
}


def write(ledger: Ledger, path: Path) -> int:
    """Fill a folder at *path* with tasks and the labelling configuration; return how many rows they hold."""
    path.mkdir()
    (path / LABELS).write_text(configuration(), encoding="utf-8", newline="\n")
    with (path / TASKS).open("w", encoding="utf-8", newline="\n") as file:
        count = put_list(file, _tasks(ledger))
        file.write("\n")
    return count


def configuration() -> str:
    """Return the labelling configuration of a project that takes the tasks."""
    return "\n".join(
        [
            "<View>",
            f'  <Filter name="filter" toName="{LABEL}" hotkey="shift+f" placeholder="Find a label"/>',
            f'  <Labels name="{LABEL}" toName="{TEXT}">',
            *(
                f"    <Label value={quoteattr(one)} background={quoteattr(_colour(one))}/>"
                for one in labels()
            ),
            "  </Labels>",
            "  <Relations>",
            *(f"    <Relation value={quoteattr(one)}/>" for one in TIES),
            "  </Relations>",
            f'  <Text name="{TEXT}" value="$text"/>',
            f'  <Choices name="{CERTAINTY}" toName="{TEXT}" perRegion="true" choice="single">',
            *(f"    <Choice value={quoteattr(one)}/>" for one in CERTAINTIES),
            "  </Choices>",
            "</View>",
            "",
        ]
    )


def _colour(label: str) -> str:
    kind, _, status = label.partition(":")
    return COLOURS.get(status, "#a0a0a0") if kind.isupper() else "#3c8c64"


def _tasks(ledger: Ledger) -> Iterator[tuple[Json, int]]:
    for held in contents(ledger):
        yield task(held), sum(map(len, held.rows))


def task(held: Held) -> Json:
    """Return the task of an article. Its data hold the whole of it, so that it can come back as it was."""
    text = held.article.text
    result = [
        *(one for mark in marks(held.rows) for one in _regions(mark, text)),
        *(_relation(tie) for tie in ties(held.rows)),
    ]
    return {
        "data": {
            TEXT: text,
            "sayso": whole(held),
        },
        "predictions": [
            {"model_version": f"sayso {held.run.version} {held.run.model[:8]}", "result": result}
        ],
    }


def _regions(mark: Mark, text: str) -> Iterator[Json]:
    where = {"start": mark.span.start, "end": mark.span.end, TEXT: text[slice(*mark.span)]}
    named = {"id": mark.id, "to_name": TEXT}
    yield {**named, "from_name": LABEL, "type": "labels", "value": {**where, "labels": [mark.label]}}
    if mark.certainty:
        yield {
            **named,
            "from_name": CERTAINTY,
            "type": "choices",
            "value": {**where, "choices": [mark.certainty]},
        }


def _relation(tie: Tie) -> Json:
    return {
        "type": "relation",
        "from_id": tie.start,
        "to_id": tie.end,
        "direction": "right",
        "labels": [tie.label],
    }
