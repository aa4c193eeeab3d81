"""Which name a typed word means: only what it alone can mean."""

from __future__ import annotations

import pytest

from ledger.app.desk.interview.names_at_hand import NamesAtHand
from ledger.claims.developments import KINDS
from ledger.entries.text.scalars import word_meant

NAMES = NamesAtHand(
    names={
        "party": {"korea": "Republic of Korea", "korea-aerospace": "KARI", "mexico": "Mexico"},
        "hurdle": {"licence": "A licence"},
    },
    called={"kr": "korea"},
    captured="old".__eq__,
)


@pytest.mark.parametrize(
    ("kind", "word", "name"),
    [
        ("party", "korea", "korea"),
        ("party", "KR", "korea"),
        ("party", "republic of KOREA", "korea"),
        ("party", "mex", "mexico"),
        ("party", "me", None),
        ("party", "kor", None),
        ("party", "japan", None),
        ("hurdle", "licence/korea", "licence/korea"),
        ("hurdle", "other/korea", None),
        ("document", "old", "old"),
        ("document", "new", None),
    ],
)
def test_a_word_means_the_one_name_that_it_can(kind, word, name):
    """An id, another name, or the beginning of one name alone."""
    assert NAMES.meant(kind, word) == name


def test_every_kind_can_be_typed_and_none_by_the_beginning_of_two():
    """No beginning stands for a kind that it does not begin."""
    kinds = tuple(KINDS)
    for kind in kinds:
        assert word_meant(kind, kinds) == kind
        assert word_meant(kind.upper().replace("-", " "), kinds) == kind
        for length in range(1, len(kind)):
            meant = word_meant(kind[:length], kinds)
            others = [other for other in kinds if other.startswith(kind[:length])]
            assert meant in {kind, None} or kind[:length] in kinds or len(others) != 1
    assert word_meant("", kinds) is None
    assert word_meant("requirement", kinds) is None
    assert word_meant("req-st", kinds) == "requirement-stated"
