"""``--out FILE`` and ``--overwrite``: where a command writes what it would print otherwise.

Takes the words of the shell, gives an ``Output`` that refuses a wrong place before the work
begins and writes through ``ledger.files``: whole or not at all.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import attrs
import click

from ledger import files
from ledger.settings import expanded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ledger.cli.call import Call

AnyCallable = TypeVar("AnyCallable", bound="Callable[..., Any]")

STDOUT = Path("/dev/stdout")
OVERWRITE = click.option(
    "--overwrite", is_flag=True, help="Replace what is there; never a ledger or a key."
)


def out_options(command: AnyCallable) -> AnyCallable:
    """Give a command ``--out`` and ``--overwrite``; it gets ``out`` and ``overwrite``."""
    out = click.option(
        "-o",
        "--out",
        type=click.Path(path_type=Path, readable=False),
        metavar="FILE",
        callback=lambda _, __, out: STDOUT if out == Path("-") else out,
        help="Write it to a file; - is standard output.",
    )
    return out(OVERWRITE(command))


@attrs.frozen(kw_only=True)
class Output:
    """A file that a command writes, or None where it prints."""

    file: Path | None
    overwrite: bool
    spared: dict[Path, str]

    @property
    def streams(self) -> bool:
        """Whether a program reads it as it comes: nothing may be added to it there."""
        return self.file is not None and files.is_stream(self.file)

    def write(
        self,
        content: str | bytes | Iterable[str],
        lines: Iterable[str],
        summary: Sequence[str] = (),
    ) -> Iterable[str]:
        """Write the file, if there is one; the lines that are then left to print.

        ``summary`` says of a file what is in it. A content in parts is gone through only where
        there is a file, the lines only to print.
        """
        if self.file is None:
            return lines
        files.write(self.file, content, overwrite=self.overwrite, spared=self.spared)
        return [] if self.streams else [f"written to {self.file}", *summary]


def output(call: Call, out: Path | None, *, overwrite: bool, reads: Sequence[Path] = ()) -> Output:
    """Where to write; refused now if it is the ledger, the folder of keys or one of ``reads``."""
    if out is None:
        return Output(file=None, overwrite=overwrite, spared={})
    spared = {expanded(call.settings.custody): "stands among the keys, which claims keeps"}
    spared |= dict.fromkeys(reads, "is read by this command")
    if "://" not in call.settings.ledger:
        spared[Path(call.settings.ledger)] = "is the ledger"
    files.check(out, overwrite=overwrite, spared=spared)
    return Output(file=out, overwrite=overwrite, spared=spared)
