"""Follow a ledger: print each new claim with its words, once, whatever happens in between.

Usage: python follow_ledger.py LEDGER BOOKMARK [SECONDS]
BOOKMARK is a file with the last position that was handled. Positions have no gaps and are in
the order of commits, so "after the bookmark" is the whole protocol. With SECONDS it goes on and
looks again after so many; without, it prints what is there and ends.
"""

import sys
import time
from pathlib import Path

from ledger import open_ledger


def handle(position: int, type_: str, name: str, event: object) -> None:
    """Do something with one event; here: print a claim and its quote.

    ``event`` is None where the words were erased.
    """
    claim = getattr(event, "claim", None)
    if type_ == "claim.recorded" and claim is not None:
        print(f"@{position} {claim.development.kind}: \u201c{claim.evidence.exact}\u201d")
    else:
        print(f"@{position} {type_}: {name}")


def catch_up(location: str, bookmark: Path) -> None:
    """Handle what came after the bookmark, and move it on after each event."""
    last = int(bookmark.read_text()) if bookmark.exists() else -1
    with open_ledger(location) as ledger:
        for entry in ledger.entries(after=last):
            handle(entry.position, entry.type, entry.id, entry.event)
            keep(bookmark, entry.position)


def keep(bookmark: Path, position: int) -> None:
    """Write the bookmark next to its place first: a program that is killed leaves a whole one."""
    new = bookmark.with_name(f"{bookmark.name}.new")
    new.write_text(str(position))
    new.replace(bookmark)


def main(location: str, bookmark: str, seconds: str = "") -> None:
    """Once, or for ever."""
    catch_up(location, Path(bookmark))
    while seconds:
        time.sleep(float(seconds))
        catch_up(location, Path(bookmark))


if __name__ == "__main__":
    main(*sys.argv[1:])
