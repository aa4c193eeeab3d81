"""Who takes part in what a verb says: its subject, those with whom, those to whom, by whom.

Takes a ``Clause``, a verb with the words and mentions around it; gives ``Cast``. English and
Spanish say it by the words before a name, Korean by the particle after it. Absent: a guess who
"they" are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

from ledger.intake.drafting.mentions.names import Mention
from ledger.intake.drafting.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable

_KOREAN_PLACE = re.compile(r"^(?:에서|에는|에)(?![가-힣])")
_KOREAN_OBJECT = re.compile(r"^(?:을|를|에게|으로|로|에\s)")
_KOREAN_COMPANY = re.compile(r"^(?:측\s?)?(?:과의|와의|과|와)\b")
_TITLE = re.compile(
    r"[^\s·-]{1,12}[·-][^\s]{0,12}\s?[^\s]{0,12}?(?:FTA|C?EPA|협정|조약|협약)"
    r"|[^\s]{1,12}(?:과|와|·|-)\s?[^\s]{1,12}\s?(?:간|사이)(?:의)?\s|[^\s]{1,12}\s?(?:간|사이)(?:의)?\s"
)


@attrs.frozen(kw_only=True)
class Cast:
    """Ids by the part that they play, in the order of the words.

    ``strangers`` are words that name a State which the ledger does not have, ``doubtful`` mentions
    that may be several parties; ``sides`` are words such as "both countries".
    """

    subject: tuple[str, ...] = ()
    company: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
    doubtful: tuple[Mention, ...] = ()
    sides: str | None = None
    titled: tuple[str, ...] = ()

    @property
    def acting(self) -> tuple[str, ...]:
        """Who does it, without those that only a treaty's name names: 한-UAE CEPA."""
        others = tuple(id_ for id_ in self.actors if id_ not in self.titled)
        return others or self.actors

    @property
    def actors(self) -> tuple[str, ...]:
        """Who does it: those by whom, else the subject."""
        return self.agents or self.subject

    @property
    def together(self) -> tuple[str, ...]:
        """Who does it and with whom."""
        return _once((*self.actors, *self.company))

    @property
    def everyone(self) -> tuple[str, ...]:
        """All who play a part, places left out."""
        return _once((*self.subject, *self.agents, *self.company, *self.objects))


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


@attrs.frozen(kw_only=True)
class Clause:
    """The words around one verb, and whom their sentence names.

    ``verb`` and ``span``, the whole of the clause, are places in the sentence, as are those of the
    mentions.
    """

    wording: Wording
    sentence: str
    mentions: Sequence[Mention]
    verb: tuple[int, int]
    span: tuple[int, int]

    def near(self, speaker: tuple[int, int]) -> list[Mention]:
        """Who may take part in what the verb says; the ``speaker`` only says it."""
        start, end = self.span
        subject = self.wording.subject
        near = [m for m in self.mentions if start <= m.start < end]
        alone = subject is not None and subject.search(self.sentence, start, self.verb[0])
        if not alone and not self.has_subject(near):
            near = [  # the subject of a longer sentence
                m for m in self.mentions if m.start < end and (m.start >= start or self._leads(m))
            ]
        own = self.wording.own
        if own is None or not own.match(self.sentence, self.verb[1]):
            near = self._without_speaker(near, speaker)
        return near

    def has_subject(self, mentions: Iterable[Mention]) -> bool:
        """Whether a party is named before the verb."""
        return any(m.kind == "party" and m.end <= self.verb[0] for m in mentions)

    def following(self) -> list[Mention]:
        """Who acts in a clause that comes before its subject: "after signing it, Mexico said"."""
        wording, start = self.wording, self.span[0]
        if wording.leading is None or wording.leading.match(self.sentence, start) is None:
            return []
        comma = self.sentence.find(", ", start)
        ended = comma + 2
        behind = [m for m in self.mentions if m.kind == "party" and comma >= 0 and m.start >= ended]
        if not behind or behind[0].start - ended > len("the ") or behind[0].adjective:
            return []
        between = self.sentence[behind[0].end : behind[1].start] if len(behind) > 1 else None
        joined = between is not None and wording.joined.match(between) is not None
        return behind[: 2 if joined else 1]

    def parted(self, mention: Mention) -> bool:
        """Whether another finite verb stands between the verb and who is named by whom."""
        between = self.wording.clause.finditer(self.sentence, self.verb[1], mention.start)
        return self.wording.relative is not None and any(cut["back"] for cut in between)

    def acts(self, mention: Mention) -> bool:
        """Whether an adjective stands with someone who acts: "Mexican officials"."""
        actor = self.wording.actor
        if self.wording.tag == "es":
            before = self.sentence[max(0, mention.start - 60) : mention.start]
            return actor.search(before) is not None
        return actor.match(self.sentence[mention.end : mention.end + 60]) is not None

    def part(self, mention: Mention, previous: tuple[Mention, str] | None) -> str:
        """Which part someone plays, by the words before the name, or the one named before."""
        if self.wording.tag == "ko":
            return self._korean_part(mention, previous)
        before = self._before(mention)
        if previous is not None:
            between = self.sentence[previous[0].end : mention.start]
            crosses = previous[0].end <= self.verb[0] < mention.start
            short = len(between) < 60  # noqa: PLR2004
            if not crosses and short and self.wording.joined.match(between):
                return previous[1]
            before = before[-len(between) :] if between else before
        if self.wording.location.search(before):
            return "places"
        if self.wording.agent.search(before):
            return "agents"
        if self.wording.company.search(before):
            return "company"
        return "objects" if mention.start >= self.verb[1] else "subject"

    def _korean_part(self, mention: Mention, previous: tuple[Mention, str] | None) -> str:
        after = self.sentence[mention.end : mention.end + 4]
        if _KOREAN_PLACE.match(after):
            return "places"
        if _KOREAN_OBJECT.match(after):
            return "objects"
        if mention.start >= self.verb[1]:
            return "objects"
        if _KOREAN_COMPANY.match(after) and previous is not None:
            return "company"
        return "subject"

    def _before(self, mention: Mention) -> str:
        return self.sentence[max(0, mention.start - 90) : mention.start]

    def _leads(self, mention: Mention) -> bool:
        """Whether a mention of an earlier clause may be the subject of a later one."""
        before = self._before(mention)
        return not (self.wording.location.search(before) or self.wording.agent.search(before))

    def _without_speaker(
        self, mentions: Sequence[Mention], speaker: tuple[int, int]
    ) -> list[Mention]:
        """Those who may take part: who says it does where nobody else is named between."""
        others = [m for m in mentions if not speaker[0] <= m.start < speaker[1]]
        between = self.has_subject(m for m in others if speaker[1] <= m.start)
        return others if between or speaker[0] >= self.verb[1] else list(mentions)


