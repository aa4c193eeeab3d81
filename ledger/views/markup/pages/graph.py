"""The graph of hurdles: drawn, its longest chain in words, and the same as a nested list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
from markupsafe import Markup

from ledger.projections.hurdles.graph import HurdleGraph, Node
from ledger.views.markup.drawing import COLUMN, drawing
from ledger.views.markup.elements import element, link, markup, section, together
from ledger.views.pages.hurdles import chains_in_words, node_title
from ledger.views.text.letters import broken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledger.claims.names import Names
    from ledger.views.markup.links import Links
    from ledger.views.markup.reader import Reader
    from ledger.views.words import Words

_COLUMNS = 22  # of text in a box
_LINE = 17
_PAD = 9
_GAP = (36, 18)
_MOST = 60
"""With more nodes than that a drawing helps nobody; the list has them all."""


@attrs.frozen(kw_only=True)
class _Box:
    """A node's place and its lines of text, in points."""

    node: Node
    lines: tuple[str, ...]
    left: float
    top: float

    @property
    def height(self) -> float:
        return len(self.lines) * _LINE + 2 * _PAD

    @property
    def middle(self) -> float:
        return self.top + self.height / 2


_WIDTH = _COLUMNS * COLUMN + 2 * _PAD


def hurdles_markup(
    graph: HurdleGraph,
    *,
    reader: Reader,
    names: Names,
    within: str,
) -> Markup:
    """The chain in words, the drawing, the nested list."""
    links, words = reader.links, reader.words
    if not graph.nodes:
        return Markup("")
    chain = [reader.layout.page(chains_in_words(graph, names, words))]
    labels = {node.id: _label(node, words, names) for node in graph.nodes}
    drawn = [_drawn(graph, labels, words, links, within)] if len(graph.nodes) <= _MOST else []
    tree = _nested(graph, labels, words, links, within)
    return section(words("waits-for"), [*chain, *drawn, tree], none=words("none"))


def _label(node: Node, words: Words, names: Names) -> str:
    title = node_title(node, names, words)
    return title if node.kind in {"goal", "instrument"} else f"{title}: {words.word(node.state)}"


def _href(node: Node, links: Links, within: str) -> str | None:
    match node.kind:
        case "hurdle":
            return links.to(f"/why/{within}/{node.id}.state")
        case "instrument":
            return links.to(f"/instruments/{node.id}")
        case _:
            return links.to(f"/claims/{node.claims[0]}") if node.claims else None


def _nested(
    graph: HurdleGraph,
    labels: Mapping[str, str],
    words: Words,
    links: Links,
    within: str,
) -> Markup:
    """Each goal, and under it what it waits for; what stood above already is only named."""
    nodes = {node.id: node for node in graph.nodes}
    waits: dict[str, list[str]] = {name: [] for name in nodes}
    awaited = set()
    for edge in graph.edges:
        waits[edge.target].append(edge.source)
        awaited.add(edge.source)
    shown: set[str] = set()

    def item(name: str) -> Markup:
        node = nodes[name]
        href = _href(node, links, within)
        label = labels[name]
        title = link(href, label) if href else element("span", label)
        if name in shown:
            return element("li", Markup("{} ({})").format(title, words("see-above")))
        shown.add(name)
        below = [item(source) for source in waits[name]]
        inner = element("ul", markup(below)) if below else Markup("")
        return element("li", together(title, inner))

    tops = [name for name in nodes if name not in awaited]
    parts = [item(name) for name in tops]
    parts += [item(name) for name in nodes if name not in shown]  # of circles
    return element("ul", markup(parts), class_="tree")


def _layers(graph: HurdleGraph) -> list[list[Node]]:
    """Nodes by how many others must be cleared before: an edge of a circle is passed over."""
    sources: dict[str, list[str]] = {node.id: [] for node in graph.nodes}
    for edge in graph.edges:
        sources[edge.target].append(edge.source)
    depth: dict[str, int] = {}

    def of(name: str, above: frozenset[str]) -> int:
        if name in depth:
            return depth[name]
        below = [of(source, above | {name}) for source in sources[name] if source not in above]
        depth[name] = 1 + max(below, default=-1)
        return depth[name]

    layers: dict[int, list[Node]] = {}
    for node in graph.nodes:
        layers.setdefault(of(node.id, frozenset({node.id})), []).append(node)
    return [layers[level] for level in sorted(layers)]


def _boxes(layers: Sequence[Sequence[Node]], labels: Mapping[str, str]) -> list[_Box]:
    boxes = []
    for column, layer in enumerate(layers):
        top: float = 4
        for node in layer:
            lines = tuple(broken(labels[node.id], _COLUMNS))
            box = _Box(node=node, lines=lines, left=4 + column * (_WIDTH + _GAP[0]), top=top)
            boxes.append(box)
            top += box.height + _GAP[1]
    return boxes


def _drawn(
    graph: HurdleGraph, labels: Mapping[str, str], words: Words, links: Links, within: str
) -> Markup:
    boxes = {box.node.id: box for box in _boxes(_layers(graph), labels)}
    parts = [_arrow(boxes[edge.source], boxes[edge.target]) for edge in graph.edges]
    parts += [_drawn_box(box, links, within) for box in boxes.values()]
    width = max(box.left for box in boxes.values()) + _WIDTH + 4
    height = max(box.top + box.height for box in boxes.values()) + 4
    return drawing(markup(parts), width=width, height=height, title=words("graph"))


def _arrow(source: _Box, target: _Box) -> Markup:
    start, end = source.left + _WIDTH, target.left
    bend = (end - start) / 2
    path = (
        f"M{start:.1f},{source.middle:.1f} C{start + bend:.1f},{source.middle:.1f} "
        f"{end - bend:.1f},{target.middle:.1f} {end - 7:.1f},{target.middle:.1f}"
    )
    tip = f"M{end - 8:.1f},{target.middle - 5:.1f} l8,5 l-8,5 z"
    return markup((element("path", d=path, class_="edge"), element("path", d=tip, class_="tip")))


def _drawn_box(box: _Box, links: Links, within: str) -> Markup:
    node = box.node
    cleared = " cleared" if node.cleared else ""
    frame = element(
        "rect",
        x=f"{box.left:.1f}",
        y=f"{box.top:.1f}",
        width=f"{_WIDTH:.1f}",
        height=f"{box.height:.1f}",
        rx=6,
        class_=f"node {node.kind}{cleared}",
    )
    lines = markup(
        element(
            "text",
            text,
            x=f"{box.left + _PAD:.1f}",
            y=f"{box.top + _PAD + 13 + place * _LINE:.1f}",
        )
        for place, text in enumerate(box.lines)
    )
    href = _href(node, links, within)
    whole = markup((frame, lines))
    return link(href, whole) if href else element("g", whole)
