"""What a call may set from outside: where the ledger is, and who records.

Takes the environment as a mapping, gives one value; flags of the command line replace its parts.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from ledger.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT_LEDGER = "claims.db"


@attrs.frozen(kw_only=True)
class Settings:
    """The ledger's path or database URL, the analyst's name, and how to print.

    ``custody`` is the folder of signing keys and last checkpoints: never the ledger's own, so
    that whoever puts an older file in the ledger's place does not bring its memory back too.

    ``bookmarks`` is the file that says how far each analyst has seen. ``checked`` is the folder
    that says which kept rows of each ledger this account has made or checked.

    ``color`` only allows colour; whether a terminal is there to show it, the face asks.
    ``debug`` shows the traceback of a bug. ``timezone`` is whose day it is where none is asked
    for (``Asia/Seoul``); None: the machine's own. ``language`` is that of pages, not of data.
    """

    ledger: str = DEFAULT_LEDGER
    recorded_by: str | None = None
    color: bool = True
    debug: bool = False
    custody: Path = Path("~/.config/claims/custody")
    timezone: str | None = None
    bookmarks: Path = Path("~/.local/state/claims/bookmarks.json")
    language: str = "en"
    checked: Path = Path("~/.local/state/claims/checked")

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Settings:
        """Read the settings; an empty variable is one that is not set.

        >>> Settings.of({"CLAIMS_LEDGER": "news.db"}).ledger
        'news.db'
        """
        return cls(
            ledger=environment.get("CLAIMS_LEDGER") or DEFAULT_LEDGER,
            recorded_by=environment.get("CLAIMS_ANALYST") or None,
            # https://no-color.org: set and not empty, whatever its value
            color=not environment.get("NO_COLOR"),
            debug=environment.get("CLAIMS_DEBUG", "") not in {"", "0"},
            custody=_custody(environment),
            timezone=environment.get("CLAIMS_TIMEZONE") or None,
            bookmarks=_state(environment, "CLAIMS_BOOKMARKS", "bookmarks.json"),
            language=_language(environment.get("CLAIMS_LANG") or "en"),
            checked=_state(environment, "CLAIMS_CHECKED", "checked"),
        )


class NoHome(InvalidInput):
    """A folder in the user's home, of a user who has none."""

    code = "no-home"

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder}: there is no home folder for this user",
            fix="set CLAIMS_CUSTODY to a folder for keys and checkpoints, or set HOME",
        )
        self.folder = folder


def expanded(folder: Path) -> Path:
    """A folder with ``~`` resolved; ``NoHome`` where the machine knows no home."""
    try:
        return folder.expanduser()
    except RuntimeError as error:
        raise NoHome(folder) from error


def _custody(environment: Mapping[str, str]) -> Path:
    """Next to the user's other settings, as the XDG Base Directory Specification has it."""
    if named := environment.get("CLAIMS_CUSTODY"):
        return Path(named)
    config = environment.get("XDG_CONFIG_HOME") or "~/.config"
    return Path(config) / "claims" / "custody"


def _language(word: str) -> str:
    """A language as shells write it: KO and ko_KR.UTF-8 are Korean."""
    return re.split(r"[-_.@]", word, maxsplit=1)[0].lower()


def _state(environment: Mapping[str, str], variable: str, name: str) -> Path:
    """Among the user's other state, as the XDG Base Directory Specification has it."""
    if named := environment.get(variable):
        return Path(named)
    state = environment.get("XDG_STATE_HOME") or "~/.local/state"
    return Path(state) / "claims" / name
