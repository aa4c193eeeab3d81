"""Shell completion: the scripts that shells load, and the names that a ledger can offer.

Takes what was typed so far, gives what could follow. Completion never complains: where there
is no ledger there is nothing to offer.
"""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from ledger.cli.answer import give
from ledger.cli.call import Call
from ledger.cli.group import VerbCommand
from ledger.cli.names import COMPLETION, PROGRAM

SHELLS = ("bash", "zsh", "fish")


@click.command(cls=VerbCommand, short_help="Print shell completion.")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script that teaches a shell to complete commands, options and names.

    Example: claims completion bash > ~/.local/share/bash-completion/completions/claims
    """
    mutable_mapping = get_completion_class(shell)
    if mutable_mapping is None:
        raise LookupError(shell)
    script = mutable_mapping(context.find_root().command, {}, PROGRAM, COMPLETION)
    text = script.source_template % script.source_vars()
    give(
        context.ensure_object(Call), data={"shell": shell, "script": text}, lines=text.splitlines()
    )
