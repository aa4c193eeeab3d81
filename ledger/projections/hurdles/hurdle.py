"""One hurdle as a value: its state, whose it is, what it blocks, and the words behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ledger.claims.developments import Figure
from ledger.claims.vocabulary import HurdleKind
from ledger.edtf import Edtf
from ledger.projections.hurdles.authorities import AuthorityState
from ledger.projections.hurdles.states import HurdleState
from ledger.projections.weighing.citations import Citation

if TYPE_CHECKING:
    from ledger.claims.names import Names


@attrs.frozen(kw_only=True)
class ThresholdProgress:
    """How far a threshold is met; ``highest`` is more than ``count`` where a day leaves it open."""

    count: int
    required: int
    highest: int

    @property
    def words(self) -> str:
        """How many of how many: "8 to 9 of 11"."""
        more = f" to {self.highest}" if self.highest != self.count else ""
        return f"{self.count}{more} of {self.required}"


@attrs.frozen(kw_only=True)
class Hurdle:
    """One hurdle as of the clocks.

    ``on`` are those who must act; ``blocks`` what cannot go on before it is cleared; ``since``
    when it came to its state: the day of its last step (occurred clock), else that from which it
    is required, else that on which a source stated it by then (published clock); of a threshold
    the day of the count, or of the act that met it; as vague as they are. ``evidence`` are the
    words behind each step, latest last. ``authorities`` are those of several, each with its own
    state; ``coverage`` is how much of it a grant or waiver covers, where the source says so.
    """

    id: str
    title: str
    kind: HurdleKind
    state: HurdleState
    on: tuple[str, ...]
    blocks: tuple[str, ...]
    since: Edtf | None
    reason: str | None
    instrument: str | None
    progress: ThresholdProgress | None
    evidence: tuple[Citation, ...]
    authorities: tuple[AuthorityState, ...] = ()
    coverage: Figure | None = None

    @property
    def outstanding(self) -> bool:
        """Whether it still stands in the way."""
        return not self.state.cleared

    @property
    def share(self) -> str | None:
        """The party whose own hurdle it is, where each party faces one."""
        party = self.id.partition("/")[2]
        return party if self.on == (party,) else None

    @property
    def deciding(self) -> tuple[Citation, ...]:
        """The words that alone decide its state: what states it, and the last step.

        Of consents, the one with which the threshold was met, else the latest.
        """
        if self.progress is None:
            return (*self.evidence[:1], *self.evidence[1:][-1:])
        named = len(self.evidence) == self.progress.count
        needed = self.progress.required if named and not self.outstanding else 0
        return self.evidence[needed - 1 : needed or None]

    def title_with(self, names: Names) -> str:
        """Its title, with whose it is where each party faces its own."""
        return f"{self.title} ({names.of(self.share)})" if self.share else self.title
