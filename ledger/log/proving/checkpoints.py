"""Checkpoints: a tree's head that can be kept elsewhere, and signed (c2sp.org/tlog-checkpoint).

Takes a log and a key, gives a signed note; takes a note and trusted keys, gives origin, size
and root. A log signs only what is committed, and never what contradicts what it signed
before. Who comes next: ``custody`` keeps the last one outside the database.
"""

from __future__ import annotations

import re
from base64 import b64encode
from typing import TYPE_CHECKING, TypeAlias

import attrs

from ledger.errors import Conflict
from ledger.late import late
from ledger.log.format.merkle import HASH
from ledger.log.proving.notes import Note, NoteRefused, SigningKey, VerifierKey, unbase64
from ledger.log.proving.proofs import consistent
from ledger.log.proving.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ledger.log.port import Log
    from ledger.log.proving import verify
else:
    verify = late("ledger.log.proving.verify")

Pinned: TypeAlias = "Callable[[Log], Checkpoint | None]"
"""From a log to the last checkpoint of it that is kept outside its database."""

_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")


@attrs.frozen
class Checkpoint:
    """The head of a log's tree: whose, how many leaves, which root."""

    origin: str
    size: int
    root: bytes

    def __str__(self) -> str:
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"

    @classmethod
    def parse(cls, text: str) -> Checkpoint:
        """Read a note's text; extension lines are refused, for nobody can audit them."""
        match text.split("\n"):
            case [origin, size, coded, ""] if origin:
                root = unbase64(coded)
            case _:
                raise NoteRefused("the checkpoint", "it is not origin, size and root, a line each")
        if not _SIZE.fullmatch(size):
            raise NoteRefused("the checkpoint", f"{size[:30]!r} is no size")
        if root is None or len(root) != HASH:
            raise NoteRefused("the checkpoint", f"{coded[:60]!r} is no root")
        return cls(origin, int(size), root)


class Contradicted(Conflict):
    """A log that is not what a checkpoint says it was: rolled back, or rewritten."""

    code = "contradicted"

    def __init__(self, checkpoint: Checkpoint, reason: str, *, own: bool = True) -> None:
        whose = "its" if own else "another ledger's"
        super().__init__(
            f"this ledger contradicts {whose} checkpoint of {checkpoint.size} events: {reason}",
            fix="do not write to it; compare it with a backup, and keep both as evidence; "
            "claims key accept says how to go on with it all the same",
        )
        self.checkpoint = checkpoint
        self.reason = reason


def read_checkpoint(
    note: bytes, keys: Sequence[VerifierKey], *, origin: str | None = None
) -> tuple[Checkpoint, Note]:
    """A checkpoint that a key of its own log signed; ``NoteRefused`` otherwise.

    ``keys`` may hold witnesses' keys as well: a cosignature does not stand for the log's own.
    """
    parsed = Note.parse(note)
    checkpoint = Checkpoint.parse(parsed.text)
    if origin is not None and checkpoint.origin != origin:
        raise NoteRefused("the checkpoint", f"it is of another ledger, {checkpoint.origin}")
    signers = parsed.verified(keys)
    if not any(key.name == checkpoint.origin for key in signers):
        raise NoteRefused(
            "the checkpoint",
            f"no trusted key of its own ledger ({checkpoint.origin}) signed it",
            fix="give the log's own verifier key with --key",
        )
    return checkpoint, parsed


def sign_checkpoint(log: Log, key: SigningKey, *, last: Checkpoint | None = None) -> Note:
    """Sign what the log's leaves give, once it is committed and durable.

    The head's own word is not enough: every leaf since ``last`` is hashed again from what is
    stored, on from the tree that was signed for then, and head and tiles must say the same.
    ``last`` is the newest checkpoint known: ``Contradicted`` if the log does not go on from it.

    Raises:
        LedgerDamaged: the leaves do not give what head or tiles say; nothing is signed.
    """
    head = log.head()
    if key.name != head.origin:
        raise NoteRefused(
            f"the key {key.name}",
            f"the ledger's origin is {head.origin}, and its key is named so",
            fix="make the ledger's own key with claims key new",
        )
    since = None if last is None else uphold(log, last).frontier()
    root = verify.recomputed(log, head, since=since).root()
    log.confirm()
    text = str(Checkpoint(head.origin, head.size, root))
    return Note(text, (key.sign(text.encode()),))


def uphold(log: Log, checkpoint: Checkpoint) -> Tree:
    """The log's tree at a checkpoint; ``Contradicted`` if the log does not go on from it."""
    head = log.head()
    if head.origin != checkpoint.origin:
        reason = f"it is {head.origin}, the checkpoint {checkpoint.origin}"
        raise Contradicted(checkpoint, reason, own=False)
    if head.size < checkpoint.size:
        raise Contradicted(checkpoint, f"it holds only {head.size} events")
    tree = Tree(checkpoint.size, log.hashes)
    if tree.root() != checkpoint.root:
        raise Contradicted(checkpoint, "its first events are not those that were signed for")
    return tree


def prove_consistency(log: Log, old: Checkpoint, new: Checkpoint) -> list[bytes]:
    """The proof that ``new`` goes on from ``old``, taken from a log that holds both.

    ``Contradicted`` if the log does not lead from one to the other; sizes the wrong way round
    and an empty ``old``, from which nothing can be shown, are ``NoteRefused``.
    """
    if not 0 < old.size <= new.size:
        raise NoteRefused("the older checkpoint", f"nothing leads from {old.size} to {new.size}")
    proof = uphold(log, new).consistency(old.size)
    if not consistent(old.size, new.size, old.root, new.root, proof):
        raise Contradicted(old, f"it is not the beginning of the one of {new.size} events")
    return proof
