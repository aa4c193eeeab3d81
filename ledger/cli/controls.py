"""``claims correct``, ``retract`` and ``dispute``: acts on claims. Nothing is ever changed.

Takes a claim's id, who acts and why; gives one event more in the log.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ledger.claims.events import ClaimRecorded
from ledger.cli.acts import AGAIN, again_option, submit_act
from ledger.cli.call import Call, pass_call
from ledger.cli.flags import entry, flags_of
from ledger.cli.group import VerbCommand
from ledger.entries.specs import field_specs
from ledger.entries.write import entry_of
from ledger.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ledger.app import Ledger
    from ledger.log.log_entry import LogEntry

Entry = dict[str, object]
_OF_A_QUOTE = ("prefix", "suffix")


class NotAClaim(InvalidInput):
    """What should be corrected is no claim."""

    code = "not-a-claim"

    def __init__(self, entry: LogEntry) -> None:
        super().__init__(
            f"{entry.id} is no claim but {entry.type}", fix="claims log lists the claims"
        )


class NothingSet(InvalidInput):
    """A change that is not written as one."""

    code = "nothing-set"

    def __init__(self, given: str) -> None:
        super().__init__(
            f"--set takes FIELD=VALUE, not {given}", fix="write it as in --set count=10"
        )


def _flagged(kind: str, *, leaving_out: Sequence[str]) -> Callable[[click.Command], click.Command]:
    """Give a command the flags of a kind of entry."""

    def add(command: click.Command) -> click.Command:
        command.params.extend(flags_of([kind], leaving_out=leaving_out))
        return command

    return add


@_flagged("correction", leaving_out=["claim", AGAIN])
@click.command(cls=VerbCommand, short_help="Put a right claim in place of one.")
@click.argument("claim")
@click.option("--set", "changes", multiple=True, metavar="FIELD=VALUE", help="What is changed.")
@click.option("--document", metavar="DOCUMENT", help="The document that has it right.")
@click.option("--quote", metavar="TEXT", help="Its verbatim words.")
@again_option
@pass_call
def correct(
    call: Call, /, claim: str, changes: tuple[str, ...], *, again: bool, **given: object
) -> None:
    """Put a right claim in the place of a wrong one: both stay in the log.

    Every field that is not set stays as it was; an empty VALUE takes a field out, and a field
    that is a list is set as often as it has values. Example: claims correct c7x2k9 --set
    count=10 --by ledger --basis coding-error --reason "misread"
    """
    quoted = {name: given.pop(name) for name in ("document", "quote")}
    new = {name: value for name, value in quoted.items() if value is not None}
    with call.ledger() as ledger:
        found = _claim(ledger, claim)
        becomes = _changed(found, {**new, **_set(str(found["kind"]), changes)})
        act = entry("correction", given)
        submit_act(call, ledger, {**act, "claim": found["id"], "becomes": becomes}, again=again)


@_flagged("retraction", leaving_out=["target", AGAIN])
@click.command(cls=VerbCommand, short_help="Take back a claim or a document.")
@click.argument("target")
@again_option
@pass_call
def retract(call: Call, /, target: str, *, again: bool, **given: object) -> None:
    """Take back a claim, a whole document, or an earlier retraction: it stays in the log.

    Example: claims retract c7x2k9 --by "THX News" --reason "the count was wrong" --document
    thx-news-2024-06-14
    """
    with call.ledger() as ledger:
        act = {**entry("retraction", given), "target": ledger.show(target).id}
        submit_act(call, ledger, act, again=again)


@_flagged("dispute", leaving_out=["claim", AGAIN])
@click.command(cls=VerbCommand, short_help="Put on record that a claim is denied.")
@click.argument("claim")
@again_option
@pass_call
def dispute(call: Call, /, claim: str, *, again: bool, **given: object) -> None:
    """Put on record that someone contradicts a claim: it stands, and is marked.

    Example: claims dispute c7x2k9 --by "La Jornada" --reason "ten have ratified"
    """
    with call.ledger() as ledger:
        act = {**entry("dispute", given), "claim": ledger.show(claim).id}
        submit_act(call, ledger, act, again=again)


def _claim(ledger: Ledger, name: str) -> Entry:
    """A recorded claim as the entry that would record it."""
    found = ledger.show(name)
    if not isinstance(found.event, ClaimRecorded):
        raise NotAClaim(found)
    return entry_of(found.event.claim)


def _set(kind: str, changes: Sequence[str]) -> Entry:
    """What ``--set`` says, by field; None takes the field out."""
    specs = {field.name: field for field in field_specs(kind)}
    made: Entry = {}
    for change in changes:
        name, equals, value = change.partition("=")
        name = name.strip().replace("-", "_")
        if not equals or not name:
            raise NothingSet(change)
        before = made.get(name)
        if not value:
            made[name] = None
        elif name in specs and specs[name].many:
            made[name] = [*(before if isinstance(before, list) else []), value]
        else:
            made[name] = value
    return made


def _changed(claim: Entry, changes: Mapping[str, object]) -> Entry:
    """The claim with changes; other words have another surrounding and another name."""
    left = [*(_OF_A_QUOTE if {"quote", "document"} & set(changes) else ()), "id"]
    kept = {name: value for name, value in claim.items() if name not in left}
    return {name: value for name, value in {**kept, **changes}.items() if value is not None}
