"""The replication package: it can be verified with what is in it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from zipfile import ZipFile

from sayso.ledger.export.tables import TABLES

from ..support import RUN
from .support import plain_ledger, written


def test_every_file_has_its_digest(tmp_path: Path) -> None:
    """SHA256SUMS names all the others, as sha256sum -c reads it."""
    with ZipFile(
        written(plain_ledger(tmp_path / "a.ledger"), tmp_path / "out.zip", "replication")
    ) as package:
        files = {one: package.read(one) for one in package.namelist()}
    listed = dict(reversed(line.split("  ")) for line in files.pop("SHA256SUMS").decode().splitlines())
    assert listed == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    assert set(listed) >= {f"data/{table.name}.csv" for table in TABLES} | {"README.md", "data/codebook.md"}


def test_versions_name_what_made_the_rows(tmp_path: Path) -> None:
    """Version, model and settings of each run, Python and libraries; not whose computer it was."""
    with ZipFile(
        written(plain_ledger(tmp_path / "a.ledger"), tmp_path / "out.zip", "replication")
    ) as package:
        text = package.read("VERSIONS.json").decode()
    found = json.loads(text)
    (run,) = found["runs"]
    assert (run["version"], run["model"], run["settings"]) == (
        RUN.version,
        RUN.model,
        json.loads(RUN.settings),
    )
    assert found["export"]["libraries"]["numpy"]
    assert "host" not in run


def test_the_package_holds_no_text_of_an_article(tmp_path: Path) -> None:
    """Titles, sentences and words are quoted; whole texts are not passed on."""
    with ZipFile(
        written(plain_ledger(tmp_path / "a.ledger"), tmp_path / "out.zip", "replication")
    ) as package:
        header = package.read("data/articles.csv").decode().splitlines()[0]
    assert "text" not in header.split(",")


def test_nothing_is_left_beside_it(tmp_path: Path) -> None:
    """The folder that it is made in is gone."""
    written(plain_ledger(tmp_path / "a.ledger"), tmp_path / "out.zip", "replication")
    assert {one.name for one in tmp_path.iterdir()} == {"a.ledger", "out.zip"}
