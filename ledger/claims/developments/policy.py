"""What one government does on its own that bears on a dealing: a review of policy, a rule.

Neither is a hurdle: nobody must obtain anything. ``review`` and ``rule`` are names that all claims
of one review or one rule share.
"""

from __future__ import annotations

from typing import ClassVar

import attrs

from ledger.claims.developments.fields import Slug, Text, described
from ledger.claims.vocabulary import RuleForm, Stage
from ledger.edtf import Edtf
from ledger.ids import InstrumentId, PartyId


@attrs.frozen(kw_only=True)
class PolicyReviewDevelopment:
    """What every development of a policy review has."""

    stage: ClassVar[Stage] = Stage.UNKNOWN

    review: Slug = described("a short name for the review, shared by all claims about it")
    by: PartyId | None = described("who reviews", default=None)
    instrument: InstrumentId | None = described("the instrument reviewed", default=None)


@attrs.frozen(kw_only=True)
class PolicyReviewStarted(PolicyReviewDevelopment):
    """A government began to review its policy on a dealing."""

    kind: ClassVar[str] = "policy-review-started"

    topic: Text = described("what is reviewed")
    until: Edtf | None = described("when it is to end", default=None)


@attrs.frozen(kw_only=True)
class PolicyReviewExtended(PolicyReviewDevelopment):
    """A policy review goes on for longer than was foreseen."""

    kind: ClassVar[str] = "policy-review-extended"

    until: Edtf | None = described("when it is to end now", default=None)


@attrs.frozen(kw_only=True)
class PolicyReviewEnded(PolicyReviewDevelopment):
    """A policy review came to its end."""

    kind: ClassVar[str] = "policy-review-ended"

    outcome: Text | None = described("with what outcome", default=None)


@attrs.frozen(kw_only=True)
class RuleDevelopment:
    """What every development of a rule has."""

    stage: ClassVar[Stage] = Stage.UNKNOWN

    rule: Slug = described("a short name for the rule, shared by all claims about it")
    authority: PartyId | None = described("whose rule it is", default=None)


@attrs.frozen(kw_only=True)
class RuleProposed(RuleDevelopment):
    """An authority proposed a rule, or put it out for comments."""

    kind: ClassVar[str] = "rule-proposed"

    topic: Text = described("what the rule is about")
    comments_due: Edtf | None = described("until when comments are taken", default=None)


@attrs.frozen(kw_only=True)
class RuleInEffect(RuleDevelopment):
    """A rule took effect; the claim's date is the day."""

    kind: ClassVar[str] = "rule-in-effect"

    topic: Text | None = described("what the rule is about", default=None)
    form: RuleForm | None = described("what sort of rule", default=None)
    comments_due: Edtf | None = described("until when comments are taken", default=None)
