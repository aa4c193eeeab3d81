"""Judging that two parties are one, that they are two, or that it is undecided after all.

Takes ``JudgeParties`` and ``Known``; gives the decision. What is judged so already is not new.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims.events import PartiesJudged
from ledger.claims.judgement import Judgement, pair_of
from ledger.claims.naming import with_ids
from ledger.claims.refusals import Decision, JudgedAgainstItself, NothingToDo, Refusals
from ledger.claims.vocabulary import Verdict

if TYPE_CHECKING:
    from ledger.claims.commands import JudgeParties
    from ledger.claims.known import Known


def judge(command: JudgeParties, known: Known) -> Decision:
    """The judgement as an event; ``undecided`` needs a judgement that it takes back."""
    refusals = Refusals()
    command = with_ids(command, known, refusals, "party", "other")
    refusals.refuse()
    if command.party == command.other:
        refusals.add(JudgedAgainstItself(command.party), "other")
    held = known.judgement(pair_of(command.party, command.other))
    if held is None and command.verdict is Verdict.UNDECIDED:
        nothing = NothingToDo(
            f"nothing was judged of {command.party} and {command.other}",
            fix="what nobody judged is undecided already; claims party list shows judgements",
        )
        refusals.add(nothing, "verdict")
    refusals.refuse()
    first, second = sorted((command.party, command.other))
    judgement = Judgement(
        party=first,
        other=second,
        verdict=command.verdict,
        reason=command.reason,
        by=command.by,
    )
    revision = known.revision(f"judgement:{judgement.pair}")
    event = PartiesJudged(judgement=judgement, revision=revision)
    return Decision(id=judgement.pair, events=() if held == judgement else (event,))
