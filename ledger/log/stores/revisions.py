"""The schema's revisions that this program knows: opening a ledger needs no more of its schema.

Takes nothing, gives their names in order. Who comes next: ``tables`` has the tables themselves.
"""

from __future__ import annotations

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011")
"""Every schema revision in order, so that opening a ledger needs no Alembic."""

SCHEMA_HEAD = REVISIONS[-1]
