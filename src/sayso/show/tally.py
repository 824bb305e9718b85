"""Keeping count of what became of the inputs of one command."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sayso.record import Coded
from sayso.show.exits import Exit
from sayso.show.lookup import shown
from sayso.show.messages import counted
from sayso.show.terminal import tell
from sayso.show.visible import typed, visible

if TYPE_CHECKING:
    from sayso.run.serial import Outcome


class Tally:
    """How many inputs were coded, known before, empty or failed, and how many rows came of them."""

    def __init__(self, ledger: str | None = None) -> None:
        """Begin at nothing; *ledger* is the path that the rows are written to."""
        self.ledger = visible(shown(ledger)) if ledger else None
        self.coded = self.known = self.failed = self.added = self.again = 0
        self.seen: set[str] = set()  # the beginnings of the digests of texts
        self.rows: Counter[str] = Counter()

    def counting(self, found: Iterable[Outcome]) -> Iterator[Outcome]:
        """Yield what is *found*, counting it."""
        for outcome in found:
            self.known += outcome.known
            self.failed += outcome.coded is None and not outcome.known
            if outcome.coded is not None:
                self._count(outcome.coded)
                self.added += outcome.added
            yield outcome

    def _count(self, coded: Coded) -> None:
        """Count an article and its rows; a text that was met before, in another place, is the same one."""
        text = coded.article.sha256[:16]
        if text in self.seen:
            self.again += 1
            return
        self.seen.add(text)
        self.coded += 1
        self.rows.update(rows_in(coded))

    def exit(self) -> Exit:
        """Return the exit code of the command."""
        if self.failed:
            return Exit.SOME_FAILED
        return Exit.DONE if self.rows.total() or self.known else Exit.NOTHING_FOUND

    def tell(self) -> None:
        """Say on standard error what was done."""
        if self.coded:
            kept = f" in {self.ledger}, {self.added:,} of them new" if self.ledger else ", not kept (no -o)"
            rows = counted(self.rows.total(), "row")
            each = ", ".join(counted(number, level) for level, number in self.rows.items())
            tell(f"{counted(self.coded, 'article')} coded: {rows}{kept} ({each}).")
        if self.known:
            tell(f"{counted(self.known, 'article')} had been coded into this ledger before: nothing added.")
        if self.again:
            tell(
                f"{counted(self.again, 'input')} had the text of an article before, and was counted with it."
            )
        if self.failed:
            tell(f"{counted(self.failed, 'input')} could not be coded; the reasons stand above.")
        if not (self.coded or self.known or self.failed):
            tell("There was nothing to code.")
        if self.ledger and (self.coded or self.known):
            tell(f"See the rows with: sayso show {typed(self.ledger)}")

    def tell_stopped(self) -> None:
        """Say on standard error what a command that was stopped leaves behind."""
        if self.ledger:
            tell(f"Stopped. {counted(self.coded, 'article')} of this run and all earlier ones are in")
            tell(f"{self.ledger}, complete. The same command goes on from here.")
        else:
            tell(f"Stopped after {counted(self.coded, 'article')}. Nothing was being kept (no -o).")


def rows_in(coded: Coded) -> dict[str, int]:
    """Return the number of rows that one article gave, by level."""
    return {
        "mention": len(coded.events),
        "claim": len(coded.claims),
        "prediction": len(coded.predictions),
        "relation": len(coded.relations),
    }
