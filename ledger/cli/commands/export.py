"""``claims export``: what the ledger holds as entries, or its log as files to check."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from ledger.app.clocks import clocks as clocks_of
from ledger.app.sharing.export import as_table, texts
from ledger.cli.answer import give, say
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.input.sharing import left_out_notices
from ledger.cli.options.offered import subjects
from ledger.cli.options.output import out_options, output
from ledger.cli.printing import limit, write
from ledger.cli.usage import WrongUsage
from ledger.late import late
from ledger.views.json_layout import Streamed
from ledger.views.text.layout import fitted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledger.app.contract.receipts import EntriesExported, ExportedData, StandardExported
    from ledger.app.publication import imprint as imprints
    from ledger.app.publication import standards
    from ledger.app.sharing.proofs import ExportFile
    from ledger.cli.options.output import Output
    from ledger.views.standards import annotations as web_annotations
    from ledger.views.standards import nanopublications
else:  # few exports are these
    imprints = late("ledger.app.publication.imprint")
    standards = late("ledger.app.publication.standards")
    web_annotations = late("ledger.views.standards.annotations")
    nanopublications = late("ledger.views.standards.nanopublications")

_FORMS = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".jsonld": "annotations",
    ".trig": "nanopublications",
}
"""How entries are written in a file, by its ending; in any other, as YAML."""
_STANDARDS = frozenset({"annotations", "nanopublications"})
"""Formats of others, in which there are claims and no entries."""


@click.command(cls=VerbCommand, short_help="Write entries that import reads, or the log.")
@click.argument("partnerships", nargs=-1, metavar="[SUBJECT]...", shell_complete=subjects)
@click.option(
    "--format",
    "form",
    type=click.Choice(["yaml", "jsonl", "csv", "annotations", "nanopublications"]),
    help="How entries are written, or claims for others' programs; by the ending of FILE if not "
    "given, else yaml.",
)
@click.option(
    "--tiles",
    type=click.Path(path_type=Path, readable=False),
    metavar="FOLDER",
    help="The log itself, for others to check, in place of entries.",
)
@out_options
@pass_call
def export(
    call: Call,
    partnerships: tuple[str, ...],
    *,
    form: str | None,
    tiles: Path | None,
    out: Path | None,
    overwrite: bool,
) -> None:
    """Write all that the ledger holds, or what partnerships rest on, as entries.

    claims import --from reads them back without loss, in an empty ledger or in another desk's. Each
    has the proof that it was recorded here, under the last checkpoint, with the name of who
    recorded it; whoever has your public key can check them (claims checkpoint first).
    With --tiles FOLDER the log under its last checkpoint is written, in the form of
    c2sp.org/tlog-tiles: who recorded what when, with hashes, and no words of articles.
    For archives: W3C Web Annotations of the quotes (.jsonld), nanopublications with PROV (.trig).
    Example: claims export mexico-korea-space -o space.yaml
    """
    if tiles is None:
        _entries(call, partnerships, form, output(call, out, overwrite=overwrite))
        return
    if partnerships or form or out:
        command = click.get_current_context().command_path
        raise WrongUsage("--tiles writes the whole log to its own folder", command=command)
    with call.ledger() as ledger:
        done = ledger.export(tiles, overwrite=overwrite)
    receipt: ExportedData = {"folder": str(done.folder), "size": done.size, "files": done.files}
    give(call, data=receipt, lines=[f"{done.size} events in {done.files} files in {done.folder}"])


def _standard(call: Call, partnerships: tuple[str, ...], form: str, target: Output) -> None:
    """Claims with their sources as annotations or nanopublications."""
    with call.ledger() as ledger:
        clocks = clocks_of(ledger.today)
        claims = standards.claims_with_sources(ledger, clocks, partnerships)
        made = imprints.imprint(ledger, ledger.at(clocks).position)
        write_out = (
            web_annotations.web_annotations if form == "annotations" else nanopublications.trig
        )
        parts = write_out(claims, made)
        file = None if target.file is None else str(target.file)
        text = "".join(parts) if file is None and call.json else None
        printed = target.write(parts, _lines(parts), [f"{len(claims)} claims"])
        receipt: StandardExported = {
            "file": file,
            "format": form,
            "count": len(claims),
            "text": text,
        }
        if file is None:
            give(call, data=receipt, lines=printed)
        else:
            say(call, data=receipt, lines=printed)


def _entries(call: Call, partnerships: tuple[str, ...], form: str | None, target: Output) -> None:
    file = target.file
    form = form or _FORMS.get("" if file is None else file.suffix.lower(), "yaml")
    if form in _STANDARDS:
        _standard(call, partnerships, form, target)
        return
    with call.ledger() as ledger:
        exported = ledger.export_file(partnerships)
        parts = _parts(exported, form)
        left_out = [gap.sentence for gap in exported.left_out]
        printed = target.write(parts, _lines(parts), [f"{len(exported.entries)} entries"])
        entries = Streamed(exported.mappings if file is None and call.json else ())
        receipt: EntriesExported = {
            "file": None if file is None else str(file),
            "count": len(exported.entries),
            "signed": exported.signed and form != "csv",
            "left_out": left_out,
            "entries": cast("list[dict[str, object]]", entries),  # as it is written
        }
        if file is None:
            give(call, data=receipt, lines=printed)
        else:
            say(call, data=receipt, lines=printed)
    notices = left_out_notices(left_out)
    if form == "csv":
        notices.append("a table has no proofs: --format jsonl or yaml has them")
    elif not exported.signed:
        notices.append("not signed: no checkpoint covers all of it; claims checkpoint signs for it")
    if notices and not call.json:
        notices = [f"claims: {notice}" for notice in notices]
        write(sys.stderr, fitted(notices, limit(sys.stderr)))


def _parts(exported: ExportFile, form: str) -> Iterator[str]:
    """The text of an export, some whole lines at a time."""
    if form == "csv":
        return as_table(exported.plain)
    return texts(exported.mappings, lines=form == "jsonl")


def _lines(parts: Iterable[str]) -> Iterator[str]:
    for part in parts:
        yield from part.removesuffix("\n").split("\n")
