"""Where an event was recorded before this ledger took it over, and the proof of it there.

Takes what an export said and its receiver verified; gives values that stand in the event itself,
so that they last as long as it does and go with it when its words are erased.
"""

from __future__ import annotations

import attrs


@attrs.frozen(kw_only=True)
class Elsewhere:
    """The place of an event in the ledger that recorded it first.

    Attributes:
        ledger: The origin of that ledger.
        position: The event's place in it.
        recorded_at: When it was recorded there, by that desk's clock (UTC).
        size: How many events the checkpoint covers under which it was proven.
        key: Name and id of the key that signed the checkpoint and was trusted; None where nobody
            vouched for it, and only the hashes fit each other.
    """

    ledger: str
    position: int
    recorded_at: str
    size: int
    key: str | None = None

    @property
    def day(self) -> str:
        """The day of the first record, as that desk's clock had it."""
        return self.recorded_at[:10]


@attrs.frozen(kw_only=True)
class ProofThere:
    """All that a proof file of the event in the other ledger is made of.

    Attributes:
        checkpoint: The signed note, or its three lines alone where nobody signed.
        envelope: The event's leaf in the other tree, and ``salt`` what its payload was salted with.
        path: The hashes from the leaf up to the root, in base64.
        theirs: What the payload there has otherwise than the event here: a JSON merge patch
            (RFC 7396), as text.
        key: The key, whole, that was trusted for the checkpoint.
    """

    checkpoint: str
    envelope: str
    salt: str
    theirs: str
    path: tuple[str, ...] = ()
    key: str | None = None
