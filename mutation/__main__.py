"""Mutation testing: ``python -m mutation``, or ``python -m mutation standing delay``.

Prints every mutant that no test kills, then the figures. Exits 1 where one survives that
``docs/mutation-testing.md`` does not name with its reason, or where a named one is gone.
"""

from __future__ import annotations

import re
import sys
from importlib import import_module

from mutation.trial import Verdict, root, run

MODULES = (
    *(
        f"projections.{name}"
        for name in (
            *("standing", "ballots", "counts", "dates", "answer", "facts", "consent", "consents"),
            *("delay", "entry_into_force", "in_force", "declared", "participation"),
        )
    ),
    *(
        f"claims.entry_into_force.{name}"
        for name in (
            *("clause", "conditions", "day", "delay", "reading", "refusals", "rule"),
            "validation",
        )
    ),
)
TESTS = (
    "tests/projections",
    "tests/claims/test_entry_into_force.py",
    "tests/claims/test_rules.py",
)


def main(words: list[str]) -> int:
    """Try the modules that a word occurs in, or all."""
    names = [name for name in MODULES if not words or any(word in name for word in words)]
    trials = run([import_module(f"ledger.{name}") for name in names], TESTS)
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
