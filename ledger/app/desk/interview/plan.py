"""Which fields an interview asks for, and in which order; the rare ones are asked on request.

Takes a kind; gives the descriptions of its fields.
"""

from __future__ import annotations

from functools import cache

import attrs

from ledger.claims.developments import KINDS, HurdleDevelopment, HurdleStep
from ledger.entries.specs import (
    CLAIM_KINDS,
    PARTIES,
    FieldSpec,
    Sort,
    field_specs,
    takes_several,
    written_specs,
)

KIND = FieldSpec(
    name="kind",
    help="what it states, and in the same line what goes with it: signed japan 2024-07-08",
    sort=Sort.CHOICE,
    type=str,
    required=True,
    choices=CLAIM_KINDS,
)
DOCUMENT = next(field for field in field_specs(CLAIM_KINDS[0]) if field.name == "document")
QUOTE = next(field for field in field_specs(CLAIM_KINDS[0]) if field.name == "quote")
WHEN = FieldSpec(
    name="occurred",
    help="when: 2024-07-08, 2024-07, or the source's words; expected, intended … before it",
    sort=Sort.DATE,
    type=str,
    required=False,
)

_MATTER = frozenset(
    {
        "step",
        "act",
        "participants",
        "topics",
        "on",
        "requires",
        "blocks",
        "authority",
        "count",
        "required",
        "type",
        "between",
        "partnerships",
        "source_kind",
        "language",
        "published",
        "url",
        "excerpts",
    }
)
"""Fields that are not needed and yet asked for: without them an answer says less."""

STATES_A_HURDLE = frozenset(
    kind
    for kind, development in KINDS.items()
    if issubclass(development, HurdleDevelopment) and not issubclass(development, HurdleStep)
)
"""The kinds that name a hurdle first; the others take a step on one that is there."""

_NAMED_BY = {"party": "name", "partnership": "title", "instrument": "title", "document": "title"}
"""What is asked first of something that gets its id from it."""


@cache
def plan(kind: str) -> tuple[FieldSpec, ...]:
    """The fields that are asked for, in their order, behind the kind.

    Of a claim: its words, what it needs, what matters, its day, its partnership.
    """
    own = [
        field
        for field in field_specs(kind)
        if field.required
        or field.name in _MATTER
        or (field.name == "party" and "hurdle" not in {each.name for each in field_specs(kind)})
    ]
    if kind not in CLAIM_KINDS:
        first = _NAMED_BY.get(kind)
        named = [field for field in own if field.name == first]
        ids = [_optional(field) for field in field_specs(kind) if field.name == "id"]
        rest = [field for field in own if field.name not in {"id", first}]
        return (*named, *ids, *rest)
    rest = [field for field in own if field.name not in {"document", "quote", "occurred"}]
    partnership = [field for field in field_specs(kind) if field.name == "partnership"]
    return (QUOTE, *map(_with_several, [kind] * len(rest), rest), WHEN, *partnership)


@cache
def every_field(kind: str) -> dict[str, FieldSpec]:
    """Every field that can be set on request, by name."""
    fields = {field.name: field for field in written_specs(kind)}
    if takes_several(kind):
        del fields[PARTIES]
        fields["party"] = _with_several(kind, fields["party"])
    return fields


def _with_several(kind: str, field: FieldSpec) -> FieldSpec:
    """The party of an act as one question, that several parties can answer."""
    if field.name != "party" or not takes_several(kind):
        return field
    return attrs.evolve(field, help=f"{field.help}; several: japan, korea", many=True)


def _optional(field: FieldSpec) -> FieldSpec:
    return attrs.evolve(field, required=False)
