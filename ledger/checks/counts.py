"""Counts: none above its base, and what is there with what is missing makes the threshold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.checks.finding import Found, Scope
from ledger.claims.developments import ConsentsCounted
from ledger.spoken import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.claims.claim import Claim

_OTHER_NUMBER = spoken("look at the quote: members and threshold are often taken for each other")


def counts_within_base(scope: Scope) -> Iterator[Found]:
    """No count is above the number of members, nor below the number of parties it names."""
    for claim, counted in _counts(scope):
        faults = []
        if counted.members is not None:
            above = {"members": counted.members}
            if (counted.count or 0) > counted.members:
                faults.append(
                    spoken(
                        "a count of {count} is above the {members} members",
                        count=counted.count,
                        **above,
                    )
                )
            if (counted.required or 0) > counted.members:
                faults.append(
                    spoken(
                        "a threshold of {required} is above the {members} members",
                        required=counted.required,
                        **above,
                    )
                )
        if counted.count is not None and len(counted.named) > counted.count:
            faults.append(
                spoken(
                    "it names {named} parties and counts {count}",
                    named=len(counted.named),
                    count=counted.count,
                )
            )
        for fault in faults:
            yield Found(
                subject=counted.instrument,
                claims=(claim.id,),
                sentence=fault,
                fix=_OTHER_NUMBER,
            )


def counts_add_up(scope: Scope) -> Iterator[Found]:
    """What is there and what is said to be missing make what is required."""
    thresholds = {state.id: state.consents.required for state in scope.instruments}
    for claim, counted in _counts(scope):
        required = counted.required or thresholds.get(counted.instrument)
        if counted.needed is None or required is None:
            continue
        if counted.count is None:
            if counted.needed > required:
                yield Found(
                    subject=counted.instrument,
                    claims=(claim.id,),
                    sentence=spoken(
                        "{needed} more are said to be needed of {required} in all",
                        needed=counted.needed,
                        required=required,
                    ),
                    fix=_OTHER_NUMBER,
                )
            continue
        total = counted.count + counted.needed
        if total != required:
            yield Found(
                subject=counted.instrument,
                claims=(claim.id,),
                sentence=spoken(
                    "{count} and {needed} more are {total}, and {required} are required; "
                    "counted is what was {stage}",
                    count=counted.count,
                    needed=counted.needed,
                    total=total,
                    required=required,
                    stage=counted.stage,
                ),
                fix=spoken(
                    "look whether the source counts another stage (approvals at home, signatures) "
                    "than the threshold does (deposits)"
                ),
            )


def _counts(scope: Scope) -> Iterator[tuple[Claim, ConsentsCounted]]:
    for claim in scope.claims:
        development = claim.claim.development
        if isinstance(development, ConsentsCounted):
            yield claim.claim, development
