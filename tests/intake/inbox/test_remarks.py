"""What is kept of remarks on items: the same as worked out again, whatever happened in between."""

from __future__ import annotations

import random
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from ledger.app import Ledger
from ledger.app.inbox.desk import DRAFTED, InboxDesk
from ledger.claims.commands import CaptureDocument, Describe
from ledger.claims.entities import Partnership, Party
from ledger.intake.inbox import remarks
from ledger.intake.inbox.assessment import assess
from ledger.intake.inbox.item import Arrival, Door, State
from ledger.intake.inbox.place import remarks_of
from ledger.intake.inbox.remarks import Grounds, Mark, assessments_of
from ledger.log import init_log, open_log
from ledger.sources.document import Document
from tests.clock import TickingClock

START = datetime(2024, 6, 12, 9, 0, tzinfo=UTC)
SENTENCES = [
    f"Sentence {number} of the agency says that Mexico and {land} met on day {number} of May "
    f"to speak of fish, ships and treaty {number} in the capital, where it rained all morning."
    for number, land in enumerate(["Korea", "Brazil", "Peru", "Chile"] * 3)
]


@pytest.fixture
def ledger(database):
    """A ledger that knows two parties."""
    init_log(database)
    with Ledger(open_log(database, clock=TickingClock(START)), clock=TickingClock(START)) as made:
        made.submit(
            [
                Describe(entity=Party(id="mexico", name="Mexico")),
                Describe(entity=Party(id="korea", name="Korea")),
                Describe(entity=Partnership(id="p", title="P", parties=("mexico", "korea"))),
            ]
        )
        yield made


def arrival(chance, number):
    """Some sentences, so that two arrivals may share words, an address, or all of it."""
    return Arrival(
        text=" ".join(chance.sample(SENTENCES, chance.randint(2, 4))),
        title=f"T{number}",
        publisher=f"P{number % 3}",
        url=f"https://x.example/{chance.randint(1, 6)}",
        published=f"2024-05-0{chance.randint(1, 9)}",
        door=Door.WEB,
    )


def captured(chance, number):
    """A document that came into the log by another door."""
    came = arrival(chance, number)
    details = {"text": came.text, "title": "T", "publisher": "Q", "kind": "news", "url": came.url}
    return CaptureDocument(document=Document(id=f"d{number}", **details))


def act(chance, ledger, number):
    """One thing that someone does."""
    desk, items = InboxDesk(ledger), ledger.inbox.items()
    waiting = [item for item in items if item.state is State.NEW and not item.arrival.fault]
    answered = [item for item in items if item.state in {State.ACCEPTED, State.DISMISSED}]
    documents = list(ledger.documents(ledger_clocks(ledger)))
    match chance.choice(["add", "add", "accept", "dismiss", "undo", "capture", "name", "erase"]):
        case "accept" if waiting:
            details = {"kind": "news", "id": f"n{number}"}
            desk.accept(chance.choice(waiting).id, details=details)
        case "dismiss" if waiting:
            desk.dismiss(chance.choice(waiting).id, "not ours")
        case "undo" if answered:
            desk.undo(chance.choice(answered).id)
        case "capture":
            ledger.submit([captured(chance, number)])
        case "name" if number % 3 == 0:
            ledger.submit([Describe(entity=Party(id=f"l{number}", name=chance.choice(LANDS)))])
        case "erase" if documents and number % 4 == 0:
            ledger.erase(chance.choice(documents).id, reason="an order")
        case _:
            desk.add([arrival(chance, number)])


LANDS = ("Brazil", "Peru", "Chile")


def ledger_clocks(ledger):
    """Today, with the other two open."""
    from ledger.clock import Clocks  # noqa: PLC0415

    return Clocks(valid_at=ledger.today)


def grounds(ledger, library, names):
    return Grounds(
        log=ledger.log,
        inbox=ledger.inbox,
        kept=remarks_of(ledger.log),
        library=library,
        names=names,
    )


