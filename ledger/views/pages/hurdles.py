"""Hurdles as a tree of what waits for what, and as a list with the words behind."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from ledger.claims.names import NAMELESS, Names
from ledger.views.page import Block, Heading, Labels, Paragraph, Point, Row, TreeLine, quoted
from ledger.views.pages.bearing import authorities
from ledger.views.pages.status import hurdle_title, progress_words, titled
from ledger.views.words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledger.projections.hurdles.graph import Chain, HurdleGraph, Node
    from ledger.projections.hurdles.hurdle import Hurdle
    from ledger.views.pages.head import PageHead
    from ledger.views.words import Words

FEW = 5
"""So many quotes behind a hurdle are shown whole."""


def hurdles_page(
    hurdles: Sequence[Hurdle],
    *,
    head: PageHead,
    names: Names = NAMELESS,
    graph: HurdleGraph | None = None,
    whole: bool = False,
) -> Iterator[Block]:
    """The tree, where a graph is given; outstanding hurdles, then those that were cleared.

    ``whole`` quotes everything behind each hurdle, else what decides it and a count, where there
    is much.
    """
    words = head.words
    outstanding = [hurdle for hurdle in hurdles if hurdle.outstanding]
    cleared = [hurdle for hurdle in hurdles if not hurdle.outstanding]
    yield from head.blocks(words("title-hurdles", title=head.subject))
    if graph is not None and graph.nodes:
        yield ""
        yield from hurdle_tree(graph, names, words)
    for heading, group in (("outstanding", outstanding), ("cleared", cleared)):
        if group or heading == "outstanding":
            yield ""
            yield words(heading, count=len(group))
        for hurdle in group:
            yield from _hurdle(hurdle, names, words, whole=whole)


def _hurdle(hurdle: Hurdle, names: Names, words: Words, *, whole: bool) -> Iterator[Block]:
    yield ""
    progress = f", {progress_words(hurdle.progress, words)}" if hurdle.progress else ""
    share = f" ({names.of(hurdle.share)})" if hurdle.share else ""
    title = f"{hurdle_title(hurdle, names, words)}{share}"
    yield Heading(title, f"{words.word(hurdle.state)}{progress}", level=1)
    for label, text in (
        ("id", hurdle.id),
        ("who", words.listed(names.each(hurdle.on))),
        ("blocks", words.listed(names.each(hurdle.blocks))),
        ("because", hurdle.reason or ""),
        ("covers", "" if hurdle.coverage is None else words.figure(hurdle.coverage)),
        ("authorities", authorities(hurdle, names, words).removeprefix("; ")),
        ("since", words.when(hurdle.since) if hurdle.since else words("day-unknown")),
    ):
        if text:
            yield Row(words(f"label-{label}"), text, Labels.DETAIL, 2)
    few = whole or len(hurdle.evidence) <= FEW
    quotes = hurdle.evidence if few else hurdle.deciding
    for citation in quotes:
        yield quoted(citation, 2, words)
    if not few:
        more = words.number(len(hurdle.evidence) - len(quotes))
        yield Paragraph(words("more-quotes", count=more), 2)


def hurdle_tree(
    graph: HurdleGraph, names: Names = NAMELESS, words: Words = ENGLISH
) -> Iterator[Block]:
    """Each goal with what must be cleared before it, then the longest chain and the circles."""
    tree = _HurdleTree(graph, names, words)
    for node in graph.nodes:
        if not tree.after[node.id]:
            yield from tree.lines(node.id)
    for node in graph.nodes:  # what only waits for itself hangs on no goal
        if node.id not in tree.shown:
            yield from tree.lines(node.id)
    yield from chains_in_words(graph, names, words)


def node_title(node: Node, names: Names, words: Words = ENGLISH) -> str:
    """What a node is called: a step by its act, a hurdle by its title, anything else by its own."""
    _, _, act = node.id.partition("/")
    if node.kind != "step" or words.language == ENGLISH.language:
        return titled(node.id, node.title, names, words)
    act, _, party = act.partition("/")
    return words(f"step-{act}", party=names.of(party) if party else "")


def chains_in_words(
    graph: HurdleGraph, names: Names = NAMELESS, words: Words = ENGLISH
) -> Iterator[Block]:
    """The longest chain, and the circles that were claimed."""
    if graph.chains:
        yield Point(_chain(graph, graph.chains[0], names, words))
    for cycle in graph.cycles:
        circle = _joined(cycle, "blocks-joint", words)
        yield Point(words("blocks-itself", circle=circle))


def _joined(parts: Sequence[str], key: str, words: Words) -> str:
    """Parts one after the other, each pair joined by the words of a key."""
    return reduce(lambda first, last: words(key, first=first, last=last), parts)


def _chain(graph: HurdleGraph, chain: Chain, names: Names, words: Words) -> str:
    """The longest chain, step after step; what is one step alone stands side by side."""
    titles = {node.id: node_title(node, names, words) for node in graph.nodes}
    steps = [words.listed([titles[node_id] for node_id in step]) for step in chain.steps]
    goal = titles[chain.goal] if chain.goal else ""
    if len(chain.steps) == 1 < len(chain.steps[0]):
        return words("chain-side", goal=goal, steps=steps[0])
    return words(
        "chain-longest",
        goal=goal,
        steps=_joined(steps, "chain-then", words),
        count=words.counted("step", len(steps)),
    )


class _HurdleTree:
    """The graph seen from its goals; what stands in two places is unfolded in the first."""

    def __init__(self, graph: HurdleGraph, names: Names, words: Words) -> None:
        self._names = names
        self._words = words
        self.nodes = {node.id: node for node in graph.nodes}
        self.before: dict[str, list[str]] = {name: [] for name in self.nodes}
        self.after: dict[str, list[str]] = {name: [] for name in self.nodes}
        for edge in graph.edges:
            self.before[edge.target].append(edge.source)
            self.after[edge.source].append(edge.target)
        self.shown: set[str] = set()

    def lines(self, name: str, path: tuple[bool, ...] = ()) -> Iterator[TreeLine]:
        """A node and, below it, those it waits for."""
        again = name in self.shown
        self.shown.add(name)
        below = [] if again else self.before[name]
        state = (
            self._words("see-above")
            if again and self.before[name]
            else self._state(self.nodes[name])
        )
        yield TreeLine(self._title(name), state, path)
        for index, node_id in enumerate(below):
            yield from self.lines(node_id, (*path, index == len(below) - 1))

    def _title(self, name: str) -> str:
        return node_title(self.nodes[name], self._names, self._words)

    def _state(self, node: Node) -> str:
        """A node's state in words, with what it waits for or since when."""
        words = self._words
        if node.state == "waiting":
            before = self.before[node.id]
            uncleared = [name for name in before if not self.nodes[name].cleared]
            return words("node-waits", what=words.listed(map(self._title, uncleared or before)))
        if node.state == "not-begun" and node.since:
            return words("node-required-since", day=words.when(node.since))
        return words.word("required" if node.state == "not-begun" else node.state)
