"""BibTeX keeps every character, lets nothing out of its braces, and has types and fields that programs know."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.formats import written
from readinglist.formats.about import About
from readinglist.formats.bibtex import escaped
from readinglist.formats.names import is_usual
from readinglist.formats.works import one_line
from readinglist.model.entry import Entry
from readinglist.model.fields import KINDS
from tests.strategies import NAMES, entries

_texts = st.text(st.sampled_from("{}\\%&#_$~^<>-\"'@,=a é\n\x1b")) | st.text(
    st.characters(exclude_categories=["Cs"])
)
_WRITTEN = {
    "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~", "textasciicircum": "^",
    "textless": "<", "textgreater": ">",
}  # fmt: skip


def _bibtex(*of: Entry) -> str:
    return "".join(written("bibtex", of, About()))


def _fields(**fields: object) -> dict[str, str]:
    lines = _bibtex(Entry(**{"id": "one", "title": "One", **fields})).splitlines()  # type: ignore[arg-type]
    assert lines[-1] == "}"
    return dict(line.strip().removesuffix(",").split(" = ") for line in lines[1:-1]) | {"type": lines[0]}


def test_a_whole_entry() -> None:
    """All fields in their order, an empty line between entries and none at the end."""
    one = Entry(
        id="schulman2017proximal",
        title="PPO",
        paper_title="Proximal Policy Optimization Algorithms",
        date="2017-07-20",
        authors=("John Schulman", "Aaron van den Oord", "OpenAI Dota Team", "John Smith Jr."),
        et_al=True,
        venue="arXiv",
        arxiv="arXiv:1707.06347v2",
        doi="https://doi.org/10.48550/arXiv.1707.06347",
        url="https://arxiv.org/abs/1707.06347",
        areas=("Safety, alignment",),
        tags=("ppo", "a_b"),
        abstract="All of\n\nit.",
        summary="Some of it.",
        takeaway="50% better",
        extra={"primaryclass": "cs.LG"},
    )
    assert _bibtex(one, Entry(id="b", title="B")) == (
        "@misc{schulman2017proximal,\n"
        "  author = {Schulman, John and van den Oord, Aaron and {OpenAI Dota Team} and Smith, Jr., John and others},\n"
        "  title = {{Proximal Policy Optimization Algorithms}},\n"
        "  howpublished = {arXiv},\n"
        "  year = {2017},\n"
        "  month = jul,\n"
        "  day = {20},\n"
        "  doi = {10.48550/arXiv.1707.06347},\n"
        "  eprint = {1707.06347v2},\n"
        "  archiveprefix = {arXiv},\n"
        "  primaryclass = {cs.LG},\n"
        "  url = {https://arxiv.org/abs/1707.06347},\n"
        "  keywords = {{Safety, alignment}, ppo, a\\_b},\n"
        "  abstract = {All of it.},\n"
        "  annote = {50\\% better},\n"
        "}\n"
        "\n"
        "@misc{b,\n"
        "  title = {{B}},\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("kind", "venue", "type_", "field", "value"),
    [
        ("paper", "ICML 2019", "inproceedings", "booktitle", "{{ICML 2019}}"),
        ("paper", "Nature", "article", "journal", "{Nature}"),
        ("paper", "OpenAI system card", "techreport", "institution", "{OpenAI}"),
        ("report", "OpenAI", "techreport", "institution", "{OpenAI}"),
        ("report", "Technical report 7", "techreport", "institution", "{Technical report 7}"),
        ("blog", "OpenAI blog", "misc", "howpublished", "{OpenAI blog}"),
        ("book", "MIT Press", "book", "publisher", "{MIT Press}"),
        ("book", "Simon and Schuster", "book", "publisher", "{{Simon and Schuster}}"),
        ("thesis", "MIT", "phdthesis", "school", "{MIT}"),
        ("thesis", "Master's thesis, MIT", "mastersthesis", "school", "{Master's thesis, MIT}"),
        ("talk", "NeurIPS 2017", "misc", "howpublished", "{NeurIPS 2017}"),
    ],
)
def test_types(kind: str, venue: str, type_: str, field: str, value: str) -> None:
    """Each sort of work has a type that every style knows, and the field of that type for its venue."""
    fields = _fields(kind=kind, venue=venue)
    assert (fields["type"], fields[field]) == (f"@{type_}{{one,", value)


def test_the_type_of_a_report() -> None:
    """What sort of report it is has its own field."""
    assert _fields(venue="OpenAI system card")["type"] == "@techreport{one,"
    assert "  type = {System card},\n" in _bibtex(Entry(id="a", title="A", venue="OpenAI system card"))


@pytest.mark.parametrize(
    ("date", "told"),
    [
        (None, {}),
        ("2017", {"year": "{2017}"}),
        ("2017-12", {"year": "{2017}", "month": "dec"}),
        ("2017-01-03", {"year": "{2017}", "month": "jan", "day": "{3}"}),
    ],
)
def test_dates(date: str | None, told: dict[str, str]) -> None:
    """A date is told as precisely as it is known."""
    assert {
        name: text for name, text in _fields(date=date).items() if name in ("year", "month", "day")
    } == told


@pytest.mark.parametrize("known", ["cs.LG}", "", ["cs.LG"], None])
def test_a_class_that_is_none(known: object) -> None:
    """Only what looks like a class of arXiv is one."""
    assert "primaryclass" not in _fields(arxiv="1707.06347", extra={"primaryclass": known})


def test_a_summary_stands_for_the_abstract() -> None:
    """Where there is no abstract, the words of the list say what it is about."""
    assert _fields(summary="Some of it.")["abstract"] == "{Some of it.}"


@pytest.mark.parametrize(
    ("url", "value"),
    [
        ("https://x.org/a%20b_c#d~e&f", "{https://x.org/a%20b_c#d~e&f}"),
        ("https://x.org/{a}\\ b", "{https://x.org/%7Ba%7D%5C%20b}"),
        ("javascript:alert(1)", None),
    ],
)
def test_addresses_stay_as_they_are(url: str, value: str | None) -> None:
    """Programs take addresses as they stand, so that only what would break the file is encoded."""
    assert _fields(url=url).get("url") == value


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("100% & #1 a_b $x$", r"100\% \& \#1 a\_b \$x\$"),
        ("a~b^c\\d", r"a\textasciitilde{}b\textasciicircum{}c\textbackslash{}d"),
        ("{a} {b", r"\{a\} \textbraceleft{}b"),
        ("}{", r"\textbraceright{}\textbraceleft{}"),
        ("--a ---", "-{}-a -{}-{}-"),
        ("x < y", r"x \textless{} y"),
        ("Étienne 学習 😀", "Étienne 学習 😀"),
    ],
)
def test_special_characters(text: str, shown: str) -> None:
    """What means something to LaTeX is written so that it is printed; everything else stays."""
    assert escaped(text) == shown


@settings(max_examples=300, deadline=None)
@given(_texts)
def test_braces_are_balanced_for_any_text(text: str) -> None:
    """Counted as BibTeX counts, no brace closes what the text has not opened; and the text can be read back."""
    depth, lowest = 0, 0
    for char in escaped(text):
        depth += {"{": 1, "}": -1}.get(char, 0)
        lowest = min(lowest, depth)
    assert (depth, lowest) == (0, 0)
    named = re.compile(r"\\([a-z]+)\{\}|\\([%&#_${}])|-\{\}(?=-)")
    assert named.sub(lambda at: _WRITTEN.get(at[1] or "") or at[2] or "-", escaped(text)) == text


@settings(max_examples=300, deadline=None)
@given(_texts)
def test_most_texts_are_written_the_quick_way(text: str) -> None:
    """What has nothing to escape, or no braces, is written as what has to be looked at sign by sign."""
    plain = re.sub(r"[\\{}]", "", text)
    assert escaped(f"{plain}{{}}") == escaped(plain) + r"\{\}"
    told = escaped(one_line(f"a{text}"))
    assert f"\n  abstract = {{{told}}},\n" in _bibtex(Entry(id="one", title="One", abstract=f"a{text}"))


@settings(max_examples=40, deadline=None)
@given(entries())
def test_no_entry_breaks_out(found: list[Entry]) -> None:
    """Each entry is one record: it starts on a line of its own, and its braces end with it."""
    text = _bibtex(*found)
    assert len(re.findall(r"(?m)^@", text)) == len(found)
    records = text.split("\n\n") if found else []
    assert [record.count("{") for record in records] == [record.count("}") for record in records]
    assert all(record.rstrip().endswith("\n}") for record in records)


@pytest.mark.parametrize(
    ("author", "value"),
    [
        ("danah boyd", "{{boyd}, danah}"),
        ("Guy Van den Broeck", "{{Van den Broeck}, Guy}"),
        ("Henrique Ponde de Oliveira Pinto", "{de Oliveira Pinto, Henrique Ponde}"),
        ("Smith and others", "{{Smith and others}}"),
        ("Jean--Luc A", "{{Jean-{}-Luc A}}"),
        ("} and Evil, A", r"{{\textbraceright{} and Evil, A}}"),
    ],
)
def test_names(author: str, value: str) -> None:
    """A family name stays in one piece, and no name is taken for two or for an instruction."""
    assert _fields(authors=(author,))["author"] == value


@pytest.mark.parametrize("count", [2, 3])
def test_usual_names_are_written_the_quick_way(count: int) -> None:
    """A space at the end changes nothing of such a name but the way it is looked at."""
    usual = [author for author in map(" ".join, product(NAMES, repeat=count)) if is_usual(author)]
    assert len(usual) > count
    for author in usual:
        assert _fields(authors=(author,)) == _fields(authors=(f"{author} ",))


def test_every_kind_is_written() -> None:
    """There is a type for each kind."""
    assert _bibtex(*(Entry(id=kind, title="A", kind=kind) for kind in KINDS)).count("@") == len(KINDS)
