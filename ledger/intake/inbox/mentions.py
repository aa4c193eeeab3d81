"""Which partnerships, parties and instruments a text mentions, and by which of their names.

Takes a text and the names of a ledger; gives ``Mentioned``. A partnership is mentioned by its
title, by an instrument that it follows, or by all of its parties.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ledger.intake.drafting.mentions.names import NameIndex


@attrs.frozen(kw_only=True)
class Mentioned:
    """What a text names. ``names`` are the words by which, as they stand there, each once."""

    kind: str
    id: str
    name: str
    names: tuple[str, ...]


def mentioned(text: str, names: NameIndex) -> tuple[Mentioned, ...]:
    """What a text mentions: partnerships first, then instruments, then parties."""
    words: dict[str, dict[str, dict[str, None]]] = {
        "partnership": {},
        "instrument": {},
        "party": {},
    }
    for mention in names.mentions(text):
        for id_ in mention.ids:
            words[mention.kind].setdefault(id_, {})[mention.words] = None
    for partnership, by in _followed(words["instrument"], words["party"], names):
        words["partnership"].setdefault(partnership, {}).update(dict.fromkeys(by))
    return tuple(
        Mentioned(kind=kind, id=id_, name=_name(kind, id_, names), names=tuple(by))
        for kind, ids in words.items()
        for id_, by in ids.items()
    )


def _followed(
    instruments: Mapping[str, Mapping[str, None]],
    parties: Mapping[str, Mapping[str, None]],
    names: NameIndex,
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The partnerships whose instrument or all of whose parties are named, by which words."""
    for id_, by in instruments.items():
        for partnership in names.instruments[id_].partnerships:
            yield partnership, tuple(by)
    states: dict[str, dict[str, None]] = {}
    for id_, by in parties.items():
        states.setdefault(id_, {}).update(by)
        states.setdefault(names.state_of(id_), {}).update(by)
    for id_, followed in names.partnerships.items():
        if followed.parties and all(party in states for party in followed.parties):
            yield id_, tuple(next(iter(states[party])) for party in followed.parties)


def _name(kind: str, id_: str, names: NameIndex) -> str:
    if kind == "party":
        return names.parties[id_].name
    described = names.partnerships if kind == "partnership" else names.instruments
    return described[id_].title if id_ in described else id_
