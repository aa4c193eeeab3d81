"""Answers that show themselves in a notebook, as tables with every text escaped.

Takes the classes of answers; gives them ``_repr_html_``, which notebooks ask for. The facade
attaches it, so that a command does not pay for it. A list of them is a ``ListedAnswers``.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ledger.board.rows import BoardRow
from ledger.late import late
from ledger.projections.agenda import Due
from ledger.projections.changes.changes import AllChanges, Changes
from ledger.projections.contests import Contest
from ledger.projections.hurdles.hurdle import Hurdle
from ledger.projections.status import PartnershipStatus
from ledger.projections.timeline import Moment
from ledger.projections.treaties.treaty import Treaty
from ledger.projections.weighing.parties.profiles import PartyProfile
from ledger.projections.why.why import Proof

if TYPE_CHECKING:
    from ledger.views.markup import notebook
else:
    notebook = late("ledger.views.markup.notebook")

ANSWERS: tuple[type, ...] = (
    *(AllChanges, BoardRow, Changes, Contest, Due, Hurdle, Moment, PartnershipStatus),
    *(PartyProfile, Proof, Treaty),
)


def _html(answer: object) -> str:
    return str(notebook.html(answer))


@cache
def attach() -> None:
    """Let each answer show itself in a notebook."""
    for answer in ANSWERS:
        setattr(answer, "_repr_html_", _html)  # noqa: B010 - the classes stand further left
