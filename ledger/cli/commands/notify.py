"""``claims notify``: who is told of changes by webhook or mail, and what waits for them."""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from ledger.cli.answer import give, say
from ledger.cli.call import Call, pass_call
from ledger.cli.group import SubGroup, VerbCommand
from ledger.cli.options.csv import csv_option
from ledger.cli.options.offered import subjects
from ledger.cli.options.whole_number import WholeNumber
from ledger.cli.printing import hand_over, write
from ledger.cli.usage import WrongUsage
from ledger.errors import ExitCode
from ledger.late import late
from ledger.views.page import Columns, Line, ListLine
from ledger.views.tables.cells import of_records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ledger.app.contract.receipts import (
        NewReceiver,
        NotifiedData,
        ReceiverData,
        RetriedData,
    )
    from ledger.app.notify import mail as notify_mail
    from ledger.app.notify import receiver as notify_receiver
    from ledger.app.notify import receivers as notify_receivers
    from ledger.app.notify import runner as notify_runner
    from ledger.app.notify.runner import Attempt
    from ledger.views.page import Block
    from ledger.views.words import Words
else:
    notify_mail = late("ledger.app.notify.mail")
    notify_receiver = late("ledger.app.notify.receiver")
    notify_receivers = late("ledger.app.notify.receivers")
    notify_runner = late("ledger.app.notify.runner")


