"""Keys, checkpoints, proofs and verdicts, as plain data and as lines."""

from __future__ import annotations

from base64 import b64encode
from itertools import islice
from typing import TYPE_CHECKING

from ledger.ids import position_name
from ledger.log.proving.checkpoints import Checkpoint
from ledger.views.data import data
from ledger.views.page import Block, Labels, Paragraph, Row
from ledger.views.words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.checks.verification import Verified
    from ledger.log.proving.custody.departures import Departure
    from ledger.log.proving.notes import Note, NoteRefused, VerifierKey
    from ledger.log.proving.verify import Break
    from ledger.views.answer_types import (
        CheckpointData,
        DeparturesData,
        GrownFile,
        KeyData,
        LedgerVerified,
        RefusedFile,
        SignedCheckpoint,
        SignedFile,
    )
    from ledger.views.words import Words


def keys_data(keys: Sequence[VerifierKey]) -> list[KeyData]:
    """Public keys with their names, oldest first; the last one signs."""
    return [{"key": str(key), "name": key.name, "signs": key is keys[-1]} for key in keys]


def keys_page(keys: Sequence[VerifierKey]) -> Iterator[Block]:
    """One key a line, as ``--key`` takes it."""
    yield from map(str, keys)
    if not keys:
        yield "no key yet; claims key new makes one"


def departures_data(departures: Sequence[Departure], accepted: bool) -> DeparturesData:  # noqa: FBT001
    """What of a custody is not, or was not, as it was left."""
    return {"accepted": accepted, "departures": [departure.what for departure in departures]}


def departures_page(departures: Sequence[Departure], accepted: bool) -> Iterator[Block]:  # noqa: FBT001
    """The same for a reader, with the way on."""
    if not departures:
        yield "keys, checkpoints and ledger are as they were left; there is nothing to accept"
    for departure in departures:
        if not departure.unpinned:
            yield f"{'accepted' if accepted else 'not as it was left'}: {departure.what}"
        elif accepted:
            yield "this account keeps the keys on record from now on; nothing was recorded"
        else:
            yield departure.what
    if departures and not accepted:
        unpinned = all(departure.unpinned for departure in departures)
        act = (
            "keeps it for this account" if unpinned else "puts on record that you accept all of it"
        )
        yield Paragraph(f"try: claims key accept --reason TEXT {act}", 1)


def checkpoint_data(note: Note) -> SignedCheckpoint:
    """A checkpoint with its note."""
    return {**checkpoint_of(Checkpoint.parse(note.text)), "note": str(note)}


def verified_data(done: Verified) -> LedgerVerified:
    """What verifying a whole ledger found."""
    return {
        "holds": not done.breaks,
        "what": "ledger",
        "size": done.log.size,
        "root": _coded(done.log.root),
        "start": done.log.start,
        "erased": list(done.log.erased),
        "checkpoint": None if done.checkpoint is None else checkpoint_of(done.checkpoint),
        "unpinned": done.unpinned,
        "documents": done.documents,
        "quotes": done.quotes,
        "partnerships": done.partnerships,
        "accepted": [
            {"position": acceptance.position, **data(acceptance.act, sparse=True)}
            for acceptance in done.acceptances
        ],
        "repaired": [
            {"position": repair.position, **data(repair.repaired, sparse=True)}
            for repair in done.repairs
        ],
        "breaks": data(done.breaks),
        "mends": [
            {"repair": mend.repair, "what": mend.what, "act": mend.act} for mend in done.mends
        ],
    }


