"""The verbs that show a ledger as pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def explorer(path: str | Path, read_only: bool = False) -> Any:
    """Return the explorer of the ledger at *path* as an ASGI application, for a server of your own.

    It answers to the names of the loopback address alone. Raises Failure (S701) without the extra ``web``.
    """
    from sayso.show.web_extra import needed

    needed("sayso.explorer")
    from sayso.show.web.app import application
    from sayso.show.web.desk import Desk
    from sayso.show.web.guard import Access, Guard

    return application(Desk(path, read_only), Guard(Access()))


def write_report(path: str | Path, folder: str | Path) -> int:
    """Write the ledger at *path* as pages that need no server into *folder*; return how many.

    Raises Failure: S301, S302, S304, S305, S701 without the extra ``web``, S704.
    """
    from sayso.show.web_extra import needed

    needed("sayso.write_report")
    from sayso.show.web.desk import Desk
    from sayso.show.web.site import write_site

    return write_site(Desk(path, read_only=True, patient=True), Path(folder))
