"""The value: what it answers, how it sorts, how two of them meet."""

import pickle
from datetime import date

import attrs
import pytest

from ledger.edtf import BadDate, Edtf, Tristate

YES, NO, MAYBE = Tristate.YES, Tristate.NO, Tristate.MAYBE

ANSWERS = [
    # date, day, had it happened by the end of that day?
    ("2022-06-15", "2022-06-14", NO),
    ("2022-06-15", "2022-06-15", YES),
    ("2022-06", "2022-05-31", NO),
    ("2022-06", "2022-06-01", MAYBE),
    ("2022-06", "2022-06-10", MAYBE),  # worked case E4
    ("2022-06", "2022-06-29", MAYBE),
    ("2022-06", "2022-06-30", YES),
    ("../2024-06-12", "1900-01-01", MAYBE),
    ("../2024-06-12", "2024-06-12", YES),
    ("/2024-06-12", "1900-01-01", MAYBE),
    ("/2024-06-12", "2024-06-12", YES),
    ("2024-06-12/..", "2024-06-11", NO),
    ("2024-06-12/..", "2999-01-01", MAYBE),
    ("2024-06-12/", "2999-01-01", MAYBE),
    ("2023-21", "2023-07-01", MAYBE),  # the southern spring is still to come
    ("2023-25", "2023-07-01", YES),
    # A qualified date may be off by as much as it is wide: a maybe near its edges.
    ("2024-05~", "2024-03-30", NO),
    ("2024-05~", "2024-03-31", MAYBE),
    ("2024-05~", "2024-06-03", MAYBE),
    ("2024-05~", "2024-06-30", MAYBE),
    ("2024-05~", "2024-07-01", YES),
    ("2024-05?", "2024-06-03", MAYBE),
    ("2024-05%", "2024-06-03", MAYBE),
    # And by a week at least.
    ("2024-05-14~", "2024-05-06", NO),
    ("2024-05-14~", "2024-05-07", MAYBE),
    ("2024-05-14~", "2024-05-20", MAYBE),
    ("2024-05-14~", "2024-05-21", YES),
    # Only the end that is qualified is in doubt.
    ("2024-05~/2024-06-10", "2024-06-10", YES),
    ("2024-05/2024-06-10~", "2024-04-30", NO),
    ("2024-05/2024-06-10~", "2024-06-16", MAYBE),
    ("0001~", "0001-01-01", MAYBE),
    ("9999~", "9999-12-31", YES),
]


@pytest.mark.parametrize(("text", "day", "answer"), ANSWERS)
def test_had_it_happened_by_that_day(text, day, answer):
    """Yes from the last possible day, no before the first, and maybe between them."""
    assert answer is Edtf(text).happened_by(date.fromisoformat(day))


def test_an_answer_has_no_truth_value():
    """`if date.happened_by(day)` would take a no for a yes; it raises instead."""
    with pytest.raises(TypeError, match=r"compare it with Tristate\.YES"):
        bool(NO)
    assert str(MAYBE) == "maybe"


def test_a_date_is_a_value():
    """Equal by text, hashable, frozen, and the same after a round trip through pickle."""
    found = Edtf("2022-06~")

    assert Edtf("2022-06~") == found
    assert Edtf("2022-06") != found
    assert {found} == {Edtf("2022-06~")}
    assert found == pickle.loads(pickle.dumps(found))  # noqa: S301 - our own bytes
    assert repr(found) == "Edtf(text='2022-06~')"
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        found.text = "2022-07"


def test_dates_sort_by_first_day_then_last_then_text():
    """An end that names no day lies outermost; the order given does not matter."""
    texts = [
        *("../2022-06-15", "/2022-06-15", "../2024", "2022", "2022-XX", "2022/..", "2022-01"),
        *("2022-06-01", "2022-06", "2022-06~", "2022-06-15"),
    ]
    expected = [
        *("../2022-06-15", "/2022-06-15", "../2024", "2022-01", "2022", "2022-XX", "2022/.."),
        *("2022-06-01", "2022-06", "2022-06~", "2022-06-15"),
    ]

    assert expected == [str(given) for given in sorted(map(Edtf, reversed(texts)))]
    assert Edtf("2022") <= Edtf("2022")
    assert Edtf("2023") > Edtf("2022")


def test_a_date_does_not_sort_with_anything_else():
    """A text among dates is a mistake of the program and is raised at once."""
    with pytest.raises(TypeError):
        sorted([Edtf("2022"), "2021"])


@pytest.mark.parametrize(
    ("text", "width", "is_day"),
    [
        ("2022-06-15", 1, True),
        ("2022-06-15/2022-06-15", 1, True),
        ("2022-06-15~", 1, False),
        ("2024-02", 29, False),
        ("2022", 365, False),
        ("../2022", None, False),
        ("2022/..", None, False),
    ],
)
def test_the_width_counts_the_stated_days(text, width, is_day):
    """Both ends counted; a doubtful day is not a day that one can name."""
    assert (width, is_day) == (Edtf(text).width, Edtf(text).is_day)


