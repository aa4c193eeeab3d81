"""Upcasters: a chain without doubles, gaps or loose ends, checked before anything is read."""

from __future__ import annotations

import pytest

from ledger.log.format.upcasters import BrokenUpcasters, Upcaster, Upcasters


def step(version: int, type_: str = "a") -> Upcaster:
    return Upcaster(type_, version, lambda p: {**p, "steps": [*p.get("steps", []), version]})


def test_each_version_is_brought_forward_step_by_step():
    """From any version on, each step runs once, in order; the newest is left alone."""
    chain = Upcasters.checked({"a": 4, "b": 1}, [step(2), step(1), step(3)])

    assert chain.forward("a", 1, {}) == {"steps": [1, 2, 3]}
    assert chain.forward("a", 3, {}) == {"steps": [3]}
    assert chain.forward("a", 4, {"x": 1}) == {"x": 1}
    assert chain.forward("b", 1, {}) == {}


@pytest.mark.parametrize(("type_", "version"), [("a", 0), ("a", 3), ("c", 1)])
def test_an_unknown_version_or_type_is_refused(type_, version):
    """A version below the first or above the newest is not read as some other version."""
    with pytest.raises(KeyError):
        Upcasters.checked({"a": 2}, [step(1)]).forward(type_, version, {})


@pytest.mark.parametrize(
    ("current", "steps", "said"),
    [
        ({"a": 3}, [step(1)], "a v2 has no upcaster"),
        ({"a": 2}, [], "a v1 has no upcaster"),
        ({"a": 2}, [step(1), step(1)], "two upcasters"),
        ({"a": 2}, [step(1), step(2)], "beyond the newest"),
        ({"a": 2}, [step(0), step(1)], "beyond the newest"),
        ({"a": 1}, [step(1, "b")], "no type of ours"),
    ],
)
def test_a_broken_chain_is_found_at_the_start(current, steps, said):
    """A gap, a double, a loose end or a strange type is named before any event is read."""
    with pytest.raises(BrokenUpcasters, match=said):
        Upcasters.checked(current, steps)
