"""How much was read: as people type it, and as the log has it."""

from __future__ import annotations

import re
from typing import NamedTuple

AMOUNTS = "12-19, p40 or 40 (up to page 40), +8 (eight more) or 60%"
MINUTES = "25m, 1h or 1h30m"
# More than any book has, or a day; what is beyond is a slip of the finger.
MOST_PAGES = 99_999
MOST_MINUTES = 24 * 60
_RANGE = re.compile(r"(?:pp?\.? ?)?(\d{1,18}) ?[-–] ?(\d{1,18})", re.ASCII)
_ONE = re.compile(r"(?:pp?\.? ?)?(\d{1,18})", re.ASCII)
_NUMBER = re.compile(r"\d{1,6}", re.ASCII)
_SHARE = re.compile(r"(\d{1,3}(?:\.\d)?) ?%", re.ASCII)
# Left to be compiled on first use: most commands read no amounts that somebody types.
_MORE = r"\+ ?(\d{1,18})"
_MINUTES = r"(?:(\d{1,18}) ?h(?:ours?)?)? ?(?:(\d{1,18}) ?m(?:in(?:utes)?)?)?"
# Also what is wrong as an amount, so that it is answered as one and not taken for the name of an entry.
_AMOUNT = (
    r"(?:pp?\.? ?)?\d+(?: ?[-–] ?\d+)?|\+ ?\d+|\d[\d.]* ?%"
    r"|(?:\d+ ?h(?:ours?)?)? ?(?:\d+ ?m(?:in(?:utes)?)?)?"
)
_WHOLE, _TENTHS = 100, 1000


class Pages(NamedTuple):
    """Pages that follow each other, both ends with them."""

    first: int
    last: int

    def __str__(self) -> str:
        """`12-19`, one page as `7`."""
        return f"{self.first}-{self.last}" if self.first != self.last else str(self.first)

    def up_to(self, of: int | None) -> Pages | None:
        """Return those that there are in an entry of so many pages, None where none of them is."""
        if of is None or self.last <= of:
            return self
        return Pages(self.first, of) if self.first <= of else None


class Place(NamedTuple):
    """How far a reading is.

    Attributes:
        page: the furthest page, 0 at the beginning.
        of: how many pages there are, None where that is not known.
        share: the share that was noted last where the number of pages is not known, 0 to 1, else None.

    """

    page: int = 0
    of: int | None = None
    share: float | None = None

    @property
    def part(self) -> float | None:
        """Which part is read, 0 to 1, None where that cannot be told."""
        if self.of:
            return min(self.page / self.of, 1.0)
        return self.share

    @property
    def left(self) -> int | None:
        """How many pages are left, None where that cannot be told."""
        return max(self.of - self.page, 0) if self.of else None

    def __str__(self) -> str:
        """`page 4 of 12`, `60%`, `page 4`, "" at the beginning."""
        if self.share and not self.of:
            return as_percent(self.share)
        return f"page {self.page}{f' of {self.of}' if self.of else ''}" if self.page else ""

    @property
    def short(self) -> str:
        """`4/12`, `60%` or `p4` where it is not known how many there are, "" where nothing is known."""
        if self.of:
            return f"{self.page}/{self.of}"
        return f"p{self.page}" if self.page and not self.share else str(self)

    @property
    def sentence(self) -> str:
        """How far, and what is left: `page 4 of 12, 8 left`."""
        return f"{self}, {self.left} left" if self.page and self.left else str(self)


def portion(share: float, of: int) -> int:
    """Return a share, 0 to 1, of a whole number: all of it only for the whole, none only for nothing.

    >>> [portion(share, 12) for share in (0, 0.001, 0.5, 0.99, 1)]
    [0, 1, 6, 11, 12]
    """
    if not 0 < share < 1:
        return of if share > 0 else 0
    # Tenths of a percent are whole numbers, of which no rounding makes another page.
    near = (2 * of * round(share * _TENTHS) + _TENTHS) // (2 * _TENTHS)
    return max(min(near, of - 1), 1)


def as_percent(share: float, *, whole: bool = False) -> str:
    """Return a share, 0 to 1, in percent, of which there are tenths unless `whole` ones are wanted.

    >>> as_percent(0.605), as_percent(0.9999), as_percent(0.001, whole=True)
    ('60.5%', '99.9%', '1%')
    """
    return f"{portion(share, _WHOLE)}%" if whole else f"{portion(share, _TENTHS) / 10:g}%"


def pages_in(text: object) -> Pages | None:
    """Return the pages that an item of a log names, None where it names none.

    >>> pages_in("12-19"), pages_in("7"), pages_in("60%")
    (Pages(first=12, last=19), Pages(first=7, last=7), None)
    """
    if not isinstance(text, str):
        return None
    if match := _RANGE.fullmatch(text) or _ONE.fullmatch(text):
        first, last = int(match[1]), int(match[match.re.groups])
        return Pages(first, last) if 0 < first <= last <= MOST_PAGES else None
    return None