def both(ledger):
    """What is said of all items by what is kept, and worked out again."""
    desk, items = InboxDesk(ledger), ledger.inbox.items()
    library, names = desk.library, desk.names
    kept = assessments_of(items, grounds(ledger, library, lambda: names))
    return kept, tuple(assess(i, library, names, whole=False, drafted=False) for i in items)


@pytest.mark.parametrize("seed", range(4))
def test_what_is_kept_is_what_would_be_worked_out(ledger, seed):
    """After each of thirty acts: arrivals, answers, undos, captures, names, erasures."""
    chance = random.Random(seed)  # noqa: S311 - a made inbox
    for number in range(30):
        act(chance, ledger, number)
        kept, again = both(ledger)
        assert kept == again
    assert any(each.reprints for each in kept)
    assert any(each.have for each in kept)


def test_a_long_list_says_how_far_it_is(ledger):
    """It tells how many texts came and how many are to be compared, and hears of each, once."""
    chance = random.Random(1)  # noqa: S311 - a made inbox
    InboxDesk(ledger).add([arrival(chance, number) for number in range(80)])
    works: list[list[int]] = []

    @contextmanager
    def progress(_label, length):
        works.append([length])
        yield works[-1].append

    listed = InboxDesk(ledger).items(progress=progress)
    assert len(listed) > DRAFTED
    assert [(length, sum(done)) for length, *done in works] == [(len(listed), len(listed))] * 2
    works.clear()
    assert InboxDesk(ledger).items(progress=progress) == listed
    assert works == [[0], [0]]


def test_a_second_look_works_nothing_out(ledger, monkeypatch):
    """And one more item costs one more, with those that share its words."""
    chance = random.Random(7)  # noqa: S311 - a made inbox
    InboxDesk(ledger).add(arrival(chance, number) for number in range(12))
    both(ledger)
    assessed = []
    whole = remarks.assess
    monkeypatch.setattr(
        remarks, "assess", lambda item, *a, **k: assessed.append(item) or whole(item, *a, **k)
    )
    both(ledger)
    assert assessed == []
    alone = "Nothing of this stands anywhere else, it is of one paper and of no agency at all."
    InboxDesk(ledger).add([Arrival(text=alone, title="A", publisher="B", door=Door.FILE)])
    both(ledger)
    assert [item.text for item in assessed] == [alone]


def test_who_looked_before_an_erasure_keeps_nothing_after_it(ledger):
    """Its words may stand in what was worked out."""
    ledger.submit([captured(random.Random(1), 1)])  # noqa: S311 - a made inbox
    InboxDesk(ledger).add([arrival(random.Random(2), 2)])  # noqa: S311
    both(ledger)
    kept = remarks_of(ledger.log)
    before, _ = kept.mark()
    (item,) = ledger.inbox.items()
    made = kept.read([item.id], before)
    assert made
    ledger.erase("d1", reason="an order")
    assert kept.mark()[0] == Mark()
    assert kept.read([item.id], Mark()) == {}
    assert not kept.keep(made, Mark())
    assert not kept.move(Mark(), before, ())


@pytest.mark.parametrize("late", ["a document", "a name"])
def test_what_comes_while_one_looks_is_seen_the_next_time(ledger, late):
    """The mark is read before the texts and the names: nothing slips in between."""
    InboxDesk(ledger).add([arrival(random.Random(2), 2)])  # noqa: S311 - a made inbox
    desk, items = InboxDesk(ledger), ledger.inbox.items()
    document = {"text": items[0].text, "title": "T", "publisher": "Q", "kind": "news"}

    def names():
        called = desk._names_by_now()
        if late == "a name":
            ledger.submit([Describe(entity=Party(id="may", name="May"))])
        else:
            ledger.submit([CaptureDocument(document=Document(id="late", **document))])
        return called

    assessments_of(items, grounds(ledger, desk.library, names))
    kept, again = both(ledger)
    assert kept == again
