"""Why a rule of entry into force is refused: the clause that is wrong, and what to write."""

from __future__ import annotations

from ledger.errors import InvalidInput

FIELD = "entry_into_force"


class BadRule(InvalidInput):
    """A rule that no treaty could have; ``clause`` is its path, such as ``after.unit``."""

    code = "bad-rule"

    def __init__(self, clause: str, what: str, *, fix: str) -> None:
        path = f"{FIELD}.{clause}"
        super().__init__(f"{path}: {what}", fix=fix)
        self.clause = path
        self.about(path)
