"""Events as they were once written: what stands in someone's ledger must be read for ever.

``frozen`` holds one payload a file, ``TYPE.vVERSION[.KIND].json``, every field filled. A file is
never changed and never removed; a new version adds its own next to them, and an upcaster.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.claims.developments import KINDS
from ledger.claims.events import EVENT_TYPES
from ledger.log.format import canonical, codec
from ledger.log.format.upcasters import Upcaster, Upcasters

FROZEN = sorted((Path(__file__).parent / "frozen").glob("*.json"))


def named(path: Path) -> tuple[str, int]:
    type_, _, version = path.name.partition(".v")
    return type_, int(version.partition(".")[0])


@pytest.mark.parametrize("path", FROZEN, ids=lambda path: path.name.removesuffix(".json"))
def test_what_was_written_is_read_and_written_again_as_it_stands(path):
    """The same bytes while its version is the newest; whatever comes later, it decodes."""
    payload = path.read_bytes()
    type_, version = named(path)
    canonical.decode(payload)

    event = codec.decode(type_, version, payload)

    assert event.type == type_
    if version == event.version:
        assert codec.encode(event).payload == payload


def test_every_type_and_every_kind_of_the_newest_version_is_frozen():
    """A new kind cannot ship without a sample that later programs must read."""
    held = {path.name for path in FROZEN}
    for type_, kind in EVENT_TYPES.items():
        if type_ == "claim.recorded":
            wanted = {f"{type_}.v{kind.version}.{name}.json" for name in KINDS}
        else:
            wanted = {f"{type_}.v{kind.version}.json"}
        assert wanted <= held, "freeze it: no ledger holds another spelling yet"


def test_an_older_payload_is_brought_forward_as_it_is_read(monkeypatch):
    """The codec asks the chain: a field that was renamed is found under its new name."""
    steps = [Upcaster("party.described", 1, lambda p: {**p, "party": p["state"]})]
    current = {**{name: kind.version for name, kind in EVENT_TYPES.items()}, "party.described": 2}
    monkeypatch.setattr(codec, "_UPCASTERS", Upcasters.checked(current, steps))
    old = b'{"state":{"id":"mexico","name":"Mexico","type":"state"}}'
    assert codec.decode("party.described", 1, old).party.id == "mexico"


@pytest.mark.parametrize(("type_", "version"), [("party.described", 2), ("party.dreamt", 1)])
def test_what_a_newer_program_wrote_is_not_guessed(type_, version):
    """An unknown type or version is refused by name, not read as the nearest one."""
    with pytest.raises(codec.UnknownEventType, match="does not know"):
        codec.decode(type_, version, b"{}")
