"""What comes next, by when, and who must act: by day, or by who must act."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ledger.claims.names import NAMELESS, Names
from ledger.projections.agenda import DEADLINES, DueKind
from ledger.views.page import Block, Labels, Paragraph, Point, Row, cited, source
from ledger.views.pages.status import THRESHOLD, titled
from ledger.views.sentences import foreseen
from ledger.views.words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.projections.agenda import Due
    from ledger.views.pages.head import PageHead
    from ledger.views.words import Words

_SHOWN = 3
_OF_NOBODY = frozenset({DueKind.IN_FORCE, *DEADLINES})
"""Days that come without anyone's act."""
_STEP = re.compile(r"(negotiated|signed|ratified|exchanged)(?: by (.+))?")


def agenda_page(
    agenda: Sequence[Due],
    *,
    head: PageHead,
    names: Names = NAMELESS,
    by_party: bool = False,
) -> Iterator[Block]:
    """What is due, overdue first, then by its day; ``by_party`` puts it under who must act."""
    words = head.words
    yield from head.blocks(words("title-next", title=head.subject))
    if not agenda:
        yield Paragraph(words("agenda-nothing"), 1)
    groups = _by_party(agenda, words) if by_party else _by_turn(agenda, words)
    for heading, dues in groups:
        yield ""
        yield heading
        for due in dues:
            yield from _due(due, names, words, whole=head.title is None, day=by_party)


def _by_turn(agenda: Sequence[Due], words: Words) -> Iterator[tuple[str, list[Due]]]:
    for heading, dues in (
        ("agenda-overdue", [due for due in agenda if due.overdue]),
        ("agenda-with-day", [due for due in agenda if due.when is not None and not due.overdue]),
        ("agenda-no-day", [due for due in agenda if due.when is None]),
    ):
        if dues:
            yield words(heading, count=len(dues)), dues


def _by_party(agenda: Sequence[Due], words: Words) -> Iterator[tuple[str, list[Due]]]:
    """What each must do, by name; what nobody is named for stands last."""
    parties: dict[tuple[str, str], list[Due]] = {}
    for due in agenda:
        for party in due.who:
            parties.setdefault((party.name, party.id), []).append(due)
    for name, id_ in sorted(parties):
        dues = parties[name, id_]
        yield f"{name} ({len(dues)})", dues
    if nobody := [due for due in agenda if not due.who]:
        yield words("agenda-nobody", count=len(nobody)), nobody


def _due(due: Due, names: Names, words: Words, *, whole: bool, day: bool) -> Iterator[Block]:
    mark = f"{words.word('overdue')}, " if day and due.overdue else ""
    yield ""
    yield Point(f"{mark}{_when(due, words)}: {matter(due, names, words)}", 1)
    who = words.listed(party.name for party in due.who)
    for label, text in (
        ("who", who or ("" if due.kind in _OF_NOBODY else words("nobody-named"))),
        ("waits", words.listed(waits_words(title, words) for title in due.waits_for)),
        ("in", due.partnership_title if whole else ""),
        ("source", _sources(due, words)),
    ):
        if text:
            yield Row(words(f"label-{label}"), text, Labels.DETAIL, 2)


def waits_words(title: str, words: Words = ENGLISH) -> str:
    """What is waited for, by its title; steps and thresholds have titles of our own making."""
    if words.language == ENGLISH.language:
        return title
    step, threshold = _STEP.fullmatch(title), THRESHOLD.fullmatch(title)
    if step is not None:
        return words(f"step-{step[1]}", party=step[2])
    if threshold is None:
        return title
    return words("threshold-title", needed=threshold[1], instrument=threshold[2])


def _when(due: Due, words: Words) -> str:
    """Its day, or how far it is where nobody gives a day."""
    if due.when is not None:
        return words.when(due.when)
    how = due.state or due.modality
    return words.word(how) if how else words("no-day")


def matter(due: Due, names: Names, words: Words = ENGLISH) -> str:
    """What is due, in a few words."""
    if due.development is None:
        title = titled(due.subject, str(due.title), names, words)
        if due.kind in DEADLINES:
            return words(f"due-{due.kind}", title=title)
        return words("enters-into-force", title=title) if due.kind == "in-force" else title
    spoken = foreseen(due.development, names, words, hurdle=due.title)
    how = words.word(due.modality)
    return f"{spoken} ({how})" if due.when is not None else spoken


def _sources(due: Due, words: Words) -> str:
    """The last of the words behind it, and how many more there are."""
    more = len(due.claims) - 1
    if due.citation is not None:
        others = words.counted("more-claim", more) if more > 0 else ""
        return words("source-and-more", source=source(due.citation, words), more=others)
    return cited(due.claims[:_SHOWN]) or words("own-rule")
