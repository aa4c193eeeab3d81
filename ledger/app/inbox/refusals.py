"""What cannot be done with an item of the inbox, each with a way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.errors import Conflict, InvalidInput

if TYPE_CHECKING:
    from ledger.intake.inbox.item import Item


class NoDismissalReason(InvalidInput):
    """A dismissal without a reason."""

    code = "no-dismissal-reason"

    def __init__(self) -> None:
        super().__init__(
            "an item is dismissed with a reason",
            fix='say in a few words why: claims inbox dismiss ID --reason "about sport"',
        )


class NothingCaptured(InvalidInput):
    """An item that has no text to be recorded."""

    code = "nothing-captured"

    def __init__(self, item: Item) -> None:
        super().__init__(
            f"{item.id} has no text: {item.arrival.fault}",
            fix="capture it by hand (claims capture FILE), then dismiss it here",
        )


class NotWaiting(Conflict):
    """An item that was accepted or dismissed before."""

    code = "not-waiting"

    def __init__(self, item: Item) -> None:
        when = "" if item.at is None else f" on {item.at:%Y-%m-%d}"
        why = f": {item.reason}" if item.reason else ""
        super().__init__(
            f"{item.id} was {item.state} by {item.by or 'someone'}{when}{why}",
            fix=f"to begin again, take that back first: claims inbox undo {item.id}",
        )


class HalfAccepted(Conflict):
    """An item that someone began to accept, and whose end nobody has seen."""

    code = "half-accepted"

    def __init__(self, item: Item) -> None:
        plan = item.plan
        by = "someone" if plan is None else plan.by or "someone"
        super().__init__(
            f"{by} began to accept {item.id}, and it is not done",
            fix=f"if that call is over, finish what it began: claims inbox accept {item.id} "
            "--finish (what is there already is not recorded twice)",
        )


class NothingToUndo(InvalidInput):
    """An item that waits: nobody accepted or dismissed it."""

    code = "nothing-to-undo"

    def __init__(self, item: Item) -> None:
        super().__init__(
            f"{item.id} waits: it was neither accepted nor dismissed",
            fix="accept it (claims inbox accept) or dismiss it (claims inbox dismiss)",
        )


class RootWaits(Conflict):
    """A root that is no document of the log yet."""

    code = "root-waits"

    def __init__(self, item: Item) -> None:
        super().__init__(
            f"{item.id} waits in the inbox, and a document derives from one that is recorded",
            fix=f"accept {item.id} first",
        )


class NoReprint(InvalidInput):
    """An item that is to be accepted as a reprint, and has nobody's words."""

    code = "no-reprint"

    def __init__(self, item: Item) -> None:
        super().__init__(
            f"nothing here has the words of {item.id}, so that no root is suggested",
            fix="say it yourself: --lineage syndicated --root DOCUMENT",
        )
