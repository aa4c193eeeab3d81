"""``claims schema``: how entries are written and how answers read, as JSON Schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.usage import WrongUsage, no_such_command
from ledger.late import late
from ledger.views.json_layout import laid_out

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledger.app.contract import schemas
    from ledger.app.desk import format as import_format
    from ledger.app.desk import sheets
    from ledger.cli import contract
else:
    contract = late("ledger.cli.contract")
    import_format = late("ledger.app.desk.format")
    schemas = late("ledger.app.contract.schemas")
    sheets = late("ledger.app.desk.sheets")


@click.command(cls=VerbCommand, short_help="Print the JSON Schema of entries or answers.")
@click.option("--answers", is_flag=True, help="Of what commands answer with --json.")
@click.option(
    "--csv", "kind", metavar="KIND", help="The header of a sheet whose rows are of this kind."
)
@click.argument("command", nargs=-1, metavar="[COMMAND]")
@pass_call
def schema(call: Call, command: tuple[str, ...], *, answers: bool, kind: str | None) -> None:
    """Print the JSON Schema (2020-12) of the entries that import and record take.

    With --answers, that of every answer and error that a program gets with --json, or of those
    of one COMMAND. Editors that know JSON Schema check a file while it is written.
    --csv KIND prints the header that claims import reads in a sheet, CSV, TSV or .xlsx.
    Example: claims schema --answers status
    """
    if kind is not None:
        if command or answers:
            raise WrongUsage("--csv stands alone", command="claims schema")
        _header(call, kind)
        return
    if command and not answers:
        message = f"entries have one schema, whatever the command: {' '.join(command)}"
        raise WrongUsage(message, command="claims schema", near=["claims schema --answers COMMAND"])
    printed = _answers(" ".join(command)) if answers else _entries()
    give(call, data=printed, lines=laid_out(printed).splitlines())


def _header(call: Call, kind: str) -> None:
    name = sheets.kind_called(kind)
    if name is None:
        raise import_format.UnknownKind(kind, import_format.KIND_NAMES)
    receipt: Mapping[str, object] = {"kind": name, "columns": list(sheets.columns_of(name))}
    give(call, data=receipt, lines=[sheets.header_line(name)])


def _entries() -> dict[str, object]:
    return import_format.json_schema()


def _answers(command: str) -> dict[str, object]:
    types = contract.answer_types()
    if not schemas.commands_of(types, command):
        raise no_such_command(command, list(types), command="claims schema --answers")
    return schemas.answers_schema(types, command)
