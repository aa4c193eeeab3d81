"""Writers between each other: what one decides on, another changes before it is appended."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.app import Ledger
from ledger.claims.commands import CaptureDocument, Describe, RecordClaim, Retract
from ledger.claims.developments import RequirementStated
from ledger.claims.entities import Party
from ledger.errors import Problems
from ledger.facts.read_set import FINE, ReadSet
from ledger.facts.register import LogRegister
from ledger.log.format.codec import encode
from ledger.log.opening import init_log, open_log
from ledger.log.query import Query
from ledger.log.stores.memory import MemoryLog
from ledger.sources.document import Document
from ledger.sources.kinds import SourceKind
from tests.clock import TickingClock
from tests.properties.conftest import NAMES, random_desks
from tests.thorough import examples


class Between:
    """A log that lets another writer in between a decision and its append."""

    def __init__(self, log, *others):
        self._log = log
        self._others = list(others)

    def append(self, events, condition=None):
        if self._others:
            self._others.pop(0)()
        return self._log.append(events, condition)

    def __getattr__(self, name):
        return getattr(self._log, name)


def hurdle(name, blocks, **more):
    stated = RequirementStated(hurdle=name, title=name, blocks=(blocks,))
    return RecordClaim(
        development=stated, document="d", quote="needs", partnership="p", id=f"c-{name}", **more
    )


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def log(request, tmp_path):
    clock = TickingClock()
    if request.param == "memory":
        opened = MemoryLog(clock=clock)
    else:
        sqlite = request.param == "sqlite"
        place = tmp_path / "l.db" if sqlite else request.getfixturevalue("postgres_schema")
        init_log(place)
        opened = open_log(place, clock=clock)
    document = Document(id="d", text="it needs", title="d", publisher="P", kind=SourceKind.NEWS)
    Ledger(opened, clock=clock).submit([*NAMES, CaptureDocument(document=document)])
    yield opened
    opened.close()


def ledger(log, *others):
    return Ledger(Between(log, *others), clock=TickingClock())


def circle(log):
    """Two writers state two hurdles, each of which blocks the other's; what the second is told."""
    other = ledger(log)
    writer = ledger(log, lambda: other.submit([hurdle("hb", "ha")]))
    try:
        writer.submit([hurdle("ha", "hb")])
    except Problems as refused:
        return [problem.code for problem in refused.problems]
    return []


def test_two_writers_cannot_close_a_circle_of_hurdles(log):
    """The requirement that came between is read before the second is recorded."""
    assert circle(log) == ["blocks-itself"]


def test_without_the_register_they_would(log, monkeypatch):
    """The race is there to be seen: where nothing that is read is guarded, the circle stands."""
    monkeypatch.setattr(ReadSet, "read", lambda *_, **__: None)
    monkeypatch.setattr(ReadSet, "query", lambda _: Query.of_types("nothing.happened"))
    assert circle(log) == []


def test_a_restored_requirement_cannot_close_a_circle(log):
    """While it was retracted the other way round was stated: it cannot stand again."""
    desk = ledger(log)
    desk.submit([hurdle("ha", "hb")])
    (gone,) = desk.submit([Retract(target="c-ha", by="ledger", reason="wrong")])
    desk.submit([hurdle("hb", "ha")])
    with pytest.raises(Problems) as refused:
        desk.submit([Retract(target=gone.id, by="ledger", reason="was right")])
    assert [one.code for one in refused.value.problems] == ["blocks-itself"]


def test_the_counts_are_of_what_each_recorded(log):
    """Of two that import the same at once, one has recorded it, and the other found it there."""
    parties = [Describe(entity=Party(id=f"m{n}", name=f"M {n}")) for n in range(30)]
    counts = []
    other = ledger(log)
    writer = ledger(log, lambda: counts.append(sum(one.new for one in other.submit(parties))))
    counts.append(sum(one.new for one in writer.submit(parties)))
    assert counts == [30, 0]


def test_two_names_for_one_party_are_not_both_taken(log):
    """Described by two at once, the second is shown what the first recorded."""
    other = ledger(log)
    first = Describe(entity=Party(id="z", name="Zed"))
    writer = ledger(log, lambda: other.submit([first]))
    with pytest.raises(Problems) as refused:
        writer.submit([Describe(entity=Party(id="z", name="Zett"))])
    assert [one.code for one in refused.value.problems] == ["would-change"]


def test_what_has_nothing_to_do_with_it_is_no_reason_to_decide_again(log):
    """An event that touches nothing that was read lets the append through as it is."""
    other = ledger(log)
    between = [
        lambda n=n: other.submit([Describe(entity=Party(id=f"n{n}", name=f"N {n}"))])
        for n in range(40)
    ]
    (outcome,) = ledger(log, *between).submit([hurdle("ha", "i")])
    assert outcome.new


def lookups(events):
    """Every look-up of every name that the events have."""
    tags = sorted({tag for event in events for tag in event.tags})
    names = sorted(
        {tag.partition(":")[2] for tag in tags} | {one.id.partition(":")[2] for one in events}
    )
    asked = [
        "party",
        "called",
        "once_called",
        "partnership",
        "instrument",
        "document",
        "claim",
        "act",
        "acts_upon",
        "hurdle",
        "requirements",
        "same_text",
    ]
    for method in asked:
        for name in names:
            yield method, name
    for tag in tags:
        if tag.partition(":")[0] in {"party", "partnership", "instrument"}:
            yield "descriptions", tag
            yield "revision", tag


def answer(known, method, name):
    """The answer of a look-up, without where it stands."""
    found = getattr(known, method)(name)
    return [one.entity for one in found] if method == "descriptions" else found


@examples(20)
@given(data=st.data())
def test_every_look_up_guards_what_could_change_its_answer(data):
    """An event after which any look-up answers otherwise touches the read set of that look-up."""
    desk = data.draw(random_desks())
    events = [encode(one.event) for one in desk.events]
    cut = data.draw(st.integers(1, len(events) - 1))
    log = MemoryLog(clock=TickingClock())
    log.append(events[:cut])
    before = {}
    for asked in lookups(events):
        known = LogRegister(log)
        before[asked] = answer(known, *asked), known.read_set
    log.append([events[cut]])
    after = LogRegister(log)
    for asked, (then, read_set) in before.items():
        if answer(after, *asked) != then:
            assert read_set.touched_by(events[cut]), asked
            assert read_set.query().matches(events[cut]), asked


def test_a_read_set_of_very_many_tags_asks_by_type(log):
    """Its query takes in all that was read, and a database can run it; ``touched_by`` is exact."""
    read_set = ReadSet()
    for number in range(FINE + 1):
        read_set.read("party.described", tag=f"party:m{number}")
    assert len(read_set.query().items) == 1
    desk = ledger(log)
    position = log.head().size - 1
    desk.submit([Describe(entity=Party(id=one, name=one)) for one in ("m7", "other")])
    first, second = log.read(read_set.query(), after=position)
    assert read_set.touched_by(first.event)
    assert not read_set.touched_by(second.event)
