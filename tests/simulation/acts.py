"""What people and programs do to a ledger, each act as the commands do it.

Takes the world and a writer; notes in the world what was acknowledged. An act that comes back
was acknowledged; one that raises was refused, or its process was killed.
"""

from __future__ import annotations

import gc
import sqlite3
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING

from world import CONNECT, SimulatedClock, World, Writer, stored

from ledger.claims import developments as d
from ledger.claims.commands import (
    CaptureDocument,
    CorrectClaim,
    Describe,
    DisputeClaim,
    JudgeParties,
    RecordClaim,
    Retract,
)
from ledger.claims.entities import Instrument, Partnership, Party
from ledger.claims.vocabulary import ConsentStage, Modality, Verdict
from ledger.clock import Clocks
from ledger.edtf import parse
from ledger.log.backup import backup, restore
from ledger.log.proving.custody.keyring import KeyExists, NoKey
from ledger.sources.document import Document

if TYPE_CHECKING:
    from random import Random

    from ledger.app import Ledger
    from ledger.claims.commands import Command

DAYS = ("2024-01-10", "2024-02-01", "2024-03", "2024", "../2024-06-01")
NAMES: tuple[Command, ...] = (
    *(Describe(entity=Party(id=name, name=name.upper())) for name in "abc"),
    *(Describe(entity=Partnership(id=name, title=name, parties=("a", "b"))) for name in "pq"),
    Describe(entity=Instrument(id="i", title="i", partnerships=("p",))),
    Describe(entity=Instrument(id="j", title="j", partnerships=("p", "q"), between=("a", "b"))),
)
_LENGTHS = (
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=1),
    timedelta(days=40),
    timedelta(days=900),
)
JUMPS = (*_LENGTHS, *(-length for length in _LENGTHS), -timedelta(days=60 * 365))
"""How far a clock jumps; the last one is a machine that lost its battery, before 1970."""
GUARD_TAKEN = "DROP TRIGGER events_no_delete"
TAMPERINGS = (
    GUARD_TAKEN,
    "CREATE TRIGGER stranger BEFORE INSERT ON tags BEGIN SELECT RAISE(IGNORE); END",
    (
        "CREATE TRIGGER stranger BEFORE INSERT ON events WHEN NEW.position % 3 = 0"
        " BEGIN SELECT RAISE(IGNORE); END"
    ),
    (
        "CREATE TRIGGER stranger AFTER INSERT ON events BEGIN"
        " UPDATE head SET recorded_at = recorded_at; END"
    ),
)


def record(world: World, writer: Writer) -> None:
    """Record a few documents with claims on them: all of it or nothing."""
    chance = world.chance
    commands: list[Command] = []
    expected: set[str] = set()
    for _ in range(chance.randint(1, 3)):
        name = f"d{world.next()}"
        document = Document(
            id=name,
            text=f"{name}: {_secret(name)}; a statement.",
            title=name,
            publisher=chance.choice("xyz"),
            kind="news",
            published=parse(chance.choice(DAYS[:3])),
        )
        commands.append(CaptureDocument(document=document))
        expected.add(f"document:{name}")
        for _ in range(chance.randint(0, 2)):
            claim = f"c{world.next()}"
            commands.append(_claim(chance, claim, name))
            expected.add(f"claim:{claim}")
    world.batches.append(expected)
    outcomes = world.opened(writer).submit(commands)
    rows = dict(enumerate(row.event for row in world.stored()))
    there = {rows.get(outcome.position) for outcome in outcomes}
    assert there == expected, f"acknowledged, and not there: {expected - there}"


def decide(world: World, writer: Writer) -> None:
    """Retract, correct, dispute, judge or describe again."""
    ledger, chance = world.opened(writer), world.chance
    outcomes = ledger.submit([_decision(world, chance, _of_kind(world, "claim"))])
    size = len(world.stored())
    for outcome in outcomes:
        assert outcome.position is None or outcome.position < size, "acknowledged, and not there"


def _decision(world: World, chance: Random, claims: list[str]) -> Command:
    number = world.next()
    kinds = ["name", "instrument", "judge", *["retract", "correct", "dispute"] * bool(claims)]
    match chance.choice(kinds):
        case "retract":
            return Retract(target=chance.choice(claims), by="ledger", reason=f"{number}")
        case "correct":
            document = chance.choice(_of_kind(world, "document"))
            becomes = _claim(chance, f"c{number}", document)
            return CorrectClaim(
                claim=chance.choice(claims), by="ledger", reason=f"{number}", becomes=becomes
            )
        case "dispute":
            return DisputeClaim(claim=chance.choice(claims), by="x", reason=f"{number}")
        case "judge":
            verdict = chance.choice([Verdict.SAME, Verdict.DIFFERENT, Verdict.UNDECIDED])
            one, other = chance.sample("abc", 2)
            return JudgeParties(party=one, other=other, verdict=verdict, reason=f"{number}")
        case "instrument":
            follows = tuple(name for name in "pq" if chance.random() < 0.5)
            return Describe(entity=Instrument(id="i", title=f"i {number}", partnerships=follows))
    name = chance.choice("pqr")
    return Describe(entity=Partnership(id=name, title=f"{number}", parties=("a", "b")))


def _claim(chance: Random, name: str, document: str) -> RecordClaim:
    instrument, party = chance.choice("ij"), chance.choice("abc")
    count = d.ConsentsCounted(
        instrument=instrument, count=chance.randint(1, 3), required=3, stage=ConsentStage.DEPOSITED
    )
    statements = (
        d.MeetingHeld(host=party),
        d.Signed(instrument=instrument, party=party),
        d.ConsentDeposited(instrument=instrument, party=party),
        d.RequirementStated(hurdle="k", title="a law", on=("a", "b", "c"), each=True),
        count,
    )
    return RecordClaim(
        id=name,
        document=document,
        quote="a statement.",
        development=chance.choice(statements),
        occurred=parse(chance.choice(DAYS)) if chance.random() < 0.7 else None,
        partnership=chance.choice(["p", "q", None]),
        modality=Modality.EXPECTED if chance.random() < 0.1 else Modality.ACTUAL,
    )


