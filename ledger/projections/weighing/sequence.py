"""Accounts of acts that begin and acts that end something -> the acts, in turns.

Takes ballots over days; gives ``Act`` values, a start, then an end, then a start, each with the
ballots that tell of it. Accounts that can be of one act are of one (docs/resolution.md, 5); two
starts are two acts only if an end can lie between them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ledger.projections.weighing.answer import Span
from ledger.projections.weighing.ballot import Ballot
from ledger.projections.weighing.dates import intersect
from ledger.projections.weighing.spans import high, low

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


@attrs.define(eq=False)
class Act:
    """One act, with its accounts; ``common`` are the days that the accounts leave open."""

    begins: bool
    ballots: list[Ballot[Span]]
    common: Span


@attrs.frozen(eq=False)
class _Account:
    """A ballot and what it tells: a start or an end.

    One that ``answers`` means something only after its opposite: a return, which is a start after
    an end, or what closes something that began.
    """

    begins: bool
    answers: bool
    ballot: Ballot[Span]

    @property
    def turn(self) -> tuple[date, date, str]:
        span = self.ballot.value
        return high(span), low(span), self.ballot.id


def in_sequence(
    starts: Sequence[Ballot[Span]],
    ends: Sequence[Ballot[Span]],
    *,
    returns: Sequence[Ballot[Span]] = (),
    closing: Sequence[Ballot[Span]] = (),
) -> list[Act]:
    """The acts that the accounts tell of, whatever the order in which these were filed."""
    accounts = [
        *(_Account(begins=True, answers=False, ballot=cast) for cast in starts),
        *(_Account(begins=False, answers=False, ballot=cast) for cast in ends),
        *(_Account(begins=True, answers=True, ballot=cast) for cast in returns),
        *(_Account(begins=False, answers=True, ballot=cast) for cast in closing),
    ]
    retold = _retellings(accounts)
    sequence = _Sequence(waiting=sorted(set(accounts) - retold, key=lambda account: account.turn))
    sequence.fill()
    for account in sorted(retold, key=lambda account: account.turn):
        sequence.retell(account)
    return sequence.acts


def _retellings(accounts: Sequence[_Account]) -> set[_Account]:
    """The accounts whose root tells of acts of the same sort itself."""
    speaking = {
        (account.begins, account.ballot.root) for account in accounts if account.ballot.original
    }
    return {
        account
        for account in accounts
        if not account.ballot.original and (account.begins, account.ballot.root) in speaking
    }


@attrs.define(eq=False)
class _Sequence:
    """The acts so far, and the accounts that wait, the earliest last day first."""

    waiting: list[_Account]
    acts: list[Act] = attrs.Factory(list)

    def fill(self) -> None:
        """Place every account."""
        while self.waiting:
            self._place(self._next())

    def _next(self) -> _Account:
        """The first that waits; of those of one last day, one that takes its turn.

        While there is no act, what answers one has no turn.
        """
        begins = not self.acts or not self.acts[-1].begins
        day = high(self.waiting[0].ballot.value)
        peers = [account for account in self.waiting if high(account.ballot.value) == day]
        able = [peer for peer in peers if self.acts or not peer.answers] or peers
        account = next((peer for peer in able if peer.begins is begins), able[0])
        self.waiting.remove(account)
        return account

    def _place(self, account: _Account) -> None:
        act = self._same(account)
        if act is not None:
            _join(act, account)
        elif not self.acts or self.acts[-1].begins is not account.begins:
            if self.acts or not account.answers:
                self._begin_before(account)
                self._open(account)
        elif (between := self._between(account)) is not None:
            self.waiting.remove(between)
            self._open(between)
            self._open(account)
        elif not account.answers:
            _join(self.acts[-1], account)

    def _begin_before(self, account: _Account) -> None:
        """Before an end that comes first of all, the start that it ended, if one may have been it.

        What ended had begun: a start of a vague day is not taken for another one after that. One
        of which only the last day is known is, where there is another that it can be of.
        """
        if self.acts or account.begins:
            return
        starts = [other for other in self.waiting if other.begins and not other.answers]
        dated = [other for other in starts if other.ballot.value.earliest is not None]
        last = high(account.ballot.value)
        for other in dated or starts:
            if low(other.ballot.value) <= last:
                self.waiting.remove(other)
                self._open(other)
                return

    def retell(self, account: _Account) -> None:
        """Place a retelling: it opens nothing that its root does not tell of."""
        own = [
            act
            for act in self.acts
            if act.begins is account.begins
            and any(cast.root == account.ballot.root for cast in act.ballots)
        ]
        act = self._same(account) or next(reversed(own), None)
        if act is not None:
            _join(act, account)

    def _same(self, account: _Account) -> Act | None:
        """The latest act that the account can be of, in its place among the others."""
        span = account.ballot.value
        for place in range(len(self.acts) - 1, -1, -1):
            act = self.acts[place]
            if act.begins is account.begins and intersect(act.common, span) is not None:
                before, after = self.acts[place - 1 : place], self.acts[place + 1 : place + 2]
                if all(low(act.common) <= high(span) for act in before) and all(
                    low(span) <= high(act.common) for act in after
                ):
                    return act
        return None

    def _between(self, account: _Account) -> _Account | None:
        """An account of the opposite that can lie between the last act and this one.

        What waits is over no earlier than this account, and so after the last act began. One of
        which only the last day is known is no ground to take two accounts for two acts.
        """
        last = high(account.ballot.value)
        for other in self.waiting:
            first = other.ballot.value.earliest
            if other.begins is not account.begins and first is not None and first <= last:
                return other
        return None

    def _open(self, account: _Account) -> None:
        self.acts.append(
            Act(begins=account.begins, ballots=[account.ballot], common=account.ballot.value)
        )


def _join(act: Act, account: _Account) -> None:
    act.ballots.append(account.ballot)
    act.common = intersect(act.common, account.ballot.value) or act.common
