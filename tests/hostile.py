"""Entries whose every text tries to break out of whatever holds it; the same ones each time."""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING

from readinglist.model.entry import Entry
from readinglist.model.fields import KINDS, STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterator

# Each of them has a letter or digit, so that what reads it back can be asked for it.
PAYLOADS = (
    # BibTeX and LaTeX
    "open {brace", "close} brace", "{whole} {{twice}}", "}}}, title = {other}, x = {", "100% sure", "50\\% sure",
    "a & b # c _ d $ e ~ f ^ g", "back\\slash", "ends in \\", "\\input{/etc/passwd} x", "\\end{document} x",
    "@article{evil, title = {Evil}}", "x}\n}\n@misc{evil2,title={y}", "$x^2$ and $", "-- --help --- x", "a,b, c, d",
    'say "hi" \'there\'', "A and B and others", "{\\$CASE of GPU", "\\'e \\\"{o} \\ss x", "x = {y} # jan # {z}",
    # RIS
    "x\nER  - \nTY  - JOUR\nTI  - Evil", "x\r\nER  - \r\n", "ER  - x", "TY  - BOOK x", "x\u2028ER  - \u2028y",
    "x\x85TY  - JOUR", "x\x0bTI  - y\x0cAU  - z", "AU  - Evil, Person", "x*y",
    # CSV and YAML
    "=1+1", "+1", "-1", "@SUM(A1)", "a;b|c\td", '"a","b"', 'a,"b\nc",d', "key: value # no", "- a", "--- a", "...\na",
    "&anchor *alias !tag x", "null", "no", "2017", "0x1F", "[a, {b: c}]",
    # HTML, Markdown, JSON
    "<script>alert(1)</script>", "</script><script>x", "<!-- x", "--> x", "]]> x", "<img src=x onerror=alert(1)>",
    "&lt;b&gt; &amp; &#x3c;", "javascript:alert(1)", "[x](javascript:alert(1))", "`code` **b** _i_", "# heading", "> x",
    "1. one", "| a | b |", "<b>bold</b> <i>i</i>", '{"a": "b\\u0000"}', '<span class="nocase">x</span>',
    # terminals and invisible characters
    "a\x1b[31mred", "a\x1b]52;c;eA==\x07b", "a\x00b", "a\x7fb\x9bc", "left\u202eright\u202c", "zero\u200bwidth",
    "joined\u200dup", "a\u00a0b\u3000c", "\ufeffbom", "soft\u00adhyphen", "tag\U000e0041s",
    # scripts
    "深層強化学習", "한국어 제목", "مرحبا بالعالم", "שלום עולם", "Москва", "ﬁ ligature ½ ²", "e\u0301te\u0301 Z\u0351\u0352", "👩\u200d🔬 lab 😀",
    "Łukasz Ørsted ẞ İ ı", "𝔘𝔫𝔦", "ǅ ΰ", "İstanbul'da", "N\u0303", "x" * 3000, "word " * 600, "{" * 60 + "x", "x" + "}" * 60,
)  # fmt: skip
_DATES = (None, "2017", "2018-02", "2019-12-31", "1905-06-30")
_ADDRESSES = (
    None, "https://example.org/a%20b_c#d~e&f={x}|y", "javascript:alert(1)", "https://example.org/\\}x\n", "http://例え.jp/ü",
)  # fmt: skip
_DOIS = (None, "10.1000/a_b<c>{d}%#&", "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-#")
# Beside a word and a number; each id comes with a capital and without.
_IN_IDS = ("", ",", "}{", "%\\", "#~é", " '\"", "=(x)", "\u202e<b>", "_.-+")


def hostile_entries(count: int = 1000) -> Iterator[Entry]:
    """Yield entries with every text in every place, and each beside others."""
    pairs = (
        (one, other)
        for shift, one in product(range(len(PAYLOADS)), PAYLOADS)
        for other in [_beside(one, shift)]
    )
    for number, (one, other) in enumerate(islice(pairs, count)):
        yield _entry(number, one, other)


def _beside(one: str, shift: int) -> str:
    return PAYLOADS[(PAYLOADS.index(one) + shift * 7) % len(PAYLOADS)]


def _entry(number: int, one: str, other: str) -> Entry:
    def some(values: tuple[str | None, ...]) -> str | None:
        return values[number % len(values)]

    return Entry(
        id=f"{'hH'[number % 2]}ostile{number // 2:04}{_IN_IDS[number // 2 % len(_IN_IDS)]}", title=one if number % 2 else f"{one} {other}", paper_title=some((None, None, other)),
        kind=KINDS[number % len(KINDS)], date=some(_DATES), authors=(f"Ada {other}", one, "Grace van der Hopper"),
        et_al=number % 3 == 0, venue=some((other, None, "NeurIPS 2017", "arXiv", f"{one} thesis")),
        arxiv=some((None, "1707.06347", other)), doi=some(_DOIS), url=some(_ADDRESSES), code=some(_ADDRESSES), areas=(one,),
        tags=(other, one), summary=one, abstract=some((None, f"{other}\n\n{one}")), takeaway=other, notes=f"{one}\n{other}",
        status=STATUSES[number % len(STATUSES)], rating=number % 5 + 1, pages=number + 1, added="2026-11-22",
        extra={"mykey": one, "primaryclass": other},
    )  # fmt: skip
