"""``claims capture``: keep a document, so that claims can quote it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ledger.app.desk.documents import (
    CaptureTerms,
    capturing,
    is_address,
    read_address,
    read_document,
)
from ledger.app.desk.kept_originals import keep_original_of
from ledger.app.envelope import UNFIXED
from ledger.cli.answer import say
from ledger.cli.call import Call, pass_call
from ledger.cli.group import VerbCommand
from ledger.cli.input.stdin import STDIN, standard_input
from ledger.cli.input.submitting import Submission
from ledger.cli.options.document import document_options
from ledger.views.page import Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledger.app import Outcome
    from ledger.app.contract.receipts import CapturedData
    from ledger.app.desk.documents import Document
    from ledger.views.page import Block


@click.command(cls=VerbCommand, short_help="Keep a document, so it can be quoted.")
@click.argument("file", metavar="FILE|URL|-", type=click.Path())
@document_options
@click.option("--charset", metavar="LABEL", help="Its encoding, if it does not say: euc-kr.")
@click.option("--as-is", is_flag=True, help="Keep what is no article: a feed, a mail, an error.")
@click.option("--allow-private", is_flag=True, help="Fetch from your own network as well.")
@click.option("--keep-original", is_flag=True, help="Keep its bytes as they are, by their hash.")
@pass_call
def capture(
    call: Call,
    /,
    file: str,
    *,
    charset: str | None,
    as_is: bool,
    allow_private: bool,
    keep_original: bool,
    **details: str | None,
) -> None:
    """Keep a document: a page of the web or a file (text, Markdown, HTML, PDF, DOCX, mail).

    Of a page, the article is kept; of a PDF, the pages on which quotes stand. The same text twice
    is one document. Example: claims capture article.html --id thx-news-2024
    --publisher "THX News" --kind news --published 2024-06-12
    """
    terms = CaptureTerms(charset=charset, as_is=as_is, today=call.today)
    if is_address(file):
        captured = read_address(file, terms, allow_private=allow_private)
    else:
        source = standard_input() if file == STDIN else Path(file)
        captured = read_document(source, terms)
    command = capturing(captured, details, keep_original=keep_original)
    with call.ledger() as ledger:
        if keep_original:
            keep_original_of(ledger, captured, command)
        (outcome,) = Submission(call=call).of_commands(ledger, [command])
        document = ledger.register().document(outcome.id) or command.document
    say(
        call,
        data=_data(document, outcome, captured.notes),
        at={**UNFIXED, "position": outcome.position},
        lines=_page(document, outcome, captured.notes),
    )


def _data(document: Document, outcome: Outcome, notes: Iterable[str]) -> CapturedData:
    return {
        "id": outcome.id,
        "new": outcome.new,
        "position": outcome.position,
        "sha256": document.sha256,
        "characters": len(document.text),
        "title": document.title,
        "publisher": document.publisher,
        "kind": document.kind.value,
        "language": document.language,
        "url": document.url,
        "published": None if document.published is None else str(document.published),
        "lineage": document.lineage.value,
        "root": document.root,
        "original": document.original,
        "notes": list(notes),
    }


def _page(document: Document, outcome: Outcome, notes: Iterable[str]) -> Iterator[Block]:
    where = f"position @{outcome.position}" if outcome.new else "already there"
    yield f"document {outcome.id} ({where})"
    yield Line(f"{document.title}, {document.publisher}, {document.published or 'no date'}", 1)
    yield Line(f"{len(document.text):,} characters, SHA-256 {document.sha256}", 1)
    if document.original is not None:
        yield Line(f"original bytes kept, SHA-256 {document.original}", 1)
    yield from (Line(f"note: {note}", 1) for note in notes)
