"""Data for programs: JSON lines, and text formats as they stand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from sayso.show.terminal import is_terminal, put_line, put_text
from sayso.show.visible import visible_lines

OTHER_BREAKS = re.compile("[\x7f-\x9f\u2028\u2029]")  # many readers end a line at some of these, too


def put_objects(things: Iterable[Mapping[str, object]]) -> int:
    """Write each of *things* as one line of JSON before the next is asked for; return how many there are."""
    count = 0
    for count, thing in enumerate(things, start=1):  # noqa: B007 (the last one is returned)
        put_json(thing)
    return count


def put_json(thing: Mapping[str, object]) -> None:
    """Write *thing* as one line of JSON: UTF-8 into files and pipes, ASCII escapes on a terminal."""
    text = json.dumps(thing, ensure_ascii=is_terminal())
    put_line(OTHER_BREAKS.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def put_lines(lines: Iterable[str]) -> None:
    """Write *lines*, with steering characters spelled out where a terminal would obey them."""
    text = "".join(line + "\n" for line in lines)
    put_text(visible_lines(text) if is_terminal() else text)
