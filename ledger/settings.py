"""What a call may set from outside: where the ledger is, and who records.

Takes the environment as a mapping, gives one value; flags of the command line replace its parts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT_LEDGER = "claims.db"


@attrs.frozen(kw_only=True)
class Settings:
    """The ledger's path or database URL, the analyst's name, and how to print.

    ``color`` only allows colour; whether a terminal is there to show it, the face asks.
    ``debug`` shows the traceback of a bug.
    """

    ledger: str = DEFAULT_LEDGER
    recorded_by: str | None = None
    color: bool = True
    debug: bool = False

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
        )
