"""``claims`` and ``python -m ledger``: takes the words of the shell, gives an exit code.

``--version`` is answered here, before anything is imported that the answer does not need.
"""

import gc
import sys

from ledger import __version__

_PATIENT = 400_000  # allocations between two rounds of the garbage collector


def main() -> int:
    """Run one command of the shell and return its exit code (see ``ledger.errors.ExitCode``)."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"claims {__version__}\n")
        return 0
    gc.set_threshold(_PATIENT)  # loading modules makes objects that stay: a tenth of the start
    try:
        from ledger.cli.program import run  # noqa: PLC0415 - --version must not pay for it
    except KeyboardInterrupt:
        sys.stderr.write("\nclaims: stopped; nothing was recorded\n")
        return 130
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
