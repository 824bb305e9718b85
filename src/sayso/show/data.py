"""Data for programs: JSON lines, and text formats as they stand."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from sayso.show.terminal import is_terminal, put_line, put_text
from sayso.show.visible import visible_lines


def put_objects(things: Iterable[Mapping[str, object]]) -> int:
    """Write each of *things* as one line of JSON before the next is asked for; return how many there are."""
    count = 0
    for count, thing in enumerate(things, start=1):  # noqa: B007 (the last one is returned)
        put_json(thing)
    return count


def put_json(thing: Mapping[str, object]) -> None:
    """Write *thing* as one line of JSON: UTF-8 into files and pipes, ASCII escapes on a terminal."""
    put_line(json.dumps(thing, ensure_ascii=is_terminal()))


def put_lines(lines: Iterable[str]) -> None:
    """Write *lines*, with steering characters spelled out where a terminal would obey them."""
    text = "".join(line + "\n" for line in lines)
    put_text(visible_lines(text) if is_terminal() else text)
