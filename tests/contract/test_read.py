"""The contract of reading, for every backend."""

from __future__ import annotations

import hashlib
import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.log import Event, Query, QueryItem
from ledger.log.stores.relational import reader

TYPES = ["claim.recorded", "claim.retracted", "document.captured"]
TAGS = ["party:mexico", "party:korea", "claim:1", "document:d"]
ALL_KINDS = [
    Event(id=f"e{n}", type=name, version=1, tags=frozenset(tags), payload=b"{}")
    for n, (name, tags) in enumerate(
        itertools.product(TYPES, (c for r in range(4) for c in itertools.combinations(TAGS, r)))
    )
]

items = st.builds(
    QueryItem,
    types=st.frozensets(st.sampled_from(TYPES), max_size=2),
    tags=st.frozensets(st.sampled_from(TAGS), max_size=2),
)
queries = st.builds(Query, st.lists(items, max_size=3).map(tuple))
positions = st.integers(-2, len(ALL_KINDS) + 1)


@settings(
    deadline=None,
    max_examples=80,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    query=queries,
    after=positions,
    upto=st.none() | positions,
    limit=st.none() | st.integers(0, len(ALL_KINDS)),
)
def test_a_query_gives_what_matches_it_in_order_within_its_bounds(log, query, after, upto, limit):
    """The backend's answer is that of ``Query.matches`` over every kind of event."""
    recorded = log.append(ALL_KINDS)

    expected = [
        r
        for r in recorded
        if query.matches(r.event) and r.position > after and (upto is None or r.position <= upto)
    ][:limit]
    assert list(log.read(query, after=after, upto=upto, limit=limit)) == expected


@pytest.mark.parametrize("rows", [1, 2, 3, 7])
@pytest.mark.parametrize("query", [Query.all(), Query.tagged("party:korea")], ids=["all", "some"])
def test_pages_join_without_gap_or_overlap_from_every_position(log, monkeypatch, rows, query):
    """However small the pages, a reader sees each event once, in order."""
    recorded = [r for r in log.append(ALL_KINDS) if query.matches(r.event)]
    monkeypatch.setattr(reader, "PAGE_ROWS", rows)

    for after in range(-1, len(ALL_KINDS)):
        expected = [r for r in recorded if r.position > after]
        assert list(log.read(query, after=after)) == expected
        assert list(log.read(query, after=after, limit=3)) == expected[:3]


def test_a_page_ends_early_when_its_payloads_weigh_much(log, monkeypatch):
    """The bound on a page's bytes costs a reader no event."""
    recorded = log.append(ALL_KINDS)
    monkeypatch.setattr(reader, "PAGE_BYTES", 5)

    assert list(log.read()) == list(recorded)


def test_a_reader_that_appends_comes_to_an_end(log, event, monkeypatch):
    """Reading stops at the head it began with, or it would follow its own events for ever."""
    monkeypatch.setattr(reader, "PAGE_ROWS", 1)
    log.append([event("a"), event("b")])

    for recorded in log.read():
        log.append([event(recorded.event.id + "'")])

    assert [r.event.id for r in log.read()] == ["a", "b", "a'", "b'"]


def test_an_event_is_found_by_its_id_and_by_its_position(log, event):
    """An id or a position that is not there gives nothing, and no error."""
    recorded = log.append([event("c1"), event("c2")])

    assert log.find("c2") == recorded[1]
    assert log.find("c3") is None
    assert log.at(0) == recorded[0]
    assert log.at(2) is None
    assert log.at(-1) is None


def test_an_abbreviated_id_gives_every_event_it_may_mean(log, event):
    """Matches come in order, capitals are other letters, and % stands for itself."""
    log.append([event(name) for name in ("cb", "ca~~", "d", "ca", "C", "c")])

    assert [r.event.id for r in log.find_prefix("ca")] == ["ca", "ca~~"]
    assert [r.event.id for r in log.find_prefix("c", limit=2)] == ["c", "ca"]
    assert log.find_prefix("x") == []
    assert log.find_prefix("%") == []


def test_the_head_of_an_empty_log(log):
    """A new log has an origin, no moment, and the root of a tree without leaves."""
    head = log.head()

    assert head.size == 0
    assert head.recorded_at is None
    assert head.root == hashlib.sha256(b"").digest()
    assert head.origin


