"""A PostgreSQL of our own for tests: made when the first asks for it, gone when the last is done."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sayso.ledger.postgres.address import Address

OWNER = "sayso"
TABLES = (
    "SELECT relname FROM pg_class WHERE relnamespace = 'sayso'::regnamespace AND relkind = 'r'"
    " AND relname NOT IN ('migrations', 'last_numbers')"
)
PASSWORD = "open sesame"
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "40",
}


def programs() -> Path | None:
    """Return the folder of PostgreSQL's programs, None where it is not installed."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    return next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)


def missing() -> str:
    """Return why there can be no PostgreSQL for tests here, empty where there can."""
    if find_spec("pg8000") is None:
        return "pg8000 is not installed (pip install 'sayso[postgres]')"
    if programs() is None:
        return "PostgreSQL is not installed (Debian: apt-get install postgresql)"
    if os.name != "posix" or (os.geteuid() == 0 and not shutil.which("runuser")):
        return "PostgreSQL does not run as root, and there is no runuser here"
    return ""


class Cluster:
    """A server with databases that are made for one test each."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.port = port
        self.made = 0
        self.free: list[str] = []

    def address(self, database: str = "template_ledger", **others: Any) -> Address:
        """Return the address of the ledger in *database*."""
        return Address(OWNER, str(self.folder), self.port, database, **others)

    def url(self, database: str, user: str = OWNER) -> str:
        """Return the same as it is written."""
        return f"postgresql://{user}@127.0.0.1:{self.port}/{database}"

    def run(self, sql: str, database: str = "postgres") -> list[Sequence[Any]]:
        """Return what *sql* finds."""
        from pg8000.native import Connection

        socket = f"{self.folder}/.s.PGSQL.{self.port}"
        with Connection(OWNER, unix_sock=socket, database=database, ssl_context=False) as connection:
            return connection.run(sql) or []

    def copy(self) -> str:
        """Return the name of a database with an empty ledger: a new one, or one that was given back."""
        if self.free:
            return self.free.pop()
        self.made += 1
        name = f"ledger_{self.made}"
        self.run(f"CREATE DATABASE {name} TEMPLATE template_ledger")
        return name

    def give_back(self, name: str) -> None:
        """Empty the database *name*, so that another test can have it."""
        tables = [row[0] for row in self.run(TABLES, name)]
        emptied = "; ".join(f"DELETE FROM sayso.{table}" for table in tables)
        self.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            f" WHERE datname = '{name}' AND pid <> pg_backend_pid()"
        )
        self.run(
            f"SET session_replication_role TO replica; {emptied}; UPDATE sayso.last_numbers SET last = 0",
            name,
        )
        self.free.append(name)


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Give a running server that has a template with an empty ledger."""
    with tempfile.TemporaryDirectory(prefix="sayso-pg-", dir="/tmp") as name:
        folder = Path(name)
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        data = folder / "data"
        _as_owner(
            "initdb", "-D", str(data), "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"
        )
        options = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
        hosts = data / "pg_hba.conf"
        hosts.write_text(f"host all guest 127.0.0.1/32 scram-sha-256\n{hosts.read_text()}")
        port = _free()
        log = str(folder / "log")
        _as_owner(
            "pg_ctl", "-D", str(data), "-w", "-l", log, "-o", f"-p {port} -k {folder} {options}", "start"
        )
        try:
            found = Cluster(folder, port)
            found.run("CREATE DATABASE template_ledger")
            found.run(f"CREATE ROLE guest LOGIN PASSWORD '{PASSWORD}'")
            yield found
        finally:
            _as_owner("pg_ctl", "-D", str(data), "-m", "immediate", "stop")


def _as_owner(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs, which refuse to be run by root."""
    as_owner = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    folder = programs()
    assert folder is not None
    command = [*as_owner, str(folder / program), *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/tmp")


def _free() -> int:
    """Return a port that nobody uses."""
    import socket

    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
