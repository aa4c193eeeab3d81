"""``claims`` and ``python -m ledger``: takes the words of the shell, gives an exit code.

``--version`` is answered here, before anything is imported that the answer does not need.
"""

import sys

_PATIENT = 400_000  # allocations between two rounds of the garbage collector


def main() -> int:
    """Run one command of the shell and return its exit code (see ``ledger.errors.ExitCode``)."""
    try:
        if sys.argv[1:] == ["--version"]:
            return _version()
        import gc

        gc.set_threshold(_PATIENT)  # loading modules makes objects that stay: a tenth of the start
        from ledger.cli.program import run
    except KeyboardInterrupt:
        if sys.stderr is not None:
            sys.stderr.write("\nclaims: stopped; nothing was recorded\n")
        return 130
    return run(sys.argv[1:])


def _version() -> int:
    """Print the version; a reader who went away has read enough, a full disk is told."""
    from ledger import __version__

    if sys.stdout is None:
        return 0
    try:
        sys.stdout.write(f"claims {__version__}\n")
        sys.stdout.flush()
    except OSError as error:
        from ledger.cli.printing import abandon

        abandon(sys.stdout)
        if isinstance(error, BrokenPipeError):
            return 0
        if sys.stderr is not None:
            sys.stderr.write(f"claims: {error.strerror}\n")
        return 5
    return 0


if __name__ == "__main__":
    sys.exit(main())
