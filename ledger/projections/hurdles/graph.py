"""Hurdles as a graph: what blocks what, and the chain that stands between today and a goal.

Takes a partnership's view; gives ``HurdleGraph``. A hurdle that is an agreement between named
sides unfolds into the steps of the treaty process (VCLT arts. 9 to 16), each cleared by the
claims that clear it and reopened by their retraction. Claims may block each other in a circle:
circles are named, and nothing here goes round in one. Who comes next: ``views.hurdles``.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

import attrs

from ledger.edtf import Edtf
from ledger.projections.hurdles.steps import StepState, steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ledger.projections.hurdles.hurdle import Hurdle
    from ledger.projections.hurdles.steps import TreatyStep
    from ledger.projections.status import PartnershipView


class NodeKind(StrEnum):
    """What a node of the graph is."""

    HURDLE = "hurdle"
    STEP = "step"
    INSTRUMENT = "instrument"
    GOAL = "goal"


@attrs.frozen(kw_only=True)
class Node:
    """Something in the graph. ``on`` are those who must act, ``claims`` the words behind it.

    ``since`` is when it came to its state, as vague as its source has it. A goal or an
    instrument is never ``cleared``: it waits, and nothing waits for it.
    """

    id: str
    kind: NodeKind
    title: str
    state: str
    cleared: bool
    on: tuple[str, ...] = ()
    since: Edtf | None = None
    claims: tuple[str, ...] = ()


@attrs.frozen(kw_only=True, order=True)
class Edge:
    """``source`` must be cleared before ``target`` can go on."""

    source: str
    target: str


@attrs.frozen(kw_only=True)
class Chain:
    """The hurdles that stand between today and ``goal``, the first to clear first.

    Each step holds one hurdle, or several that stand side by side: they wait for the same, and
    the same waits for all of them. ``goal`` is None where the last hurdle blocks nothing that is
    named.
    """

    goal: str | None
    steps: tuple[tuple[str, ...], ...]
    since: Edtf | None


@attrs.frozen(kw_only=True)
class HurdleGraph:
    """Nodes and edges by id; ``chains`` the longest first, among equals the oldest.

    ``cycles`` are the circles that were claimed, each from its first id by the alphabet round
    to the same id; one edge of each is left out of ``chains``, none of ``edges``.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    chains: tuple[Chain, ...]
    cycles: tuple[tuple[str, ...], ...]


def graph(view: PartnershipView) -> HurdleGraph:
    """The graph of a partnership's hurdles."""
    nodes: dict[str, Node] = {hurdle.id: _hurdle(hurdle, view) for hurdle in view.hurdles}
    edges: set[Edge] = set()
    states = {state.id: state for state in view.instruments}
    instruments = view.standing.facts.instruments
    for hurdle in view.hurdles:
        state = states.get(hurdle.instrument or "")
        between = () if state is None else instruments[state.id].between
        if state is not None and hurdle.progress is None and between:
            for step in steps(state, between, view.standing.clocks.valid_at):
                nodes.setdefault(step.id, _step(step, hurdle, view))
                edges |= {Edge(source=step.id, target=target) for target in step.before}
                if not step.before:
                    edges.add(Edge(source=step.id, target=hurdle.id))
    for hurdle in view.hurdles:
        for blocked in hurdle.blocks:
            for target in _targets(blocked, nodes, view):
                edges.add(Edge(source=hurdle.id, target=target))
    ordered = tuple(sorted(edges))
    cycles, order = _order(nodes, ordered)
    return HurdleGraph(
        nodes=tuple(nodes[name] for name in sorted(nodes)),
        edges=ordered,
        chains=_chains(nodes, order),
        cycles=cycles,
    )


def _hurdle(hurdle: Hurdle, view: PartnershipView) -> Node:
    return Node(
        id=hurdle.id,
        kind=NodeKind.HURDLE,
        title=hurdle.title_with(view.names),
        state=hurdle.state,
        cleared=not hurdle.outstanding,
        on=hurdle.on,
        since=hurdle.since,
        claims=tuple(dict.fromkeys(citation.claim for citation in hurdle.evidence)),
    )


def _step(step: TreatyStep, hurdle: Hurdle, view: PartnershipView) -> Node:
    by = f" by {view.names.of(step.party)}" if step.party else ""
    return Node(
        id=step.id,
        kind=NodeKind.STEP,
        title=f"{step.act}{by}",
        state=step.state,
        cleared=step.state is StepState.CLEARED,
        on=step.on,
        since=hurdle.since,
        claims=step.claims,
    )


