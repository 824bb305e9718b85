"""Ledgers of the sample articles and of a hostile one, each coded once, and explorers of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso import code_files, open_ledger
from sayso.show.samples import sample_files

pytest.importorskip("starlette", reason="the extra web is not installed")

from .support import Explorer, explorer

HOSTILE = """Kenya accused Tanzania of <script>alert(1)</script> smuggling

NAIROBI, March 14, 2023 - Kenya condemned "><img src=x onerror=alert(2)> the arrests.

"Tanzania arrested <b onmouseover='alert(3)'>eleven</b> sailors," the {{ 7 * 7 }} spokesman
\u202eevil\u202c said.

=HYPERLINK("http://evil.example") Kenya attacked Tanzania on Monday, javascript:alert(4) officials said.
"""


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a ledger of the sample articles. Tests only read it."""
    path = tmp_path_factory.mktemp("sample") / "sample.ledger"
    with open_ledger(path) as ledger:
        assert all(outcome.coded for outcome in code_files(sample_files(), ledger))
    return path


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a ledger of an article that tries to run, and of an input that failed under such a name."""
    folder = tmp_path_factory.mktemp("hostile")
    name = folder / "<img src=x onerror=alert(5)>.txt"
    name.write_text(HOSTILE, encoding="utf-8")
    empty = folder / "<script>alert(6)</script>.txt".replace("/", "|")
    empty.write_bytes(b"\0\0binary")
    with open_ledger(folder / "hostile.ledger") as ledger:
        outcomes = list(code_files([name, empty], ledger))
    assert [bool(one.coded) for one in outcomes] == [True, False]
    return folder / "hostile.ledger"


@pytest.fixture
def own(sample: Path, tmp_path: Path) -> Path:
    """Return a copy of the sample ledger that a test may add to."""
    return Path(shutil.copy(sample, tmp_path / "own.ledger"))


@pytest.fixture(scope="session")
def reader(sample: Path) -> Iterator[Explorer]:
    """Return an explorer of the sample that decides nothing."""
    with explorer(sample) as found:
        yield found


@pytest.fixture
def writer(own: Path) -> Iterator[Explorer]:
    """Return an explorer of a ledger of one's own."""
    with explorer(own) as found:
        yield found
