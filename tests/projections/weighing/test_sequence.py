"""Accounts of starts and ends become acts in turns, whatever the order in which they were filed."""

from __future__ import annotations

import re
from datetime import date
from itertools import permutations

import pytest

from ledger.projections.weighing.answer import Span
from ledger.projections.weighing.sequence import in_sequence

SORTS = {"+": "starts", "-": "ends", "r": "returns", "c": "closing"}
"""A start, an end, what starts again after an end alone, what ends something begun alone."""


DAY = r"\d{4}-\d\d-\d\d"
ACCOUNT = re.compile(
    rf"(?P<name>\w)(<(?P<root>\w))?(?P<sort>[-+rc])(?P<first>{DAY})?(?P<dots>\.\.)?(?P<last>{DAY})?"
)


def account(cast, text):
    """``a+2016-01-01..2016-12-31`` is the account a of a start; ``x<a+…`` retells the account a."""
    match = ACCOUNT.fullmatch(text)
    first, last = (match[name] and date.fromisoformat(match[name]) for name in ("first", "last"))
    span = Span(earliest=first, latest=last if match["dots"] else first)
    return SORTS[match["sort"]], cast(match["name"], span, "2025-01-01", root=match["root"])


def acts_of(accounts):
    """What the acts are: ``+a -b`` for a start that a tells of, then an end that b does."""
    sorts = {name: [] for name in SORTS.values()}
    for sort, made in accounts:
        sorts[sort].append(made)
    starts, ends = sorts.pop("starts"), sorts.pop("ends")
    acts = in_sequence(starts, ends, **sorts)
    names = ("+-"[not act.begins] + "".join(cast.id for cast in act.ballots) for act in acts)
    days = [
        f"{act.common.earliest or ''}..{act.common.latest or ''}".removesuffix(
            f"..{act.common.earliest}"
        )
        for act in acts
    ]
    return " ".join(names), days


FIRST, OUT, AGAIN = "a+2016-09-03", "b-2020-11-04", "c+2021-01-20"


