"""``claims brief``: one to two pages on partnerships, every statement with a footnote."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledger import files
from ledger.app.clocks import ChangedClock, day, moment_or_position
from ledger.cli.answer import give
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.options.clocks import clock_options
from ledger.cli.options.offered import subjects
from ledger.cli.options.output import out_options, output
from ledger.cli.usage import WrongUsage
from ledger.late import late
from ledger.views.briefs.since import Since
from ledger.views.data import data
from ledger.views.words import LANGUAGES

if TYPE_CHECKING:
    from ledger.app.contract.receipts import BriefData
    from ledger.app.publication import brief as publication_brief
    from ledger.clock import Clocks
    from ledger.publishing.briefs import formats
    from ledger.views.briefs import markdown as briefs_markdown
else:
    briefs_markdown = late("ledger.views.briefs.markdown")
    formats = late("ledger.publishing.briefs.formats")
    publication_brief = late("ledger.app.publication.brief")

_PDF = ".pdf"


@click.command(cls=VerbCommand, short_help="Write a brief with footnotes, for a reader.")
@click.argument(
    "partnerships", nargs=-1, required=True, metavar="SUBJECT...", shell_complete=subjects
)
@click.option(
    "--since",
    metavar="DAY|TIME|POSITION",
    help="Say what changed after this day, this moment, or this log position, as @41.",
)
@click.option(
    "--clock",
    type=click.Choice([str(changed_clock) for changed_clock in ChangedClock]),
    default=str(ChangedClock.RECORDED),
    show_default=True,
    help="The clock that --since is on.",
)
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    help="The language of the brief; what sources said stays as it is.",
)
@click.option(
    "--fonts",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="For PDF: only fonts of this folder, so that every machine sets the same.",
)
@out_options
@pass_call
@clock_options
def brief(
    call: Call,
    clocks: Clocks,
    partnerships: tuple[str, ...],
    *,
    since: str | None,
    clock: str,
    lang: str | None,
    fonts: Path | None,
    out: Path | None,
    overwrite: bool,
) -> None:
    """Write where partnerships stand on one to two pages, every statement with a footnote.

    FILE ends in .md, .html, .pdf or .docx; without one, Markdown is printed. Several SUBJECTs are
    compared in one brief. PDF takes the extra typst, DOCX the extra docx.
    Example: claims brief mexico-korea-space --since 2024-06-01 -o space.pdf
    """
    ending = None if out is None else formats.format_of(out)
    if fonts is not None and ending != _PDF:
        raise WrongUsage(
            "--fonts is for a file that ends in .pdf",
            command=click.get_current_context().command_path,
        )
    target = output(call, out, overwrite=overwrite)
    moved = ChangedClock(clock)
    changed = None
    if since is not None:
        recorded = moved is ChangedClock.RECORDED
        moment = moment_or_position("--since", since) if recorded else day("--since", since)
        changed = Since(moment=moment, clock=moved)
    spoken = lang or call.words.language
    with call.ledger() as ledger:
        at, (written, lost) = ledger.at_one_position(
            clocks,
            lambda clocks: (
                publication_brief.brief(
                    ledger, partnerships, clocks, since=changed, language=spoken
                ),
                publication_brief.erased(ledger, partnerships, clocks),
            ),
        )
    receipt: BriefData = {"file": None, "format": None, "bytes": None, "brief": data(written)}
    if target.file is None or ending is None:
        page = briefs_markdown.markdown(written).splitlines()
        give(call, data=receipt, at=data(at), lines=page, erased=lost if call.json else ())
        return
    content = formats.made(written, ending, fonts=fonts)
    files.write(target.file, content, overwrite=target.overwrite, spared=target.spared)
    receipt["file"], receipt["format"] = str(target.file), ending.removeprefix(".")
    receipt["bytes"] = len(content)
    lines = [f"written to {target.file}: {len(written.footnotes)} notes, {len(content):,} bytes"]
    lost = lost if call.json else ()
    lines = [] if files.is_stream(target.file) else lines
    give(call, data=receipt, at=data(at), erased=lost, lines=lines)
