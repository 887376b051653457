"""YAML files: read within limits, edited so that nothing else changes, written as a person would."""

from readinglist.yamlfile.document import Document, read
from readinglist.yamlfile.editing import edit
from readinglist.yamlfile.edits import AddItem, Drop, DropItem, Edit, Put, PutItem
from readinglist.yamlfile.entries import change_entry, control_faults, read_entry, write_entry
from readinglist.yamlfile.faults import BrokenEntry, Fault, Refused, Unreadable
from readinglist.yamlfile.lists import read_list_file, write_list_file
from readinglist.yamlfile.page import comments
from readinglist.yamlfile.scalars import control_in
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
    "PutItem",
    "Refused",
    "Schema",
    "Unreadable",
    "change_entry",
    "comments",
    "control_faults",
    "control_in",
    "edit",
    "read",
    "read_entry",
    "read_list_file",
    "write_entry",
    "write_list_file",
]
