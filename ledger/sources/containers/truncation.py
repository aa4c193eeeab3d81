"""Whether a file of several parts (RFC 2046) was cut off within one of them.

Takes a parsed message and one of its parts; gives yes or no. A picture that is cut off takes no
word away; the part with the words does.
"""

from __future__ import annotations

from email.errors import CloseBoundaryNotFoundDefect
from typing import TYPE_CHECKING

from ledger.sources.containers.contents import BrokenFile

if TYPE_CHECKING:
    from email.message import EmailMessage, Message


def is_cut_off(message: Message | EmailMessage, part: Message | EmailMessage) -> bool:
    """Whether the file ends in this part, before the boundary that would close it."""
    parts = list(message.walk())
    opened = any(
        isinstance(defect, CloseBoundaryNotFoundDefect) for each in parts for defect in each.defects
    )
    return opened and parts[-1] is part


def cut_off(source: str, what: str) -> BrokenFile:
    """The error of a file of which only the beginning is there."""
    reason = "was cut off: it ends before its words do"
    fix = "save or fetch it again, whole; or keep what is there with --as-is"
    return BrokenFile(source=source, what=what, reason=reason, fix=fix)
