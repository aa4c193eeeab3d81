"""How a reader sees a date: in a sentence, and in a table."""

import pytest

from ledger.edtf import Edtf

SHOWN = [
    ("2022-06-29", "29 June 2022", "29 Jun 2022"),
    ("2022-06-09", "9 June 2022", "9 Jun 2022"),
    ("2022-06", "June 2022", "Jun 2022"),
    ("2022", "2022", "2022"),
    ("201X", "the 2010s", "2010s"),
    ("20XX", "some year from 2000 to 2099", "2000-2099"),
    ("2004-XX", "some month in 2004", "2004"),
    ("1985-04-XX", "some day in April 1985", "Apr 1985"),
    ("1985-XX-XX", "some day in 1985", "1985"),
    ("2024-05~", "about May 2024", "c. May 2024"),
    ("2024-05?", "possibly May 2024", "May 2024?"),
    ("2024-05%", "possibly about May 2024", "c. May 2024?"),
    ("2024-35", "Q3 2024", "Q3 2024"),
    ("2024-33~", "about Q1 2024", "c. Q1 2024"),
    ("2024-21", "spring 2024", "spring 2024"),
    ("2024-24", "winter 2024", "winter 2024"),
    ("2024-25", "spring 2024 (northern)", "spring 2024 (northern)"),
    ("2024-32", "winter 2024 (southern)", "winter 2024 (southern)"),
    ("2024-37", "the first four months of 2024", "Jan-Apr 2024"),
    ("2024-38", "the middle four months of 2024", "May-Aug 2024"),
    ("2024-39", "the last four months of 2024", "Sep-Dec 2024"),
    ("2024-40", "the first half of 2024", "H1 2024"),
    ("2024-41", "the second half of 2024", "H2 2024"),
    ("../2024-06-12", "by 12 June 2024", "by 12 Jun 2024"),
    ("../2024-06-12~", "by about 12 June 2024", "by c. 12 Jun 2024"),
    ("/2024-06-12", "by 12 June 2024 (start unknown)", "by 12 Jun 2024"),
    ("../2024-06", "by the end of June 2024", "by Jun 2024"),
    ("../2024-35", "by the end of Q3 2024", "by Q3 2024"),
    ("2022/..", "2022 or later", "2022 or later"),
    ("2022/", "2022 or later (end unknown)", "2022 or later"),
    ("2024-06-12/..", "12 June 2024 or later", "12 Jun 2024 or later"),
    ("2024-09-27/2024-09-28", "27 or 28 September 2024", "27/28 Sep 2024"),
    ("2024-09-27/2024-09-30", "between 27 and 30 September 2024", "27-30 Sep 2024"),
    ("2024-09-30/2024-10-01", "30 September or 1 October 2024", "30 Sep or 1 Oct 2024"),
    ("2024-09-27/2024-10-03", "between 27 September and 3 October 2024", "27 Sep - 3 Oct 2024"),
    (
        "2023-12-30/2024-01-02",
        "between 30 December 2023 and 2 January 2024",
        "30 Dec 2023 - 2 Jan 2024",
    ),
    ("2024-05/2024-06", "May or June 2024", "May/Jun 2024"),
    ("2024-05/2024-07", "between May and July 2024", "May-Jul 2024"),
    ("2024-33/2024-34", "Q1 or Q2 2024", "Q1/Q2 2024"),
    ("2023/2024", "2023 or 2024", "2023/2024"),
    ("2023/2026", "between 2023 and 2026", "2023-2026"),
    ("201X/202X", "between the 2010s and the 2020s", "2010s-2020s"),
    ("2024-40/2024-41", "the first or the second half of 2024", "H1/H2 2024"),
    ("2022-06-15/2022-06-15", "15 June 2022", "15 Jun 2022"),
    ("2022-06-30/2022-06", "30 June 2022", "30 Jun 2022"),
    # One unit where the ends are told in two.
    (
        "2004-02-01/2005",
        "between 1 February 2004 and 31 December 2005",
        "1 Feb 2004 - 31 Dec 2005",
    ),
    ("2024-05/2024-35", "between 1 May and 30 September 2024", "1 May - 30 Sep 2024"),
    # A doubtful end keeps its own words.
    ("1984~/2004-06", "between about 1984 and June 2004", "c. 1984 - Jun 2004"),
    (
        "2024-05~/2024-06~",
        "between about May 2024 and about June 2024",
        "c. May 2024 - c. Jun 2024",
    ),
]


@pytest.mark.parametrize(("text", "sentence", "cell"), SHOWN)
def test_a_date_is_shown_as_vague_as_it_is(text, sentence, cell):
    """Neither the sentence nor the cell of a table says more than the date does."""
    assert (sentence, cell) == (Edtf(text).display, Edtf(text).short)


def test_different_days_are_never_shown_alike():
    """Over all forms of one year and their intervals: the same words mean the same days."""
    units = ["2023", "2024", "202X", "20XX", "2024-XX", "2024-XX-XX", "2024-06-XX"]
    units += [f"2024-{code:02}" for code in (*range(1, 13), *range(21, 42))]
    units += ["2024-05-31", "2024-06-01", "2024-06-02", "2024-06-30"]
    units += [unit + mark for unit in units for mark in "?~%"]
    texts = [*units, *(f"../{unit}" for unit in units), *(f"{unit}/.." for unit in units)]
    firm = [unit for unit in units if unit[-1] not in "?%"]
    texts += [f"{start}/{end}" for start in firm for end in firm if can_span(start, end)]
    for form in ("display", "short"):
        meanings = {}
        for given in map(Edtf, texts):
            meanings.setdefault(getattr(given, form), set()).add(
                (given.earliest, given.latest, given.not_before, given.not_after)
            )
        assert {words: days for words, days in meanings.items() if len(days) > 1} == {}


def can_span(start, end):
    return Edtf(start).earliest <= Edtf(end).latest
