"""A process that is killed while it accepts: nothing is recorded twice, and nothing is lost."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from ledger.app import init_ledger, open_ledger
from ledger.app.inbox.desk import InboxDesk
from ledger.app.inbox.refusals import HalfAccepted
from ledger.claims.commands import Describe
from ledger.claims.entities import Instrument, Partnership, Party
from ledger.intake.inbox.item import Arrival, Door, State
from ledger.log.proving.verify import verify
from tests.app.inbox.test_acceptance import counted

TEXT = "The convention moves on. Nine of the eleven states have deposited, the agency said."
KILLED = """
import os, signal, sys, tempfile
from ledger.app import open_ledger
from ledger.intake.inbox.sql import SqlInbox
from ledger.app.inbox.desk import InboxDesk
from tests.app.inbox.test_acceptance import counted
place, stop, act = sys.argv[1:]
kept, puts = SqlInbox.put, []
def put(self, item):
    puts.append(item)
    if stop == f"before {len(puts)}":
        os.kill(os.getpid(), signal.SIGKILL)
    done = kept(self, item)
    if stop == f"after {len(puts)}":
        os.kill(os.getpid(), signal.SIGKILL)
    return done
SqlInbox.put = put
with open_ledger(place, recorded_by="ana", custody=tempfile.mkdtemp()) as ledger:
    if act == "accept":
        InboxDesk(ledger).accept("1", counted)
    else:
        InboxDesk(ledger).undo("1")
"""


@pytest.fixture
def place(database, tmp_path):
    """A ledger with the names of a story and one item that waits."""
    init_ledger(database)
    with open_ledger(database, custody=tmp_path) as ledger:
        ledger.submit(
            [
                *(Describe(entity=Party(id=name, name=name.upper())) for name in "ab"),
                Describe(entity=Partnership(id="p", title="A and B", parties=("a", "b"))),
                Describe(entity=Instrument(id="i", title="the treaty", partnerships=("p",))),
            ]
        )
        arrival = Arrival(text=TEXT, title="Nine", publisher="Gazette", door=Door.FILE)
        InboxDesk(ledger).add([arrival])
    return database


def killed(place, stop, act="accept"):
    """Accept in a process of its own that is killed at a point."""
    command = [sys.executable, "-c", KILLED, place, stop, act]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr


def recorded(ledger):
    """How many documents and claims the log has."""
    kinds = [record.event.type for record in ledger.log.read()]
    return kinds.count("document.captured"), kinds.count("claim.recorded")


@pytest.mark.parametrize(
    ("stop", "before"),
    [("before 1", (0, 0)), ("after 1", (0, 0)), ("before 2", (1, 1)), ("after 2", (1, 1))],
    ids=["before the plan", "after the plan", "after the append", "at its end"],
)
def test_wherever_it_is_killed_it_is_recorded_once_in_the_end(place, tmp_path, stop, before):
    """What was cut off is finished by the name of who began; what was done is done."""
    killed(place, stop)
    with open_ledger(place, recorded_by="bea", custody=tmp_path) as ledger:
        assert recorded(ledger) == before
        state = ledger.inbox.item("1").state
        if stop == "before 1":
            assert state is State.NEW
            InboxDesk(ledger).accept("1", counted)
        elif stop == "after 2":
            assert state is State.ACCEPTED
        else:
            with pytest.raises(HalfAccepted, match="ana began"):
                InboxDesk(ledger).accept("1", counted)
            assert InboxDesk(ledger).finish("1").item.by == "ana"
        assert recorded(ledger) == (1, 1)
        item = ledger.inbox.item("1")
        assert (item.state, item.plan, len(item.claims)) == (State.ACCEPTED, None, 1)
        (claim,) = item.claims
        by = "bea" if stop == "before 1" else "ana"
        assert ledger.show(claim).event.recorded_by == by
        assert verify(ledger.log).holds


def test_an_undo_that_is_killed_is_done_again_and_retracts_once(place, tmp_path):
    """The retraction that it recorded is there; the item waits in the end."""
    with open_ledger(place, recorded_by="ana", custody=tmp_path) as ledger:
        InboxDesk(ledger).accept("1", counted)
    killed(place, "before 1", "undo")
    with open_ledger(place, recorded_by="bea", custody=tmp_path) as ledger:
        assert ledger.inbox.item("1").state is State.ACCEPTED
        InboxDesk(ledger).undo("1")
        kinds = [record.event.type for record in ledger.log.read()]
        assert kinds.count("claim.retracted") == 1
        assert ledger.inbox.item("1").state is State.NEW
