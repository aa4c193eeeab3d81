"""What ``decide`` must know of the ledger: names, documents and claims, as lookups.

A projection fills it from the log; while a batch is decided, each decision is added to it, so
that a claim can point at a document earlier in the same file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import attrs

from ledger.claims.claim import Act
from ledger.claims.entities import Entity
from ledger.claims.judgement import Judgement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.claims.claim import Claim
    from ledger.claims.entities import Instrument, Partnership, Party
    from ledger.sources.document import Document


@attrs.frozen(kw_only=True)
class Description:
    """One revision of a party, a partnership, an instrument, or of what is judged of two parties.

    ``position`` is its place in the log; None where it was decided in the same batch.
    """

    entity: Entity | Judgement
    position: int | None
    recorded_by: str | None


@attrs.frozen(kw_only=True)
class Filed:
    """A correction, retraction or dispute with its place in the log; None: in the same batch."""

    act: Act
    position: int | None


class Register(Protocol):
    """The ledger as ``decide`` sees it. Every lookup gives None for what is not held.

    ``gaps`` are the things (``party:a``, ``hurdle:h``) whose words were erased at the desk that
    an export is from, as far as it proves that: what points at them is no mistake. So are acts
    (``retraction:r…``) that it proves to have recorded: that nobody here is known to be entitled
    to them is none either.
    """

    @property
    def gaps(self) -> frozenset[str]:
        """The things that may be named though nothing is known of them."""
        ...

    def party(self, name: str) -> Party | None:
        """A party by its id."""
        ...

    def called(self, name: str) -> tuple[Party, ...]:
        """The parties that have a folded name among their names, aliases and codes, by id."""
        ...

    def once_called(self, name: str) -> tuple[Party, ...]:
        """The parties that had a folded name in any of their descriptions, by id."""
        ...

    def partnership(self, name: str) -> Partnership | None:
        """A partnership by its id."""
        ...

    def instrument(self, name: str) -> Instrument | None:
        """An instrument by its id."""
        ...

    def descriptions(self, tag: str) -> tuple[Description, ...]:
        """Every revision of ``party:…``, ``partnership:…``, ``instrument:…`` or ``judgement:…``.

        The oldest first; of an erased one nothing is left to see.
        """
        ...

    def revision(self, tag: str) -> int:
        """The number that the next revision of this gets, from 0. Erased ones are counted too."""
        ...

    def document(self, name: str) -> Document | None:
        """A document by its id."""
        ...

    def captures(self, name: str) -> tuple[Document, ...]:
        """A document as it was captured, and then with each time's excerpts that it gained.

        Each text begins with all of the one before.
        """
        ...

    def same_text(self, sha256: str) -> tuple[str, ...]:
        """The ids of the documents with this text, the first one first."""
        ...

    def with_addresses(self) -> Iterable[Document]:
        """The documents that say where they were found."""
        ...

    def claim(self, name: str, on: str | None = None) -> Claim | None:
        """A claim by its id; ``on`` is the document, where the id was made of what quotes it."""
        ...

    def act(self, name: str) -> Act | None:
        """A correction, retraction or dispute by its id."""
        ...

    def acts_upon(self, target: str) -> tuple[Filed, ...]:
        """The corrections and retractions of a claim, a document or an act, in log order."""
        ...

    def subjects(self, control: str) -> frozenset[str]:
        """The subject tags of a correction, retraction or dispute."""
        ...

    def hurdle(self, name: str) -> Claim | None:
        """The first claim that stated this hurdle."""
        ...

    def requirements(self, hurdle: str) -> tuple[Claim, ...]:
        """Every claim that states this hurdle, whatever became of it."""
        ...

    def erased(self, event_id: str) -> frozenset[str] | None:
        """The tags of an event whose words were erased; None where it was not, or never was."""
        ...

    def near(self, kind: str, name: str) -> tuple[str, ...]:
        """The known ids of a kind that look most like a name, the likeliest first.

        For messages alone: no decision rests on it.
        """
        ...
