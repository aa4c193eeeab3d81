"""A rule from plain data, as YAML or JSON gives it, with errors that name the clause.

Takes mappings, lists, text and numbers; gives ``EntryIntoForceRule``. The import room reads
whole entries with places in the file; this is for one rule, in Python and in tests.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

import msgspec

from ledger.claims.entry_into_force.refusals import BadRule
from ledger.claims.entry_into_force.rule import EntryIntoForceRule
from ledger.decoding import converted

_PLACE = re.compile(r"^(?P<what>.*) - at `\$\.?(?P<path>[^`]*)`$", re.DOTALL)


def rule_from(data: Mapping[str, object]) -> EntryIntoForceRule:
    """The rule that plain data describes. Raises BadRule.

    >>> rule_from({"when": [{"consents": "11"}]}).required
    11
    """
    try:
        return converted(_text(data), EntryIntoForceRule, strict=False)
    except msgspec.ValidationError as error:
        place = _PLACE.match(str(error))
        path = place["path"] if place else ""
        raise BadRule(
            re.sub(r"\[[^]]*\]", "", path) or "rule",
            place["what"] if place else str(error),
            fix="write it as docs/entry-into-force.md shows",
        ) from None


def _text(data: object) -> object:
    """Plain data with its numbers as text, of which the fields make what they hold."""
    match data:
        case Mapping():
            return {key: _text(value) for key, value in data.items()}
        case list() | tuple():
            return [_text(value) for value in data]
        case int() | Decimal() if not isinstance(data, bool):
            return str(data)
    return data
