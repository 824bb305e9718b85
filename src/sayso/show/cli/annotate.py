"""``sayso annotate``: what the language core saw."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sayso.settings import Settings
from sayso.show.cli import options
from sayso.show.exits import Exit

if TYPE_CHECKING:
    from sayso.record import Coded


@click.command()
@options.names
@click.option("--conllu", "form", flag_value="conllu", default="conllu", help="Print CoNLL-U (the default).")
@click.option("--json", "form", flag_value="json", help="Print JSON, one article a line.")
@options.reading
def annotate(names: tuple[str, ...], form: str, settings: Settings) -> Exit:
    """Print the sentences, tokens and syntax of articles.

    FILE is what it is for sayso code. Residue (subscription boxes and the
    like) is left out.
    """
    from sayso.show.work import outcomes

    failed = False
    for outcome in outcomes(names, settings, untold=("S401",)):
        if outcome.coded is None:
            failed = True
        else:
            _print(outcome.coded, form)
    return Exit.SOME_FAILED if failed else Exit.DONE


def _print(coded: Coded, form: str) -> None:
    from sayso.annotate.conllu import to_conllu
    from sayso.ledger.contract import annotation_as_json
    from sayso.show.data import put_json, put_lines

    if form == "json":
        put_json(annotation_as_json(coded))
    else:
        put_lines(to_conllu(coded.article, coded.annotation))
