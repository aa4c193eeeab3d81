"""The status page as a person reads it, over the Convention's path from 2021 to 2024."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from ledger.clock import Clocks
from ledger.views.pages.status import status_page
from ledger.views.text.layout import text_lines
from tests.views.pages.conftest import SPACE, as_of, folded


def page(ledger, clocks, change=lambda status: status):
    """The status page, as one text."""
    view = ledger.view(SPACE, clocks)
    lines = text_lines(status_page(change(view.status), clocks=clocks))
    return "\n".join(lines)


def test_a_vague_count_shows_both_ends(ledger):
    """On a day that may have been the day of the deposit, ten or eleven."""
    shown = folded(page(ledger, as_of("2024-09-27", "2024-09-29")))
    assert "deposited; 10 to 11 of 11 consents, 1 still required; contested" in shown


def test_a_threshold_that_is_met_requires_nothing(ledger):
    """In force, and nothing said of what is still required; three claims named, two counted."""
    shown = folded(page(ledger, as_of("2024-10-26")))
    assert "in force; 11 of 11 consents; corroborated" in shown
    assert "still required" not in shown
    assert "alce-31-eleven-founders and 2 more]" in shown


@pytest.mark.parametrize(
    ("day", "sure"), [("2025-10-26", "corroborated ["), ("2025-10-27", "count stale [")]
)
def test_what_goes_stale_is_the_count_and_not_the_treaty(ledger, day, sure):
    """A year without a new count: the Convention is in force none the less."""
    assert f"in force; 11 of 11 consents; {sure}" in folded(page(ledger, as_of(day)))


def test_a_count_without_a_threshold(ledger):
    """A count is shown without a base where nobody says how many are required."""

    def unbounded(status):
        one = status.instruments[0]
        consents = attrs.evolve(one.consents, required=None, still_required=None)
        return attrs.evolve(status, instruments=(attrs.evolve(one, consents=consents),))

    assert "deposited; 10 consents; contested" in folded(
        page(ledger, as_of("2024-06-30"), unbounded)
    )


def test_what_a_rule_without_a_number_still_requires_is_shown_beside_one_consent(ledger):
    """Named States or a share: how many there are, and how many more it takes at least."""

    def by_name(status):
        one = status.instruments[0]
        consents = attrs.evolve(one.consents, count=1, highest=1, required=None, still_required=3)
        return attrs.evolve(status, instruments=(attrs.evolve(one, consents=consents),))

    assert "deposited; 1 consent, 3 still required; contested" in folded(
        page(ledger, as_of("2024-06-30"), by_name)
    )


def test_an_instrument_before_any_deposit_shows_its_stage(ledger):
    """A Senate's approval is a stage, and no count."""
    assert "ALCE convention approved [alce-" in folded(
        page(ledger, as_of("2022-03-16", "2022-03-18"))
    )


def test_a_long_title_has_its_own_line(ledger):
    """Nothing is cut, and the values stay in their column."""

    def renamed(status):
        title = "Convention that establishes the Latin American and Caribbean Space Agency"
        one = attrs.evolve(status.instruments[0], title=title)
        return attrs.evolve(status, instruments=(one,))

    lines = page(ledger, as_of("2024-06-30"), renamed).splitlines()
    at = lines.index("  Convention that establishes the Latin American and Caribbean Space Agency")
    assert lines[at + 1].startswith(" " * 36 + "deposited; 10 of 11")


def test_what_is_contested_is_told_in_words(ledger):
    """Names and reasons, no ids and codes, each voice with its source."""
    shown = folded(page(ledger, as_of("2024-06-14")))
    assert "ALCE convention, consents: a lower count as of a later day" in shown
    assert "regressive" not in shown
    assert "against “With 9 of 11 required ratifications" in shown


def test_before_any_news(ledger):
    """A partnership of which nothing is known yet says so."""
    early = Clocks(valid_at=date(2020, 1, 1), published_by=date(2020, 1, 1))
    shown = page(ledger, early)
    assert "no news" in shown
    assert "  none" in shown
