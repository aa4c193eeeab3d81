"""What waits for what, in the language of Graphviz.

Takes the graph of a partnership; gives lines of a program that draws it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledger.projections.hurdles.graph import HurdleGraph


def hurdle_dot(graph: HurdleGraph) -> Iterator[str]:
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
