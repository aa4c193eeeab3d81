"""What a site says of itself where it cannot answer, and what it does not pass on to strangers.

Takes an error; gives the one that a reader is told. Errors of storage name files, folders,
servers and users: a public site keeps those to the log of the one who serves it.
"""

from __future__ import annotations

from ledger.errors import ClaimsError, StorageError


class SiteError(StorageError):
    """A site that cannot answer just now: nothing of its machine is named."""


class OutOfService(SiteError):
    """The ledger cannot be read, and why is no matter of a public reader."""

    code = "out-of-service"

    def __init__(self) -> None:
        super().__init__(
            "this site cannot read its ledger just now",
            fix="ask again later; the one who serves it finds the reason in the server's log",
        )


class Unforeseen(SiteError):
    """A fault of this program: the answer names no part of it."""

    code = "unforeseen"
    http_status = 500

    def __init__(self) -> None:
        super().__init__(
            "this program could not answer, by a fault of its own",
            fix="ask again; if it stays so, ask the same on the command line and report it",
        )


def of_the_machine(error: ClaimsError) -> bool:
    """Whether an error may name where the ledger stands: it belongs in the server's log."""
    return isinstance(error, StorageError) and not isinstance(error, SiteError)


def for_readers(error: ClaimsError, *, public: bool) -> ClaimsError:
    """The error as a reader of the site is told it."""
    return OutOfService() if public and of_the_machine(error) else error
