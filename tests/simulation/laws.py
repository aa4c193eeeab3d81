"""The laws that hold after every step, whatever went wrong in it.

Takes the world; a law that does not hold is an ``AssertionError`` that says which. The log's rows
are read past this project's own code, and its tree is hashed by the few lines of ``root``.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from acts import have_key
from world import SimulatedClock, root

from ledger.board.rows import board_row, in_order
from ledger.claims.commands import Describe
from ledger.claims.entities import Party
from ledger.clock import Clocks
from ledger.errors import Conflict
from ledger.facts.log_reader import all_facts
from ledger.log.erasure import erases
from ledger.log.proving.checkpoints import read_checkpoint
from ledger.log.proving.proof_file import check_proof
from ledger.projections.status import PartnershipView
from ledger.projections.weighing.standing_claims import Standing

if TYPE_CHECKING:
    from world import World

    from ledger.app import Ledger


def after_each_step(world: World) -> None:
    """What can be told quickly: the rows, the board, erased words, and the checkpoints."""
    _history(world)
    _erased_words(world)
    if not world.doubtful:
        _checkpoints(world)
    if not world.killed:
        parts = sorted(path.name for path in world.folder.rglob("*.part"))
        assert not parts, f"left behind, and nobody was killed: {parts}"
    with world.fresh() as ledger:
        _answers(world, ledger)


def nothing_recorded(world: World, said: str) -> None:
    """A clock that is far behind the last event records nothing, and its owner is told."""
    assert len(world.stored()) == len(world.rows), f"recorded by a clock that is behind: {said}"


def _history(world: World) -> None:
    """What was there is there, in its place and unchanged; payloads go, and never come back."""
    rows = world.stored()
    assert len(rows) >= len(world.rows), f"{len(world.rows) - len(rows)} events are lost"
    for position, (before, now) in enumerate(zip(world.rows, rows, strict=False)):
        assert (before.event, before.leaf) == (now.event, now.leaf), f"@{position} was changed"
        if now.payload is not None:
            assert before.payload == now.payload, f"the words of @{position} were changed"
    world.rows = rows
    there = {row.event for row in rows}
    for batch in world.batches:
        assert batch <= there or not batch & there, f"recorded by half: {sorted(batch - there)}"


def _erased_words(world: World) -> None:
    """What was erased, and acknowledged, stands in none of the database's files."""
    files = [world.path, world.path.with_name("claims.db-wal")]
    bytes_there = b"".join(path.read_bytes() for path in files if path.exists())
    for event, word in world.erased.items():
        payloads = [row.payload for row in world.rows if row.event == event]
        assert payloads == [None], f"{event} was erased, and has its words"
        assert word.encode() not in bytes_there, f"{event} was erased, and its words are on disk"


def _checkpoints(world: World) -> None:
    """The log begins with what was signed for, and a key that is kept signed it."""
    leaves = world.leaves
    if not world.notes:
        return
    with world.fresh() as ledger:
        keys = ledger.custody.keys(ledger.log.head().origin)
    missing = world.keys - set(map(str, keys))
    assert not missing, f"keys that were told are not kept: {missing}"
    for note in world.notes:
        checkpoint, _ = read_checkpoint(note.encode(), keys)
        size = checkpoint.size
        assert root(leaves[:size]) == checkpoint.root, f"the checkpoint of {size} does not hold"


def _answers(world: World, ledger: Ledger) -> None:
    """Moments never go back, and the board as it is kept is the board folded from the log."""
    records = list(ledger.log.read())
    assert len(records) == len(world.rows)
    assert [record.leaf_hash for record in records] == list(world.leaves)
    moments = [record.recorded_at for record in records]
    assert moments == sorted(moments), "recorded before the event before it"
    day = date(2024, 8, 1)
    clocks = Clocks(valid_at=day)
    facts = all_facts(ledger.log)
    standing = Standing(facts, clocks)
    views = (PartnershipView(standing=standing, id=name) for name in facts.partnerships)
    assert ledger.board(clocks) == in_order(map(board_row, views)), "the board is not the log's"


def verified(world: World) -> None:
    """``verify`` sounds no false alarm, and is silent about nothing that it can see."""
    with world.fresh() as ledger:
        breaks = [found.what for found in ledger.verify().breaks]
        quick = [found.what for found in ledger.verify(quick=True).breaks]
    if world.tampered() or world.contradicted():
        assert breaks, "verify says nothing"
        assert quick, "verify --quick says nothing"
    elif not world.doubtful:
        assert not breaks, f"a false alarm: {breaks}"
        assert not quick, f"a false alarm of --quick: {quick}"


def goes_on(world: World) -> None:
    """At the end there is a way on that hides nothing: append, sign, prove and verify again."""
    world.let_go()
    with world.on_time() as ledger:
        if world.tampered():
            plan = ledger.repair_plan()
            assert plan.faults, "tampered with, and no repair sees it"
            ledger.repair(plan, world.folder / "evidence-last")
    _clock_can_be_set(world)
    if world.doubtful:
        _departure_is_named(world)
    _erasures_can_be_finished(world)
    with world.on_time() as ledger:
        size = ledger.log.head().size
        (outcome,) = ledger.submit([Describe(entity=Party(id="z", name="Z"))])
        assert outcome.position == size
        have_key(world, ledger)
        note = str(ledger.checkpoint())
        keys = ledger.custody.keys(ledger.log.head().origin)
        proof = ledger.prove("@0")
    check_proof(proof.encode(), keys)
    world.notes.append(note)
    after_each_step(world)
    verified(world)


def _clock_can_be_set(world: World) -> None:
    """Where a clock was ahead, one that is right repairs it; no leaf changes, and no other day."""
    with world.fresh() as ledger:
        before = [record.recorded_at for record in ledger.log.read()]
        plan = ledger.repair_plan()
        if not plan.faults:
            return
        assert [fault.repair for fault in plan.faults] == ["clock"], "a repair that nobody asked"
        begins = plan.faults[0].facts["from"]
        (repaired,) = ledger.repair(plan, world.folder / "evidence-clock").events
        after = [record.recorded_at for record in ledger.log.read()]
        assert after[:begins] == before[:begins], "moments that were right have changed"
        assert set(after[begins:]) == {repaired.recorded_at}, "moments that were ahead still hold"
    with world.fresh(SimulatedClock(repaired.recorded_at)) as ledger:
        if not world.doubtful:
            ledger.submit([Describe(entity=Party(id="x", name="X"))])
    _history(world)


def _departure_is_named(world: World) -> None:
    """A ledger that lacks what was signed for refuses to go on until a person accepts it."""
    with world.on_time() as ledger:
        if world.contradicted():
            assert ledger.departures(), "an older copy is taken for the ledger"
            try:
                ledger.submit([Describe(entity=Party(id="y", name="Y"))])
            except Conflict:
                pass
            else:
                raise AssertionError("an older copy was recorded to, and nobody was told")
        ledger.accept_custody("we know why")
        assert not ledger.departures(), "accepted, and still in the way"
    world.give_up()


def _erasures_can_be_finished(world: World) -> None:
    """An erasure that was cut off has its reason on record, and can be done again."""
    with world.on_time() as ledger:
        for position, row in enumerate(world.stored()):
            reasons = any(ledger.log.read(erases(position), limit=1))
            assert reasons or row.payload is not None, f"@{position} is gone, and nothing says why"
            if reasons and row.payload is not None:
                ledger.erase(f"@{position}", reason="again")
    world.rows = world.stored()
