"""What a check takes and what it gives: a ``Scope`` over the ledger, and ``Finding`` values.

A finding is a value that is collected, never an exception: the claims stand in the log whatever
a check says of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from ledger.projections.status import PartnershipView
from ledger.projections.weighing.standing import Standing

if TYPE_CHECKING:
    from ledger.projections.treaties.instruments import InstrumentState

NEWS_DAYS = 180
"""After so many days without news a partnership is worth a look, unless told otherwise."""


@attrs.frozen(kw_only=True)
class Finding:
    """Something that should not be so.

    ``subject`` is the partnership, instrument, hurdle, document, party or claim it is about;
    ``claims`` are the claims at fault; ``fix`` says what to do.
    """

    check: str
    group: str
    subject: str
    claims: tuple[str, ...]
    sentence: str
    fix: str


@attrs.define(slots=False, eq=False)
class Scope:
    """A whole ledger at three clocks, each partnership looked at once."""

    standing: Standing
    news_days: int = NEWS_DAYS

    @cached_property
    def views(self) -> tuple[PartnershipView, ...]:
        """Every partnership, by id."""
        partnerships = self.standing.facts.partnerships
        return tuple(
            PartnershipView(standing=self.standing, id=name) for name in sorted(partnerships)
        )

    @cached_property
    def instruments(self) -> tuple[InstrumentState, ...]:
        """Every instrument that a partnership follows, once, by id."""
        states = {
            instrument.id: instrument for view in self.views for instrument in view.instruments
        }
        return tuple(states[name] for name in sorted(states))


@attrs.frozen(kw_only=True)
class Found:
    """A finding before it bears the name of its check."""

    subject: str
    claims: tuple[str, ...] = ()
    sentence: str
    fix: str


@attrs.frozen(kw_only=True)
class Check:
    """Something that must be so: its name, the group it is in, one sentence, and how it is seen."""

    name: str
    group: str
    summary: str
    look: Callable[[Scope], Iterator[Found]]

    def findings(self, scope: Scope) -> Iterator[Finding]:
        """What it finds, each finding with the check's name."""
        for finding in self.look(scope):
            yield Finding(
                check=self.name,
                group=self.group,
                subject=finding.subject,
                claims=finding.claims,
                sentence=finding.sentence,
                fix=finding.fix,
            )