def cast(
    clause: Clause,
    *,
    sides: tuple[str, ...] = (),
    about: tuple[int, int] | None = None,
    speaker: tuple[int, int] = (0, 0),
    since: int = 0,
) -> Cast:
    """Who plays which part at a verb.

    Whom the words ``about`` name takes no part, nor the ``speaker`` who only says it, nor those
    before ``since``, with whom something else is done.
    """
    parts: dict[str, list[str]] = {}
    strangers: list[str] = []
    doubtful: list[Mention] = []
    previous: tuple[Mention, str] | None = None
    near = clause.near(speaker)
    if not clause.has_subject(near):
        parts["subject"] = [m.id for m in clause.following() if m.id]
    for mention in near:
        if about is not None and about[0] <= mention.start < about[1]:
            continue
        if mention.kind != "party" or (mention.adjective and not clause.acts(mention)):
            continue
        part = clause.part(mention, previous)
        if part == "agents" and clause.parted(mention):
            continue  # "signed in 1978, was denounced by Mexico": Mexico denounced it
        previous = (mention, part)
        if part == "company" and mention.start < since:
            continue
        if not mention.ids:
            strangers.append(mention.words)
        elif mention.id is None:
            doubtful.append(mention)
        else:
            parts.setdefault(part, []).append(mention.id)
    words = None
    if (
        sides
        and (match := clause.wording.sides.search(clause.sentence, *clause.span))
        and not (parts.get("subject") or parts.get("agents"))
    ):
        parts["subject" if match.start() < clause.verb[0] else "agents"] = list(sides)
        words = match[0]
    return Cast(
        subject=_once(parts.get("subject", ())),
        company=_once(parts.get("company", ())),
        objects=_once(parts.get("objects", ())),
        agents=_once(parts.get("agents", ())),
        places=_once(parts.get("places", ())),
        strangers=_once(strangers),
        doubtful=tuple(doubtful),
        sides=words,
        titled=_titled(clause.sentence, near),
    )


def _titled(sentence: str, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Whom a treaty's name names, and no other words."""
    titled = {m: _TITLE.match(sentence, m.start) is not None for m in mentions if m.id is not None}
    others = {m.id for m, within in titled.items() if not within}
    return _once(m.id for m, within in titled.items() if within and m.id and m.id not in others)
