"""Acts on claims: retracted, corrected, disputed, and an act that is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ledger.specs.answers.reading import read
from ledger.specs.refusals import NothingRefused
from ledger.specs.steps.registry import step
from ledger.specs.tables import Naming, StepRow, entries_of, fields_of
from ledger.specs.world import Differs

if TYPE_CHECKING:
    from datetime import date

    from ledger.errors import ClaimsError
    from ledger.specs.drivers import Entry
    from ledger.specs.world import World


@step("retracts", tells=True)
def retracts(world: World, *, day: date, source: str, target: str) -> None:
    """A publisher takes back its document, or a claim by its id; it could be read on the day."""
    act = world.tell([_act("retraction", world.document(target), day, source)])
    world.acts[target] = act[0]


@step("unretracts", tells=True)
def unretracts(world: World, *, day: date, source: str, target: str) -> None:
    """A publisher takes back its own retraction."""
    world.tell([_act("retraction", world.acts.get(target, target), day, source)])


@step("corrects", tells=True, columns=())
def corrects(world: World, *, day: date, source: str, target: str, rows: list[StepRow]) -> None:
    """A publisher replaces its claim: the table has what changes, the rest stays."""
    (row,) = rows
    old = _recorded(world, world.claim(target))
    kind = str(old["kind"])
    cells = {"source": source, "published": day.isoformat(), **_texts(old)}
    changed = StepRow(line=row.line, cells={**cells, **row.cells})
    naming = Naming(partnership=None, documents=world.naming().documents)
    *documents, becomes = entries_of([changed], naming)
    correction: Entry = {
        "kind": "correction",
        "claim": world.claim(target),
        "by": source,
        "reason": "the source corrected it",
        "becomes": {**old, **fields_of(row, kind), **_words_of(becomes)},
    }
    world.tell([*documents, correction])


@step("disputes", tells=True)
def disputes(world: World, *, day: date, source: str, target: str) -> None:
    """Someone contradicts a claim; it stands and is marked."""
    entry = _act("dispute", world.claim(target), day, source)
    world.tell([entry])


@step("judges", tells=True)
def judges(world: World, *, day: date, source: str, party: str, other: str, verdict: str) -> None:
    """An analyst judges two parties, by any of their names, to be one or two, or undecided."""
    judgement: Entry = {
        "kind": "judgement",
        "party": party,
        "other": other,
        "verdict": verdict,
        "reason": "as the analyst gives it",
        "by": source,
    }
    world.tell([judgement], recorded=day)


@step("refused")
def refused(world: World, *, words: str) -> None:
    """The step before was refused, for a reason that holds these words or has this code."""
    refusal, world.refusal = world.refusal, None
    if refusal is None:
        raise NothingRefused
    reasons = [f"{problem.code} {problem.message}" for problem in _problems(refusal)]
    if not any(words in reason for reason in reasons):
        raise Differs(
            f"it was refused otherwise: {'; '.join(reasons)}", command="claims dispute --help"
        )


@attrs.frozen(kw_only=True)
class _ClaimContent:
    """What a claim states, whatever its words."""

    development: dict[str, object]
    modality: str
    occurred: dict[str, str | None] | None
    asserted_by: str | None
    partnership: str | None
    condition: str | None = None
    quoted_by: tuple[str, ...] = ()
    anonymous: bool | None = None


def _act(kind: str, target: str, day: date, by: str) -> Entry:
    name = "target" if kind == "retraction" else "claim"
    return {
        "kind": kind,
        name: target,
        "by": by,
        "reason": "as the source gives it",
        "published": day.isoformat(),
    }


def _recorded(world: World, claim: str) -> Entry:
    """What a recorded claim states, as fields of an entry."""
    event = world.shown(claim).event or {}
    statement = read(event["claim"], _ClaimContent)
    occurred = statement.occurred or {}
    fields = {
        **statement.development,
        "modality": statement.modality,
        "occurred": occurred.get("edtf"),
        "occurred_words": occurred.get("words"),
        "asserted_by": statement.asserted_by,
        "partnership": statement.partnership,
        "condition": statement.condition,
        "quoted_by": list(statement.quoted_by),
        "anonymous": statement.anonymous,
    }
    return {name: value for name, value in fields.items() if value is not None and value != []}


def _texts(entry: Entry) -> dict[str, str]:
    return {
        name: ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        for name, value in entry.items()
    }


def _words_of(entry: Entry) -> Entry:
    return {name: entry[name] for name in ("kind", "document", "quote")}


def _problems(refusal: ClaimsError) -> list[ClaimsError]:
    return list(getattr(refusal, "problems", [refusal]))
