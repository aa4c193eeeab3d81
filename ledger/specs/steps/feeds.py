"""A site that lists articles as new: it is followed, and asked what is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.specs.phrases.parameters import day
from ledger.specs.site import SitePage
from ledger.specs.steps.registry import step

if TYPE_CHECKING:
    from ledger.specs.tables import StepRow
    from ledger.specs.world import World


@step("site-lists", columns=("source", "published", "text"))
def site_lists(world: World, *, rows: list[StepRow]) -> None:
    """Have a site on this machine list articles as new, each on a page of its own."""
    world.site.add(
        SitePage(
            title=row.cells["source"],
            text=row.cells["text"],
            published=day(row.cells["published"]),
            language=row.cells.get("language", "en"),
        )
        for row in rows
    )


@step("site-followed", tells=True)
def site_followed(world: World, *, partnership: str) -> None:
    """Follow the site for what names a party of a partnership."""
    world.driver.follow(world.site.url, partnership)


@step("feeds-polled", tells=True)
def feeds_polled(world: World) -> None:
    """Ask every feed what is new; what is wanted of it waits in the inbox."""
    world.driver.poll()
