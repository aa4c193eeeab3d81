"""What checks found, group by group, each finding with what to do about it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ledger.views.clocks import as_of
from ledger.views.page import Block, Heading, Paragraph, Point, cited, shown
from ledger.views.words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.checks.finding import Check, Finding
    from ledger.clock import Clocks
    from ledger.views.words import Words


def findings_page(
    findings: Sequence[Finding],
    checks: Sequence[Check],
    *,
    clocks: Clocks,
    words: Words = ENGLISH,
) -> Iterator[Block]:
    """The findings under their checks; where there is none, which checks found nothing."""
    yield Heading(words.counted("finding", len(findings)), as_of(clocks, words))
    for name, group in groupby(findings, key=lambda finding: finding.check):
        of_check = list(group)
        yield ""
        yield f"{name} ({words(f'group-{of_check[0].group}')}, {len(of_check)})"
        for finding in of_check:
            sentence = words.spoken(finding.sentence)
            claims = cited(finding.claims, words)
            yield Point(f"{shown(finding.subject)}: {sentence}", 1, behind=claims)
            yield Paragraph(words("try-fix", fix=words.spoken(finding.fix)), 2)
    quiet = [
        check.name for check in checks if check.name not in {finding.check for finding in findings}
    ]
    if quiet:
        yield ""
        yield Point(words("nothing-found-by", checks=", ".join(quiet)))
