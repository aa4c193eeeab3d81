"""Import a file of entries and print where a partnership stands.

Usage: python import_and_status.py LEDGER FILE PARTNERSHIP DAY
Makes the ledger if there is none. A file with mistakes is refused whole; each is printed.
"""

import sys
from datetime import date
from pathlib import Path

from ledger import ClaimsError, Clocks, init_ledger, open_ledger


def main(location: str, file: str, partnership: str, day: str) -> None:
    """Record what is new in the file, then answer as of the day."""
    if not Path(location).exists():
        init_ledger(location)
    with open_ledger(location) as ledger:
        outcomes = ledger.import_entries(Path(file))
        new = [outcome.id for outcome in outcomes if outcome.new]
        print(f"{len(new)} recorded, {len(outcomes) - len(new)} were there already")
        status = ledger.status(partnership, Clocks(valid_at=date.fromisoformat(day)))
    print(f"{status.title}: {status.stage}")
    for instrument in status.instruments:
        consents = instrument.consents
        if consents.count is not None:
            print(f"  {instrument.title}: {consents.count} of {consents.required or '?'} consents,"
                  f" {consents.status}")  # fmt: skip
    for hurdle in status.hurdles:
        if hurdle.outstanding:
            print(f"  {hurdle.state}: {hurdle.title}")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except ClaimsError as error:
        for problem in getattr(error, "problems", [error]):
            place = f"{problem.where}: " if problem.where else ""
            print(f"{place}{problem} (try: {problem.fix})", file=sys.stderr)
        sys.exit(int(error.exit_code))
