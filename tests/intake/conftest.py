"""What the tests of intake share: real servers on loopback."""

from __future__ import annotations

from tests.sites import dripping, other_site, site

__all__ = ["dripping", "other_site", "site"]