def look(world: World, writer: Writer) -> None:
    """Read the board, and so keep its rows."""
    day = date(2024, 1, 1) + timedelta(days=world.chance.randint(0, 500))
    world.opened(writer).board(Clocks(valid_at=day))


def rebuild(world: World, writer: Writer) -> None:
    """Make the board again."""
    world.opened(writer).rebuild(date(2024, 8, 1))


def sign(world: World, writer: Writer) -> None:
    """Keep a checkpoint; the first needs a key."""
    ledger = world.opened(writer)
    have_key(world, ledger)
    world.notes.append(str(ledger.checkpoint()))


def have_key(world: World, ledger: Ledger) -> None:
    """Make a key where there is none to sign with."""
    origin = ledger.log.head().origin
    try:
        ledger.custody.signing_key(origin)
    except NoKey:
        if ledger.custody.keys(origin):
            world.keys.add(str(ledger.rotate_key()))
            return
        with suppress(KeyExists):  # one that was recorded and waited is taken up by this call
            world.keys.add(str(ledger.new_key()))


def rotate(world: World, writer: Writer) -> None:
    """Sign with another key from now on."""
    world.keys.add(str(world.opened(writer).rotate_key()))


def erase(world: World, writer: Writer) -> None:
    """Take a document's words out."""
    documents = _of_kind(world, "document")
    if not documents:
        return
    document = world.chance.choice(documents)
    world.opened(writer).erase(f"document:{document}", reason="an order")
    world.erased[f"document:{document}"] = _secret(document)


def back_up(world: World, writer: Writer) -> None:
    """Copy the ledger while it is in use."""
    target = world.folder / f"backup-{world.next()}.db"
    world.copying = (target, tuple(row.leaf for row in world.stored()))
    backup(world.path, target, clock=writer.clock)
    assert target.exists(), "a backup was acknowledged, and is not there"


def copied(world: World) -> None:
    """A backup is whole or not there: what was recorded when it began, and perhaps since."""
    if world.copying is None:
        return
    (target, leaves), world.copying = world.copying, None
    if target.exists():
        copy = tuple(row.leaf for row in stored(target))
        assert copy[: len(leaves)] == leaves, "a backup lacks what was recorded"
        assert copy == world.leaves[: len(copy)], "a backup holds what was never recorded"
        world.backups[target] = copy


def lose(world: World) -> bool:
    """The ledger's file goes; an older copy is to take its place."""
    if not world.backups:
        return False
    world.let_go()
    gc.collect()  # a cursor of this simulation, in what a refusal left, would hold the journal
    lost = world.folder / f"lost-{world.next()}.db"
    world.restoring = (world.chance.choice(sorted(world.backups)), lost)
    database = CONNECT(world.path)  # the last one to close folds the journal into the file
    database.execute("SELECT count(*) FROM events").fetchone()
    database.close()
    world.path.rename(lost)
    return True


def put_back(world: World, writer: Writer) -> None:
    """Restore an older copy."""
    assert world.restoring is not None
    restore(world.restoring[0], world.path, clock=writer.clock)
    assert world.path.exists(), "a restore was acknowledged, and there is no ledger"


def restored(world: World) -> None:
    """Where no copy came, what was lost is found again; else the laws speak of the copy."""
    if world.restoring is None:
        return
    (copy, lost), world.restoring = world.restoring, None
    if not world.path.exists():
        lost.rename(world.path)
        return
    world.doubtful = True
    world.rows = world.stored()
    assert world.leaves == world.backups[copy], "not the copy that was to be restored"
    gone = {row.event for row in world.rows if row.payload is None}
    world.erased = {name: word for name, word in world.erased.items() if name in gone}


def accept(world: World, writer: Writer) -> None:
    """Accept on record what the custody departs from; what was given up is not a law any more."""
    world.opened(writer).accept_custody("we know why")
    world.give_up()


def tamper(world: World, writer: Writer) -> None:
    """Someone with the right to write takes a guard away, or puts a trigger of his own there."""
    del writer
    database = CONNECT(world.path)
    try:
        database.execute(world.chance.choice(TAMPERINGS))
    except sqlite3.OperationalError:
        pass  # it was done before
    finally:
        database.close()


def repair(world: World, writer: Writer) -> None:
    """Do what a repair shows that it would do."""
    ledger = world.opened(writer)
    plan = ledger.repair_plan()
    if plan.faults:
        ledger.repair(plan, world.folder / f"evidence-{world.next()}")
        assert not world.tampered(), "repaired, and not mended"
        assert not ledger.repair_plan().faults, "repaired, and not mended"


def set_clock(world: World, writer: Writer) -> None:
    """The writer's clock jumps, forth or back, within what is borne and far beyond it."""
    writer.clock = SimulatedClock(writer.clock.instant + world.chance.choice(JUMPS))
    world.let_go(writer)


def leave(world: World, writer: Writer) -> None:
    """Close the ledger; the last one to do so folds the journal into the file."""
    world.let_go(writer)


def _of_kind(world: World, kind: str) -> list[str]:
    return [row.event.partition(":")[2] for row in world.rows if row.event.startswith(f"{kind}:")]


def _secret(document: str) -> str:
    return f"secret-of-{document}-"


RECORDING = (record, decide, rotate, accept)
"""What does nothing but record; a clock that is behind keeps all of it out."""
