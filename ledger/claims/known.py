"""What ``decide`` must know of the ledger: names, documents and claims, as lookups.

A projection fills it from the log; while a batch is decided, each decision is added to it, so
that a claim can point at a document earlier in the same file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ledger.claims.claim import Claim, Control
    from ledger.claims.entities import Instrument, Partnership, Party
    from ledger.claims.judgement import Judgement
    from ledger.sources.document import Document


class Known(Protocol):
    """The ledger as ``decide`` sees it. Every lookup gives None for what is not held."""

    def party(self, name: str) -> Party | None:
        """A party by its id."""
        ...

    def called(self, name: str) -> tuple[Party, ...]:
        """The parties that have a folded name among their names, aliases and codes, by id."""
        ...

    def partnership(self, name: str) -> Partnership | None:
        """A partnership by its id."""
        ...

    def instrument(self, name: str) -> Instrument | None:
        """An instrument by its id."""
        ...

    def revision(self, tag: str) -> int:
        """How often ``party:…``, ``partnership:…`` or ``instrument:…`` was described; 0: never.

        Of ``judgement:…``, how often the two were judged.
        """
        ...

    def judgement(self, pair: str) -> Judgement | None:
        """The last judgement upon two parties, by the id of the pair."""
        ...

    def document(self, name: str) -> Document | None:
        """A document by its id."""
        ...

    def same_text(self, sha256: str) -> Document | None:
        """The first document with this text."""
        ...

    def claim(self, name: str) -> Claim | None:
        """A claim by its id."""
        ...

    def control(self, name: str) -> Control | None:
        """A correction, retraction or dispute by its id."""
        ...

    def corrected(self, claim: str) -> bool:
        """Whether a claim was ever put aside by a correction."""
        ...

    def subjects(self, control: str) -> frozenset[str]:
        """The subject tags of a correction, retraction or dispute."""
        ...

    def hurdle(self, name: str) -> Claim | None:
        """The first claim that stated this hurdle."""
        ...

    def blocked_by(self, hurdle: str) -> frozenset[str]:
        """What a hurdle blocks, by the claims on it that were not corrected or taken back."""
        ...

    def near(self, kind: str, name: str) -> tuple[str, ...]:
        """The known ids of a kind that look most like a name, the likeliest first."""
        ...
