"""The names and titles of what is described or stated: each is one line that can be seen.

Takes values that are to be recorded; notes each name that is none. What was recorded before the
rule stands, and is already there.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import attrs

from ledger.claims.decision.refusals import BadTitle
from ledger.sources.one_line import why_no_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledger.claims.decision.refusals import Refusals
    from ledger.claims.developments import Development

NAMES = ("name", "title", "aliases", "code", "topic")
"""The fields that name something, and are shown in one line with other words."""


def check_lines(values: Mapping[str, object], refusals: Refusals) -> None:
    """Note each of these fields that names something, and is no line that can be seen."""
    for field in NAMES:
        value = values.get(field)
        for text in value if isinstance(value, tuple) else (value,):
            why = why_no_line(text) if isinstance(text, str) else None
            if why is not None:
                refusals.add(BadTitle(field, why), field)


def check_stated(development: Development, refusals: Refusals) -> None:
    """The same for what a claim states."""
    names = _names_of(type(development))  # type: ignore[arg-type]  # a class has a hash
    if names:
        check_lines({name: getattr(development, name) for name in names}, refusals)


@cache
def _names_of(kind: type) -> tuple[str, ...]:
    """Those of the fields that a kind of development has."""
    fields = attrs.fields_dict(kind)
    return tuple(name for name in NAMES if name in fields)
