"""One run from its seed: steps of one act each, with what goes wrong in it, and the laws after it.

Takes a seed, gives ``None`` or the ``Breach`` of a law. The same seed takes the same steps.
"""

from __future__ import annotations

import os
import random
import shutil
import tempfile
import traceback
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import acts
import attrs
import laws
from machine import Fault, Kind, installed
from world import World, Writer, triggers_of

from ledger.app import init_ledger, open_ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

MEMORY = Path("/dev/shm")  # noqa: S108 - syncing to a disk would take most of the time
CALLS = 90  # the last call at which a fault may strike
DECIDING = ("COMMIT", "COMMIT", "replace", "link")
"""The calls by which something is done or is not."""
_ANY = (Kind.KILL, Kind.KILL, Kind.STOP, Kind.STOP, Kind.STOP, Kind.FULL, Kind.ERROR)
_REFUSED = "refused"


@attrs.frozen
class Act:
    """What someone does, how often, and what may go wrong meanwhile.

    ``sure`` ones are never refused while nothing is wrong with disk, ledger or custody.
    """

    do: Callable[[World, Writer], None]
    weight: int
    faults: tuple[Kind, ...] = ()
    sure: bool = False
    before: Callable[[World], bool] = lambda _: True


ACTS = (
    Act(acts.record, 10, (*_ANY, Kind.VISIT, Kind.VISIT)),
    Act(acts.decide, 6, (*_ANY, Kind.VISIT, Kind.VISIT)),
    Act(acts.look, 3, (*_ANY, Kind.VISIT), sure=True),
    Act(acts.rebuild, 1, (*_ANY, Kind.VISIT), sure=True),
    Act(acts.sign, 4, (*_ANY, Kind.VISIT), sure=True),
    Act(acts.rotate, 2, (*_ANY, Kind.VISIT)),
    Act(acts.erase, 2, _ANY, sure=True),
    Act(acts.back_up, 3, (*_ANY, Kind.VISIT), sure=True),
    Act(acts.put_back, 3, _ANY, sure=True, before=acts.lose),
    Act(acts.accept, 1, (*_ANY, Kind.VISIT), sure=True),
    Act(acts.tamper, 1),
    Act(acts.repair, 1, _ANY, sure=True),
    Act(acts.set_clock, 2),
    Act(acts.leave, 2),
)


@attrs.frozen
class Breach:
    """A law that did not hold: the seed, what was done until then, and which law."""

    seed: int
    steps: tuple[str, ...]
    what: str

    def __str__(self) -> str:
        lines = "\n".join(f"  {number}. {step}" for number, step in enumerate(self.steps, 1))
        return f"seed {self.seed}\n{lines}\n{self.what}"


@attrs.define
class Runs:
    """An empty ledger to begin from, and a folder for one world after another."""

    folder: Path
    triggers: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def begin(cls, folder: Path) -> Runs:
        """Make the ledger that each run begins with: some names are described."""
        empty = folder / "empty.db"
        init_ledger(empty)
        with open_ledger(empty, custody=folder / "none", clock=Writer("").clock) as ledger:
            ledger.submit(acts.NAMES)
        return cls(folder, triggers_of(empty))

    def run(self, seed: int) -> Breach | None:
        """One run."""
        chance = random.Random(seed)  # noqa: S311
        place = self.folder / "world"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        shutil.copy(self.folder / "empty.db", place / "claims.db")
        world = World(
            place, chance, [Writer(name) for name in ("ana", "ben", "eve")], self.triggers
        )
        world.rows = world.stored()
        try:
            with _seeded(chance):
                for _ in range(chance.randint(4, 14)):
                    step(world)
                laws.verified(world)
                world.steps.append("the end: a way on that hides nothing")
                laws.goes_on(world)
        except Exception as error:  # noqa: BLE001 - whatever comes out is a finding
            said = f"{error}" if isinstance(error, AssertionError) else traceback.format_exc()
            return Breach(seed, tuple(world.steps), said)
        finally:
            world.let_go()
        return None


def step(world: World) -> None:
    """One act of one writer, what goes wrong meanwhile, and the laws."""
    chance = world.chance
    act = chance.choices(ACTS, [act.weight for act in ACTS])[0]
    writer = chance.choice(world.writers)
    fault = None
    if act.faults and chance.random() < 0.6:
        fault = _fault(chance, act)
    world.steps.append(f"{writer.name}: {act.do.__name__}" + (f", {fault}" if fault else ""))
    if not act.before(world):
        return
    behind = world.behind(writer)
    healthy = act.sure and not (fault or behind or world.doubtful or world.tampered())
    said = world.under(fault, lambda: act.do(world, writer), lambda: _visit(world, writer), writer)
    world.steps[-1] += f": {said}"
    acts.restored(world)
    assert not (healthy and said.startswith(_REFUSED)), "refused, and nothing is wrong"
    if behind and fault is None and act.do in acts.RECORDING:
        laws.nothing_recorded(world, said)
    laws.after_each_step(world)
    acts.copied(world)
    if chance.random() < 0.1:
        laws.verified(world)


def _fault(chance: random.Random, act: Act) -> Fault:
    """Anywhere among the calls of the act, or at one after which it is done."""
    kind, after = chance.choice(act.faults), chance.random() < 0.5
    if kind is not Kind.VISIT and chance.random() < 0.4:
        return Fault(kind, chance.randint(1, 3), after, of=chance.choice(DECIDING))
    return Fault(kind, int(CALLS ** chance.random()), after)


def _visit(world: World, busy: Writer) -> None:
    """Another writer records or reads while one is at it."""
    other = world.chance.choice([writer for writer in world.writers if writer is not busy])
    do = world.chance.choice([acts.record, acts.decide, acts.look])
    said = world.under(None, lambda: do(world, other), lambda: None, other)
    world.steps[-1] += f" ({other.name}: {do.__name__}: {said})"


@contextmanager
def _seeded(chance: random.Random) -> Iterator[None]:
    """Salts and names of parts follow from the seed too."""
    real = os.urandom
    os.urandom = chance.randbytes
    try:
        yield
    finally:
        os.urandom = real


@contextmanager
def runs() -> Iterator[Runs]:
    """Runs in a folder of their own, which is gone at the end."""
    memory = MEMORY if os.access(MEMORY, os.W_OK) else None
    with installed(), tempfile.TemporaryDirectory(prefix="claims-", dir=memory) as folder:
        yield Runs.begin(Path(folder).resolve())
