"""Addresses of ledgers in PostgreSQL: read, told without the password, refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.ledger.postgres.address import Address, address, place, shown
from sayso.problems import Failure


def test_an_address_is_read() -> None:
    """User, password, host, port, database and schema are where a URL has them, quoted or not."""
    found = address("postgresql://anna%40ofc:p%2Fw@db.example:6000/team?schema=press&sslmode=require")
    assert found == Address("anna@ofc", "db.example", 6000, "team", "press", "p/w", "require")
    assert (address("postgres://anna@/team?host=/run/pg").host, place("a.ledger")) == (
        "/run/pg",
        Path("a.ledger"),
    )


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://anna@host/team",
        "postgresql://anna@host:6000/team?schema=press",
        "postgresql://anna@/team?host=/run/pg",
        "postgresql://anna@[::1]/team?sslmode=verify-full&sslrootcert=/ca.pem",
    ],
)
def test_an_address_is_told_as_it_was_written(url: str) -> None:
    """But for a password, so that it can be typed again."""
    assert shown(url) == url
    assert shown(url.replace("anna", "anna:secret")) == url
    assert "secret" not in repr(address(url.replace("anna", "anna:secret")))


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("postgresql://:secret@host/team", "no user"),
        ("postgresql://anna:secret@host", "no database"),
        ("postgresql://anna:secret@host/team/more", "no database"),
        ("postgresql://anna:secret@host:many/team", "Port"),
        ("postgresql://anna:secret@host/team?colour=red", "'colour' is none of"),
        ("postgresql://anna:secret@host/team?schema=Press;", "small letters"),
        ("postgresql://anna:secret@host/team?sslmode=maybe", "sslmode"),
        ("postgresql://anna:secret@host/team?x", "bad query field"),
        ("postgresql://anna@host/team?passfile=/nowhere/at/all", "passfile cannot be read"),
    ],
)
def test_what_is_no_address_is_refused(url: str, reason: str) -> None:
    """It is S730, and the password stands nowhere in it."""
    with pytest.raises(Failure, match="S730") as raised:
        address(url)
    assert reason in raised.value.problem.what
    assert "secret" not in f"{raised.value.problem}"
    assert "secret" not in shown(url)


def test_the_password_comes_from_a_file_that_is_named(tmp_path: Path) -> None:
    """The first line that fits tells it; signs that part the fields can be masked."""
    kept = tmp_path / "pass"
    kept.write_text("# mine\nelsewhere:*:*:anna:no\n*:5432:team:anna:a\\:b\\\\c\n*:*:*:*:last\n")
    kept.chmod(0o600)
    assert address(f"postgresql://anna@host/team?passfile={kept}").password == "a:b\\c"
    assert address(f"postgresql://ben@host/team?passfile={kept}").password == "last"
    assert address(f"postgresql://ben:own@host/team?passfile={kept}").password == "own"


def test_a_file_of_passwords_that_others_may_read_is_refused(tmp_path: Path) -> None:
    """As libpq does, which leaves it out without a word."""
    kept = tmp_path / "pass"
    kept.write_text("*:*:*:*:last\n")
    kept.chmod(0o644)
    with pytest.raises(Failure, match="S730"):
        address(f"postgresql://ben@host/team?passfile={kept}")
