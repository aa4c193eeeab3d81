"""Which type each command answers with, for the commands of which this room knows.

Takes the classes of the rooms; gives ``ANSWERS``, by the words of a command without ``claims``.
The faces on the right add their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ledger.app.contract import inbox, receipts
from ledger.board.rows import BoardRow
from ledger.board.search import Hit, Passage
from ledger.checks.finding import Finding
from ledger.intake.inbox.assessment import Assessment
from ledger.intake.inbox.item import Item
from ledger.log.log_entry import LogEntry
from ledger.projections.agenda import Due
from ledger.projections.changes.changes import AllChanges, Changes
from ledger.projections.changes.feed import FeedEntry
from ledger.projections.contests import Contest
from ledger.projections.dates_to_come import DateToCome
from ledger.projections.documents import DocumentRow
from ledger.projections.imports import Import
from ledger.projections.status import PartnershipStatus
from ledger.projections.timeline import Moment
from ledger.projections.treaties.treaty import Treaty
from ledger.projections.weighing.parties.profiles import PartyProfile
from ledger.projections.why.why import Proof
from ledger.views import answer_types

_WRITING = (
    *("record", "import", "correct", "retract", "dispute"),
    *("party same", "party different", "party undecided"),
)

ANSWERS: Mapping[str, object] = MappingProxyType(
    {
        **dict.fromkeys(_WRITING, receipts.Submitted),
        "import": receipts.Submitted | receipts.UndoneData,
        "imports": tuple[Import, ...],
        "init": receipts.InitialisedData,
        "completion": receipts.Completion,
        "capture": receipts.CapturedData,
        "feed add": answer_types.FeedData,
        "feed list": list[answer_types.FeedData],
        "feed poll": answer_types.PolledFeedsData,
        "feed remove": answer_types.FeedData,
        "feed import": receipts.ImportedFeedsData,
        "feed export": receipts.ExportedFeedsData,
        "inbox add": inbox.ArrivalsData,
        "inbox list": tuple[Assessment, ...],
        "inbox show": Assessment,
        "inbox accept": inbox.AcceptedData,
        "inbox dismiss": Item,
        "inbox undo": Item,
        "draft": receipts.DraftsData,
        "party list": tuple[PartyProfile, ...],
        "party show": PartyProfile,
        "kinds": list[receipts.KindData],
        "schema": Mapping[str, object],
        "status": PartnershipStatus | tuple[BoardRow, ...],
        "hurdles": receipts.HURDLES,
        "treaty": Treaty,
        "next": tuple[Due, ...],
        "timeline": tuple[Moment, ...],
        "diff": Changes | AllChanges,
        "documents": tuple[DocumentRow, ...],
        "search": tuple[Hit | Passage, ...],
        "atom": tuple[FeedEntry, ...],
        "brief": receipts.BriefData,
        "calendar": tuple[DateToCome, ...],
        "disputes": tuple[Contest, ...],
        "check": tuple[Finding, ...] | list[receipts.CheckData],
        "why": tuple[Proof, ...],
        "show": LogEntry,
        "log": tuple[LogEntry, ...],
        "verify": answer_types.VERIFIED,
        "prove": receipts.ProofText,
        "checkpoint": answer_types.SignedCheckpoint,
        "consistency": receipts.ConsistencyData,
        "export": receipts.EntriesExported | receipts.StandardExported | receipts.ExportedData,
        "key new": list[answer_types.KeyData],
        "key list": list[answer_types.KeyData],
        "key rotate": list[answer_types.KeyData],
        "key accept": answer_types.DeparturesData,
        "witness add": answer_types.SignedCheckpoint,
        "token new": receipts.NewToken,
        "token list": list[receipts.TokenData],
        "token revoke": receipts.TokenData,
        "serve": receipts.ServedData,
        "witness serve": receipts.WitnessData,
        "publish": receipts.PublishedData,
        "notify add": receipts.NewReceiver,
        "notify list": list[receipts.ReceiverData],
        "notify remove": receipts.RetriedData,
        "notify retry": receipts.RetriedData,
        "notify test": receipts.NotifiedData,
        "notify run": receipts.NotifiedData,
        "backup": receipts.CopiedData,
        "restore": receipts.CopiedData,
        "repair": answer_types.RepairData,
        "rebuild": receipts.RebuiltData,
        "erase": receipts.ErasureData,
        "grants": receipts.Grants,
        "spec check": receipts.SpecMistakes,
        "spec new": receipts.FeatureText,
    }
)
"""The type of ``data`` in the answer of each command."""
