"""Canonical JSON against RFC 8785's own implementation and its published vectors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from ledger.log.format.canonical import SAFE_INTEGER, NotCanonical, decode, encode
from tests.thorough import examples

VECTORS = Path(__file__).parents[3] / "../shared/vectors/jcs/testdata"

integers = st.integers(-SAFE_INTEGER, SAFE_INTEGER)
texts = st.text()  # Hypothesis draws no surrogates by default
keys = st.text(st.characters(max_codepoint=127))
values = st.recursive(
    st.none() | st.booleans() | integers | texts,
    lambda inner: st.lists(inner) | st.dictionaries(keys, inner),
    max_leaves=20,
)
FIXED = examples(200)


@FIXED
@given(values)
def test_the_bytes_are_those_of_rfc_8785(value):
    """Within the profile, our encoder and another author's agree on every byte."""
    assert encode(value) == rfc8785.dumps(value)


@FIXED
@given(values)
def test_decoding_gives_the_value_back(value):
    """Encoding loses nothing: a hashed payload can still be read as what was recorded."""
    assert decode(encode(value)) == value


@FIXED
@given(values)
def test_any_other_spelling_is_refused(value):
    """A value has one spelling: spaces or other escapes around it are no second one."""
    canonical = encode(value)
    for spelling in (json.dumps(value), json.dumps(value, indent=1), " " + canonical.decode()):
        if spelling.encode() != canonical:
            with pytest.raises(NotCanonical):
                decode(spelling.encode())


@pytest.mark.parametrize(
    "value",
    [1.0, float("nan"), 2**53, -(2**53), 2**70, "\ud800", {"é": 1}, {1: 2}, {1, 2}, b"x", Ellipsis],
    ids=repr,
)
def test_what_lies_outside_the_profile_is_refused(value):
    """Floats, large integers and the like are refused at any depth, never rounded."""
    for nested in (value, [value], {"a": [value]}):
        with pytest.raises(NotCanonical) as refused:
            encode(nested)
        assert "canonical" in refused.value.message


def test_a_surrogate_in_a_key_is_refused():
    """Half a character has no UTF-8, so a key with it has no bytes to hash."""
    with pytest.raises(NotCanonical):
        encode({"\ud800": 1})


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"1.0",
        b"1e2",
        b"-0",
        b"01",
        b"NaN",
        b'{"a":1,"a":1}',
        b'{"b":1,"a":1}',
        b'"\\u0041"',
        b'"\\/"',
        b'"\\ud800"',
        b'"\xff"',
        b'"\xed\xa0\x80"',
        b"\xef\xbb\xbf{}",
        b"{} ",
        b"9007199254740992",
        b"123456789012345678901234567890",
        '{"é":1}'.encode(),
        b"[" * 100_000 + b"]" * 100_000,
    ],
    ids=lambda data: repr(data[:20]),
)
def test_bytes_that_are_not_canonical_are_refused(data):
    """Doubled keys, other numbers, bad UTF-8 and endless nesting end in one clear error."""
    with pytest.raises(NotCanonical):
        decode(data)


def test_a_value_nested_too_deeply_is_refused():
    """A hundred thousand lists in lists are refused, and do not exhaust the stack."""
    value: list[object] = []
    for _ in range(100_000):
        value = [value]
    with pytest.raises(NotCanonical):
        encode(value)


def whole_if_it_can_be(literal: str) -> float | int:
    """RFC 8785 knows one kind of number: 1.0 is written 1."""
    number = float(literal)
    return int(number) if number.is_integer() else number


@pytest.mark.skipif(not VECTORS.is_dir(), reason="the public RFC 8785 vectors are not here")
@pytest.mark.parametrize("name", ["arrays", "french", "structures", "unicode", "values", "weird"])
def test_the_published_vectors_hold_or_lie_outside_the_profile(name):
    """Vectors with floats or keys that are not ASCII must be refused, the others match."""
    text = (VECTORS / f"input/{name}.json").read_text(encoding="utf-8")
    value = json.loads(text, parse_float=whole_if_it_can_be)
    expected = (VECTORS / f"output/{name}.json").read_bytes()
    if name in {"arrays", "structures", "unicode"}:
        assert encode(value) == expected
        assert decode(expected) == value
    else:
        with pytest.raises(NotCanonical):
            encode(value)
        with pytest.raises(NotCanonical):
            decode(expected)
