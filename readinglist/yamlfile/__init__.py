"""YAML files: read within limits, edited so that nothing else changes, written as a person would."""

from readinglist.yamlfile.document import Document, read
from readinglist.yamlfile.editing import edit
from readinglist.yamlfile.edits import AddItem, Drop, DropItem, Edit, Put
from readinglist.yamlfile.entries import change_entry, read_entry, write_entry
from readinglist.yamlfile.faults import BrokenEntry, Fault, Refused, Unreadable
from readinglist.yamlfile.items import change_in_place, comments, rename_item
from readinglist.yamlfile.lists import read_list_file, write_list_file
from readinglist.yamlfile.schema import ENTRY, LIST, Schema

__all__ = [
    "ENTRY",
    "LIST",
    "AddItem",
    "BrokenEntry",
    "Document",
    "Drop",
    "DropItem",
    "Edit",
    "Fault",
    "Put",
    "Refused",
    "Schema",
    "Unreadable",
    "change_entry",
    "change_in_place",
    "comments",
    "edit",
    "read",
    "read_entry",
    "read_list_file",
    "rename_item",
    "write_entry",
    "write_list_file",
]
