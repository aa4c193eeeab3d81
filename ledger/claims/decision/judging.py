"""Judging that two parties are one, that they are two, or that it is undecided after all.

Takes ``JudgeParties`` and ``Register``; gives the decision. What was ever judged so, in the same
words, is there already, whatever was judged since; to judge so again, ``again`` counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ledger.claims.decision.decision import Decision, Overtaken, StatedFields
from ledger.claims.decision.refusals import (
    JudgedAgainstItself,
    NothingToDo,
    NotSaidBefore,
    Refusals,
)
from ledger.claims.events import PartiesJudged
from ledger.claims.judgement import Judgement, pair_of
from ledger.claims.naming import with_ids
from ledger.claims.vocabulary import Verdict

if TYPE_CHECKING:
    from ledger.claims.commands import JudgeParties
    from ledger.claims.decision.register import Description, Register


def judge(command: JudgeParties, register: Register) -> Decision:
    """The judgement as an event; ``undecided`` needs a judgement that it takes back."""
    refusals = Refusals()
    command = with_ids(command, register, refusals, "party", "other")
    refusals.refuse()
    if command.party == command.other:
        refusals.add(JudgedAgainstItself(command.party), "other")
    tag = f"judgement:{pair_of(command.party, command.other)}"
    judged = [revision.entity for revision in register.descriptions(tag)]
    if not judged and command.verdict is Verdict.UNDECIDED:
        nothing = NothingToDo(
            f"nothing was judged of {command.party} and {command.other}",
            fix="what nobody judged is undecided already; claims party list shows judgements",
        )
        refusals.add(nothing, "verdict")
    first, second = sorted((command.party, command.other))
    judgement = Judgement(
        party=first,
        other=second,
        verdict=command.verdict,
        reason=command.reason,
        by=command.by,
        again=command.again,
    )
    if judgement not in judged and (unsaid := _before(judgement)) and unsaid not in judged:
        refusals.add(NotSaidBefore("judgement"), "again")
    refusals.refuse()
    statement = StatedFields(kind="judgement", name=judgement.pair, values=_values(judgement))
    if judgement in judged:
        overtaken = _overtaken(judgement, register.descriptions(tag)[-1])
        return Decision(id=judgement.pair, events=(), overtaken=overtaken, statement=statement)
    event = PartiesJudged(judgement=judgement, revision=register.revision(tag))
    return Decision(id=judgement.pair, events=(event,), statement=statement)


def _before(judgement: Judgement) -> Judgement | None:
    """The judgement that must have been given once for this to be it again."""
    if judgement.again is None:
        return None
    return attrs.evolve(judgement, again=judgement.again - 1 or None)


def _overtaken(judgement: Judgement, last: Description) -> tuple[Overtaken, ...]:
    """The judgement that was given later, if there is one."""
    if last.entity == judgement or not isinstance(last.entity, Judgement):
        return ()
    now = f"judged {last.entity.verdict.value}"
    return (Overtaken(field=None, now=now, position=last.position),)


def _values(judgement: Judgement) -> dict[str, object]:
    return {field.name: getattr(judgement, field.name) for field in attrs.fields(Judgement)}
