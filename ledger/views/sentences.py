"""A development in a reader's words: one short phrase for each kind, in the reader's language.

Takes a development, the names of what it speaks of and ``Words``; gives plain text without a full
stop. The phrase of each kind is a pattern of the catalogues (``say-KIND``, and ``foresee-KIND``
where what is to come is said otherwise), filled with what its fields hold. Words of a source,
such as topics, stand as they are.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from ledger.claims import developments as d
from ledger.claims.developments.fields import Figure, Vote
from ledger.claims.names import NAMELESS, Names
from ledger.claims.subjects import PARTY_FIELDS
from ledger.claims.vocabulary import ConsentAct, SignatureForm
from ledger.edtf import Edtf
from ledger.views.words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.projections.treaties.sides import SidesToConsent
    from ledger.views.words import Words

_NAMED = PARTY_FIELDS | {"instrument", "hurdle", "to"}
"""The fields that hold ids of what has a name."""
_UNSPOKEN = frozenset({"unknown", SignatureForm.SIMPLE})
"""Closed words that say nothing."""
_AROUND = ("host", "participants", "topics", "headcount")
"""What a contact has around what it was."""


def phrase(development: d.Development, names: Names = NAMELESS, words: Words = ENGLISH) -> str:
    """What a development says, in a few words."""
    return words(f"say-{_pattern(development)}", **_spoken(development, names, words))


def briefly(development: d.Development, names: Names = NAMELESS, words: Words = ENGLISH) -> str:
    """The same of a contact without who was there and what it was about."""
    spoken = _spoken(development, names, words)
    if isinstance(development, d.Contact):
        spoken |= dict.fromkeys(_AROUND, "")
    return words(f"say-{_pattern(development)}", **spoken)


def foreseen(
    development: d.Development,
    names: Names = NAMELESS,
    words: Words = ENGLISH,
    *,
    hurdle: str | None = None,
) -> str:
    """The same of something that is still to come: what is to be done, and by whom.

    ``hurdle`` is the title of the hurdle that it speaks of, if it does.

    >>> foreseen(d.Signed(party="japan", instrument="raa"))
    'japan to sign raa'
    """
    spoken = _spoken(development, names, words)
    if hurdle is not None and "hurdle" in spoken:
        spoken["hurdle"] = hurdle
    pattern = _pattern(development)
    key = f"foresee-{pattern}"
    return words(key if key in words.texts else f"say-{pattern}", **spoken)


def _pattern(development: d.Development) -> str:
    """The name of a development's pattern: its kind, and what it depends on."""
    match development:
        case d.Signed(party=None):
            return "signed-by-nobody-named"
        case d.ConsentsCounted(count=None):
            return "consents-needed"
        case d.InstrumentsRelated(relation=relation):
            return f"related-{relation}"
    return development.kind


def _spoken(development: d.Development, names: Names, words: Words) -> dict[str, object]:
    """What each field of a development holds, as a reader of a language has it; empty of none."""
    fields = attrs.fields(type(development))
    spoken: dict[str, object] = {
        field.name: _value(field.name, getattr(development, field.name), names, words)
        for field in fields
    }
    match development:
        case d.Contact(headcount=Figure(), each_side=True):
            spoken["headcount"] = words("on-each-side", headcount=spoken["headcount"])
        case d.ConsentsCounted(stage=stage, members=members, required=required):
            spoken["counted"] = words(f"counted-{stage}")
            spoken["required"] = spoken["required"] or ("" if members is None else str(members))
            spoken["of"] = "" if required is None else str(required)
        case d.ConsentDeposited(act=ConsentAct.UNKNOWN):
            spoken["act"] = words.word("consent")
        case d.CourtReferral(court=None):
            spoken["court"] = words("a-court")
        case d.RequirementStated(majority=majority, majority_of=of) if majority is not None:
            spoken["majority"] = words.majority(majority, of)
        case d.RuleInEffect(topic=topic, rule=rule):
            spoken["topic"] = topic or rule
        case d.FundingCommitted() | d.FundingDisbursed():
            spoken["amount"] = spoken["amount"] or words("funding")
            spoken["instalment"] = words("instalment", **spoken).strip()
    return spoken


def _value(name: str, value: object, names: Names, words: Words) -> str:
    match value:
        case None | bool():
            return ""
        case Edtf():
            return words.when(value)
        case Figure():
            return words.figure(value)
        case Vote():
            return words.vote(value)
        case StrEnum():
            return "" if value in _UNSPOKEN else words.word(value)
        case tuple():
            return words.listed(_value(name, part, names, words) for part in value)
        case int():
            return words.number(value)
    return names.of(str(value)) if name in _NAMED else str(value)


def related(relation: str, subject: str, to: str, words: Words = ENGLISH) -> str:
    """What one instrument is to another; ``relation`` as ``part-of`` or ``part-of-inverse``."""
    return words(f"say-related-{relation}", instrument=subject, to=to)


def sides_words(sides: SidesToConsent, names: Names, words: Words = ENGLISH) -> str:
    """Whose consent is there and whose is not, as "both must consent; neither has"."""
    number = sum(map(len, (sides.consented, sides.uncertain, sides.outstanding)))
    two = "-two" if number == 2 else ""  # noqa: PLR2004 - two are "both"
    if not sides.uncertain and not sides.outstanding:
        return words(f"sides-done{two}", count=number)
    parts = [
        words(f"{key}{'-one' if len(parties) == 1 else ''}", parties=words.listed(who))
        for parties, key in (
            (sides.consented, "side-has"),
            (sides.uncertain, "side-may"),
            (sides.outstanding, "side-not"),
        )
        if parties and (who := names.each(parties))
    ]
    if len(sides.outstanding) == number:
        parts = [words(f"side-none{two}")]
    return words(f"sides-open{two}", count=number, parts=", ".join(parts))


def listed(values: Iterable[object], words: Words = ENGLISH) -> str:
    """Values in a row, the last joined by "and"."""
    return words.listed(values)
