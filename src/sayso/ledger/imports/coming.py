"""What an importer gives of an article, and what it raises."""

from __future__ import annotations

from typing import NamedTuple

from sayso.record import Coded, Run


class Unfit(ValueError):  # noqa: N818 - the word of the house for it
    """An object of a file is not what it should be; the message is the end of a sentence that says why."""


class Coming(NamedTuple):
    """What was coded of an article, and by which run.

    ``digest`` is that of the coding where it was exported, empty where the file does not tell it.
    """

    coded: Coded
    run: Run
    digest: str = ""
