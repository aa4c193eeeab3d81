"""Which of the desk's specs would break: run on the log as it is, and with new events on top.

Takes paths of features and a clock; gives what ``app.comparison.preview`` asks for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.projections.changes.preview import BrokenSpec
from ledger.specs.running import run

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from ledger.log.port import Log


def trial_of(
    paths: Sequence[str | Path], now: datetime
) -> Callable[[Log, Log], tuple[int, tuple[BrokenSpec, ...]]]:
    """A trial of these features, with ``now`` as the present of their questions."""

    def tried(log: Log, above: Log) -> tuple[int, tuple[BrokenSpec, ...]]:
        after = run(paths, log=above, now=now)
        failing = [each for each in after.scenarios if each.failure is not None]
        if not failing:
            return len(after.scenarios), ()
        before = {
            (each.file, each.line, each.scenario)
            for each in run(paths, log=log, now=now).scenarios
            if each.failure is None
        }
        return len(after.scenarios), tuple(
            BrokenSpec(
                file=each.file,
                line=each.line,
                feature=each.feature,
                scenario=each.scenario,
                failure=each.failure or "",
            )
            for each in failing
            if (each.file, each.line, each.scenario) in before
        )

    return tried
