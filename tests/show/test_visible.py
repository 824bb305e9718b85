"""Text of articles cannot steer the terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.show.visible import typed, visible, visible_lines


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain “quoted” naïve 東京", "plain “quoted” naïve 東京"),
        ("a\r\n  b\tc", "a b c"),
        ("\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"),
        ("\x9b31m", "\\x9b31m"),
        ("abc\u202edef", "abc\\u202edef"),
        ("\u2066x\u2069", "\\u2066x\\u2069"),
        ("[red]markup[/red]", "[red]markup[/red]"),
        ("bell\x07 null\x00", "bell\\x07 null\\x00"),
    ],
)
def test_steering_characters_are_spelled_out(text: str, shown: str) -> None:
    """Controls and direction marks are shown as escapes, everything else as it is."""
    assert visible(text) == shown


@given(st.text())
def test_nothing_that_steers_is_left(text: str) -> None:
    """Whatever the article holds, one printable line comes out."""
    shown = visible(text)
    assert not any(ord(one) < 0x20 or 0x7F <= ord(one) < 0xA0 for one in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def test_lines_are_kept_where_they_matter() -> None:
    """Formats made of lines and tabs keep them, and lose what steers."""
    assert visible_lines("1\ta\x1b\n") == "1\ta\\x1b\n"


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("nachrichten/März.ledger", "nachrichten/März.ledger"),
        ("my news.ledger", "'my news.ledger'"),
        ("a;b", "'a;b'"),
    ],
)
def test_paths_in_commands_are_one_word(path: str, there: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that sayso proposes can be copied, also where the path has blanks."""
    monkeypatch.setattr("os.name", "posix")
    assert typed(path) == there
    monkeypatch.setattr("os.name", "nt")
    assert [typed("my news.ledger"), typed("C:\\a.ledger")] == ['"my news.ledger"', "C:\\a.ledger"]