@pytest.mark.parametrize(
    ("texts", "acts"),
    [
        ([], ""),
        ([FIRST], "+a"),
        ([OUT], "-b"),
        ([FIRST, OUT], "+a -b"),
        ([FIRST, OUT, AGAIN], "+a -b +c"),
        ([FIRST, OUT, AGAIN, "d-2022-05-05", "e+2023-05-05"], "+a -b +c -d +e"),
        (["a-2019-01-01", "b+2020-01-01"], "-a +b"),
        # What ended had begun, on a day that nobody gave or that is vague; if it can have been.
        (["a-2019-01-01", "b+..2021-05-05"], "+b -a"),
        (["a-2019-01-01", "b+2018-01-01..2020-12-31"], "+b -a"),
        (["a-2019-01-01", "b+2019-01-01..2020-12-31"], "+b -a"),
        (["a-2019-01-01", "b+2019-01-02..2020-12-31"], "-a +b"),
        (["a-..2019-01-01", "b+..2021-05-05"], "+b -a"),
        (["a-2019-01-01", "b+2020-01-01", "c+..2021-05-05"], "-a +bc"),
        (["a-2019-01-01", "br2018-01-01..2020-12-31"], "-a +b"),
        (["a-2019-01-01", "c+2018-01-01..2020-12-31", "b+2020-01-01"], "+c -a +b"),
        (["a-2019-01-01", "b+..2020-01-01", "c+..2021-05-05"], "+bc -a"),
        (["kc2019-01-01", "b+2018-01-01..2020-12-31"], "+b"),
        (["a-2018-01-01..2019-12-31", "b+2019-06-01..2020-12-31"], "+b -a"),
        (["a-2019-01-01", "b-2018-06-01..2019-06-01"], "-ab"),
        # Accounts of one act: days that agree, and days of which no end lies between.
        (["a+2016-09-03", "b+2016-09-03"], "+ab"),
        (["a+2016-09-03", "b+2016-10-01"], "+ab"),
        ([FIRST, OUT, AGAIN, "d+2022-05-05"], "+a -b +cd"),
        ([FIRST, OUT, "d-2020-12-04", AGAIN], "+a -bd +c"),
        (["z+2016-01-01..2016-12-31", "a+2016-12-31"], "+za"),
        # A report whose last day alone is known is of the last act that it can be of.
        ([FIRST, OUT, AGAIN, "d+..2022-05-05"], "+a -b +cd"),
        ([FIRST, OUT, AGAIN, "d-..2022-05-05"], "+a -bd +c"),
        ([FIRST, OUT, AGAIN, "d+2016-01-01..2022-05-05"], "+a -b +cd"),
        # A vague end between two starts, by its last day after both.
        ([FIRST, "b-2020-01-01..2021-12-31", "c+2021-03-01"], "+a -b +c"),
        ([FIRST, "b-2015-01-01..2021-12-31", "c+2018-05-05"], "+a -b +c"),
        ([FIRST, "b-2021-03-01..2021-12-31", "c+2021-03-01"], "+a -b +c"),
        ([FIRST, "b-2021-03-02..2021-12-31", "c+2021-03-01"], "+ac -b"),
        ([FIRST, "b-..2021-12-31", "c+2021-03-01"], "+ac -b"),
        ([FIRST, "b-2020-01-01..", "c+2021-03-01"], "+a -b +c"),
        (["a+2016-01-01..2016-12-31", "b-2016-03-01..2017-12-31", "c+2016-06-01..2017-03-01"],
         "+ac -b"),
        ([FIRST, "b-2020-01-01..2021-12-31", "c+2021-03-01", "d-2020-06-01..2021-06-30"],
         "+a -db +c"),
        ([FIRST, "b-2021-03-01..2021-12-31", "c+2021-01-01..2021-06-30"], "+a -b +c"),
        ([FIRST, "c+2021-03-01", "d+2020-01-01..2022-12-31"], "+acd"),
        # What lies after the start that followed is another end.
        ([FIRST, "b-2020-01-01..2021-12-31", "c+2021-03-01", "d-2021-03-02..2021-12-31"],
         "+a -b +c -d"),
        ([FIRST, "b-2020-01-01..2021-12-31", "c+2021-03-01", "d-2021-03-01..2021-12-31"],
         "+a -bd +c"),
        # On one day each takes its turn: what was given can be taken back.
        (["z+2016-09-03", "a-2016-09-03"], "+z -a"),
        ([FIRST, "z-2020-11-04", "c+2020-11-04"], "+a -z +c"),
        ([FIRST, OUT, "z+2021-01-20", "d-2021-01-20"], "+a -b +z -d"),
        ([FIRST, OUT, "z+2021-01-20", "d-2021-01-20", "e+2021-01-20"], "+a -b +ez -d"),
        (["z+2016-09-03", "ac2016-09-03"], "+z -a"),
        (["a+2016-09-03", "kc2016-09-03"], "+a -k"),
        (["a-2020-11-04", "b-2020-11-04"], "-ab"),
        (["a+2016-09-03", "b+2016-09-03..2016-09-04", "d-2016-09-03", "kc2016-09-04"], "+ab -d"),
        (["a-2020-11-04", "rr2020-11-04"], "-a +r"),
        (["a-2020-11-04", "rr2020-11-04", "b-2020-11-04"], "-ab +r"),
        (["a+2020-01-04..2020-01-08", "b-2020-01-02..2020-01-08", "kc2020-01-01..2020-01-08"],
         "+a -kb"),
        (["a+2020-01-04..2020-01-05", "b+2020-01-01", "kc..2020-01-05"], "+b -k +a"),
        (["a-2020-11-01..2020-11-04", "rr2020-11-02..2020-11-04"], "-a +r"),
        # A return begins again what ended, and nothing else; it says nothing of a start.
        (["rr2017-02-10"], ""),
        ([FIRST, "rr2017-02-10"], "+a"),
        ([FIRST, OUT, "rr2021-02-10"], "+a -b +r"),
        ([FIRST, "rr2019-02-10", OUT], "+a -b"),
        ([FIRST, "b-2020-01-01..2021-12-31", "rr2021-03-01"], "+a -b +r"),
        # What closes ends what began, once.
        (["kc2014-01-01"], ""),
        (["a+2012-01-01", "kc2014-01-01"], "+a -k"),
        (["a+2012-01-01", "kc2010-01-01"], "+a"),
        (["a+2012-01-01", "kc2014-01-01", "lc2016-01-01"], "+a -k"),
        (["a+2012-01-01", "b-2013-01-01", "kc2014-01-01"], "+a -b"),
        # A retelling is of what its root tells of, though its day is another one.
        ([FIRST, OUT, AGAIN, "x<a+2016-09-03"], "+ax -b +c"),
        ([FIRST, OUT, AGAIN, "x<a+2018-05-05"], "+ax -b +c"),
        ([FIRST, OUT, AGAIN, "x<a+2022-05-05"], "+ax -b +c"),
        ([FIRST, OUT, AGAIN, "x<b-2020-12-04"], "+a -bx +c"),
        ([FIRST, OUT, AGAIN, "x<a+2021-01-20"], "+a -b +cx"),
        ([FIRST, OUT, "c<c+2021-01-20", "x<a+2022-05-05"], "+ax -b +c"),
        # Of one whose root tells of no such act it is an account of its own.
        ([FIRST, OUT, "x<b+2021-05-05"], "+a -b +x"),
        ([FIRST, "x<q-2018-05-05"], "+a -x"),
        (["x<q+2016-09-03", "y<q+2016-09-03"], "+xy"),
        (["a-2020-01-01", "r<ar2020-01-04", "k<ac2020-01-02..2020-01-04"], "-ak +r"),
        (["a+2020-01-04..2020-01-05", "b<q+..2020-01-01", "x<a+2020-01-07"], "+bax"),
        (["a+2020-01-03..2020-01-04", "b<a+2020-01-02", "c+2020-01-03", "d-2020-01-07",
          "rr2020-01-02..", "kc..2020-01-04"], "+ca -k +rb -d"),
        # In its place among the others: no start of 2019 after an end of 2020.
        ([FIRST, OUT, "c+2019-01-01..2021-12-31", "x<a+2019-05-05"], "+ax -b +c"),
        ([FIRST, OUT, "c+2019-01-01..2021-12-31", "x<a+2020-11-04"], "+a -b +cx"),
        ([FIRST, "b-2018-01-01..2020-11-04", AGAIN, "d-2022-01-01", "x<b-2019-05-05"],
         "+a -bx +c -d"),
        ([FIRST, "b-2018-01-01..2020-11-04", "c+2019-01-01..2021-12-31", "x<a+2019-05-05"],
         "+a -b +cx"),
        ([FIRST, "b-2018-01-01..2020-11-04", "c+2020-01-01..2021-12-31", "d-2022-05-05",
          "x<d-2020-06-01"], "+a -bx +c -d"),
        # A return of which nothing came is no act that its retelling could be of.
        ([FIRST, "qr2017-01-01", "x<qr2017-01-01"], "+a"),
        ([FIRST, OUT, "qr2021-01-01", "x<qr2022-01-01"], "+a -b +qx"),
    ],
)  # fmt: skip
def test_accounts_are_of(cast, texts, acts):
    """Each line is a history; filed in any order it is the same."""
    made = [account(cast, text) for text in texts]
    for order in list(permutations(made))[:24]:
        assert acts == acts_of(order)[0]


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        (["a+2016-01-01..2016-12-31", "b+2016-09-03"], ["2016-09-03"]),
        (["a+2016-01-01..2016-09-30", "b+2016-09-03..2016-12-31"], ["2016-09-03..2016-09-30"]),
        (["a+2016-09-03", "b+2016-10-01"], ["2016-09-03"]),
        (["a+..2016-10-01", "b+2016-09-03..", OUT], ["2016-09-03..2016-10-01", "2020-11-04"]),
        (["a+..2016-10-01", OUT], ["..2016-10-01", "2020-11-04"]),
        ([FIRST, "x<a+2016-09-05"], ["2016-09-03"]),
        (["a+2016-01-01..2016-12-31", "x<a+2016-09-03"], ["2016-09-03"]),
        # Of retellings that cannot all be right the earlier day bounds it.
        (
            ["a+2016-01-01..2016-12-31", "x<a+2016-05-05", "y<a+2016-03-01..2016-03-31"],
            ["2016-03-01..2016-03-31"],
        ),
    ],
)
def test_accounts_leave_open_together(cast, texts, days):
    """The days on which all can be right, or those of the first where no day is."""
    made = [account(cast, text) for text in texts]
    for order in permutations(made):
        assert days == acts_of(order)[1]
