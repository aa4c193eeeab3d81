"""What a call may set from outside: where the ledger is, and who records.

Takes the environment as a mapping, gives one value; flags of the command line replace its parts.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT_LEDGER = "claims.db"


@attrs.frozen(kw_only=True)
class Settings:
    """The ledger's path or database URL, the analyst's name, and how to print.

    ``custody`` is the folder of signing keys and last checkpoints: never the ledger's own, so
    that whoever puts an older file in the ledger's place does not bring its memory back too.

    ``color`` only allows colour; whether a terminal is there to show it, the face asks.
    ``debug`` shows the traceback of a bug.
    """

    ledger: str = DEFAULT_LEDGER
    recorded_by: str | None = None
    color: bool = True
    debug: bool = False
    custody: Path = Path("~/.config/claims/custody")

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
        )


def _custody(environment: Mapping[str, str]) -> Path:
    """Next to the user's other settings, as the XDG Base Directory Specification has it."""
    if named := environment.get("CLAIMS_CUSTODY"):
        return Path(named)
    config = environment.get("XDG_CONFIG_HOME") or "~/.config"
    return Path(config) / "claims" / "custody"