def verified_page(done: Verified, words: Words = ENGLISH) -> Iterator[Block]:
    """The first break, or what was verified."""
    if done.breaks:
        first, *others = done.breaks
        yield words("verify-not", what=f"{_place(first)}{first.what}")
        yield from (Paragraph(f"{_place(other)}{other.what}", 1) for other in others)
        for fault in done.mends:
            yield Row(fault.repair, f"would be mended: {fault.what}", Labels.PROOF, 1)
        if done.mends:
            yield Paragraph("try: claims repair shows what it would do", 1)
        return
    verdict = done.log
    start = position_name(verdict.start) if verdict.start > 0 else ""
    events = words("verify-events", events=words.counted("event", verdict.size), start=start)
    yield Row(words("verify-holds"), events, Labels.PROOF)
    yield Row(words("verify-root"), _coded(verdict.root), Labels.PROOF, 1)
    checkpoint = done.checkpoint
    kept = words("verify-no-checkpoint")
    if checkpoint is not None:
        kept = words("verify-goes-on", events=words.counted("event", checkpoint.size))
    unpinned = (("key", words("verify-unpinned")),) if done.unpinned else ()
    for label, text in (
        ("checkpoint", kept),
        *unpinned,
        ("documents", _counted("verify-documents", done.documents, words)),
        ("quotes", _counted("verify-quotes", done.quotes, words)),
        ("answers", _counted("verify-answers", done.partnerships, words)),
        ("beside", words("verify-beside")),
    ):
        yield Row(words(f"label-{label}"), text, Labels.PROOF, 1)
    for acceptance in done.acceptances:
        accepted = f"at position @{acceptance.position}: {'; '.join(acceptance.act.departures)}"
        yield Row("accepted", f"{accepted} ({acceptance.act.reason})", Labels.PROOF, 1)
    for repair in done.repairs:
        mended = f"at position @{repair.position}: {'; '.join(repair.repaired.found)}"
        yield Row("repaired", mended, Labels.PROOF, 1)
    if verdict.erased:
        places = ", ".join(map(position_name, verdict.erased))
        explained = words("verify-erased", places=places)
        yield Row(words("label-erased"), explained, Labels.PROOF, 1)


def _counted(key: str, count: int, words: Words) -> str:
    return words(f"{key}-one" if count == 1 else key, count=words.number(count))


def signed_data(checkpoint: Checkpoint, signers: Sequence[VerifierKey], what: str) -> SignedFile:
    """A checkpoint or an export that holds."""
    return {
        "holds": True,
        "what": what,
        "checkpoint": checkpoint_of(checkpoint),
        "signers": [str(key) for key in signers],
    }


def signed_page(
    checkpoint: Checkpoint, signers: Sequence[VerifierKey], what: str
) -> Iterator[Block]:
    """A checkpoint or an export that holds, for a reader."""
    yield Row("holds", f"{what} of {checkpoint.size} events", Labels.PROOF)
    yield Row("ledger", checkpoint.origin, Labels.PROOF, 1)
    yield Row("root", _coded(checkpoint.root), Labels.PROOF, 1)
    yield Row("signed by", ", ".join(map(str, signers)), Labels.PROOF, 1)


def grown_data(older: Checkpoint, newer: Checkpoint, signers: Sequence[VerifierKey]) -> GrownFile:
    """A checkpoint that was shown to go on from an older one."""
    return {**signed_data(newer, signers, "growth"), "old": checkpoint_of(older)}


def grown_page(
    older: Checkpoint, newer: Checkpoint, signers: Sequence[VerifierKey]
) -> Iterator[Block]:
    """The same for a reader."""
    grew = f"growth from {older.size} events to {newer.size}: nothing before was changed"
    yield Row("holds", grew, Labels.PROOF)
    yield from islice(signed_page(newer, signers, ""), 1, None)


def refused_data(refused: NoteRefused) -> RefusedFile:
    """A file that does not hold, in the form of a ledger that does not."""
    return {
        "holds": False,
        "what": refused.what,
        "breaks": [{"position": None, "what": refused.reason}],
    }


def refused_page(refused: NoteRefused) -> Iterator[Block]:
    """A file that does not hold, and what to do."""
    yield f"does not hold: {refused.message}"
    yield Paragraph(f"try: {refused.fix}", 1)


def checkpoint_of(checkpoint: Checkpoint) -> CheckpointData:
    """Origin, size and root, as data."""
    return {"origin": checkpoint.origin, "size": checkpoint.size, "root": _coded(checkpoint.root)}


def _coded(root: bytes) -> str:
    """A root as checkpoints write it."""
    return b64encode(root).decode()


def _place(break_: Break) -> str:
    return "" if break_.position is None else f"at position @{break_.position}, "
