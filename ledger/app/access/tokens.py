"""Tokens: a name and what it may do, shown once, kept as a hash, revoked by name.

Takes a folder next to the keys and the log's own name; a token of one ledger opens no other.
"""

from __future__ import annotations

import json
import re
import secrets
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from ledger import files
from ledger.errors import Conflict, InvalidInput, NotFound, StorageError

if TYPE_CHECKING:
    from ledger.app.ledger import Ledger
    from ledger.clock import Clock

_NAME = re.compile(r"[^\W_][\w .@-]{0,79}")
_BYTES = 32
_PREFIX = "claims_"


class May(StrEnum):
    """What someone may do; each may do all that stands before it too."""

    READ = "read"
    PROPOSE = "propose"
    RECORD = "record"

    def covers(self, wanted: May) -> bool:
        """Whether one who may do this may do that.

        >>> May.RECORD.covers(May.READ), May.READ.covers(May.PROPOSE)
        (True, False)
        """
        order = list(May)
        return order.index(self) >= order.index(wanted)


@attrs.frozen(kw_only=True)
class Token:
    """A token as it is kept. ``hash`` is the SHA-256 of what its bearer has."""

    name: str
    may: May
    hash: str
    made_at: datetime


class BadTokenName(InvalidInput):
    """A name that no token can have."""

    code = "bad-token-name"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"no name for a token: {name[:80] or '(empty)'}",
            fix="letters, digits, spaces and .@-, at most 80; it is recorded as the analyst's name",
        )


class TokenExists(Conflict):
    """A second token under one name."""

    code = "token-exists"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} has a token of this ledger", fix=f"revoke it first: claims token revoke {name}"
        )


class NoSuchToken(NotFound):
    """A name that has no token of this ledger."""

    code = "no-such-token"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name[:80]} has no token of this ledger", fix="claims token list shows who has"
        )


class TokensDamaged(StorageError):
    """A file of tokens that this program did not write so."""

    code = "tokens-damaged"

    def __init__(self, file: Path) -> None:
        super().__init__(
            f"{file} does not hold tokens as this program writes them",
            fix="move it away; then nobody has a token until you make them again",
        )


def tokens_of(ledger: Ledger) -> Tokens:
    """Who may do what with a ledger over HTTP, kept next to its keys.

    Raises:
        NoCustody: the ledger was opened without a place for them.
    """
    return Tokens(ledger.custody.folder, ledger.origin)


@attrs.frozen
class Tokens:
    """The tokens of one ledger, in a file that only its owner reads."""

    folder: Path
    origin: str

    @property
    def _file(self) -> Path:
        return self.folder / "tokens" / f"{sha256(self.origin.encode()).hexdigest()[:16]}.json"

    def new(self, name: str, may: May, clock: Clock) -> str:
        """Make a token; the text that is given back is kept nowhere.

        Raises:
            BadTokenName: no one can be called so.
            TokenExists: the name has one.
        """
        if not _NAME.fullmatch(name):
            raise BadTokenName(name)
        tokens = self.all()
        if any(token.name == name for token in tokens):
            raise TokenExists(name)
        text = _PREFIX + secrets.token_urlsafe(_BYTES)
        token = Token(name=name, may=may, hash=_hash(text), made_at=clock.now())
        self._write((*tokens, token))
        return text

    def revoke(self, name: str) -> Token:
        """Take a token away; it opens nothing from now on.

        Raises:
            NoSuchToken: the name has none.
        """
        tokens = self.all()
        gone = next((token for token in tokens if token.name == name), None)
        if gone is None:
            raise NoSuchToken(name)
        self._write(tuple(token for token in tokens if token is not gone))
        return gone

    def all(self) -> tuple[Token, ...]:
        """Every token, the oldest first.

        Raises:
            TokensDamaged: the file is not as this program wrote it.
        """
        try:
            text = self._file.read_text(encoding="utf-8")
        except FileNotFoundError:
            return ()
        try:
            return tuple(
                Token(
                    name=str(kept["name"]),
                    may=May(kept["may"]),
                    hash=str(kept["hash"]),
                    made_at=datetime.fromisoformat(kept["made_at"]),
                )
                for kept in json.loads(text)
            )
        except (ValueError, KeyError, TypeError) as error:
            raise TokensDamaged(self._file) from error

    def bearer(self, text: str) -> Token | None:
        """Whose token this is; None where it is nobody's, or was revoked."""
        hash_ = _hash(text)
        matching = [token for token in self.all() if secrets.compare_digest(token.hash, hash_)]
        return matching[0] if matching else None

    def _write(self, tokens: tuple[Token, ...]) -> None:
        kept = [
            {
                "name": token.name,
                "may": token.may.value,
                "hash": token.hash,
                "made_at": token.made_at.isoformat(),
            }
            for token in tokens
        ]
        folder = self._file.parent
        files.make_folder(folder)
        folder.chmod(0o700)
        files.write(self._file, json.dumps(kept, indent=2) + "\n", overwrite=True, private=True)


def _hash(text: str) -> str:
    """A token has 256 bits of chance: no salt and no slow hash make it harder to guess."""
    return sha256(text.encode()).hexdigest()
