"""The commands on a ledger in PostgreSQL, as somebody types them; no password is told."""

from __future__ import annotations

from pathlib import Path

from ..postgres import PASSWORD, Cluster
from .support import sayso


def test_a_team_codes_reads_and_exports(postgres: Cluster, article: Path, tmp_path: Path) -> None:
    """Coded once, by two processes; a file of the same input has no other rows."""
    name = postgres.copy()
    postgres.run(f"ALTER DATABASE {name} OWNER TO guest")
    secret = PASSWORD.replace(" ", "%20")
    address = f"{postgres.url(name, f'guest:{secret}')}?schema=press"
    told = [
        sayso("code", article, "-o", address, "--jobs", "2"),
        sayso("code", article, "-o", tmp_path / "my.ledger"),
        sayso("show", address, "--actor", "KEN"),
        sayso("show", address, "--claims"),
        sayso("verify", address),
        sayso("diff", address, tmp_path / "my.ledger"),
        sayso("report", address, "-o", tmp_path / "report"),
        sayso("export", address, tmp_path / "a.csv", "--as", "csv"),
    ]
    assert [one.code for one in told] == [0] * 8
    told.append(sayso("backup", address, tmp_path / "b.ledger"))
    assert "S736" in told[-1].err
    assert not any(secret in one.out + one.err or PASSWORD in one.out + one.err for one in told)
    postgres.run(f"DROP DATABASE {name} WITH (FORCE)")