def test_the_constructors_say_what_they_are_called():
    """Exactly, on or before, on or after and between give the EDTF of these words."""
    first, last = date(2024, 9, 27), date(2024, 9, 28)

    assert str(Edtf.exactly(first)) == "2024-09-27"
    assert str(Edtf.on_or_before(first)) == "../2024-09-27"
    assert str(Edtf.on_or_after(first)) == "2024-09-27/.."
    assert str(Edtf.between(first, last)) == "2024-09-27/2024-09-28"


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2022-06-15", "2022-06-15", "2022-06-15"),
        ("2022-06-01", "2022-06-30", "2022-06"),
        ("2022-01-01", "2022-12-31", "2022"),
        ("2022-01-01", "2023-12-31", "2022/2023"),
        ("2022-06-01", "2022-08-31", "2022-06/2022-08"),
        ("2022-06-01", "2022-12-31", "2022-06/2022-12"),
        ("2022-01-01", "2022-11-30", "2022-01/2022-11"),
        ("2022-06-01", "2022-06-29", "2022-06-01/2022-06-29"),
        ("2022-06-02", "2022-06-30", "2022-06-02/2022-06-30"),
    ],
)
def test_a_span_of_whole_months_or_years_is_written_as_such(first, last, text):
    """The shortest text of the same days; a day more or less spells the days out."""
    assert text == str(Edtf.between(date.fromisoformat(first), date.fromisoformat(last)))


def test_a_span_that_ends_before_it_starts_is_refused():
    """Its ends are not exchanged in silence, for one of them is wrong."""
    with pytest.raises(BadDate, match="before it starts"):
        Edtf.between(date(2022, 6, 2), date(2022, 6, 1))


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("2007/..", "2007"),
        ("2007~/2010", "2007~"),
        ("2022-06", "2022-06"),
        ("../2010", None),
        ("/2010", None),
    ],
)
def test_a_lasting_state_began_at_its_start(text, start):
    """In force since 2007: had it begun by 2010 is asked of the start, and the answer is yes."""
    assert (None if start is None else Edtf(start)) == Edtf(text).start


MEETINGS = [
    # one, other, what both allow, whether both can speak of one event
    ("2022-06", "2022-06-15", "2022-06-15", True),  # worked case E4
    ("2022-06", "2022-05-30", None, False),  # worked case E4
    ("2022", "2022-06", "2022-06", True),
    ("2022-06-10/2022-07", "2022-06", "2022-06-10/2022-06-30", True),
    ("2022/..", "../2024", "2022/2024", True),
    ("2022/..", "2024", "2024", True),
    ("2022/..", "2023/..", "2023/..", True),
    ("2022/..", "../2021", None, False),
    ("../2024-06", "../2024-06-12", "../2024-06-12", True),
    ("../2024", "/2024", "/2024", True),  # unknown says more than open
    ("2024/..", "2024/", "2024/", True),
    # The words of an operand are kept where they say the same days.
    ("2024-35", "2024", "2024-35", True),
    ("2024-35", "2024-07/2024-09", "2024-35", True),
    ("2004-XX", "2004", "2004-XX", True),
    # A qualifier comes along with the bound that it qualifies, and yields to a firm one.
    ("2022", "2022-06~", "2022-06~", True),
    ("2022-06~", "2022-06", "2022-06", True),
    ("2022-06~", "2022-06-15", "2022-06-15", True),
    ("2022-06~", "2022-06?", "2022-06~", True),
    ("2022-06", "2022-06-02~", "2022-06-01/2022-06-02~", True),
    ("2024-05-01/2024-06-10", "2024-05~", "2024-05-01/2024-06-10", True),
    # A firm date in the doubt of another stands; beyond the doubt they conflict.
    ("2024-05~", "2024-06-03", "2024-06-03", True),
    ("2024-05~", "2024-07-01", "2024-07-01", True),
    ("2024-05~", "2024-07-02", None, False),
    # Two doubtful dates that meet in their doubt only: compatible, and nothing to state.
    ("2024-05~", "2024-06~", None, True),
]


@pytest.mark.parametrize(("one", "other", "both", "overlaps"), MEETINGS)
def test_two_dates_of_one_event(one, other, both, overlaps):
    """The narrower bound counts at each end, in whichever order the dates are given."""
    expected = None if both is None else Edtf(both)

    assert expected == Edtf(one).intersect(Edtf(other))
    assert expected == Edtf(other).intersect(Edtf(one))
    assert overlaps is Edtf(one).overlaps(Edtf(other))
    assert overlaps is Edtf(other).overlaps(Edtf(one))
