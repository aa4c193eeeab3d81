"""Every check by its name, and those that are asked for.

Takes the parts of a ledger and names or groups; gives the findings in the order of the checks.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from ledger.checks.counts import counts_add_up, counts_within_base
from ledger.checks.days import (
    dates_in_order,
    dates_possible,
    declared_matches_computed,
    publication_possible,
)
from ledger.checks.finding import Check, Finding
from ledger.checks.hurdles import hurdles_can_clear
from ledger.checks.names import judgements_agree, names_told_apart
from ledger.checks.news import expectations_met, news_fresh
from ledger.checks.recording import (
    days_of_their_own,
    instruments_followed,
    publishers_told_apart,
    signed_agreements_count,
    stated_stages_lead_on,
)
from ledger.checks.scripts import names_in_one_script
from ledger.checks.sources import derivatives_have_roots, quotes_anchored
from ledger.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ledger.checks.finding import Across, Found, Scope


def _check(group: str, look: Callable[[Scope], Iterator[Found]], *, once: bool = True) -> Check:
    """A check of each part of a ledger, named as what must be so, in the words of its function."""
    return Check(name=_name(look), group=group, summary=_summary(look), look=look, once=once)


def _across(group: str, look: Callable[[Across], Iterator[Found]]) -> Check:
    """A check across the parts."""
    return Check(name=_name(look), group=group, summary=_summary(look), look_across=look)


def _name(look: Callable[..., object]) -> str:
    return look.__name__.replace("_", "-")


def _summary(look: Callable[..., object]) -> str:
    return (look.__doc__ or "").strip()


_ALL = (
    _check("sources", quotes_anchored),
    _across("sources", derivatives_have_roots),
    _check("dates", dates_possible),
    _across("dates", publication_possible),
    _check("dates", dates_in_order),
    _check("dates", declared_matches_computed),
    _check("counts", counts_within_base),
    _check("counts", counts_add_up),
    _check("hurdles", hurdles_can_clear, once=False),
    _across("names", names_told_apart),
    _across("names", judgements_agree),
    _across("names", names_in_one_script),
    _check("news", expectations_met, once=False),
    _check("news", news_fresh, once=False),
    _across("recording", instruments_followed),
    _check("recording", signed_agreements_count, once=False),
    _check("recording", stated_stages_lead_on),
    _across("recording", publishers_told_apart),
    _across("recording", days_of_their_own),
)

CHECKS = MappingProxyType({check.name: check for check in _ALL})
"""Every check by its name."""

GROUPS = tuple(dict.fromkeys(check.group for check in _ALL))
"""The groups, in the order of the checks."""


class NoSuchCheck(NotFound):
    """A name that no check and no group of checks has."""

    code = "no-such-check"

    def __init__(self, name: str) -> None:
        all_names = ", ".join((*GROUPS, *CHECKS))
        super().__init__(f"there is no check called {name}", fix=f"ask for one of: {all_names}")


def selected(names: Sequence[str] = ()) -> tuple[Check, ...]:
    """The checks of these names and groups; all of them where none is named.

    Raises:
        NoSuchCheck: a name that is neither a check's nor a group's.
    """
    for name in names:
        if name not in CHECKS and name not in GROUPS:
            raise NoSuchCheck(name)
    return tuple(
        check_ for check_ in _ALL if not names or check_.name in names or check_.group in names
    )


def check(parts: Iterable[Scope], across: Across, checks: Iterable[Check]) -> tuple[Finding, ...]:
    """All findings of the checks, each check's by subject.

    The parts come one after another, by the ids of their partnerships, and none is kept.
    """
    findings: dict[Check, list[Finding]] = {check_: [] for check_ in checks}
    seen: set[Finding] = set()
    for part in parts:
        across.add(part)
        for check_, of_parts in findings.items():
            more = [finding for finding in check_.findings(part) if finding not in seen]
            of_parts.extend(more)
            seen.update(more if check_.once else ())
    return tuple(
        finding
        for check_, of_parts in findings.items()
        for finding in sorted(
            (*of_parts, *check_.findings_across(across)),
            key=lambda finding: (finding.subject, finding.claims),
        )
    )
