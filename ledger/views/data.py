"""Answers as plain data for ``--json``: the same names as in Python, dates as EDTF or ISO."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import msgspec

from ledger.claims.developments import KINDS
from ledger.edtf import Edtf

if TYPE_CHECKING:
    from ledger.log.canonical import Json

_KINDS = tuple(KINDS.values())


def data(value: object) -> Json:
    """Builtins for an answer; a development carries its kind, what is unset is null."""
    if isinstance(value, tuple | list):
        return [data(one) for one in value]
    if isinstance(value, dict):
        return {str(key): data(one) for key, one in value.items()}
    if isinstance(value, Edtf):
        return str(value)
    if attrs.has(type(value)):
        held = attrs.asdict(value, recurse=False)
        fields = {name: data(one) for name, one in held.items()}
        return {"kind": value.kind, **fields} if isinstance(value, _KINDS) else fields
    plain: Json = msgspec.to_builtins(value, enc_hook=str)
    return plain
