"""One call of the command: what every command is given, and how it reaches the ledger."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import attrs
import click

from ledger.cli.names import LANGUAGES
from ledger.cli.usage import NotUtf8
from ledger.clock import Clock, SystemClock, today, zone_of
from ledger.errors import InvalidInput
from ledger.late import late
from ledger.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date, tzinfo

    from ledger import app
    from ledger.app import Ledger, Outcome, opening
    from ledger.cli import notices
    from ledger.views import words
    from ledger.views.words import Words
else:
    words = late("ledger.views.words")  # many answers are for programs
    app = late("ledger.app")
    opening = late("ledger.app.opening")
    notices = late("ledger.cli.notices")


class NoSuchLanguage(InvalidInput):
    """A language of the environment that no page is in."""

    code = "no-such-language"

    def __init__(self, language: str) -> None:
        super().__init__(
            f"CLAIMS_LANG is {language[:40]}, and no page is in it",
            fix=f"set it to one of: {', '.join(LANGUAGES)}",
        )


@attrs.define(kw_only=True)
class Call:
    """The settings of a call, the form of its answer, and what it has done so far.

    It is the one thing that changes while a command runs: global options fill it in from both
    sides of the command's name, and an interruption must say truly what was recorded.
    """

    settings: Settings = attrs.Factory(Settings)
    clock: Clock = attrs.Factory(SystemClock)
    json: bool = False
    csv: bool = False
    recorded: int = 0
    recording: bool = False
    broken_off: int = 0
    """How many lines of an answer that is not whole were written so far."""

    _kept: tuple[str, str | None] | None = None  # a ledger, and the zone that it keeps

    @property
    def zone(self) -> tzinfo | None:
        """The reader's time zone, or else the ledger's; None is the machine's own."""
        return zone_of(self.settings.timezone or self._kept_zone())

    def _kept_zone(self) -> str | None:
        location = self.settings.ledger
        if self._kept is None or self._kept[0] != location:
            self._kept = location, opening.zone_kept_at(location)
        return self._kept[1]

    @property
    def words(self) -> Words:
        """What pages say, in the reader's language.

        Raises:
            NoSuchLanguage: ``CLAIMS_LANG`` is none that there is.
        """
        language = self.settings.language
        if language not in LANGUAGES:
            raise NoSuchLanguage(language)
        return words.words(language)

    @property
    def today(self) -> date:
        """The day that it is for the reader."""
        return today(self.clock, self.zone)

    @contextmanager
    def ledger(self) -> Iterator[Ledger]:
        """Open the ledger of this call for reading or recording."""
        location, analyst = self.settings.ledger, self.settings.recorded_by
        if analyst is not None and not analyst.isprintable():
            _refuse_bytes(analyst)
        with app.open_ledger(
            location,
            clock=self.clock,
            recorded_by=analyst,
            custody=self.settings.custody,
            timezone=self.settings.timezone,
        ) as ledger:
            yield ledger
            if doubts := ledger.doubts:
                notices.tell(doubts)

    def answering(self, lines: Iterable[str]) -> Iterator[str]:
        """The lines of an answer as they are written; what stops it on the way is told of them."""
        for line in lines:
            yield line
            self.broken_off += 1
        self.broken_off = 0

    @contextmanager
    def recording_of(self, *, dry_run: bool) -> Iterator[Callable[[Sequence[Outcome]], None]]:
        """While commands are submitted: what was recorded is remembered once it is told.

        Someone who stops the call meanwhile hears that it may have been recorded.
        """

        def note(outcomes: Sequence[Outcome]) -> None:
            self.recorded += 0 if dry_run else sum(outcome.new for outcome in outcomes)

        self.recording = not dry_run
        try:
            yield note
        except Exception:
            self.recording = False
            raise
        self.recording = False

    @property
    def interrupted(self) -> str:
        """What to say when someone stops this call."""
        if self.recording:
            return (
                "stopped while recording; run it again to be sure: "
                "what is already there is not recorded twice"
            )
        if self.recorded:
            return f"stopped; {self.recorded} recorded before that"
        return "stopped; nothing was recorded"


def _refuse_bytes(analyst: str) -> None:
    try:
        analyst.encode()
    except UnicodeEncodeError as error:
        raise NotUtf8(f"CLAIMS_ANALYST={analyst}") from error


pass_call = click.make_pass_decorator(Call, ensure=True)
"""Give a command the call it belongs to, as its first argument."""
