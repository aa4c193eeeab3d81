"""Acts that a person types: a correction, a retraction, a dispute, a judgement.

Takes the entry of an act; records it, and says so. What was said in the very same words before
and taken back is not passed over in silence, as an import passes it over: it is refused, or with
``--again`` said once more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ledger.app.desk.format import from_mapping
from ledger.cli.input.submitting import Submission, answer
from ledger.errors import Conflict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledger.app import Ledger, Outcome
    from ledger.cli.call import Call

AGAIN = "again"

again_option = click.option(
    f"--{AGAIN}", is_flag=True, help="Say it once more, where the same was taken back."
)


class SaidAndTakenBack(Conflict):
    """The same was said in the same words before, and does not hold any more."""

    code = "said-and-taken-back"

    def __init__(self, outcome: Outcome) -> None:
        since = "; ".join(map(str, outcome.overtaken))
        super().__init__(
            f"{outcome.id} says the same already, and does not hold: {since}; nothing was recorded",
            fix="give the reason in other words, or say the same once more with --again",
        )


def submit_act(call: Call, ledger: Ledger, act: Mapping[str, object], *, again: bool) -> None:
    """Record an act as it was typed.

    Raises:
        SaidAndTakenBack: it was said before and taken back, and not asked for ``again``.
    """
    outcomes = _submit(call, ledger, act)
    times = 0
    while again and outcomes[-1].overtaken:
        times += 1
        outcomes = _submit(call, ledger, {**act, AGAIN: times})
    if outcomes[-1].overtaken:
        raise SaidAndTakenBack(outcomes[-1])
    answer(call, outcomes)


def _submit(call: Call, ledger: Ledger, act: Mapping[str, object]) -> tuple[Outcome, ...]:
    entry = from_mapping(act, f"claims: {act['kind']}")
    return Submission(call=call).of_entries(ledger, [entry])
