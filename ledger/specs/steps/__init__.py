"""What each step does: a function for every key of the vocabulary, by subject.

Takes a world and the values of a sentence; gives the citations that made it true, or what differs.
Read in this order: ``recording``, ``acting``, ``inbox``, ``feeds`` and ``sheets`` (telling),
``asking`` (the clocks), then what is looked at: ``counting``, ``weighing``, ``parties``,
``hurdles``, ``in_force``, ``course``, ``contests``, ``evidence``, ``agenda``, ``changing``,
``briefs``, ``csv_tables``, ``proving``, and what others get: ``receivers``, ``desks``. Absent:
words. How a step is said is data.
"""

from ledger.specs.steps import (
    acting,
    agenda,
    asking,
    briefs,
    changing,
    contests,
    counting,
    course,
    csv_tables,
    desks,
    evidence,
    feeds,
    hurdles,
    in_force,
    inbox,
    parties,
    proving,
    receivers,
    recording,
    sheets,
    weighing,
)
from ledger.specs.steps.registry import STEPS, StepTable, carry_out, expects_refusal, rows_for

__all__ = [
    "STEPS",
    "StepTable",
    "acting",
    "agenda",
    "asking",
    "briefs",
    "carry_out",
    "changing",
    "contests",
    "counting",
    "course",
    "csv_tables",
    "desks",
    "evidence",
    "expects_refusal",
    "feeds",
    "hurdles",
    "in_force",
    "inbox",
    "parties",
    "proving",
    "receivers",
    "recording",
    "rows_for",
    "sheets",
    "weighing",
]
