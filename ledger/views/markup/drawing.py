"""Drawings in SVG: a frame with its title, an axis of days, text that is measured in columns."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import attrs

from ledger.views.markup.elements import element, markup

if TYPE_CHECKING:
    from markupsafe import Markup

COLUMN = 7.4
"""Points that a column of text takes, at 13 points; two for a letter of Korean."""
_TICKS = 8


@attrs.frozen(kw_only=True)
class Axis:
    """Days along a line, from ``left`` to ``right``."""

    first: date
    last: date
    left: float
    right: float

    def at(self, day: date) -> float:
        """Where a day stands; one outside stands at the end."""
        span = max((self.last - self.first).days, 1)
        part = min(max((day - self.first).days / span, 0), 1)
        return self.left + part * (self.right - self.left)

    def ticks(self) -> list[tuple[date, str]]:
        """First days of years, or of months where there are few years, with their names."""
        years = self.last.year - self.first.year
        if years >= 2:  # noqa: PLR2004 - a line of two years needs no months
            step = max(1, -(-years // _TICKS))
            days = [date(year, 1, 1) for year in range(self.first.year + 1, self.last.year + 1)]
            return [(day, str(day.year)) for day in days[::step]]
        months = [
            date(
                self.first.year + (self.first.month + ahead) // 12,
                (self.first.month + ahead) % 12 + 1,
                1,
            )
            for ahead in range(24)
        ]
        inside = [day for day in months if day <= self.last]
        step = max(1, -(-len(inside) // _TICKS))
        return [(day, f"{day:%Y-%m}") for day in inside[::step]]


def drawing(content: Markup, *, width: float, height: float, title: str) -> Markup:
    """A picture that scrolls by itself on a narrow screen and says what it shows."""
    picture = element(
        "svg",
        markup((element("title", title), content)),
        viewBox=f"0 0 {width:.0f} {height:.0f}",
        width=f"{width:.0f}",
        height=f"{height:.0f}",
        role="group",
        aria_label=title,
    )
    return element(
        "div", picture, class_="wide drawing", tabindex="0", role="region", aria_label=title
    )


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Markup:
    """A straight line."""
    return element(
        "line", x1=f"{x1:.1f}", y1=f"{y1:.1f}", x2=f"{x2:.1f}", y2=f"{y2:.1f}", class_=kind
    )


def day_axis(axis: Axis, top: float, bottom: float) -> Markup:
    """The line of days with a thin line down at each tick."""
    parts = [line(axis.left, top, axis.right, top, "axis")]
    for day, label in axis.ticks():
        across = axis.at(day)
        parts += [
            line(across, top, across, bottom, "tick"),
            element("text", label, x=f"{across + 3:.1f}", y=f"{top - 3:.1f}", class_="tick"),
        ]
    return markup(parts)
