"""The outbox in a ledger's database: two tables of their own next to the log's.

Takes a ``Store``, does what ``outbox.Outbox`` says. A receiver's row is locked first in every
change, so that two who work at one receiver follow each other; the log's head is never locked.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import (
    BigInteger,
    Connection,
    Integer,
    Row,
    Text,
    delete,
    func,
    insert,
    select,
    update,
)

from ledger.app.notify.outbox import Message, ReceiverState, SubjectChange
from ledger.log.stores.columns import Misshapen, of_kind
from ledger.log.stores.tables import outbox, receivers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.log.stores.relational.store import Store

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_ERROR = 300  # letters of an error that are kept


class SqlOutbox:
    """See ``outbox.Outbox``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def now(self) -> datetime:
        """See ``Outbox.now``."""
        with self._store.reading() as connection:
            return self._store.now(connection)

    def begin(self, receiver: str, bookmark: int) -> bool:
        """See ``Outbox.begin``."""
        with self._store.writing() as connection:
            if _locked(connection, receiver) is not None:
                return False
            row = {
                "name": receiver,
                "bookmark": bookmark,
                "gathered_at": _number(self._store.now(connection)),
                "leased_by": "",
                "leased_until": 0,
            }
            connection.execute(insert(receivers).values(row))
            return True

    def forget(self, receiver: str) -> None:
        """See ``Outbox.forget``."""
        with self._store.writing() as connection:
            connection.execute(delete(outbox).where(outbox.c.receiver == receiver))
            connection.execute(delete(receivers).where(receivers.c.name == receiver))

    def standing(self) -> Sequence[ReceiverState]:
        """See ``Outbox.standing``."""
        counts = (
            select(
                outbox.c.receiver,
                func.count().label("waiting"),
                func.sum(outbox.c.given_up, type_=Integer).label("given_up"),
                func.max(outbox.c.error, type_=Text).label("error"),
            )
            .group_by(outbox.c.receiver)
            .subquery()
        )
        asked = (
            select(receivers, counts.c.waiting, counts.c.given_up, counts.c.error)
            .outerjoin(counts, counts.c.receiver == receivers.c.name)
            .order_by(receivers.c.name)
        )
        with self._store.reading() as connection:
            return [
                ReceiverState(
                    name=row.name,
                    bookmark=row.bookmark,
                    stopped=row.stopped,
                    gathered_at=_moment("receivers.gathered_at", row.gathered_at),
                    waiting=row.waiting or 0,
                    given_up=int(row.given_up or 0),
                    error=str(of_kind("outbox.error", str, row.error or "")),
                )
                for row in connection.execute(asked).all()
            ]

    def lease(self, receiver: str, holder: str, seconds: float) -> bool:
        """See ``Outbox.lease``."""
        with self._store.writing() as connection:
            row = _locked(connection, receiver)
            now = self._store.now(connection)
            if row is None or (
                row.leased_by not in {"", holder}
                and _moment("receivers.leased_until", row.leased_until) > now
            ):
                return False
            until = _number(now + timedelta(seconds=seconds))
            _change(connection, receiver, leased_by=holder, leased_until=until)
            return True

    def release(self, receiver: str, holder: str) -> None:
        """See ``Outbox.release``."""
        with self._store.writing() as connection:
            row = _locked(connection, receiver)
            if row is not None and row.leased_by == holder:
                _change(connection, receiver, leased_by="")

    def put(
        self, receiver: str, changes: Sequence[SubjectChange], *, after: int, upto: int
    ) -> bool:
        """See ``Outbox.put``."""
        with self._store.writing() as connection:
            row = _locked(connection, receiver)
            if row is None or row.bookmark != after:
                return False
            now = _number(self._store.now(connection))
            highest = select(func.max(outbox.c.number, type_=BigInteger))
            last = connection.execute(highest.where(outbox.c.receiver == receiver)).scalar() or 0
            of_kind("outbox.number", int, last)
            rows = [
                {
                    "receiver": receiver,
                    "number": number,
                    "subject": change.subject,
                    "after": change.after,
                    "upto": change.upto,
                    "day": change.day.isoformat(),
                    "attempts": 0,
                    "due_at": now,
                    "given_up": 0,
                    "error": "",
                }
                for number, change in enumerate(changes, last + 1)
            ]
            if rows:
                connection.execute(insert(outbox), rows)
            _change(connection, receiver, bookmark=upto, gathered_at=now)
            return True

    def due(self, receiver: str) -> Message | None:
        """See ``Outbox.due``."""
        earlier = outbox.alias("earlier")
        blocked = (
            select(earlier.c.number)
            .where(earlier.c.receiver == outbox.c.receiver)
            .where(earlier.c.subject == outbox.c.subject)
            .where(earlier.c.number < outbox.c.number)
        )
        with self._store.reading() as connection:
            now = _number(self._store.now(connection))
            asked = (
                select(outbox)
                .join(receivers, receivers.c.name == outbox.c.receiver)
                .where(outbox.c.receiver == receiver, receivers.c.stopped.is_(None))
                .where(outbox.c.given_up == 0, outbox.c.due_at <= now, ~blocked.exists())
                .order_by(outbox.c.number)
                .limit(1)
            )
            row = connection.execute(asked).first()
            return None if row is None else _message(row)

    def sent(self, message: Message) -> None:
        """See ``Outbox.sent``."""
        with self._store.writing() as connection:
            connection.execute(
                delete(outbox).where(
                    outbox.c.receiver == message.receiver, outbox.c.number == message.number
                )
            )

    def failed(self, message: Message, *, due_at: datetime, error: str, give_up: bool) -> None:
        """See ``Outbox.failed``."""
        with self._store.writing() as connection:
            connection.execute(
                update(outbox)
                .where(outbox.c.receiver == message.receiver, outbox.c.number == message.number)
                .values(
                    attempts=message.attempts + 1,
                    due_at=_number(due_at),
                    error=error[:_ERROR],
                    given_up=int(give_up),
                )
            )

    def stop(self, receiver: str, reason: str) -> None:
        """See ``Outbox.stop``."""
        with self._store.writing() as connection:
            _change(connection, receiver, stopped=reason[:_ERROR])

    def retry(self, receiver: str) -> int:
        """See ``Outbox.retry``."""
        with self._store.writing() as connection:
            _change(connection, receiver, stopped=None)
            now = _number(self._store.now(connection))
            waiting = update(outbox).where(outbox.c.receiver == receiver)
            return connection.execute(waiting.values(attempts=0, due_at=now, given_up=0)).rowcount

    def messages(self, receiver: str) -> Sequence[Message]:
        """See ``Outbox.messages``."""
        asked = select(outbox).where(outbox.c.receiver == receiver).order_by(outbox.c.number)
        with self._store.reading() as connection:
            return list(map(_message, connection.execute(asked).all()))


def _locked(connection: Connection, receiver: str) -> Row[tuple[object, ...]] | None:
    return connection.execute(
        select(receivers).where(receivers.c.name == receiver).with_for_update()
    ).first()


def _change(connection: Connection, receiver: str, **values: object) -> None:
    connection.execute(update(receivers).where(receivers.c.name == receiver).values(**values))


def _message(row: Row[tuple[object, ...]]) -> Message:
    return Message(
        receiver=row.receiver,
        number=row.number,
        change=SubjectChange(
            subject=row.subject, after=row.after, upto=row.upto, day=_day(row.day)
        ),
        attempts=row.attempts,
        due_at=_moment("outbox.due_at", row.due_at),
        given_up=bool(row.given_up),
        error=row.error,
    )


def _number(moment: datetime) -> int:
    return (moment - _EPOCH) // _MICROSECOND


def _moment(column: str, number: int) -> datetime:
    try:
        return _EPOCH + timedelta(microseconds=number)
    except OverflowError as error:
        raise Misshapen(f"{column} holds {number}, which is no moment") from error


def _day(name: str) -> date:
    try:
        return date.fromisoformat(name)
    except ValueError as error:
        raise Misshapen(f"outbox.day holds {name[:40]!r}, which is no day") from error
