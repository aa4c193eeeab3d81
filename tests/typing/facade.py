"""The facade as a caller uses it: checked by mypy --strict, never run.

``assert_type`` says what a caller may rely on; a type that becomes another one fails here.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, assert_type

from ledger import (
    BoardRow,
    CaptureDocument,
    Changes,
    ClaimsError,
    Clocks,
    Command,
    ConsentsCounted,
    ConsentStage,
    Contest,
    Describe,
    Document,
    Edtf,
    Finding,
    Hit,
    Hurdle,
    Instrument,
    InstrumentId,
    InstrumentState,
    Ledger,
    LogEntry,
    Moment,
    Outcome,
    Partnership,
    PartnershipId,
    PartnershipStatus,
    Party,
    PartyId,
    PartyKind,
    PartyProfile,
    Problems,
    Proof,
    RecordClaim,
    Retract,
    SourceKind,
    Stage,
    Treaty,
    Verified,
    init_ledger,
    open_ledger,
    parse_edtf,
)

if TYPE_CHECKING:
    from pathlib import Path


def record(ledger: Ledger) -> tuple[Outcome, ...]:
    """Names, a document and a claim on its words."""
    document = Document(
        text="9 of 11 have ratified.", title="t", publisher="p", kind=SourceKind.NEWS
    )
    partnership = PartnershipId("p")
    occurred = parse_edtf("2024-06")
    assert_type(occurred, Edtf)
    development = ConsentsCounted(
        instrument=InstrumentId("i"), count=9, required=11, stage=ConsentStage.DEPOSITED
    )
    commands: list[Command] = [
        Describe(entity=Party(id=PartyId("a"), name="A", type=PartyKind.STATE)),
        Describe(
            entity=Partnership(
                id=partnership, title="A and B", parties=(PartyId("a"), PartyId("b"))
            )
        ),
        Describe(entity=Instrument(id=InstrumentId("i"), title="c", partnerships=(partnership,))),
        CaptureDocument(document=document),
        RecordClaim(
            document=document.id, development=development, quote="9 of 11", occurred=occurred
        ),
    ]
    return ledger.submit(commands)


def take_back(ledger: Ledger, claim: str) -> bool:
    """One command more."""
    (outcome,) = ledger.submit([Retract(target=claim, by="p", reason="wrong")])
    assert_type(outcome, Outcome)
    return outcome.new


def ask(ledger: Ledger, clocks: Clocks) -> None:
    """Each question has an answer of a type that is exported."""
    assert_type(ledger.status("p", clocks), PartnershipStatus)
    assert_type(ledger.status("p", clocks).stage, Stage)
    assert_type(ledger.status("p", clocks).instruments, tuple[InstrumentState, ...])
    assert_type(ledger.board(clocks), tuple[BoardRow, ...])
    assert_type(ledger.hurdles("p", clocks), tuple[Hurdle, ...])
    assert_type(ledger.timeline("p", clocks), tuple[Moment, ...])
    assert_type(ledger.treaty("i", clocks), Treaty)
    assert_type(ledger.diff("p", 3, clocks), Changes)
    assert_type(ledger.disputes(clocks), tuple[Contest, ...])
    assert_type(ledger.check(clocks), tuple[Finding, ...])
    assert_type(ledger.why("p.stage", clocks), tuple[Proof, ...])
    assert_type(ledger.search(["ratified"]), tuple[Hit, ...])
    assert_type(ledger.parties(clocks), tuple[PartyProfile, ...])
    assert_type(ledger.show("@3"), LogEntry)
    assert_type(ledger.verify(), Verified)


def main(place: Path) -> int:
    """Make a ledger, import a file, and say what is wrong with it."""
    init_ledger(place)
    try:
        with open_ledger(place, recorded_by="ana") as ledger:
            assert_type(ledger, Ledger)
            assert_type(ledger.import_entries(place.with_suffix(".yaml")), tuple[Outcome, ...])
            ask(ledger, Clocks(valid_at=date(2024, 6, 12)))
    except Problems as problems:
        assert_type(problems.problems, list[ClaimsError])
        return int(problems.exit_code)
    return 0
