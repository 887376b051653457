"""Values that have an order: numbers, years and dates, alone and as ranges."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from readinglist.dates import parse_span
from readinglist.query.failure import Wrong
from readinglist.query.tree import Between, any_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from readinglist.query.lexer import Value
    from readinglist.query.tree import Query

_COMPARISONS = (">=", "<=", ">", "<")
_DOTS = ".."
_LONGEST_NUMBER = 15
_Limits = tuple[int | None, int | None]


class Scale(NamedTuple):
    """A sort of values that have an order, each of them a whole number inside.

    Attributes:
        read: takes what is written to the first and the last number it covers; ValueError where it is none.
        show: takes a number to what stands in the tree.
        fits: examples of what can be written.

    """

    read: Callable[[str], tuple[int, int]]
    show: Callable[[int], str | int]
    fits: str


def numbers(high: int = 0) -> Scale:
    """Return the scale of whole numbers up to `high`, or without end for 0."""

    def read(text: str) -> tuple[int, int]:
        number = _whole(text)
        if high and number > high:
            raise ValueError(f"{number} is more than {high}, the most there is")
        return number, number

    return Scale(read, int, "4, 2..4, 4.., ..2, >=3 or <3")


def years() -> Scale:
    """Return the scale of years."""

    def read(text: str) -> tuple[int, int]:
        if len(text) != len("YYYY"):
            raise ValueError(f'"{text}" is not a year')
        return (_whole(text),) * 2

    return Scale(read, int, "2018, 2016..2018, 2018.., ..2018, >=2018 or <2018")


def dates(today: date) -> Scale:
    """Return the scale of days, on which a partial date covers many."""

    def read(text: str) -> tuple[int, int]:
        first, last = parse_span(text, today)
        return first.toordinal(), last.toordinal()

    return Scale(
        read, _day, '2018, 2018-06, 2016..2018, 2018-06.., <2018, yesterday, -2w.. or "3 months ago"..'
    )


def between(field: str, value: Value, scale: Scale) -> Between:
    """Return the part that `value` asks of `field`.

    Raises:
        Wrong: it does not fit the scale.

    """
    try:
        low, high = _limits(value, scale)
        return Between(field, *(None if limit is None else scale.show(limit) for limit in (low, high)))
    except ValueError as error:
        reason = str(error).partition("; ")[0]
        raise Wrong(f"{field}: {reason}", value.position, f"write it like {scale.fits}") from None


def between_if_fit(field: str, value: Value, scales: list[Scale]) -> Query | None:
    """Return the part that a range asks of a key outside the field table; None where `value` is no range.

    Such a key has no type. So 2016..2018 are numbers and years at the same time.

    Raises:
        Wrong: it is a range of which nothing can be inside.

    """
    if value.literal or not (_DOTS in value.text or value.text.startswith(_COMPARISONS)):
        return None
    found = [between(field, value, scale) for scale in scales if _fits(value, scale)]
    return any_of(found) if found else None


def _fits(value: Value, scale: Scale) -> bool:
    try:
        _limits(value, scale)
    except ValueError:
        return False
    return True


def _limits(value: Value, scale: Scale) -> _Limits:
    for sign in _COMPARISONS:
        if value.text.startswith(sign):
            return _compared(sign, *scale.read(value.text.removeprefix(sign).strip()))
    first, dots, last = (part.strip() for part in value.text.partition(_DOTS))
    if not dots:
        return scale.read(first)
    if not first and not last:
        raise ValueError("a range needs a beginning or an end")
    low = scale.read(first)[0] if first else None
    high = scale.read(last)[1] if last else None
    if low is not None and high is not None and low > high:
        raise Wrong(
            f'the range "{value.text}" ends before it begins', value.position, f"write it as {last}..{first}"
        )
    return low, high


def _compared(sign: str, first: int, last: int) -> _Limits:
    match sign:
        case ">=":
            return first, None
        case ">":
            return last + 1, None
        case "<=":
            return None, last
        case _:
            return None, first - 1


def _day(number: int) -> str:
    try:
        return date.fromordinal(number).isoformat()
    except (ValueError, OverflowError):
        raise ValueError("no day lies beyond that") from None


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER):
        raise ValueError(f'"{text}" is not a whole number')
    return int(text)
