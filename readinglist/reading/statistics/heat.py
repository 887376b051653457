"""How much was read on each day of a year, in five shades."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from readinglist.reading.statistics.days import Figures

# A few days on which much was read are not to make all others look alike.
_BRIGHT = 0.9
# With less on the brightest day the shades could not differ.
_LEAST_TOP = 4
MEASURES = ("pages", "minutes", "sessions")


class Heat(NamedTuple):
    """How much was read on each day.

    Attributes:
        measure: `pages` where any are noted, else `minutes`, else `sessions`.
        amounts: how much on each day on which something was read.
        bounds: the least amounts of the third, fourth and fifth shade.

    """

    measure: str
    amounts: Mapping[date, int]
    bounds: tuple[int, ...]

    def shade(self, day: date) -> int:
        """Return the shade of a day, 0 for one without reading to 4; where nothing was measured it is 1."""
        if day not in self.amounts:
            return 0
        return 1 + sum(self.amounts[day] >= bound for bound in self.bounds)

    @property
    def legend(self) -> list[str]:
        """What each shade means: `none`, `1-5`, ..., `16 or more`.

        The first one is `up to 5` where there are days on which something was read and nothing measured.
        """
        second, third, fourth = self.bounds
        ranges = [(1, second - 1), (second, third - 1), (third, fourth - 1)]
        told = [f"{low}-{high}" if low < high else str(low) for low, high in ranges]
        if 0 in self.amounts.values():
            told[0] = f"up to {second - 1}"
        return ["none", *told, f"{fourth} or more"]


def heat(days: Mapping[date, Figures]) -> Heat:
    """Return the heat of days.

    The brightest shade is that of the best tenth of those on which there was anything to measure, or of a
    little less.
    """
    there = {day: figures for day, figures in days.items() if figures.sessions}
    measure = next(
        (name for name in MEASURES if any(getattr(each, name) for each in there.values())), MEASURES[-1]
    )
    amounts = {day: getattr(figures, measure) for day, figures in there.items()}
    ordered = sorted(filter(None, amounts.values()))
    top = max(ordered[int(_BRIGHT * (len(ordered) - 1))] if ordered else 0, _LEAST_TOP)
    return Heat(measure, amounts, tuple(top * part // _LEAST_TOP + 1 for part in (1, 2, 3)))
