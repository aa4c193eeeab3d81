"""What bears on a partnership and is no hurdle: reviews of policy, rules, standing bodies.

Takes a status; gives the blocks of its page, nothing where there is nothing. Next to it, what
pages say of a hurdle that several authorities decide, or that is cleared in part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.views.page import Block, Row, shown
from ledger.views.sentences import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.claims.names import Names
    from ledger.edtf import Edtf
    from ledger.projections.hurdles.hurdles import Hurdle
    from ledger.projections.policies import PolicyReview, Rule, StandingBody
    from ledger.projections.status import PartnershipStatus

_COLUMN = 13
_INDENT = "  "


def bearing(status: PartnershipStatus) -> Iterator[Block]:
    """Reviews, rules and bodies, each with its state, its days and its claims."""
    names = status.names
    for heading, rows in (
        ("Reviews of policy", [_review(review, names) for review in status.reviews]),
        ("Rules", [_rule(rule, names) for rule in status.rules]),
        ("Standing bodies", [_body(body, names) for body in status.bodies]),
    ):
        if rows:
            yield ""
            yield heading
            yield from rows


def covered(hurdle: Hurdle) -> str:
    """How much of a hurdle a grant or waiver covers."""
    return "" if hurdle.coverage is None else f"; covers {hurdle.coverage}"


def authorities(hurdle: Hurdle, names: Names) -> str:
    """Where each of several authorities stands."""
    stand = [
        f"{names.of(each.authority)} {each.state.replace('-', ' ')}" for each in hurdle.authorities
    ]
    return f"; {listed(stand)}" if stand else ""


def _review(review: PolicyReview, names: Names) -> Row:
    by = f", by {names.of(review.by)}" if review.by else ""
    ended = review.state == "ended"
    until = "" if ended else _day(", to end", review.until)
    outcome = f": {review.outcome}" if review.outcome else ""
    words = f"{review.topic}{by}{_day(', since', review.since)}{until}{outcome}"
    return _row(review.state, words, review.claims)


def _rule(rule: Rule, names: Names) -> Row:
    by = f", by {names.of(rule.authority)}" if rule.authority else ""
    due = _day(", comments due", rule.comments_due)
    words = f"{rule.topic}{by}{_day(', since', rule.since)}{due}"
    return _row(rule.state, words, rule.claims)


def _body(body: StandingBody, names: Names) -> Row:
    mandate = f": {body.mandate}" if body.mandate else ""
    met = _day(", last met", body.last_met)
    words = f"{names.of(body.id)}{mandate}{_day(', since', body.since)}{met}"
    return _row(body.state, words, body.claims)


def _row(state: str, words: str, claims: tuple[str, ...]) -> Row:
    cited = ", ".join(map(shown, claims))
    return Row(f"{_INDENT}{state.replace('-', ' ')}", f"{words}  [{cited}]", _COLUMN)


def _day(words: str, day: Edtf | None) -> str:
    return "" if day is None else f"{words} {day.display}"
