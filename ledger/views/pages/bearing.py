"""What bears on a partnership and is no hurdle: reviews of policy, rules, standing bodies.

Takes a status; gives the blocks of its page, nothing where there is nothing. Next to it, what
pages say of a hurdle that several authorities decide, or that is cleared in part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.views.page import Block, Labels, Row, cited
from ledger.views.words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.claims.names import Names
    from ledger.edtf import Edtf
    from ledger.projections.hurdles.hurdle import Hurdle
    from ledger.projections.policies import AuthorityRule, PolicyReview, StandingBody
    from ledger.projections.status import PartnershipStatus
    from ledger.views.words import Words


def bearing(status: PartnershipStatus, words: Words = ENGLISH) -> Iterator[Block]:
    """Reviews, rules and bodies, each with its state, its days and its claims."""
    names = status.names
    for heading, rows in (
        ("bearing-reviews", [_review(review, names, words) for review in status.reviews]),
        ("bearing-rules", [_rule(rule, names, words) for rule in status.rules]),
        ("bearing-bodies", [_body(body, names, words) for body in status.bodies]),
    ):
        if rows:
            yield ""
            yield words(heading)
            yield from rows


def covered(hurdle: Hurdle, words: Words = ENGLISH) -> str:
    """How much of a hurdle a grant or waiver covers."""
    if hurdle.coverage is None:
        return ""
    return f"; {words('covers', coverage=words.figure(hurdle.coverage))}"


def authorities(hurdle: Hurdle, names: Names, words: Words = ENGLISH) -> str:
    """Where each of several authorities stands."""
    stand = [f"{names.of(each.authority)} {words.word(each.state)}" for each in hurdle.authorities]
    return f"; {words.listed(stand)}" if stand else ""


def _review(review: PolicyReview, names: Names, words: Words) -> Row:
    spoken = words(
        "bearing-review",
        topic=review.topic,
        by=names.of(review.by) if review.by else "",
        since=_day(review.since, words),
        until="" if review.state == "ended" else _day(review.until, words),
        outcome=review.outcome,
    )
    return _row(review.state, spoken, review.claims, words)


def _rule(rule: AuthorityRule, names: Names, words: Words) -> Row:
    spoken = words(
        "bearing-rule",
        topic=rule.topic,
        by=names.of(rule.authority) if rule.authority else "",
        since=_day(rule.since, words),
        due=_day(rule.comments_due, words),
    )
    return _row(rule.state, spoken, rule.claims, words)


def _body(body: StandingBody, names: Names, words: Words) -> Row:
    spoken = words(
        "bearing-body",
        name=names.of(body.id),
        mandate=body.mandate,
        since=_day(body.since, words),
        met=_day(body.last_met, words),
    )
    return _row(body.state, spoken, body.claims, words)


def _row(state: str, spoken: str, claims: tuple[str, ...], words: Words) -> Row:
    return Row(words.word(state), spoken, Labels.STATE, 1, behind=cited(claims, words))


def _day(day: Edtf | None, words: Words) -> str:
    return "" if day is None else words.when(day)
