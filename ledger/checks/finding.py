"""What a check takes and what it gives: a ``Scope`` over a part of the ledger, and ``Finding``s.

A finding is a value that is collected, never an exception: the claims stand in the log whatever
a check says of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from ledger.claims.subjects import instrument_of
from ledger.projections.status import PartnershipView
from ledger.projections.weighing.standing_claims import Standing

if TYPE_CHECKING:
    from ledger.claims.claim import Claim
    from ledger.facts.facts import RecordedClaim
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
    """A whole ledger at three clocks, or a part of it, each partnership looked at once.

    A part has partnerships of its own (``own``), and of claims those that belong to them, or
    those of ``only``; what else it holds is looked at in another part. With None all is its own.
    """

    standing: Standing
    news_days: int = NEWS_DAYS
    own: frozenset[str] | None = None
    only: frozenset[str] | None = None

    @cached_property
    def views(self) -> tuple[PartnershipView, ...]:
        """Every partnership, by id."""
        partnerships = self.standing.facts.partnerships
        own = partnerships if self.own is None else self.own & partnerships.keys()
        return tuple(PartnershipView(standing=self.standing, id=name) for name in sorted(own))

    @cached_property
    def instruments(self) -> tuple[InstrumentState, ...]:
        """Every instrument that a partnership follows, once, by id."""
        states = {
            instrument.id: instrument for view in self.views for instrument in view.instruments
        }
        return tuple(states[name] for name in sorted(states))

    @cached_property
    def claims(self) -> tuple[RecordedClaim, ...]:
        """Every claim that stands, ordered by id."""
        return tuple(claim for claim in self.standing.claims if self.has(claim.claim))

    def has(self, claim: Claim) -> bool:
        """Whether a claim is looked at here: of a part, if it belongs to one of its own."""
        if self.only is not None:
            return claim.id in self.only
        return self.own is None or not self.own.isdisjoint(self.standing.homes(claim))


@attrs.define(slots=False, eq=False)
class Across:
    """What the parts of a ledger have in common, and what is asked of all of them together.

    ``standing`` has all but the claims, and no document's text. ``cited`` are the documents of
    claims that stand; ``mentions`` are the claims that speak of an instrument which their
    partnership does not follow: their ids by the instrument and the partnership.
    """

    standing: Standing
    cited: set[str] = attrs.Factory(set)
    mentions: dict[str, dict[str, list[str]]] = attrs.Factory(dict)

    def add(self, scope: Scope) -> None:
        """Take note of what a part has, for the others; a claim of two parts is told once."""
        instruments = self.standing.facts.instruments
        for recorded in scope.claims:
            claim = recorded.claim
            self.cited.add(claim.evidence.document)
            spoken_of, home = instrument_of(claim.development), claim.partnership
            followers = instruments[spoken_of].partnerships if spoken_of in instruments else ()
            if spoken_of is None or home is None or home in followers:
                continue
            if scope.only is not None or scope.own is None or home in scope.own:
                self.mentions.setdefault(spoken_of, {}).setdefault(home, []).append(claim.id)


@attrs.frozen(kw_only=True)
class Found:
    """A finding before it bears the name of its check."""

    subject: str
    claims: tuple[str, ...] = ()
    sentence: str
    fix: str


@attrs.frozen(kw_only=True)
class Check:
    """Something that must be so: its name, the group it is in, one sentence, and how it is seen.

    It is seen in each part of a ledger (``look``), or across them (``look_across``). What two
    parts show of one thing is told ``once``; of a partnership each tells its own.
    """

    name: str
    group: str
    summary: str
    look: Callable[[Scope], Iterator[Found]] | None = None
    look_across: Callable[[Across], Iterator[Found]] | None = None
    once: bool = True

    def findings(self, scope: Scope) -> Iterator[Finding]:
        """What it finds in a part, each finding with the check's name."""
        return map(self._named, () if self.look is None else self.look(scope))

    def findings_across(self, across: Across) -> Iterator[Finding]:
        """What it finds in all parts together."""
        return map(self._named, () if self.look_across is None else self.look_across(across))

    def _named(self, finding: Found) -> Finding:
        return Finding(
            check=self.name,
            group=self.group,
            subject=finding.subject,
            claims=finding.claims,
            sentence=finding.sentence,
            fix=finding.fix,
        )
