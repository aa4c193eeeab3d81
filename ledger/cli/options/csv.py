"""``--csv``: the answer as a table for a spreadsheet, of commands that answer with a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

from ledger.cli.call import Call

if TYPE_CHECKING:
    from collections.abc import Callable

AnyCallable = TypeVar("AnyCallable", bound="Callable[..., Any]")


def _as_csv(context: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 - Click's callback
    if value:
        context.ensure_object(Call).csv = True


def csv_option(command: AnyCallable) -> AnyCallable:
    """Give a command ``--csv``; it hands ``give`` the cells of its list."""
    return click.option(
        "--csv",
        is_flag=True,
        expose_value=False,
        callback=_as_csv,
        help="The list as CSV, for a spreadsheet.",
    )(command)
