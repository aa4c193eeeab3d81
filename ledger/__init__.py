"""Claim Ledger: what the news states about partnerships between states, kept as evidence.

This module is the public Python API, a facade and nothing else. Names are resolved on
first use, so that ``import ledger`` costs nothing.

>>> from ledger import Clocks, open_ledger
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ledger.app import Ledger, Outcome, init_ledger, open_ledger
    from ledger.clock import Clocks, FixedClock, SystemClock
    from ledger.edtf import Edtf, Tristate
    from ledger.errors import ClaimsError

__version__ = "0.1.0"

__all__ = [
    "ClaimsError",
    "Clocks",
    "Edtf",
    "FixedClock",
    "Ledger",
    "Outcome",
    "SystemClock",
    "Tristate",
    "init_ledger",
    "open_ledger",
]

_HOME = {
    "ClaimsError": "errors",
    "Clocks": "clock",
    "Edtf": "edtf",
    "FixedClock": "clock",
    "Ledger": "app",
    "Outcome": "app",
    "SystemClock": "clock",
    "Tristate": "edtf",
    "init_ledger": "app",
    "open_ledger": "app",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return __all__
