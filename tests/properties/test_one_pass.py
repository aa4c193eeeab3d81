"""What is looked up in one pass is what comparing each with each gives."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ledger.projections.fulfilment import NEVER, Report, ReportQuery, first_reports
from ledger.projections.weighing.independence import Speaker, Tie, sources
from tests.thorough import examples

EXAMPLES = examples(300)
PARTIES = st.frozensets(st.sampled_from("abc"), max_size=2)
DAYS = st.integers(1, 9)
REPORTS = st.lists(st.tuples(DAYS, PARTIES, st.one_of(st.just(NEVER), DAYS)), max_size=9)
WANTED = st.lists(st.tuples(DAYS, PARTIES, st.one_of(st.none(), DAYS)), max_size=6)


@EXAMPLES
@given(reports=REPORTS, wanted=WANTED)
def test_the_first_report_of_each_is_the_one_that_a_search_finds(reports, wanted):
    """The first that names all parties, of its day or later; one that is not behind comes first."""
    reports = [Report(f"r{n}", *values) for n, values in enumerate(reports)]
    wanted = [ReportQuery(f"w{n}", *values) for n, values in enumerate(wanted)]
    expected = {}
    for want in wanted:
        fitting = [
            report
            for report in reports
            if report.day >= want.day and report.parties >= want.parties
        ]
        fitting.sort(key=lambda report: want.latest is not None and report.earliest > want.latest)
        if fitting:
            expected[want.id] = fitting[0].id
    assert first_reports(wanted, reports) == expected


def day(number):
    """A day of a month."""
    return date(2024, 1, 1) + timedelta(days=number)


SPEAKERS = st.lists(
    st.builds(
        lambda root, publisher, text, voice, rootless, first, more: {
            "root": root,
            "publisher": publisher,
            "name": publisher,
            "text": text,
            "voice": voice,
            "rootless": rootless,
            "first": day(first),
            "last": day(first + more),
        },
        st.sampled_from("abcdefgh"),
        st.sampled_from("pqrstu"),
        st.one_of(st.none(), st.sampled_from("xyz")),
        st.one_of(st.none(), st.sampled_from("vw")),
        st.booleans(),
        DAYS,
        st.integers(0, 3),
    ),
    max_size=9,
)


@EXAMPLES
@given(speakers=SPEAKERS)
def test_what_adds_no_source_is_one_with_what_comparing_all_gives(speakers):
    """The plainest tie, and of those who share it the first: chosen ones before the others."""
    speakers = [Speaker(claim=f"c{n}", **fields) for n, fields in enumerate(speakers)]
    answer = sources(speakers)
    rest = [each.claim for each in answer.together]
    chosen = [speaker for speaker in speakers if speaker.claim not in rest]
    others = [*chosen, *(speaker for speaker in speakers if speaker.claim in rest)]
    assert len(chosen) == answer.independent
    for each in answer.together:
        speaker = next(speaker for speaker in speakers if speaker.claim == each.claim)
        ties = [(tie(speaker, other), other.claim) for other in others if other is not speaker]
        plainest = min(
            (pair for pair in ties if pair[0]), key=lambda pair: list(Tie).index(pair[0])
        )
        assert (each.tie, each.other) == plainest


def tie(speaker, other):
    """What two claims have in common, the plainest first; None if nothing is."""
    for kind, mark in speaker.marks:
        if (kind, mark) in other.marks:
            return kind
    if speaker.voice is not None and speaker.voice == other.voice:
        return Tie.VOICE
    if speaker.rootless and (other.rootless or other.first <= speaker.last):
        return Tie.UNKNOWN_ROOT
    return None
