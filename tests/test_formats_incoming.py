"""The form of what comes in is seen from the text."""

from __future__ import annotations

import pytest

from readinglist.errors import UsageError
from readinglist.formats.incoming import FORMS, read


def test_a_digest_is_known() -> None:
    """It is read as what it is."""
    found = read("Ice (2001; Link)\n")
    assert [(each.line, each.entry.title) for each in found.records] == [(1, "Ice")]


@pytest.mark.parametrize("text", ["@article{a, title={A}}", '[{"title": "A"}]', "TY  - JOUR\nER  - \n"])
def test_other_forms_are_refused(text: str) -> None:
    """What can be read is said."""
    with pytest.raises(UsageError, match=r"in no form that can be read; what can be imported is a digest: "):
        read(text)


@pytest.mark.parametrize("text", ["", "\ufeff", " \n\f\n"])
def test_nothing_is_told_from_other_forms(text: str) -> None:
    """A file without a letter is empty, not odd."""
    with pytest.raises(UsageError, match=r"there is nothing in it; what can be imported is a digest: "):
        read(text)


def test_every_form_says_what_it_looks_like() -> None:
    """Each row has its one line."""
    assert all(form.looks for form in FORMS.values())
