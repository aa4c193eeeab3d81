"""Mutation testing: ``python tests/mutation``, or ``python tests/mutation standing delay``.

Prints every mutant that no test kills, then the figures. Exits 1 where one survives that
``docs/mutation-testing.md`` does not name with its reason, or where a named one is gone.
"""

from __future__ import annotations

import re
import sys
from importlib import import_module

from trial import Verdict, root, run

_COUNTED = (
    *("projections/test_entry_into_force", "projections/test_consent"),
    *("projections/test_treaty_shapes", "projections/test_real_treaties"),
)
_WRITTEN = ("claims/test_entry_into_force", "claims/test_rules")
MODULES = {
    "projections.standing": ("projections/test_standing",),
    "projections.ballots": (
        *("projections/test_ballots", "projections/test_counts", "projections/test_dates"),
    ),
    "projections.counts": ("projections/test_counts",),
    "projections.dates": ("projections/test_dates",),
    "projections.answer": ("projections/test_counts", "projections/test_dates"),
    "projections.facts": ("projections/test_facts", "projections/test_standing"),
    "projections.participation": (
        *("projections/test_participation", "projections/test_in_force"),
        "projections/test_consents",
    ),
    "projections.consents": (
        *("projections/test_consents", "projections/test_counts", "projections/test_in_force"),
    ),
    "projections.consent": _COUNTED,
    "projections.progress": ("projections/test_progress", *_COUNTED),
    "projections.delay": _COUNTED,
    "projections.entry_into_force": _COUNTED,
    "projections.declared": ("projections/test_declared", "projections/test_in_force"),
    "projections.in_force": ("projections/test_in_force",),
    "claims.entry_into_force.rule": (*_WRITTEN, *_COUNTED),
    "claims.entry_into_force.conditions": (*_WRITTEN, *_COUNTED),
    **{
        f"claims.entry_into_force.{name}": _WRITTEN
        for name in ("clause", "day", "delay", "reading", "refusals", "validation")
    },
}
"""The modules under ``ledger``, each with the files whose tests are to see its mutants."""


def main(words: list[str]) -> int:
    """Try the modules that a word occurs in, or all."""
    names = [name for name in MODULES if not words or any(word in name for word in words)]
    trials = run(
        {
            import_module(f"ledger.{name}"): [f"tests/{file}.py" for file in MODULES[name]]
            for name in names
        }
    )
    print(*trials.table(), sep="\n")
    alive = {
        mutant.name
        for mutant, verdict in trials.verdicts.items()
        if verdict in {Verdict.SURVIVED, Verdict.NOT_RUN}
    }
    text = (root() / "docs" / "mutation-testing.md").read_text(encoding="utf-8")
    explained = {
        name
        for name in re.findall(r"`([^`\n]+ → [^`\n]+)`", text)
        if any(name.startswith(f"{module}.") for module in names)
    }
    for name in sorted(alive - explained):
        print(f"survived without a reason: {name}")
    for name in sorted(explained - alive):
        print(f"has a reason and does not survive: {name}")
    return 1 if alive ^ explained else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
