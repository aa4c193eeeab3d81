"""Hurdles as a tree of what waits for what, as a list with the words behind, and for Graphviz."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.claims.names import NAMELESS, Names
from ledger.views.clocks import AHEAD, as_of
from ledger.views.page import (
    Block,
    Heading,
    Paragraph,
    Row,
    quoted,
)
from ledger.views.pages.bearing import authorities
from ledger.views.sentences import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.clock import Clocks
    from ledger.projections.hurdles.graph import Chain, HurdleGraph, Node
    from ledger.projections.hurdles.hurdles import Hurdle

_COLUMN = 14

FEW = 5
"""So many quotes behind a hurdle are shown whole."""


def hurdles_page(
    hurdles: Sequence[Hurdle],
    *,
    title: str,
    clocks: Clocks,
    names: Names = NAMELESS,
    graph: HurdleGraph | None = None,
    ahead: bool = False,
    whole: bool = False,
) -> Iterator[Block]:
    """The tree, where a graph is given; outstanding hurdles, then those that were cleared.

    ``ahead`` marks a day that is yet to come; ``whole`` quotes everything behind each hurdle,
    else what decides it and a count, where there is much.
    """
    outstanding = [hurdle for hurdle in hurdles if hurdle.outstanding]
    cleared = [hurdle for hurdle in hurdles if not hurdle.outstanding]
    yield Heading(f"Hurdles: {title}", as_of(clocks))
    if ahead:
        yield Paragraph(AHEAD)
    if graph is not None and graph.nodes:
        yield ""
        yield from hurdle_tree(graph)
    for heading, group in (("Outstanding", outstanding), ("Cleared", cleared)):
        if group or heading == "Outstanding":
            yield ""
            yield f"{heading} ({len(group)})"
        for hurdle in group:
            yield from _hurdle(hurdle, names, whole=whole)


def _hurdle(hurdle: Hurdle, names: Names, *, whole: bool) -> Iterator[Block]:
    yield ""
    progress = f", {hurdle.progress.words}" if hurdle.progress else ""
    yield Heading(f"  {hurdle.title_with(names)}", f"{hurdle.state}{progress}")
    for label, text in (
        ("id", hurdle.id),
        ("who must act", listed(names.each(hurdle.on))),
        ("blocks", listed(names.each(hurdle.blocks))),
        ("because of", hurdle.reason or ""),
        ("covers", "" if hurdle.coverage is None else str(hurdle.coverage)),
        ("authorities", authorities(hurdle, names).removeprefix("; ")),
        ("since", hurdle.since.display if hurdle.since else "day unknown"),
    ):
        if text:
            yield Row(f"    {label}", text, _COLUMN + 4)
    few = whole or len(hurdle.evidence) <= FEW
    quotes = hurdle.evidence if few else hurdle.deciding
    for citation in quotes:
        yield quoted(citation, "    ")
    if not few:
        more = f"and {len(hurdle.evidence) - len(quotes):,} more quotes (--all shows them)"
        yield Paragraph(more, "    ", "    ")


def hurdle_tree(graph: HurdleGraph) -> Iterator[Block]:
    """Each goal with what must be cleared before it, then the longest chain and the circles."""
    tree = _Tree(graph)
    for node in graph.nodes:
        if not tree.after[node.id]:
            yield from tree.lines(node.id)
    for node in graph.nodes:  # what only waits for itself hangs on no goal
        if node.id not in tree.shown:
            yield from tree.lines(node.id)
    yield from chains_in_words(graph)


def chains_in_words(graph: HurdleGraph) -> Iterator[Block]:
    """The longest chain, and the circles that were claimed."""
    if graph.chains:
        yield Paragraph(_chain(graph, graph.chains[0]), "  ", "")
    for cycle in graph.cycles:
        yield Paragraph(f"Blocks itself: {' blocks '.join(cycle)}.", "  ", "")


def _chain(graph: HurdleGraph, chain: Chain) -> str:
    """The longest chain, step after step; what is one step alone stands side by side."""
    titles = {node.id: node.title for node in graph.nodes}
    steps = [listed([titles[node_id] for node_id in step]) for step in chain.steps]
    goal = titles[chain.goal] if chain.goal else ""
    if len(chain.steps) == 1 < len(chain.steps[0]):
        return f"Side by side{f' before {goal}' if goal else ''}: {steps[0]}."
    count = f"{len(steps)} step{'' if len(steps) == 1 else 's'}"
    return f"Longest chain{f' to {goal}' if goal else ''}: {', then '.join(steps)} ({count})."


class _Tree:
    """The graph seen from its goals; what stands in two places is unfolded in the first."""

    def __init__(self, graph: HurdleGraph) -> None:
        self.nodes = {node.id: node for node in graph.nodes}
        self.before: dict[str, list[str]] = {name: [] for name in self.nodes}
        self.after: dict[str, list[str]] = {name: [] for name in self.nodes}
        for edge in graph.edges:
            self.before[edge.target].append(edge.source)
            self.after[edge.source].append(edge.target)
        self.shown: set[str] = set()

    def lines(self, name: str, stem: str = "", branch: str = "") -> Iterator[Block]:
        """A node and, indented below it, those it waits for."""
        again = name in self.shown
        self.shown.add(name)
        below = [] if again else self.before[name]
        state = "see above" if again and self.before[name] else self._state(self.nodes[name])
        title = f"{stem}{branch}{self.nodes[name].title}"
        inner = stem + {"": "", "├─ ": "│  ", "└─ ": "   "}[branch]
        yield Heading(title, state, inner) if state else Paragraph(title, inner, "")
        for index, node_id in enumerate(below):
            last = index == len(below) - 1
            yield from self.lines(node_id, inner, "└─ " if last else "├─ ")

    def _state(self, node: Node) -> str:
        """A node's state in words, with what it waits for or since when."""
        if node.state == "waiting":
            open_ = [self.nodes[node_id].title for node_id in self.before[node.id]]
            uncleared = [
                node_id for node_id in self.before[node.id] if not self.nodes[node_id].cleared
            ]
            return (
                f"waits for {listed([self.nodes[node_id].title for node_id in uncleared] or open_)}"
            )
        if node.state == "not-begun":
            return f"required since {node.since.display}" if node.since else "required"
        return node.state.replace("-", " ")


def hurdle_dot(graph: HurdleGraph) -> Iterator[Block]:
    """The graph in the language of Graphviz; what is cleared is drawn dashed."""
    yield "digraph hurdles {"
    yield "  rankdir=LR;"
    yield "  node [shape=box];"
    for node in graph.nodes:
        state = node.state.replace("-", " ")
        label = _dot("\n".join(part for part in (node.title, state) if part))
        style = ", style=dashed" if node.cleared else ""
        yield f"  {_dot(node.id)} [label={label}{style}];"
    for edge in graph.edges:
        yield f"  {_dot(edge.source)} -> {_dot(edge.target)};"
    yield "}"


def _dot(text: str) -> str:
    """A quoted id: in the language of Graphviz only the quote itself, and a break, are escaped."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{plain}"'
