"""Reviews, rules, bodies, payments and what became of expectations, in a reader's words.

Takes a development and the names of what it speaks of; gives plain text without a full stop, None
of any other kind. Who comes next: ``sentences``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims import developments as d

if TYPE_CHECKING:
    from ledger.claims.names import Names
    from ledger.edtf import Edtf


def policy_phrase(development: d.Development, names: Names) -> str | None:
    """What a development of one of these kinds says, in a few words."""
    match development:
        case d.BodyEstablished(body=body, mandate=mandate):
            return f"{names.of(body)} set up{_more(mandate)}"
        case d.BodyDissolved(body=body):
            return f"{names.of(body)} dissolved"
        case d.PolicyReviewDevelopment():
            return _review(development, names)
        case d.RuleDevelopment():
            return _rule(development)
        case d.TargetMissed(reason=reason):
            return f"what was foreseen did not come{_more(reason)}"
        case d.Postponed(until=until, reason=reason):
            return f"what was foreseen was put off{_day(' to', until)}{_more(reason)}"
        case d.FundingCommitted(funder=funder, purpose=purpose, amount=amount):
            money = f"{amount or 'funding'} from {names.of(funder)}"
            return f"{money} for {purpose}{_instalment(development)}"
        case d.FundingDisbursed(funder=funder, purpose=purpose, amount=amount):
            money = f"{amount or 'funding'} paid by {names.of(funder)}"
            return f"{money} for {purpose}{_instalment(development)}"
    return None


def _instalment(funding: d.FundingCommitted | d.FundingDisbursed) -> str:
    """Which of several payments, and of how much in all."""
    number = f"payment {funding.tranche}" if funding.tranche else ""
    total = f"of {funding.total} in all" if funding.total else ""
    words = " ".join(word for word in (number, total) if word)
    return f" ({words})" if words else ""


def _review(development: d.PolicyReviewDevelopment, names: Names) -> str:
    by = f" by {names.of(development.by)}" if development.by else ""
    match development:
        case d.PolicyReviewStarted(topic=topic, until=until):
            return f"review of {topic} begun{by}{_day(', to end', until)}"
        case d.PolicyReviewExtended(review=review, until=until):
            return f"review {review} extended{by}{_day(', to end', until)}"
        case d.PolicyReviewEnded(review=review, outcome=outcome):
            return f"review {review} ended{by}{_more(outcome)}"
    raise AssertionError(development)


def _rule(development: d.RuleDevelopment) -> str:
    match development:
        case d.RuleProposed(topic=topic, comments_due=due):
            return f"rule on {topic} proposed{_day(', comments due', due)}"
        case d.RuleInEffect(rule=rule, topic=topic, form=form, comments_due=due):
            sort = f"{form.replace('-', ' ')} rule" if form else "rule"
            return f"{sort} on {topic or rule} in effect{_day(', comments due', due)}"
    raise AssertionError(development)


def _day(words: str, day: Edtf | None) -> str:
    return "" if day is None else f"{words} {day.display}"


def _more(words: str | None) -> str:
    return f": {words}" if words else ""
