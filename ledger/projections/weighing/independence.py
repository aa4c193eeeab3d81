"""How many sources speak: claims that have the outlet or the voice in common are one.

Takes claims with their documents; gives ``Sources``: how many are independent, of which outlets
and which voices, and which claim fell together with which, and why. The one place that decides
it (docs/resolution.md, 4).
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class Tie(StrEnum):
    """Why two claims are no two independent sources."""

    ROOT = "root"
    ADDRESS = "address"
    TEXT = "text"
    PUBLISHER = "publisher"
    VOICE = "voice"
    UNKNOWN_ROOT = "unknown-root"


@attrs.frozen(kw_only=True)
class Speaker:
    """Who speaks in one claim: the outlet that its document comes from, and whom it quotes.

    ``root`` is the document at the end of its lineage, which speaks for all that retell it:
    ``publisher`` (letters made comparable), ``address`` and ``text`` (a hash) are its own.
    ``name`` is the publisher as printed. ``voice`` is the party that is quoted, or that the
    publisher is; None: the publisher speaks. ``rootless`` marks a derivative whose root nobody
    knows. ``first`` and ``last`` are the days between which it was published; one of which no
    first day is known may have been out on any day until its last.
    """

    claim: str
    root: str
    publisher: str
    name: str
    text: str | None = None
    address: str | None = None
    voice: str | None = None
    rootless: bool = False
    first: date
    last: date

    def also_in(self, claim: str, voice: str | None) -> Speaker:
        """The same outlet in another claim, with whom that one quotes."""
        return Speaker(
            claim=claim,
            root=self.root,
            publisher=self.publisher,
            name=self.name,
            text=self.text,
            address=self.address,
            voice=voice,
            rootless=self.rootless,
            first=self.first,
            last=self.last,
        )

    @property
    def marks(self) -> tuple[tuple[Tie, str], ...]:
        """By what its outlet is known."""
        marks = (
            (Tie.ROOT, self.root),
            (Tie.ADDRESS, self.address),
            (Tie.TEXT, self.text),
            (Tie.PUBLISHER, self.publisher),
        )
        return tuple((tie, mark) for tie, mark in marks if mark is not None)

    @property
    def source(self) -> tuple[str, str | None]:
        """One publisher that quotes one party, or nobody."""
        return self.publisher, self.voice


@attrs.frozen(kw_only=True)
class Together:
    """A claim that adds no source: it is one with ``other``, for the reason ``tie``."""

    claim: str
    other: str
    tie: Tie


@attrs.frozen(kw_only=True)
class Sources:
    """The sources that speak in claims.

    ``independent`` is the largest number of claims of which no two have outlet or voice in
    common; ``documents`` are where those stand. ``outlets`` and ``voices`` are all that there
    are, by name: a voice is the party that is quoted, or else the outlet.
    """

    independent: int
    documents: tuple[str, ...]
    outlets: tuple[str, ...]
    voices: tuple[str, ...]
    together: tuple[Together, ...]


def number(speakers: Sequence[Speaker]) -> int:
    """How many of them are independent."""
    return len(speakers) if len(speakers) < 2 else len(_independent(speakers))  # noqa: PLR2004


def documents(speakers: Sequence[Speaker]) -> tuple[str, ...]:
    """The roots of those that are independent, in order."""
    independent = speakers if len(speakers) < 2 else _independent(speakers)  # noqa: PLR2004
    return tuple(sorted({speaker.root for speaker in independent}))


def sources(speakers: Sequence[Speaker]) -> Sources:
    """All that is to be said of the sources of claims, the weightiest first."""
    chosen = _independent(speakers)
    outlets, names = _outlets(speakers), dict[str, str]()
    for speaker in speakers:
        names.setdefault(outlets[speaker.claim], speaker.name)
    voices = (speaker.voice or names[outlets[speaker.claim]] for speaker in speakers)
    return Sources(
        independent=len(chosen),
        documents=tuple(sorted(speaker.root for speaker in chosen)),
        outlets=tuple(names.values()),
        voices=tuple(dict.fromkeys(voices)),
        together=tuple(_together(speakers, chosen)),
    )


def _independent(speakers: Sequence[Speaker]) -> list[Speaker]:
    """The most speakers of which no two share outlet or voice.

    Each claim joins an outlet with a voice, so it is the largest matching of outlets with
    voices (H. W. Kuhn 1955). A derivative of unknown root that may come from another of the
    claims is left out, and all that are left in count as one.
    """
    firm = [speaker for speaker in speakers if not speaker.rootless]
    earliest = min((speaker.first for speaker in firm), default=None)
    able = [
        speaker
        for speaker in speakers
        if not speaker.rootless or earliest is None or earliest > speaker.last
    ]
    outlets = _outlets(able)
    edges: dict[str, dict[str, Speaker]] = {}
    for speaker in able:
        outlet = outlets[speaker.claim]
        edges.setdefault(outlet, {}).setdefault(_voice(speaker, outlet), speaker)
    pairs: dict[str, str] = {}  # outlet -> voice
    taken: dict[str, str] = {}  # voice -> outlet
    for outlet in edges:
        _match(outlet, edges, pairs, taken)
    chosen = {edges[outlet][voice].claim for outlet, voice in pairs.items()}
    return [speaker for speaker in able if speaker.claim in chosen]


def _match(
    outlet: str,
    edges: dict[str, dict[str, Speaker]],
    pairs: dict[str, str],
    taken: dict[str, str],
) -> None:
    """Find a voice for an outlet, if need be by finding others for those that have theirs."""
    came_from: dict[str, str] = {}  # voice -> the outlet that would take it
    seeking = [outlet]
    for seeker in seeking:  # it grows
        for voice in edges[seeker]:
            if voice in came_from:
                continue
            came_from[voice] = seeker
            if voice in taken:
                seeking.append(taken[voice])
                continue
            free: str | None = voice
            while free is not None:
                taker = came_from[free]
                left = pairs.get(taker)
                pairs[taker], taken[free] = free, taker
                free = left
            return


def _voice(speaker: Speaker, outlet: str) -> str:
    """The party that is quoted, else the outlet itself: neither can be taken for the other."""
    return f"party:{speaker.voice}" if speaker.voice is not None else f"outlet:{outlet}"


def _outlets(speakers: Iterable[Speaker]) -> dict[str, str]:
    """By claim, its outlet: those that share a mark are one, through any number of others."""
    outlets: dict[str, str] = {}
    by_mark: dict[tuple[Tie, str], str] = {}
    merged: dict[str, str] = {}

    def end(outlet: str) -> str:
        last = outlet
        while merged.get(last, last) != last:
            last = merged[last]
        while outlet != last:  # the way is walked once
            merged[outlet], outlet = last, merged[outlet]
        return last

    seen = set[tuple[object, ...]]()
    for speaker in speakers:
        own = outlets[speaker.claim] = speaker.root
        known_by = own, speaker.publisher, speaker.address, speaker.text, speaker.rootless
        if known_by in seen:  # as most claims of one document are
            continue
        seen.add(known_by)
        marks = (*speaker.marks, *(((Tie.UNKNOWN_ROOT, ""),) if speaker.rootless else ()))
        for mark in marks:
            first, second = sorted((end(by_mark.setdefault(mark, own)), end(own)))
            merged[second] = first
    return {claim: end(outlet) for claim, outlet in outlets.items()}


def _together(speakers: Sequence[Speaker], chosen: Sequence[Speaker]) -> Iterable[Together]:
    """Each claim that adds nothing, with what it is most plainly one with, a chosen one first."""
    counted = {speaker.claim for speaker in chosen}
    rest = [speaker for speaker in speakers if speaker.claim not in counted]
    ties = _Ties((*chosen, *rest))
    for speaker in rest:
        tie, other = ties.plainest(speaker)
        yield Together(claim=speaker.claim, other=other.claim, tie=tie)


class _Ties:
    """Claims by what they may have in common: each is entered once, none is held against all."""

    def __init__(self, speakers: Sequence[Speaker]) -> None:
        self._speakers = speakers
        self._sharing: dict[tuple[Tie, str], list[Speaker]] = {}
        self._rootless: list[int] = []
        self._firsts: list[tuple[int, int]] = []  # days that fall, each the first place with it
        for place, speaker in enumerate(speakers):
            for mark in _marks(speaker):
                sharing = self._sharing.setdefault(mark, [])
                if len(sharing) < 2:  # noqa: PLR2004 - itself, and the first of the others
                    sharing.append(speaker)
            if speaker.rootless:
                self._rootless.append(place)
            elif not self._firsts or -speaker.first.toordinal() > self._firsts[-1][0]:
                self._firsts.append((-speaker.first.toordinal(), place))

    def plainest(self, speaker: Speaker) -> tuple[Tie, Speaker]:
        """What a claim has most plainly in common with another, and with which one first."""
        for tie, mark in _marks(speaker):
            for other in self._sharing[tie, mark]:
                if other is not speaker:
                    return tie, other
        # A derivative of unknown root may come from any such, and from all that was out by then.
        places = [place for place in self._rootless[:1] if self._speakers[place] is not speaker]
        out = bisect_left(self._firsts, (-speaker.last.toordinal(), -1))
        places += [place for _, place in self._firsts[out : out + 1]]
        return Tie.UNKNOWN_ROOT, self._speakers[min(places)]


def _marks(speaker: Speaker) -> Iterator[tuple[Tie, str]]:
    """All by which a claim may be one with another, the plainest first."""
    yield from speaker.marks
    if speaker.voice is not None:
        yield Tie.VOICE, speaker.voice
