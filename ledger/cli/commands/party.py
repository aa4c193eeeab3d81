"""``claims party``: who there is, and which names are one party.

Takes parties by any of their names; gives a list, a profile, or one judgement more in the log.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ledger.app.desk.fields import entry
from ledger.app.desk.format import Verdict
from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import SubGroup, VerbCommand
from ledger.cli.input.acts import AGAIN, again_option, submit_act
from ledger.cli.options.clocks import clock_options
from ledger.cli.options.csv import csv_option
from ledger.cli.options.flags import flags_of
from ledger.cli.options.offered import parties as known_parties
from ledger.views.data import data
from ledger.views.pages.parties import parties_page, party_page
from ledger.views.tables.evidence import parties_cells

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledger.clock import Clocks

_NAMED = ["party", "other", "verdict", AGAIN]


@click.group(cls=SubGroup, invoke_without_command=True, short_help="Say which names are one party.")
@click.pass_context
def party(context: click.Context) -> None:
    """Say which names are one party, and list the parties with their names.

    A party is called by its id, a name, an alias or a code.
    Example: claims party same kari "Korean Aerospace Research Institute" --reason "one institute"
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def _upon_two(command: click.Command) -> click.Command:
    """Give a command the two parties and the flags of a judgement."""
    command.params[:0] = [
        click.Argument([name], shell_complete=known_parties) for name in ("one", "other")
    ]
    command.params.extend(flags_of(["judgement"], leaving_out=_NAMED))
    return command


def _judging(verdict: Verdict) -> Callable[..., None]:
    """What a command does that judges two parties so."""

    @again_option
    @pass_call
    def judge(call: Call, /, one: str, other: str, *, again: bool, **fields: object) -> None:
        made = {
            **entry("judgement", fields),
            "party": one,
            "other": other,
            "verdict": verdict.value,
        }
        with call.ledger() as ledger:
            submit_act(call, ledger, made, again=again)

    return judge


def _command(verdict: Verdict, short_help: str, summary: str) -> None:
    help_ = f'{summary} Example: claims party {verdict} kari kasa --reason "the registry says so"'
    judge = click.command(verdict.value, cls=VerbCommand, help=help_, short_help=short_help)
    party.add_command(_upon_two(judge(_judging(verdict))))


_command(
    Verdict.SAME,
    "Judge that two parties are one.",
    "Judge that two parties are one: every answer counts them once from now on. The claims stay "
    "as they were filed.",
)
_command(
    Verdict.DIFFERENT,
    "Judge that two parties are two.",
    "Judge that two parties are two, however alike their names. It beats what follows from other "
    "judgements.",
)
_command(
    Verdict.UNDECIDED,
    "Take back what was judged of two.",
    "Take back what was judged of two parties: every answer is as if nobody had judged.",
)


@party.command("list", cls=VerbCommand, short_help="List the parties, and which are one.")
@csv_option
@pass_call
@clock_options
def list_(call: Call, clocks: Clocks) -> None:
    """List the parties by id, with their names, codes and judgements (--json has them all).

    Example: claims party list --known-at 2024-06-14
    """
    with call.ledger() as ledger:
        at, (profiles, erased) = ledger.at_one_position(
            clocks, lambda clocks: (ledger.parties(clocks), ledger.erased(clocks))
        )
        give(
            call,
            data=data(profiles),
            at=data(at),
            lines=parties_page(profiles, call.words),
            erased=erased,
            cells=lambda: parties_cells(profiles),
        )


@party.command(cls=VerbCommand, short_help="Show a party with its names and judgements.")
@click.argument("party", shell_complete=known_parties)
@pass_call
@clock_options
def show(call: Call, clocks: Clocks, party: str) -> None:
    """Show a party with all its names, whom it is one with, and by which judgements.

    Example: claims party show KARI
    """
    with call.ledger() as ledger:
        at, (profile, erased) = ledger.at_one_position(
            clocks,
            lambda clocks: (
                profile := ledger.party(party, clocks),
                ledger.erased(clocks, profile.id),
            ),
        )
        lines = party_page(profile, words=call.words)
        give(call, data=data(profile), at=data(at), lines=lines, erased=erased)
