"""The receipt of what was submitted, as every face gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.views.data import data

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledger.app.contract.receipts import Submitted
    from ledger.app.submission.submit import Outcome
    from ledger.projections.changes.preview import Preview


def receipt(
    outcomes: Sequence[Outcome], *, dry_run: bool, preview: Preview | None = None
) -> Submitted:
    """What was recorded and what was there already; of a dry run, what it would change."""
    new = sum(outcome.new for outcome in outcomes)
    return {
        "recorded": 0 if dry_run else new,
        "already": len(outcomes) - new,
        "dry_run": dry_run,
        "import_id": next((outcome.import_id for outcome in outcomes if outcome.import_id), None),
        "outcomes": data(outcomes),
        "preview": data(preview),
    }
