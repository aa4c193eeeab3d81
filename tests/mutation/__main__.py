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
    *("projections/treaties/test_entry_into_force", "projections/treaties/test_consent"),
    *("projections/treaties/test_treaty_shapes", "projections/treaties/test_real_treaties"),
)
_WRITTEN = ("claims/test_entry_into_force", "claims/test_rules")


def _room(room: str, *names: str) -> tuple[str, ...]:
    return tuple(f"projections/{room}/test_{name}" for name in names)


_ACTS = _room(
    "treaties", "participation", "histories", "periods", "consents", "one_count", "in_force"
)
_STAGES = _room("treaties", "treaty", "in_force", "sides", "home", "parts", "terms")
_VOICES = _room("weighing", "independence", "retellings", "counts", "dates", "ballots")
MODULES = {
    "projections.weighing.standing": _room("weighing", "standing", "retellings", "acts_in_force"),
    "projections.weighing.ballots": _VOICES,
    "projections.weighing.counts": _room("weighing", "counts"),
    "projections.weighing.dates": _room("weighing", "dates"),
    "projections.weighing.answer": _room("weighing", "counts", "dates"),
    "projections.weighing.acts_in_force": _room("weighing", "acts_in_force"),
    "projections.weighing.independence": _room("weighing", "independence", "counts"),
    "projections.weighing.retellings": _room("weighing", "retellings"),
    "projections.weighing.sequence": (*_room("weighing", "counts"), *_ACTS),
    "projections.weighing.spans": (*_room("weighing", "dates", "counts"), *_ACTS),
    "projections.weighing.speakers": (*_VOICES, *_room("weighing", "actors")),
    "projections.weighing.actors": (*_room("weighing", "actors", "identity"), *_ACTS),
    "projections.weighing.groups": (*_room("weighing", "actors", "identity"), *_ACTS),
    "projections.weighing.identity": _room("weighing", "identity"),
    "projections.weighing.merged_parties": (*_room("weighing", "identity", "actors"), *_ACTS),
    "projections.weighing.parties": (*_room("weighing", "identity", "actors"), *_ACTS),
    "projections.weighing.citations": (*_room("why", "why"), *_VOICES),
    "facts.facts": ("facts/test_facts", *_room("weighing", "standing")),
    "facts.erased": ("facts/test_facts", "cli/test_erased_words"),
    "projections.treaties.participation": _ACTS,
    "projections.treaties.consents": (*_ACTS, *_room("weighing", "counts")),
    "projections.treaties.tally": (*_room("treaties", "tally"), *_ACTS),
    "projections.treaties.periods": _ACTS,
    "projections.treaties.roster": _ACTS,
    "projections.treaties.named_consents": _ACTS,
    "projections.treaties.stated_counts": (*_ACTS, *_room("weighing", "counts")),
    "projections.treaties.means": (*_ACTS, *_room("treaties", "why_not")),
    "projections.treaties.why_not": (*_room("treaties", "why_not"), *_ACTS),
    "projections.treaties.sides": _STAGES,
    "projections.treaties.home": (*_STAGES, *_ACTS),
    "projections.treaties.course": (*_STAGES, *_room("treaties", "negotiation", "histories")),
    "projections.treaties.negotiation": _room("treaties", "negotiation"),
    "projections.treaties.terms": (*_STAGES, "projections/test_agenda"),
    "projections.treaties.treaty": (*_STAGES, *_ACTS),
    "projections.treaties.instruments": (*_STAGES, *_ACTS, "projections/test_status"),
    "projections.treaties.consent": _COUNTED,
    "projections.treaties.progress": (*_room("treaties", "progress"), *_COUNTED),
    "projections.treaties.delay": _COUNTED,
    "projections.treaties.entry_into_force": _COUNTED,
    "projections.treaties.mismatch": _room("treaties", "mismatch", "in_force"),
    "projections.treaties.in_force": _room("treaties", "in_force"),
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
