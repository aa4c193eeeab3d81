"""What the application refuses to answer: one class for each cause, with a way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.entries.mistakes import nearest, shown
from ledger.errors import Conflict, InvalidInput, NotFound
from ledger.ids import position_name, position_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.facts.facts import Facts

_DIGITS = 16


class BeyondTheHead(InvalidInput):
    """A question about what this ledger will know: it cannot tell."""

    code = "beyond-the-head"

    def __init__(self, asked: str, head: int) -> None:
        super().__init__(
            f"{asked} lies beyond what this ledger holds",
            fix=f"ask for a past moment, or a position up to {position_name(head)}",
        )


class SinceTooLate(InvalidInput):
    """A comparison with a day that is not before the one that is asked about."""

    code = "since-too-late"

    def __init__(self, since: str, clock: str) -> None:
        super().__init__(
            f"since {since} is later than what is asked about, on the {clock} clock",
            fix="ask since an earlier day or position, or set that clock later",
        )


class GoneOn(Conflict):
    """Something was to be recorded only at a position that the log has left."""

    code = "gone-on"
    http_status = 412

    def __init__(self, wanted: int, head: int) -> None:
        super().__init__(
            f"the log ends at {position_name(head)}, and not at {position_name(wanted)}",
            fix="read what came between, then send it again with the new position",
        )
        self.head = head


class NoSuchImport(NotFound):
    """An id that no import of this ledger has."""

    code = "no-such-import"

    def __init__(self, name: str, names: Sequence[str]) -> None:
        near = nearest(name, names)
        super().__init__(
            f"no import of this ledger has the id {shown(name)}",
            fix=f"{near} (claims imports lists all)" if near else "claims imports lists all",
        )


class NoPosition(InvalidInput):
    """A log position where only a day will do."""

    code = "no-position"

    def __init__(self, since: str, clock: str) -> None:
        super().__init__(
            f"since {since} names no day, and the {clock} clock knows days alone",
            fix="give a day, such as 2024-06-12, or compare on the recorded clock",
        )


class NoSuchSubject(NotFound):
    """Nothing of this name is followed, at these clocks.

    What is offered in its place is what the question takes: ``partnerships``, ``treaties`` or both.
    """

    code = "no-such-subject"

    def __init__(
        self, name: str, facts: Facts, *, partnerships: bool = True, treaties: bool = False
    ) -> None:
        choices = sorted(
            (
                *(facts.partnerships if partnerships else ()),
                *(facts.instruments if treaties else ()),
            )
        )
        ways = [f"ask for one of: {', '.join(choices[:8])}"] if choices else []
        what = "nothing" if partnerships else "no treaty"
        message = f"this ledger follows {what} called {name or 'an empty word'}"
        if not treaties and name in facts.instruments:
            message = f"{name} is a treaty, and this is asked of a partnership"
            ways.append(f"claims treaty {name} shows the treaty")
        super().__init__(message, fix="; ".join(ways) or "import something first")


class NothingToFollow(NotFound):
    """An event that no value rests on by itself, as of a document or a party."""

    code = "nothing-to-follow"

    def __init__(self, position: str, event_id: str) -> None:
        super().__init__(
            f"{position} is {event_id}, and no value is called so",
            fix=f"name a claim, a partnership or a treaty; claims show {position} shows the event",
        )


class NoSuchKind(NotFound):
    """A kind that no claim can be of."""

    code = "no-such-kind"

    def __init__(self, kind: str, near: Sequence[str]) -> None:
        meant = f"did you mean {' or '.join(near)}? " if near else ""
        super().__init__(
            f"there is no kind of claim called {kind or 'an empty word'}",
            fix=f"{meant}claims kinds lists them all",
        )


class Ambiguous(NotFound):
    """A beginning that several ids share."""

    code = "ambiguous"

    def __init__(self, name: str, longer_ids: str) -> None:
        super().__init__(f"several things are called {name}…", fix=f"give more of it: {longer_ids}")


class NothingCalled(NotFound):
    """An id that the ledger does not hold."""

    code = "nothing-called"

    def __init__(self, name: str, size: int) -> None:
        fix = "look in claims log, or find it by its words with claims search"
        digits = name.isascii() and name.isdecimal() and len(name) < _DIGITS
        if digits and int(name) < size:
            fix = f"did you mean the position {position_name(int(name))}? {fix}"
        super().__init__(f"nothing in this ledger is called {name or 'an empty word'}", fix=fix)


class NothingAt(NotFound):
    """A position that the log has not reached."""

    code = "nothing-at"

    def __init__(self, name: str, size: int) -> None:
        last = f"positions go up to {position_name(size - 1)}" if size else "the log is empty"
        fix = f"{last}; claims log lists them"
        if position_of(name) is None:
            fix = f"a position is written {position_name(3)}: no zero, sign or space before; {fix}"
        super().__init__(f"there is no position {name}", fix=fix)


class NoCustody(NotFound):
    """A ledger without a place for keys and checkpoints."""

    code = "no-custody"

    def __init__(self) -> None:
        super().__init__(
            "this ledger has no place to keep keys and checkpoints",
            fix="open it with open_ledger(…, custody=FOLDER)",
        )


class RecordedHereFirst(NotFound):
    """A proof in another ledger, of what this ledger was the first to record."""

    code = "recorded-here-first"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} was recorded here first: no other ledger proves it",
            fix=f"prove it by this ledger: claims prove {name}",
        )


class ProofErased(NotFound):
    """A proof in another ledger that was kept with words that were erased here."""

    code = "proof-erased"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"the words of {name} were erased here, and with them what another ledger proved",
            fix=f"ask the desk that recorded it first; claims show {name} says why it was erased",
        )


class NoCheckpoint(NotFound):
    """Nothing was signed for yet."""

    code = "no-checkpoint"

    def __init__(self, origin: str) -> None:
        super().__init__(
            f"no checkpoint of {origin} is kept", fix="make one with claims checkpoint"
        )
