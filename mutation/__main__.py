"""Mutation testing: ``python -m mutation``, or ``python -m mutation standing delay``.

Prints every mutant that no test kills, then the figures. Exits 1 where one survives that
``docs/mutation-testing.md`` does not name with its reason, or where a named one is gone.
"""

from __future__ import annotations

import re
import sys
from importlib import import_module

from mutation.trial import Verdict, root, run

_COUNTING = ("entry_into_force", "consent", "treaty_shapes", "real_treaties")
_TESTS = {
    "projections.standing": ("standing",),
    "projections.ballots": ("ballots", "counts", "dates"),
    "projections.counts": ("counts",),
    "projections.dates": ("dates",),
    "projections.answer": ("counts", "dates"),
    "projections.facts": ("facts", "standing"),
    "projections.participation": ("participation", "in_force"),
    "projections.consents": ("consents", "counts", "in_force"),
    "projections.consent": _COUNTING,
    "projections.progress": ("progress", *_COUNTING),
    "projections.delay": _COUNTING,
    "projections.entry_into_force": _COUNTING,
    "projections.declared": ("declared", "in_force"),
    "projections.in_force": ("in_force",),
} | {
    f"claims.entry_into_force.{name}": ("entry_into_force", "rules")
    for name in (
        *("clause", "conditions", "day", "delay", "reading", "refusals", "rule"),
        "validation",
    )
}
MODULES = {
    module: tuple(f"tests/{module.partition('.')[0]}/test_{name}.py" for name in tests)
    for module, tests in _TESTS.items()
}
"""The modules under ``ledger``, each with the files whose tests are to see its mutants."""


def main(words: list[str]) -> int:
    """Try the modules that a word occurs in, or all."""
    names = [name for name in MODULES if not words or any(word in name for word in words)]
    trials = run({import_module(f"ledger.{name}"): MODULES[name] for name in names})
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
