"""What changed between two looks at one partnership: values, hurdles, contests, beliefs, news.

Takes a partnership's view at the clocks of then and of now; gives ``Changes``. Which clock was
moved is the caller's choice: recorded ("since I last looked"), published or occurred. Who comes
next: ``views.changes``, which makes sentences of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ledger.claims.claim import Claim, Correction
from ledger.claims.developments import Development
from ledger.claims.names import FOR_PAGES, NAMELESS, Names
from ledger.claims.vocabulary import Modality
from ledger.clock import Clocks
from ledger.edtf import Edtf
from ledger.projections.changes.changed_clock import ChangedClock
from ledger.projections.contests import Contest
from ledger.projections.outlook import Prospect
from ledger.projections.weighing.citations import Citation, cite
from ledger.sources.kinds import SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ledger.projections.status import PartnershipView
    from ledger.projections.treaties.instruments import InstrumentState
    from ledger.projections.weighing.answer import DateAnswer

__all__ = [
    "AllChanges",
    "ChangedClock",
    "Changes",
    "HurdleChange",
    "News",
    "NoLonger",
    "ValueChange",
    "changes",
]


@attrs.frozen(kw_only=True)
class ValueChange:
    """A value that is another one now; None: there was, or is, nothing to say.

    ``title`` is what readers call the subject. ``claims`` are the words behind what it is now,
    or, where it is gone, behind what it was. Of an outcome, ``development`` is what was foreseen,
    and ``when`` the day for which it is due.
    """

    subject: str
    title: str
    field: str
    before: str | None
    after: str | None
    claims: tuple[str, ...]
    development: Development | None = attrs.field(default=None, metadata=FOR_PAGES)
    when: Edtf | None = attrs.field(default=None, metadata=FOR_PAGES)


@attrs.frozen(kw_only=True)
class HurdleChange:
    """A hurdle that is new, was cleared, was reopened, or moved on. None: there was none.

    ``claims`` are the words that decide its state now or, where it is gone, decided it then.
    """

    hurdle: str
    title: str
    before: str | None
    after: str | None
    outstanding: bool
    claims: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class NoLonger:
    """A claim that stood then and does not now: what was believed and is no longer.

    ``replacement`` is the claim that took its place, where it was corrected.
    """

    citation: Citation
    reason: str
    by: str | None
    ground: str | None
    replacement: str | None


@attrs.frozen(kw_only=True)
class News:
    """A document with the claims on it that are new; ``stated`` is what each of them states."""

    document: str
    title: str | None
    publisher: str | None
    kind: SourceKind
    published: Edtf | None
    claims: tuple[Citation, ...]
    stated: tuple[tuple[Development, Modality], ...] = attrs.field(default=(), metadata=FOR_PAGES)


@attrs.frozen(kw_only=True)
class Changes:
    """All that changed, each part in a fixed order."""

    partnership: str
    title: str
    clock: ChangedClock
    values: tuple[ValueChange, ...]
    hurdles: tuple[HurdleChange, ...]
    contested: tuple[Contest, ...]
    no_longer_contested: tuple[Contest, ...]
    no_longer: tuple[NoLonger, ...]
    news: tuple[News, ...]
    names: Names = attrs.field(default=NAMELESS, metadata=FOR_PAGES)

    @property
    def nothing(self) -> bool:
        """Whether all is as it was."""
        return not (
            self.values
            or self.hurdles
            or self.contested
            or self.no_longer_contested
            or self.no_longer
            or self.news
        )


@attrs.frozen(kw_only=True)
class AllChanges:
    """What changed over all partnerships between two looks, each with its clocks.

    ``changes`` are of the partnerships in which something did, by title. ``position`` is the last
    of the log for the look of now.
    """

    clock: ChangedClock
    then: Clocks
    now: Clocks
    position: int
    changes: tuple[Changes, ...]


def changes(then: PartnershipView, now: PartnershipView, clock: ChangedClock) -> Changes:
    """What is otherwise now than it was then."""
    before, after = dict(_values(then)), dict(_values(now))
    disputed = {_key(contest): contest for contest in then.contested}
    disputes = {_key(contest): contest for contest in now.contested}
    return Changes(
        partnership=now.id,
        title=now.title,
        clock=clock,
        values=tuple(
            _change(key, now.names, before.get(key), after.get(key))
            for key in sorted(before.keys() | after.keys())
            if before.get(key, _NONE)[0] != after.get(key, _NONE)[0]
        ),
        hurdles=tuple(_hurdles(then, now)),
        contested=tuple(disputes[key] for key in disputes if key not in disputed),
        no_longer_contested=tuple(disputed[key] for key in disputed if key not in disputes),
        no_longer=tuple(_no_longer(then, now)),
        news=tuple(_news(then, now)),
        names=now.names,
    )


_Value = tuple[str | None, tuple[str, ...], Prospect | None]
_NONE: _Value = (None, (), None)


def _change(
    key: tuple[str, str], names: Names, before: _Value | None, after: _Value | None
) -> ValueChange:
    was, is_ = before or _NONE, after or _NONE
    foreseen = is_[2] or was[2]
    return ValueChange(
        subject=key[0],
        title=names.of(key[0]),
        field=key[1],
        before=was[0],
        after=is_[0],
        claims=is_[1] or was[1],
        development=None if foreseen is None else foreseen.development,
        when=None if foreseen is None else foreseen.due,
    )


def _key(contest: Contest) -> tuple[str, str]:
    return contest.subject, contest.field


def _values(view: PartnershipView) -> Iterator[tuple[tuple[str, str], _Value]]:
    """Every value that a reader takes away, by subject and field, with its claims."""
    status = view.status
    basis = tuple(claim for part in status.stage_basis for claim in part.claims)
    yield (view.id, "stage"), (status.stage, basis, None)
    for state in view.instruments:
        yield from _of_instrument(state)
    for prospect in view.outlook:
        claim = prospect.citation.claim
        proof = (prospect.met_by or claim,)
        yield (claim, "outcome"), (prospect.outcome, proof, prospect)


def _of_instrument(state: InstrumentState) -> Iterator[tuple[tuple[str, str], _Value]]:
    counted = state.consents
    yield (state.id, "stage"), (state.stage, state.stage_claims, None)
    if counted.count is not None:
        yield (state.id, "consents"), (counted.words, counted.claims, None)
    for party in state.participation:
        for act in ("signature", "approval", "consent", "withdrawn", "denounced"):
            answer: DateAnswer = getattr(party, act)
            if answer.span is not None:
                days = _days(answer.span.earliest, answer.span.latest)
                yield (f"{state.id}/{party.party}", act), (days, answer.claims, None)


def _days(first: date | None, last: date | None) -> str:
    """Days as EDTF: what a vague day leaves open."""
    if first is not None and last is not None:
        return str(Edtf.between(first, last))
    return f"{first or '..'}/{last or '..'}"


def _hurdles(then: PartnershipView, now: PartnershipView) -> Iterator[HurdleChange]:
    before, after = ({hurdle.id: hurdle for hurdle in view.hurdles} for view in (then, now))
    for name in sorted(before.keys() | after.keys()):
        was, is_ = before.get(name), after.get(name)
        hurdle = is_ or was
        if hurdle is not None and (was and was.state) != (is_ and is_.state):
            yield HurdleChange(
                hurdle=name,
                title=hurdle.title_with(now.names),
                before=was.state if was else None,
                after=is_.state if is_ else None,
                outstanding=is_ is not None and is_.outstanding,
                claims=tuple(dict.fromkeys(citation.claim for citation in hurdle.deciding)),
            )


def _no_longer(then: PartnershipView, now: PartnershipView) -> Iterator[NoLonger]:
    acts = now.standing.facts.acts
    for claim in then.claims:
        fallen = now.standing.fallen.get(claim.claim.id)
        if fallen is not None:
            act = acts[fallen.act].act if fallen.act else None
            yield NoLonger(
                citation=cite(now.standing.facts, claim.claim),
                reason=fallen.reason,
                by=act.by if act else None,
                ground=act.reason if act else None,
                replacement=act.replacement if isinstance(act, Correction) else None,
            )


def _news(then: PartnershipView, now: PartnershipView) -> Iterator[News]:
    """The claims that are new, under their documents, the latest document last."""
    stood = {recorded_claim.claim.id for recorded_claim in then.claims} | set(then.standing.fallen)
    facts = now.standing.facts
    fresh: dict[str, list[Claim]] = {}
    for claim in now.claims:
        fallen = then.standing.fallen.get(claim.claim.id)
        if claim.claim.id not in stood or (fallen and fallen.reason == "unpublished"):
            fresh.setdefault(claim.claim.evidence.document, []).append(claim.claim)
    for name in sorted(
        fresh, key=lambda document_id: (now.standing.published(document_id), document_id)
    ):
        document = facts.documents[name].document
        yield News(
            document=name,
            title=document.title,
            publisher=document.publisher,
            kind=document.kind,
            published=document.published,
            claims=tuple(cite(facts, claim) for claim in fresh[name]),
            stated=tuple((claim.development, claim.modality) for claim in fresh[name]),
        )
