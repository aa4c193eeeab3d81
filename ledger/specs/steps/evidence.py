"""Evidence: freshness, the timeline, search, quotes, and what the order of arrival must not do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.specs.answers.evidence import CitationData, HitData, MomentData
from ledger.specs.answers.reading import read
from ledger.specs.drivers import Entry, Inquiry
from ledger.specs.steps.registry import step
from ledger.specs.world import Differs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from ledger.specs.answers.partnerships import StatusData
    from ledger.specs.tables import StepRow
    from ledger.specs.world import World


@step("freshness")
def freshness(world: World, *, day: date) -> None:
    """The last day on which something was published that the status rests on."""
    last_published = world.status.freshness.last_published
    if last_published != day:
        raise _differs(world, f"{last_published or 'no news'}")


@step("roots")
def roots(world: World, *, documents: int, roots: int) -> None:
    """How many documents the status rests on, and how many of them are independent."""
    fresh = world.status.freshness
    if (fresh.documents, fresh.independent_roots) != (documents, roots):
        raise _differs(
            world, f"{fresh.documents} documents, {fresh.independent_roots} independent sources"
        )


@step("timeline", columns=("kind", "source"))
def timeline(world: World, *, rows: list[StepRow]) -> tuple[CitationData, ...]:
    """These things were stated, in this order, and no others; a row for each claim."""
    wanted = [(row.cells.get("occurred"), row.cells["kind"], row.cells["source"]) for row in rows]
    lines = list(_lines(world.timeline))
    if wanted != [line for line, _ in lines]:
        says = "; ".join(" ".join(part or "undated" for part in line) for line, _ in lines)
        raise Differs(
            f"the ledger says {says or 'nothing'}",
            command=f"claims timeline {world.home()}{world.options}",
        )
    return tuple(citation for _, citation in lines)


@step("search")
def search(world: World, *, words: str, count: int) -> tuple[CitationData, ...]:
    """So many claims hold all of the words."""
    hits = read(world.driver.search(words.split()), tuple[HitData, ...])
    if len(hits) != count:
        raise Differs(f"the ledger finds {len(hits)}", command=f"claims search {words}")
    return tuple(hit.citation for hit in hits)


@step("every-quote")
def every_quote(world: World) -> tuple[CitationData, ...]:
    """Every value of the status rests on words that stand, letter for letter, in a document."""
    won = tuple(quote for proof in _proofs(world) for quote in proof)
    for citation in dict.fromkeys(won):
        event = world.shown(citation.document).event or {}
        document = event["document"]
        if not isinstance(document, dict) or citation.quote not in str(document["text"]):
            raise Differs(
                f"the words “{citation.quote}” do not stand in {citation.document}",
                command=f"claims show {citation.document}",
            )
    return tuple(dict.fromkeys(won))


@step("any-order")
def any_order(world: World) -> None:
    """The same facts, told last to first, give the same answer to the byte."""
    before = world.driver.ask(Inquiry.STATUS, world.home(), world.clocks)
    fields = [entry for entries in world.recorded_entries for entry in entries]
    last = world.driver.last_recorded()
    assert last is not None  # noqa: S101 - a status was given, so something was recorded
    world.driver.empty()
    for entry in _backwards(fields):
        world.driver.tell([entry], at=last)
    after = world.driver.ask(Inquiry.STATUS, world.home(), world.clocks)
    if before != after:
        raise _differs(world, "something else when told last to first")


@step("again")
def again(world: World) -> None:
    """What the ledger knows already is not recorded twice."""
    position = world.driver.position()
    status = world.status
    for entries in list(world.recorded_entries):
        world.tell(entries)
    if world.driver.position() != position or world.status != status:
        recorded = world.driver.position() - position
        raise Differs(f"{recorded} more events were recorded", command="claims log")


_FIRST = ("party", "partnership", "instrument", "document")
_LAST = ("correction", "retraction", "dispute")


def _backwards(fields: Sequence[Entry]) -> Iterator[Entry]:
    """What names come from first, then the claims from last to first, then the acts on them."""
    for kind in _FIRST:
        yield from (entry for entry in fields if entry["kind"] == kind)
    yield from (entry for entry in reversed(fields) if entry["kind"] not in (*_FIRST, *_LAST))
    yield from (entry for entry in fields if entry["kind"] in _LAST)


def _proofs(world: World) -> Iterator[tuple[CitationData, ...]]:
    status: StatusData = world.status
    yield world.proof(status.partnership, "stage").won
    for instrument in status.instruments:
        yield world.proof(instrument.id, "consents").won
        yield world.proof(instrument.id, "stage").won
    for hurdle in status.hurdles:
        yield world.proof(hurdle.id, "state").won
    for prospect in status.outlook:
        yield (prospect.citation,)
    for contest in status.contested:
        yield (*contest.holds, *contest.against)


def _lines(
    moments: Sequence[MomentData],
) -> Iterator[tuple[tuple[str | None, str, str], CitationData]]:
    for moment in moments:
        for statement in moment.stated:
            cited = statement.citation
            line = (moment.occurred, cited.kind, cited.publisher or cited.document)
            yield line, cited


def _differs(world: World, says: str) -> Differs:
    return Differs(
        f"the ledger says {says}", command=f"claims status {world.home()}{world.options}"
    )
