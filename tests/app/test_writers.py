"""Writers interleaved over every command: each decides, others record, then it appends."""

from __future__ import annotations

import tempfile
from itertools import pairwise
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from ledger.app import Ledger
from ledger.claims.claim import Retraction
from ledger.claims.commands import (
    CaptureDocument,
    CorrectClaim,
    Describe,
    DisputeClaim,
    JudgeParties,
    RecordClaim,
    Retract,
)
from ledger.claims.developments import ApprovalGranted, OpinionStated, RequirementStated
from ledger.claims.entities import Instrument, Partnership, Party
from ledger.claims.vocabulary import Verdict
from ledger.errors import Problems
from ledger.facts.log_reader import decoded
from ledger.facts.read_set import ReadSet
from ledger.facts.register import LogRegister
from ledger.log.opening import init_log, open_log
from ledger.log.query import Query
from ledger.log.stores.memory import MemoryLog
from ledger.sources.document import Document
from ledger.sources.kinds import Lineage, SourceKind
from tests.app.test_between import Between
from tests.clock import TickingClock

ACTS = ("correction", "retraction", "dispute")
PARTIES, HURDLES, CLAIMS = "abc", ("h", "k", "l"), ("c0", "c1", "c2")


def document(name, root):
    lineage = Lineage.ORIGINAL if root is None else Lineage.SYNDICATED
    return CaptureDocument(
        document=Document(
            id=name,
            text="it needs this",
            title=name,
            publisher="P",
            kind=SourceKind.NEWS,
            lineage=lineage,
            root=root,
        )
    )


def claim(name, development):
    return RecordClaim(
        id=name, development=development, document="d", quote="needs", partnership="p"
    )


def requirement(hurdle, blocked):
    stated = RequirementStated(hurdle=hurdle, title=hurdle, blocks=(blocked,))
    return claim(f"{hurdle}-{blocked}", stated)


REQUIRED = st.builds(requirement, st.sampled_from(HURDLES), st.sampled_from(HURDLES))
TARGETS = st.one_of(
    st.sampled_from([*CLAIMS, "d"]),
    st.builds(
        lambda one, other: f"{one}-{other}", st.sampled_from(HURDLES), st.sampled_from(HURDLES)
    ),
    st.just("last act"),
)
OPINIONS = st.builds(
    lambda name, topic: claim(name, OpinionStated(topic=topic)),
    st.sampled_from(CLAIMS),
    st.sampled_from(["space", "trade"]),
)
COMMANDS = st.one_of(
    REQUIRED,
    REQUIRED,
    OPINIONS,
    st.builds(
        lambda one, name, above: Describe(entity=Party(id=one, name=name, part_of=above)),
        st.sampled_from(PARTIES),
        st.sampled_from(["North", "South"]),
        st.sampled_from([None, *PARTIES]),
    ),
    st.builds(
        lambda title: Describe(entity=Partnership(id="p", title=title, parties=("a", "b"))),
        st.sampled_from(["P", "Q"]),
    ),
    st.builds(
        lambda title: Describe(entity=Instrument(id="i", title=title, partnerships=("p",))),
        st.sampled_from(["I", "J"]),
    ),
    st.sampled_from([document("e", None), document("e", "d"), document("f", "e")]),
    st.builds(
        lambda hurdle: claim(f"g-{hurdle}", ApprovalGranted(hurdle=hurdle)),
        st.sampled_from(HURDLES),
    ),
    st.builds(
        lambda target, reason: Retract(target=target, by="ledger", reason=reason),
        TARGETS,
        st.sampled_from(["x", "y"]),
    ),
    st.builds(lambda target: DisputeClaim(claim=target, by="B", reason="no"), TARGETS),
    st.builds(
        lambda target, becomes: CorrectClaim(
            claim=target, by="ledger", reason="misread", becomes=becomes
        ),
        TARGETS,
        st.one_of(OPINIONS, REQUIRED),
    ),
    st.builds(
        lambda one, other, verdict: JudgeParties(
            party=one, other=other, verdict=verdict, reason="r"
        ),
        st.sampled_from(PARTIES),
        st.sampled_from(PARTIES),
        st.sampled_from(Verdict),
    ),
)


def facing(command):
    """The command that would close a circle with this one, if there is one."""
    match command:
        case RecordClaim(development=RequirementStated(hurdle=hurdle, blocks=(blocked,))):
            return requirement(blocked, hurdle)
        case Describe(entity=Party(id=one, part_of=str() as above)) if above in PARTIES:
            return Describe(entity=Party(id=above, name=above.upper(), part_of=one))
    return command


