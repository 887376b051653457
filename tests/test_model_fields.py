"""The field table."""

from __future__ import annotations

from dataclasses import fields

from readinglist.model.entry import Entry
from readinglist.model.fields import BY_NAME, FIELDS, KEPT, LONG, STATUSES, Type, leaves


def test_the_table_and_the_entry_have_the_same_fields() -> None:
    """Every row is an attribute of an entry, in the same order, and the other way around."""
    names = [each.name for each in fields(Entry) if each.name not in {"id", "extra"}]
    assert [field.name for field in FIELDS] == names
    assert list(BY_NAME) == names


def test_defaults_are_choices_and_those_of_an_entry() -> None:
    """What an unset field counts as is one of its choices, and what an entry starts with."""
    entry = Entry(id="a", title="A")
    for field in FIELDS:
        assert bool(field.choices) == (field.type is Type.CHOICE)
        assert field.default is None or field.default in field.choices
        if field.default:
            assert getattr(entry, field.name) == field.default


def test_every_field_says_what_it_means_and_lists_have_a_singular() -> None:
    """No row is without its line for the reader; a singular names no other field."""
    assert all(field.meaning for field in FIELDS)
    singulars = {field.singular for field in FIELDS if field.singular}
    assert singulars == {"author", "area", "tag"}
    assert singulars.isdisjoint(BY_NAME)


def test_plain_fields_are_those_that_the_table_gives_a_type() -> None:
    """Text and lists are quoted where YAML would misread them; the rest is written plain."""
    assert {field.name for field in FIELDS if field.plain} == {
        *("kind", "date", "et_al", "status", "rating", "priority", "pages", "added", "log")
    }


def test_kept_and_long() -> None:
    """Candidates and rejected entries are not kept; running text is marked."""
    assert set(STATUSES) - KEPT == {"candidate", "rejected"}
    assert {"summary", "abstract", "notes"} == LONG


def test_leaves_are_the_texts_of_any_value() -> None:
    """Lists and mappings are taken apart in order, and what is empty has none."""
    assert list(leaves({"a": ["x", None, {"b": "y"}], "c": "z", "d": []})) == ["x", "y", "z"]
    assert list(leaves(None)) == []
