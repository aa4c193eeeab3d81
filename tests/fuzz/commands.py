"""Every command and option, from click's own tree: what is new is tried without being listed.

Takes nothing; gives each command with the words that call it, and lines of words made by chance
of its own options and of values that each type refuses or takes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import click

from ledger.cli.program import claims

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

BAD = (
    "", " ", "-", "--", "-1", "0", "1.5", "1e9", "9" * 30, "@", "@-1", "@" + "9" * 25, "nan",
    "2024-13-45", "2024-02-30", "tomorrow", "0000-01-01", "99999-01-01", "2024-06-12T25:00",
    "a b", "é", "한국", "\x00"[:0], "\x1b[2J", "a" * 5000, "../..", "/", "/dev/null", "/dev/full",
    "gone/there", "claims.db", "custody", "http://", "http://[", "ftp://x", "http://127.0.0.1:1/",
    "file:///etc/passwd", "postgresql://", "\u202e", "%s", "{}", "a=b", "a/b.c", "a..b", "*",
)  # fmt: skip
GOOD = (
    "mexico-korea-space", "alce-convention", "mexico", "2024-06-12", "@3", "7", "en", "news",
    "old.checkpoint", "claim.proof", "old.growth", "new-file", "ana", "deposited", "a reason",
)  # fmt: skip
NEVER = frozenset({("serve",), ("witness", "serve"), ("notify", "run")})
"""Commands that do not come back by themselves."""


@attrs.frozen
class Verb:
    """A command, and the words that call it."""

    words: tuple[str, ...]
    command: click.Command

    @property
    def options(self) -> list[click.Option]:
        """Its options, without ``--help``."""
        return [one for one in self.command.params if isinstance(one, click.Option)]

    @property
    def arguments(self) -> list[click.Argument]:
        """What it takes besides."""
        return [one for one in self.command.params if isinstance(one, click.Argument)]


def verbs() -> Iterator[Verb]:
    """Every command that can be called, of groups all those within."""
    yield from _within(claims, ())


def _within(group: click.Group, words: tuple[str, ...]) -> Iterator[Verb]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None, name
        if isinstance(command, click.Group):
            yield from _within(command, (*words, name))
        else:
            yield Verb((*words, name), command)


def line(verb: Verb, chance: random.Random) -> list[str]:
    """A call of the command, by chance: some options, right and wrong values."""
    words = list(verb.words)
    options = verb.options
    for option in chance.sample(options, min(len(options), chance.randrange(4))):
        name = chance.choice([*option.opts, *option.secondary_opts])
        if option.is_flag:
            words.append(name)
        else:
            words += [name, *(_value(option, chance) for _ in range(max(option.nargs, 1)))]
    for option in options:
        if option.required and option.opts[-1] not in words and chance.random() < 0.8:
            words += [option.opts[-1], _value(option, chance)]
    for argument in verb.arguments:
        count = argument.nargs if argument.nargs > 0 else chance.randrange(3)
        words += [_value(argument, chance) for _ in range(count)]
    if chance.random() < 0.1:
        words.insert(chance.randint(0, len(words)), chance.choice(BAD))
    if chance.random() < 0.5:
        words.append("--json")
    return words


def _value(param: click.Parameter, chance: random.Random) -> str:
    if isinstance(param.type, click.Choice) and chance.random() < 0.6:
        return str(chance.choice(list(param.type.choices)))
    return chance.choice(GOOD if chance.random() < 0.6 else BAD)
