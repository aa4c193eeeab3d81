"""The options of commands that check what others signed: files that are there, keys to trust."""

from __future__ import annotations

from pathlib import Path

import click

EXISTING_FILE = click.Path(exists=True, path_type=Path)

trusted_keys = click.option(
    "--key", "keys", multiple=True, metavar="VKEY", help="A key to trust; repeat it for more."
)
"""Give a command ``--key``; it gets ``keys``."""
