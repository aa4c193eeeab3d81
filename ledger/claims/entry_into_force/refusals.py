"""Why a rule of entry into force is refused: the clause that is wrong, and what to write."""

from __future__ import annotations

from ledger.errors import InvalidInput

FIELD = "entry_into_force"


class BadRule(InvalidInput):
    """A rule that no treaty could have.

    ``clause`` is the path of what is wrong, such as ``after.unit``, and ``field`` the same path
    with the places in its lists. ``together`` are all faults of the rule, this one the first.
    """

    code = "bad-rule"

    def __init__(self, clause: str, what: str, *, fix: str) -> None:
        steps = [FIELD, *clause.split(".")]
        self.clause = ".".join(step for step in steps if not step.isdigit())
        super().__init__(f"{self.clause}: {what}", fix=fix)
        self.together: tuple[BadRule, ...] = (self,)
        self.about(".".join(steps))
