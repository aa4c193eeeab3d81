"""What a person says of a document that is captured: the same options for each door."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    Command = TypeVar("Command", bound=Callable[..., object])

_OPTIONS = (
    click.option("--id", "name", metavar="NAME", help="A short name; else one made from the text."),
    click.option("--title", metavar="TEXT", help="Its title, if it does not say."),
    click.option("--publisher", metavar="TEXT", help="Who published it, if it does not say."),
    click.option("--kind", metavar="WORD", help="What sort of source: news, wire, depositary, …"),
    click.option("--language", metavar="TAG", help="Its language, such as en, es or ko."),
    click.option("--url", metavar="URL", help="Where it was found."),
    click.option("--published", metavar="EDTF", help="When it was published: 2024-06-12."),
    click.option("--lineage", metavar="WORD", help="original, syndicated, translated, summarised."),
    click.option("--root", metavar="DOCUMENT", help="The document that it retells."),
)


def document_options(command: Command) -> Command:
    """Give a command the options; it takes them as ``**details``."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