class Writers(RuleBasedStateMachine):
    """Any number of writers on one log in memory; each is overtaken once before it appends."""

    kept: ClassVar[str] = "memory"

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        clock = TickingClock()
        if self.kept == "memory":
            self.log = MemoryLog(clock=clock)
        else:
            place = Path(self.folder.name) / "l.db"
            init_log(place)
            self.log = open_log(place, clock=clock)
        self.positions: list[int] = []
        self.last_act = "none"
        names = [Describe(entity=Party(id=one, name=one.upper())) for one in PARTIES]
        names.append(Describe(entity=Partnership(id="p", title="P", parties=("a", "b"))))
        self.write([*names, document("d", None)])

    def teardown(self):
        self.log.close()
        self.folder.cleanup()

    def write(self, commands, *between):
        """Submit; what is refused leaves nothing. Positions that are told are kept."""
        log = Between(self.log, *between)
        try:
            outcomes = Ledger(log, clock=TickingClock()).submit(commands)
        except Problems:
            return
        self.positions += [one.position for one in outcomes if one.new]
        acts = [
            one.id
            for one in outcomes
            if one.type and one.type.startswith("claim.") and one.id[0] in "xr"
        ]
        self.last_act = acts[-1] if acts else self.last_act

    def aimed(self, command):
        if isinstance(command, Retract) and command.target == "last act":
            return Retract(target=self.last_act, by="ledger", reason=command.reason)
        return command

    @rule(
        first=st.lists(COMMANDS, min_size=1, max_size=2),
        second=st.lists(COMMANDS, min_size=1, max_size=2),
        third=st.lists(COMMANDS, max_size=1),
        face=st.booleans(),
    )
    def interleaved(self, first, second, third, face):
        """One decides; another, itself overtaken by a third, records; the first appends."""
        second = list(map(facing, first)) if face else second
        first, second, third = (
            [self.aimed(one) for one in each] for each in (first, second, third)
        )

        def other():
            self.write(second, *([lambda: self.write(third)] if third else []))

        self.write(first, other)

    @invariant()
    def what_is_told_is_there(self):
        """No two were told the same position, and each lies in the log."""
        assert len(set(self.positions)) == len(self.positions)
        assert all(self.log.at(one) is not None for one in self.positions)

    @invariant()
    def nothing_goes_round(self):
        """No hurdle waits for itself, and no party is part of itself."""
        known = LogRegister(self.log)
        for hurdle in HURDLES:
            ways, seen = [hurdle], set()
            while ways:
                for stated in known.requirements(ways.pop()):
                    blocked = stated.development.blocks[0]
                    if self.stands(known, stated.id):
                        assert blocked != hurdle
                        ways += [blocked] if blocked not in seen else []
                        seen.add(blocked)
        for party in PARTIES:
            above, seen = known.party(party).part_of, {party}
            while above is not None:
                assert above not in seen
                seen.add(above)
                above = known.party(above).part_of

    def stands(self, known, target):
        return not any(self.stands(known, one.act.id) for one in known.acts_upon(target))

    @invariant()
    def descriptions_are_never_changed_unasked(self):
        """A field that had a value keeps it, from revision to revision."""
        known = LogRegister(self.log)
        for tag in (*(f"party:{one}" for one in PARTIES), "partnership:p", "instrument:i"):
            revisions = [one.entity for one in known.descriptions(tag)]
            for before, after in pairwise(revisions):
                for field in ("name", "title", "part_of", "parties"):
                    value = getattr(before, field, None)
                    assert value is None or value == getattr(after, field)

    @invariant()
    def what_is_pointed_at_stands_before(self):
        """Documents stand before their claims and derivatives, targets before their acts."""
        ids: set[str] = set()
        for recorded in decoded(self.log.read(Query.all())):
            event = recorded.event
            match event.type:
                case "document.captured":
                    assert event.document.root is None or event.document.root in ids
                    ids.add(event.document.id)
                case "claim.recorded":
                    assert event.claim.evidence.document in ids
                    hurdle = getattr(event.claim.development, "hurdle", None)
                    stated = isinstance(event.claim.development, RequirementStated)
                    assert hurdle is None or stated or hurdle in ids
                    ids |= {event.claim.id} | ({hurdle} if stated else set())
                case "claim.corrected" | "claim.retracted" | "claim.disputed":
                    act = getattr(
                        event, {"c": "correction", "r": "retraction", "d": "dispute"}[event.type[6]]
                    )
                    assert (act.target if isinstance(act, Retraction) else act.claim) in ids
                    ids.add(act.id)


SOME = settings(
    max_examples=25,
    stateful_step_count=12,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],  # what is found is a short list of writes already
    suppress_health_check=list(HealthCheck),
)


def test_writers_between_each_other_keep_the_laws():
    """In memory, where the order of the steps is all there is."""
    run_state_machine_as_test(Writers, settings=SOME)


def test_writers_on_a_file_keep_the_laws():
    """On SQLite, with its own conditions and its own counts."""

    class OnFile(Writers):
        kept = "sqlite"

    run_state_machine_as_test(OnFile, settings=settings(SOME, max_examples=5))


def test_a_register_that_guards_nothing_is_found_out(monkeypatch):
    """The laws are broken where appends do not guard what was read."""
    monkeypatch.setattr(ReadSet, "query", lambda _: Query.of_types("nothing.happened"))
    with pytest.raises(AssertionError):
        run_state_machine_as_test(Writers, settings=settings(SOME, max_examples=200))
