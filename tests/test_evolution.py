"""A value with other contents is the one that attrs itself would make."""

from datetime import date

import attrs
import pytest

from ledger.claims.claim import Dispute
from ledger.claims.entities import Party
from ledger.claims.events import ClaimDisputed, PartyDescribed
from ledger.claims.vocabulary import PartyKind
from ledger.evolution import evolved

PARTY = Party(id="korea", name="Korea", type=PartyKind.STATE)
DISPUTE = Dispute(id="x1", claim="c1", by="Mexico", reason="It is not so.")


@pytest.mark.parametrize(
    ("value", "contents"),
    [
        (PARTY, {"name": "South Korea", "aliases": ("Korea",)}),
        (PartyDescribed(party=PARTY), {"recorded_by": "ana", "import_id": "i1"}),
        (ClaimDisputed(dispute=DISPUTE), {"first_recorded": date(2024, 6, 12)}),
    ],
)
def test_a_value_evolves_as_attrs_has_it(value, contents):
    """The named fields have other contents, all else is the same; so is the class."""
    other = evolved(value, contents)
    assert other == attrs.evolve(value, **contents) != value
    assert type(other) is type(value)


def test_a_value_without_other_contents_is_itself():
    """Nothing is made where nothing changes."""
    assert evolved(PARTY, {}) is PARTY
