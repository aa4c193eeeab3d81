"""Who takes part in what a verb says: its subject, those with whom, those to whom, by whom.

Takes a sentence, its mentions and the place of the verb; gives ``Cast``. English and Spanish say
it by the words before a name, Korean by the particle after it. Absent: a guess who "they" are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import attrs

from ledger.intake.drafting.mentions.names import Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ledger.intake.drafting.wording import Wording

_KOREAN_PLACE = re.compile(r"^(?:에서|에는|에)(?![가-힣])")
_KOREAN_OBJECT = re.compile(r"^(?:을|를|에게|으로|로|에\s)")
_KOREAN_COMPANY = re.compile(r"^(?:측\s?)?(?:과의|와의|과|와)\b")
_TITLE = re.compile(
    r"[^\s·-]{1,12}[·-][^\s]{0,12}\s?[^\s]{0,12}?(?:FTA|C?EPA|협정|조약|협약)"
    r"|[^\s]{1,12}(?:과|와|·|-)\s?[^\s]{1,12}\s?(?:간|사이)(?:의)?\s|[^\s]{1,12}\s?(?:간|사이)(?:의)?\s"
)
_KOREAN_OF = re.compile(r"^의\s")


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


def cast(
    wording: Wording,
    sentence: str,
    mentions: Sequence[Mention],
    *,
    verb: tuple[int, int],
    clause: tuple[int, int],
    sides: tuple[str, ...] = (),
    about: tuple[int, int] | None = None,
    speaker: tuple[int, int] = (0, 0),
    since: int = 0,
) -> Cast:
    """Who plays which part at a verb. Mentions and places are positions in the sentence.

    Whom the words ``about`` name takes no part, nor the ``speaker`` who only says it, nor those
    before ``since``, with whom something else is done.
    """
    parts: dict[str, list[str]] = {}
    strangers: list[str] = []
    doubtful: list[Mention] = []
    previous: tuple[Mention, str] | None = None
    near = [m for m in mentions if clause[0] <= m.start < clause[1]]
    alone = wording.subject is not None and wording.subject.search(sentence, clause[0], verb[0])
    if not alone and not any(m.kind == "party" and m.end <= verb[0] for m in near):
        near = [  # the subject of a longer sentence
            m
            for m in mentions
            if m.start < clause[1] and (m.start >= clause[0] or _leads(wording, sentence, m))
        ]
    if wording.own is None or not wording.own.match(sentence, verb[1]):
        near = _without_speaker(near, speaker, verb)
    if not any(m.kind == "party" and m.end <= verb[0] for m in near):
        parts["subject"] = [m.id for m in _following(wording, sentence, mentions, clause) if m.id]
    for mention in near:
        if about is not None and about[0] <= mention.start < about[1]:
            continue
        if mention.kind != "party" or (mention.adjective and not _acts(wording, sentence, mention)):
            continue
        part = _part(wording, sentence, mention, verb, previous)
        if part == "agents" and _parted(wording, sentence, verb[1], mention.start):
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
        and (match := wording.sides.search(sentence, clause[0], clause[1]))
        and not (parts.get("subject") or parts.get("agents"))
    ):
        parts["subject" if match.start() < verb[0] else "agents"] = list(sides)
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
        titled=_titled(sentence, near),
    )


def _titled(sentence: str, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Whom a treaty's name names, and no other words."""
    titled = {m: _TITLE.match(sentence, m.start) is not None for m in mentions if m.id is not None}
    others = {m.id for m, within in titled.items() if not within}
    return _once(m.id for m, within in titled.items() if within and m.id and m.id not in others)


def _following(
    wording: Wording, sentence: str, mentions: Sequence[Mention], clause: tuple[int, int]
) -> list[Mention]:
    """Who acts in a clause that comes before its subject: "after signing it, Mexico said"."""
    if wording.leading is None or wording.leading.match(sentence, clause[0]) is None:
        return []
    comma = sentence.find(", ", clause[0])
    ended = comma + 2
    behind = [m for m in mentions if m.kind == "party" and comma >= 0 and m.start >= ended]
    if not behind or behind[0].start - ended > len("the ") or behind[0].adjective:
        return []
    between = sentence[behind[0].end : behind[1].start] if len(behind) > 1 else None
    joined = between is not None and wording.joined.match(between) is not None
    return behind[: 2 if joined else 1]


def _parted(wording: Wording, sentence: str, verb: int, mention: int) -> bool:
    """Whether another finite verb stands between a verb and who is named by whom."""
    between = wording.clause.finditer(sentence, verb, mention)
    return wording.relative is not None and any(cut["back"] for cut in between)


def _leads(wording: Wording, sentence: str, mention: Mention) -> bool:
    """Whether a mention of an earlier clause may be the subject of a later one."""
    before = sentence[max(0, mention.start - 90) : mention.start]
    return not (wording.location.search(before) or wording.agent.search(before))


def _without_speaker(
    mentions: Sequence[Mention], speaker: tuple[int, int], verb: tuple[int, int]
) -> list[Mention]:
    """Those who may take part: who says it does where nobody else is named between."""
    others = [m for m in mentions if not speaker[0] <= m.start < speaker[1]]
    between = any(m.kind == "party" and speaker[1] <= m.start and m.end <= verb[0] for m in others)
    return others if between or speaker[0] >= verb[1] else list(mentions)


def _acts(wording: Wording, sentence: str, mention: Mention) -> bool:
    """Whether an adjective stands with someone who acts: "Mexican officials"."""
    if wording.tag == "es":
        return (
            wording.actor.search(sentence[max(0, mention.start - 60) : mention.start]) is not None
        )
    return wording.actor.match(sentence[mention.end : mention.end + 60]) is not None


def _part(
    wording: Wording,
    sentence: str,
    mention: Mention,
    verb: tuple[int, int],
    previous: tuple[Mention, str] | None,
) -> str:
    if wording.tag == "ko":
        return _korean_part(sentence, mention, verb, previous)
    before = sentence[max(0, mention.start - 90) : mention.start]
    if previous is not None:
        between = sentence[previous[0].end : mention.start]
        crosses = previous[0].end <= verb[0] < mention.start
        if not crosses and len(between) < 60 and wording.joined.match(between):  # noqa: PLR2004
            return previous[1]
        before = before[-len(between) :] if between else before
    after_verb = mention.start >= verb[1]
    if wording.location.search(before):
        return "places"
    if wording.agent.search(before):
        return "agents"
    if wording.company.search(before):
        return "company"
    return "objects" if after_verb else "subject"


def _korean_part(
    sentence: str, mention: Mention, verb: tuple[int, int], previous: tuple[Mention, str] | None
) -> str:
    after = sentence[mention.end : mention.end + 4]
    if _KOREAN_PLACE.match(after):
        return "places"
    if _KOREAN_OBJECT.match(after):
        return "objects"
    if mention.start >= verb[1]:
        return "objects"
    if _KOREAN_COMPANY.match(after) and previous is not None:
        return "company"
    return "subject"