def share_in(text: object) -> float | None:
    """Return the share that an item of a log names instead of pages, 0 to 1, None where it names none."""
    match = _SHARE.fullmatch(text) if isinstance(text, str) else None
    return float(match[1]) / _WHOLE if match and float(match[1]) <= _WHOLE else None


def number_in(text: object) -> int:
    """Return the number that an item of a log has, of minutes or a page, 0 where it is none."""
    return int(text) if isinstance(text, str) and _NUMBER.fullmatch(text) else 0


def read_minutes(text: str) -> int:
    """Return the minutes that are meant: `25m`, `25 min`, `1h`, `1h30m`.

    Raises:
        ValueError: it is no such time; the message says what would fit.

    """
    match = re.fullmatch(_MINUTES, text.strip().lower(), re.ASCII)
    found = 60 * int(match[1] or 0) + int(match[2] or 0) if match else 0
    if not found:
        raise ValueError(f'"{text}" is no time; write it like {MINUTES}')
    if found > MOST_MINUTES:
        raise ValueError(f"{text} is more than a day")
    return found


def is_minutes(text: str) -> bool:
    """Tell whether `text` looks like a time rather than like pages."""
    return bool(re.search(r"\d ?[hm]", text.lower())) and not text.endswith("%")


def are_hours_before(text: str, minutes: str) -> bool:
    """Tell whether `text` are whole hours, and `minutes` minutes without any, as in `1h 30m`."""
    return bool(
        re.fullmatch(r"\d+ ?h(?:ours?)?", text.strip().lower(), re.ASCII)
        and re.fullmatch(r"\d+ ?m(?:in(?:utes)?)?", minutes.strip().lower(), re.ASCII)
    )


def is_amount(text: str) -> bool:
    """Tell whether `text` looks like pages or a time, rather than like the name of something."""
    return bool(text.strip() and re.fullmatch(_AMOUNT, text.strip().lower(), re.ASCII))


def read_pages(text: str, place: Place) -> str:
    """Return what the log is to say of the pages that are meant, by someone who is at `place`.

    Args:
        text: a range; `p40` or `40`, all up to that page; `+8`, so many more; `60%`, which needs the number
            of pages, and is kept as it is without.
        place: how far the reading is.

    Raises:
        ValueError: it is none of these, or pages that there are not; the message says what would fit.

    """
    typed = text.strip().lower()
    if match := _SHARE.fullmatch(typed):
        return _up_to_share(typed, float(match[1]) / _WHOLE, place)
    if match := _RANGE.fullmatch(typed):
        pages = Pages(int(match[1]), int(match[2]))
    elif match := re.fullmatch(_MORE, typed, re.ASCII):
        if not int(match[1]):
            raise ValueError(f"{text} is no page more")
        pages = Pages(place.page + 1, place.page + int(match[1]))
    elif match := _ONE.fullmatch(typed):
        pages = _up_to(int(match[1]), place)
    else:
        raise ValueError(f'"{text}" are no pages; write them like {AMOUNTS}')
    return str(_checked(pages, text, place))


def check_page(page: int, of: int | None) -> None:
    """Raise ValueError for a page that there is not, with what there is."""
    if page < 1:
        raise ValueError("pages are counted from 1")
    if of and page > of:
        raise ValueError(f"there is no page {page}: it has {of}")
    if page > MOST_PAGES:
        raise ValueError(f"there is no page {page}")


def _checked(pages: Pages, text: str, place: Place) -> Pages:
    if pages.first > pages.last:
        turned = f"{pages.last}-{pages.first}"
        raise ValueError(f"{text} ends before it begins" + (f"; {turned}?" if pages.last else ""))
    check_page(pages.first, place.of)
    check_page(pages.last, place.of)
    return pages


def _up_to(page: int, place: Place) -> Pages:
    check_page(page, place.of)
    if page <= place.page:
        raise ValueError(_behind(place, page))
    return Pages(place.page + 1, page)


def _behind(place: Place, page: int) -> str:
    again = f"1-{page}" if page > 1 else "1-2"
    return f"you are at page {place.page} already; pages that were read again are a range, such as {again}"


def _up_to_share(typed: str, share: float, place: Place) -> str:
    if not 0 < share <= 1:
        raise ValueError(f"{typed} is not between 1% and 100%")
    if place.of:
        return str(_up_to(portion(share, place.of), place))
    if place.share and share <= place.share:
        raise ValueError(f"you are at {as_percent(place.share)} already")
    return typed.replace(" ", "")
