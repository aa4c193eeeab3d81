"""A failure in three lines: what the spec says, what the ledger says, what explains it.

Takes a step and why it failed; gives the text. ``running`` and ``plugin`` tell it alike.
"""

from __future__ import annotations

from ledger.errors import ClaimsError, Problems
from ledger.specs.refusals import UnknownStep
from ledger.specs.world import Differs


def failure_text(
    file: str, line: int, step_text: str, error: Differs | ClaimsError, *, recorded: bool
) -> str:
    """The three lines for the step ``said`` at a line of a file, as a reader names it.

    ``recorded``: the scenario recorded claims, so that the command asks another ledger than it.
    """
    match error:
        case Differs():
            says = error.says
            aside = " (in a ledger with this scenario's claims)" if recorded else ""
            fix = f"{error.command}{aside}"
        case UnknownStep():
            says, fix = "there is no such step", error.fix
        case Problems():
            says = "; ".join(problem.message for problem in error.problems)
            fix = error.problems[0].fix
        case _:
            line = (error.where.line if error.where is not None else None) or line
            says, fix = error.message, error.fix
    return f"{file}:{line}  {step_text}\n  {says}\n  try: {fix}"
