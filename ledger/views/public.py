"""What a public site leaves out of answers: the names and notes of analysts.

Takes plain data; gives the same with those fields null. The words of sources stay.
"""

from __future__ import annotations

HIDDEN = frozenset({"recorded_by", "note", "proof_there"})
"""Fields of answers that name an analyst or hold what one noted: a proof has who recorded it."""
_OWN = frozenset({"judged", "judgement", "judgements"})


def without_analysts(value: object) -> object:
    """Plain data with what is an analyst's own taken out, at whatever depth.

    >>> without_analysts({"recorded_by": "ana", "claim": {"note": "check", "id": "c1"}})
    {'recorded_by': None, 'claim': {'note': None, 'id': 'c1'}}
    """
    match value:
        case dict():
            return {
                name: None if name in HIDDEN else _judgement(name, part)
                for name, part in value.items()
            }
        case list():
            return [without_analysts(part) for part in value]
        case _:
            return value


def _judgement(name: str, part: object) -> object:
    """A judgement of parties says who judged; the judgement itself stays."""
    without = without_analysts(part)
    if name not in _OWN:
        return without
    return list(map(_unsigned, without)) if isinstance(without, list) else _unsigned(without)


def _unsigned(judged: object) -> object:
    return {**judged, "by": None} if isinstance(judged, dict) else judged
