"""A draft: an entry that waits for a person, with its words and what in them led to it.

Gives ``Draft``, ``Gap`` (what is left to fill in), ``RefusedDraft`` and ``Proposal`` (both, of one
document). A draft is no claim: a person fills its gaps and accepts it, or does not.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

RULES = "rules"
"""The name of the built-in proposer, as drafts and events carry it."""


@attrs.frozen(kw_only=True)
class Gap:
    """A field that the words do not settle, and what it may be.

    ``required`` is true where the entry cannot be recorded without it. ``candidates`` are ids or
    words to choose from; ``words`` is what the document says of it, where that is no name of the
    ledger.
    """

    field: str
    holds: str
    required: bool
    candidates: tuple[str, ...] = ()
    words: str | None = None


@attrs.frozen(kw_only=True)
class Draft:
    """One development that a document states, as far as its words say it.

    ``fields`` are those of an entry of the kind, without ``document`` and ``quote``. The quote
    stands in the text from ``start`` to ``end``, in code points. ``because`` says what in the
    words led to the kind and to each field, a sentence each.
    """

    kind: str
    quote: str
    start: int
    end: int
    fields: Mapping[str, object]
    because: tuple[str, ...]
    gaps: tuple[Gap, ...] = ()
    proposer: str = RULES
    prefix: str = ""
    suffix: str = ""

    def entry(self, document: str | None = None) -> dict[str, object]:
        """The draft in the import format; what is missing in it is named by ``gaps``."""
        entry: dict[str, object] = {"kind": self.kind}
        if document is not None:
            entry["document"] = document
        entry["quote"] = self.quote
        if self.prefix:
            entry["prefix"] = self.prefix
        if self.suffix:
            entry["suffix"] = self.suffix
        return entry | dict(self.fields)

    @property
    def whole(self) -> bool:
        """Whether it can be recorded as it stands."""
        return not any(gap.required for gap in self.gaps)


@attrs.frozen(kw_only=True)
class RefusedDraft:
    """What a proposer gave and nobody is asked to accept, with the reason in a sentence."""

    reason: str
    written: str
    proposer: str


@attrs.frozen(kw_only=True)
class Proposal:
    """All that was proposed of one document, in the order of its words."""

    drafts: tuple[Draft, ...]
    refused: tuple[RefusedDraft, ...] = ()
    notes: tuple[str, ...] = ()
