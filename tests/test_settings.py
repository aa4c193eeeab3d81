"""What the environment may set."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.settings import Settings


def test_without_a_word_the_ledger_is_here():
    """./claims.db, no name, colour where it can be seen, no tracebacks."""
    assert Settings.of({}) == Settings(ledger="claims.db", recorded_by=None, color=True)


def test_the_environment_sets_each():
    """All five variables reach their setting, and any value of ``NO_COLOR`` turns colour off."""
    environment = {
        "CLAIMS_LEDGER": "a.db",
        "CLAIMS_ANALYST": "Ana",
        "NO_COLOR": "0",
        "CLAIMS_DEBUG": "1",
        "CLAIMS_TIMEZONE": "Asia/Seoul",
    }
    expected = Settings(
        ledger="a.db", recorded_by="Ana", color=False, debug=True, timezone="Asia/Seoul"
    )
    assert Settings.of(environment) == expected


@pytest.mark.parametrize(
    "name", ["CLAIMS_LEDGER", "CLAIMS_ANALYST", "NO_COLOR", "CLAIMS_DEBUG", "CLAIMS_TIMEZONE"]
)
def test_an_empty_variable_is_not_set(name):
    """An empty value leaves each setting at its default, colour too."""
    assert Settings.of({name: ""}) == Settings()


def test_keys_are_kept_where_they_are_told_to_or_by_the_users_settings():
    """Never by the ledger: whoever puts an old file back must not bring its memory along."""
    assert Settings.of({}).custody == Path("~/.config/claims/custody")
    assert Settings.of({"XDG_CONFIG_HOME": "/c"}).custody == Path("/c/claims/custody")
    named = {"CLAIMS_CUSTODY": "/usb/keys", "XDG_CONFIG_HOME": "/c"}
    assert Settings.of(named).custody == Path("/usb/keys")
