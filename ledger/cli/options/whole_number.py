"""A count on the command line: a whole number between two limits, which a refusal names.

Takes a word of the call; gives the number.
"""

from __future__ import annotations

from typing import Any

import click

MOST = 1_000_000_000
"""As many as anything here is counted."""


class WholeNumber(click.IntRange):
    """A whole number from one limit to another, both of them allowed."""

    def __init__(self, least: int = 1, most: int = MOST) -> None:
        super().__init__(least, most)

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click says so
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> int:
        """The number, or a refusal that says between which limits it has to be."""
        try:
            return int(super().convert(value, param, ctx))
        except click.BadParameter:
            shown = str(value)[:40]
            self.fail(f"{shown} is no whole number from {self.min:,} to {self.max:,}", param, ctx)
