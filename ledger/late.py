"""A module that is loaded when it is first used: what a call does not need costs it nothing.

Takes a module's name; gives what stands for it. For the linters and for the walls between rooms
it is an import like any other, so the real one stands next to it:

    if TYPE_CHECKING:
        from ledger.cli import failure
    else:
        failure = late("ledger.cli.failure")

Absent: names of a module alone. ``failure.text`` is looked up where it is called.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any


class Late:
    """Stands for a module until something of it is asked for, and asks the module then."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:  # noqa: ANN401 - whatever the module holds
        module = sys.modules.get(self._name)
        if module is None or getattr(module.__spec__, "_initializing", False):
            module = import_module(self._name)  # waits while another thread loads it
        return getattr(module, attribute)

    def __repr__(self) -> str:
        return f"<{self._name}, loaded when it is used>"


def late(name: str) -> Any:  # noqa: ANN401 - the caller's own import says what it is
    """The module of a name, loaded when it is first used.

    >>> late("fractions").Fraction(2, 4).denominator
    2
    """
    return Late(name)
