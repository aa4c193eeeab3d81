"""What is written of a value is its sparse plain form, however it is made."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import attrs
import msgspec
import pytest

from ledger.claims.as_json import plain, written
from ledger.claims.claim import Claim, Evidence, content_of
from ledger.claims.developments import KINDS
from ledger.claims.events import ClaimRecorded
from ledger.edtf import Edtf, StatedDate
from ledger.log.format import canonical, codec

FROZEN = sorted((Path(__file__).parents[1] / "log" / "frozen").glob("claim.recorded.v1.*.json"))


def claims():
    """A claim of every kind, every field filled."""
    for path in FROZEN:
        yield codec.decode("claim.recorded", 1, path.read_bytes()).claim


def emptied(value):
    """The value with each of its fields that can be left out left out, one at a time and all."""
    optional = [field.name for field in attrs.fields(type(value)) if field.default in (None, ())]
    empty = {field.name: field.default for field in attrs.fields(type(value))}
    for names in ([], *([name] for name in optional), optional):
        yield attrs.evolve(value, **{name: empty[name] for name in names})


def test_each_kind_is_written_as_its_plain_form():
    """Filled, with each field left out, and with all of them: the same bytes."""
    count = 0
    for claim in claims():
        for whole in emptied(claim):
            for development in emptied(claim.development):
                count += 1
                stated = attrs.evolve(whole, development=development)
                event = ClaimRecorded(claim=stated, import_id="i1")
                sparse = plain(event, sparse=True)
                assert canonical.encode(written(event)) == canonical.encode(sparse)
    assert count > len(KINDS) * 4


def test_an_id_follows_from_all_but_the_id_and_the_note():
    """The bytes that are hashed are those that were hashed before: of sorted plain data."""
    for claim in claims():
        content = plain(claim, sparse=True)
        assert content.pop("note")
        del content["id"]
        assert content_of(claim) == msgspec.json.encode(content, order="sorted")


@attrs.frozen(kw_only=True)
class Values:
    """One of each sort of value."""

    decimal: Decimal = Decimal("2.50")
    dates: tuple[StatedDate, ...] = (StatedDate(edtf=Edtf("2024")),)
    figures: tuple[Decimal, ...] = (Decimal(1),)
    none: str | None = None
    flag: bool = False
    zero: int = 0
    text: str = ""


def test_lists_decimals_and_what_is_false_are_written():
    """Only None and empty lists are left out; a number within a list is no number of JSON."""
    values = Values()
    assert msgspec.json.encode(written(values)) == (
        b'{"dates":[{"edtf":"2024"}],"decimal":"2.50","figures":["1"],"flag":false,"text":"",'
        b'"zero":0}'
    )
    assert b"dates" not in msgspec.json.encode(written(attrs.evolve(values, dates=())))


@pytest.mark.parametrize("size", [2**53 - 1, 2**53, 10**16, -(10**17)])
def test_a_number_that_no_reader_holds_exactly_is_refused_there_too(size):
    """As in plain data, and a text with as many digits is none."""
    digits = Evidence(document="d", exact=f"1:{10**17}", start=0, end=size)
    event = ClaimRecorded(
        claim=Claim(
            id="c", development=KINDS["signed"](instrument="i", party="p"), modality="actual",
            evidence=digits,
        )
    )  # fmt: skip
    if abs(size) < 2**53:
        assert canonical.encode(written(event)) == canonical.encode(plain(event, sparse=True))
    else:
        with pytest.raises(canonical.NotCanonical):
            canonical.encode(written(event))


def test_numbers_of_a_list_and_half_letters_are_looked_at():
    """The pages of a document are numbers; a text that cannot be stored is refused as ever."""

    @attrs.frozen
    class Pages:
        pages: tuple[int, ...]
        text: str = ""

    for wrong in (Pages((0, 2**53)), Pages((-(2**60),)), Pages((1,), "\ud800")):
        with pytest.raises(canonical.NotCanonical):
            canonical.encode(written(wrong))
    assert (
        canonical.encode(written(Pages((0, 2**53 - 1))))
        == b'{"pages":[0,9007199254740991],"text":""}'
    )
