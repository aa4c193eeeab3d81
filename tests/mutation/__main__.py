"""Mutation testing: ``python tests/mutation``, or ``python tests/mutation standing delay``.

Prints every mutant that no test kills, then the figures. Exits 1 where one survives that
``docs/mutation-testing.md`` does not name with its reason, or where a named one is gone.
"""

from __future__ import annotations

import re
import sys
from importlib import import_module

from trial import Verdict, root, run

_WRITTEN = ("claims/test_entry_into_force", "claims/test_rules")


def _room(room: str, *names: str) -> tuple[str, ...]:
    return tuple(f"projections/{room}/test_{name}" for name in names)


_DAY = _room("treaties/entry_into_force", "entry_into_force", "consent")
_COUNTED = (*_DAY, *_room("treaties", "treaty_shapes", "real_treaties"))
_CONSENTS = _room("treaties/consents", "consents", "roster", "tally")
_NUMBERS = (*_CONSENTS, *_room("treaties", "histories", "in_force", "instruments", "one_count"))
# What the law says is held where it is written, and where a reader meets it.
_LAW = (
    "test_resolution_page",
    *(
        "projections/test_kinds_of_fault",
        "projections/test_status",
        "projections/test_worked_cases",
    ),
    *("projections/why/test_why", "checks/test_checks"),
)
_WEIGHING = (
    *_LAW,
    *_room("weighing", "acts_in_force", "actors", "ballots", "counts", "dates", "independence"),
    *_room("weighing", "citations", "retellings", "sequence", "spans", "speakers"),
    *_room("weighing", "standing_claims"),
    *_room("weighing/parties", "groups", "identity", "merged_parties", "profiles"),
    *_room("treaties", "histories"),
    *_room("treaties/consents", "consents"),
)
_TREATIES = (
    *_LAW,
    *_CONSENTS,
    *_room("treaties", "course", "histories", "instruments", "approval_at_home", "in_force"),
    *_room("treaties", "means", "negotiation", "one_count", "stated_counts"),
    *_room("treaties", "participation", "parts", "periods", "sides", "terms", "treaty", "why_not"),
)
MODULES = {
    **{
        f"projections.weighing.{name}": _WEIGHING
        for name in (
            *("standing_claims", "ballot", "ballots", "counts", "dates", "answer", "acts_in_force"),
            *("independence", "retellings", "sequence", "spans", "speakers", "actors"),
            *("parties.groups", "parties.identity", "parties.merged_parties", "parties.profiles"),
            "parties.voices",
            "citations",
        )
    },
    "facts.facts": (
        "facts/test_facts",
        *_room("weighing", "standing_claims"),
        *_room("weighing/parties", "identity"),
    ),
    "facts.erased": ("facts/test_facts", "facts/test_erased", "cli/test_erased_words"),
    **{
        f"projections.treaties.{name}": _TREATIES
        for name in (
            *("participation", "consents.consents", "consents.tally", "periods"),
            *("consents.roster", "consents.named_consents", "stated_counts", "means", "why_not"),
            *("sides", "approval_at_home", "course", "negotiation"),
            *("terms", "treaty", "instruments"),
        )
    },
    **{
        f"projections.treaties.entry_into_force.{name}": (*_COUNTED, *_NUMBERS)
        for name in ("consent", "entry_into_force")
    },
    "projections.treaties.entry_into_force.delay": _COUNTED,
    "projections.treaties.entry_into_force.progress": (
        *_room("treaties/entry_into_force", "progress"),
        *_COUNTED,
    ),
    "projections.treaties.entry_into_force.mismatch": (
        *_room("treaties/entry_into_force", "mismatch"),
        *_room("treaties", "in_force"),
    ),
    "projections.treaties.in_force": _NUMBERS,
    "claims.entry_into_force.clauses": (*_WRITTEN, *_COUNTED),
    "claims.entry_into_force.rule": (*_WRITTEN, *_COUNTED),
    "claims.entry_into_force.conditions": (*_WRITTEN, *_COUNTED),
    **{
        f"claims.entry_into_force.{name}": _WRITTEN
        for name in ("delay", "reading", "refusals", "validation", "whole_day")
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
