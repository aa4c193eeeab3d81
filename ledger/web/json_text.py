"""JSON as the command prints it, to the byte."""

from __future__ import annotations

from ledger.views.json_layout import laid_out
from ledger.views.text.letters import safe_json


def encoded(envelope: object) -> str:
    """An envelope as JSON; what would steer a terminal is escaped."""
    return safe_json(laid_out(envelope)) + "\n"
