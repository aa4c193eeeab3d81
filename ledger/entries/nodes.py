"""What a node amounts to before its field is looked at: the word of a kind, or nothing on purpose.

Takes nodes of a tree; gives words and texts, or the mistake where a node is of the wrong sort.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.entries import explain, mistakes
from ledger.entries.fragment import Fragment
from ledger.entries.text.tree import Items, Node, NotRead, Scalar

if TYPE_CHECKING:
    from ledger.entries.specs import FieldSpec
    from ledger.errors import ClaimsError

Pairs = dict[str, tuple[Scalar, Node]]
"""The fields of an entry by their names: where the name stands, and the value."""


def texts_of(pairs: Pairs) -> Fragment:
    """The texts of an entry whose kind is wrong."""
    texts = {
        name: str(node.value)
        for name, (_, node) in pairs.items()
        if isinstance(node, Scalar) and node.value is not None
    }
    return Fragment(values=texts, broken=frozenset({"kind"}))


def is_emptied(spec: FieldSpec, node: Node) -> bool:
    """Whether an optional field of a description is emptied on purpose: null, "" or [].

    In YAML a field with nothing behind its colon is not given, as in a form.
    """
    match node:
        case Scalar(value=None):
            empty = node.end > node.start
        case Scalar(value=""):
            empty = True
        case Items(items=()):
            empty = spec.many
        case _:
            return False
    return empty and not spec.required and (spec.many or spec.nullable)


def kind_word(node: Node) -> str:
    """The word that is written as a kind; raises the mistake where there is none."""
    match node:
        case NotRead():
            raise node.error
        case Scalar(value=None):
            sentence = "what the entry is, such as workshop-held"
            raise mistakes.MissingField("kind", "the entry", sentence)
        case Scalar(value=str() as kind):
            return kind
    fix = "write one word, such as workshop-held"
    raise mistakes.WrongType("kind", "a word", explain.sort_of(node), fix=fix)


def not_many(spec: FieldSpec, node: Node) -> ClaimsError:
    """What is wrong with a node that should be a list."""
    if isinstance(node, NotRead):
        return node.error
    return explain.empty_list(spec) if isinstance(node, Items) else explain.no_list(spec, node)
