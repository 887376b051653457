"""The list file: read, and written as a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readinglist.model.listfile import ListFile
from readinglist.model.parsing import list_file_from
from readinglist.yamlfile.document import read
from readinglist.yamlfile.newfile import new_file
from readinglist.yamlfile.reading import faults
from readinglist.yamlfile.schema import LIST
from readinglist.yamlfile.source import is_blank

if TYPE_CHECKING:
    from readinglist.model.fields import Value
    from readinglist.yamlfile.faults import Fault


def read_list_file(data: bytes, *, pure: bool = False) -> tuple[ListFile, list[Fault]]:
    """Return what the list says of itself, and what is wrong with single keys, which are left out.

    A file without any key is a list without a name, not a broken one.

    Raises:
        Unreadable: where the file is not YAML.

    """
    if is_blank(data):
        return ListFile(), []
    document = read(data, pure=pure)
    found, problems = list_file_from(document.data)
    return found, faults(document, problems)


def write_list_file(list_file: ListFile) -> bytes:
    """Return a new list file.

    Raises:
        Refused: for texts with control characters.

    """
    data: dict[str, Value] = {
        "name": list_file.name,
        "curator": list_file.curator,
        "description": list_file.description,
        "areas": list(list_file.areas),
        "left_out": {kind: str(number) for kind, number in list_file.left_out.items()},
        "views": dict(list_file.views),
    }
    return new_file({key: value for key, value in data.items() if value}, LIST)
