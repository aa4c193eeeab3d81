"""What is open in a partnership is read back as it was written, whatever is foreseen."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import attrs
import pytest

from ledger.app.at_hand.open_matters import OpenMatters
from ledger.board.batches import views
from ledger.claims.developments import KINDS
from ledger.claims.names import Names
from ledger.claims.vocabulary import Modality
from ledger.clock import Clocks
from ledger.edtf import Edtf
from ledger.log.format import codec
from ledger.projections.agenda import Due, DueKind
from ledger.projections.dates_to_come import DateKind, DateToCome
from ledger.projections.status import Name
from ledger.views.pages.dates_to_come import date_words

FROZEN = Path(__file__).parents[2] / "log" / "frozen"


def frozen(kind):
    """The development of the sample of a kind that later programs must read."""
    payload = (FROZEN / f"claim.recorded.v1.{kind}.json").read_bytes()
    return codec.decode("claim.recorded", 1, payload).claim.development


def foreseen(development, names):
    """Matters in which a development is foreseen."""
    date = DateToCome(
        partnership="p",
        partnership_title="P",
        kind=DateKind.FORESEEN,
        subject="c",
        title=None,
        development=development,
        modality=Modality.EXPECTED,
        when=Edtf("2030~"),
        overdue=False,
        who=(Name(id="mexico", name="Mexico"),),
        claims=(),
        revised=datetime(2024, 6, 12, tzinfo=UTC),
        names=names,
    )
    fields = {field.name: getattr(date, field.name, None) for field in attrs.fields(Due)}
    due = Due(**fields | {"kind": DueKind.FORESEEN, "waits_for": ("a", "b"), "claims": ("c",)})
    return OpenMatters(dues=(due,), dates=(date,), contests=())


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_foreseen_is_read_back_whatever_its_kind(kind):
    """With its dates and amounts, and the names that a page calls what it speaks of."""
    development = frozen(kind)
    every = {name: f"The name of {name}" for name in _ids(attrs.asdict(development))}
    matters = foreseen(development, Names(every | {"elsewhere": "No matter"}))
    again = OpenMatters.read(matters.text())
    assert again == matters
    assert type(again.dates[0].development) is KINDS[kind]
    assert date_words(again.dates[0]) == date_words(matters.dates[0])
    assert "elsewhere" not in again.dates[0].names.by_id, "names that nothing asks for"


def _ids(value):
    """Every text within plain data, as if it were an id."""
    match value:
        case str():
            return {value, *value.split("/")}
        case dict():
            return set().union(*map(_ids, value.values()))
        case list() | tuple():
            return set().union(*map(_ids, value))
    return set()


def test_a_view_is_read_back_with_what_is_contested(desk):
    """Both sides of a contest with their words, and the hurdle that a threshold is."""
    for day, count, kind in (("2024-05-01", 9, "news"), ("2024-05-02", 8, "news")):
        desk.count(desk.document(day, day, kind), count, day)
    (view,) = views(desk.ledger.log, Clocks(valid_at=datetime(2024, 6, 1, tzinfo=UTC).date()))
    matters = OpenMatters.of(view)
    assert matters.contests
    assert [due.kind for due in matters.dues] == [DueKind.HURDLE]
    assert OpenMatters.read(matters.text()) == matters
