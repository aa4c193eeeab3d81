"""One call from start to exit code: the only place that catches, and that prints an error.

Takes the words of the shell and a clock, gives an exit code of ``ledger.errors.ExitCode``, or
130 when someone stopped it and 70 when the fault is ours. Commands come next.
"""

from __future__ import annotations

import errno
import os
import sys
import traceback
from itertools import chain
from typing import TYPE_CHECKING

import click

from ledger import __version__
from ledger.cli.group import VerbGroup
from ledger.cli.names import COMPLETION, PROGRAM
from ledger.cli.printing import abandon, is_terminal, limit, prepare, safe, width, write
from ledger.late import late
from ledger.views.text.lines import fitted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from click import shell_completion

    from ledger import clock as clocks
    from ledger import errors, settings
    from ledger.app import envelope
    from ledger.cli import answer, failure, usage
    from ledger.cli import call as calls
else:  # help needs none of them
    shell_completion = late("click.shell_completion")
    clocks = late("ledger.clock")
    errors = late("ledger.errors")
    settings = late("ledger.settings")
    envelope = late("ledger.app.envelope")
    answer = late("ledger.cli.answer")
    failure = late("ledger.cli.failure")
    usage = late("ledger.cli.usage")
    calls = late("ledger.cli.call")

INTERRUPTED = 130  # 128 and the number of SIGINT, as shells have it
OUR_FAULT = 70  # EX_SOFTWARE of sysexits.h
_HELP: tuple[list[str], ...] = ([], ["--help"])  # words that are answered with the list of commands


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


def run(words: Sequence[str], *, clock: clocks.Clock | None = None) -> int:
    """Run one command and return its exit code; nothing escapes but the code."""
    prepare()
    call = None if list(words) in _HELP and not os.environ.get(COMPLETION) else _call(words, clock)
    try:
        code = _invoke(words, call)
        _flush()
    except click.exceptions.Exit as end:  # --help and --version
        return end.exit_code
    except (KeyboardInterrupt, EOFError, click.Abort):
        stopped = calls.Call() if call is None else call
        lines = [f"{PROGRAM}: {stopped.interrupted}", *failure.broken_off(stopped.broken_off)]
        write(sys.stderr, fitted(lines, limit(sys.stderr)))
        return INTERRUPTED
    except BrokenPipeError:
        # `claims log | head`: whoever read has read enough, and all was done that was asked
        abandon(sys.stdout)
        return 0
    except Exception as error:  # noqa: BLE001 - the last one: a traceback is no answer
        call = call or _call(words, clock)
        return _report(_understood(error, call), call)
    return code


def _call(words: Sequence[str], clock: clocks.Clock | None) -> calls.Call:
    call = calls.Call(
        settings=settings.Settings.of(os.environ), clock=clock or clocks.SystemClock()
    )
    # A mistake in the words themselves is met before Click has read --json.
    call.json = "--json" in words[: _end_of_options(words)]
    return call


def _understood(error: Exception, call: calls.Call) -> errors.ClaimsError:
    """Any exception as an error that can be told; what nobody foresaw is our own bug."""
    match error:
        case errors.ClaimsError():
            return error
        case click.ClickException():
            return usage.from_click(error)
        case OSError():
            abandon(sys.stdout)
            return failure.MachineError(error, call.recorded)
        case _:
            if call.settings.debug:
                traceback.print_exception(error)
            return failure.Bug(error)


def _invoke(words: Sequence[str], call: calls.Call | None) -> int:
    for word in words:
        if not word.isprintable() and any("\udc80" <= char <= "\udcff" for char in word):
            raise usage.NotUtf8(word)
    asked = os.environ.get(COMPLETION)
    if asked:
        return shell_completion.shell_complete(claims, {"obj": call}, PROGRAM, COMPLETION, asked)
    # Click's own main() is not used: it would answer a broken pipe and Ctrl-C in its own way.
    size = width()
    context = claims.make_context(
        PROGRAM, list(words), obj=call, terminal_width=size, max_content_width=size
    )
    with context:
        result = claims.invoke(context)
    return result if isinstance(result, int) else 0


def _end_of_options(words: Sequence[str]) -> int:
    return words.index("--") if "--" in words else len(words)


def _flush() -> None:
    """Hand over what is left of the answer; ``OSError`` where there is nowhere to hand it to."""
    if sys.stdout is None:
        raise OSError(errno.EBADF, "standard output is closed")
    sys.stdout.flush()


def _report(error: errors.ClaimsError, call: calls.Call) -> int:
    """Print an error to stderr, after what was already answered, and give its exit code."""
    broken_off = failure.broken_off(call.broken_off)
    lines = fitted(chain(failure.text(error, width()), broken_off), limit(sys.stderr))
    if call.json:
        refusal = answer.encoded(envelope.refused(error, call.broken_off), sys.stderr)
        write(sys.stderr, refusal.split("\n"))
    elif call.settings.color and is_terminal(sys.stderr):
        sys.stderr.writelines(failure.colored(line) + "\n" for line in map(safe, lines))
    else:
        write(sys.stderr, lines)
    return _exit_code(error)


def _exit_code(error: errors.ClaimsError) -> int:
    """An error's code; of several problems their common one, if they have one."""
    if isinstance(error, errors.Problems):
        codes = {problem.exit_code for problem in error.problems}
        return codes.pop() if len(codes) == 1 else error.exit_code
    return OUR_FAULT if isinstance(error, failure.Bug) else error.exit_code
