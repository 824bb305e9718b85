"""Documents that cannot lie: they name what is there, and nothing that is not."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest

from sayso.problems import PROBLEMS
from sayso.show.cli.main import sayso
from sayso.show.exits import Exit

from .tree import DOCS, ROOT, files, read

COMMANDS = sorted(sayso.commands)


def section(page: str, heading: str) -> str:
    """Return the part of *page* under the second-level *heading*, empty where there is none."""
    found = re.search(rf"^## `?{re.escape(heading)}`?$(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def options_of(command: click.Command) -> Iterator[str]:
    """Yield every spelling of the options of *command* and of those under it."""
    for under in getattr(command, "commands", {}).values():
        yield from options_of(under)
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            yield from (*parameter.opts, *parameter.secondary_opts)


def commands_in(page: str) -> Iterator[str]:
    """Yield the name of each sayso command that *page* shows in code."""
    for block in re.findall(r"^```.*?^```|`[^`\n]+`", page, re.MULTILINE | re.DOTALL):
        yield from re.findall(r"(?:^|(?<!from)[ `/\\])sayso ([a-z]+)", block, re.MULTILINE)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str) -> None:
    """docs/cli.md has a section for each command that names each of its options."""
    part = section(read("docs", "cli.md"), f"sayso {name}")
    assert part
    assert [option for option in options_of(sayso.commands[name]) if f"`{option}" not in part] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_no_option_is_invented(name: str) -> None:
    """docs/cli.md names no option that the command has not."""
    part = section(read("docs", "cli.md"), f"sayso {name}")
    real = set(options_of(sayso.commands[name])) | {"--help", "--debug"}
    assert set(re.findall(r"`(--?[a-z][a-z-]*)", part)) <= real


def test_no_command_is_invented() -> None:
    """docs/cli.md has no section for a command that is not there."""
    named = re.findall(r"^## `sayso ([a-z]+)`$", read("docs", "cli.md"), re.MULTILINE)
    assert sorted(named) == COMMANDS


def test_commands_shown_anywhere_are_real() -> None:
    """No page shows a command that sayso has not."""
    pages = [*files(DOCS, ".md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
    shown = {(page.name, word) for page in pages for word in commands_in(page.read_text("utf-8"))}
    assert sorted(one for one in shown if one[1] not in COMMANDS) == []


@pytest.mark.parametrize("code", sorted(PROBLEMS))
def test_every_problem_is_documented(code: str) -> None:
    """docs/problems.md has a section for each problem."""
    assert section(read("docs", "problems.md"), code).strip()


def test_no_problem_is_invented() -> None:
    """docs/problems.md has no section for a problem that is not there."""
    named = re.findall(r"^## (S\d+)$", read("docs", "problems.md"), re.MULTILINE)
    assert named == sorted(PROBLEMS)


@pytest.mark.parametrize("code", sorted(PROBLEMS))
def test_every_problem_is_seen_by_a_test(code: str) -> None:
    """Some test outside this folder names each problem."""
    tests = (path for path in files(ROOT / "tests", ".py", ".yaml") if "house" not in path.parts)
    assert any(code in path.read_text("utf-8") for path in tests)


def test_every_exit_code_is_documented() -> None:
    """docs/formats.md lists every exit code."""
    part = section(read("docs", "formats.md"), "Exit codes")
    assert [code for code in Exit if f"| {code.value} |" not in part] == []


def test_no_file_names_the_workshop() -> None:
    """No file of the project holds a path of the machine that it was written on."""
    workshop = "/wor" + "k/"
    suffixes = (".py", ".md", ".toml", ".yaml", ".yml", ".cff", ".txt", ".html", ".json", ".sh", "")
    texts = {path: path.read_text("utf-8", errors="replace") for path in files(ROOT, *suffixes)}
    assert [str(path) for path, text in texts.items() if workshop in text] == []
