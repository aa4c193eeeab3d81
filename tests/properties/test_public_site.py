"""A site that was brought up to date is the site made new, to the byte, whatever happened."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ledger.app import Ledger
from ledger.errors import ClaimsError
from ledger.log import MemoryLog
from ledger.web.public_site.publish import publish
from tests.clock import TickingClock
from tests.properties.test_shelf import DOCUMENTS, HISTORIES, NAMES, tell
from tests.thorough import examples

EXAMPLES = examples(12)
STEPS = st.tuples(HISTORIES, st.lists(st.tuples(st.integers(0, 14), DOCUMENTS), max_size=2))


def files(folder):
    """All files of a site, the list of them too."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".claims-site.lock"
    }


@EXAMPLES
@given(steps=STEPS, days=st.lists(st.integers(0, 400), min_size=1, max_size=4))
def test_a_site_brought_up_to_date_is_the_site_made_new(tmp_path_factory, steps, days):
    """Claims, corrections, retractions, other names, judgements, erasures, and days that pass.

    The site is published wherever the history looks at the board, ``days`` later each time.
    """
    history, erasures = steps
    clock = TickingClock()
    ledger = Ledger(MemoryLog(clock=clock), clock=clock)
    folder = tmp_path_factory.mktemp("sites")
    ledger.submit(NAMES)
    publish(ledger, folder / "kept", now=clock.instant)
    last = None
    for place, command in enumerate(history):
        if isinstance(command, date):
            clock.turn(timedelta(days=days[place % len(days)]))
            publish(ledger, folder / "kept", now=clock.instant)
        else:
            last = tell(ledger, command, last)
        for moment, document in erasures:
            if moment == place:
                _erase(ledger, document)
    publish(ledger, folder / "kept", now=clock.instant)
    publish(ledger, folder / "new", now=clock.instant)
    assert files(folder / "kept") == files(folder / "new")


def _erase(ledger, document):
    """Take a document's words out, and what is claimed on them, where it is still there."""
    try:
        ledger.erase(document, reason="an order", with_claims=True)
    except ClaimsError:
        return
