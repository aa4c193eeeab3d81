"""One call from start to exit code: the only place that catches, and that prints an error.

Takes the words of the shell and a clock, gives an exit code of ``ledger.errors.ExitCode``, or
130 when someone stopped it and 70 when the fault is ours. Commands come next.
"""

from __future__ import annotations

import os
import sys
import traceback
from typing import TYPE_CHECKING

import click

from ledger import __version__
from ledger.app.envelope import refused
from ledger.cli import failure
from ledger.cli.answer import encoded
from ledger.cli.call import Call
from ledger.cli.failure import Bug, MachineError
from ledger.cli.group import VerbGroup
from ledger.cli.names import COMPLETION, PROGRAM
from ledger.cli.printing import abandon, is_terminal, limit, prepare, safe, width, write
from ledger.cli.usage import NotUtf8, from_click
from ledger.clock import Clock, SystemClock
from ledger.errors import ClaimsError, ExitCode, Problems
from ledger.settings import Settings
from ledger.views.layout import fitted

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED = 130  # 128 and the number of SIGINT, as shells have it
OUR_FAULT = 70  # EX_SOFTWARE of sysexits.h


@click.group(
    cls=VerbGroup,
    invoke_without_command=True,
    options_metavar="[OPTIONS]",
    subcommand_metavar="COMMAND …",
)
@click.version_option(__version__, prog_name=PROGRAM, message="%(prog)s %(version)s")
@click.pass_context
def claims(context: click.Context) -> None:
    """Keep what the news states about partnerships between states, as evidence.

    Every value can be followed to a verbatim quote in a captured document. Start with
    `claims demo`; `claims COMMAND --help` explains a command with an example.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def run(words: Sequence[str], *, clock: Clock | None = None) -> int:
    """Run one command and return its exit code; nothing escapes but the code."""
    prepare()
    call = Call(settings=Settings.of(os.environ), clock=clock or SystemClock())
    # A mistake in the words themselves is met before Click has read --json.
    call.json = "--json" in words[: _end_of_options(words)]
    try:
        code = _invoke(words, call)
        _flush()
    except click.exceptions.Exit as end:  # --help and --version
        return end.exit_code
    except (KeyboardInterrupt, EOFError, click.Abort):
        write(sys.stderr, fitted([f"{PROGRAM}: {call.interrupted}"], limit(sys.stderr)))
        return INTERRUPTED
    except BrokenPipeError:
        # `claims log | head`: whoever read has read enough, and all was done that was asked
        abandon(sys.stdout)
        return ExitCode.OK
    except Exception as error:  # noqa: BLE001 - the last one: a traceback is no answer
        return _report(_understood(error, call), call)
    return code


def _understood(error: Exception, call: Call) -> ClaimsError:
    """Any exception as an error that can be told; what nobody foresaw is our own bug."""
    match error:
        case ClaimsError():
            return error
        case click.ClickException():
            return from_click(error)
        case OSError():
            abandon(sys.stdout)
            return MachineError(error, call.recorded)
        case _:
            if call.settings.debug:
                traceback.print_exception(error)
            return Bug(error)


def _invoke(words: Sequence[str], call: Call) -> int:
    for word in words:
        if not word.isprintable() and any("\udc80" <= char <= "\udcff" for char in word):
            raise NotUtf8(word)
    asked = os.environ.get(COMPLETION)
    if asked:
        return _complete(asked, call)
    # Click's own main() is not used: it would answer a broken pipe and Ctrl-C in its own way.
    size = width()
    context = claims.make_context(
        PROGRAM, list(words), obj=call, terminal_width=size, max_content_width=size
    )
    with context:
        result = claims.invoke(context)
    return result if isinstance(result, int) else ExitCode.OK


def _complete(asked: str, call: Call) -> int:
    """Answer a shell that completes a line; which line, it says in its environment."""
    from click.shell_completion import shell_complete  # noqa: PLC0415 - only Tab pays for it

    return shell_complete(claims, {"obj": call}, PROGRAM, COMPLETION, asked)


def _end_of_options(words: Sequence[str]) -> int:
    return words.index("--") if "--" in words else len(words)


def _flush() -> None:
    if sys.stdout is not None:
        sys.stdout.flush()


def _report(error: ClaimsError, call: Call) -> int:
    """Print an error to stderr, after what was already answered, and give its exit code."""
    lines = fitted(failure.text(error, width()), limit(sys.stderr))
    if call.json:
        envelope = encoded(refused(error), sys.stderr)
        write(sys.stderr, envelope.split("\n"))
    elif call.settings.color and is_terminal(sys.stderr):
        sys.stderr.writelines(failure.colored(line) + "\n" for line in map(safe, lines))
    else:
        write(sys.stderr, lines)
    return _exit_code(error)


def _exit_code(error: ClaimsError) -> int:
    """An error's code; of several problems their common one, if they have one."""
    if isinstance(error, Problems):
        codes = {problem.exit_code for problem in error.problems}
        return codes.pop() if len(codes) == 1 else error.exit_code
    return OUR_FAULT if isinstance(error, Bug) else error.exit_code
