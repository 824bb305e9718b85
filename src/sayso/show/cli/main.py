"""The command ``sayso``: the list of commands, and what becomes of what goes wrong in them."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence

import click

from sayso.problems import Failure
from sayso.show.cli.actors import actors
from sayso.show.cli.agreement import agreement
from sayso.show.cli.annotate import annotate
from sayso.show.cli.audit import audit
from sayso.show.cli.backup import backup
from sayso.show.cli.breaks import breaks
from sayso.show.cli.code import code
from sayso.show.cli.compare import compare
from sayso.show.cli.demo import demo
from sayso.show.cli.diff import diff
from sayso.show.cli.doctor import doctor
from sayso.show.cli.export import export
from sayso.show.cli.importing import import_files
from sayso.show.cli.merge import merge
from sayso.show.cli.open import open_command
from sayso.show.cli.power import power
from sayso.show.cli.reciprocity import reciprocity
from sayso.show.cli.report import report
from sayso.show.cli.review import review
from sayso.show.cli.score import score
from sayso.show.cli.series import series
from sayso.show.cli.shard import shard
from sayso.show.cli.show import show
from sayso.show.cli.test import test
from sayso.show.cli.verify import verify
from sayso.show.cli.watch import watch
from sayso.show.cli.why import why
from sayso.show.exits import Exit, exit_for
from sayso.show.messages import tell_problem
from sayso.show.terminal import prepare, tell
from sayso.show.visible import visible, visible_lines

COMMANDS = (
    *(demo, code, annotate, show, why),
    *(open_command, report, review, agreement, verify),
    *(diff, backup, export, import_files, merge, shard, watch),
    *(series, reciprocity, breaks, audit),
    *(test, power, score, compare),
    *(actors, doctor),
)


class InOrder(click.Group):
    """A group that lists its commands in the order they are written down."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """Return the names of the commands."""
        return list(self.commands)


@click.group(
    cls=InOrder,
    commands=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Begin with: sayso demo",
)
@click.version_option(package_name="sayso", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of a fault.")
def sayso() -> None:
    """Write down who did what to whom in the news, and on whose word.

    sayso reads English news articles and records each event and each claim as
    a row with its evidence: the very characters of the article.
    """


def main() -> None:
    """Run the command line and leave with its exit code."""
    prepare()
    arguments = [argument for argument in sys.argv[1:] if argument != "--debug"]
    sys.exit(run(arguments, debug="--debug" in sys.argv[1:]))


def run(arguments: Sequence[str], debug: bool = False) -> int:
    """Run one command and return its exit code; what goes wrong becomes a message."""
    try:
        return _call(arguments)
    except click.ClickException as error:
        _tell_usage(error)
        return Exit.WRONG_USAGE
    except Failure as failure:
        tell_problem(failure.problem)
        return exit_for(failure.problem)
    except BrokenPipeError:
        _silence_output()
        return Exit.DONE
    except (Exception, KeyboardInterrupt) as fault:
        if debug and not _was_interrupted(fault):
            raise
        return _told(fault)


def _tell_usage(error: click.ClickException) -> None:
    """Show what is wrong with a command line; a file whose name steers the terminal may be in it."""
    from io import StringIO

    said = StringIO()
    error.show(said)
    tell(visible_lines(said.getvalue().rstrip("\n")))


def _told(fault: BaseException) -> int:
    """Say what ended a command; return its exit code."""
    if _was_interrupted(fault):
        tell("Stopped. What had been written is kept.")
        return Exit.INTERRUPTED
    if isinstance(fault, OSError) and fault.errno in (errno.ENOSPC, errno.EIO):
        tell(f"The output cannot be written: {fault.strerror}. Send it to another place.")
        _silence_output()
        return Exit.SOME_FAILED
    tell(f"sayso has a fault here ({type(fault).__name__}: {visible(str(fault))}).")
    tell("Nothing of your input is to blame. Run the command again with --debug and report what it says.")
    return Exit.FAULT


def _was_interrupted(fault: BaseException | None) -> bool:
    """Return whether *fault* came of an interrupt, which libraries turn into errors of their own."""
    while fault is not None:
        if isinstance(fault, KeyboardInterrupt):
            return True
        fault = fault.__cause__ or fault.__context__
    return False


def _call(arguments: Sequence[str]) -> int:
    try:
        with sayso.make_context("sayso", list(arguments)) as context:
            result = sayso.invoke(context)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    return int(result or Exit.DONE)


def _silence_output() -> None:
    """Point standard output nowhere, so that nothing complains about the closed pipe on the way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
