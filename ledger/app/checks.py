"""The checks, as far as a face needs them: their names and groups, and which ones are meant.

Takes nothing of its own; it is the door of the room ``checks`` for the faces.
"""

from ledger.checks.finding import NEWS_DAYS, Finding
from ledger.checks.registry import CHECKS, GROUPS, selected
from ledger.checks.verification import Verified

__all__ = ["CHECKS", "GROUPS", "NEWS_DAYS", "Finding", "Verified", "selected"]
