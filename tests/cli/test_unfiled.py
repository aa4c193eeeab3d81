"""Tags that were taken out of the index: who asks is told of damage, and of nothing false."""

from __future__ import annotations

import pytest

from tests.cli.conftest import CLAIM
from tests.tampering import tampered

OF = "SELECT position FROM events WHERE event_id LIKE"
CHANGES = {
    "all": "DELETE FROM tags",
    "of the partnership": f"DELETE FROM tags WHERE position IN ({OF} 'partnership:%')",  # noqa: S608
    "of its kind": "DELETE FROM tags WHERE tag = 'type:partnership.described'",
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_partnership_without_its_tags_is_damage_and_not_unknown(newsroom, change):
    """By every command that names it; verify says what is wrong."""
    assert newsroom("import", "-", stdin=CLAIM).code == 0
    tampered("claims.db", CHANGES[change])
    for words in (
        "status",
        "status mexico-korea-space",
        "why mexico-korea-space",
        "hurdles mexico-korea-space",
        "timeline mexico-korea-space",
        "export mexico-korea-space",
        "disputes mexico-korea-space",
    ):
        refused = newsroom(*words.split(), "--json")
        if change == "of its kind" and refused.code == 0:
            continue  # it is found by its own tag, and the answer is right
        assert (refused.code, refused.error["code"]) == (5, "ledger-damaged"), words
        assert "is not filed under its tags" in refused.error["message"], words
        assert "claims verify" in refused.error["fix"]
    assert newsroom("verify").code == 1


def test_a_treaty_without_its_tags_is_damage_and_not_unknown(newsroom):
    """Whichever word it is asked with."""
    tampered("claims.db", f"DELETE FROM tags WHERE position IN ({OF} 'instrument:%')")  # noqa: S608
    for words in ("treaty alce-convention", "why alce-convention.consents"):
        refused = newsroom(*words.split(), "--json")
        assert (refused.code, refused.error["code"]) == (5, "ledger-damaged"), words


def test_what_nobody_described_is_unknown(newsroom):
    """The negative control; also before it was described."""
    for words in ("status nobody", "why nobody", "status mexico-korea-space --known-at @0"):
        assert newsroom(*words.split()).code == 3, words
