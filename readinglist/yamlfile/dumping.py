"""YAML for other programs: plain data, written by PyYAML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from readinglist.text import safe

if TYPE_CHECKING:
    from collections.abc import Mapping

_WIDTH = 100
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def dumped(data: Mapping[str, Any]) -> str:
    """Return one YAML document that says `data`, its keys in their order; any YAML reader gives it back.

    Where a character in it could act on a terminal or hide, all beyond ASCII are written as escapes.
    """
    text = _written(data, allow_unicode=True)
    return text if all(map(_is_harmless, text.split("\n"))) else _written(data, allow_unicode=False)


def _written(data: Mapping[str, Any], *, allow_unicode: bool) -> str:
    text: str = yaml.dump(
        dict(data),
        Dumper=_DUMPER,
        explicit_start=True,
        sort_keys=False,
        allow_unicode=allow_unicode,
        width=_WIDTH,
    )
    return text


def _is_harmless(line: str) -> bool:
    return safe(line) == line