def _targets(blocked: str, nodes: dict[str, Node], view: PartnershipView) -> tuple[str, ...]:
    """The nodes that a hurdle blocks by this name; a name that is none yet becomes one."""
    each = tuple(name for name in nodes if name.startswith(f"{blocked}/") and _own(nodes[name]))
    if blocked not in nodes and each:
        return each
    if blocked not in nodes:
        state = next(
            (instrument for instrument in view.instruments if instrument.id == blocked), None
        )
        nodes[blocked] = Node(
            id=blocked,
            kind=NodeKind.GOAL if state is None else NodeKind.INSTRUMENT,
            title=_goal(blocked, view) if state is None else state.title,
            state="" if state is None else state.stage,
            cleared=False,
        )
    return (blocked,)


def _goal(blocked: str, view: PartnershipView) -> str:
    """What an initiative is called; a part of an instrument by the instrument's title."""
    return view.names.of(blocked) if "/" in blocked else blocked


def _own(node: Node) -> bool:
    """Whether a node is one party's share of a hurdle, and no threshold or step."""
    return node.kind is NodeKind.HURDLE and not node.id.endswith("/threshold")


def _order(
    nodes: Iterable[str], edges: Sequence[Edge]
) -> tuple[tuple[tuple[str, ...], ...], dict[str, tuple[str, ...]]]:
    """The circles, and every node in an order that goes forward, with those before it."""
    before: dict[str, set[str]] = {name: set() for name in sorted(nodes)}
    for edge in edges:
        before[edge.target].add(edge.source)
    cycles: list[tuple[str, ...]] = []
    while True:
        sorter = TopologicalSorter({name: sorted(earlier) for name, earlier in before.items()})
        try:
            order = tuple(sorter.static_order())
        except CycleError as error:
            cycle = _from_first(error.args[1][:-1])
            cycles.append(cycle)
            before[cycle[-1]].discard(cycle[-2])
            continue
        return tuple(sorted(cycles)), {name: tuple(sorted(before[name])) for name in order}


def _from_first(cycle: Sequence[str]) -> tuple[str, ...]:
    start = cycle.index(min(cycle))
    return (*cycle[start:], *cycle[:start], cycle[start])


def _chains(nodes: Mapping[str, Node], before: Mapping[str, tuple[str, ...]]) -> tuple[Chain, ...]:
    """The longest way to each node that nothing waits for, over what is not cleared."""
    ways: dict[str, Chain] = {}
    for name, earlier in before.items():
        node = nodes[name]
        if node.cleared:
            continue
        longest = min(
            (ways[node_id] for node_id in earlier if node_id in ways), key=_weight, default=None
        )
        taken = longest.steps if longest else ()
        hurdle = node.kind in {NodeKind.HURDLE, NodeKind.STEP}
        days = [day for day in (longest and longest.since, node.since) if day]
        ways[name] = Chain(
            goal=None if hurdle else name,
            steps=(*taken, (name,)) if hurdle else taken,
            since=min(days, default=None),
        )
    waited_for = {node_id for name in ways for node_id in before[name]}
    ends = [way for name, way in ways.items() if name not in waited_for and way.steps]
    return tuple(_side_by_side(way, ways, before) for way in sorted(ends, key=_weight))


def _side_by_side(
    chain: Chain, ways: Mapping[str, Chain], before: Mapping[str, tuple[str, ...]]
) -> Chain:
    """The chain with what stands next to each of its steps."""

    def open_before(name: str | None) -> list[str]:
        return [node_id for node_id in before.get(name or "", ()) if node_id in ways]

    steps = []
    path = [step for (step,) in chain.steps]
    for step, target in zip(path, (*path[1:], chain.goal), strict=True):
        beside = [
            neighbour
            for neighbour in open_before(target)
            if open_before(neighbour) == open_before(step)
        ]
        steps.append(tuple(sorted({step, *beside})))
    return attrs.evolve(chain, steps=tuple(steps))


def _weight(chain: Chain) -> tuple[int, Edtf, tuple[tuple[str, ...], ...], str]:
    since = chain.since or Edtf.exactly(date.max)
    return -len(chain.steps), since, chain.steps, chain.goal or ""
