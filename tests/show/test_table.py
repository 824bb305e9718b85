"""The table of events is readable at any width."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from sayso.record import Actor, Event, Said, Span
from sayso.show.rows import Row, row_of
from sayso.show.table import LONGEST_NAME, plain, short, table_of

TEXT = "Kenya may close the border, [red]officials[/red] said."


def event(**changed: object) -> Event:
    """Return an event in ``TEXT``, with *changed* fields."""
    fields: dict[str, object] = {
        "id": "0123456789abcdef",
        "trigger": Span(10, 15),
        "sentence": Span(0, len(TEXT)),
        "type": "COERCE",
        "mode": None,
        "context": (),
        "cameo": "17",
        "actor": Actor("Kenya", "KEN", "KEN", Span(0, 5)),
        "recipient": None,
        "status": "not_happened",
        "certainty": "possible",
        "said_by": Said("[red]officials[/red]", "UNK", "c1"),
        "prediction": True,
        "date": None,
        "place": None,
        "magnitude": (),
        "probability": 0.9,
    }
    return Event(**{**fields, **changed})  # type: ignore[arg-type]


def drawn(width: int, *rows: Row) -> str:
    """Return the table of *rows* as a terminal of *width* columns without colour shows it."""
    stream = io.StringIO()
    Console(file=stream, width=width, markup=False, highlight=False).print(table_of(rows, width))
    return stream.getvalue()


def test_a_row_says_who_what_whom_and_how_surely() -> None:
    """A row holds words and codes, empty parties as a dash, the sentence with its trigger apart."""
    row = row_of(event(), TEXT, "doc")
    assert plain(row) == (
        "01234567",
        "Kenya (KEN)",
        "COERCE close",
        "-",
        "[red]officials[/red]",
        "not happened, possible, predicted",
        "Kenya may [close] the border, [red]officials[/red] said.",
        "doc",
    )


def test_the_article_is_named_where_nobody_else_says_so() -> None:
    """An event on nobody's word stands on the article's."""
    assert row_of(event(said_by=None), TEXT, "doc").according_to == "the article"


@pytest.mark.parametrize("width", [80, 100, 129, 130, 160, 240])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    """At every width each line fits, and trigger and parties can be read."""
    text = drawn(width, row_of(event(), TEXT, "doc"))
    assert max(len(line.rstrip()) for line in text.splitlines()) <= width
    assert "[close]" in text
    assert "Kenya (KEN)" in text


def test_markup_in_an_article_is_printed_as_it_is() -> None:
    """Square brackets of an article are no markup."""
    assert "[red]officials[/red] said." in drawn(160, row_of(event(), TEXT, "doc"))


def test_long_names_are_cut_before_their_code() -> None:
    """A long description is shortened, its code is not."""
    cell = short("a former diplomat who teaches in the city where the talks were held (KEN ELI)")
    assert cell.endswith("… (KEN ELI)")
    assert len(cell) <= LONGEST_NAME + len(" (KEN ELI)")


def test_short_names_are_left_alone() -> None:
    """What fits is not changed."""
    assert short("Kenya (KEN)") == "Kenya (KEN)"
