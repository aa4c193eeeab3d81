"""Counts and votes in a sentence: "nine of the eleven required", "334 votes to 324".

Takes a sentence; gives the fields of ``consents-counted`` and of a vote. A number in words is the
number of the table of dates; what counts as ratified is named by the words, or left unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from ledger.intake.drafting.wording import Wording

_STAGES = (
    ("deposit", "deposited"),
    ("instrument", "deposited"),
    ("deposi", "deposited"),
    ("기탁", "deposited"),
    ("sign", "signed"),
    ("firm", "signed"),
    ("suscri", "signed"),
    ("서명", "signed"),
    ("approv", "approved"),
    ("aprob", "approved"),
)


@attrs.frozen(kw_only=True)
class Count:
    """A count that a clause states, and its place."""

    span: tuple[int, int]
    verb: tuple[int, int]
    fields: dict[str, object]


def count_in(wording: Wording, sentence: str, clause: tuple[int, int]) -> Count | None:
    """The first count of consents that a clause states; without fields where it is none.

    "Around nine of the eleven" is no count, and no act of a party either.
    """
    for pattern in wording.counts:
        match = pattern.search(sentence, *clause)
        if match is None:
            continue
        if wording.roughly is not None and wording.roughly.search(sentence[: match.start()]):
            return Count(span=match.span(), verb=match.span(), fields={})
        groups = match.groupdict()
        numbers = {
            name: number_of(wording, groups[name])
            for name in ("count", "required", "needed", "members")
            if groups.get(name)
        }
        if any(number is None for number in numbers.values()):
            continue
        words = (groups.get("what") or "").lower()
        if _of_members(groups, words):
            numbers["members"] = numbers.pop("required")
        fields: dict[str, object] = dict(numbers)
        stage = next((stage for cue, stage in _STAGES if cue in words), None)
        if stage is not None:
            fields["stage"] = stage
        return Count(span=match.span(), verb=match.span(), fields=fields)
    return None


def _of_members(groups: dict[str, str | None], words: str) -> bool:
    """Whether "of 33 members" is a base, and no threshold: only what is called required is one."""
    if not groups.get("required") or not groups.get("count"):
        return False
    required = ("requir", "necess", "neces", "need", "requer", "필요", "exig", "precis")
    return (
        bool(words)
        and not any(word in words for word in required)
        and any(
            word in words
            for word in (
                "member",
                "countr",
                "state",
                "miembro",
                "país",
                "estado",
                "signator",
                "회원국",
                "part",
            )
        )
    )


def number_of(wording: Wording, words: str) -> int | None:
    """The number of digits or words, if they are one of a count."""
    digits = words.strip().replace(",", "").replace(".", "")
    digits = wording.numbers.get(digits.lower(), digits)
    return int(digits) if digits.isdecimal() and len(digits) < 7 else None  # noqa: PLR2004
