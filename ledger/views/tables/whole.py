"""The columns of lists over the whole ledger: contests, findings, the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.views.tables.cells import Cells

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledger.checks.finding import Finding
    from ledger.log.log_entry import LogEntry
    from ledger.projections.contests import Contest


def disputes_cells(contests: Iterable[Contest]) -> Cells:
    """A row for each contest."""
    return Cells(
        heads=("subject", "field", "reason", "status", "holds", "against"),
        rows=[
            [
                contest.subject,
                contest.field,
                contest.reason,
                contest.status,
                " ".join(citation.claim for citation in contest.holds),
                " ".join(citation.claim for citation in contest.against),
            ]
            for contest in contests
        ],
    )


def findings_cells(findings: Iterable[Finding]) -> Cells:
    """A row for each finding."""
    return Cells(
        heads=("check", "group", "subject", "claims", "sentence", "fix"),
        rows=[
            [
                finding.check,
                finding.group,
                finding.subject,
                " ".join(finding.claims),
                finding.sentence,
                finding.fix,
            ]
            for finding in findings
        ],
    )


def log_cells(entries: Iterable[LogEntry]) -> Cells:
    """A row for each event."""
    return Cells(
        heads=("position", "recorded_at", "type", "id"),
        rows=[
            [entry.position, entry.recorded_at.isoformat(), entry.type, entry.id]
            for entry in entries
        ],
    )
