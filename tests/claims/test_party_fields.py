"""Every field that names parties is tagged, and read with one id for each party."""

from __future__ import annotations

from typing import get_args, get_type_hints

import pytest

from ledger.claims.developments import KINDS
from ledger.claims.subjects import PARTY_FIELDS
from ledger.ids import PartyId


def mentions_party(hint: object) -> bool:
    """Whether a type is a party's id, or has one in it."""
    return hint is PartyId or any(map(mentions_party, get_args(hint)))


@pytest.mark.parametrize("kind", KINDS)
def test_a_field_is_in_the_list_exactly_if_its_type_says_party(kind):
    """A field that is missing there would silently be neither tagged nor merged."""
    hints = get_type_hints(KINDS[kind])
    fields = {field.name for field in KINDS[kind].__attrs_attrs__}
    named = {name for name in fields if mentions_party(hints[name])}
    assert named == fields & PARTY_FIELDS
