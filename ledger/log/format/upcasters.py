"""Payloads of older versions, brought forward one version at a time when they are read.

Takes upcasters, gives a chain that was checked when it was made: no step twice, none missing,
none that leads nowhere. The log itself never changes; what was recorded stays as it was.
Who comes next: the codec, which then only knows each type's newest version.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

import attrs

Payload: TypeAlias = dict[str, Any]


class BrokenUpcasters(Exception):
    """A mistake of the program's own, found when it starts."""


@attrs.frozen
class Upcaster:
    """Turns a type's payload of version ``version`` into one of the version after it."""

    type: str
    version: int
    upcast: Callable[[Payload], Payload]


STEPS: tuple[Upcaster, ...] = ()
"""Every step there is. No payload has a second version yet."""


@attrs.frozen
class Upcasters:
    """Every step from any version that was ever released to the newest."""

    current: Mapping[str, int]
    _steps: Mapping[tuple[str, int], Upcaster]

    @classmethod
    def checked(cls, current: Mapping[str, int], steps: Iterable[Upcaster]) -> Upcasters:
        """The chain over these steps, or ``BrokenUpcasters``.

        ``current`` is the newest version of each type.
        """
        by_start: dict[tuple[str, int], Upcaster] = {}
        for step in steps:
            if step.type not in current:
                raise BrokenUpcasters(f"{step.type} is no type of ours")
            if not 1 <= step.version < current[step.type]:
                raise BrokenUpcasters(f"{step.type} v{step.version} leads beyond the newest")
            if (step.type, step.version) in by_start:
                raise BrokenUpcasters(f"{step.type} v{step.version} has two upcasters")
            by_start[step.type, step.version] = step
        for name, newest in current.items():
            for version in range(1, newest):
                if (name, version) not in by_start:
                    raise BrokenUpcasters(f"{name} v{version} has no upcaster")
        return cls(current, by_start)

    def forward(self, type_: str, version: int, payload: Payload) -> Payload:
        """The payload as the newest version has it; KeyError for an unknown type or version."""
        newest = self.current[type_]
        if not 1 <= version <= newest:
            raise KeyError((type_, version))
        for step in range(version, newest):
            payload = self._steps[type_, step].upcast(payload)
        return payload
