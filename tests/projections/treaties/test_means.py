"""By which acts a party consents, as each rule has it."""

from __future__ import annotations

import pytest

from ledger.claims.developments import (
    ConsentDeposited,
    DomesticallyApproved,
    PartyNotified,
    Signed,
)
from ledger.claims.entry_into_force import rule_from
from ledger.claims.vocabulary import ConsentAct, SignatureForm
from ledger.projections.treaties.means import expresses_consent, is_consent

ACTS = {
    "a simple signature": Signed(instrument="i", party="a"),
    "a definitive signature": Signed(instrument="i", party="a", form=SignatureForm.DEFINITIVE),
    "a note": PartyNotified(instrument="i", party="a"),
    "a consent by note": ConsentDeposited(instrument="i", party="a", act=ConsentAct.NOTIFICATION),
    "a consent without a name": ConsentDeposited(instrument="i", party="a"),
    "a ratification": ConsentDeposited(instrument="i", party="a", act=ConsentAct.RATIFICATION),
    "a vote at home": DomesticallyApproved(instrument="i", party="a"),
}
BINDING = [name for name in ACTS if name not in {"a simple signature", "a vote at home"}]


@pytest.mark.parametrize(
    ("rule", "names"),
    [
        (None, BINDING),
        ({"by": "exchange"}, BINDING),
        (
            {"by": "notification"},
            [
                "a definitive signature",
                "a note",
                "a consent by note",
                "a consent without a name",
            ],
        ),
        ({}, ["a definitive signature", "a consent without a name", "a ratification"]),
        (
            {"by": "deposit"},
            ["a definitive signature", "a consent without a name", "a ratification"],
        ),
        ({"by": "deposit", "acts": ["ratification", "notification"]}, BINDING),
    ],
)
def test_each_rule_takes_its_own_acts_for_consent(rule, names):
    """What nobody names is taken for what is asked; without a rule, all that binds is."""
    if rule is not None:
        rule = rule_from({"when": [{"consents": "2"}], **rule})
    assert names == [name for name, act in ACTS.items() if expresses_consent(act, rule)]


def test_what_binds_is_a_consent_by_whatever_means():
    """As if there were no rule."""
    assert BINDING == [name for name, act in ACTS.items() if is_consent(act)]
