"""Codebooks: which codes each has, and which of them a table of events was coded by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sayso.ontology.actors import read_yaml

FILES = ("cameo", "weis", "plover", "acled", "ucdp")
FITS = 0.95  # of the codes of a table are in its codebook; 0.98 and more in every table that was looked at
BETTER = 0.02  # so much more of the codes another has to hold to stand against the one that is claimed
AGAINST = 3  # events that only another codebook can explain; one or two may be slips
SHOWN = 5  # codes in a message


@dataclass(frozen=True, slots=True)
class Codebook:
    """A codebook: ``roots`` has each code and the root that it belongs to."""

    name: str
    version: str
    roots: Mapping[str, str]


class Guess(NamedTuple):
    """What the codes of a table say of its codebook.

    ``name`` is the one that holds nearly all of them, empty where none does or
    where two do equally. ``shares`` are the events, of all ``events``, whose code is
    in each codebook; ``missing`` the commonest codes that each lacks, with how many
    events have them.
    """

    name: str
    events: int
    shares: Mapping[str, float]
    missing: Mapping[str, tuple[tuple[str, int], ...]]


def load_codebooks() -> tuple[Codebook, ...]:
    """Return the codebooks that are known."""
    return tuple(_codebook(read_yaml(f"codebooks/{name}.yaml")) for name in FILES)


def _codebook(data: Mapping[str, Mapping[str, str]]) -> Codebook:
    roots: dict[str, str] = {}
    for root, listed in data["codes"].items():
        for code in (root, *_split(listed)):
            roots[code] = root
    return Codebook(str(data["name"]), str(data["version"]), roots)


def _split(listed: str) -> list[str]:
    """Return the codes of a list: numbers between blanks, or words between commas."""
    return listed.split() if listed[:1].isdigit() else [one.strip() for one in re.split(",", listed)]


def codebook_of(codes: Iterable[str] | Mapping[str, int], books: Iterable[Codebook] = ()) -> Guess:
    """Return which codebook *codes* are of: one an event, or a count of each. Empty codes do not count.

    *books* are those to choose from, all where none are given.
    """
    counts = Counter(codes)
    counts.pop("", None)
    events = counts.total()
    known = tuple(books) or load_codebooks()
    held = {one.name: sum(counts[code] for code in counts if code in one.roots) for one in known}
    shares = {name: number / events if events else 0.0 for name, number in held.items()}
    missing = {one.name: _missing(counts, one) for one in known}
    return Guess(_chosen(shares), events, shares, missing)


def _chosen(shares: Mapping[str, float]) -> str:
    """Return the codebook with a share of at least ``FITS`` that no other comes near."""
    first, second = (*sorted(shares, key=lambda name: -shares[name]), "", "")[:2]
    near = second and shares[second] > shares[first] - BETTER
    return first if first and shares[first] >= FITS and not near else ""


def _missing(counts: Mapping[str, int], book: Codebook) -> tuple[tuple[str, int], ...]:
    found = Counter({code: number for code, number in counts.items() if code not in book.roots})
    return tuple(sorted(found.items(), key=lambda one: (-one[1], one[0]))[:SHOWN])


def against(claimed: str, guess: Guess) -> str:
    """Return what speaks against the codebook *claimed*, as the end of a sentence; empty if nothing does.

    A codebook that is not known is contradicted only where a known one fits.
    """
    share = guess.shares.get(claimed)
    rival = max(guess.shares, key=lambda name: guess.shares[name], default="")
    if not guess.events or rival == claimed:
        return ""
    lead = guess.shares[rival] - (share or 0.0)
    if share is None:
        fits = guess.name
    else:
        fits = rival if lead >= BETTER and lead * guess.events >= AGAINST - 0.5 else ""
    return evidence(claimed, fits, guess) if fits else ""


def evidence(claimed: str, rival: str, guess: Guess) -> str:
    """Return in words how much of a table *claimed* and its *rival* can explain."""
    told = f"{rival} has the codes of {_percent(guess.shares[rival])} of {guess.events:,} events"
    if claimed not in guess.shares:
        return told
    codes = ", ".join(f"{code} ({number:,})" for code, number in guess.missing[claimed])
    return f"{told}, {claimed} of {_percent(guess.shares[claimed])}; it lacks {codes}"


def _percent(share: float) -> str:
    return f"{share:.1%}"
