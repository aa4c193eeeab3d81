"""The day of entry into force in words: what it rests on, and the other where they differ.

Takes ``InForce`` and days; gives text of a language.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from ledger.edtf import Tristate
from ledger.projections.treaties.in_force import Basis, span_date
from ledger.projections.weighing.dates import happened_by
from ledger.views.words import ENGLISH

if TYPE_CHECKING:
    from datetime import date

    from ledger.projections.treaties.in_force import InForce
    from ledger.projections.weighing.answer import Span
    from ledger.views.words import Words


def span_words(span: Span, words: Words = ENGLISH) -> str:
    """Days as a reader writes them."""
    when = span_date(span)
    return words("day-unknown") if when is None else words.when(when)


def force_sentence(force: InForce, valid_at: date, words: Words = ENGLISH) -> str:
    """Whether it is in force, since when or from when on, and on what that rests."""
    against = _against(force, words)
    if force.day is None:
        return words(f"force-nothing{against.key}", **against.values)
    spoken = words("force-day", day=span_words(force.day, words), basis=words.word(force.basis))
    if against.key:
        spoken = words(f"force{against.key}", words=spoken, **against.values)
    computed = force.computed if force.basis is Basis.COMPUTED else None
    perhaps = "-perhaps" if computed and computed.met is Tristate.MAYBE else ""
    yet = happened_by(force.day, valid_at) is Tristate.NO
    return words(f"force-yet{perhaps}" if yet else f"force-now{perhaps}", words=spoken)


@attrs.frozen
class _Against:
    """The other basis, where it says otherwise: the end of a key, and its values."""

    key: str
    values: Mapping[str, object]


def _against(force: InForce, words: Words) -> _Against:
    mismatch = force.mismatch
    if mismatch is None:
        return _Against("", {})
    other = mismatch.declared if force.basis is not Basis.DECLARED else None
    other = mismatch.computed if other is None else other
    kind = words.word(mismatch.kind)
    if other is None:
        return _Against("-not-met", {"kind": kind})
    which = words.word("computed" if force.basis is Basis.DECLARED else "declared")
    return _Against("-against", {"which": which, "day": span_words(other, words), "kind": kind})
