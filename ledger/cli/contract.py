"""The type of every command's answer, with those of the rooms that only this face calls.

Takes nothing; gives ``answer_types``. It loads the domain: only ``claims schema --answers`` and
tests call it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from ledger.app.contract.answers import ANSWERS
from ledger.app.contract.receipts import ReportFile
from ledger.demo import Told
from ledger.specs.phrases.vocabulary import PhraseExample
from ledger.specs.reports.results import Run
from ledger.views.answer_types import Joined

if TYPE_CHECKING:
    from collections.abc import Mapping


def answer_types() -> Mapping[str, object]:
    """The type of ``data`` by the words of a command without ``claims``, in order of the words."""
    types: dict[str, object] = {
        **ANSWERS,
        "demo": Told,
        "spec run": Run,
        "spec report": Annotated[object, Joined((ReportFile, Run))],
        "spec steps": tuple[PhraseExample, ...],
    }
    return dict(sorted(types.items()))
