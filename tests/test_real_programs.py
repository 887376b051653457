"""What is exported is taken by the programs it is for: as many records, with titles, years and family names as they were."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from readinglist.formats import written
from readinglist.formats.about import About
from readinglist.formats.names import split_name
from readinglist.formats.works import formal_title, one_line
from readinglist.library import Library
from tests.hostile import hostile_entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readinglist.model.entry import Entry

SHIPPED = Path(__file__).resolve().parent.parent
PATIENCE = 120
_MODS = "{http://www.loc.gov/mods/v3}"


@pytest.fixture(params=["shipped", "hostile"])
def entries(request: pytest.FixtureRequest, tmp_path: Path) -> list[Entry]:
    """Give the shipped list, then a thousand entries that try to break out."""
    if request.param == "hostile":
        return list(hostile_entries())
    environ = {"HOME": str(tmp_path), "READINGLIST_NO_INDEX": "1"}
    return list(Library(SHIPPED, environ).find())


def _run(folder: Path, *command: str, content: bool = True) -> str:
    """Run a program, which has to be content if `content`; without it the test is skipped."""
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=PATIENCE)
    told = (done.stdout + done.stderr).decode(errors="replace")
    assert done.returncode == 0 or not content, told[-2000:]
    return told


def _export(folder: Path, name: str, entries: Iterable[Entry]) -> str:
    file = folder / "list"
    with file.open("w", encoding="utf-8", newline="") as out:
        out.writelines(written(name, entries, About()))
    return file.name


def _letters(text: str) -> str:
    """Return the letters and digits of a text, which programs keep; they set marks and markup in their own way."""
    plain = re.sub(r"\\text[a-z]+\{\}|<[^<>]*>", "", text)
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", plain)))


def _check(entry: Entry, title: str, year: str, families: Iterable[str]) -> None:
    assert _letters(title) in (_letters(formal_title(entry)), _letters(entry.paper_title or entry.title)), (
        entry.id
    )
    assert year == (entry.date or "")[:4], entry.id
    # Some programs count the small words among the family name.
    found = [_letters(name) for name in families]
    for author in entry.authors:
        name = split_name(one_line(author))
        wanted = _letters(name.family)
        assert not name.given or any(each.endswith(wanted) for each in found), (entry.id, author, found)


def _check_csl(entries: list[Entry], made: str) -> None:
    items: list[dict[str, Any]] = json.loads(made)
    assert [item["id"] for item in items] == [entry.id for entry in entries]
    for entry, item in zip(entries, items, strict=True):
        (parts,) = item.get("issued", {}).get("date-parts", [[""]])
        _check(entry, item["title"], str(parts[0]), (name.get("family", "") for name in item["author"]))
        assert {"literal": "others"} in item["author"] or not entry.et_al


def test_pandoc_reads_bibtex(entries: list[Entry], tmp_path: Path) -> None:
    """BibTeX becomes the same references."""
    made = _run(
        tmp_path, "pandoc", "--from", "bibtex", "--to", "csljson", _export(tmp_path, "bibtex", entries)
    )
    _check_csl(entries, made)


def test_pandoc_reads_csl_json(entries: list[Entry], tmp_path: Path) -> None:
    """CSL-JSON stays the same references."""
    made = _run(
        tmp_path, "pandoc", "--from", "csljson", "--to", "csljson", _export(tmp_path, "csl-json", entries)
    )
    _check_csl(entries, made)


def test_pandoc_cites(entries: list[Entry], tmp_path: Path) -> None:
    """A bibliography of all of them has a paragraph for each."""
    (tmp_path / "refs.json").write_text("".join(written("csl-json", entries, About())), encoding="utf-8")
    (tmp_path / "page.md").write_text('---\nnocite: "@*"\nbibliography: refs.json\n---\n', encoding="utf-8")
    made = _run(tmp_path, "pandoc", "--citeproc", "--to", "html", "page.md")
    assert len(re.findall('id="ref-', made)) == len(entries)
    assert "<script" not in made


def test_biber_reads_bibtex(entries: list[Entry], tmp_path: Path) -> None:
    """Biber has nothing to say against types and fields, and finds every entry with its fields."""
    name = _export(tmp_path, "bibtex", entries)
    told = _run(
        tmp_path, "biber", "--tool", "--validate-datamodel", "--output-format", "biblatexml", "--output-file", "out.xml",
        "--no-bltxml-schema", name,
    )  # fmt: skip
    complaints = [
        line for line in told.splitlines() if re.match(r"(WARN|ERROR) - ", line) and "issing" not in line
    ]
    assert complaints == []
    _check_biblatexml(entries, (tmp_path / "out.xml").read_text(encoding="utf-8"))


def _check_biblatexml(entries: list[Entry], made: str) -> None:
    space = "{http://biblatex-biber.sourceforge.net/biblatexml}"
    records = {each.attrib["id"]: each for each in ET.fromstring(made)}  # noqa: S314 - biber's own
    assert sorted(records) == sorted(entry.id for entry in entries)
    for entry in entries:
        record = records[entry.id]
        families = record.findall(f".//{space}namepart[@type='family']")
        title, year = record.findtext(f"{space}title", ""), record.findtext(f"{space}date", "")[:4]
        _check(entry, title, year, ("".join(each.itertext()) for each in families))


def test_bibtex_and_latex_read_bibtex(entries: list[Entry], tmp_path: Path) -> None:
    """BibTeX makes an item of each entry; all that LaTeX lacks to set them are letters of its oldest fonts."""
    (tmp_path / "list.bib").write_text("".join(written("bibtex", entries, About())), encoding="utf-8")
    lines = "\\begin{document}\\nocite{*}\\bibliography{list}\\bibliographystyle{plain}\\end{document}"
    (tmp_path / "page.tex").write_text(f"\\documentclass{{article}}{lines}\n", encoding="utf-8")
    aux = "\\relax\n\\citation{*}\n\\bibdata{list}\n\\bibstyle{plain}\n"
    (tmp_path / "page.aux").write_text(aux, encoding="utf-8")
    _run(tmp_path, "bibtex", "-min-crossrefs=2", "page")
    made = (tmp_path / "page.bbl").read_bytes()
    keys = {each.decode() for each in re.findall(rb"\\bibitem\{(.*?)\}", made)}
    assert keys == {entry.id for entry in entries}
    told = _run(tmp_path, "latex", "-interaction=nonstopmode", "page", content=False)
    errors = [line for line in told.splitlines() if line.startswith("!")]
    assert [line for line in errors if not re.search(r"Unicode character|in encoding OT1", line)] == []


def test_bibutils_read_ris(entries: list[Entry], tmp_path: Path) -> None:
    """RIS becomes as many records, with the same fields."""
    if shutil.which("ris2xml") is None:
        pytest.skip("ris2xml is not installed")
    name = _export(tmp_path, "ris", entries)
    done = subprocess.run(["ris2xml", name], cwd=tmp_path, capture_output=True, check=True, timeout=PATIENCE)
    records = ET.fromstring(done.stdout.decode("utf-8-sig"))  # noqa: S314 - made just now
    assert [each.attrib["ID"] for each in records] == [entry.id for entry in entries]
    for entry, record in zip(entries, records, strict=True):
        families = record.findall(f"{_MODS}name/{_MODS}namePart[@type='family']")
        title = " ".join(each.text or "" for each in record.findall(f"{_MODS}titleInfo[1]/*"))
        year = record.findtext(f"{_MODS}originInfo/{_MODS}dateIssued", "")[:4]
        _check(entry, title, year, (each.text or "" for each in families))


def test_commonmark_reads_markdown(entries: list[Entry], tmp_path: Path) -> None:
    """A page is a list of as many items, each with its title as text, without HTML, with links to the web."""
    made = _run(
        tmp_path, "pandoc", "--from", "commonmark", "--to", "json", _export(tmp_path, "markdown", entries)
    )
    blocks: list[dict[str, Any]] = json.loads(made)["blocks"]
    items = [item for block in blocks if block["t"] == "BulletList" for item in block["c"]]
    assert len(items) == len(entries)
    for entry, item in zip(entries, items, strict=True):
        assert _letters("".join(_texts(item))).startswith(_letters(one_line(entry.title))), entry.id
    inside = list(_inside(blocks))
    assert {"RawBlock", "RawInline", "CodeBlock", "Image"}.isdisjoint(each["t"] for each in inside)
    addresses = [each["c"][2][0] for each in inside if each["t"] == "Link"]
    assert all(address.startswith(("https://", "http://")) for address in addresses)


def _inside(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the parts of a document of pandoc."""
    if isinstance(value, dict):
        if "t" in value:
            yield value
        yield from _inside(list(value.values()))
    elif isinstance(value, list):
        for each in value:
            yield from _inside(each)


def _texts(value: Any) -> Iterator[str]:
    for each in _inside(value):
        if each["t"] == "Str":
            yield each["c"]
        elif each["t"] == "Space":
            yield " "


def test_a_strict_reader_takes_csv(entries: list[Entry], tmp_path: Path) -> None:
    """As many records, as many cells in each, titles as they were but for the guard before formulas."""
    with (tmp_path / _export(tmp_path, "csv", entries)).open(encoding="utf-8", newline="") as file:
        records = list(csv.DictReader(file, strict=True, restkey="more", restval=None))
    assert len(records) == len(entries)
    for entry, record in zip(entries, records, strict=True):
        assert "more" not in record
        assert None not in record.values()
        assert record["title"].removeprefix("'") == entry.title.removeprefix("'")
        assert not record["title"].startswith(("=", "+", "-", "@", "\t", "\r"))
