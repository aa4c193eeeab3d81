"""The fields of entries as flags: ``--asserted-by sre``, ``--topics launch --topics training``.

Takes the one description of fields of ``ledger.entries.specs``, gives Click options;
``ledger.app.desk.fields`` makes an entry of what they hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ledger.app.desk.fields import flag
from ledger.app.desk.format import FieldSpec, Figure, Sort, written_specs
from ledger.cli.options.offered import Offer, beginning, named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_NAMED = frozenset({Sort.PARTY, Sort.PARTNERSHIP, Sort.INSTRUMENT, Sort.DOCUMENT, Sort.HURDLE})


def flags_of(kinds: Iterable[str], *, leaving_out: Sequence[str] = ()) -> list[click.Option]:
    """One option for each field that any of these kinds has.

    Every flag may be repeated as far as Click can tell: which field is a list is a matter of
    its kind, and ``entry`` knows it.
    """
    fields: dict[str, FieldSpec] = {}
    for kind in kinds:
        for field in written_specs(kind):
            if field.name not in leaving_out and field.sort is not Sort.ENTRY:
                fields.setdefault(field.name, field)
    return [_option(field) for field in fields.values()]


def flagged(kind: str, *, leaving_out: Sequence[str]) -> Callable[[click.Command], click.Command]:
    """Give a command the flags of a kind of entry."""

    def add(command: click.Command) -> click.Command:
        command.params.extend(flags_of([kind], leaving_out=leaving_out))
        return command

    return add


def _option(field: FieldSpec) -> click.Option:
    if field.sort is Sort.YES_NO:
        return click.Option([flag(field.name), field.name], is_flag=True, help=field.help)
    words = f": {', '.join(field.choices)}" if field.choices else ""
    each = "; repeat it for more" if field.many else ""
    return click.Option(
        [flag(field.name), field.name],
        multiple=True,
        metavar=_metavar(field),
        shell_complete=_offer(field),
        help=f"{field.help[:1].upper()}{field.help[1:]}{words}{each}.",
    )


def _offer(field: FieldSpec) -> Offer | None:
    """What Tab offers behind a flag: names of its kind, the words of a choice."""
    if field.choices:
        words = field.choices
        return lambda _, __, incomplete: beginning(incomplete, dict.fromkeys(words, ""))
    return named(field.sort.name.lower()) if field.sort in _NAMED else None


def _metavar(field: FieldSpec) -> str:
    match field.sort:
        case Sort.TEXT:
            return "TEXT"
        case Sort.NUMBER:
            return "NUMBER"
        case Sort.RECORD if field.type is Figure:
            return '"[MORE-THAN] NUMBER UNIT"'
        case Sort.RECORD:
            return '"{FIELD: VALUE, …}"'
        case Sort.DATE:
            return "EDTF"
        case Sort.CHOICE:
            return "WORD"
        case _:
            return field.sort.name.replace("_", "-")
