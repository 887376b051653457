"""A list inside a page of somebody else: only what stands between the two markers changes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.errors import RefusedError
from readinglist.formats.markers import BEGIN, END, framed, updated

_text = st.text(st.characters(codec="utf-8", exclude_characters="<"), max_size=30)


@settings(max_examples=60, deadline=None)
@given(
    _text, _text, st.sampled_from(["\n", "\r\n"]), st.lists(st.sampled_from(["- a\n", "## b\n"]), max_size=3)
)
def test_what_stands_around_stays(before: str, after: str, line_end: str, items: list[str]) -> None:
    """Every character outside the markers stays, inside there is the list, and doing it again changes nothing."""
    page = f"{before}{line_end}{BEGIN}{line_end}old{line_end}{END}{line_end}{after}"
    found = updated(page, items)
    assert found.startswith(f"{before}{line_end}{BEGIN}{line_end}")
    assert found.endswith(f"{END}{line_end}{after}")
    inside = found.partition(BEGIN)[2].partition(END)[0]
    assert inside.strip().replace(line_end, "\n") == "".join(items).strip()
    assert updated(found, items) == found


def test_a_new_page() -> None:
    """It begins with the markers, the list between them set apart by empty lines."""
    assert framed(["- a\n", "- b\n"]) == f"{BEGIN}\n\n- a\n- b\n\n{END}\n"


def test_markers_may_be_indented_and_spaced() -> None:
    """Spaces around and in a marker, as editors leave them, do not matter, and stay."""
    page = "  <!--readinglist:begin--> \nold\n\t<!--  readinglist:end -->"
    assert updated(page, ["- a\n"]) == "  <!--readinglist:begin--> \n\n- a\n\n\t<!--  readinglist:end -->"


def test_a_byte_order_mark() -> None:
    """The first marker may stand right behind it, and it stays."""
    assert updated(f"\ufeff{BEGIN}\n{END}\n", ["- a\n"]) == f"\ufeff{BEGIN}\n\n- a\n\n{END}\n"


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("", "it has no markers"),
        (f"text {BEGIN} text\n{END}", "end of a list is one too many"),
        (f"\n{BEGIN}\n", "the list has no end"),
        (f"{END}\n{BEGIN}\n", "end of a list is one too many"),
        (f"{BEGIN}\n{END}\n{BEGIN}\n{END}", "begin of a list is one too many"),
        (f"{BEGIN}\n{BEGIN}\n{END}", "begin of a list is one too many"),
    ],
)
def test_other_markers_are_refused(page: str, told: str) -> None:
    """Where it is not clear what is to be replaced, nothing is; what to write is said."""
    with pytest.raises(RefusedError, match=told) as caught:
        updated(page, ["- a\n"])
    assert BEGIN in caught.value.hint


_SHOWN = f"{BEGIN}\n{END}\n"


@pytest.mark.parametrize(
    "code",
    [
        f"```\n{_SHOWN}```\n",
        f"~~~ markdown\n{_SHOWN}```\n{_SHOWN}~~~~\n",
        f"````\n```\n{_SHOWN}```\n{_SHOWN}````  \n",
        f"1. So:\n\n   ```html\n{_SHOWN}   ``` x\n{_SHOWN}   ```\n",
        f"```\r\n{BEGIN}\r\n{END}\r\n```\r\n",
    ],
)
def test_markers_in_code_are_none(code: str) -> None:
    """A page may show how it is made: what stands between fences stays."""
    page = f"{code}{BEGIN}\n\n{END}\n{code}"
    assert updated(page, ["- a\n"]) == f"{code}{BEGIN}\n\n- a\n\n{END}\n{code}"
    with pytest.raises(RefusedError, match="it has no markers"):
        updated(code, [])


def test_what_is_no_fence() -> None:
    """Backticks around words on one line begin no code."""
    page = f"```x``` y\n{BEGIN}\n{END}\n```"
    assert updated(page, ["- a\n"]) == f"```x``` y\n{BEGIN}\n\n- a\n\n{END}\n```"


def test_an_empty_list() -> None:
    """Between its markers is an empty line."""
    assert updated(f"{BEGIN}\n\n- a\n\n{END}\n", []) == f"{BEGIN}\n\n{END}\n"


def test_the_line_is_told() -> None:
    """The line of the marker that is wrong is named."""
    with pytest.raises(RefusedError) as caught:
        updated(f"a\nb\n{BEGIN}\n{END}\n\n{END}\n", [])
    assert str(caught.value.in_file("x.md")).startswith("x.md:6: ")
