"""What every face shares: one ledger to be told and asked, and the lobby before it.

Takes what a face was given (text, files, words for clocks) and a ledger's location; gives values,
the envelope of an answer, and every mistake at its place. Absent: rules, and words for pages.
Names are resolved on first use: ``import ledger.app`` loads no database.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ledger.app.clocks import At
    from ledger.app.ledger import Ledger
    from ledger.app.opening import init_ledger, open_ledger
    from ledger.app.refusals import (
        Ambiguous,
        BeyondTheHead,
        NoPosition,
        NoSuchSubject,
        NothingCalled,
        SinceTooLate,
    )
    from ledger.app.submission.submit import Outcome

__all__ = [
    "Ambiguous",
    "At",
    "BeyondTheHead",
    "Ledger",
    "NoPosition",
    "NoSuchSubject",
    "NothingCalled",
    "Outcome",
    "SinceTooLate",
    "init_ledger",
    "open_ledger",
]

_HOME = {
    "Ambiguous": "refusals",
    "At": "clocks",
    "BeyondTheHead": "refusals",
    "Ledger": "ledger",
    "NoPosition": "refusals",
    "NoSuchSubject": "refusals",
    "NothingCalled": "refusals",
    "Outcome": "submission.submit",
    "SinceTooLate": "refusals",
    "init_ledger": "opening",
    "open_ledger": "opening",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return __all__
