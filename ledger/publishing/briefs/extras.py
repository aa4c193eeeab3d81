"""Libraries that only some need: asked for when they are used, with a way out where they are not.

Takes the name of a module; gives the module.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from ledger.errors import InvalidInput


class ExtraMissing(InvalidInput):
    """Something that takes a library which was not installed with the program."""

    code = "brief-extra-missing"
    http_status = 501

    def __init__(self, extra: str, what: str) -> None:
        super().__init__(
            f"{what} takes the extra '{extra}', which is not installed; nothing was written",
            fix=f"pip install 'claim-ledger[{extra}]', or write .html or .md",
        )
        self.extra = extra


def extra(module: str, name: str, what: str) -> Any:  # noqa: ANN401 - a module of one's own kind
    """A module of an extra.

    Raises:
        ExtraMissing: it is not installed.
    """
    try:
        return import_module(module)
    except ImportError as error:
        raise ExtraMissing(name, what) from error
