"""What each step does: a function for every key of the vocabulary, by subject.

Read in this order: ``recording`` and ``acting`` (telling), ``asking`` (the clocks), then what
is looked at: ``counting``, ``weighing``, ``parties``, ``hurdles``, ``in_force``,
``contests``, ``evidence``.
"""

from ledger.specs.steps import (
    acting,
    asking,
    contests,
    counting,
    evidence,
    hurdles,
    in_force,
    parties,
    recording,
    weighing,
)
from ledger.specs.steps.registry import STEPS, Table, carry_out, rows_for

__all__ = [
    "STEPS",
    "Table",
    "acting",
    "asking",
    "carry_out",
    "contests",
    "counting",
    "evidence",
    "hurdles",
    "in_force",
    "parties",
    "recording",
    "rows_for",
    "weighing",
]
