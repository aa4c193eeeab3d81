"""Answers as plain data for ``--json``: the same names as in Python, dates as EDTF or ISO."""

from __future__ import annotations

from ledger.claims.as_json import plain as data

__all__ = ["data"]
