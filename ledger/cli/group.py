"""The ``claims`` command itself and what all its commands share: lazy loading, global options.

Takes ``ledger.cli.verbs`` as the list of commands; gives Click classes. A command's module is
imported when the command is called, and not before.
"""

from __future__ import annotations

import inspect
from importlib import import_module
from typing import TYPE_CHECKING

import click

from ledger.cli.names import LANGUAGES
from ledger.cli.verbs import USES, VERBS
from ledger.late import late
from ledger.views.text.lines import fitted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import attrs

    from ledger.cli import call as calls
    from ledger.cli import usage
    from ledger.settings import Settings
else:  # help needs none of them
    attrs = late("attrs")
    calls = late("ledger.cli.call")
    usage = late("ledger.cli.usage")


def _setting(
    changed: Callable[[Settings, str], Settings],
) -> Callable[[click.Context, click.Parameter, str | None], None]:
    def keep(context: click.Context, _: click.Parameter, value: str | None) -> None:
        if value is not None:
            call = context.ensure_object(calls.Call)
            call.settings = changed(call.settings, value)

    return keep


def _without_color(context: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 - Click's callback
    if value:
        call = context.ensure_object(calls.Call)
        call.settings = attrs.evolve(call.settings, color=False)


def _as_json(context: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 - Click's callback
    if value:
        context.ensure_object(calls.Call).json = True


EVERYWHERE: tuple[click.Option, ...] = (
    click.Option(
        ["--ledger"],
        metavar="PATH|URL",
        expose_value=False,
        callback=_setting(lambda settings, path: attrs.evolve(settings, ledger=path)),
        help="The ledger (or CLAIMS_LEDGER); ./claims.db if not given.",
    ),
    click.Option(
        ["--as"],
        metavar="NAME",
        expose_value=False,
        callback=_setting(lambda settings, name: attrs.evolve(settings, recorded_by=name)),
        help="Who records (or CLAIMS_ANALYST).",
    ),
    click.Option(
        ["--json"],
        is_flag=True,
        expose_value=False,
        callback=_as_json,
        help="Answer with one JSON envelope.",
    ),
    click.Option(
        ["--lang"],
        type=click.Choice(LANGUAGES, case_sensitive=False),
        expose_value=False,
        callback=_setting(lambda settings, name: attrs.evolve(settings, language=name)),
        help="The language of pages (or CLAIMS_LANG); English if not given.",
    ),
    click.Option(
        ["--no-color"],
        is_flag=True,
        expose_value=False,
        callback=_without_color,
        help="No colour (or NO_COLOR).",
    ),
)
"""The options that stand before or after the name of any command."""


class Help(click.HelpFormatter):
    """Help that keeps to the terminal, however narrow it is."""

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """A list of terms; on a narrow terminal the sentences begin further left."""
        super().write_dl(rows, min(col_max, self.width // 3), col_spacing)

    def getvalue(self) -> str:
        """The whole text."""
        lines = super().getvalue().split("\n")
        return "\n".join(fitted(lines, self.width))


class Context(click.Context):
    """A call whose help keeps to the terminal."""

    formatter_class = Help


class VerbCommand(click.Command):
    """A command that takes the global options too, and lists them apart from its own."""

    context_class = Context

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Its own parameters, then the global ones."""
        own = super().get_params(ctx)
        names = {name for param in own for name in param.opts}
        return [*own, *(option for option in EVERYWHERE if not names & set(option.opts))]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - Click's signature
        """What the command does, then its example as it can be copied."""
        summary, _, example = inspect.cleandoc(self.help or "").partition("Example: ")
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(summary.rstrip())
            formatter.write_paragraph()
            formatter.write_text("Example:")
            formatter.write(_copyable(example, formatter.width))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the command's own options first."""
        own = super().get_params(ctx)
        every = [option for option in self.get_params(ctx) if option in EVERYWHERE]
        write_options(ctx, formatter, "Options", own)
        write_options(ctx, formatter, "Options of every command", every)


class SubGroup(VerbCommand, click.Group):
    """A command that has commands of its own; called alone, it says which."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Its commands, then the options."""
        self.format_commands(ctx, formatter)
        super().format_options(ctx, formatter)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is called, or say which ones are near."""
        names = self.list_commands(ctx)
        if args[0] not in names and not ctx.resilient_parsing:
            raise usage.no_such_command(args[0], names, command=ctx.command_path)
        return super().resolve_command(ctx, args)


class VerbGroup(click.Group):
    """The commands, by their use, each loaded when it is called."""

    context_class = Context

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - Click's signature
        """Every command's name."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load one command."""
        verb = VERBS.get(cmd_name)
        if verb is None:
            return None
        command = getattr(import_module(f"ledger.cli.commands.{verb.module}"), verb.attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{verb.module}.{verb.attribute} is no command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is called, or say which ones are near."""
        name = args[0]
        if name not in VERBS and not ctx.resilient_parsing:
            raise usage.no_such_command(name, list(VERBS))
        return super().resolve_command(ctx, args)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The group's parameters and the global ones."""
        return [*super().get_params(ctx), *EVERYWHERE]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands by use, then the options."""
        for use, verbs in USES.items():
            with formatter.section(use):
                formatter.write_dl([(name, verb.summary) for name, verb in verbs.items()])
        write_options(ctx, formatter, "Options", self.get_params(ctx))


def _copyable(example: str, width: int) -> str:
    """A command over several lines, as a shell takes it: broken before an option alone."""
    first, *options = " ".join(example.split()).split(" --")
    lines = [f"    {first}"]
    for option in options:
        if len(lines[-1]) + len(f" --{option} \\") <= width:
            lines[-1] += f" --{option}"
        else:
            lines.append(f"      --{option}")
    return " \\\n".join(lines) + "\n"


def write_options(
    ctx: click.Context,
    formatter: click.HelpFormatter,
    title: str,
    params: Sequence[click.Parameter],
) -> None:
    """Write one section of options; arguments stand in the line of usage."""
    options = [param for param in params if isinstance(param, click.Option)]
    rows = [row for option in options if (row := option.get_help_record(ctx)) is not None]
    if rows:
        with formatter.section(title):
            formatter.write_dl(rows)
