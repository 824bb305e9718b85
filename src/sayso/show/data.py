"""Data for programs: JSON lines, and text formats as they stand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from sayso.show.terminal import is_terminal, put_line, put_text
from sayso.show.visible import visible_lines


def put_json(thing: Mapping[str, object]) -> None:
    """Write *thing* as one line of JSON: UTF-8 into files and pipes, ASCII escapes on a terminal."""
    put_line(json.dumps(thing, ensure_ascii=is_terminal()))


def put_lines(lines: Iterable[str]) -> None:
    """Write *lines*, with steering characters spelled out where a terminal would obey them."""
    text = "".join(line + "\n" for line in lines)
    put_text(visible_lines(text) if is_terminal() else text)