def tree_hash(leaves: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, to the letter, over leaf hashes."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    left, right = tree_hash(leaves[:split]), tree_hash(leaves[split:])
    return hashlib.sha256(b"\1" + left + right).digest()


def test_the_root_is_the_tree_hash_of_all_leaves_however_they_were_appended(log, event):
    """The growing root is RFC 6962's at each of ten sizes, past two tiles."""
    for start in range(0, 530, 53):
        log.append([event(f"e{n}") for n in range(start, start + 53)])
        leaves = [r.leaf_hash for r in log.read()]
        assert log.head().root == tree_hash(leaves)


def test_a_reopened_log_is_the_same_log(ledger, event):
    """Closing loses nothing: events, head and the next position are as they were."""
    first = ledger.open()
    recorded = first.append([event("a"), event("b")])
    head = first.head()
    first.close()

    second = ledger.open()
    assert tuple(second.read()) == recorded
    assert second.head() == head
    assert second.append([event("c")])[0].position == 2


def test_two_logs_on_one_ledger_see_each_others_events(ledger, event):
    """No log keeps a state of its own that another program's append could make old."""
    one, other = ledger.open(), ledger.open()
    one.append([event("a")])
    other.append([event("b")])

    assert [r.event.id for r in one.read()] == ["a", "b"]
    assert list(one.read()) == list(other.read())


@settings(
    deadline=None,
    max_examples=40,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    tags=st.frozensets(st.sampled_from([*TAGS, "party:nobody"])),
    upto=st.none() | positions,
    without=st.frozensets(positions),
)
def test_what_is_gathered_carries_any_of_the_tags_and_comes_once(log, tags, upto, without):
    """An event with two of the tags is still one, within the bounds asked for."""
    recorded = log.append(ALL_KINDS)

    expected = [
        r
        for r in recorded
        if r.event.tags & tags
        and r.position not in without
        and (upto is None or r.position <= upto)
    ]
    assert list(log.gather(tags, upto=upto, without=without)) == expected


def test_gathering_in_parts_gives_the_same(log, monkeypatch):
    """Tags and payloads beyond what one query takes change nothing in the answer."""
    recorded = [r for r in log.append(ALL_KINDS) if r.event.tags]
    for name, limit in (("_IDS", 2), ("PAGE_BYTES", 3)):
        monkeypatch.setattr(reader, name, limit)
        assert list(log.gather(TAGS)) == recorded


def test_where_each_tag_stands_last(log):
    """Each tag and each type, up to a position; what stands behind that alone is left out."""
    tags = [{"party:korea"}, {"party:korea", "import:i1"}, {"party:korea"}]
    log.append(
        [
            Event(id=f"i{n}", type=TYPES[n % 2], version=1, tags=frozenset(carried), payload=b"{}")
            for n, carried in enumerate(tags)
        ]
    )
    first, second = (f"type:{name}" for name in TYPES[:2])
    assert log.last_filed(2) == {"party:korea": 2, "import:i1": 1, first: 2, second: 1}
    assert log.last_filed(0) == {"party:korea": 0, first: 0}
    assert log.last_filed(-1) == {}


def test_what_is_filed_under_tags_that_begin_alike_is_counted(log):
    """Each tag with its first and last position; a longer word before the colon is another."""
    tags = [{"import:i1", "imports:x"}, {"import:i2"}, {"import:i1", "party:korea"}]
    log.append(
        [
            Event(id=f"i{n}", type=TYPES[0], version=1, tags=frozenset(carried), payload=b"{}")
            for n, carried in enumerate(tags)
        ]
    )
    filed = [(each.tag, each.count, each.first, each.last) for each in log.filings("import:")]
    assert filed == [("import:i1", 2, 0, 2), ("import:i2", 1, 1, 1)]
    assert log.filings("nothing:") == ()


def test_a_tally_says_how_many_carry_each_tag_and_leaves_out_what_none_does(log, monkeypatch):
    """The counts are those of counting by hand, in as many queries as it takes."""
    monkeypatch.setattr(reader, "_IDS", 2)
    log.append(ALL_KINDS)

    expected = {tag: sum(tag in one.tags for one in ALL_KINDS) for tag in TAGS}
    assert log.tally([*TAGS, "party:nobody"]) == expected
    assert log.tally([]) == {}
