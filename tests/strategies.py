"""Random entries and queries, small enough that they meet: the words of both come from one short list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from readinglist.model.entry import Entry, LogItem
from readinglist.model.fields import BY_NAME, KINDS, STATUSES, Field, Type
from readinglist.query.tree import (
    Between,
    Contains,
    Equals,
    Has,
    Missing,
    Phrase,
    Word,
    all_of,
    any_of,
    none_of,
)
from readinglist.text import fold, is_visible, words

if TYPE_CHECKING:
    from readinglist.query.tree import Query

TEXTS = (
    "policy", "Policies", "optimization", "optimised agents", "multi-agent", "BERT-2", "a", "Étienne Dupré", "O’Neil",
    "日本語 研究", "한국어", "Москва", "ﬁne-tuning", "x²", "100%", "a_b", 'say "hi"', "NEAR(a b)", "title: a*", "\\",
    "2018", "2018-05", "2018-05-01", "2018-13", "2018-02-30", "12", "007", "-5", "１２", "9" * 15, "9" * 16, " ", " 12 ", "'",
    "\x00nul", "\x1funit", "tab\tbed", "two\nlines", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢", "e\u0301", "\u202eevil", "👩\u200d🔬", "__", "?!",
)  # fmt: skip
# Parts of names, usual ones and such as say more.
NAMES = (
    "Ada", "J.", "A.B.", "Mc.", "Smith", "Ng", "O'Neil", "Al-Shedivat", "McKay", "Müller", "李", "van", "Van", "de", "De", "And",
    "and", "Jr", "Jr.", "Iii", "III", "OpenAI", "Google", "Labs", "Corp.", "Inc", "Team", "Of", "of", "The", "-", ".", "x1", "AI",
)  # fmt: skip
KEYS = ("mykey", "seen", "odd key", "year", "id", "family", "ключ", "value", "number")
DATES = ("2016", "2017-07", "2018-05-01", "2018-05", "2020-12-31")
DAYS = ("2018-05-01", "2026-11-22", "2020-02-29")
IDS = ("a", "schulman2017policy", "Hand_Made", "ünïcode", "a-b", "policy")
_SCALE: tuple[int | str, ...] = (1, 4, 12, 2018, 10**15)
_BOUNDS: tuple[int | str, ...] = ("2017-01-01", "2018-05-01", "2018-06-30", "2026-11-22")

text = st.sampled_from(TEXTS) | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
items = st.lists(text, max_size=3).map(tuple)
_value = st.recursive(
    text | st.just("") | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=2),
    max_leaves=4,
)
_log = st.builds(
    LogItem, st.sampled_from(DAYS), st.dictionaries(st.sampled_from(["event", "pages"]), text, max_size=2)
)


def entry(entry_id: str) -> st.SearchStrategy[Entry]:
    """Give entries of one id, every field set or not."""
    optional = st.none() | text
    return st.builds(
        Entry,
        id=st.just(entry_id), title=text.filter(is_visible), paper_title=optional, kind=st.sampled_from(KINDS),
        date=st.none() | st.sampled_from(DATES), authors=items, et_al=st.booleans(), venue=optional,
        arxiv=st.sampled_from([None, "1707.06347", "cs/0112017"]), doi=st.sampled_from([None, "10.1000/AbC"]),
        url=st.sampled_from([None, "https://www.example.org/A/", "ftp://x"]), code=optional, file=optional, areas=items,
        tags=items, summary=optional, abstract=optional, distinct_from=items, status=st.sampled_from(STATUSES),
        rating=st.none() | st.integers(1, 5), priority=st.sampled_from(["high", "normal", "low"]),
        pages=st.none() | st.integers(1, 9_999_999), added=st.none() | st.sampled_from(DAYS),
        log=st.lists(_log, max_size=2).map(tuple), takeaway=optional, notes=optional,
        extra=st.dictionaries(st.sampled_from(KEYS), _value, max_size=3),
    )  # fmt: skip


@st.composite
def entries(draw: st.DrawFn, most: int = 4) -> list[Entry]:
    """Give a few entries, in the order of their ids."""
    ids = draw(st.lists(st.sampled_from(IDS), unique=True, max_size=most))
    return [draw(entry(entry_id)) for entry_id in sorted(ids)]


def _free() -> st.SearchStrategy[Query]:
    cut = st.builds(
        lambda word, end: word[: end or None],
        text.map(words).filter(bool).map(lambda all_: all_[0]),
        st.integers(0, 5),
    )
    phrase = text.map(words).filter(lambda found: len(found) > 1).map(lambda found: Phrase(tuple(found)))
    return st.builds(Word, cut, st.booleans()) | phrase


def _folded(chosen: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(chosen.map(fold).filter(bool), min_size=1, max_size=2).map(tuple)


def _asked(name: str) -> st.SearchStrategy[Query]:
    """Give the parts that may ask for a field, as the table in `readinglist.query.tree` has them."""
    field = BY_NAME.get(name, Field(name))
    there: st.SearchStrategy[Query] = st.just(Has(name)) | st.just(Missing(name))
    if name == "year" or field.type is Type.NUMBER:
        return _range(name, st.sampled_from(_SCALE)) | (there if name != "year" else st.nothing())
    if field.type in (Type.DATE, Type.DAY):
        return _range(name, st.sampled_from(_BOUNDS)) | there
    if field.type in (Type.CHOICE, Type.FLAG):
        choices = field.choices or ("true", "false")
        return st.builds(Equals, st.just(name), _folded(st.sampled_from(choices))) | there
    chosen = _folded(text | st.sampled_from(["1707", "start", "2018-05-01", "example", "10.1000/abc", *IDS]))
    asked = st.builds(Contains, st.just(name), chosen) | st.builds(Equals, st.just(name), chosen) | there
    if name in BY_NAME or name == "id":
        return asked
    return asked | _range(name, st.sampled_from(_SCALE)) | _range(name, st.sampled_from(_BOUNDS))


def _range(name: str, bounds: st.SearchStrategy[int | str]) -> st.SearchStrategy[Query]:
    some, maybe = bounds, st.none() | bounds
    return st.builds(Between, st.just(name), some, maybe) | st.builds(Between, st.just(name), st.none(), some)


_names = st.sampled_from([*BY_NAME, "id", "year", *(key for key in KEYS if key not in ("id", "year"))])
_one = _free() | _names.flatmap(_asked)
query = st.recursive(
    _one,
    lambda inner: st.lists(inner, min_size=1, max_size=3).flatmap(
        lambda parts: st.sampled_from([all_of(parts), any_of(parts), none_of(parts[0])])
    ),
    max_leaves=4,
)
