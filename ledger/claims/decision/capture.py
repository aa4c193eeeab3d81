"""Which event follows from capturing a document: a new one, one that gains excerpts, or none.

Takes a document, ``Register`` and today; gives a ``Decision``, or raises ``Refused``. What was
captured stays as it is: a document that is kept as excerpts can only gain some at its end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import attrs

from ledger.claims.decision.decision import Decision, Overtaken
from ledger.claims.decision.refusals import (
    AlreadyOtherwise,
    BadName,
    NotKnown,
    Refusals,
    Refused,
    shown,
)
from ledger.claims.decision.reversal import acts_in_force
from ledger.claims.events import DocumentCaptured
from ledger.claims.naming import same_publisher
from ledger.ids import is_slug
from ledger.sources.document import (
    EXCERPT_BREAK,
    Document,
    check_registered,
    join_excerpts,
    sha256_of,
)
from ledger.sources.kinds import Extent, Lineage
from ledger.sources.pages.publication import check_published
from ledger.sources.quotation.folding import fold
from ledger.sources.quotation.quotes import stands_in

if TYPE_CHECKING:
    from datetime import date

    from ledger.claims.decision.register import Register

ERASED = Overtaken(field=None, now="erased", position=None)


def capture(document: Document, register: Register, today: date) -> Decision:
    """The capture of a document; of one that is there, the excerpts that it has not yet."""
    refusals = Refusals()
    root = document.root
    if root and register.document(root) is None and f"document:{root}" not in register.gaps:
        near = register.near("document", root)
        refusals.add(NotKnown("document", root, near), "root")
    check_id(document.id, refusals)
    captured = register.document(document.id)
    if captured is None and (erased := register.erased(f"document:{document.id}")) is not None:
        return _erased(document, erased, register)
    if captured is None:
        captured = _elsewhere(document, register)
    if captured is None:
        refusals.trying("published", lambda: check_published(document.published, today))
        refusals.trying("language", lambda: check_registered(document.language))
    refusals.refuse()
    if captured is None:
        return Decision(id=document.id, events=(DocumentCaptured(document=document),))
    gained = _gained(document, captured)
    part = captured.id != document.id and _is_excerpts(document) and not _is_excerpts(captured)
    differing = [
        field.name
        for field in attrs.fields(Document)
        if field.name not in {"id", "sha256", "original"}
        and (field.name != "text" or gained is None)
        and not (part and field.name in {"text", "extent"})
        and _differs(field, document, captured, register)
    ]
    if differing:
        refusals.add(_otherwise(document, captured, differing), differing[0])
    refusals.refuse()
    decision = _extended(captured, gained or (), register)
    if captured.id == document.id:
        return decision
    return attrs.evolve(decision, notes=(*decision.notes, f"the ledger has it as {captured.id}"))


def check_id(name: str, refusals: Refusals) -> None:
    """An id that is typed can be read as nothing else: neither a position nor a kind of event."""
    if not is_slug(name):
        refusals.add(BadName(name), "id")


def same_address(url: str, other: str) -> bool:
    """Whether two addresses lead to one page: http or https, whatever place in it they name.

    >>> same_address("http://a.org/x#top", "https://a.org/x")
    True
    """
    return _address(url) == _address(other)


def _address(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    return parts.netloc.casefold().removeprefix("www."), parts.path.rstrip("/"), parts.query


def _elsewhere(document: Document, register: Register) -> Document | None:
    """The same document under another id: by its text, or excerpts of a page by its address.

    One that was retracted (captured with a wrong day, say) is captured anew where it differs.
    """
    if document.lineage is not Lineage.ORIGINAL:
        return None
    texts = [register.document(name) for name in register.same_text(document.sha256)]
    kept = [
        text for text in texts if text is not None and not _superseded(document, text, register)
    ]
    same = next(iter(kept), None)
    if same is not None or document.extent is Extent.FULL or document.url is None:
        return same
    for other in register.with_addresses():
        if (
            other.extent is Extent.FULL
            and other.url is not None
            and same_address(document.url, other.url)
            and same_publisher(document.publisher, other.publisher, register)
            and all(stands_in(part, other.text) for part in document.text.split(EXCERPT_BREAK))
        ):
            return other
    return None


def _superseded(document: Document, captured: Document, register: Register) -> bool:
    """Whether a document was retracted, and is given now with other details."""
    return bool(_differing(document, captured, register)) and bool(
        acts_in_force(captured.id, register)
    )


def _differing(document: Document, captured: Document, register: Register) -> list[str]:
    """The details that are given and that the ledger holds otherwise, but for the text."""
    return [
        field.name
        for field in attrs.fields(Document)
        if field.name not in {"id", "sha256", "original", "text"}
        and _differs(field, document, captured, register)
    ]


def _extended(captured: Document, gained: tuple[str, ...], register: Register) -> Decision:
    """The document with excerpts at its end, where every place in it stays what it was."""
    if not gained:
        return Decision(id=captured.id, events=())
    text = join_excerpts((captured.text, *gained))
    extended = attrs.evolve(captured, text=text, sha256=sha256_of(text))
    revision = len(register.captures(captured.id))
    count = "an excerpt" if len(gained) == 1 else f"{len(gained):,} excerpts"
    return Decision(
        id=captured.id,
        events=(DocumentCaptured(document=extended, revision=revision),),
        notes=(f"{captured.id} gains {count}: what was kept of it before stays as it was",),
    )


def _gained(document: Document, captured: Document) -> tuple[str, ...] | None:
    """The excerpts that are not kept yet; None where the two are not both excerpts."""
    if not document.extent is captured.extent is Extent.EXCERPTS:
        return None
    kept = [fold(excerpt) for excerpt in captured.text.split(EXCERPT_BREAK)]
    new = dict.fromkeys(document.text.split(EXCERPT_BREAK))
    return tuple(
        excerpt for excerpt in new if not any(fold(excerpt) in earlier for earlier in kept)
    )


def _otherwise(document: Document, captured: Document, differing: list[str]) -> AlreadyOtherwise:
    """What differs, with what is here and what is given side by side, but for the text."""
    fix = (
        "choose another id"
        if "text" in differing
        else f"use document {captured.id}; for a reprint, give its lineage and its root"
    )
    if differing == ["published"]:
        fix = (
            f"if the day that is recorded is wrong: claims retract {captured.id} --by ledger "
            '--reason "wrong day", then capture it under another id'
        )
    if differing == ["publisher"]:
        fix += "; where both are names of one publisher, record it as a party with its aliases"
    sides = [
        f"{name}: {shown(getattr(captured, name))} here, {shown(getattr(document, name))} given"
        for name in differing
        if name != "text"
    ]
    return AlreadyOtherwise("document", captured.id, differing, fix, sides)


def _erased(document: Document, tags: frozenset[str], register: Register) -> Decision:
    """A document whose words were erased is there already, and its words stay out of the log.

    Of one that had gained excerpts nobody can say any more which they were.
    """
    gained = register.erased(f"document:{document.id}:1") is not None
    if f"text:{document.sha256}" not in tags and not (gained and _is_excerpts(document)):
        fix = "choose another id; this document was erased"
        error = AlreadyOtherwise("document", document.id, ["text"], fix)
        raise Refused([error.about("text")])
    return Decision(id=document.id, events=(), overtaken=(ERASED,))


def _is_excerpts(document: Document) -> bool:
    return document.extent is Extent.EXCERPTS


def _differs(
    field: attrs.Attribute[object], document: Document, captured: Document, register: Register
) -> bool:
    """Whether a detail was given, and is another one than the ledger holds."""
    value, here = getattr(document, field.name), getattr(captured, field.name)
    is_stated = field.default is attrs.NOTHING or value != field.default
    if not is_stated or value == here:
        return False
    if field.name == "publisher":
        return not same_publisher(value, here, register)
    if field.name == "url" and here is not None:
        return not same_address(value, here)
    return True