@click.group(
    cls=SubGroup, invoke_without_command=True, short_help="Tell others of changes, as they come."
)
@click.pass_context
def notify(context: click.Context) -> None:
    """Tell programs by webhook, and people by mail, what changed; nothing is missed.

    Example: claims notify add desk --webhook https://example.org/hook
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@notify.command(cls=VerbCommand, short_help="Add a receiver; its secret is shown once.")
@click.argument("name")
@click.option("--webhook", metavar="URL", help="Where to post what changed.")
@click.option("--mail", metavar="ADDRESS", help="Whom to send a digest.")
@click.option(
    "--subject",
    "wanted",
    multiple=True,
    metavar="PARTNERSHIP",
    shell_complete=subjects,
    help="Only of this partnership; repeat it for more.",
)
@click.option(
    "--hours",
    type=WholeNumber(most=24 * 31),
    default=24,
    show_default=True,
    metavar="NUMBER",
    help="Hours between two digests.",
)
@click.option("--allow-private", is_flag=True, help="It may stand in one's own network.")
@pass_call
def add(
    call: Call,
    name: str,
    *,
    webhook: str | None,
    mail: str | None,
    wanted: tuple[str, ...],
    hours: int,
    allow_private: bool,
) -> None:
    """Tell a receiver of what changes from now on: a webhook, or an address for mail.

    A webhook is signed as Standard Webhooks has it, with the secret that is shown this once.
    Example: claims notify add desk --webhook https://example.org/hook
    """
    if (webhook is None) == (mail is None):
        raise WrongUsage(
            "name one of --webhook and --mail", command=click.get_current_context().command_path
        )
    means = notify_receiver.Means("webhook" if mail is None else "mail")
    receiver = notify_receiver.Receiver(
        name=name,
        means=means,
        address=webhook or mail or "",
        subjects=wanted,
        hours=hours,
        private=allow_private,
    )
    with call.ledger() as ledger:
        made = notify_receivers.add_receiver(ledger, receiver)
    data: NewReceiver = {"name": made.name, "means": made.means, "secret": made.secret or None}
    lines: list[Block] = [f"{made.name} is told from now on: {made.place}"]
    if made.secret:
        lines += [made.secret, Line("it is shown once; the receiver checks signatures with it", 1)]
    give(call, data=data, lines=lines)


@notify.command("list", cls=VerbCommand, short_help="List receivers, and what waits for them.")
@csv_option
@pass_call
def list_(call: Call) -> None:
    """List the receivers: how far each was told, what waits, what was given up and why.

    Addresses are shown by their host alone. Example: claims notify list
    """
    with call.ledger() as ledger:
        receivers = notify_receivers.overview(ledger)
    rows = [_row(each) for each in receivers]
    heads = (
        *("name", "means", "place", "subjects", "position", "waiting", "given_up"),
        *("stopped", "error", "gone"),
    )
    lines = [line for row in rows for line in _lines(row)] or ["nobody is told of changes"]
    say(call, data=rows, lines=lines, cells=lambda: of_records(heads, rows))


def _row(each: notify_receivers.Overview) -> ReceiverData:
    standing = each.standing
    return {
        "name": each.receiver.name,
        "means": each.receiver.means,
        "place": each.receiver.place,
        "subjects": list(each.receiver.subjects),
        "position": -1 if standing is None else standing.bookmark,
        "waiting": 0 if standing is None else standing.waiting,
        "given_up": 0 if standing is None else standing.given_up,
        "stopped": None if standing is None else standing.stopped,
        "error": None if standing is None else standing.error or None,
        "gone": standing is None,
    }


def _lines(row: ReceiverData) -> Iterator[Block]:
    if row["gone"]:
        yield _receiver(row, "not told: the ledger has no row of it")
        yield Line(f"try: claims notify remove {row['name']}, then add it again", 1)
        return
    until = "told nothing yet" if row["position"] < 0 else f"told up to @{row['position']}"
    yield _receiver(row, f"{until}, {row['waiting']} waiting")
    if row["given_up"]:
        given_up = f"{row['given_up']} given up"
        yield Line(f"{given_up}; claims notify retry {row['name']} sends them again", 1)
    if row["stopped"]:
        yield Line(f"stopped: {row['stopped']}; claims notify retry {row['name']} begins again", 1)
    elif row["error"]:
        yield Line(f"last: {row['error']}", 1)


def _receiver(row: ReceiverData, state: str) -> ListLine:
    return ListLine((row["name"], row["place"], state), Columns.RECEIVER)


@notify.command(cls=VerbCommand, short_help="Tell a receiver nothing any more.")
@click.argument("name")
@pass_call
def remove(call: Call, name: str) -> None:
    """Forget a receiver, with its secret and all that waits for it.

    Example: claims notify remove desk
    """
    with call.ledger() as ledger:
        dropped = notify_receivers.remove_receiver(ledger, name)
    data: RetriedData = {"name": name, "messages": dropped}
    give(call, data=data, lines=[f"removed: {name}; {dropped} that waited are dropped"])


@notify.command(cls=VerbCommand, short_help="Send a receiver a message to try it.")
@click.argument("name")
@pass_call
def test(call: Call, name: str) -> ExitCode:
    """Send one message that says that it is a test, now; nothing else is sent or moved.

    Example: claims notify test desk
    """
    with call.ledger() as ledger:
        outcome = notify_receivers.try_receiver(ledger, name, _post(call.words))
    failed = [] if outcome.error is None else [outcome.error]
    data: NotifiedData = {"sent": int(not failed), "failed": failed}
    arrived = "the test arrived" if outcome.error is None else f"it failed: {outcome.error}"
    give(call, data=data, lines=[f"{name}: {arrived}"])
    return ExitCode.OK if outcome.error is None else ExitCode.FINDINGS


@notify.command(cls=VerbCommand, short_help="Send again what was given up.")
@click.argument("name")
@pass_call
def retry(call: Call, name: str) -> None:
    """Send again, in order, what was given up or waits; a receiver that was stopped begins again.

    claims notify run sends it. Example: claims notify retry desk
    """
    with call.ledger() as ledger:
        count = notify_receivers.retry_receiver(ledger, name)
    data: RetriedData = {"name": name, "messages": count}
    give(call, data=data, lines=[f"{name}: {count} are sent by claims notify run"])


@notify.command(cls=VerbCommand, short_help="Send what changed, and follow.")
@click.option("--once", is_flag=True, help="Send what is due now, and end: for cron.")
@pass_call
def run(call: Call, *, once: bool) -> ExitCode:
    """Send what changed to every receiver, and go on as more is recorded, until Ctrl-C.

    At least once, in order for each partnership; several at once do not send twice.
    Digests are in the language of --lang.

    Example: claims notify run --once
    """
    failed: list[str] = []
    sent: list[str] = []
    guard = threading.Lock()

    def say_so(each: Attempt) -> None:
        what = f"{each.receiver}: {each.subject} @{each.position}"
        with guard:
            if each.error is None:
                sent.append(what)
            else:
                failed.append(f"{what}: {each.error}")
            if not once and not call.json:
                state = "sent" if each.error is None else f"not sent: {each.error}"
                write(sys.stdout, [f"{what} {state}"])
                hand_over(sys.stdout)

    with call.ledger() as ledger:
        runner = notify_runner.Runner(
            ledger=ledger,
            receivers=notify_receiver.receivers_of(ledger),
            mail=_post(call.words),
            tell=say_so,
        )
        if once:
            runner.once()
        else:
            with _ends(runner.stop):
                runner.follow()
    data: NotifiedData = {"sent": len(sent), "failed": failed}
    give(call, data=data, lines=[f"{len(sent)} sent, {len(failed)} not", *failed[:20]])
    return ExitCode.FINDINGS if failed and once else ExitCode.OK


@contextmanager
def _ends(stop: Callable[[], None]) -> Iterator[None]:
    """Ctrl-C and the end by a service manager let what is on its way arrive."""
    before = {
        number: signal.signal(number, lambda *_: stop())
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _post(words: Words) -> notify_mail.Post | None:
    return notify_mail.Post.of(
        os.environ.get("CLAIMS_SMTP"),
        sender=os.environ.get("CLAIMS_MAIL_FROM"),
        password=os.environ.get("CLAIMS_SMTP_PASSWORD"),
        words=words,
    )
