"""Receivers: a name, where it is told, and the secret that signs for it, kept next to the keys.

Takes a folder outside the ledger and the log's own name. The file is its owner's alone; lists
and logs show of an address its host, and of a secret nothing.
"""

from __future__ import annotations

import base64
import re
import secrets
from enum import StrEnum
from hashlib import sha256
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import attrs
import msgspec

from ledger import files
from ledger.decoding import decoder
from ledger.errors import Conflict, InvalidInput, NotFound, StorageError
from ledger.intake.fetching.address_guard import why_not
from ledger.intake.fetching.refusals import BadAddress, shown
from ledger.intake.fetching.url import checked as fetchable

if TYPE_CHECKING:
    from ledger.app.ledger import Ledger

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_MAIL = re.compile(r"[^\s@,;<>\"()\[\]\\:]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252})")
_SECRET = "whsec_"  # noqa: S105 - how Standard Webhooks begins one
_BYTES = 32
DAILY = 24


class Means(StrEnum):
    """How a receiver is told."""

    WEBHOOK = "webhook"
    MAIL = "mail"


class BadReceiver(InvalidInput):
    """A name, an address or an interval that no receiver can have."""

    code = "bad-receiver"


class ReceiverExists(Conflict):
    """A second receiver under one name."""

    code = "receiver-exists"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"there is a receiver {name} of this ledger",
            fix=f"take another name, or remove it first: claims notify remove {name}",
        )


class NoSuchReceiver(NotFound):
    """A name that no receiver of this ledger has."""

    code = "no-such-receiver"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"there is no receiver {name[:80]} of this ledger", fix="claims notify list names them"
        )


class ReceiversDamaged(StorageError):
    """A file of receivers that this program did not write so."""

    code = "receivers-damaged"

    def __init__(self, file: Path) -> None:
        super().__init__(
            f"{file} does not hold receivers as this program writes them",
            fix="move it away, and add the receivers again: what waits for them is kept",
        )


class Receiver(msgspec.Struct, frozen=True, kw_only=True):
    """Who is told of changes.

    ``address`` is a URL or a mail address. ``subjects`` are the partnerships that it is told of;
    none means all. ``hours`` are between two digests. ``private`` lets it stand in one's own
    network.
    """

    name: str
    means: Means
    address: str
    secret: str = ""
    subjects: tuple[str, ...] = ()
    hours: int = DAILY
    private: bool = False

    @property
    def place(self) -> str:
        """Where it is, without what may be secret in an address."""
        if self.means is Means.MAIL:
            return f"…@{self.address.rpartition('@')[2]}"
        parts = urlsplit(self.address)
        host = parts.hostname or ""
        return f"{parts.scheme}://{f'[{host}]' if ':' in host else host}/…"

    def __repr__(self) -> str:
        """Without the address and the secret."""
        return f"Receiver({self.name}, {self.place})"

    def unnamed(self, words: str) -> str:
        """Words without the address, which may hold a secret."""
        # As a message shows it, which may be its beginning alone; then whole.
        return words.replace(shown(self.address), self.place).replace(self.address, self.place)

    @property
    def key(self) -> bytes:
        """What signs for it."""
        return base64.b64decode(self.secret.removeprefix(_SECRET))


def checked(receiver: Receiver) -> Receiver:
    """The receiver, a webhook with a secret of its own.

    Raises:
        BadReceiver: it cannot be one.
    """
    if not _NAME.fullmatch(receiver.name):
        raise BadReceiver(
            f"no name for a receiver: {receiver.name[:80] or '(empty)'}",
            fix="a-z, 0-9 and -, at most 40 letters",
        )
    if receiver.means is Means.MAIL:
        if not _MAIL.fullmatch(receiver.address):
            raise BadReceiver("that is no address for mail", fix="write it as desk@example.org")
        return receiver
    try:
        address = str(fetchable(receiver.address))
    except BadAddress as error:  # without the address, which may hold a secret
        raise BadReceiver(
            f"that is no address for a webhook: {error.reason}",
            fix="write it as https://example.org/hook, without a name and password",
        ) from None
    _refuse_closed(address, private=receiver.private)
    made = _SECRET + base64.b64encode(secrets.token_bytes(_BYTES)).decode()
    return msgspec.structs.replace(receiver, address=address, secret=made)


def _refuse_closed(address: str, *, private: bool) -> None:
    """Refuse an address in figures to which nothing would ever be sent; names are looked up then.

    Raises:
        BadReceiver: it is one.
    """
    try:
        figures = ip_address((urlsplit(address).hostname or "").strip("[]"))
    except ValueError:
        return
    reason = why_not(figures, allow_private=private)
    if reason is not None:
        own = why_not(figures, allow_private=True) is None
        raise BadReceiver(
            f"nothing is sent there: it is {reason}",
            fix="add --allow-private, if the receiver stands in your own network"
            if own
            else "name a host that can be reached from here",
        )


_DECODER = decoder(tuple[Receiver, ...])


def receivers_of(ledger: Ledger) -> Receivers:
    """Who is told of a ledger's changes, kept next to its keys.

    Raises:
        NoCustody: the ledger was opened without a place for them.
    """
    return Receivers(ledger.custody.folder, ledger.origin)


@attrs.frozen
class Receivers:
    """The receivers of one ledger."""

    folder: Path
    origin: str

    @property
    def _file(self) -> Path:
        name = sha256(self.origin.encode()).hexdigest()[:16]
        return self.folder / "receivers" / f"{name}.json"

    def all(self) -> tuple[Receiver, ...]:
        """Every receiver, by name.

        Raises:
            ReceiversDamaged: the file is not as this program wrote it.
        """
        try:
            return _DECODER.decode(self._file.read_bytes())
        except FileNotFoundError:
            return ()
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise ReceiversDamaged(self._file) from error

    def one(self, name: str) -> Receiver:
        """The receiver of a name.

        Raises:
            NoSuchReceiver: there is none.
        """
        for receiver in self.all():
            if receiver.name == name:
                return receiver
        raise NoSuchReceiver(name)

    def add(self, receiver: Receiver) -> Receiver:
        """Keep a receiver; gives it with its secret.

        Raises:
            BadReceiver: it cannot be one.
            ReceiverExists: the name is taken.
        """
        made, there = checked(receiver), self.all()
        if any(other.name == made.name for other in there):
            raise ReceiverExists(made.name)
        self._write((*there, made))
        return made

    def remove(self, name: str) -> Receiver:
        """Forget a receiver.

        Raises:
            NoSuchReceiver: there is none.
        """
        gone = self.one(name)
        self._write(tuple(receiver for receiver in self.all() if receiver.name != name))
        return gone

    def _write(self, receivers: tuple[Receiver, ...]) -> None:
        kept = sorted(receivers, key=lambda receiver: receiver.name)
        folder = self._file.parent
        files.make_folder(folder)
        folder.chmod(0o700)
        files.write(self._file, msgspec.json.encode(kept), overwrite=True, private=True)
